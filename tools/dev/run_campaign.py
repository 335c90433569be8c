"""Runs a campaign in parts and appends what came out to build/campaigns.jsonl."""

import argparse
import contextlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import started_platform

LEDGER = Path("build/campaigns.jsonl")
PART_MAX = {"kills": 200, "seeds": 500, "histories": 20}
COUNT_VARIABLE = {"kills": "DLFP_KILLS", "histories": "DLFP_HISTORIES"}
SCRIPT = {"kills": "tests/crash/kills_test.py",
          "histories": "tests/linearizability/histories_test.py"}
SECONDS_MAX = 3600


def parts_of(count, most):
    """The count in parts of at most `most`."""
    return [most] * (count // most) + ([count % most] if count % most else [])


def bound_of(count, failures):
    """The rule of three: with no failure in `count` runs the rate is below this, at 95 %."""
    return None if failures or not count else 3 / count


def command_of(kind, count, first_seed):
    if kind == "seeds":
        return ["build/dev/bin/simulate", "--seeds", str(count), "--start", str(first_seed)], {}
    return ([sys.executable, "-B", SCRIPT[kind]],
            {COUNT_VARIABLE[kind]: str(count), "DLFP_FIRST_SEED": str(first_seed)})


def run_parts(kind, count, first_seed, environment):
    """How many parts failed, each at its first failure; a part says which seed it was."""
    failed = 0
    for part in parts_of(count, PART_MAX[kind]):
        command, own = command_of(kind, part, first_seed)
        code = subprocess.run(command, stdin=subprocess.DEVNULL, timeout=SECONDS_MAX,
                              env={**os.environ, **environment, **own}).returncode
        failed += code != 0
        first_seed += part
    return failed


def commit():
    done = subprocess.run(["git", "describe", "--always", "--dirty", "--abbrev=12"], text=True,
                          capture_output=True, stdin=subprocess.DEVNULL)
    return done.stdout.strip() or "unknown"


@contextlib.contextmanager
def environment_of(engine):
    if engine == "sqlite":
        yield {"DLFP_TEST_DATABASE": "sqlite"}
        return
    with started_platform.private_postgresql() as url:
        yield {"DLFP_TEST_DATABASE": engine, "DLFP_TEST_POSTGRESQL_URL": url}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=sorted(PART_MAX))
    parser.add_argument("count", type=int)
    parser.add_argument("engine", choices=["sqlite", "postgresql"], nargs="?", default="sqlite")
    options = parser.parse_args()
    first_seed = int(time.time())
    began = time.monotonic()
    with environment_of(options.engine) as environment:
        failed = run_parts(options.kind, options.count, first_seed, environment)
    result = {"at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), "commit": commit(),
              "kind": options.kind, "engine": options.engine,
              "seeds": f"{first_seed} to {first_seed + options.count - 1}",
              "count": options.count, "failures": failed,
              "bound_95": bound_of(options.count, failed),
              "seconds": round(time.monotonic() - began, 1)}
    LEDGER.parent.mkdir(exist_ok=True)
    with LEDGER.open("a") as ledger:
        ledger.write(json.dumps(result) + "\n")
    print(json.dumps(result))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
