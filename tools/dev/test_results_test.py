"""What the runners report is counted right, and a runner that breaks counts as a failure."""

import json
import tempfile
import unittest
from pathlib import Path

import run_tests
import test_results
from test_results import Outcome

GOOGLETEST = """<testsuites tests="4"><testsuite name="refund">
<testcase name="a" status="run"/><testcase name="b" status="run"><failure message="x"/></testcase>
<testcase name="c" status="run"><skipped message="y"/></testcase>
<testcase name="d" status="notrun"/></testsuite></testsuites>"""


class CountsTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def written(self, name, text):
        path = self.folder / name
        path.write_text(text)
        return path

    def assert_counts(self, outcome, passed, failed, skipped):
        self.assertEqual((outcome.passed, outcome.failed, outcome.skipped),
                         (passed, failed, skipped))

    def ctest(self, cases):
        junit = self.written("junit.xml", f"<testsuite>{cases}</testsuite>")
        return test_results.ctest_counts("all", junit, self.folder)

    def test_googletest_report_is_counted_by_case(self):
        self.assert_counts(test_results.googletest_counts(self.written("a.xml", GOOGLETEST)),
                           1, 1, 2)

    def test_program_with_a_report_counts_its_cases(self):
        self.written("test_a.xml", GOOGLETEST)
        failing = '<testcase name="test_a" status="fail"><failure/></testcase>'
        self.assert_counts(self.ctest(failing), 1, 1, 2)

    def test_program_that_crashed_before_its_report_is_one_failure(self):
        outcome = self.ctest('<testcase name="test_b" status="fail"><failure/></testcase>')
        self.assert_counts(outcome, 0, 1, 0)

    def test_program_that_fails_after_green_cases_is_still_a_failure(self):
        self.written("test_c.xml", GOOGLETEST.replace('<failure message="x"/>', ""))
        outcome = self.ctest('<testcase name="test_c" status="fail"><failure/></testcase>')
        self.assert_counts(outcome, 2, 1, 2)

    def test_program_without_googletest_counts_as_one(self):
        self.assert_counts(self.ctest('<testcase name="crash" status="run"/>'), 1, 0, 0)

    def test_vitest_suite_that_does_not_load_is_a_failure(self):
        facts = {"numPassedTests": 3, "numFailedTests": 1, "numPendingTests": 2, "numTodoTests": 0,
                 "testResults": [{"status": "failed", "assertionResults": []},
                                 {"status": "failed", "assertionResults": [{}]}]}
        report = self.written("vitest.json", json.dumps(facts))
        self.assert_counts(test_results.vitest_counts("web", report), 3, 2, 2)

    def test_unittest_summary_is_counted(self):
        text = "Ran 9 tests in 0.1s\n\nFAILED (failures=1, errors=2, skipped=3)"
        self.assert_counts(test_results.unittest_counts("tools", text), 3, 3, 3)

    def test_failure_far_from_the_end_of_a_log_is_told(self):
        failure = ["not ok - the page keeps the rules", "  Error: 98×22"]
        log = ["ok - before"] * 50 + failure + [f"row {row}" for row in range(200)]
        told = test_results.telling_lines(log)
        self.assertEqual(told[:3], ["…", *failure])
        self.assertEqual(told[-1], "row 199")
        self.assertLess(len(told), 50)

    def test_log_with_many_failures_is_told_in_part(self):
        log = ["a_test.cpp:7: Failure", "Expected equality"] * 500
        self.assertLess(len(test_results.telling_lines(log)), 150)

    def test_log_without_failure_is_told_by_its_end(self):
        self.assertEqual(test_results.telling_lines(["one", "two"]), ["one", "two"])

    def test_journey_counts_its_verdicts(self):
        text = "# start\nok 1 registers\nnot ok 2 pays\n  ok 3 sees the receipt\nokay\n"
        self.assert_counts(test_results.journey_counts("day", text), 2, 1, 0)

    def test_checks_count_one_each(self):
        report = self.written("check.json", '{"sizes": [], "names": ["a", "b"]}')
        self.assert_counts(test_results.check_counts("checks", report), 1, 1, 0)

    def test_runner_without_any_report_and_a_bad_exit_is_one_failure(self):
        outcome = test_results.vitest_counts("web", self.folder / "nowhere.json")
        self.assert_counts(test_results.settled(outcome, 1), 0, 1, 0)

    def test_bad_exit_after_counted_failures_adds_nothing(self):
        self.assert_counts(test_results.settled(Outcome("a", failed=2), 1), 0, 2, 0)


class RunTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.logs, run_tests.LOGS = run_tests.LOGS, Path(folder.name)
        self.addCleanup(setattr, run_tests, "LOGS", self.logs)

    def run_steps(self, *works):
        run = run_tests.Run()
        run.show = lambda outcome: None
        for number, work in enumerate(works):
            run.step(f"step {number}", work)
        return run_tests.summary(run.outcomes)

    def test_broken_runner_fails_the_run_and_hides_nothing(self):
        def broken(name, log):
            raise OSError("no such program")

        text, failed = self.run_steps(broken, lambda name, log: Outcome(name, passed=7))
        self.assertEqual(failed, 1)
        self.assertEqual(text.splitlines()[-1], "7 passed, 1 failed")

    def test_command_that_fails_is_a_failure_and_one_that_passes_is_not(self):
        text, failed = self.run_steps(run_tests.plain(["false"]), run_tests.plain(["true"]),
                                      run_tests.plain(["no-such-program-here"]))
        self.assertEqual((failed, text.splitlines()[-1]), (2, "1 passed, 2 failed"))

    def test_command_has_no_input_to_wait_for(self):
        _, failed = self.run_steps(run_tests.plain(["bash", "-c", "! read line"]))
        self.assertEqual(failed, 0)

    def test_command_that_never_ends_is_stopped(self):
        def slow(name, log):
            return test_results.settled(Outcome(name),
                                        run_tests.execute(["sleep", "60"], log, seconds_max=0.2))

        self.assertEqual(self.run_steps(slow)[1], 1)
