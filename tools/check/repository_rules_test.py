"""The checks of layout, commit subjects and generated files go red."""

import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from check import commit_subject, generated
from check import format as layout
from check.planted import PlantedTree
from check.source import Tree

STYLE = "BasedOnStyle: Google\nIndentWidth: 4\nAllowShortFunctionsOnASingleLine: None\n"


@unittest.skipUnless(shutil.which(layout.FORMATTER), "the formatter is not installed")
class FormatTest(PlantedTree):
    checked = layout

    def test_code_laid_out_as_agreed_is_clean(self):
        self.assert_clean({".clang-format": STYLE, "a.cpp": "int f() {\n    return 1;\n}\n"})

    def test_code_laid_out_otherwise_is_found(self):
        self.assert_finds({".clang-format": STYLE, "a.cpp": "int a;\nint   b;\n"},
                          ("a.cpp", 2, "--fix"))

    def test_clean_file_is_remembered_until_it_or_the_style_changes(self):
        with tempfile.TemporaryDirectory() as folder:
            style, source = Path(folder) / ".clang-format", Path(folder) / "a.cpp"
            style.write_text(STYLE)
            source.write_text("int f() {\n    return 1;\n}\n")
            self.assertEqual(layout.check(Tree(folder)), [])
            self.assertEqual(layout.check(Tree(folder)), [])
            style.write_text(STYLE.replace("4", "2"))
            self.assertEqual(len(layout.check(Tree(folder))), 1)

    def test_fix_lays_out_again(self):
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / ".clang-format").write_text(STYLE)
            (Path(folder) / "a.cpp").write_text("int   b;\n")
            layout.fix(Tree(folder))
            self.assertEqual((Path(folder) / "a.cpp").read_text(), "int b;\n")


class CommitSubjectTest(unittest.TestCase):
    def test_subject_that_says_what_changes_is_clean(self):
        for subject in ("parking: refuse settlement of open stays", "core/ledger: add reversal",
                        "sql, jobs: run once in a cluster"):
            self.assertEqual(commit_subject.subject_problems(subject), [])

    def test_subject_without_module_or_with_other_faults_is_found(self):
        for subject in ("Refuse settlement", "parking refuse it", "parking: added a check",
                        "parking: fix", "parking: adds a check", "parking: refuse it.",
                        "parking: " + "x" * 70):
            self.assertTrue(commit_subject.subject_problems(subject), subject)

    def test_history_of_a_repository_is_read(self):
        with tempfile.TemporaryDirectory() as folder:
            identity = {f"GIT_{who}_{what}": "a" for who in ("AUTHOR", "COMMITTER")
                        for what in ("NAME", "EMAIL")}
            for command in (["init", "-q"], ["commit", "-q", "--allow-empty", "-m", "Broken"],
                            ["commit", "-q", "--allow-empty", "-m", "ledger: add reversal"]):
                subprocess.run(["git", "-C", folder, *command], check=True,
                               env={**os.environ, **identity})
            found = commit_subject.check(Tree(folder))
            self.assertEqual(len(found), 1)
            self.assertIn("Broken", found[0].message)


class GeneratedTest(unittest.TestCase):
    def run_with(self, committed, page="# Configuration", factors="# Factors"):
        with tempfile.TemporaryDirectory() as folder:
            program = Path(folder) / generated.PROGRAM
            program.parent.mkdir(parents=True)
            program.write_text("#!/bin/sh\n[ $1 = openapi ] && echo '{\"openapi\": \"3.1.0\"}'\n"
                               "[ $1 = config ] && echo '# Configuration'\n"
                               "[ $1 = factors ] && echo '# Factors'\ntrue\n")
            program.chmod(0o755)
            if committed is not None:
                target = Path(folder) / generated.DESCRIPTION
                target.parent.mkdir(parents=True)
                target.write_text(committed)
            for name, text in ((generated.CONFIGURATION, page), (generated.FACTORS, factors)):
                reference = Path(folder) / name
                reference.parent.mkdir(parents=True, exist_ok=True)
                reference.write_text(text)
            return [finding.message for finding in generated.check(Tree(folder))]

    def test_stale_configuration_page_is_found(self):
        found = self.run_with('{"openapi": "3.1.0"}\n', "# Configuration of yesterday")
        self.assertEqual(len(found), 1)
        self.assertIn("config reference", found[0])

    def test_stale_page_of_factors_is_found(self):
        found = self.run_with('{"openapi": "3.1.0"}\n', factors="# Factors of yesterday")
        self.assertEqual(len(found), 1)
        self.assertIn("dlfpctl factors", found[0])

    def test_description_that_matches_the_program_is_clean(self):
        self.assertEqual(self.run_with('{"openapi": "3.1.0"}\n'), [])

    def test_stale_description_is_found(self):
        self.assertIn("is stale", self.run_with("{}")[0])

    def test_missing_description_is_found(self):
        self.assertIn("is missing", self.run_with(None)[0])
