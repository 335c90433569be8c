"""For the checks' tests: a small tree with planted files, and assertions on what a check finds."""

import tempfile
import unittest
from pathlib import Path

from check.source import Tree


class PlantedTree(unittest.TestCase):
    """Each test names the files of a small tree and what the check must say about them."""

    checked = None

    def found(self, files):
        """The findings of the check over a tree of these files, path → text."""
        with tempfile.TemporaryDirectory() as folder:
            for path, text in files.items():
                target = Path(folder) / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(text, encoding="utf-8")
            return self.checked.check(Tree(folder))

    def assert_clean(self, files):
        self.assertEqual([str(finding) for finding in self.found(files)], [])

    def assert_finds(self, files, *expected):
        """Exactly these findings, each given as (path, line, part of the message)."""
        findings = self.found(files)
        text = "\n".join(map(str, findings)) or "nothing"
        self.assertEqual(len(findings), len(expected), f"found: {text}")
        for finding, (path, line, part) in zip(findings, expected):
            self.assertEqual((finding.path, finding.line), (path, line), text)
            self.assertIn(part, finding.message)
            self.assertEqual(finding.check, self.checked.NAME)
