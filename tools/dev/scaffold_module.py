"""Writes a new module from the scaffold: one endpoint for customers, one for staff, a table, tests
and a page in each client. Nothing outside the folder changes, except that a core module gets its
own line in tools/layers.txt."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

FOLDERS = {"scenario": "scenarios", "service": "services", "core": "core"}
FORMATTER = "clang-format-19"
SCAFFOLD = Path(__file__).resolve().parent.parent / "scaffolds"
ORDERS = {"core": "190", "services": "290", "scenarios": "390"}


def problem_of(kind, name, root):
    """Why there can be no such module, or None."""
    if kind not in FOLDERS:
        return f"a module is a {', '.join(FOLDERS)}; not “{kind}”"
    if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", name) or len(name) > 24:
        return f"“{name}” is no module name: a singular noun in snake_case, 24 letters at most"
    for folder in FOLDERS.values():
        if (root / folder / name).exists():
            return f"{folder}/{name} exists"
    return None


def filled(text, folder, name):
    """The template's text for this module."""
    words = {"@name@": name, "@module@": f"{folder}/{name}", "@order@": ORDERS[folder],
             "@is_scenario@": "true" if folder == "scenarios" else "false",
             "@Name@": "".join(part.capitalize() for part in name.split("_"))}
    return re.sub(r"@\w+@", lambda match: words[match.group(0)], text)


def write_module(kind, name, root):
    """Writes the module's folder; returns the paths of its files."""
    folder = FOLDERS[kind]
    written = []
    for template in sorted(SCAFFOLD.rglob("*.template")):
        inner = template.relative_to(SCAFFOLD).with_suffix("")
        target = root / folder / name / filled(str(inner), folder, name)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(filled(template.read_text(encoding="utf-8"), folder, name),
                          encoding="utf-8")
        target.chmod(template.stat().st_mode & 0o777)
        written.append(target)
    return written


def lay_out(paths):
    """The order of includes follows from the module's name, so the formatter has the last word."""
    sources = [str(path) for path in paths if path.suffix in (".h", ".cpp")]
    if shutil.which(FORMATTER):
        subprocess.run([FORMATTER, "-i", "--style=file", *sources], check=True)


def permit(name, root):
    """A core module states what it may include: the platform and who is calling."""
    layers = root / "tools/layers.txt"
    text = layers.read_text()
    line = f"core/{name}: platform core/identity\n"
    layers.write_text(text.replace("\nservices/*:", f"{line}\nservices/*:", 1))


def main(arguments):
    if len(arguments) != 2:
        print("./dev new-module scenario|service|core NAME", file=sys.stderr)
        return 2
    kind, name = arguments
    root = Path.cwd()
    problem = problem_of(kind, name, root)
    if problem:
        print(problem, file=sys.stderr)
        return 2
    written = write_module(kind, name, root)
    lay_out(written)
    if kind == "core":
        permit(name, root)
    for path in written:
        print(path.relative_to(root))
    print(f"\nNext: ninja -C build/dev test_{name} dlfpctl && build/dev/bin/test_{name}\n"
          "then the typed client: build/dev/bin/dlfpctl openapi > web/api-client/openapi.json"
          " && npm --prefix web run generate")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
