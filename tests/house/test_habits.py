"""What our source does and does not do: language, clock, borders."""

from __future__ import annotations

import ast
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

from bench.house import PRODUCT, Module, hidden_imports, modules
from tests.house.files import place, sources

DANISH_IS_AT_HOME = (
    "bench/timetables.py",
    "bot/text/",
    "config/plans/",
    "config/vocabulary.py",
    "process/dates/danish",
    "sandbox/page/",
)
READS_THE_CLOCK = {
    "app/clock.py": "the one reader",
    "sandbox/__main__.py": "the stand-in is a program of its own, with its own clock",
}
CLOCKS = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("time", "time"),
    ("time", "time_ns"),
}

# A border catches everything once, at the edge of a thread or a request, and answers or writes it
# down. File: why there.
BORDERS: dict[str, str] = {
    "app/commands/main.py": "the command line: one sentence, never a traceback",
    "bot/mail/returned.py": "mail from anybody: one nobody can read may not hide the others",
    "jobs/schedule.py": "a chore: it is told, and tried again; the others go on",
    "jobs/delivery.py": "one message: it is put aside with its reason; the others go on",
    "bot/slack/listeners.py": (
        "Slack: a click is never silently ignored; the log has the fault under the number the "
        "person is told"
    ),
    "bot/web/feeds.py": (
        "calendars: on any fault the last good bytes are served, since an error empties real "
        "calendars"
    ),
}

# Heavy libraries may wait until the one command that needs them, and the reason stands behind the
# linter's mark.
MAY_IMPORT_LATE = "app/commands/"
REASON = re.compile(r"# noqa: PLC0415 +\w+")


def test_danish_letters_stand_only_where_danish_is_written() -> None:
    found = [
        line
        for path in sources()
        if not place(path).startswith(DANISH_IS_AT_HOME)
        for line in _danish(path)
    ]
    assert found == []


def test_only_the_clock_reads_the_clock() -> None:
    found = [
        module.place
        for module in _product()
        for node in ast.walk(module.tree)
        if _asks_the_time(node)
    ]
    assert sorted(set(found) - set(READS_THE_CLOCK)) == []


def test_everything_is_caught_only_at_the_borders() -> None:
    found = {
        module.place
        for module in _product()
        if any(_catches_all(node) for node in ast.walk(module.tree))
    }
    assert sorted(found) == sorted(BORDERS)


def test_imports_stand_at_the_head_of_the_file() -> None:
    found = [(module.place, line) for module in _product() for line in _late(module)]
    assert [
        (name, line)
        for name, line in found
        if not (name.startswith(MAY_IMPORT_LATE) and REASON.search(line))
    ] == []


def _product() -> list[Module]:
    return modules(*PRODUCT)


def _late(module: Module) -> list[str]:
    lines = module.path.read_text(encoding="utf-8").splitlines()
    return [lines[statement.lineno - 1].strip() for statement in hidden_imports(module)]


def _danish(path: Path) -> Iterator[str]:
    """Strings and comments, and names as well: Python would allow them."""
    with tokenize.open(path) as file:
        for token in tokenize.generate_tokens(file.readline):
            if re.search("[æøåÆØÅ]", token.string):
                yield f"{place(path)}:{token.start[0]}: {token.string.strip()[:60]}"


def _asks_the_time(node: ast.AST) -> bool:
    if not isinstance(node, ast.Attribute):
        return False
    owner = node.value
    name = (
        owner.attr
        if isinstance(owner, ast.Attribute)
        else owner.id
        if isinstance(owner, ast.Name)
        else ""
    )
    return (name, node.attr) in CLOCKS


def _catches_all(node: ast.AST) -> bool:
    if not isinstance(node, ast.ExceptHandler):
        return False
    caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
    return any(
        kind is None or (isinstance(kind, ast.Name) and kind.id in {"Exception", "BaseException"})
        for kind in caught
    )
