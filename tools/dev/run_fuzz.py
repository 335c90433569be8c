"""Runs the fuzz targets two at a time and prints what they did; `ok` and `not ok` begin a line."""

import argparse
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

PROGRAMS = Path("build/asan/bin")
SEEDS = Path("tests/fuzz/corpus")
DICTIONARIES = Path("tests/fuzz/dictionaries")
WORK = Path("build/fuzz")
AT_A_TIME = 2
INPUT_BYTES_MAX = 4096
INPUT_SECONDS_MAX = 10
MEGABYTES_MAX = 2048
EXECUTED = re.compile(r"^stat::number_of_executed_units:\s+(\d+)", re.MULTILINE)
EDGES = re.compile(r"\bcov: (\d+)")
KEPT = re.compile(r"\bcorp: (\d+)")


def targets():
    """Names with their seeds: a target is a source <name>_fuzz.cpp with seeds in a folder of its
    name, those of modules beside it."""
    found = {path.name: path for path in SEEDS.iterdir()}
    for source in Path(".").glob("*/*/fuzz/*_fuzz.cpp"):
        name = source.name.removesuffix("_fuzz.cpp")
        found[name] = source.with_name(name)
    return dict(sorted(found.items()))


def command_of(name, seeds, seconds):
    corpus, found = WORK / "corpus" / name, WORK / "found"
    for folder in (corpus, found):
        folder.mkdir(parents=True, exist_ok=True)
    command = [PROGRAMS / f"fuzz_{name}", f"-max_total_time={seconds}",
               f"-max_len={INPUT_BYTES_MAX}", f"-timeout={INPUT_SECONDS_MAX}",
               f"-rss_limit_mb={MEGABYTES_MAX}", "-print_final_stats=1",
               f"-artifact_prefix={found}/{name}-"]
    dictionary = DICTIONARIES / f"{name}.dict"
    return command + ([f"-dict={dictionary}"] if dictionary.exists() else []) + [
        corpus, seeds]


def last_number(pattern, text):
    numbers = pattern.findall(text)
    return int(numbers[-1]) if numbers else 0


def fuzz(name, seeds, seconds):
    """(line of the report, whether nothing was found)."""
    done = subprocess.run(command_of(name, seeds, seconds), stdin=subprocess.DEVNULL, text=True,
                          errors="replace", stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    (WORK / f"{name}.log").write_text(done.stdout)
    executed = last_number(EXECUTED, done.stdout)
    # A target that stops before it has fuzzed anything proves nothing.
    is_good = done.returncode == 0 and executed > 0
    line = (f"{'ok' if is_good else 'not ok'} {name:<16} {executed:>10} executions"
            f" {executed // max(seconds, 1):>8}/s {last_number(EDGES, done.stdout):>6} edges"
            f" {last_number(KEPT, done.stdout):>5} inputs kept")
    if not is_good:
        line += "\n" + "\n".join("    | " + one for one in done.stdout.splitlines()[-30:])
    return line, is_good


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--seconds", type=int, default=60)
    options = parser.parse_args()
    known = targets()
    if unknown := set(options.names) - set(known):
        print(f"no target {', '.join(sorted(unknown))}; there are {', '.join(known)}",
              file=sys.stderr)
        return 2
    chosen = options.names or list(known)
    WORK.mkdir(parents=True, exist_ok=True)
    found = 0
    with ThreadPoolExecutor(max_workers=AT_A_TIME) as pool:
        for line, is_good in pool.map(lambda name: fuzz(name, known[name], options.seconds),
                                      chosen):
            print(line, flush=True)
            found += not is_good
    print(f"{len(chosen)} targets, {options.seconds} s each: {found} found something")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
