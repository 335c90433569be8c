"""A name is one type in its namespace: no two files define types that the linker would mix up."""

import re

from check.source import CPP, Finding

NAME = "type_names"
DIRECTIVE = re.compile(r"^[ \t]*#(?:[^\n\\]|\\.|\\\n)*", re.MULTILINE)
NAMESPACE = re.compile(r"\bnamespace\b\s*(?:\[\[[^\]]*\]\]\s*)?([\w:]*)\s*$")
LINKAGE = re.compile(r'\bextern\s*"[^"]*"\s*$')
DEFINED = re.compile(
    r"\b(?:struct|class|union|enum(?:\s+(?:class|struct))?)\s+"
    r"(?:\[\[[^\]]*\]\]\s*|alignas\s*\([^)]*\)\s*)*([A-Za-z_][\w:]*)(?:\s+final)?\s*"
    r"(?::(?!:)[^;(]*)?$")
ANONYMOUS = ""


def definitions_of(source):
    """(line, qualified name) of each type defined at the scope of a named namespace.

    Types inside other types or functions, specialisations, and what an unnamed namespace keeps
    to its file are left out: their names meet no other file's.
    """
    code = DIRECTIVE.sub(lambda match: re.sub(r"[^\n]", " ", match.group(0)), source.code)
    scopes = []  # a namespace's name, or None for any other pair of braces
    head_start = 0
    for match in re.finditer(r"[{};]", code):
        if match.group(0) == "{":
            head = code[head_start:match.start()]
            namespace = NAMESPACE.search(head)
            defined = DEFINED.search(head)
            if namespace:
                scopes.append(namespace.group(1))
            elif LINKAGE.search(head):
                scopes.append("::")
            else:
                if defined and None not in scopes and ANONYMOUS not in scopes:
                    path = [name for name in scopes if name != "::"] + [defined.group(1)]
                    yield source.lines.at(head_start + defined.start(1)), "::".join(path)
                scopes.append(None)
        elif match.group(0) == "}" and scopes:
            scopes.pop()
        head_start = match.end()


def check(tree):
    findings = []
    first = {}
    for path in tree.ending(*CPP):
        for line, name in definitions_of(tree.cpp(path)):
            before = first.setdefault(name, path)
            if before != path:
                findings.append(Finding(path, line, NAME, f"{name} is also defined in {before}: "
                                        "one of the two is used for both"))
    return findings
