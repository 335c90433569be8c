"""Journeys may be executed: the runner takes those alone, and would pass over the others."""

import os
import re

from check.source import Finding

NAME = "journeys"
JOURNEY = re.compile(r"(?:[^/]+/[^/]+|tests)/journeys/[^/]+\.mjs")


def check(tree):
    return [Finding(path, 1, NAME, "is not executable, so it never runs (chmod +x)")
            for path in tree.paths
            if JOURNEY.fullmatch(path) and not os.access(tree.root / path, os.X_OK)]
