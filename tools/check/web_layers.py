"""Pages reach the server through the generated client only, and the two clients stay apart."""

import posixpath
import re

from check.source import Finding, is_test_code, module_of

NAME = "web_layers"
CALLS = re.compile(r"(?<![\w.$])(?:window\.|globalThis\.)?fetch\(|\bXMLHttpRequest\b|\baxios\b"
                   r"|new\s+(?:EventSource|WebSocket)\(|navigator\.sendBeacon\(")
IMPORTS = re.compile(r"""(?:from\s+|import\s*\(\s*|import\s+)['"]([^'"]+)['"]""")


def side_of(path):
    """`h5` or `console` when the path lies in a client's or a module's page folder."""
    for part in path.split("/")[:-1] + [posixpath.splitext(path.split("/")[-1])[0]]:
        if part in ("h5", "console"):
            return part
    return None


def target_of(path, imported):
    """The imported path from the root; an alias stays as it is written."""
    if imported.startswith("."):
        return posixpath.normpath(posixpath.join(posixpath.dirname(path), imported))
    return imported.replace("@dlfp/", "web/").lstrip("@/")


def import_problem(path, imported):
    target = target_of(path, imported)
    sides = {side_of(path), side_of(target + "/index") if "." not in target else side_of(target)}
    # web/ui keeps parts of its own for the console; those are shared parts, not pages.
    if sides == {"h5", "console"} and not target.startswith("web/ui/"):
        return f"{side_of(path)} imports from the other client: {imported}"
    own, other = module_of(path), module_of(target)
    if own and other and own != other and ("h5" in target or "console" in target):
        return f"pages of {own} import pages of {other}"
    return None


def check(tree):
    findings = []
    for path in tree.ending(".ts", ".vue"):
        if path.startswith(("web/api-client/", "tests/", "web/tools/")) or is_test_code(path):
            continue
        for number, line in enumerate(tree.text(path).splitlines(), 1):
            bare = re.sub(r"^\s*(?://|\*|<!--).*", "", line)
            if CALLS.search(bare):
                findings.append(Finding(path, number, NAME, "only web/api-client talks to servers"))
            for match in IMPORTS.finditer(bare):
                problem = import_problem(path, match.group(1))
                if problem:
                    findings.append(Finding(path, number, NAME, problem))
    return findings
