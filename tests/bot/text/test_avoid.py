"""Every sentence of the chat, said once with ordinary words, and none of the
words to avoid (rules W1).
"""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import bot.messages
import bot.text
from bot.text import operations, simulation
from bot.text.marks import plain
from process.ledger.facts import Outcome
from process.ledger.history import RecordState
from process.reminders.notices import Notice, NoticeKind
from tests.support.cast import at

MODULES = tuple(sorted(found.name for found in pkgutil.walk_packages(bot.text.__path__)))
"""Every module there is: a new one is held to the same from its first day."""
PRESENTERS = tuple(sorted(found.name for found in pkgutil.walk_packages(bot.messages.__path__)))
"""They put the sentences together; the few words of their own are read from their source."""
ON_ITS_DAY = {"calendar": ("✓", "I morgen", "Om 3 dage")}
"""A calendar's own: its mark for what is done, and an entry that stands on the day it counts
from.
"""
AVOID = re.compile(
    r"godkend(?!te referat)|skylder|eskaler|\brykke|inden den \d|udsætte|anfægt|\bom (\d+|\w+) "
    r"dage\b|\(valgfri|i morgen|i overmorgen"
    r"|[\U0001F300-\U0001FAFF\u2600-\u27BF]",
    re.IGNORECASE,
)
HOLES = re.compile(r"None|\{\w*\}|  |\.\.(?!\.)| [.,](?!ics|env)|<[a-z_.]+ ")
TEMPLATES = (
    *("DONE", "THINGS", "HAS", "HAPPENED", "SENTENCES", "WHY"),
    *("WHY_IT_CAME", "WHY_IT_COMES"),
)
COLUMNS = (
    "operations.mark",
    *(f"simulation.{name}" for name in ("table", "message_line", "notice_line")),
)
"""Padded on purpose."""
OWN: dict[str, dict[str, Any]] = {
    "calendar.feed_about": {"kind": "omraade"},
    "med.corrected_before": {"changed": ["held_on", "proposals"]},
    "checks.level_never_asked": {"level": "area"},
    "grammar.writer_here": {"seat": "chair:lmu"},
    "med.own_answer_stands": {"act": "confirm"},
    "cli.ledger_broken": {"why": next(iter(operations.BROKEN))},
    "simulation.table": {"rows": [list(simulation.HEADINGS)]},
}
"""Arguments that are keys or rows, not words."""
SAMPLES: dict[Any, Any] = {
    str: "Råderumsforslag for Skole",
    int: 3,
    bool: True,
    date: date(2024, 3, 18),
    datetime: at("2024-03-18", "09:12"),
    time: time(12),
    Outcome: Outcome.DISCUSSED,
    RecordState: RecordState.CONFIRMED,
    Sequence[str]: ["R-001", "R-002"],
    Sequence[int]: [0, 2],
    Sequence[date]: [date(2024, 3, 13), date(2024, 3, 15)],
    Sequence[tuple[str, int]]: [("Senere", 2)],
    tuple[str, date] | None: ("Børne- og Ungdomsudvalget", date(2024, 5, 2)),
    Sequence[tuple[str, date]]: [("R-001", date(2024, 3, 13))],
    Mapping[str, str]: {"/frist": "dine frister"},
    Notice: Notice(
        key="k",
        process="r24",
        kind=NoticeKind.REMINDER,
        person="p-1",
        due=at("2024-03-13", "08:00"),
        because="before:3",
    ),
}


def _module(name: str) -> ModuleType:
    return importlib.import_module(f"bot.text.{name}")


def _sentences(module: ModuleType) -> Iterator[tuple[str, str]]:
    for name, thing in vars(module).items():
        if (
            inspect.isfunction(thing)
            and thing.__module__ == module.__name__
            and not name.startswith("_")
        ):
            yield from ((f"{name}()", said) for said in _said(thing))
    yield from (
        (name, text)
        for name, thing in vars(module).items()
        for text in _texts(thing)
        if name.isupper()
    )


def _said(function: Callable[..., object]) -> Iterator[str]:
    """Once with everything, once without what may be missing."""
    hints = typing.get_type_hints(function)
    names = list(inspect.signature(function).parameters)
    own = OWN.get(f"{function.__module__.rpartition('.')[2]}.{function.__name__}", {})
    full = {name: own.get(name, _sample(hints[name])) for name in names}
    if None not in full.values():
        yield str(function(**full))
        yield str(
            function(
                **{
                    name: None if type(None) in typing.get_args(hints[name]) else value
                    for name, value in full.items()
                }
            )
        )


def _sample(hint: Any) -> Any:
    known = SAMPLES.get(hint)
    if known is not None:
        return known
    parts = [_sample(part) for part in typing.get_args(hint) if part is not Ellipsis]
    match typing.get_origin(hint):
        case origin if origin is tuple and Ellipsis not in typing.get_args(hint):
            return None if None in parts else tuple(parts)
        case origin if origin in (tuple, list, Iterable, Sequence):
            return None if None in parts else parts * 2
    return next((part for part in parts if part is not None), None)


def _texts(thing: object) -> Iterator[str]:
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, dict):
        yield from (text for value in thing.values() for text in _texts(value))
    elif isinstance(thing, tuple | list):
        yield from (text for value in thing for text in _texts(value))


def _written(module: ModuleType) -> Iterator[tuple[str, str]]:
    """Every text in the module's source, said or not: also what only a private
    function or a rare branch says.
    """
    tree = ast.parse(inspect.getsource(module))
    notes = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in notes:
            yield f"line {node.lineno}", node.value


def _to_avoid(name: str, found: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    hits = [(place, hit[0]) for place, text in found if (hit := AVOID.search(plain(text)))]
    return [(place, hit) for place, hit in hits if hit not in ON_ITS_DAY.get(name, ())]


@pytest.mark.parametrize("name", MODULES)
def test_no_sentence_uses_a_word_to_avoid(name: str) -> None:
    module = _module(name)
    sentences = list(_sentences(module))
    assert sentences
    assert _to_avoid(name, sentences) == []
    assert _to_avoid(name, _written(module)) == []


@pytest.mark.parametrize("name", PRESENTERS)
def test_no_presenter_uses_a_word_to_avoid(name: str) -> None:
    assert _to_avoid(name, _written(importlib.import_module(f"bot.messages.{name}"))) == []


@pytest.mark.parametrize("name", MODULES)
def test_no_sentence_has_a_hole_in_it(name: str) -> None:
    spoken = [(place, text) for place, text in _sentences(_module(name)) if place not in TEMPLATES]
    found = [
        (place, text)
        for place, text in spoken
        if f"{name}.{place.removesuffix('()')}" not in COLUMNS and HOLES.search(plain(text))
    ]
    assert found == []


def test_every_module_of_words_is_held() -> None:
    here = Path(bot.text.__file__).parent
    assert set(MODULES) == {path.stem for path in here.rglob("*.py")} - {"__init__"}


def test_the_list_to_avoid_finds_what_it_is_for() -> None:
    for text in (
        "Du skylder",
        "senest inden den 18.",
        "om tre dage",
        "godkend registreringen",
        "i morgen",
    ):
        assert AVOID.search(text), text
    assert not AVOID.search("Ved forskel gælder det godkendte referat. Fristen er flyttet.")
