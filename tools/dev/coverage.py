"""Runs test programs built with coverage and reports what of core they reached.

Reads llvm-cov's JSON export: per module of core the lines, branches and, where the build counted
them, the MC/DC conditions, and the files that miss most. Ends with exit code 1 when the branches of
core are below the limit.
"""

import json
import os
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import started_platform

BUILD = Path("build/coverage")
BRANCH_PERCENT_MIN = 90.0
WORST_FILES = 10
MEASURES = ("lines", "branches", "mcdc")


def module_of(path):
    """The core module of a product source; None for tests and all else."""
    parts = Path(path).parts
    name = parts[-1]
    if "core" not in parts or "testing" in parts or name.endswith("_test.cpp"):
        return None
    at = parts.index("core")
    return "/".join(parts[at:at + 2])


def sums_by_module(files):
    """{module: {measure: [covered, count]}} of llvm-cov's file rows."""
    sums = defaultdict(lambda: {measure: [0, 0] for measure in MEASURES})
    for row in files:
        module = module_of(row["filename"])
        if module is None:
            continue
        for measure in MEASURES:
            part = row["summary"].get(measure, {"covered": 0, "count": 0})
            sums[module][measure][0] += part["covered"]
            sums[module][measure][1] += part["count"]
    return sums


def percent(covered, count):
    return 100.0 * covered / count if count else 100.0


def total(sums, measure):
    return [sum(row[measure][place] for row in sums.values()) for place in (0, 1)]


def table(sums):
    lines = [f"{'module':<16}" + "".join(f"{measure:>22}" for measure in MEASURES)]
    for module, row in [*sorted(sums.items()),
                        ("core", {measure: total(sums, measure) for measure in MEASURES})]:
        cells = (f"{covered:>7} of {count:<5} {percent(covered, count):5.1f} %"
                 for covered, count in (row[measure] for measure in MEASURES))
        lines.append(f"{module:<16}" + "".join(f"{cell:>22}" for cell in cells))
    return "\n".join(lines)


def missed_branches(row):
    part = row["summary"].get("branches", {"covered": 0, "count": 0})
    return part["count"] - part["covered"]


def worst_files(files, count):
    """The product files with most branches that no test takes."""
    own = [row for row in files if module_of(row["filename"]) and missed_branches(row)]
    ordered = sorted(own, key=lambda row: (-missed_branches(row), row["filename"]))[:count]
    return "\n".join(f"{missed_branches(row):>5} branches not taken in"
                     f" {Path(row['filename'])}" for row in ordered)


def run_tests(programs, engine, environment):
    """Each program writes a raw profile for each engine; answers those that failed."""
    failed = []
    for program in programs:
        raw = BUILD / "profiles" / f"{program}_{engine}.profraw"
        with (BUILD / f"{program}_{engine}.log").open("w") as log:
            done = subprocess.run([str(BUILD / "bin" / program)], stdin=subprocess.DEVNULL,
                                  stdout=log, stderr=log,
                                  env={**os.environ, **environment, "LLVM_PROFILE_FILE": str(raw),
                                       "DLFP_TEST_DATABASE": engine})
        if done.returncode != 0:
            print(f"{program} on {engine}: FAILED, see {BUILD / f'{program}_{engine}.log'}")
            failed.append(program)
    return failed


def run_on_both_engines(programs):
    shutil.rmtree(BUILD / "profiles", ignore_errors=True)
    (BUILD / "profiles").mkdir(parents=True)
    failed = run_tests(programs, "sqlite", {})
    with started_platform.private_postgresql() as url:
        return failed + run_tests(programs, "postgresql", {"DLFP_TEST_POSTGRESQL_URL": url})


def export(programs):
    profile = BUILD / "core.profdata"
    raws = sorted(str(path) for path in (BUILD / "profiles").glob("*.profraw"))
    subprocess.run(["llvm-profdata-19", "merge", "-sparse", *raws, "-o", str(profile)], check=True)
    first, *others = [str(BUILD / "bin" / program) for program in programs]
    objects = [first, *(word for other in others for word in ("-object", other))]
    shared = [f"-instr-profile={profile}", *objects]
    with (BUILD / "report.log").open("w") as out:
        subprocess.run(["llvm-cov-19", "show", "-format=html", f"-output-dir={BUILD / 'html'}",
                        "-show-branches=count", "-show-mcdc", *shared], stdout=out, stderr=out,
                       check=True)
    done = subprocess.run(["llvm-cov-19", "export", "-summary-only", *shared], check=True,
                          text=True, capture_output=True)
    return json.loads(done.stdout)["data"][0]["files"]


def main(programs):
    failed = run_on_both_engines(programs)
    files = export(programs)
    sums = sums_by_module(files)
    print(table(sums))
    print(worst_files(files, WORST_FILES))
    branches = percent(*total(sums, "branches"))
    held = branches >= BRANCH_PERCENT_MIN
    print(f"branches of core: {branches:.1f} %, at least {BRANCH_PERCENT_MIN} %:"
          f" {'held' if held else 'NOT HELD'}")
    return 0 if held and not failed else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
