"""What a shipped program and its systemd unit must show of hardening.

Reads the built ELF files with readelf and rates the unit with systemd-analyze; prints one line per
question and closes with `N passed, N failed`.
"""

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

PROGRAMS = ("dlfpd", "dlfpctl")
UNIT = Path("deploy/dlfpd.service")
EXPOSURE_MAX = 2.0


@dataclass
class Elf:
    """The parts of readelf's output that tell how a program was compiled and linked."""

    header: str
    segments: str
    dynamic: str
    symbols: str


def read_elf(path):
    def readelf(*options):
        return subprocess.run(["readelf", "-W", *options, str(path)], check=True, text=True,
                              capture_output=True).stdout
    return Elf(readelf("-h"), readelf("-l"), readelf("-d"), readelf("--dyn-syms"))


def stack_is_executable(segments):
    line = next((line for line in segments.splitlines() if "GNU_STACK" in line), "GNU_STACK RWE")
    return bool(re.search(r"\bRWE\b", line))


def writable_code(segments):
    return bool(re.search(r"^\s*LOAD\b.*\bRWE\b", segments, re.MULTILINE))


def answers(elf):
    """Question → whether the program stands it."""
    return {
        "position independent": "DYN (Position-Independent Executable" in elf.header,
        "relocations read-only": "GNU_RELRO" in elf.segments,
        "all symbols bound at start": "BIND_NOW" in elf.dynamic,
        "stack not executable": not stack_is_executable(elf.segments),
        "no segment writable and executable": not writable_code(elf.segments),
        "no search path for libraries": not re.search(r"\((RPATH|RUNPATH)\)", elf.dynamic),
        "stack protector": "__stack_chk_fail" in elf.symbols,
        "checked C functions": bool(re.search(r"\b__\w+_chk@", elf.symbols)),
        "checked C++ containers": "__glibcxx_assert_fail" in elf.symbols,
        "no sanitizer": "__asan_" not in elf.symbols and "__tsan_" not in elf.symbols,
    }


def exposure(text):
    """The rating at the end of `systemd-analyze security`; None when there is none."""
    found = re.search(r"Overall exposure level for \S+: ([0-9.]+)", text)
    return float(found.group(1)) if found else None


def rate_unit():
    done = subprocess.run(["systemd-analyze", "security", "--offline=true", "--no-pager",
                           str(UNIT)], text=True, capture_output=True)
    return exposure(done.stdout)


def main(folder):
    results = []
    for program in PROGRAMS:
        for question, held in answers(read_elf(Path(folder) / program)).items():
            results.append(held)
            print(f"{'ok' if held else 'not ok'}: {program}: {question}")
    rating = rate_unit()
    held = rating is not None and rating <= EXPOSURE_MAX
    results.append(held)
    print(f"{'ok' if held else 'not ok'}: {UNIT.name}: exposure {rating}, at most {EXPOSURE_MAX}")
    print(f"{sum(results)} passed, {len(results) - sum(results)} failed")
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "build/dev/bin"))
