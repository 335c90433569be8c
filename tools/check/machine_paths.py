"""Nothing of one machine is in the tree: no home folders, package registries, private hosts."""

import re

from check.source import Finding

NAME = "machine_paths"
PATHS = re.compile(r"(?<![\w.}\])/-])/(?:wor" r"k|far" r"m|root|home/\w+|Users/\w+)/")
HOSTS = re.compile(r"\bregistry\.(?:npmjs|yarnpkg|npmmirror)\b|\bartifactory\b|\bpkg\.dev\b"
                   r"|https?://(?:localhost:4873|[\w.-]+\.(?:internal|corp|lan)\b)")
BINARY = (".png", ".jpg", ".jpeg", ".webp", ".ico", ".woff2", ".xlsx", ".br", ".gz", ".pdf")


def check(tree):
    findings = []
    for path in tree.paths:
        if path.endswith(BINARY):
            continue
        text = tree.text(path)
        if not (PATHS.search(text) or HOSTS.search(text)):
            continue
        for number, line in enumerate(text.splitlines(), 1):
            for match in (PATHS.search(line), HOSTS.search(line)):
                if match:
                    message = f"“{match.group(0)}” belongs to one machine"
                    findings.append(Finding(path, number, NAME, message))
    return findings
