"""The check of the page of vectors goes red when page and vectors say different things."""

import json
import tempfile
from pathlib import Path
import unittest

from check import pricing_vectors
from check.planted import PlantedTree
from check.source import Tree

VECTOR = {"row": "P2", "table": "g", "title": "pays at 70 min", "total_fen": 905, "due_fen": 200,
          "sponsor_fen": 0, "failure": "", "naive": "5.00", "stay": {"coupons": []}}
FILES = {pricing_vectors.VECTORS: json.dumps(
    {"tables": [{"code": "g", "table": {"name": "丁表"}}], "vectors": [VECTOR]})}


def rendered():
    with tempfile.TemporaryDirectory() as folder:
        for path, text in FILES.items():
            target = Path(folder) / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        return pricing_vectors.render(Tree(folder))


class PricingVectorsTest(PlantedTree):
    checked = pricing_vectors

    def test_current_page_is_clean(self):
        self.assert_clean({**FILES, pricing_vectors.PAGE: rendered()})

    def test_missing_and_stale_pages_are_found(self):
        self.assert_finds(FILES, (pricing_vectors.PAGE, 1, "stale"))
        stale = rendered().replace("9.05", "9.04")
        self.assert_finds({**FILES, pricing_vectors.PAGE: stale},
                          (pricing_vectors.PAGE, 1, "stale"))

    def test_prices_are_written_in_yuan(self):
        self.assertIn("| P2 | 丁表 | pays at 70 min | 9.05 | 2.00 |", rendered())


if __name__ == "__main__":
    unittest.main()
