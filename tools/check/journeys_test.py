"""The check of journeys goes red."""

import tempfile
import unittest
from pathlib import Path

from check import journeys
from check.source import Tree


class JourneysTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)

    def written(self, path, mode):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("#!/usr/bin/env node\n")
        file.chmod(mode)

    def test_journeys_that_may_be_executed_are_clean(self):
        self.written("core/pricing/journeys/change-prices.mjs", 0o755)
        self.written("core/pricing/journeys/acts/parts.mjs", 0o644)
        self.assertEqual(journeys.check(Tree(self.root)), [])

    def test_journeys_that_may_not_be_executed_are_found(self):
        self.written("core/pricing/journeys/change-prices.mjs", 0o644)
        self.written("tests/journeys/two-nodes.mjs", 0o644)
        self.assertEqual([finding.path for finding in journeys.check(Tree(self.root))],
                         ["core/pricing/journeys/change-prices.mjs",
                          "tests/journeys/two-nodes.mjs"])


if __name__ == "__main__":
    unittest.main()
