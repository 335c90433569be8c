"""The check of proofs goes red for tests that are gone, rows without one, and rows left out."""

import json
import unittest

from check import proofs
from check.planted import PlantedTree

README = "core/shop/README.md"
FILES = {
    "core/shop/server/buy_test.cpp":
        "// Buys.\nTEST(buy, pays) {\n}\nTEST_F(Buy,\n       waits) {\n}\n",
    "core/shop/journeys/buy-day.mjs": "// A day.\n  await step(\n    'it is bought',\n    act);\n",
    "core/shop/console/pages/Buy.spec.ts": "// Pages.\ntest('it is shown', () => {});\n",
    proofs.CATALOGUE: json.dumps({"clauses": [{"id": one} for one in ("3.1-1", "3.1-2", "3.2-1")]}),
}


def table(*lines):
    head = "# Shop\n\n## What proves it\n\n| row | rule | test |\n|---|---|---|\n"
    return {**FILES, README: head + "".join(line + "\n" for line in lines)}


class ProofsTest(PlantedTree):
    checked = proofs

    def test_tests_of_all_runners_are_found_by_name(self):
        self.assert_clean(table("| C1 | pays | `buy.pays`, `Buy.waits` |",
                                "| C2 | is bought | `buy-day: it is bought` |",
                                "| C3 | is shown | `Buy: it is shown` |"))

    def test_a_test_that_is_gone_is_found(self):
        self.assert_finds(table("| C1 | pays | `buy.paid` |"), (README, 7, "no test buy.paid"))
        self.assert_finds(table("| C1 | pays | `buy-day: it was bought` |"), (README, 7, "no test"))

    def test_a_row_without_a_test_is_found(self):
        self.assert_finds(table("| C1 | `buy.pays` | somehow |"), (README, 7, "nothing proves C1"))

    def test_a_row_or_clause_that_is_left_out_is_found(self):
        self.assert_finds(table("| C3 | pays | `buy.pays` |", "| C1 | pays | `buy.pays` |"),
                          (README, 7, "C2 is left out"))
        self.assert_finds(table("| 3.1-2 | pays | `buy.pays` |"), (README, 7, "3.1-1 is left out"))

    def test_other_tables_are_left_alone(self):
        other = "# Shop\n\n## Rules\n\n| C4 | pays | `nothing.here` |\n"
        self.assert_clean({**FILES, README: other})


if __name__ == "__main__":
    unittest.main()
