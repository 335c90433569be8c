"""The programs that serve hold no planted defect, nor the switch that would turn one on."""

import os
import unittest
from pathlib import Path

PROGRAMS = Path(os.environ.get("DLFP_BUILD", "build/dev")) / "bin"
LIST = Path(__file__).with_name("defects.txt")


def names():
    rows = [line for line in LIST.read_text().splitlines() if line and not line.startswith("#")]
    return [row.split(":")[0] for row in rows]


class Release(unittest.TestCase):
    def test_no_name_of_a_defect_is_in_a_program(self):
        self.assertGreaterEqual(len(names()), 40)
        for program in ("dlfpd", "dlfpctl"):
            content = (PROGRAMS / program).read_bytes()
            self.assertIn(b"synchronous=FULL", content, "texts are to be seen in the program")
            for name in names():
                self.assertNotIn(name.encode(), content, program)

    def test_the_switch_is_not_in_a_program(self):
        for program in ("dlfpd", "dlfpctl"):
            self.assertNotIn(b"DLFP_PLANTED", (PROGRAMS / program).read_bytes(), program)


if __name__ == "__main__":
    unittest.main()
