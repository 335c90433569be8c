"""Only product code of core counts, sums are per module, and the limit can be missed."""

import unittest

import coverage


def row(path, covered, count, measure="branches"):
    return {"filename": path, "summary": {measure: {"covered": covered, "count": count}}}


class Coverage(unittest.TestCase):
    def test_tests_fakes_and_other_layers_do_not_count(self):
        self.assertEqual("core/ledger", coverage.module_of("/a/core/ledger/server/post.cpp"))
        self.assertEqual("core/ledger", coverage.module_of("core/ledger/server/account.h"))
        for path in ("core/ledger/server/post_test.cpp", "core/host/server/testing/bank.cpp",
                     "/a/platform/api/json.cpp", "/usr/include/boost/x.hpp"):
            self.assertIsNone(coverage.module_of(path))

    def test_files_of_a_module_add_up(self):
        sums = coverage.sums_by_module([
            row("core/ledger/server/a.cpp", 3, 4), row("core/ledger/server/b.cpp", 5, 6),
            row("core/ledger/server/b.cpp", 1, 2, "mcdc"), row("core/audit/server/a.cpp", 1, 1)])
        self.assertEqual([8, 10], sums["core/ledger"]["branches"])
        self.assertEqual([1, 2], sums["core/ledger"]["mcdc"])
        self.assertEqual([9, 11], coverage.total(sums, "branches"))
        self.assertIn("8 of 10     80.0 %", coverage.table(sums))

    def test_files_that_miss_most_come_first(self):
        listed = coverage.worst_files([
            row("core/ledger/server/whole.cpp", 4, 4), row("core/ledger/server/a.cpp", 3, 4),
            row("core/ledger/server/b.cpp", 5, 9), row("platform/api/json.cpp", 0, 9)], 2)
        self.assertEqual(["b.cpp", "a.cpp"], [line.split("/")[-1] for line in listed.split("\n")])

    def test_nothing_to_cover_is_covered(self):
        self.assertEqual(100.0, coverage.percent(0, 0))
        self.assertLess(coverage.percent(89, 100), coverage.BRANCH_PERCENT_MIN)


if __name__ == "__main__":
    unittest.main()
