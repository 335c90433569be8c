"""The hunt reads from a test program's words what failed, and knows which tests come first."""

import contextlib
import tempfile
import unittest
from pathlib import Path

import hunt_defects
import run_fuzz
from hunt_defects import Suite, failed_test, likely, others, own_suite

PASSING = "[ RUN      ] money.adds_up\n[       OK ] money.adds_up (0 ms)\n"


class Probe(Suite):
    """A suite that finds the defects it is told to, and counts how often it ran."""

    def __init__(self, name, finds=(), control=""):
        super().__init__(name, "sqlite", [], ".", {})
        self.finds, self.says, self.runs = finds, control, []

    def run(self, defect):
        self.runs.append(defect)
        if not defect:
            return self.says, 1.0
        return ("a.test" if defect in self.finds else ""), 2.0


def result_of(name):
    return {"name": name, "suite": None, "seconds": 0.0}


class HuntTest(unittest.TestCase):
    def test_the_failed_test_of_a_program_is_named(self):
        text = PASSING + "[ RUN      ] money.splits\n[  FAILED  ] money.splits (1 ms)\n"
        self.assertEqual(failed_test(text, 1), "money.splits")

    def test_the_running_test_is_named_after_a_crash_and_a_hang(self):
        text = PASSING + "[ RUN      ] money.splits\n"
        self.assertEqual(failed_test(text, -6), "money.splits (ended with -6)")
        self.assertEqual(failed_test(text, -9), "money.splits (hung)")

    def test_the_failed_test_of_a_script_is_named(self):
        self.assertEqual(failed_test("..F\nFAIL: test_a_b (__main__.Days.test_a_b)\n", 1),
                         "test_a_b")

    def test_own_suites_come_first_and_scripts_last(self):
        suites = [Probe("bad_days"), Probe("test_ledger"), Probe("test_payment")]
        own = [own_suite(Path("core/payment/server/charge.cpp"))]
        self.assertEqual([one.name for one in likely(suites, own)], ["test_payment"])
        self.assertEqual([one.name for one in others(suites, own)], ["test_ledger", "bad_days"])
        self.assertEqual(own_suite(Path("platform/api/json.cpp")), "test_platform_api")
        self.assertEqual(own_suite(Path("platform/runtime/sql/value.cpp")), "test_runtime_sql")

    def test_a_defect_is_found_by_the_first_suite_that_fails_with_it_alone(self):
        blind, keen = Probe("test_a"), Probe("test_b", finds=("x.defect",))
        result = hunt_defects.hunt(result_of("x.defect"), [blind, keen])
        self.assertEqual((result["suite"], result["test"]), ("test_b", "a.test"))
        self.assertEqual(result["seconds"], 4.0)

    def test_a_suite_that_fails_without_a_defect_finds_none(self):
        broken = Probe("test_a", finds=("x.defect",), control="a.test")
        result = hunt_defects.hunt(result_of("x.defect"), [broken])
        self.assertIsNone(result["suite"])
        self.assertEqual(broken.runs, [""])

    def test_a_defect_that_is_in_no_program_is_told(self):
        where = {"x.planted": Path("core/ledger/server/a.cpp"),
                 "x.absent": Path("core/ledger/server/b.cpp")}
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "test_ledger").write_bytes(b"\x7fELF x.planted")
            self.assertEqual(list(hunt_defects.unplanted(where, Path(folder))), ["x.absent"])

    def test_every_listed_defect_has_a_place_and_a_suite(self):
        where = hunt_defects.places()
        rows = [line.split(":")[0] for line in hunt_defects.LIST.read_text().splitlines()
                if line and not line.startswith("#")]
        self.assertEqual(sorted(where), rows)


class FuzzTest(unittest.TestCase):
    def test_the_last_numbers_of_a_run_are_taken(self):
        text = ("#2 INITED cov: 10 ft: 11 corp: 1/1b\n#9 NEW cov: 12 ft: 13 corp: 2/5b\n"
                "stat::number_of_executed_units: 4711\n")
        self.assertEqual(run_fuzz.last_number(run_fuzz.EXECUTED, text), 4711)
        self.assertEqual(run_fuzz.last_number(run_fuzz.EDGES, text), 12)
        self.assertEqual(run_fuzz.last_number(run_fuzz.KEPT, text), 2)

    def test_each_target_has_seeds(self):
        for name, seeds in run_fuzz.targets().items():
            self.assertTrue(any(seeds.iterdir()), name)

    def test_a_module_keeps_its_target_and_its_seeds_in_its_folder(self):
        with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
            for path in ("tests/fuzz/corpus/query", "scenarios/market/fuzz/label"):
                Path(path).mkdir(parents=True)
            Path("scenarios/market/fuzz/label_fuzz.cpp").touch()
            self.assertEqual(run_fuzz.targets(), {"label": Path("scenarios/market/fuzz/label"),
                                                  "query": Path("tests/fuzz/corpus/query")})


if __name__ == "__main__":
    unittest.main()
