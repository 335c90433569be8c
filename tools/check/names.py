"""Refuses names that say nothing, flags as parameters, and test names that are no sentence."""

import re

from check.functions import functions_of
from check.source import CPP, Finding, is_test_code

NAME = "names"
BANNED = {"manager", "managers", "helper", "helpers", "util", "utils", "common", "misc", "data",
          "info", "impl", "processor", "tmp", "my"}
# Names that a published standard gives its structures (Web Authentication Level 3).
STANDARD_TERMS = {("client", "data"), ("authenticator", "data")}
BANNED_FIRST = {"new"}
BANNED_VERBS = {"handle", "do", "process"}
BANNED_LAST_OF_TYPE = {"service"}
ASSERTION = ("require", "ensure", "expect", "check")
TEST_WORDS_MIN = 3

# A name in a declaration: after a type word, before what may follow a declared name.
CPP_VARIABLE = re.compile(
    r"(?:[A-Za-z_]\w*|[>&*])[ \t&*]+([A-Za-z_]\w*)(?=\s*(?:=[^=]|;|\{|,|\)|:[^:]))")
CPP_TYPE = re.compile(r"\b(?:class|struct|enum class|enum|concept|namespace|using)\s+"
                      r"([A-Za-z_]\w*)(?=\s*(?:\{|=|:[^:]|final|;|$))")
NOT_A_TYPE_BEFORE = re.compile(r"\b(?:return|else|delete|co_return|co_await|throw|case|goto|using|"
                               r"new|typename|namespace|operator|and|or|not|in)[ \t&*]+\w+$")
FLAG = re.compile(r"(?:(?:const\s+)?bool\s+|const\s+bool\s*&\s*)(?!value\b)\w"
                  r"|(?:const\s+)?bool$")
TS_NAME = re.compile(r"\b(?:const|let|function|class|interface|type|enum)\s+([A-Za-z_$][\w$]*)")
PY_NAME = re.compile(r"^\s*(?:def|class)\s+(\w+)|^\s*(\w+)\s*=[^=]", re.MULTILINE)
GTEST = re.compile(r"^\s*(?:TYPED_)?TEST(?:_F|_P)?\(\s*(\w+)\s*,\s*(\w+)\s*\)"
                   r"|^\s*RC_GTEST\w*\(\s*(\w+)\s*,\s*(\w+)", re.MULTILINE)
TS_TEST = re.compile(r"^\s*(?:it|test)(?:\.\w+)?\(\s*(['\"`])(.+?)\1", re.MULTILINE)
PY_TEST = re.compile(r"^\s*def test_(\w+)", re.MULTILINE)


def words_of(name):
    """The lower-case words of snake_case, camelCase and kebab-case names."""
    spaced = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", name)
    spaced = re.sub(r"([A-Z]+)([A-Z][a-z])", r"\1_\2", spaced)
    return [word.lower() for word in re.split(r"[_\-.]+", spaced) if word]


def banned_word(name, kind):
    """The word in the name of a type, function, variable or file that is not allowed, or None."""
    words = words_of(name)
    for before, word in zip([None, *words], words):
        if word in BANNED and (before, word) not in STANDARD_TERMS:
            return word
    firsts = BANNED_FIRST | (BANNED_VERBS if kind in ("function", "file") else set())
    if len(words) > 1 and words[0] in firsts:
        return words[0] + "_"
    if kind == "type" and words and words[-1] in BANNED_LAST_OF_TYPE:
        return words[-1]
    return None


def cpp_names(source):
    """(line, name, kind) of what a C++ file declares."""
    code = source.code
    for match in CPP_TYPE.finditer(code):
        yield source.lines.at(match.start(1)), match.group(1), "type"
    for match in CPP_VARIABLE.finditer(code):
        if not NOT_A_TYPE_BEFORE.search(code[max(0, match.start() - 12):match.end(1)]):
            yield source.lines.at(match.start(1)), match.group(1), "variable"
    for function in functions_of(source):
        # data() without parameters is the name the standard library's ranges ask for.
        is_range = function.name == "data" and not function.parameters
        is_constructor = function.name.lstrip("~")[:1].isupper()
        if not is_range and not is_constructor and not function.is_dictated:
            yield function.line, function.name, "function"


def script_names(text, pattern):
    for match in pattern.finditer(text):
        name = match.group(match.lastindex)
        is_function = re.match(r"\s*(?:function|def)\b", match.group(0))
        kind = "type" if name[0].isupper() else "function" if is_function else "variable"
        yield text.count("\n", 0, match.start(match.lastindex)) + 1, name, kind


def declared_names(tree, path):
    if path.endswith(CPP):
        return cpp_names(tree.cpp(path))
    text = tree.text(path)
    if path.endswith(".vue"):
        text = "".join(re.sub(r"[^\n]", "", part) if index % 2 == 0 else part for index, part in
                         enumerate(re.split(r"<script[^>]*>|</script>", text)))
    return script_names(text, PY_NAME if path.endswith(".py") else TS_NAME)


def file_findings(tree, path):
    for part in path.split("/"):
        word = banned_word(part.split(".")[0], "file")
        if word:
            yield Finding(path, 1, NAME, f"“{word}” in the path says nothing")
    seen = set()
    for line, name, kind in declared_names(tree, path):
        word = banned_word(name, kind)
        if word and (line, name) not in seen:
            seen.add((line, name))
            yield Finding(path, line, NAME, f"“{word}” in {name} says nothing")


def flag_findings(tree, path):
    """A public header's function takes an enum or a struct where it would take a bool.

    A parameter called `value` is content that is written or bound, and the condition of an
    assertion is read where it stands; neither is a flag that steers.
    """
    for function in functions_of(tree.cpp(path)):
        if function.is_dictated or function.name.startswith(ASSERTION):
            continue
        for parameter in function.parameters:
            if function.is_public and FLAG.match(parameter):
                yield Finding(path, function.line, NAME, f"{function.name} takes a bool: "
                              "callers read `true` and learn nothing")


def is_sentence(words):
    text = " ".join(words)
    if re.search(r"[\u4e00-\u9fff]", text):
        return len(text) >= TEST_WORDS_MIN + 1
    return len(words) >= TEST_WORDS_MIN


def test_findings(tree, path):
    text = tree.text(path)
    if path.endswith(".cpp"):
        names = [(m.start(), (m.group(2) or m.group(4)).split("_")) for m in GTEST.finditer(text)]
    elif path.endswith(".py"):
        names = [(match.start(), match.group(1).split("_")) for match in PY_TEST.finditer(text)]
    else:
        names = [(match.start(), match.group(2).split()) for match in TS_TEST.finditer(text)]
    for offset, words in names:
        if not is_sentence([word for word in words if word]):
            line = text.count("\n", 0, offset) + 1 + (text[offset] == "\n")
            yield Finding(path, line, NAME, f"test “{' '.join(words)}” is no sentence "
                          f"({TEST_WORDS_MIN} words at least)")


def check(tree):
    findings = []
    for path in tree.ending(*CPP, ".ts", ".vue", ".mjs", ".py"):
        findings += file_findings(tree, path)
        if path.endswith(".h") and not is_test_code(path) and "/internal/" not in path:
            findings += flag_findings(tree, path)
        if is_test_code(path):
            findings += test_findings(tree, path)
    return findings
