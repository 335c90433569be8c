"""Runs the checks: findings first, then a table. Exit code 1 when anything was found."""

import argparse
import json
import sys
import time
from pathlib import Path

from check import (clause_tags, clock, comments, commit_subject, defects, dependencies, docs,
                   failure_list, failures, generated, http_words, journeys, layers, lockfile,
                   machine_paths, names, pricing_vectors, proofs, sizes, sql_place, type_names,
                   web_layers)
from check import format as layout
from check.source import Tree

CHECKS = (layers, sizes, names, type_names, comments, sql_place, clock, http_words, failures,
          failure_list, defects, clause_tags, journeys, dependencies, web_layers, machine_paths,
          lockfile, layout, docs, proofs, pricing_vectors, commit_subject, generated)


def headline(check):
    return check.__doc__.splitlines()[0]


def run(tree, chosen):
    """name → (findings, seconds) of each chosen check."""
    results = {}
    for check in chosen:
        began = time.monotonic()
        findings = check.check(tree)
        results[check.NAME] = (findings, time.monotonic() - began)
    return results


def show(results, chosen, comment_ratio):
    for findings, _ in results.values():
        for finding in findings:
            print(finding)
    print(f"\n{'check':<16} {'seconds':>7} {'found':>6}")
    for check in chosen:
        findings, seconds = results[check.NAME]
        print(f"{check.NAME:<16} {seconds:>7.1f} {len(findings):>6}  {headline(check)}")
    total = sum(len(findings) for findings, _ in results.values())
    print(f"\n{comment_ratio:.2f} comment lines per line of C++ (0.08 to 0.17 is the aim)")
    print(f"{total} findings" if total else "nothing found")
    return total


def main():
    parser = argparse.ArgumentParser(prog="./dev check", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--fix", action="store_true",
                        help="first lay the C++ out again and renew the generated lists")
    parser.add_argument("--report", type=Path, help="write the findings as JSON")
    options = parser.parse_args()
    known = {check.NAME: check for check in CHECKS}
    unknown = [name for name in options.names if name not in known]
    if unknown:
        print(f"no check {', '.join(unknown)}; there are {', '.join(known)}", file=sys.stderr)
        return 2
    chosen = [known[name] for name in options.names] or list(CHECKS)
    tree = Tree(Path.cwd())
    if options.fix:
        layout.fix(tree)
        tree = Tree(Path.cwd())
        failure_list.fix(tree)
        clause_tags.fix(tree)
        pricing_vectors.fix(tree)
        tree = Tree(Path.cwd())
    results = run(tree, chosen)
    total = show(results, chosen, comments.ratio(tree))
    if options.report:
        texts = {name: [str(one) for one in found] for name, (found, _) in results.items()}
        options.report.write_text(json.dumps(texts, indent=2, ensure_ascii=False))
    return 1 if total else 0


if __name__ == "__main__":
    sys.exit(main())
