"""Planted defects: each is listed with a sentence and has exactly one place in product code."""

import re

from check.source import CPP, Finding, is_test_code, module_of

NAME = "defects"
LIST = "tests/planted/defects.txt"
HEADER = "platform/base/planted.h"
CALL = re.compile(r"\bplanted\s*\(([^()]*)\)")
NAMED = re.compile(r'"([a-z]+\.[a-z0-9_]+)"')
ROW = re.compile(r"([a-z]+\.[a-z0-9_]+): [A-Z].*\.(?: \[\w+\])?")


def listed(tree, findings):
    """name → line in the list."""
    rows = {}
    text = tree.text(LIST) if LIST in tree.path_set else ""
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        row = ROW.fullmatch(line)
        if not row:
            findings.append(Finding(LIST, number, NAME, "not of the form `part.name: Sentence.`"))
        elif row.group(1) in rows:
            findings.append(Finding(LIST, number, NAME, f"{row.group(1)} is listed twice"))
        else:
            rows[row.group(1)] = number
    if list(rows) != sorted(rows):
        findings.append(Finding(LIST, 1, NAME, "the names are not in order"))
    return rows


def places(tree):
    """(path, line, argument) of each planted(…) outside its own header."""
    for path in tree.ending(*CPP):
        if path == HEADER:
            continue
        source = tree.cpp(path)
        for match in CALL.finditer(source.text):
            if source.code[match.start():match.start() + 7] == "planted":
                yield path, source.lines.at(match.start()), match.group(1).strip()


def check(tree):
    findings, first = [], {}
    rows = listed(tree, findings)
    for path, line, argument in places(tree):
        name = NAMED.fullmatch(argument)
        if not name:
            findings.append(Finding(path, line, NAME, "planted(…) takes a name as it is listed"))
            continue
        if is_test_code(path) or not module_of(path) or not path.endswith(".cpp"):
            findings.append(Finding(path, line, NAME, "defects stand in sources of the product"))
        if name.group(1) not in rows:
            findings.append(Finding(path, line, NAME, f"{name.group(1)} is not in {LIST}"))
        if name.group(1) in first:
            findings.append(Finding(path, line, NAME, f"{name.group(1)} is planted at "
                                    f"{first[name.group(1)]} already"))
        first.setdefault(name.group(1), f"{path}:{line}")
    for name, number in rows.items():
        if name not in first:
            findings.append(Finding(LIST, number, NAME, f"{name} is planted nowhere"))
    return findings
