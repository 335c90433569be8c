"""Tables of proofs in the documents name tests that exist, and leave no row or clause out.

Such a table stands below a heading that begins with “What proves”. Its first column holds a row of
the domain (`C5`) or a clause (`3.1.3-14`), its last the tests: `Suite.name` of GoogleTest, or
`file: sentence` of a journey or a spec, the file without its ending. Rows of one letter count from
1 without a gap; of a section of the standard all clauses are there.
"""

import json
import posixpath
import re

from check.clause_tags import CATALOGUE, CPP_TEST, WEB_TEST
from check.source import CPP, Finding, is_test_code

NAME = "proofs"
HEADING = re.compile(r"^#+ (.*)$")
LINE = re.compile(r"^\| *([A-Z]\d+|\d+(?:\.\d+)+-\d+) *\|(.*)\|\s*$")
ROW = re.compile(r"^([A-Z])(\d+)$")
CODE = re.compile(r"`([^`]+)`")
ENDINGS = (".spec.ts", ".mjs")


def tests_of(tree):
    """All names that a table may use."""
    known = set()
    for path in tree.ending(*CPP):
        if is_test_code(path):
            known |= {".".join(names) for names in CPP_TEST.findall(tree.text(path))}
    for path in tree.ending(*ENDINGS):
        if not is_test_code(path):
            continue
        file = posixpath.basename(path)
        file = file.removesuffix(next(one for one in ENDINGS if file.endswith(one)))
        for words in WEB_TEST.findall(tree.text(path)):
            known.add(f"{file}: {next(one for one in words if one)}")
    return known


def lines_of(text):
    """(number, key, last column) of each line of a table of proofs."""
    inside = False
    for number, line in enumerate(text.splitlines(), 1):
        heading = HEADING.match(line)
        if heading:
            inside = heading.group(1).startswith("What proves")
        entry = LINE.match(line) if inside else None
        if entry:
            yield number, entry.group(1), entry.group(2).split("|")[-1]


def left_out(tree, keys):
    """Rows and clauses that a table with these keys must have as well."""
    highest = {}
    for letter, number in filter(None, (ROW.match(key) and ROW.match(key).groups()
                                        for key in keys)):
        highest[letter] = max(highest.get(letter, 0), int(number))
    wanted = {f"{letter}{number}" for letter, last in highest.items()
              for number in range(1, last + 1)}
    sections = {key.rpartition("-")[0] + "-" for key in keys if not ROW.match(key)}
    if sections and CATALOGUE in tree.path_set:
        clauses = json.loads(tree.text(CATALOGUE))["clauses"]
        wanted |= {one["id"] for one in clauses if one["id"].rpartition("-")[0] + "-" in sections}
    return sorted(wanted - keys)


def check(tree):
    findings, known = [], None
    for path in tree.ending(".md"):
        entries = list(lines_of(tree.text(path)))
        if not entries:
            continue
        known = known or tests_of(tree)
        for number, key, tests in entries:
            named = CODE.findall(tests)
            if not named:
                findings.append(Finding(path, number, NAME, f"nothing proves {key}"))
            findings += [Finding(path, number, NAME, f"there is no test {one}")
                         for one in named if one not in known]
        findings += [Finding(path, entries[0][0], NAME, f"{key} is left out")
                     for key in left_out(tree, {key for _, key, _ in entries})]
    return findings
