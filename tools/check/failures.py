"""Every declared failure has a stable, unique code of its module and a test that produces it."""

import re

from check.source import CPP, Finding, is_test_code, module_of

NAME = "failures"
DECLARED = re.compile(r'\bFailure\s+(\w+)\s*\{\s*"([^"]*)"')


def declarations(tree):
    """(path, line, name, code) of each declared failure in product code."""
    for path in tree.ending(*CPP):
        if module_of(path) and not is_test_code(path):
            source = tree.cpp(path)
            for match in DECLARED.finditer(source.text):
                # The code part tells a declaration from an example in a comment.
                if source.code[match.start():match.start() + 7] == "Failure":
                    line = source.lines.at(match.start())
                    yield path, line, match.group(1), match.group(2)


def words_of_tests(tree):
    """Identifiers and quoted codes that appear in tests and journeys."""
    words = set()
    for path in tree.ending(*CPP, ".mjs", ".ts"):
        if is_test_code(path):
            words |= set(re.findall(r"[a-z_][\w]*(?:\.[a-z_]\w*)?", tree.text(path)))
            words |= set(re.findall(r"\w+", tree.text(path)))
    return words


def check(tree):
    findings, first = [], {}
    tested = words_of_tests(tree)
    for path, line, name, code in declarations(tree):
        module = module_of(path).split("/")[-1]
        if path.startswith("platform/"):
            module = r"[a-z]+"  # mechanism has no noun of the business to name
        if not re.fullmatch(rf"{module}\.[a-z][a-z0-9_]*", code):
            message = f"code “{code}” does not read {module}.<fact>"
            findings.append(Finding(path, line, NAME, message))
        if code in first:
            findings.append(Finding(path, line, NAME, f"code {code} is taken by {first[code]}"))
        first.setdefault(code, f"{path}:{line}")
        if name not in tested and code not in tested:
            findings.append(Finding(path, line, NAME, f"no test produces {name} ({code})"))
    return findings
