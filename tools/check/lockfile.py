"""npm lock files pin every package by content, from no particular host."""

import json
import posixpath

from check.source import Finding

NAME = "lockfile"


def package_findings(path, lock):
    if lock.get("lockfileVersion") != 3:
        yield Finding(path, 1, NAME, f"lockfileVersion {lock.get('lockfileVersion')}, not 3")
    for name, package in lock.get("packages", {}).items():
        if "node_modules/" not in name or package.get("link") or package.get("inBundle"):
            continue
        if str(package.get("resolved", "")).startswith("http"):
            yield Finding(path, 1, NAME, f"{name} is tied to a host")
        if not package.get("integrity"):
            yield Finding(path, 1, NAME, f"{name} has no integrity")


def locked_folders(tree):
    """Folders with a lock file and the workspaces that it covers."""
    folders = set()
    for path in tree.paths:
        if posixpath.basename(path) == "package-lock.json":
            folder = posixpath.dirname(path)
            packages = json.loads(tree.text(path)).get("packages", {})
            folders |= {posixpath.normpath(posixpath.join(folder, name)) for name in packages}
    return folders


def check(tree):
    findings = []
    locked = locked_folders(tree)
    for path in tree.paths:
        base = posixpath.basename(path)
        if base == "package-lock.json":
            findings += package_findings(path, json.loads(tree.text(path)))
        elif base == "package.json":
            package = json.loads(tree.text(path))
            needs = package.get("dependencies") or package.get("devDependencies")
            if needs and posixpath.normpath(posixpath.dirname(path)) not in locked:
                findings.append(Finding(path, 1, NAME, "no package-lock.json covers it"))
    return findings
