"""Holds the include graph to tools/layers.txt: edges, loops, permissions, private folders."""

from dataclasses import dataclass

from check.source import CPP, Finding, is_test_code, module_of

NAME = "layers"
LIST = "tools/layers.txt"


@dataclass
class Rule:
    """One line of the list: which targets a module may include."""

    line: int
    allowed: list


class Layers:
    """The allow-list, by module or by kind (`scenarios/*`)."""

    def __init__(self, text):
        self.rules = {}
        self.is_strict = False
        for number, line in enumerate(text.splitlines(), 1):
            line = line.split("#")[0].strip()
            if line in ("strict on", "strict off"):
                self.is_strict = line == "strict on"
            elif ":" in line:
                subjects, allowed = line.split(":", 1)
                for subject in subjects.split():
                    self.rules[subject] = Rule(number, allowed.split())

    def key_of(self, module):
        """The line that speaks of the module: its own, else its kind's, else None."""
        for key in (module, module.split("/")[0] + "/*"):
            if key in self.rules:
                return key
        return None

    @staticmethod
    def covers(entry, target):
        return entry in ("*", target, target.split("/")[0], target.split("/")[0] + "/*")

    def permits(self, module, target):
        key = self.key_of(module)
        return key is not None and any(self.covers(entry, target)
                                       for entry in self.rules[key].allowed)


def edges_of(tree):
    """(path, line, module or None, included path) for every include in quotes."""
    for path in tree.ending(*CPP):
        for line, included in tree.cpp(path).includes():
            yield path, line, module_of(path), included


def private_to(included):
    """The module that owns an internal/ folder in the path, or None."""
    return module_of(included) if "internal" in included.split("/")[:-1] else None


def edge_problem(layers, path, module, included):
    """Why this include is not allowed, or None."""
    target = module_of(included)
    owner = private_to(included)
    if owner and owner != module:
        return f"{included} is internal to {owner}"
    if module and not is_test_code(path) and is_test_code(included):
        return f"product code includes test code {included}"
    if not module or not target or target == module or is_test_code(included):
        return None
    if module.startswith("scenarios/") and target.startswith("scenarios/"):
        return f"one scenario includes another: {included}"
    if layers.key_of(module) is None:
        return f"{module} has no line in {LIST}"
    if not layers.permits(module, target):
        return f"{module} may not include {target} ({included})"
    return None


def unresolved(tree, included):
    """An include in quotes must name a file from the root; generated ones say so."""
    return included not in tree.path_set and "generated" not in included


def loops(graph):
    """Each loop once, as the list of modules in it."""
    found, done = [], set()

    def visit(module, trail):
        if module in trail:
            found.append(trail[trail.index(module):] + [module])
            return
        if module in done:
            return
        for target in sorted(graph.get(module, ())):
            visit(target, trail + [module])
        done.add(module)

    for module in sorted(graph):
        visit(module, [])
    return found


def unused_permissions(layers, graph, modules):
    """Permissions of existing modules that no include needs."""
    for key, rule in layers.rules.items():
        members = [module for module in modules if layers.key_of(module) == key]
        if not members or rule.allowed == ["*"]:
            continue
        used = set().union(*(graph.get(module, set()) for module in members))
        for entry in rule.allowed:
            if not any(layers.covers(entry, target) for target in used):
                yield rule.line, f"{key} never uses its permission for {entry}"


def check(tree):
    if LIST not in tree.path_set:
        return [Finding(LIST, 1, NAME, "the list of layers is missing")]
    layers = Layers(tree.text(LIST))
    findings, graph, where = [], {}, {}
    for path, line, module, included in edges_of(tree):
        if unresolved(tree, included):
            message = f"{included} is no file of the tree; include paths start at its root"
            findings.append(Finding(path, line, NAME, message))
        problem = edge_problem(layers, path, module, included)
        if problem:
            findings.append(Finding(path, line, NAME, problem))
        target = module_of(included)
        if module and target and target != module and not is_test_code(path):
            graph.setdefault(module, set()).add(target)
            where.setdefault((module, target), (path, line))
    for loop in loops(graph):
        path, line = where[(loop[0], loop[1])]
        findings.append(Finding(path, line, NAME, "loop: " + " → ".join(loop)))
    if layers.is_strict:
        modules = sorted({module_of(path) for path in tree.ending(*CPP)} - {None})
        for line, message in unused_permissions(layers, graph, modules):
            findings.append(Finding(LIST, line, NAME, message))
    return findings
