"""The scaffold fills in every placeholder and refuses names that cannot be modules."""

import tempfile
import unittest
from pathlib import Path

import scaffold_module


class ScaffoldTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)

    def test_no_placeholder_is_left_in_names_or_texts(self):
        for path in scaffold_module.write_module("service", "book_club", self.root):
            text = str(path) + path.read_text(encoding="utf-8")
            self.assertNotRegex(text.replace("@dlfp/", ""), r"@\w+@|\.template")

    def test_module_lands_in_the_folder_of_its_kind(self):
        scaffold_module.write_module("service", "book_club", self.root)
        self.assertTrue((self.root / "services/book_club/server/module.cpp").is_file())
        self.assertEqual([path.name for path in self.root.iterdir()], ["services"])

    def test_names_that_are_no_snake_case_noun_are_refused(self):
        for name in ("Book", "book-club", "1book", "book_", "", "../book", "b" * 25):
            self.assertIsNotNone(scaffold_module.problem_of("core", name, self.root), name)
        self.assertIsNone(scaffold_module.problem_of("core", "book_club2", self.root))

    def test_name_that_is_taken_in_any_kind_is_refused(self):
        scaffold_module.write_module("service", "book", self.root)
        self.assertIn("exists", scaffold_module.problem_of("scenario", "book", self.root))

    def test_core_module_gets_its_line_before_the_services(self):
        (self.root / "tools").mkdir()
        layers = self.root / "tools/layers.txt"
        layers.write_text("core/audit: platform\n\nservices/*: platform core\n")
        scaffold_module.permit("book", self.root)
        self.assertEqual(layers.read_text().splitlines(),
                         ["core/audit: platform", "core/book: platform core/identity", "",
                          "services/*: platform core"])
