"""The committed API description and reference pages are what the program says of itself."""

import subprocess

from check.source import Finding

NAME = "generated"
PROGRAM = "build/dev/bin/dlfpctl"
DESCRIPTION = "web/api-client/openapi.json"
TYPES = "web/api-client/schema.d.ts"
CONFIGURATION = "docs/reference/configuration.md"
FACTORS = "docs/reference/factors.md"
GENERATOR = "web/node_modules/.bin/openapi-typescript"


def output_of(tree, command):
    done = subprocess.run(command, cwd=tree.root, capture_output=True, text=True,
                          stdin=subprocess.DEVNULL, timeout=60)
    return done.stdout if done.returncode == 0 else None


def stale(tree, path, expected, remedy):
    if expected is None:
        return [Finding(path, 1, NAME, f"cannot be generated: {remedy} fails")]
    if path not in tree.path_set:
        return [Finding(path, 1, NAME, f"is missing: {remedy}")]
    if tree.text(path).strip() != expected.strip():
        return [Finding(path, 1, NAME, f"is stale: {remedy}")]
    return []


def check(tree):
    findings = []
    if (tree.root / PROGRAM).exists():
        expected = output_of(tree, [str(tree.root / PROGRAM), "openapi"])
        findings += stale(tree, DESCRIPTION, expected, f"{PROGRAM} openapi > {DESCRIPTION}")
        expected = output_of(tree, [str(tree.root / PROGRAM), "config", "reference"])
        findings += stale(tree, CONFIGURATION, expected,
                          f"{PROGRAM} config reference > {CONFIGURATION}")
        expected = output_of(tree, [str(tree.root / PROGRAM), "factors"])
        findings += stale(tree, FACTORS, expected, f"{PROGRAM} factors > {FACTORS}")
    if (tree.root / GENERATOR).exists() and DESCRIPTION in tree.path_set:
        expected = output_of(tree, [str(tree.root / GENERATOR), DESCRIPTION])
        findings += stale(tree, TYPES, expected, "npm --prefix web run generate")
    return findings
