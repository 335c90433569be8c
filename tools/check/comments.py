"""Each file opens by saying what lives in it; no left-over marks, no code kept as a comment."""

import re

from check.source import CPP, Finding

NAME = "comments"
OPENERS = {
    **dict.fromkeys((".h", ".cpp", ".ts", ".mjs", ".js"), ("//", "/*")),
    **dict.fromkeys((".py",), ('"""', "#")),
    **dict.fromkeys((".sh", ".cmake", "CMakeLists.txt", ".toml"), ("#",)),
    ".vue": ("<!--", "//", "/*"), ".sql": ("--",), ".css": ("/*",),
}
MARKS = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|XX" r"X)\b")
PARALLEL = re.compile(r"\b(?:when|if|whenever) you (?:add|change|edit|rename)\b.*\balso\b"
                      r"|\bremember to (?:also )?(?:add|change|edit|update)\b", re.IGNORECASE)
DEAD_CODE = re.compile(
    r"^(?:#include\b|(?:if|for|while|switch)\s*\(.*\)\s*\{?$|return\b.*;$|\}$|\{$"
    r"|(?:const |auto |static )?[\w:<>,&*\s]+\s=\s.*;$|[\w:.>-]+\(.*\);$|(?:let|const)\s+\w+\s*=)")
COMMENT_LINE = re.compile(r"^\s*(?://+|#+(?!!)|--+|\*|/\*+|\"\"\")\s*(.*)$")


def opener_of(path):
    for ending, openers in OPENERS.items():
        if path.endswith(ending):
            return openers
    return None


def opens_with_comment(path, text):
    openers = opener_of(path)
    lines = [line.strip() for line in text.splitlines() if line.strip()][:4]
    if lines and lines[0].startswith("#!"):
        lines.pop(0)
    if path.endswith(".vue"):
        lines = [line for line in lines if not line.startswith("<script")]
    return bool(lines) and lines[0].startswith(openers)


def comment_pieces(tree, path):
    """(line, text) of comment lines; exact for C++, by line start for the rest."""
    if path.endswith(CPP):
        for piece in tree.cpp(path).comments:
            for index, line in enumerate(piece.text.splitlines()):
                match = COMMENT_LINE.match(line)
                yield piece.line + index, match.group(1) if match else line.strip()
        return
    for number, line in enumerate(tree.text(path).splitlines(), 1):
        match = COMMENT_LINE.match(line)
        if match and not (path.endswith(".md")):
            yield number, match.group(1)


def mark_findings(tree, path):
    for number, line in enumerate(tree.text(path).splitlines(), 1):
        if MARKS.search(line):
            yield Finding(path, number, NAME, "left-over mark: do it, or say so in an issue")


def text_findings(tree, path):
    for line, text in comment_pieces(tree, path):
        if path.endswith((*CPP, ".ts", ".vue", ".mjs")) and DEAD_CODE.search(text.strip()):
            yield Finding(path, line, NAME, "code kept as a comment: delete it, git remembers")
        if PARALLEL.search(text):
            message = "a comment asks to change two places: let the compiler see to it"
            yield Finding(path, line, NAME, message)


def ratio(tree):
    """Comment lines per line of C++ code, for the report: 0.08–0.17 is the aim."""
    comments = code = 0
    for path in tree.ending(*CPP):
        source = tree.cpp(path)
        comments += sum(piece.text.count("\n") + 1 for piece in source.comments)
        code += sum(1 for line in source.code.splitlines() if line.strip())
    return comments / code if code else 0.0


def check(tree):
    findings = []
    for path in tree.ending(*OPENERS, ".md"):
        findings += mark_findings(tree, path)
        if path.endswith(".md"):
            continue
        text = tree.text(path)
        if text.strip() and not opens_with_comment(path, text):
            message = "the file does not open by saying what lives in it"
            findings.append(Finding(path, 1, NAME, message))
        findings += text_findings(tree, path)
    return findings
