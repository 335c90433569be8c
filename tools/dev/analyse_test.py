"""Findings are read from both programs, only product code is looked at, changes are noticed."""

import os
import tempfile
import unittest
from pathlib import Path

import analyse

ROOT = Path.cwd()


class Findings(unittest.TestCase):
    def test_both_programs_speak_the_same_language(self):
        found = analyse.findings_in(
            f"101034 warnings generated.\n{ROOT}/core/a/server/b.cpp:7:3: warning: use after move"
            " [bugprone-use-after-move]\n    7 |   f(x);\n"
            f"{ROOT}/core/a/server/b.cpp:9:1: note: moved here\n"
            "app/serve.cpp:4: performance: pass by reference [passedByValue]\n"
            "app/serve.cpp:5:1: error: unknown type name 'x' [clang-diagnostic-error]\n")
        self.assertEqual({"core/a/server/b.cpp:7: use after move [bugprone-use-after-move]",
                          "app/serve.cpp:4: pass by reference [passedByValue]",
                          "app/serve.cpp:5: unknown type name 'x' [clang-diagnostic-error]"}, found)

    def test_a_program_that_breaks_is_a_finding(self):
        before, analyse.output_of = analyse.output_of, lambda _: (127, "no such program")
        self.addCleanup(setattr, analyse, "output_of", before)
        _, found = analyse.analyse(Path("core/a/server/b.cpp"))
        self.assertEqual(2, len(found))
        self.assertIn("ended with 127", min(found))


class Sources(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.addCleanup(os.chdir, ROOT)
        self.addCleanup(analyse.included.cache_clear)
        os.chdir(folder.name)
        for rule in analyse.RULES:
            self.write(rule if not rule.is_absolute() else "rule", "")

    def write(self, name, text):
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        analyse.included.cache_clear()

    def test_tests_fuzz_targets_and_libraries_are_left_out(self):
        names = ("core/a/server/b.cpp", "core/a/server/b_test.cpp", "platform/x/y_fuzz.cpp",
                 "tests/t/t.cpp", "build/dev/generated/modules.cpp", "app/main.cpp")
        sources = analyse.compiled_sources(
            [{"file": str(Path.cwd() / name)} for name in names] + [{"file": "/usr/src/gtest.cc"}])
        self.assertEqual([Path("app/main.cpp"), Path("core/a/server/b.cpp")], sources)
        self.assertEqual([Path("core/a/server/b.cpp")], analyse.chosen(sources, ["core/a"]))

    def test_a_change_of_a_header_read_by_a_header_is_noticed(self):
        self.write("core/a.cpp", '#include "core/a.h"\n')
        self.write("core/a.h", '#include "core/b.h"\n#include <vector>\n')
        self.write("core/b.h", '#include "core/a.h"\n')
        before = analyse.mark_of(Path("core/a.cpp"))
        self.assertEqual(before, analyse.mark_of(Path("core/a.cpp")))
        self.write("core/b.h", "int b();\n")
        self.assertNotEqual(before, analyse.mark_of(Path("core/a.cpp")))

    def test_only_what_was_clean_is_remembered(self):
        Path(analyse.WORK).mkdir(parents=True)
        self.write("core/good.cpp", "")
        self.write("core/bad.cpp", "")
        before = analyse.analyse
        self.addCleanup(setattr, analyse, "analyse", before)
        looked = []

        def finds_in_bad(path):
            looked.append(path.stem)
            return path, {"core/bad.cpp:1: x [y]"} if path.stem == "bad" else set()

        analyse.analyse = finds_in_bad
        both = [Path("core/good.cpp"), Path("core/bad.cpp")]
        for _ in range(2):
            self.assertEqual({"core/bad.cpp:1: x [y]"},
                             analyse.run(both, 1, lambda path, found: None))
        self.assertEqual(["good", "bad", "bad"], looked)


if __name__ == "__main__":
    unittest.main()
