"""The tree a check looks at: its files, their text, and C++ with comments and strings set apart."""

import bisect
import functools
import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

SKIPPED_FOLDERS = {".git", "build", "node_modules", "dist", "__pycache__", ".cache", "var"}
GENERATED = ("web/api-client/schema.d.ts", "web/api-client/openapi.json")
CPP = (".h", ".cpp")


@dataclass(frozen=True)
class Finding:
    """One violation, printed as `path:line: check: message`."""

    path: str
    line: int
    check: str
    message: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.check}: {self.message}"


class Tree:
    """All files that git tracks or would track below a root, by path relative to it."""

    def __init__(self, root):
        self.root = Path(root)
        self.paths = sorted(path for path in self._listed() if (self.root / path).is_file())

    def _listed(self):
        if (self.root / ".git").exists():
            listed = subprocess.run(
                ["git", "-C", str(self.root), "ls-files", "-z", "--cached", "--others",
                 "--exclude-standard"], capture_output=True, text=True, check=True)
            return {path for path in listed.stdout.split("\0") if path}
        return self._walked()

    def _walked(self):
        found = set()
        for folder, folders, files in os.walk(self.root):
            folders[:] = [name for name in folders if name not in SKIPPED_FOLDERS]
            found |= {str((Path(folder) / name).relative_to(self.root)) for name in files}
        return found

    @functools.cached_property
    def path_set(self):
        return frozenset(self.paths)

    @functools.lru_cache(maxsize=None)
    def text(self, path):
        return (self.root / path).read_text(encoding="utf-8", errors="replace")

    @functools.lru_cache(maxsize=None)
    def cpp(self, path):
        return CppText(self.text(path))

    def ending(self, *suffixes, below=()):
        """Paths with one of the endings, generated files left out; below: only these folders."""
        for path in self.paths:
            if path.endswith(suffixes) and path not in GENERATED:
                if not below or path.startswith(tuple(below)):
                    yield path


class Lines:
    """Turns offsets in a text into line numbers."""

    def __init__(self, text):
        self._starts = [0] + [match.end() for match in re.finditer("\n", text)]

    def at(self, offset):
        return bisect.bisect_right(self._starts, offset)


CPP_TOKEN = re.compile(
    r'//[^\n]*|/\*.*?\*/'
    r'|(?:u8|[uUL])?R"(?P<mark>[^()\\\s]{0,16})\(.*?\)(?P=mark)"'
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|(?<![0-9a-fA-F])'(?:[^'\\\n]|\\.)+'", re.DOTALL)


INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*"([^"\n]*)"', re.MULTILINE)


@dataclass(frozen=True)
class Piece:
    """A comment or a string literal with its line."""

    line: int
    text: str


class CppText:
    """C++ taken apart: `code` has comments and literals blanked (same offsets and lines)."""

    def __init__(self, text):
        self.text = text
        self.lines = Lines(text)
        self.comments = []
        self.strings = []
        self.code = CPP_TOKEN.sub(self._set_apart, text)

    def _set_apart(self, match):
        token = match.group(0)
        piece = Piece(self.lines.at(match.start()), token)
        if token.startswith(("//", "/*")):
            self.comments.append(piece)
            return re.sub(r"[^\n]", " ", token)
        if not token.startswith("'"):
            self.strings.append(piece)
        opener = token.index(token[-1]) + 1
        return token[:opener] + re.sub(r"[^\n]", " ", token[opener:-1]) + token[-1]

    def includes(self):
        """(line, path) of each include in quotes."""
        for match in INCLUDE.finditer(self.text):
            yield self.lines.at(match.start()), match.group(1)

    def joined_strings(self):
        """Literals with neighbours on following lines joined, as the compiler joins them."""
        for match in re.finditer(r'"[^"]*"(?:\s*"[^"]*")*|R"[^"]*"', self.code):
            line = self.lines.at(match.start())
            yield Piece(line, self.text[match.start():match.end()])


TEST_FILE = re.compile(r"(_test|_bench|_fuzz|_fixture)\.(h|cpp)$|\.spec\.ts$|_test\.py$")


def module_of(path):
    """`core/ledger` for a path inside a module, `app` for app, None for what is no module."""
    parts = path.split("/")
    if parts[0] in ("platform", "core", "services", "scenarios") and len(parts) > 2:
        return "/".join(parts[:2])
    return "app" if parts[0] == "app" and len(parts) > 1 else None


def is_test_code(path):
    """True for tests, test support and benchmarks, which products may not include."""
    parts = path.split("/")
    return (parts[0] in ("tests", "bench") or "testing" in parts or "journeys" in parts
            or TEST_FILE.search(path) is not None)
