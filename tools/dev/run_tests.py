"""Runs every check and test, whatever fails before, and closes with times and sums.

Each runner writes its own report; this program reads those, prints a table and, alone on the last
line, `N passed, N failed`. The exit code is 1 when anything failed.
"""

import argparse
import os
import subprocess
import sys
import time
import traceback
from pathlib import Path

import started_platform
import test_evidence
import test_results
from test_results import Outcome, removed_first, settled

REPORTS = Path("build/test")
LOGS = Path("build/log")
JOURNEY_SECONDS_MAX = 1200
CONCURRENT = ("test_runtime_http", "test_runtime_jobs", "test_runtime_log", "test_runtime_metrics",
              "test_runtime_sql", "test_platform_api", "test_outbox")
SANITIZER_OPTIONS = {
    "ASAN_OPTIONS": "detect_leaks=1:detect_stack_use_after_return=1:strict_string_checks=1",
    "UBSAN_OPTIONS": "print_stacktrace=1",
    "TSAN_OPTIONS": "second_deadlock_stack=1",
}


class Run:
    """The outcomes so far; runs one step after the other and never lets one stop the next."""

    def __init__(self):
        self.outcomes = []
        self.began = time.monotonic()

    def step(self, name, work):
        """Runs work(name, log) and keeps its outcome; whatever it raises is one failure."""
        log = LOGS / ("test_" + "".join(c if c.isalnum() else "_" for c in name) + ".log")
        began = time.monotonic()
        try:
            outcome = work(name, log)
        except Exception:  # a broken runner is a failed test, not the end of the run
            with log.open("a") as out:
                out.write(traceback.format_exc())
            outcome = Outcome(name, failed=1)
        outcome.seconds = time.monotonic() - began
        outcome.log = str(log)
        self.outcomes.append(outcome)
        self.show(outcome)
        return outcome

    def show(self, outcome):
        since = time.monotonic() - self.began
        verdict = "FAILED" if outcome.failed else "ok"
        print(f"[{since:7.1f} s] {outcome.name}: {verdict}, {outcome.passed} passed,"
              f" {outcome.failed} failed, {outcome.seconds:.1f} s", flush=True)
        if outcome.failed and os.path.exists(outcome.log):
            lines = Path(outcome.log).read_text(errors="replace").splitlines()
            print(f"    from {outcome.log}:")
            told = test_results.telling_lines(lines)
            print("\n".join("    | " + line[:200] for line in told), flush=True)


def execute(command, log, *, environment=None, seconds_max=3600):
    """Runs a command without terminal or input; all output goes to the log. Returns its code."""
    with log.open("a") as out:
        try:
            return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=out, stderr=out,
                                  env={**os.environ, **(environment or {})},
                                  timeout=seconds_max).returncode
        except subprocess.TimeoutExpired:
            out.write(f"\nstopped after {seconds_max} s\n")
            return 124


def plain(command, environment=None):
    """Work that passes or fails as a whole."""
    def work(name, log):
        removed_first(log)
        return settled(Outcome(name), execute(command, log, environment=environment))
    return work


def build_step(function):
    """A function of tools/dev/build.sh as work."""
    script = f". tools/dev/steps.sh; . tools/dev/build.sh; {function}"
    return plain(["bash", "-euo", "pipefail", "-c", script])


def checks(name, log):
    report = removed_first(REPORTS / "check.json")
    code = execute([sys.executable, "-B", "-m", "check", "--report", str(report)],
                   removed_first(log), environment={"PYTHONPATH": "tools"})
    return settled(test_results.check_counts(name, report), code)


def tests_of_tools(name, log):
    removed_first(log)
    outcome = Outcome(name)
    for folder in ("tools/check", "tools/dev"):
        part = removed_first(LOGS / f"test_of_{Path(folder).name}.log")
        code = execute([sys.executable, "-B", "-m", "unittest", "discover", "-s", folder, "-p",
                        "*_test.py", "-t", "tools" if folder == "tools/check" else folder], part)
        text = part.read_text()
        with log.open("a") as out:
            out.write(text)
        outcome.add(settled(test_results.unittest_counts(name, text), code))
    return outcome


def ctest(engine, jobs, environment, *options, build="dev"):
    """All CTest programs (or those chosen by options) against one database engine."""
    def work(name, log):
        reports = REPORTS / (engine if build == "dev" else f"{build}_{engine}")
        reports.mkdir(parents=True, exist_ok=True)
        for old in reports.glob("*.xml"):
            old.unlink()
        junit = reports.resolve() / "ctest" / "junit.xml"
        removed_first(junit)
        code = execute(["ctest", "--test-dir", f"build/{build}", "-j", str(jobs),
                        "--no-tests=error", "--output-on-failure", "--output-junit", str(junit),
                        *options],
                       removed_first(log),
                       environment={"DLFP_TEST_DATABASE": engine,
                                    "GTEST_OUTPUT": f"xml:{reports.resolve()}/", **environment})
        return settled(test_results.ctest_counts(name, junit, reports), code)
    return work


def sanitized_tests(jobs):
    """With sanitizers: whatever they find, a leak too, ends the program and fails the test."""
    return ctest("sqlite", jobs, SANITIZER_OPTIONS, "-LE", "^as_shipped$", build="asan")


def thread_sanitized_tests(engine, jobs, environment):
    """The programs whose threads share memory, with ThreadSanitizer."""
    return ctest(engine, jobs, {**SANITIZER_OPTIONS, **environment}, "-R",
                 f"^({'|'.join(CONCURRENT)}|sanitizer_sees_race)$", build="tsan")


