"""Every sentence of the chat, said once with ordinary words, and none of the words PEOPLE.md asks to avoid."""

from __future__ import annotations

import importlib
import inspect
import re
import typing
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from types import ModuleType
from typing import Any

import pytest

from bot.text.marks import plain
from process.entries import Outcome
from tests.support.cast import at

MODULES = (
    "buttons",
    "calendars",
    "deadline_forms",
    "deadlines",
    "help",
    "list_words",
    "med",
    "med_form",
    "med_owed",
    "med_status",
    "messages_words",
    "plan",
    "refusal_words",
    "reminders",
    "words",
)
AVOID = re.compile(
    r"godkend(?!te referat)|skylder|eskaler|\brykke|inden den \d|udsætte|anfægt|\bom (\d+|\w+) dage\b|\(valgfri|i morgen|i overmorgen"
    r"|[\U0001F300-\U0001FAFF\u2600-\u27BF]",
    re.IGNORECASE,
)
HOLES = re.compile(r"None|\{\w*\}|  |\.\.(?!\.)| [.,]|<[a-z_.]+ ")
TEMPLATES = ("DONE", "THINGS", "HAS", "HAPPENED")
SAMPLES: dict[Any, Any] = {
    str: "Råderumsforslag for Skole",
    int: 3,
    bool: True,
    date: date(2024, 3, 18),
    datetime: at("2024-03-18", "09:12"),
    time: time(12),
    Outcome: Outcome.DISCUSSED,
    Sequence[str]: ["R-001", "R-002"],
    Sequence[date]: [date(2024, 3, 13), date(2024, 3, 15)],
    Sequence[tuple[str, int]]: [("Senere", 2)],
    Mapping[str, str]: {"/frist": "dine frister"},
}


def _module(name: str) -> ModuleType:
    return importlib.import_module(f"bot.text.{name}")


def _sentences(module: ModuleType) -> Iterator[tuple[str, str]]:
    for name, thing in vars(module).items():
        if inspect.isfunction(thing) and thing.__module__ == module.__name__ and not name.startswith("_"):
            yield from ((f"{name}()", said) for said in _said(thing))
    yield from ((name, text) for name, thing in vars(module).items() for text in _texts(thing) if name.isupper())


def _said(function: Callable[..., object]) -> Iterator[str]:
    """Once with everything, once without what may be missing."""
    hints = typing.get_type_hints(function)
    names = list(inspect.signature(function).parameters)
    if all(_sample(hints[name]) is not None for name in names):
        full = {name: _sample(hints[name]) for name in names}
        yield str(function(**full))
        yield str(function(**{name: None if type(None) in typing.get_args(hints[name]) else value for name, value in full.items()}))


def _sample(hint: Any) -> Any:
    known = SAMPLES.get(hint)
    if known is not None:
        return known
    return next((SAMPLES[part] for part in typing.get_args(hint) if part in SAMPLES), None)


def _texts(thing: object) -> Iterator[str]:
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, dict):
        yield from (text for value in thing.values() for text in _texts(value))
    elif isinstance(thing, tuple | list):
        yield from (text for value in thing for text in _texts(value))


@pytest.mark.parametrize("name", MODULES)
def test_no_sentence_uses_a_word_to_avoid(name: str) -> None:
    sentences = list(_sentences(_module(name)))
    assert sentences
    assert [(place, hit[0]) for place, text in sentences if (hit := AVOID.search(plain(text)))] == []


@pytest.mark.parametrize("name", MODULES)
def test_no_sentence_has_a_hole_in_it(name: str) -> None:
    found = [(place, text) for place, text in _sentences(_module(name)) if place not in TEMPLATES and HOLES.search(plain(text))]
    assert found == []


def test_the_list_to_avoid_finds_what_it_is_for() -> None:
    for text in ("Du skylder", "senest inden den 18.", "om tre dage", "godkend registreringen", "i morgen"):
        assert AVOID.search(text), text
    assert not AVOID.search("Ved forskel gælder det godkendte referat. Fristen er flyttet.")
