"""Runs the tests against each planted defect and tells which test found it."""

import argparse
import json
import os
import re
import signal
import statistics
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path

import started_platform

BUILD = Path("build/hunt")
LIST = Path("tests/planted/defects.txt")
HINT = re.compile(r"^([a-z0-9_.]+): .*\[(\w+)\]$", re.MULTILINE)
PLACE = re.compile(r'\bplanted\("([a-z0-9_.]+)"\)')
SECONDS_MAX = 600
GTEST_FAILED = re.compile(r"^\[  FAILED  \] ([\w/.]+)", re.MULTILINE)
GTEST_RUNNING = re.compile(r"^\[ RUN      \] ([\w/.]+)", re.MULTILINE)
UNITTEST_FAILED = re.compile(r"^(?:FAIL|ERROR): (\w+)", re.MULTILINE)


@dataclass
class Suite:
    """A program of CTest on one database engine."""

    name: str
    engine: str
    command: list
    folder: str
    environment: dict
    usual_seconds: float | None = None  # without a defect; None until it ran
    control: str = ""  # what failed without a defect
    lock: threading.Lock = field(default_factory=threading.Lock)

    def run(self, defect):
        """(what failed or "", seconds), with the defect switched on; "" plants none."""
        began = time.monotonic()
        process = subprocess.Popen(
            self.command, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, errors="replace", start_new_session=True,
            env={**os.environ, **self.environment, "DLFP_PLANTED": defect,
                 "DLFP_TEST_DATABASE": self.engine, "GTEST_FAIL_FAST": "1"})
        try:
            text, _ = process.communicate(timeout=SECONDS_MAX)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            text, _ = process.communicate()
        seconds = time.monotonic() - began
        return (failed_test(text, process.returncode) if process.returncode else ""), seconds

    def passes_without(self):
        """Whether the suite passes with no defect planted; looked at once."""
        with self.lock:
            if self.usual_seconds is None:
                self.control, self.usual_seconds = self.run("")
        return not self.control


def failed_test(text, code):
    """The name of the test that failed, hung or crashed."""
    if found := GTEST_FAILED.search(text) or UNITTEST_FAILED.search(text):
        return found[1]
    running = GTEST_RUNNING.findall(text)
    how = "hung" if code == -signal.SIGKILL else f"ended with {code}"
    return f"{running[-1]} ({how})" if running else how


def suites():
    """All programs CTest knows in the hunting build, once per engine they use."""
    shown = subprocess.run(["ctest", "--test-dir", BUILD, "--show-only=json-v1"], check=True,
                           capture_output=True, text=True, stdin=subprocess.DEVNULL)
    found = []
    for test in json.loads(shown.stdout)["tests"]:
        if "command" not in test:  # a program that is not built
            continue
        traits = {one["name"]: one["value"] for one in test["properties"]}
        environment = dict(line.split("=", 1) for line in traits.get("ENVIRONMENT", []))
        engines = ["sqlite"] + ["postgresql"] * ("database" in traits.get("LABELS", []))
        found += [Suite(test["name"], engine, test["command"], traits["WORKING_DIRECTORY"],
                        environment) for engine in engines]
    return found


def places():
    """name → source file of each planted defect."""
    found = {}
    for root in ("platform", "core", "services", "scenarios", "app"):
        for path in Path(root).rglob("*.cpp"):
            for name in PLACE.findall(path.read_text(encoding="utf-8")):
                found[name] = path
    return found


def own_suite(path):
    """The test program of the module a source belongs to."""
    parts = path.parts
    if parts[0] != "platform":
        return f"test_{parts[1]}"
    return f"test_platform_{parts[1]}" if parts[1] != "runtime" else f"test_runtime_{parts[2]}"


def unplanted(where, programs):
    """Names that the test program of their module does not hold: a build that is not up to date."""
    contents = {}
    for name in where:
        own = own_suite(where[name])
        contents.setdefault(own, (programs / own).read_bytes())
        if name.encode() not in contents[own]:
            yield name


def hints():
    """name → suite in brackets, where the list names one."""
    return dict(HINT.findall(LIST.read_text(encoding="utf-8")))


def likely(all_suites, names):
    """The suites of the defect's own module and the one it hints at, the embedded engine first."""
    chosen = [suite for suite in all_suites if suite.name in names]
    return sorted(chosen, key=lambda suite: (suite.engine != "sqlite", names.index(suite.name)))


def others(all_suites, names):
    """The rest: programs before journeys and campaigns, shortest first."""
    rest = [suite for suite in all_suites if suite.name not in names]
    return sorted(rest, key=lambda suite: (not suite.name.startswith("test_"),
                                           suite.usual_seconds or 0.0, suite.engine != "sqlite"))


def hunt(result, chosen_suites):
    """Runs the suites against one defect until one finds it; adds to its result."""
    for suite in chosen_suites:
        if not suite.passes_without():
            continue
        found, took = suite.run(result["name"])
        result["seconds"] += took
        if found:
            result |= {"suite": suite.name, "engine": suite.engine, "test": found}
            break
    return result


def show(result, stage):
    if result["suite"]:
        by = f"{result['suite']} on {result['engine']}: {result['test']}"
    else:
        by = f"not found by the {stage} suites"
    print(f"{result['name']:<38} {result['seconds']:>6.1f} s  {by}", flush=True)


def hunt_all(chosen, where, jobs):
    """All defects against the likely suites first, then the unfound ones against all others."""
    all_suites, hinted = suites(), hints()
    likely_names = {name: [own_suite(where[name]), hinted.get(name, "")] for name in chosen}
    results = [{"name": name, "suite": None, "seconds": 0.0} for name in chosen]
    for stage, pick in (("likely", likely), ("other", others)):
        left = [result for result in results if not result["suite"]]
        with ThreadPoolExecutor(max_workers=jobs) as pool:
            under_way = [pool.submit(lambda one=one, pick=pick: hunt(
                one, pick(all_suites, likely_names[one["name"]]))) for one in left]
            for one in as_completed(under_way):
                show(one.result(), stage)
    for suite in all_suites:
        if suite.control:
            print(f"{suite.name} on {suite.engine} fails without any defect: {suite.control}")
    return results


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    where = places()
    if unknown := set(options.names) - set(where):
        print(f"no defect {', '.join(sorted(unknown))}; see {LIST}", file=sys.stderr)
        return 2
    chosen = options.names or sorted(where)
    if missing := list(unplanted({name: where[name] for name in chosen}, BUILD / "bin")):
        print(f"not in the programs, build them anew: {', '.join(missing)}", file=sys.stderr)
        return 2
    with started_platform.private_postgresql() as url:
        os.environ["DLFP_TEST_POSTGRESQL_URL"] = url
        results = hunt_all(chosen, where, options.jobs)
    (BUILD / "hunt.json").write_text(json.dumps(results, indent=2))
    found = [one for one in results if one["suite"]]
    if found:
        print(f"median {statistics.median(one['seconds'] for one in found):.1f} s, "
              f"slowest {max(one['seconds'] for one in found):.1f} s")
    print(f"{len(found)} of {len(results)} found")
    return 0 if len(found) == len(results) else 1


if __name__ == "__main__":
    sys.exit(main())
