"""Finds C++ functions by their braces: name, lines, parameters, and whether others may call them.

Not a parser. It relies on the formatter: a body's brace follows a space, an initialiser's does not.
"""

import functools
import re
from dataclasses import dataclass, field

NOT_A_FUNCTION = re.compile(
    r"^\s*(?:if|for|while|switch|catch|do|else|try|return|namespace|using|typedef|static_assert|"
    r"case|default|extern\s*\"|requires|concept|friend\s+class|enum|union|#)\b")
SCOPE = re.compile(r"\b(class|struct|union|enum|namespace|extern)\b")
SKIPPED_GROUP = re.compile(r"\b(?:noexcept|decltype|requires|alignas|explicit|__attribute__|"
                           r"sizeof|DLFP_\w+)\s*$")
NAME = re.compile(r"(operator\s*(?:\(\s*\)|\[\s*\]|[^\s\w(]+|\w+)|~?[A-Za-z_]\w*)\s*$")


@dataclass
class Function:
    """A function found; lines count from its head to its closing brace."""

    name: str
    line: int
    line_count: int
    parameters: list
    is_public: bool
    is_dictated: bool  # an override or a C callback: another interface set name and parameters


@dataclass
class Scanner:
    """Walks one file's code; `found` are its functions."""

    source: object
    found: list = field(default_factory=list)
    in_c: bool = False  # inside extern "C"

    def scan(self):
        self.code = re.sub(r"^[ \t]*#(?:[^\n\\]|\\.|\\\n)*",
                           lambda directive: re.sub(r"[^\n]", " ", directive.group(0)),
                           self.source.code, flags=re.MULTILINE)
        self._scope(0, True, False)
        return self.found

    def _scope(self, start, is_public, in_class):
        """Reads declarations from start to the scope's closing brace; returns what follows it."""
        head_start = position = start
        code = self.code
        while position < len(code):
            character = code[position]
            if character == "}":
                return position + 1
            if character == ";":
                self._declaration(head_start, position, is_public)
                head_start = position + 1
            elif character == ":" and in_class:
                access = re.search(r"\b(public|private|protected)\s*$", code[head_start:position])
                if access:
                    is_public = access.group(1) == "public"
                    head_start = position + 1
            elif character == "(":
                position = closing(code, position)
                continue
            elif character == "{":
                position, ended = self._brace(head_start, position, is_public)
                head_start = position if ended else head_start
                continue
            position += 1
        return position

    def _brace(self, head_start, position, is_public):
        """Deals with one opening brace; returns (what follows it, whether the head ended)."""
        code = self.code
        head = code[head_start:position]
        if self._opens_scope(head):
            kind = SCOPE.search(head).group(1)
            if kind == "enum":
                return closing(code, position), True
            if kind == "extern":
                self.in_c = True
                end = self._scope(position + 1, False, False)
                self.in_c = False
                return end, True
            in_class = kind in ("class", "struct", "union")
            inner_public = is_public and kind != "class" and not re.search(r"namespace\s*$", head)
            return self._scope(position + 1, inner_public, in_class), True
        end = closing(code, position)
        if position and code[position - 1] not in " \n\t" or re.search(r"=\s*$|\breturn\s*$", head):
            return end, False
        parts = function_parts(head)
        if parts:
            self._keep(parts, head_start, end, is_public)
        return end, True

    @staticmethod
    def _opens_scope(head):
        found = SCOPE.search(re.sub(r"<[^<>]*>", " ", head))
        if not found:
            return False
        before = re.sub(r"template\s*", "", re.sub(r"<[^<>]*(?:<[^<>]*>[^<>]*)*>", "", head))
        return "(" not in re.sub(r"alignas\s*\([^)]*\)", "", before) and "=" not in before

    def _declaration(self, head_start, position, is_public):
        head = self.code[head_start:position]
        parts = function_parts(head)
        if parts and (parts[2] or parts[0].startswith("operator")):
            self._keep(parts, head_start, position, is_public)

    def _keep(self, parts, head_start, end, is_public):
        name, parameters, _ = parts
        text = self.code[head_start:]
        offset = head_start + len(text) - len(text.lstrip())
        first, last = self.source.lines.at(offset), self.source.lines.at(end - 1)
        head = re.split(r"[{;]", self.code[head_start:end + 1])[0]
        is_dictated = self.in_c or re.search(r"\)[^()]*\boverride\b", head) is not None
        self.found.append(
            Function(name, first, last - first + 1, parameters, is_public, is_dictated))


def closing(code, position):
    """The offset behind the bracket that closes the one at position."""
    pairs = {"(": ")", "{": "}", "[": "]"}
    opener, closer = code[position], pairs[code[position]]
    depth = 0
    for match in re.finditer(r"[(){}\[\]]", code[position:]):
        if match.group(0) == opener:
            depth += 1
        elif match.group(0) == closer:
            depth -= 1
            if depth == 0:
                return position + match.end()
    return len(code)


def function_parts(head):
    """(name, parameters, has a type before the name), or None when the head is no function."""
    stripped = re.sub(r"^(?:\s*\[\[[^\]]*\]\])+", "", head).strip()
    stripped = re.sub(r"^template\s*<(?:[^<>]|<[^<>]*>)*>\s*"
                      r"(?:requires\b[^{;]*?(?=\b\w+\s+\w+\())?", "", stripped)
    if not stripped or NOT_A_FUNCTION.match(stripped):
        return None
    for match in re.finditer(r"\(", stripped):
        before = stripped[:match.start()]
        if SKIPPED_GROUP.search(before) or before.count("(") != before.count(")"):
            continue
        angles = re.sub(r"operator\s*[<>=-]+|->|<=>|<<|[<>]=", "", before)
        if angles.count("<") != angles.count(">"):
            continue
        named = NAME.search(before)
        lead = before[:named.start()] if named else before
        if not named or re.search(r"[=.?]|->", re.sub(r"operator\W+$", "", lead)):
            return None
        name = named.group(1)
        if re.search(r"operator\s*$", before) and stripped.startswith("()", match.start()):
            continue
        end = closing(stripped, match.start())
        if name.isupper() and not lead.strip() and not name.startswith("TEST"):
            return None if not name.startswith(("TYPED_TEST", "RC_")) else (name, [], True)
        return name, split_parameters(stripped[match.end():end - 1]), bool(lead.strip())
    return None


def split_parameters(text):
    """The parameters, split at commas outside every bracket."""
    parts, depth, current = [], 0, ""
    for character in re.sub(r"->|<=|>=|<<", "  ", text):
        if character in "<([{":
            depth += 1
        elif character in ">)]}":
            depth -= 1
        if character == "," and depth == 0:
            parts.append(current.strip())
            current = ""
        else:
            current += character
    if current.strip() and current.strip() != "void":
        parts.append(current.strip())
    return parts


@functools.lru_cache(maxsize=None)
def functions_of(source):
    """All functions of a CppText."""
    return Scanner(source).scan()
