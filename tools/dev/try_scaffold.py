"""Proves in a copy of the tree that modules are folders: a scaffolded one builds and passes its
tests while no other file changes, and the server still links without any one scenario.

Prints `ok …` and `not ok …` lines, which the test runner counts.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

COPY = Path("build/scaffold/tree")
NAME = "sample_market"


def tracked_files():
    listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others",
                             "--exclude-standard"], capture_output=True, text=True, check=True)
    return [Path(name) for name in listed.stdout.split("\0") if name and Path(name).is_file()]


def renew_copy():
    """Makes the copy equal to the tree; unchanged files keep their time, so builds are reused."""
    wanted = set(tracked_files())
    for path in wanted:
        target = COPY / path
        if not target.exists() or target.read_bytes() != path.read_bytes():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, target)
    for old in files_of_copy():
        if old not in wanted:
            (COPY / old).unlink()
    modules = COPY / "web/node_modules"
    if Path("web/node_modules").is_dir() and not modules.exists():
        modules.symlink_to(Path("web/node_modules").resolve())


def files_of_copy():
    found = []
    for folder, folders, files in os.walk(COPY):
        folders[:] = [name for name in folders if name not in ("build", "node_modules", "dist")]
        found += [(Path(folder) / name).relative_to(COPY) for name in files]
    return found


def fingerprints():
    return {path: hashlib.sha256((COPY / path).read_bytes()).hexdigest()
            for path in files_of_copy()}


def run(*command):
    """Runs in the copy; what it prints is shown when it fails."""
    done = subprocess.run(command, cwd=COPY, stdin=subprocess.DEVNULL, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode != 0:
        print(f"$ {' '.join(command)}\n{done.stdout[-6000:]}", flush=True)
    return done.returncode == 0


def build(*targets):
    return run("cmake", "--preset", "dev") and run("ninja", "-C", "build/dev", *targets)


def changes_nothing_else():
    before = fingerprints()
    if not run("./dev", "new-module", "scenario", NAME):
        return False
    after = fingerprints()
    own = Path("scenarios") / NAME
    others = [path for path in before.keys() | after.keys()
              if before.get(path) != after.get(path) and own not in path.parents]
    for path in others:
        print(f"changed: {path}")
    return not others and len(after) > len(before)


def client_knows_it():
    """Describes the program anew, as whoever adds an endpoint does; the pages call it typed."""
    described = COPY / "web/api-client/openapi.json"
    if not build("dlfpctl"):
        return False
    done = subprocess.run(["build/dev/bin/dlfpctl", "openapi"], cwd=COPY, capture_output=True,
                          text=True, stdin=subprocess.DEVNULL)
    described.write_text(done.stdout)
    return f"/{NAME}/notes" in done.stdout and run("npm", "--prefix", "web", "run", "generate")


def obeys_the_rules():
    done = subprocess.run(["./dev", "check", "layers", "names", "comments", "sizes", "failures",
                           "sql_place", "format", "docs", "web_layers"], cwd=COPY, text=True,
                          stdin=subprocess.DEVNULL, capture_output=True)
    found = [line for line in done.stdout.splitlines() if line.startswith(f"scenarios/{NAME}/")]
    print("\n".join(found))
    return not found and "comment lines per line" in done.stdout


def links_without(scenario):
    folder = COPY / "scenarios" / scenario
    aside = COPY / "build" / scenario
    folder.rename(aside)
    try:
        return build("dlfpd")
    finally:
        aside.rename(folder)


def trials():
    """(sentence, work) in order; later ones build on the earlier."""
    yield "a new module changes no file outside its folder", changes_nothing_else
    yield "a new module builds", lambda: build(f"test_{NAME}")
    yield "a new module passes its tests", lambda: run(f"build/dev/bin/test_{NAME}")
    yield "a new module obeys every rule of its sources", obeys_the_rules
    if (COPY / "web/node_modules").exists():
        yield "the typed client knows a new module's endpoints", client_knows_it
        yield ("pages of a new module have the right types",
               lambda: run("npm", "--prefix", "web", "run", "check:types"))
        yield ("pages of a new module pass their tests",
               lambda: run("npm", "--prefix", "web", "run", "test", "--", f"scenarios/{NAME}"))
    for scenario in sorted(path.name for path in Path("scenarios").glob("*")):
        yield (f"the server links without scenarios/{scenario}",
               lambda scenario=scenario: links_without(scenario))


def main():
    COPY.mkdir(parents=True, exist_ok=True)
    renew_copy()
    failed = 0
    for sentence, work in trials():
        passed = work()
        failed += not passed
        print(f"{'ok' if passed else 'not ok'} {sentence}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