def vitest(name, log):
    report = removed_first(REPORTS / "vitest.json")
    code = execute(["npm", "--prefix", "web", "run", "test", "--", "--reporter=default",
                    "--reporter=json", f"--outputFile.json={report.resolve()}"],
                   removed_first(log))
    return settled(test_results.vitest_counts(name, report), code)


def scaffold(name, log):
    code = execute([sys.executable, "-B", "tools/dev/try_scaffold.py"], removed_first(log))
    return settled(test_results.journey_counts(name, log.read_text()), code)


def hardening(name, log):
    """What readelf and systemd-analyze say of the programs that would be shipped."""
    code = execute([sys.executable, "-B", "tools/dev/hardening.py", "build/dev/bin"],
                   removed_first(log))
    return settled(test_results.journey_counts(name, log.read_text()), code)


def fuzz(name, log):
    code = execute([sys.executable, "-B", "tools/dev/run_fuzz.py"], removed_first(log))
    return settled(test_results.journey_counts(name, log.read_text()), code)


def journey(path, database_url):
    """One journey against a platform of its own."""
    def environment(base_url, folder):
        return {**started_platform.journey_environment(base_url, folder),
                "DLFP_TEST_DATABASE": "postgresql" if database_url else "sqlite"}

    def work(name, log):
        removed_first(log)
        server_log = log.with_name(log.stem + "_server.log")
        with started_platform.running_platform(server_log, database_url) as (base_url, folder):
            try:
                done = subprocess.run(["node", str(path)], stdin=subprocess.DEVNULL, text=True,
                                      stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                      timeout=JOURNEY_SECONDS_MAX,
                                      env=environment(base_url, folder))
                text, code = done.stdout, done.returncode
            except subprocess.TimeoutExpired as late:
                text, code = f"{late.stdout or ''}\nstopped: {late}", 124
        log.write_text(text)
        return settled(test_results.journey_counts(name, text), code)
    return work


def journeys():
    found = [*Path(".").glob("*/*/journeys/*.mjs"), *Path("tests/journeys").glob("*.mjs")]
    return sorted(path for path in found if os.access(path, os.X_OK))


def run_journeys(run, engine, url):
    for index, path in enumerate(journeys()):
        def work(name, log, path=path, index=index):
            own = started_platform.fresh_database(url, f"journey_{index}") if url else None
            return journey(path, own)(name, log)
        run.step(f"journey {path.parent.parent.name}/{path.stem} on {engine}", work)


def run_web(run):
    if not Path("web/package.json").exists():
        return
    run.step("web packages", build_step("install_web_packages"))
    run.step("web check", plain(["npm", "--prefix", "web", "run", "check"]))
    run.step("web tests", vitest)
    run.step("web build and size", plain(["npm", "--prefix", "web", "run", "build"]))


def run_all(run, jobs):
    run.step("server build", build_step("build_server all"))
    run.step("hardening", hardening)
    run.step("bill of materials", plain([sys.executable, "-B", "tools/dev/sbom.py"]))
    run.step("checks", checks)
    run.step("tests of the tools", tests_of_tools)
    run_web(run)
    run.step("tests as shipped", ctest("sqlite", jobs, {}, "-L", "^(no_database|as_shipped)$"))
    run.step("build with sanitizers", build_step(
        "build_with_sanitizer asan test_programs dlfpd fault fuzz_targets"))
    run.step("tests with sanitizers on SQLite", sanitized_tests(jobs))
    targets = " ".join(["fault", *CONCURRENT])
    run.step("build with ThreadSanitizer", build_step(f"build_with_sanitizer tsan {targets}"))
    run.step("concurrent tests with ThreadSanitizer on SQLite",
             thread_sanitized_tests("sqlite", jobs, {}))
    run.step("fuzz", fuzz)
    run.step("modules are folders", scaffold)
    run_journeys(run, "SQLite", None)
    try:
        with started_platform.private_postgresql() as url:
            environment = {"DLFP_TEST_POSTGRESQL_URL": url}
            run.step("tests on PostgreSQL",
                     ctest("postgresql", jobs, environment, "-L", "^database$"))
            run.step("concurrent tests with ThreadSanitizer on PostgreSQL",
                     thread_sanitized_tests("postgresql", jobs, environment))
            run_journeys(run, "PostgreSQL", url)
    except (RuntimeError, OSError) as problem:
        print(problem)
        run.outcomes.append(Outcome("private PostgreSQL", failed=1))


def summary(outcomes):
    """The closing table and the sums."""
    width = max(len(outcome.name) for outcome in outcomes)
    lines = ["", f"{'':<{width}} {'seconds':>9} {'passed':>8} {'failed':>8} {'skipped':>8}"]
    for one in outcomes:
        lines.append(f"{one.name:<{width}} {one.seconds:>9.1f} {one.passed:>8} {one.failed:>8}"
                     f" {one.skipped:>8}")
    passed = sum(outcome.passed for outcome in outcomes)
    failed = sum(outcome.failed for outcome in outcomes)
    lines += ["", f"{passed} passed, {failed} failed"]
    return "\n".join(lines), failed


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    REPORTS.mkdir(parents=True, exist_ok=True)
    LOGS.mkdir(parents=True, exist_ok=True)
    run = Run()
    run_all(run, options.jobs)
    test_evidence.write(REPORTS, LOGS)
    text, failed = summary(run.outcomes)
    print(text, flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
