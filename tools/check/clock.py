"""Time and chance come from the call or a port: only platform/runtime asks the system."""

import re

from check.source import CPP, Finding, is_test_code

NAME = "clock"
SOURCES = re.compile(
    r"\b(?:system_clock|high_resolution_clock|gettimeofday|clock_gettime|localtime(?:_r)?|getrandom"
    r"|random_device|mt19937(?:_64)?|default_random_engine|minstd_rand0?|RAND_bytes|arc4random)\b"
    r"|(?<![\w.>])(?:std::)?time\s*\(\s*(?:0|NULL|nullptr|&)|(?<![\w.>:])s?rand\s*\(")


def check(tree):
    findings = []
    for path in tree.ending(*CPP):
        if path.startswith("platform/runtime/") or is_test_code(path):
            continue
        source = tree.cpp(path)
        for match in SOURCES.finditer(source.code):
            word = match.group(0).rstrip("( ")
            message = f"{word} outside platform/runtime: take the time or the number from the call"
            findings.append(Finding(path, source.lines.at(match.start()), NAME, message))
    return findings
