"""The check of the list of failures goes red when the list and the tree say different things."""

from pathlib import Path
import tempfile
import unittest

from check import failure_list
from check.planted import PlantedTree
from check.source import Tree

DECLARED = {
    "core/shop/server/buy.h":
        'inline constexpr Failure sold_out{"shop.sold_out", FailureClass::refused};\n',
    "core/shop/server/buy_test.cpp":
        "TEST(buy, pays) {\n    pay();\n}\nTEST(buy, last_one_is_gone) {\n"
        "    EXPECT_FAILS(buy(), sold_out);\n}\n",
}


def rendered(files):
    with tempfile.TemporaryDirectory() as folder:
        for path, text in files.items():
            target = Path(folder) / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        return failure_list.render(Tree(folder))


class FailureListTest(PlantedTree):
    checked = failure_list

    def test_current_list_is_clean(self):
        self.assert_clean({**DECLARED, failure_list.PAGE: rendered(DECLARED)})

    def test_missing_and_stale_lists_are_found(self):
        self.assert_finds(DECLARED, (failure_list.PAGE, 1, "stale"))
        stale = rendered(DECLARED).replace("refused", "missing")
        self.assert_finds({**DECLARED, failure_list.PAGE: stale}, (failure_list.PAGE, 1, "stale"))

    def test_failure_is_listed_with_class_status_and_the_test_that_says_it(self):
        self.assertIn("| `shop.sold_out` | refused | 422 | [buy.last_one_is_gone]"
                      "(../../core/shop/server/buy_test.cpp) |", rendered(DECLARED))

    def test_failure_without_a_test_says_none(self):
        only = {path: text for path, text in DECLARED.items() if path.endswith(".h")}
        self.assertIn("| `shop.sold_out` | refused | 422 | none |", rendered(only))

    def test_tree_without_failures_needs_no_list(self):
        self.assert_clean({"core/shop/README.md": "a shop\n"})


if __name__ == "__main__":
    unittest.main()
