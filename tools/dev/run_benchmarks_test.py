"""Benchmarks are found by folder; their figures are kept, and one that breaks fails the run."""

import contextlib
import io
import json
import os
import tempfile
import unittest
from pathlib import Path

import run_benchmarks

FIGURE = ('{"name": "pay", "value": 9000, "unit": "1/s", "yardstick": "floor", '
          '"yardstick_value": 12000, "ratio": 0.75}')


class BenchmarksTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.addCleanup(os.chdir, os.getcwd())
        os.chdir(folder.name)

    def add(self, name, script):
        run = Path("bench") / name / "run"
        run.parent.mkdir(parents=True)
        run.write_text("#!/bin/sh\n" + script)
        run.chmod(0o755)

    def run_named(self, *names):
        shown = io.StringIO()
        with contextlib.redirect_stdout(shown):
            code = run_benchmarks.main(list(names))
        return code, shown.getvalue()

    def latest(self):
        return json.loads(Path("build/bench/latest.json").read_text())

    def test_figures_are_kept_and_other_lines_pass_by(self):
        self.add("pay_meal", f"echo warming up\necho '{FIGURE}'\n")
        code, shown = self.run_named()
        self.assertEqual((code, self.latest()), (0, [json.loads(FIGURE)]))
        self.assertIn("0.75", shown)

    def test_benchmark_that_fails_or_measures_nothing_fails_the_run(self):
        self.add("broken", f"echo '{FIGURE}'\nexit 3\n")
        self.add("silent", "true\n")
        code, shown = self.run_named()
        self.assertEqual(code, 1)
        self.assertIn("failed: broken, silent", shown)

    def test_only_the_named_benchmark_runs(self):
        self.add("one", f"echo '{FIGURE}'\n")
        self.add("two", "exit 1\n")
        self.assertEqual(self.run_named("one")[0], 0)

    def test_unknown_name_is_refused_with_the_known_ones(self):
        self.add("one", "true\n")
        code, shown = self.run_named("three")
        self.assertEqual(code, 2)
        self.assertIn("there are: one", shown)
