"""What the last run of the tests says of those that speak for a clause of the standard.

Reads the runners' own reports and the list of evidence, and writes build/test/evidence.json, which
`dlfpctl conformance --results build/test` and the register's import take. A test is as good as its
worst run: both database engines count. A test that no report mentions is left out.
"""

import json
import re
import subprocess
import xml.etree.ElementTree as ElementTree
from pathlib import Path

EVIDENCE = Path("services/conformance/catalogue/evidence.tsv")
RESULTS = "evidence.json"
WORST_FIRST = ("failed", "skipped", "passed")
ENGINES = ("SQLite", "PostgreSQL")
VITEST_OUTCOMES = {"passed": "passed", "failed": "failed"}


def listed_tests(text):
    """{(runner, path, test)} of the list of evidence, probes left out."""
    rows = [line.split("\t") for line in text.splitlines() if line]
    return {(row[1], row[4], row[3]) for row in rows if len(row) == 5 and row[1] != "probe"}


def moment_of(path):
    """When the report was written, in microseconds since 1970."""
    return int(path.stat().st_mtime * 1_000_000)


def gtest_runs(reports):
    """(path, test, outcome, at) of each test case in GoogleTest's XML reports."""
    for report in sorted(reports.glob("*/*.xml")):
        try:
            cases = list(ElementTree.parse(report).getroot().iter("testcase"))
        except ElementTree.ParseError:
            continue
        for case in cases:
            suite = case.get("classname", "").split("/")[-1]
            outcome = ("failed" if case.find("failure") is not None
                       else "skipped" if case.find("skipped") is not None
                       or case.get("status") == "notrun" else "passed")
            test = f"{suite}.{case.get('name', '').split('/')[0]}"
            yield case.get("file", "").removeprefix("./"), test, outcome, moment_of(report)


def vitest_runs(report):
    if not report.exists():
        return
    for suite in json.loads(report.read_text())["testResults"]:
        for case in suite["assertionResults"]:
            outcome = VITEST_OUTCOMES.get(case["status"], "skipped")
            yield suite["name"], case["title"], outcome, moment_of(report)


def python_outcome(case):
    """What CTest's report says of a Python program; None where all of it was for the other engine.
    """
    said = case.findtext("system-out", "")
    ran = re.search(r"^Ran (\d+) tests? in", said, re.MULTILINE)
    skipped = re.search(r"^OK \(skipped=(\d+)\)", said, re.MULTILINE)
    if case.find("failure") is not None or case.get("status") != "run":
        return "failed"
    return None if ran and skipped and ran[1] == skipped[1] else "passed"


def python_runs(reports, path):
    """CTest names the program of tests/shop/bad_day_test.py shop_bad_day."""
    name = f"{path.parent.name}_{path.stem.removesuffix('_test')}"
    for report in sorted(reports.glob("*/ctest/junit.xml")):
        for case in ElementTree.parse(report).getroot().iter("testcase"):
            outcome = python_outcome(case) if case.get("name") == name else None
            if outcome:
                yield str(path), "", outcome, moment_of(report)


def journey_log(logs, path, engine):
    """Where run_tests.py keeps what a journey printed."""
    name = f"journey {path.parent.parent.name}/{path.stem} on {engine}"
    return logs / ("test_" + "".join(c if c.isalnum() else "_" for c in name) + ".log")


def journey_runs(logs, path):
    for engine in ENGINES:
        log = journey_log(logs, path, engine)
        if not log.exists():
            continue
        for verdict, step in re.findall(r"^(ok|not ok) - (.+)$", log.read_text(), re.MULTILINE):
            yield str(path), step, "passed" if verdict == "ok" else "failed", moment_of(log)


def is_same(listed, reported):
    """Whether a reported title is the listed one; tables of tests fill in what %s stands for."""
    pattern = re.sub(r"%[sdifjo#]", ".*", re.escape(listed).replace("\\%", "%"))
    return listed == reported or re.fullmatch(pattern, reported) is not None


def result_of(wanted, runs):
    """The worst outcome among the runs of one listed test; None when nothing ran it."""
    runner, path, test = wanted
    found = [(outcome, at) for where, name, outcome, at in runs[runner]
             if (not where or where.endswith(path)) and (test == "" or is_same(test, name))]
    if not found:
        return None
    worst = min((outcome for outcome, _ in found), key=WORST_FIRST.index)
    return {"runner": runner, "path": path, "test": test, "outcome": worst,
            "finished_at_us": max(at for _, at in found)}


def collect(evidence_text, reports, logs):
    """The results of all listed tests that ran, in the list's order."""
    wanted = listed_tests(evidence_text)
    journeys = {Path(path) for runner, path, _ in wanted if runner == "journey"}
    programs = {Path(path) for runner, path, _ in wanted if runner == "python"}
    runs = {"gtest": list(gtest_runs(reports)),
            "vitest": list(vitest_runs(reports / "vitest.json")),
            "python": [run for path in sorted(programs) for run in python_runs(reports, path)],
            "journey": [run for path in sorted(journeys) for run in journey_runs(logs, path)]}
    found = (result_of(one, runs) for one in sorted(wanted))
    return [result for result in found if result]


def commit():
    done = subprocess.run(["git", "rev-parse", "HEAD"], capture_output=True, text=True,
                          stdin=subprocess.DEVNULL)
    return done.stdout.strip() if done.returncode == 0 else ""


def write(reports, logs):
    """Writes the file beside the reports; nothing where the tree has no list of evidence."""
    if not EVIDENCE.exists():
        return
    results = collect(EVIDENCE.read_text(encoding="utf-8"), reports, logs)
    (reports / RESULTS).write_text(
        json.dumps({"commit": commit(), "results": results}, ensure_ascii=False, indent=1),
        encoding="utf-8")


if __name__ == "__main__":
    write(Path("build/test"), Path("build/log"))
