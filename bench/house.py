"""The sizes of our rooms beside those of the code we take as a model, and what is worth a look: a
compass, not a gate. A module has no length limit; it has one concept, in the field's word.

Run it with `make house`; tests/house holds the few hard limits. Reads the source only, imports
nothing of ours.
"""

from __future__ import annotations

import ast
import statistics
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("app", "bot", "config", "jobs", "process", "storage", "sandbox", "bench", "tests")
PRODUCT = ROOMS[:-2]
HEADINGS = (
    "",
    "modules med/p90/max",
    "functions med/p90/p99/max",
    "returns typed",
    "cycles",
    "hidden imports",
)

# Measured in the same way on public snapshots of 2025-2026, application code only.
MODELS = (
    ("healthchecks", "42 / 158 / 1584", "8 / 32 / 73 / 181", "98 %", "0", "16"),
    ("its integrations/", "35 / 101 / 189", "14 / 39 / 60 / 96", "98 %", "0", "2"),
    ("procrastinate", "130 / 419 / 1042", "8 / 32 / 76 / 126", "72 %", "1", "8"),
    ("starlette", "139 / 548 / 876", "5 / 27 / 60 / 149", "97 %", "0", "0"),
    ("icalendar", "153 / 508 / 3119", "8 / 32 / 96 / 129", "78 %", "0", "30"),
    ("its prop/", "141 / 248 / 310", "6 / 21 / 38 / 87", "84 %", "0", "-"),
    ("cosmicpython", "41 / 90 / 120", "4 / 11 / 19 / 31", "16 %", "0", "0"),
    ("datasette", "155 / 978 / 3314", "9 / 49 / 216 / 492", "15 %", "0", "29"),
    ("attrs", "89 / 678 / 3462", "12 / 55 / 262 / 405", "13 %", "0", "1"),
    ("dispatch", "70 / 323 / 3299", "11 / 48 / 125 / 281", "42 %", "5", "73"),
    ("incidentbot", "144 / 656 / 2194", "14 / 71 / 186 / 305", "63 %", "1", "66"),
)
AIM = ("our aim", "one concept each", "<=8 / <=20 / - / look > 60", "100 %", "0", "0")
LONGEST = 10
SMALL_MODULE = 40
LONG_FUNCTION = 60


Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, kw_only=True)
class Module:
    path: Path
    name: str  # dotted, as it is imported
    lines: int
    tree: ast.Module

    @property
    def place(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    def functions(self) -> list[Function]:
        return [node for node in ast.walk(self.tree) if isinstance(node, Function)]


def modules(*rooms: str) -> list[Module]:
    return [read(path) for room in rooms for path in sorted((ROOT / room).rglob("*.py"))]


def read(path: Path) -> Module:
    text = path.read_text(encoding="utf-8")
    parts = path.relative_to(ROOT).with_suffix("").parts
    name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    return Module(path=path, name=name, lines=text.count("\n"), tree=ast.parse(text, str(path)))


def length(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def hidden_imports(module: Module) -> list[ast.stmt]:
    """Imports inside functions: a dependency that the head of the file does not tell."""
    inside = (node for function in module.functions() for node in ast.walk(function))
    return list(
        {
            node.lineno: node for node in inside if isinstance(node, ast.Import | ast.ImportFrom)
        }.values()
    )


def imports(module: Module, known: frozenset[str]) -> Iterator[str]:
    """Which of our own modules this one names."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom) and node.module:
            deeper = (f"{node.module}.{alias.name}" for alias in node.names)
            yield from (
                name if name in known else node.module
                for name in deeper
                if name in known or node.module in known
            )


def cycles(found: Iterable[Module]) -> list[list[str]]:
    """Groups of modules that can each reach the others, longest first."""
    found = list(found)
    known = frozenset(module.name for module in found)
    graph = {module.name: frozenset(imports(module, known)) - {module.name} for module in found}
    reach = {name: reachable(name, graph) for name in graph}
    groups = {
        frozenset(other for other in reach[name] if name in reach[other])
        for name in graph
        if name in reach[name]
    }
    return sorted((sorted(group) for group in groups), key=len, reverse=True)


def reachable(start: str, graph: dict[str, frozenset[str]]) -> set[str]:
    seen: set[str] = set()
    ahead = list(graph[start])
    while ahead:
        name = ahead.pop()
        if name not in seen:
            seen.add(name)
            ahead.extend(graph[name])
    return seen


def spread(sizes: list[int], *percents: int) -> str:
    """Median, the asked percentiles and the largest."""
    if not sizes:
        return "-"
    ordered = sorted(sizes)
    at = [ordered[min(len(ordered) - 1, len(ordered) * percent // 100)] for percent in percents]
    return " / ".join(str(round(size)) for size in (statistics.median(ordered), *at, ordered[-1]))


def row(name: str, found: list[Module]) -> tuple[str, ...]:
    functions = [function for module in found for function in module.functions()]
    typed = sum(function.returns is not None for function in functions)
    return (
        f"{name} ({len(found)})",
        spread([module.lines for module in found if module.lines], 90),
        spread([length(function) for function in functions], 90, 99),
        f"{typed * 100 // len(functions)} %" if functions else "-",
        str(len(cycles(found))),
        str(sum(len(hidden_imports(module)) for module in found)),
    )


def table(rows: Iterable[tuple[str, ...]]) -> str:
    rows = list(rows)
    widths = [max(len(line[column]) for line in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in rows
    )


def longest(found: list[Module]) -> Iterator[str]:
    """The longest modules."""
    for module in sorted(found, key=lambda module: -module.lines)[:LONGEST]:
        yield f"{module.lines:5} lines  {module.place}"


def small_with_one_importer(found: list[Module]) -> Iterator[str]:
    """Small modules that only one other reads: perhaps a part of it."""
    known = frozenset(module.name for module in found)
    readers: dict[str, set[str]] = {name: set() for name in known}
    for module in found:
        for name in set(imports(module, known)) - {module.name}:
            readers[name].add(module.place)
    for module in found:
        if module.lines < SMALL_MODULE and len(readers[module.name]) == 1:
            yield f"{module.lines:5} lines  {module.place} < {min(readers[module.name])}"


def long_functions(found: list[Module]) -> Iterator[str]:
    """Functions that are worth a second look."""
    sizes = (
        (length(function), f"{module.place}:{function.lineno} {function.name}")
        for module in found
        for function in module.functions()
    )
    for size, place in sorted(sizes, reverse=True):
        if size > LONG_FUNCTION:
            yield f"{size:5} lines  {place}"


def names(found: list[Module]) -> Iterator[str]:
    """What a stranger reads first: each folder with the names in it."""
    folders: dict[str, list[str]] = {}
    for module in found:
        folders.setdefault(module.path.parent.relative_to(ROOT).as_posix(), []).append(
            module.path.stem
        )
    for folder, stems in sorted(folders.items()):
        here = " ".join(stem for stem in stems if not stem.startswith("__"))
        yield textwrap.fill(f"{folder}/  {here}", 100, subsequent_indent=" " * 4)


def main() -> None:
    found = modules(*PRODUCT)
    ours = [row(room, modules(room)) for room in ROOMS if (ROOT / room).is_dir()]
    blank = ("",) * len(HEADINGS)
    print(table([HEADINGS, *ours, row("the product", found), AIM, blank, *MODELS]))
    own = [m.lines for m in found if m.path.stem[:2] != "__" and "migrations" not in m.path.parts]
    print(
        f"\n{len(own)} modules without packages' faces and migrations; lines med/p90/max:", end=" "
    )
    print(spread(own, 90))
    for title, lines in (
        (f"The {LONGEST} longest modules:", longest(found)),
        (f"Under {SMALL_MODULE} lines with one importer:", small_with_one_importer(found)),
        (f"Functions above {LONG_FUNCTION} lines:", long_functions(found)),
        ("Import cycles:", (" -> ".join(group) for group in cycles(found))),
        ("The names in each folder:", names(found)),
    ):
        print("", title, *(list(lines) or ["    none"]), sep="\n")


if __name__ == "__main__":
    main()
