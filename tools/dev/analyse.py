"""Runs clang-tidy and cppcheck over product code and prints what they find, once each.

A file that both saw clean is remembered by the content of it, of all project headers it reads and
of the rules, so that a second run looks at what has changed only.
"""

import argparse
import hashlib
import json
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

BUILD = Path("build/dev")
WORK = Path("build/analyse")
CLEAN = WORK / "clean.json"
LAYERS = ("platform", "core", "services", "scenarios", "app")
RULES = (Path(".clang-tidy"), Path("tools/dev/cppcheck.txt"), Path(__file__).resolve())
INCLUDE = re.compile(r'^#include "([^"]+)"', re.MULTILINE)
FINDING = re.compile(r"^(?P<path>[^\s:][^:\n]*):(?P<line>\d+)(?::\d+)?: "
                     r"(?:warning|error|performance|portability): (?P<message>.*\[[\w.,-]+\])$",
                     re.MULTILINE)
CPPCHECK = ["cppcheck", "--quiet", "--std=c++20", "--language=c++", "--inline-suppr",
            "--enable=warning,performance,portability",
            "--suppressions-list=tools/dev/cppcheck.txt", "-DBOOST_DESCRIBE_ENUM(...)=",
            "-DBOOST_DESCRIBE_STRUCT(...)=", "-I.",
            "--template={file}:{line}: {severity}: {message} [{id}]"]


def is_product(path):
    return (path.parts[0] in LAYERS and path.suffix == ".cpp"
            and not path.stem.endswith(("_test", "_fuzz")))


def compiled_sources(commands):
    """Product sources of a compilation database, relative to the tree."""
    root = Path.cwd()
    files = {Path(row["file"]) for row in commands}
    inside = {path.relative_to(root) for path in files if path.is_relative_to(root)}
    return sorted(path for path in inside if is_product(path))


def chosen(sources, wanted):
    """Those in the wanted files and folders; all when none is named."""
    places = [Path(place) for place in wanted]
    return [path for path in sources
            if not places or any(path.is_relative_to(place) for place in places)]


@cache
def included(path):
    """The project headers that a file includes itself."""
    if not path.is_file():
        return ()
    return tuple(Path(name) for name in INCLUDE.findall(path.read_text(encoding="utf-8")))


def all_read(path):
    """The file and all project headers it reads."""
    seen, ahead = set(), [path]
    while ahead:
        one = ahead.pop()
        if one not in seen and one.is_file():
            seen.add(one)
            ahead.extend(included(one))
    return sorted(seen)


def mark_of(path):
    """Tells whether anything has changed that a verdict on the file rests on."""
    content = hashlib.sha256()
    for one in [*RULES, *all_read(path)]:
        content.update(str(one).encode() + b"\0" + one.read_bytes() + b"\0")
    return content.hexdigest()


def findings_in(text):
    """{`path:line: message`} with paths relative to the tree."""
    root = f"{Path.cwd()}{os.sep}"
    return {f"{one['path'].removeprefix(root)}:{one['line']}: {one['message']}"
            for one in FINDING.finditer(text)}


def output_of(command):
    """(code, all that it says)"""
    done = subprocess.run(command, stdin=subprocess.DEVNULL, text=True, errors="replace",
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.returncode, done.stdout


def analyse(path):
    """What both programs find in one source; a program that breaks is a finding too."""
    found = set()
    for command in (["clang-tidy-19", "-p", str(BUILD), "--quiet", str(path)],
                    [*CPPCHECK, str(path)]):
        code, text = output_of(command)
        found |= findings_in(text)
        if code != 0 and not findings_in(text):
            found.add(f"{path}:1: {command[0]} ended with {code}: {text[-300:]}")
    return path, found


def remembered():
    try:
        return json.loads(CLEAN.read_text())
    except (OSError, ValueError):
        return {}


def run(sources, jobs, report):
    """All findings; calls report(path, its findings) as they come, and remembers the clean ones."""
    clean = remembered()
    ahead = [path for path in sources if clean.get(str(path)) != mark_of(path)]
    everything = set()
    with ThreadPoolExecutor(max_workers=jobs) as pool:
        for path, found in pool.map(analyse, ahead):
            report(path, found - everything)
            everything |= found
            if not found:
                clean[str(path)] = mark_of(path)
                CLEAN.write_text(json.dumps(clean, indent=0, sort_keys=True))
    return everything


def show(_, found):
    for line in sorted(found):
        print(line, flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", metavar="PATH")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    WORK.mkdir(parents=True, exist_ok=True)
    commands = json.loads((BUILD / "compile_commands.json").read_text())
    sources = chosen(compiled_sources(commands), options.paths)
    if not sources:
        print("no product source there", file=sys.stderr)
        return 2
    found = run(sources, options.jobs, show)
    print(f"{len(sources)} sources: {len(found)} findings")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
