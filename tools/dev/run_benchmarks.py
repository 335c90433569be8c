"""Runs benchmarks bench/<name>/run, prints a table and keeps the figures for comparison.

Each `run` prints JSON lines {"name", "value", "unit", "yardstick", "yardstick_value", "ratio"};
other lines pass through to the log.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

FIELDS = ("name", "value", "unit", "yardstick", "yardstick_value", "ratio")


def figure_of(line):
    """The figure in a line of output, or None when the line is something else."""
    if not line.startswith("{"):
        return None
    try:
        figure = json.loads(line)
    except json.JSONDecodeError:
        return None
    if not {"name", "value", "unit"} <= figure.keys():
        return None
    return {field: figure.get(field) for field in FIELDS}


def run_one(name):
    """Runs one benchmark; returns its figures and its exit code."""
    log = Path("build/log") / f"bench_{name}.log"
    environment = {**os.environ, "DLFP_BUILD": str(Path("build/dev").resolve())}
    figures = []
    with log.open("w") as out:
        with subprocess.Popen([f"bench/{name}/run"], stdout=subprocess.PIPE, stderr=out,
                              stdin=subprocess.DEVNULL, text=True, env=environment) as process:
            for line in process.stdout:
                out.write(line)
                figure = figure_of(line.strip())
                if figure:
                    figures.append(figure)
                    print(row(figure), flush=True)
    code = process.returncode
    if code != 0 or not figures:
        print(f"{name}: exit code {code}, {len(figures)} figures; the end of {log}:")
        print("\n".join("    | " + line for line in log.read_text().splitlines()[-30:]))
    return figures, code if figures else code or 1


def number(value):
    if value is None:
        return ""
    if isinstance(value, (int, float)):
        return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:,.4g}"
    return str(value)


def row(figure):
    ratio = "" if figure["ratio"] is None else f"{figure['ratio']:.2f}"
    yardstick = figure["yardstick"] or ""
    return (f"{figure['name']:<38} {number(figure['value']):>12} {figure['unit']:<12}"
            f" {yardstick:<34} {number(figure['yardstick_value']):>12} {ratio:>6}")


def main(names):
    known = sorted(path.parent.name for path in Path("bench").glob("*/run"))
    unknown = [name for name in names if name not in known]
    if unknown:
        print(f"No benchmark {', '.join(unknown)}; there are: {', '.join(known) or 'none'}.")
        return 2
    Path("build/log").mkdir(parents=True, exist_ok=True)
    print(f"{'benchmark':<38} {'value':>12} {'unit':<12} {'yardstick':<34} {'its value':>12}"
          f" {'ratio':>6}")
    figures, failed = [], []
    for name in names or known:
        found, code = run_one(name)
        figures += found
        if code != 0:
            failed.append(name)
    target = Path("build/bench/latest.json")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(figures, indent=2, ensure_ascii=False) + "\n")
    print(f"{len(figures)} figures in {target}")
    if failed:
        print(f"failed: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
