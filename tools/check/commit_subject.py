"""Commit subjects read `module: what changes`, imperative; also the program behind the hook.

As a hook: python3 tools/check/commit_subject.py FILE, see tools/hooks/commit-msg.
"""

import re
import subprocess
import sys

NAME = "commit_subject"
LENGTH_MAX = 72
RECENT = 40
FORM = re.compile(r"^[a-z0-9][a-z0-9_,/. -]*: \S")
NOT_IMPERATIVE = re.compile(
    r"^(?:add|chang|fix|remov|updat|mov|renam|creat|implement|introduc|us|mak|writ|refactor|allow"
    r"|support|handl|improv)(?:s|es|ed|d|ing)$")
EMPTY_WORDS = {"fix", "wip", "fixes", "stuff", "update", "changes", "cleanup", "misc"}


def subject_problems(subject):
    """What is wrong with a commit's first line."""
    problems = []
    if len(subject) > LENGTH_MAX:
        problems.append(f"{len(subject)} characters, {LENGTH_MAX} are allowed")
    if not FORM.match(subject):
        return problems + ["does not read `module: what changes`"]
    words = subject.split(": ", 1)[1].split()
    if NOT_IMPERATIVE.match(words[0].lower()):
        problems.append(f"“{words[0]}” is not imperative (“add”, not “added”)")
    if len(words) == 1 and words[0].lower() in EMPTY_WORDS:
        problems.append("does not say what changes")
    if subject.endswith("."):
        problems.append("ends with a full stop")
    return problems


def check(tree):
    from check.source import Finding
    if not (tree.root / ".git").exists():
        return []
    log = subprocess.run(["git", "-C", str(tree.root), "log", "--no-merges", f"-{RECENT}",
                          "--format=%h %s"], capture_output=True, text=True)
    findings = []
    for line in log.stdout.splitlines():
        commit, subject = line.split(" ", 1)
        findings += [Finding(commit, 1, NAME, f"“{subject}”: {problem}")
                     for problem in subject_problems(subject)]
    return findings


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as message:
        found = subject_problems(message.readline().rstrip("\n"))
    for one in found:
        print(f"commit subject: {one}", file=sys.stderr)
    sys.exit(1 if found else 0)
