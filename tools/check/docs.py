"""Links in the documents lead somewhere, and every module says what it is for."""

import posixpath
import re
import urllib.parse

from check.source import Finding, module_of

NAME = "docs"
LINK = re.compile(r"!?\[[^\]\n]*\]\(\s*<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)")
OUTSIDE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|#|//)", re.IGNORECASE)


def link_findings(tree, path, folders):
    fenced = False
    for number, line in enumerate(tree.text(path).splitlines(), 1):
        fenced ^= line.lstrip().startswith("```")
        if fenced:
            continue
        for match in LINK.finditer(re.sub(r"`[^`]*`", "", line)):
            link = urllib.parse.unquote(match.group(1)).split("#")[0].split("?")[0]
            if OUTSIDE.match(match.group(1)) or not link:
                continue
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), link))
            if target not in tree.path_set and target not in folders:
                yield Finding(path, number, NAME, f"{link} leads nowhere")


def check(tree):
    folders = {"."}
    for path in tree.paths:
        parts = path.split("/")
        folders |= {"/".join(parts[:count]) for count in range(1, len(parts))}
    findings = []
    for path in tree.ending(".md"):
        findings += link_findings(tree, path, folders)
    modules = {module_of(path) for path in tree.paths} - {None, "app"}
    for module in sorted(modules):
        readme = f"{module}/README.md"
        if not module.startswith("platform/") and readme not in tree.path_set:
            findings.append(Finding(readme, 1, NAME, "the module does not say what it is for"))
    return findings
