"""What the project leans on is named in docs/dependencies.md: why, licence, what it replaces."""

import json
import re

from check.source import Finding

NAME = "dependencies"
LIST = "docs/dependencies.md"
PACKAGES = "tools/dev/packages.txt"


def described(text):
    """name → (line, cells) of each table row; a first cell may name several packages."""
    rows = {}
    for number, line in enumerate(text.splitlines(), 1):
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.lstrip().startswith("|"):
            for name in re.findall(r"`([^`]+)`", cells[0]):
                rows[name] = (number, cells[1:])
    return rows


def used(tree):
    """name → (path, line) of every direct dependency."""
    found = {}
    if PACKAGES in tree.path_set:
        for number, line in enumerate(tree.text(PACKAGES).splitlines(), 1):
            name = line.split("#")[0].strip()
            if name:
                found[name] = (PACKAGES, number)
    for path in tree.paths:
        if path.split("/")[-1] != "package.json":
            continue
        package = json.loads(tree.text(path))
        for kind in ("dependencies", "devDependencies", "optionalDependencies"):
            for name in package.get(kind, {}):
                if not name.startswith("@dlfp/"):
                    line = tree.text(path).split(f'"{name}"')[0].count("\n") + 1
                    found.setdefault(name, (path, line))
    return found


def check(tree):
    wanted = used(tree)
    rows = described(tree.text(LIST)) if LIST in tree.path_set else {}
    findings = []
    for name, (path, line) in wanted.items():
        if name not in rows:
            findings.append(Finding(path, line, NAME, f"{name} has no line in {LIST}"))
    for name, (line, cells) in rows.items():
        if name not in wanted:
            findings.append(Finding(LIST, line, NAME, f"{name} is not used any more"))
        elif len(cells) < 3 or not all(cells[:3]):
            message = f"{name} needs why, licence and what it replaces"
            findings.append(Finding(LIST, line, NAME, message))
    return findings
