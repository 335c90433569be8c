"""The comments check wants an opening sentence and refuses dead code and left-over marks."""

from check import comments
from check.planted import PlantedTree
from check.source import Tree
import tempfile
from pathlib import Path

MARK = "TO" + "DO"


class CommentsTest(PlantedTree):
    checked = comments

    def test_files_that_open_with_a_sentence_are_clean(self):
        self.assert_clean({
            "a.cpp": "// Posts transfers; the rules are in plan_transfer.\nint a;\n",
            "b.ts": "/** The client. */\nexport const a = 1\n",
            "c.py": '"""Counts."""\n', "d.sh": "#!/usr/bin/env bash\n# Starts it.\n",
            "E.vue": "<!-- A page. -->\n<template/>\n", "f.sql": "-- Accounts.\n",
            "G.vue": '<script setup lang="ts">\n// A page.\n</script>\n',
            "CMakeLists.txt": "# Builds it.\n"})

    def test_file_without_an_opening_sentence_is_found(self):
        for name, text in {"a.cpp": "#include <map>\n// late\n", "b.ts": "const a = 1\n",
                           "c.py": "import os\n", "d.sh": "#!/bin/sh\necho\n",
                           "E.vue": "<template/>\n", "f.sql": "CREATE TABLE a ();\n"}.items():
            self.assert_finds({name: text}, (name, 1, "does not open"))

    def test_left_over_mark_is_found(self):
        self.assert_finds({"a.cpp": f"// A.\n// {MARK}: later\n"}, ("a.cpp", 2, "left-over"))
        self.assert_finds({"a.md": f"{MARK}\n"}, ("a.md", 1, "left-over"))

    def test_code_kept_as_a_comment_is_found(self):
        for dead in ("return stays.find(id);", "if (open) {", "const auto a = b;",
                     "stays.mark(id, now);", "#include <map>", "}"):
            self.assert_finds({"a.cpp": f"// A.\nint a;\n// {dead}\n"}, ("a.cpp", 3, "code kept"))

    def test_prose_with_marks_of_code_is_clean(self):
        self.assert_clean({"a.cpp": "// A.\n"
                                    "// Rows are locked in id order; otherwise two could wait\n"
                                    "// for each other. `plan_settlement(stay)` decides;\n"
                                    "// return values carry the reason.\n"})

    def test_code_in_a_string_is_no_comment(self):
        self.assert_clean({"a.cpp": '// A.\nconst char* a = "// return 1;";\n'})

    def test_comment_that_asks_for_a_second_change_is_found(self):
        self.assert_finds({"a.cpp": "// A.\n// When you add a state, also change the page.\n"},
                          ("a.cpp", 2, "two places"))

    def test_ratio_counts_comment_lines_per_code_line(self):
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "a.cpp").write_text("// One.\nint a;\nint b;\nint c;\nint d;\n")
            self.assertEqual(comments.ratio(Tree(folder)), 0.25)
