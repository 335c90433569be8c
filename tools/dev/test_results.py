"""What the test runners report, read from their own files: passed, failed, skipped and seconds."""

import json
import re
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Outcome:
    """One runner's result. A runner that breaks before it counts anything has one failure."""

    name: str
    seconds: float = 0.0
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    log: str = ""

    def add(self, other):
        self.passed += other.passed
        self.failed += other.failed
        self.skipped += other.skipped


def settled(outcome, exit_code):
    """The outcome, with a failure added when the exit code tells of one that nothing counted."""
    if exit_code != 0 and outcome.failed == 0:
        outcome.failed = 1
    if exit_code == 0 and outcome.passed + outcome.failed == 0:
        outcome.passed = 1
    return outcome


def googletest_counts(path):
    """Counts of one GoogleTest XML report."""
    counts = Outcome(path.stem)
    for case in ElementTree.parse(path).getroot().iter("testcase"):
        if case.find("failure") is not None:
            counts.failed += 1
        elif case.find("skipped") is not None or case.get("status") == "notrun":
            counts.skipped += 1
        else:
            counts.passed += 1
    return counts


def program_counts(case, reports):
    """Counts of one program CTest ran: its own report where it wrote one, else one in all."""
    status = case.get("status")
    report = reports / f"{case.get('name')}.xml"
    counts = Outcome(case.get("name"))
    try:
        counts = googletest_counts(report)
    except (OSError, ElementTree.ParseError):
        counts.passed = 1 if status == "run" else 0
    if status in ("disabled", "notrun") and case.find("failure") is None:
        counts.skipped += 1
        return counts
    if status != "run" and counts.failed == 0:
        counts.failed = 1
    return counts


def ctest_counts(name, junit, reports):
    """Counts of a CTest run: the sum over its programs."""
    outcome = Outcome(name)
    if not junit.exists():
        return outcome
    for case in ElementTree.parse(junit).getroot().iter("testcase"):
        outcome.add(program_counts(case, reports))
    return outcome


def vitest_counts(name, report):
    """Counts of vitest's JSON report; a suite that does not load counts as one failure."""
    outcome = Outcome(name)
    if not report.exists():
        return outcome
    facts = json.loads(report.read_text())
    outcome.passed = facts["numPassedTests"]
    outcome.failed = facts["numFailedTests"]
    outcome.skipped = facts["numPendingTests"] + facts.get("numTodoTests", 0)
    for suite in facts["testResults"]:
        if suite["status"] == "failed" and not suite["assertionResults"]:
            outcome.failed += 1
    return outcome


def unittest_counts(name, text):
    """Counts of python's unittest from what it prints last."""
    outcome = Outcome(name)
    ran = re.search(r"^Ran (\d+) tests?", text, re.MULTILINE)
    if not ran:
        return outcome
    for word, count in re.findall(r"(failures|errors|skipped)=(\d+)", text.splitlines()[-1]):
        if word == "skipped":
            outcome.skipped += int(count)
        else:
            outcome.failed += int(count)
    outcome.passed = int(ran.group(1)) - outcome.failed - outcome.skipped
    return outcome


def check_counts(name, report):
    """Counts of ./dev check: a check with findings is one failure."""
    outcome = Outcome(name)
    if not report.exists():
        return outcome
    for findings in json.loads(report.read_text()).values():
        if findings:
            outcome.failed += 1
        else:
            outcome.passed += 1
    return outcome


def journey_counts(name, text):
    """Counts of a journey: its `ok` and `not ok` lines; the file as one where it prints none."""
    outcome = Outcome(name)
    for verdict in re.findall(r"^\s*(ok|not ok)\b", text, re.MULTILINE):
        if verdict == "ok":
            outcome.passed += 1
        else:
            outcome.failed += 1
    return outcome


FAILS = re.compile(r"^\s*not ok\b|: Failure$|^\s*(FAIL|×) |^(FAIL|ERROR): |: runtime error: "
                   r"|^==\d+==ERROR: |^WARNING: ThreadSanitizer")


def telling_lines(lines, after=14, most=120):
    """The lines of a log that tell what failed: each first line of a failure and some that follow,
    then the log's end."""
    told = set(range(max(0, len(lines) - 25), len(lines)))
    for place, line in enumerate(lines):
        if FAILS.search(line) and len(told) < most:
            told |= set(range(place, min(place + after, len(lines))))
    text = []
    before = -1
    for place in sorted(told):
        if place != before + 1:
            text.append("…")
        text.append(lines[place])
        before = place
    return text


def removed_first(path):
    """The path, without what an earlier run left there."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    return path
