"""Tests and probes name clauses of the standard that exist, in one form; no clause loses its proof.

The form is a comment line `// clause: 3.1.3-14, 5.3-6` directly above a test, or in the head of a
test file for all of it; `// clause (simulated): …` where the other side is a sandbox. A test in
Python reports as one program, so `# clause: …` stands below its docstring only. Probes of a
module say it in code: `.name = "audit.chain", .clauses = {"11.1.7-1"}`. What is found is kept in
the evidence list, which the program carries; a clause leaves that list by hand only.
"""

import json
import re
from dataclasses import dataclass

from check.source import CPP, Finding, is_test_code

NAME = "clause_tags"
CATALOGUE = "services/conformance/catalogue/clauses.json"
EVIDENCE = "services/conformance/catalogue/evidence.tsv"
REMEDY = "is stale: ./dev check --fix clause_tags"
MENTION = re.compile(r"^\s*(?://|\*|/\*|#).*\bclauses?(?: ?\(\w+\))?:", re.IGNORECASE)
CLAUSE_ID = r"\d+(?:\.\d+)*[A-Z]?(?:-[a-z0-9]+(?:\.\d+)*)*"
TAG = re.compile(rf"^\s*(?://|#) clause( \(simulated\))?: ({CLAUSE_ID}(?:, {CLAUSE_ID})*)$")
CPP_TEST = re.compile(r"(?:TEST|TEST_F|TEST_P|RC_GTEST_PROP)\(\s*(\w+),\s*(\w+)")
WEB_TEST = re.compile(r"""(?:await )?(?:it|test|step)(?:\.each\((?s:.)*?\n\s*\]\))?\(\s*"""
                      r"""(?:'((?:[^'\\\n]|\\.)+)'|"([^"\n]+)")""")
PROBE = re.compile(r'\.name\s*=\s*"([^"]+)",\s*\.clauses\s*=\s*\{([^}]*)\}')
TEST_LINES_MAX = 30  # a table of `test.each` stands before its sentence
FORM = "a tag reads “// clause: 3.1.3-14, 5.3-6” or “// clause (simulated): …” and nothing else"
PLACE = "a tag stands directly above a test, or in the comment that opens a test file"
RUNNERS = {".mjs": "journey", ".ts": "vitest", ".py": "python"}


@dataclass(frozen=True, order=True)
class Evidence:
    """One line of the list: a test or probe that speaks for a clause."""

    clause: str
    runner: str  # gtest, vitest, journey, python, probe
    reality: str  # real, simulated
    test: str  # empty: all of the file
    path: str

    def line(self):
        return "\t".join((self.clause, self.runner, self.reality, self.test, self.path))


def catalogue_ids(tree):
    return {clause["id"] for clause in json.loads(tree.text(CATALOGUE))["clauses"]}


def runner_of(path):
    return "gtest" if path.endswith(CPP) else RUNNERS[path[path.rindex("."):]]


def head_length(lines, runner):
    """How many lines the comment that opens the file has."""
    count = 0
    if runner == "python":
        ends = (index for index, line in enumerate(lines) if line.endswith('"""') and len(line) > 3)
        count = next(ends, -1) + 1
        while count < len(lines) and lines[count].startswith("#"):
            count += 1
        return count
    for line in lines:
        if not line.startswith(("//", "#!", "/*", " *")):
            break
        count += 1
    return count


def test_below(lines, index, runner):
    """The name of the test that follows a tag at `index`, comments between them skipped."""
    if runner == "python":
        return None
    while index < len(lines) and lines[index].lstrip().startswith("//"):
        index += 1
    text = "\n".join(lines[index:index + TEST_LINES_MAX]).lstrip()
    match = (CPP_TEST if runner == "gtest" else WEB_TEST).match(text)
    if not match:
        return None
    words = [word for word in match.groups() if word]
    return ".".join(words) if runner == "gtest" else words[0].replace("\\'", "'")


def scan_tests(tree):
    """(evidence, findings) of the tags in all test files."""
    found, findings = [], []
    for path in tree.ending(*CPP, ".mjs", ".ts", "_test.py"):
        if not is_test_code(path) or path.startswith("tools/") or "lause" not in tree.text(path):
            continue
        lines = tree.text(path).splitlines()
        runner = runner_of(path)
        head = head_length(lines, runner)
        for index, line in enumerate(lines):
            if not MENTION.match(line):
                continue
            tag = TAG.match(line)
            test = "" if index < head else test_below(lines, index, runner)
            if not tag or test is None:
                findings.append(Finding(path, index + 1, NAME, PLACE if tag else FORM))
                continue
            reality = "simulated" if tag.group(1) else "real"
            found += [(Evidence(clause, runner, reality, test, path), index + 1)
                      for clause in tag.group(2).split(", ")]
    return found, findings


def scan_probes(tree):
    for path in tree.ending(*CPP, below=("platform/", "core/", "services/", "scenarios/", "app/")):
        if is_test_code(path) or ".clauses" not in tree.text(path):
            continue
        text = tree.text(path)
        for match in PROBE.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            for clause in re.findall(r'"([^"]*)"', match.group(2)):
                yield Evidence(clause, "probe", "real", match.group(1), path), line


def listed(tree):
    if EVIDENCE not in tree.path_set:
        return set()
    rows = [line.split("\t") for line in tree.text(EVIDENCE).splitlines() if line]
    return {Evidence(*row) for row in rows if len(row) == 5}


def lost_clauses(tree, present):
    """Clauses that the list knows and nothing speaks for any more, with one former test each."""
    now = {one.clause for one in present}
    return {one.clause: one for one in sorted(listed(tree), reverse=True) if one.clause not in now}


def render(tree, present):
    lost = lost_clauses(tree, present)
    kept = {one for one in listed(tree) if one.clause in lost}
    return "".join(one.line() + "\n" for one in sorted(set(present) | kept))


def present_evidence(tree):
    tests, findings = scan_tests(tree)
    return tests + list(scan_probes(tree)), findings


def fix(tree):
    """Writes the list anew. What lost its proof stays in it: the check goes on saying so."""
    if CATALOGUE in tree.path_set:
        found, _ = present_evidence(tree)
        (tree.root / EVIDENCE).write_text(render(tree, [one for one, _ in found]), encoding="utf-8")


def check(tree):
    if CATALOGUE not in tree.path_set:
        return []
    known = catalogue_ids(tree)
    found, findings = present_evidence(tree)
    for one, line in found:
        if one.clause not in known:
            findings.append(Finding(one.path, line, NAME, f"there is no clause {one.clause}"))
    present = [one for one, _ in found]
    for clause, former in sorted(lost_clauses(tree, present).items()):
        message = f"clause {clause} loses its last evidence ({former.test or former.path})"
        findings.append(Finding(EVIDENCE, 1, NAME, message))
    if not findings and (EVIDENCE not in tree.path_set
                         or tree.text(EVIDENCE) != render(tree, present)):
        findings.append(Finding(EVIDENCE, 1, NAME, REMEDY))
    return findings
