"""SQL lives in repositories and schema files, and each module touches only tables of its own."""

import re

from check.source import CPP, Finding, is_test_code, module_of

NAME = "sql_place"
STATEMENT = re.compile(
    r"\b(?:SELECT\s.+?\sFROM|INSERT\s+INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|PRAGMA\s+\w+"
    r"|(?:CREATE|DROP|ALTER)\s+(?:TABLE|INDEX|VIEW|UNIQUE)|SELECT\s+[\w$]+\()", re.DOTALL)
CREATED = re.compile(r"\bCREATE\s+(?:UNIQUE\s+)?(TABLE|INDEX|VIEW)\s+(?:IF\s+NOT\s+EXISTS\s+)?"
                     r"\"?(\w+)", re.IGNORECASE)
TOUCHED = re.compile(r"\b(?:FROM|JOIN|INTO|UPDATE|TABLE)\s+(?:ONLY\s+)?([a-z]\w*)")
FOREIGN_TYPE = re.compile(r"\b(SERIAL|BIGSERIAL|JSONB?|BOOL(?:EAN)?|VARCHAR|CHAR"
                          r"|TIMESTAMP(?:TZ)?|DATE"
                          r"|INTEGER|INT|SMALLINT|NUMERIC|REAL|FLOAT|DOUBLE|BLOB|UUID|NOW\s*\("
                          r"|AUTOINCREMENT|CURRENT_TIMESTAMP)\b", re.IGNORECASE)


def may_hold_sql(path):
    return (path.endswith("_repository.cpp") or "/schema/" in path or is_test_code(path)
            or path.startswith("platform/runtime/sql/"))


def without_remarks(sql):
    """The SQL with comments and literals blanked, same lines."""
    return re.sub(r"--[^\n]*|'[^']*'", lambda match: " " * len(match.group(0)), sql)


def schema_findings(tree, path, module):
    prefix = module.split("/")[-1]
    sql = without_remarks(tree.text(path))
    for match in CREATED.finditer(sql):
        name = match.group(2)
        if name != prefix and not name.startswith(prefix + "_"):
            line = sql.count("\n", 0, match.start()) + 1
            yield Finding(path, line, NAME, f"{name} does not start with {prefix}_")
    for match in FOREIGN_TYPE.finditer(sql):
        line = sql.count("\n", 0, match.start()) + 1
        yield Finding(path, line, NAME, f"{match.group(1)} is not in the common subset of both "
                      "engines (BIGINT, TEXT, BYTEA)")


def owners_of_tables(tree):
    """Which module creates which table."""
    owners = {}
    for path in tree.ending(".sql"):
        module = module_of(path)
        if module and "/schema/" in path:
            for match in CREATED.finditer(without_remarks(tree.text(path))):
                owners[match.group(2)] = module
    return owners


def string_findings(tree, path, owners):
    module = module_of(path)
    for piece in tree.cpp(path).joined_strings():
        text = re.sub(r'"\s*"', "", piece.text)
        if not STATEMENT.search(text):
            continue
        if not may_hold_sql(path):
            yield Finding(path, piece.line, NAME, "SQL outside a *_repository.cpp")
        elif module and path.endswith("_repository.cpp"):
            for table in sorted(set(TOUCHED.findall(text))):
                if owners.get(table, module) != module:
                    yield Finding(path, piece.line, NAME,
                                  f"{table} belongs to {owners[table]}: ask its façade")


def check(tree):
    findings = []
    owners = owners_of_tables(tree)
    for path in tree.ending(".sql"):
        module = module_of(path)
        if module and "/schema/" in path:
            findings += schema_findings(tree, path, module)
    for path in tree.ending(*CPP):
        findings += string_findings(tree, path, owners)
    return findings
