"""The web clients are built when a source changed, and only then."""

import os
import subprocess
import tempfile
import unittest
from pathlib import Path

TOOLS = Path(__file__).resolve().parent
# Writes what the real one does: a folder of its own beside the sources.
NPM = """#!/bin/sh
echo "$*" >> npm_calls
case "$*" in *"run build"*) mkdir -p web/h5/dist && echo built > web/h5/dist/index.html ;; esac
"""


class BuildWebTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        for path in ("build/stamps", "build/log", "bin", "web/h5/src", "web/node_modules"):
            (self.root / path).mkdir(parents=True)
        for path in ("web/package.json", "web/package-lock.json", "web/h5/vite.config.ts",
                     "web/h5/src/main.ts", "web/h5/src/old.ts"):
            (self.root / path).write_text("")
        (self.root / "bin/npm").write_text(NPM)
        (self.root / "bin/npm").chmod(0o755)

    def builds(self):
        """Runs build_web; how often the clients were built so far."""
        script = f". {TOOLS}/steps.sh; . {TOOLS}/build.sh; build_web"
        subprocess.run(["bash", "-euo", "pipefail", "-c", script], cwd=self.root, check=True,
                       capture_output=True, stdin=subprocess.DEVNULL,
                       env={**os.environ, "PATH": f"{self.root}/bin:{os.environ['PATH']}"})
        return (self.root / "npm_calls").read_text().count("run build")

    def test_second_start_builds_nothing(self):
        self.assertEqual(self.builds(), 1)
        self.assertEqual(self.builds(), 1)

    def test_changed_source_is_built(self):
        self.builds()
        (self.root / "web/h5/src/main.ts").write_text("changed")
        self.assertEqual(self.builds(), 2)

    def test_source_that_is_gone_is_built(self):
        self.builds()
        (self.root / "web/h5/src/old.ts").unlink()
        self.assertEqual(self.builds(), 2)


if __name__ == "__main__":
    unittest.main()
