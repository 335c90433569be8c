"""What the reports say of a listed test is found, worst first, and nothing is made up."""

import json
import tempfile
import unittest
from pathlib import Path

import test_evidence

GTEST = "core/shop/server/buy_test.cpp"
SPEC = "core/shop/console/pages/Buy.spec.ts"
JOURNEY = "core/shop/journeys/buy.mjs"


def report(cases):
    body = "".join(f'<testcase classname="{suite}" name="{name}" file="./{GTEST}" status="run">'
                   f"{inner}</testcase>" for suite, name, inner in cases)
    return f"<testsuites><testsuite>{body}</testsuite></testsuites>"


class TestEvidenceTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.reports, self.logs = Path(folder.name) / "test", Path(folder.name) / "log"
        for path in (self.reports / "sqlite", self.reports / "postgresql", self.logs):
            path.mkdir(parents=True)

    def outcomes(self, *rows):
        """Outcome by test of a list with these (runner, test, path)."""
        text = "".join(f"5.3-6\t{runner}\treal\t{test}\t{path}\n" for runner, test, path in rows)
        found = test_evidence.collect(text, self.reports, self.logs)
        return {result["test"]: result["outcome"] for result in found}

    def test_failure_on_one_engine_outweighs_success_on_the_other(self):
        for engine, inner in (("sqlite", ""), ("postgresql", '<failure message="no"/>')):
            (self.reports / engine / "test_shop.xml").write_text(
                report([("buy", "pays", inner), ("buy", "asks", "")]))
        self.assertEqual(self.outcomes(("gtest", "buy.pays", GTEST), ("gtest", "buy.asks", GTEST)),
                         {"buy.pays": "failed", "buy.asks": "passed"})

    def test_test_that_nothing_ran_is_left_out(self):
        (self.reports / "sqlite" / "test_shop.xml").write_text(report([("buy", "pays", "")]))
        self.assertEqual(self.outcomes(("gtest", "buy.gone", GTEST)), {})

    def test_same_name_in_another_file_does_not_count(self):
        (self.reports / "sqlite" / "test_shop.xml").write_text(report([("buy", "pays", "")]))
        self.assertEqual(self.outcomes(("gtest", "buy.pays", "core/other/server/buy_test.cpp")), {})

    def test_skipped_is_not_passed(self):
        (self.reports / "sqlite" / "test_shop.xml").write_text(
            report([("buy", "pays", "<skipped/>")]))
        self.assertEqual(self.outcomes(("gtest", "buy.pays", GTEST)), {"buy.pays": "skipped"})

    def test_python_program_counts_where_it_ran_and_not_where_it_was_skipped(self):
        said = {"sqlite": "Ran 2 tests in 1.0s\n\nOK (skipped=1)",
                "postgresql": "Ran 2 tests in 0.0s\n\nOK (skipped=2)"}
        outcomes = {}
        for failed in ("", '<failure message="no"/>'):
            for engine, words in said.items():
                (self.reports / engine / "ctest").mkdir(exist_ok=True)
                (self.reports / engine / "ctest/junit.xml").write_text(
                    f'<testsuite><testcase name="shop_bad_day" status="run">'
                    f"{failed if engine == 'sqlite' else ''}"
                    f"<system-out>{words}</system-out></testcase></testsuite>")
            outcomes[failed] = self.outcomes(("python", "", "tests/shop/bad_day_test.py"))
        self.assertEqual(list(outcomes.values()), [{"": "passed"}, {"": "failed"}])
        self.assertEqual(self.outcomes(("python", "", "tests/shop/other_test.py")), {})

    def test_vitest_is_found_by_title_and_tables_by_their_pattern(self):
        cases = [{"title": "says a", "status": "passed"}, {"title": "says b", "status": "failed"}]
        (self.reports / "vitest.json").write_text(json.dumps(
            {"testResults": [{"name": f"/somewhere/{SPEC}", "assertionResults": cases}]}))
        self.assertEqual(self.outcomes(("vitest", "says a", SPEC), ("vitest", "says %s", SPEC)),
                         {"says a": "passed", "says %s": "failed"})

    def test_journey_is_read_step_by_step_and_as_a_whole(self):
        log = test_evidence.journey_log(self.logs, Path(JOURNEY), "SQLite")
        log.write_text("ok - pays\nnot ok - asks\n  Error: no\n")
        self.assertEqual(self.outcomes(("journey", "pays", JOURNEY), ("journey", "", JOURNEY)),
                         {"pays": "passed", "": "failed"})


if __name__ == "__main__":
    unittest.main()
