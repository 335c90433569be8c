"""Keeps files, functions, parameter lists and lines short enough to be read at once."""

import re

from check.functions import functions_of
from check.source import CPP, Finding

NAME = "sizes"
FILE_LINES_MAX = 400
FUNCTION_LINES_MAX = 70
PARAMETERS_MAX = 4
LINE_CHARACTERS_MAX = 100
CODE = (*CPP, ".ts", ".vue", ".mjs", ".py", ".sh", ".cmake", ".sql", ".css")
MEASURED_LINES = (*CPP, ".py", ".sh", ".ts", ".mjs")


def file_findings(path, text):
    lines = text.splitlines()
    if len(lines) > FILE_LINES_MAX:
        yield Finding(path, 1, NAME, f"{len(lines)} lines, {FILE_LINES_MAX} are allowed")
    if not path.endswith(MEASURED_LINES):
        return
    for number, line in enumerate(lines, 1):
        is_bare_link = re.fullmatch(r"\W*https?://\S+", line.strip())
        if len(line) > LINE_CHARACTERS_MAX and not is_bare_link:
            yield Finding(path, number, NAME,
                          f"{len(line)} characters, {LINE_CHARACTERS_MAX} are allowed")


def function_findings(path, source):
    for function in functions_of(source):
        if function.line_count > FUNCTION_LINES_MAX:
            yield Finding(path, function.line, NAME, f"{function.name} has {function.line_count} "
                          f"lines, {FUNCTION_LINES_MAX} are allowed")
        if len(function.parameters) > PARAMETERS_MAX and not function.is_dictated:
            yield Finding(path, function.line, NAME, f"{function.name} has "
                          f"{len(function.parameters)} parameters, {PARAMETERS_MAX} are allowed: "
                          "use an options struct")


def check(tree):
    findings = []
    for path in [*tree.ending(*CODE), *(path for path in ("dev",) if path in tree.path_set)]:
        findings += file_findings(path, tree.text(path))
    for path in tree.ending(*CPP):
        findings += function_findings(path, tree.cpp(path))
    return findings
