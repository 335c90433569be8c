"""The page of the public price vectors is what the file of vectors says."""

import json

from check.source import Finding

NAME = "pricing_vectors"
VECTORS = "core/pricing/vectors/tariffs.json"
PAGE = "docs/reference/pricing-vectors.md"
REMEDY = "is stale: ./dev check --fix pricing_vectors"
HEAD = """# Price vectors

Stays and what they cost under the rate tables of [tariffs.json](../../{vectors}). A, B, C and G are
the tariffs of the domain, P1 to P14 its rows; the other rows show one switch each. “First try” is
what a straightforward implementation answers. Made by `./dev check --fix pricing_vectors`; the
engine's tests hold every row (core/pricing/server/vectors_test.cpp).

| row | table | stay | costs | due | sponsor bears | first try |
|---|---|---|---:|---:|---:|---|
"""


def yuan(fen):
    return f"{fen // 100}.{fen % 100:02}"


def render(tree):
    document = json.loads(tree.text(VECTORS))
    names = {one["code"]: one["table"]["name"] for one in document["tables"]}
    lines = []
    for vector in document["vectors"]:
        costs, due = yuan(vector["total_fen"]), yuan(vector["due_fen"])
        if vector["failure"]:
            costs, due = f"`{vector['failure']}`", ""
        sponsor = yuan(vector["sponsor_fen"]) if vector["stay"]["coupons"] else ""
        lines.append(f"| {vector['row']} | {names[vector['table']]} | {vector['title']} | {costs}"
                     f" | {due} | {sponsor} | {vector['naive']} |")
    return HEAD.format(vectors=VECTORS) + "\n".join(lines) + "\n"


def fix(tree):
    if VECTORS not in tree.path_set:
        return
    (tree.root / PAGE).write_text(render(tree), encoding="utf-8")


def check(tree):
    if VECTORS not in tree.path_set:
        return []
    if PAGE not in tree.path_set or tree.text(PAGE) != render(tree):
        return [Finding(PAGE, 1, NAME, REMEDY)]
    return []
