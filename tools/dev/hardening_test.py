"""Each question of hardening.py is answered with no for a program that lacks what it asks for."""

import unittest
from dataclasses import replace

import hardening

GOOD = hardening.Elf(
    header="  Type:    DYN (Position-Independent Executable file)\n",
    segments="  LOAD 0x0 0x0 0x0 0x1 0x1 R E 0x1000\n  GNU_STACK 0x0 0x0 0x0 0x0 0x0 RW 0x1\n"
             "  GNU_RELRO 0x0 0x0 0x0 0x1 0x1 R 0x1\n",
    dynamic=" 0x1e (FLAGS) BIND_NOW\n",
    symbols="U __stack_chk_fail@GLIBC_2.4\nU __memset_chk@GLIBC_2.3.4\n"
            "U _ZSt21__glibcxx_assert_failPKciS0_S0_@GLIBCXX_3.4.30\n")

FAULTS = {
    "position independent": {"header": "  Type:    EXEC (Executable file)\n"},
    "relocations read-only": {"segments": GOOD.segments.replace("GNU_RELRO", "NOTE")},
    "all symbols bound at start": {"dynamic": ""},
    "stack not executable": {"segments": GOOD.segments.replace(" RW ", " RWE ")},
    "no segment writable and executable": {"segments": GOOD.segments.replace("R E", "RWE")},
    "no search path for libraries": {"dynamic": GOOD.dynamic + " 0x1d (RUNPATH) [/home]\n"},
    "stack protector": {"symbols": GOOD.symbols.replace("__stack_chk_fail", "x")},
    "checked C functions": {"symbols": GOOD.symbols.replace("__memset_chk", "memset")},
    "checked C++ containers": {"symbols": GOOD.symbols.replace("glibcxx_assert", "x")},
    "no sanitizer": {"symbols": GOOD.symbols + "U __asan_init\n"},
}


class Hardening(unittest.TestCase):
    def test_a_hardened_program_stands_every_question(self):
        self.assertEqual([], [q for q, held in hardening.answers(GOOD).items() if not held])

    def test_each_question_has_a_program_that_fails_it(self):
        self.assertEqual(set(FAULTS), set(hardening.answers(GOOD)))
        for question, change in FAULTS.items():
            with self.subTest(question):
                self.assertFalse(hardening.answers(replace(GOOD, **change))[question])

    def test_a_stack_without_a_segment_counts_as_executable(self):
        self.assertTrue(hardening.stack_is_executable("LOAD R E"))

    def test_the_rating_is_read_and_its_absence_is_no_rating(self):
        self.assertEqual(1.8, hardening.exposure(
            "→ Overall exposure level for dlfpd.service: 1.8 OK"))
        self.assertIsNone(hardening.exposure("Failed to open unit"))


if __name__ == "__main__":
    unittest.main()
