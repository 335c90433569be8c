"""C++ is laid out as .clang-format says. Files seen clean before are remembered by content."""

import concurrent.futures
import hashlib
import json
import re
import shutil
import subprocess

from check.source import CPP, Finding

NAME = "format"
FORMATTER = "clang-format-19"
JOBS = 2
MEMORY = "build/check/format.json"
WARNING = re.compile(r"^(?P<path>[^:\n]+):(?P<line>\d+):\d+: (?:error|warning): .*clang-format")


def digest(tree, path):
    style = tree.text(".clang-format") if ".clang-format" in tree.path_set else ""
    return hashlib.sha256((style + tree.text(path)).encode()).hexdigest()


def remembered(tree):
    try:
        return set(json.loads((tree.root / MEMORY).read_text()))
    except (OSError, ValueError):
        return set()


def remember(tree, digests):
    target = tree.root / MEMORY
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(sorted(digests)))


def badly_laid_out(tree, paths):
    """path → first line that the formatter would change."""
    if not paths:
        return {}
    done = subprocess.run([FORMATTER, "--dry-run", "--style=file", *paths], cwd=tree.root,
                          capture_output=True, text=True)
    found = {}
    for line in done.stderr.splitlines():
        match = WARNING.match(line)
        if match:
            found.setdefault(match["path"], int(match["line"]))
    return found


def fix(tree):
    """Lays out every C++ file again."""
    paths = list(tree.ending(*CPP))
    if paths:
        subprocess.run([FORMATTER, "-i", "--style=file", *paths], cwd=tree.root, check=True)


def check(tree):
    if shutil.which(FORMATTER) is None:
        return [Finding(".clang-format", 1, NAME, f"{FORMATTER} is not installed")]
    digests = {path: digest(tree, path) for path in tree.ending(*CPP)}
    clean = remembered(tree)
    unknown = [path for path, mark in digests.items() if mark not in clean]
    found = {}
    with concurrent.futures.ThreadPoolExecutor(JOBS) as pool:
        for part in pool.map(lambda k: badly_laid_out(tree, unknown[k::JOBS]), range(JOBS)):
            found |= part
    remember(tree, {mark for path, mark in digests.items() if path not in found})
    return [Finding(path, line, NAME, "not laid out as .clang-format says: ./dev check --fix")
            for path, line in sorted(found.items())]
