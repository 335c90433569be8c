"""The list of declared failures names each with the test that produces it, and is current."""

import re

from check import failures
from check.source import CPP, Finding, is_test_code, module_of

NAME = "failure_list"
PAGE = "docs/reference/failures.md"
REMEDY = "is stale: ./dev check --fix failure_list"
CLASS = re.compile(r'\bFailure\s+(\w+)\s*\{\s*"[^"]*",\s*FailureClass::(\w+)')
STATUS = {"malformed": 400, "unauthenticated": 401, "forbidden": 403, "missing": 404,
          "conflict": 409, "refused": 422, "throttled": 429, "fault": 500, "unavailable": 503,
          "uncertain": 504}
CPP_TEST = re.compile(r"^TEST(?:_F|_P)?\(\s*(\w+),\s*(\w+)\s*\)", re.MULTILINE)
WEB_TEST = re.compile(r"""\b(?:test|step)\(\s*(?:'([^'\n]+)'|`([^`\n]+)`|"([^"\n]+)")""")
WORD = re.compile(r"[a-z_]\w*(?:\.[a-z_]\w*)?")
HEAD = """# Declared failures

Every reason for which the platform refuses a request, with its class, the HTTP status that follows
from the class, and a test that produces it. Made by `./dev check --fix failure_list` from the
declarations and the tests; the check fails when it is not current. The words customers read are in
each module's `words/`, and beside every operation in the API reference.
"""


def tests_of(text, path):
    """(sentence, body) of each test of a file."""
    pattern = CPP_TEST if path.endswith(CPP) else WEB_TEST
    matches = list(pattern.finditer(text))
    for match, following in zip(matches, [*matches[1:], None]):
        sentence = ".".join(part for part in match.groups() if part)
        yield sentence, text[match.end():following.start() if following else len(text)]


def produced_by(tree):
    """name or code → [(path, sentence)] of the tests whose body says it."""
    found = {}
    for path in tree.ending(*CPP, ".mjs", ".ts"):
        if not is_test_code(path):
            continue
        text = tree.text(path)
        for sentence, body in tests_of(text, path):
            for word in set(WORD.findall(body)) | set(re.findall(r"\w+", body)):
                found.setdefault(word, []).append((path, sentence))
        for word in set(WORD.findall(text)) - set(found):
            found[word] = [(path, "")]  # said outside a test: a table or a fixture
    return found


def best(places, module, name):
    """The test nearest to the declaration: of the same module, C++ first, named after it."""
    def rank(place):
        path, sentence = place
        return (module_of(path) != module, not path.endswith(CPP), name not in sentence,
                sentence == "", path, sentence)
    return min(places, key=rank)


def rows(tree):
    """(module, code, class, path, sentence) of each declared failure."""
    tests = produced_by(tree)
    for path, line, name, code in failures.declarations(tree):
        text = tree.text(path)
        found = next((m for m in CLASS.finditer(text) if m.group(1) == name), None)
        kind = found.group(2) if found else "fault"
        places = tests.get(name, []) + tests.get(code, [])
        at, sentence = best(places, module_of(path), name) if places else ("", "")
        yield module_of(path), code, kind, at, sentence


def render(tree):
    parts, module = [HEAD], None
    for own, code, kind, path, sentence in sorted(set(rows(tree))):
        if own != module:
            module = own
            parts.append(f"\n## {module}\n\n| code | class | HTTP | test |\n|---|---|---|---|")
        where = f"[{sentence or path.split('/')[-1]}](../../{path})" if path else "none"
        parts.append(f"| `{code}` | {kind} | {STATUS.get(kind, 500)} | {where} |")
    return "\n".join(parts) + "\n"


def fix(tree):
    page = tree.root / PAGE
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(render(tree), encoding="utf-8")


def check(tree):
    if not any(True for _ in failures.declarations(tree)):
        return []
    if PAGE not in tree.path_set or tree.text(PAGE) != render(tree):
        return [Finding(PAGE, 1, NAME, REMEDY)]
    return []
