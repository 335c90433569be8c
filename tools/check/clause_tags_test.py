"""The check of clause tags goes red for unknown clauses, other forms, and evidence that is gone."""

import json
import tempfile
import unittest
from pathlib import Path

from check import clause_tags
from check.planted import PlantedTree
from check.source import Tree

CATALOGUE = {clause_tags.CATALOGUE: json.dumps(
    {"clauses": [{"id": one} for one in ("3.1.3-14", "5.3-6", "5.3.2-b-2.4", "9.1.3B-a.1")]})}
TEST = "core/shop/server/buy_test.cpp"
SPEC = "core/shop/console/pages/Buy.spec.ts"
BAD_DAY = "tests/shop/bad_day_test.py"
JOURNEY = "core/shop/journeys/buy.mjs"


def line(clause, test, **other):
    fields = {"runner": "gtest", "reality": "real", "path": TEST, **other}
    return clause_tags.Evidence(clause, fields["runner"], fields["reality"], test,
                                fields["path"]).line() + "\n"


class ClauseTagsTest(PlantedTree):
    checked = clause_tags

    def assert_clean_with(self, evidence, files):
        self.assert_clean({**CATALOGUE, **files, clause_tags.EVIDENCE: evidence})

    def test_tag_above_a_test_counts_for_it(self):
        text = ("// A shop.\n#include <a>\n\n// clause: 3.1.3-14, 5.3-6\n// row: C5\n"
                "TEST(buy,\n     pays) {\n}\n")
        self.assert_clean_with(line("3.1.3-14", "buy.pays") + line("5.3-6", "buy.pays"),
                               {TEST: text})

    def test_tag_in_the_head_counts_for_the_file(self):
        journey = "#!/usr/bin/env node\n// Buys.\n// clause (simulated): 9.1.3B-a.1\nawait x();\n"
        self.assert_clean_with(line("9.1.3B-a.1", "", runner="journey", reality="simulated",
                                    path=JOURNEY), {JOURNEY: journey})

    def test_tag_below_the_docstring_of_a_python_test_counts_for_its_program(self):
        evidence = line("5.3-6", "", runner="python", path=BAD_DAY)
        for head in ('"""A bad day."""\n', '"""A bad day,\nand a long one."""\n# A word more.\n'):
            text = head + "# clause: 5.3-6\n\nimport unittest\n"
            self.assert_clean_with(evidence, {BAD_DAY: text})

    def test_tag_elsewhere_in_a_python_test_is_found(self):
        text = '"""A bad day."""\n\n\nclass Day:\n    # clause: 5.3-6\n    def test_it(self):\n'
        self.assert_finds({**CATALOGUE, BAD_DAY: text}, (BAD_DAY, 5, "a tag stands"))
        self.assert_finds({**CATALOGUE, BAD_DAY: '"""A day."""\n# clauses: 5.3-6\n'},
                          (BAD_DAY, 2, "a tag reads"))

    def test_tag_above_a_web_test_counts_for_its_sentence(self):
        spec = "// Pages.\n\n  // clause: 5.3-6\n  it('says what it\\'s for', () => {});\n"
        self.assert_clean_with(line("5.3-6", "says what it's for", runner="vitest", path=SPEC),
                               {SPEC: spec})

    def test_tag_above_a_table_counts_for_its_sentence(self):
        spec = "//\n\n// clause: 5.3-6\ntest.each([\n  ['a', 'b'],\n])('tells %s', (a) => {});\n"
        self.assert_clean_with(line("5.3-6", "tells %s", runner="vitest", path=SPEC), {SPEC: spec})

    def test_probe_names_its_clauses_in_code(self):
        path = "core/shop/server/shop_evidence.cpp"
        text = '{.name = "shop.sold",\n .clauses = {"5.3-6"},\n .read = &f}'
        self.assert_clean_with(line("5.3-6", "shop.sold", runner="probe", path=path), {path: text})

    def test_unknown_clause_is_found(self):
        self.assert_finds({**CATALOGUE, TEST: "\n// clause: 5.3-7\nTEST(buy, pays) {}\n"},
                          (TEST, 2, "no clause 5.3-7"))

    def test_other_forms_are_found(self):
        for form in ("// clause: 5.3-6: because", "// row: C5, clause: 5.3-6", "// clauses: 5.3-6",
                     "// clause: 5.3-6 clause: 3.1.3-14", "// clause 5.3-6", "// clause:5.3-6"):
            text = f"\n{form}\nTEST(buy, pays) {{}}\n"
            if form == "// clause 5.3-6":  # a sentence about a clause is no tag
                self.assert_clean_with("", {TEST: text})
                continue
            self.assert_finds({**CATALOGUE, TEST: text}, (TEST, 2, "a tag reads"))

    def test_tag_away_from_a_test_is_found(self):
        text = "\nTEST(buy, pays) {\n    // clause: 5.3-6\n    pay();\n}\n"
        self.assert_finds({**CATALOGUE, TEST: text}, (TEST, 3, "directly above a test"))

    def test_missing_and_stale_lists_are_found(self):
        files = {**CATALOGUE, TEST: "\n// clause: 5.3-6\nTEST(buy, pays) {}\n"}
        self.assert_finds(files, (clause_tags.EVIDENCE, 1, "stale"))
        files[clause_tags.EVIDENCE] = line("5.3-6", "buy.was_called_so_before")
        self.assert_finds(files, (clause_tags.EVIDENCE, 1, "stale"))

    def test_clause_that_loses_its_last_evidence_is_found(self):
        files = {**CATALOGUE, TEST: "\n// clause: 5.3-6\nTEST(buy, pays) {}\n",
                 clause_tags.EVIDENCE: line("3.1.3-14", "buy.gone") + line("5.3-6", "buy.pays")}
        self.assert_finds(files, (clause_tags.EVIDENCE, 1, "3.1.3-14 loses its last evidence"))

    def test_fix_lists_what_grew_and_keeps_what_was_lost(self):
        files = {**CATALOGUE, TEST: "\n// clause: 5.3-6\nTEST(buy, pays) {}\n",
                 clause_tags.EVIDENCE: line("3.1.3-14", "buy.gone")}
        with tempfile.TemporaryDirectory() as folder:
            for path, text in files.items():
                (Path(folder) / path).parent.mkdir(parents=True, exist_ok=True)
                (Path(folder) / path).write_text(text)
            clause_tags.fix(Tree(folder))
            findings = clause_tags.check(Tree(folder))
            written = (Path(folder) / clause_tags.EVIDENCE).read_text()
        self.assertEqual(written, line("3.1.3-14", "buy.gone") + line("5.3-6", "buy.pays"))
        self.assertEqual(len(findings), 1)
        self.assertIn("3.1.3-14 loses its last evidence", findings[0].message)

    def test_catalogue_is_the_agreed_one_where_that_is_at_hand(self):
        root = Path(__file__).resolve().parents[2]
        agreed = root.parent / "shared/standard/clauses.json"
        if not agreed.exists() or not (root / clause_tags.CATALOGUE).exists():
            self.skipTest("only where the project keeps it beside the tree")
        own = json.loads((root / clause_tags.CATALOGUE).read_text(encoding="utf-8"))
        self.assertEqual(own["clauses"], json.loads(agreed.read_text(encoding="utf-8")))

    def test_tree_without_a_catalogue_needs_no_list(self):
        self.assert_clean({TEST: "\n// clause: anything\nTEST(buy, pays) {}\n"})


if __name__ == "__main__":
    unittest.main()
