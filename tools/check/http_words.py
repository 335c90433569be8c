"""Business code knows no HTTP: status numbers, headers and JSON stay in platform/api and http."""

import re

from check.source import CPP, Finding, is_test_code, module_of

NAME = "http_words"
MAY_SPEAK = ("platform/api/", "platform/runtime/")
WORDS = re.compile(r"\b(?:nlohmann|boost::(?:json|beast)|http_status|status_code|http::status)\b"
                   r"|\b(?:http|status)\w*\s*(?:==|!=|=|\(|\{)\s*[1-5]\d\d\b")
HEADERS = re.compile(r"boost/(?:json|beast|asio)|nlohmann/")
LITERALS = re.compile(r"(?i)^\"(?:content-type|content-length|set-cookie|user-agent|x-[\w-]+|"
                      r"application/(?:json|problem\+json))\b")


def check(tree):
    findings = []
    for path in tree.ending(*CPP):
        if not module_of(path) or path.startswith(MAY_SPEAK) or is_test_code(path):
            continue
        source = tree.cpp(path)
        spots = [(source.lines.at(m.start()), m.group(0)) for m in WORDS.finditer(source.code)]
        spots += [(piece.line, piece.text) for piece in source.strings
                  if LITERALS.match(piece.text)]
        for match in re.finditer(r"^\s*#\s*include\s*<([^>]+)>", source.text, re.MULTILINE):
            if HEADERS.match(match.group(1)):
                spots.append((source.lines.at(match.start(1)), match.group(1)))
        findings += [Finding(path, line, NAME, f"{word} belongs to platform/api")
                     for line, word in spots]
    return findings
