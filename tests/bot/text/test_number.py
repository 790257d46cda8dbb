"""No sentence counts one thing as several: every function of `bot/text` that takes plain values is
called with 1 for each number, and with one word in each list.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import types
import typing
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta

import pytest

import bot.text

DAY = date(2024, 3, 18)
VALUES: dict[object, object] = {
    int: 1,
    float: 1.0,
    bool: True,
    str: "Xx",
    date: DAY,
    datetime: datetime(2024, 3, 18, 9, tzinfo=UTC),
    time: time(9),
    timedelta: timedelta(days=1),
}
SEVERAL = (
    *("dage", "arbejdsdage", "uger", "måneder", "timer", "minutter", "sekunder", "gange"),
    *("poster", "parter", "personer", "beskeder", "frister", "datoer", "mødedatoer", "møder"),
    *("milepæle", "organer", "filer", "rækker", "linjer", "adresser", "pladser", "kilder"),
    *("bemærkninger", "advarsler", "drøftelser", "opgaver", "ændringer", "høringssvarene"),
)


def value_of(kind: object) -> object:
    """One plain value of a kind; KeyError where it has none."""
    if typing.get_origin(kind) in (types.UnionType, typing.Union):
        return value_of(next(one for one in typing.get_args(kind) if one is not type(None)))
    if typing.get_origin(kind) in (tuple, list, Sequence, Iterable, Collection):
        return (value_of(typing.get_args(kind)[0]),)
    if typing.get_origin(kind) is Mapping:
        return {}
    return VALUES[kind]


def sentences() -> Iterator[tuple[str, str]]:
    """Each function that can be called so, and what it says."""
    for found in pkgutil.iter_modules(bot.text.__path__):
        module = importlib.import_module(f"bot.text.{found.name}")
        for name, say in vars(module).items():
            if not inspect.isfunction(say) or say.__module__ != module.__name__:
                continue
            hints = typing.get_type_hints(say)
            hints.pop("return", None)
            try:
                said = inspect.signature(say).bind_partial()
                said.arguments.update({key: value_of(kind) for key, kind in hints.items()})
                told = say(*said.args, **said.kwargs)
            except (KeyError, ValueError, TypeError, IndexError, AttributeError):
                continue
            words = told if isinstance(told, str) else " ".join(map(str, told or ()))
            yield f"{found.name}.{name}", words


SAID = dict(sentences())


def test_most_of_the_house_can_be_asked() -> None:
    assert len(SAID) > 400


@pytest.mark.parametrize("name", SAID)
def test_one_thing_is_not_counted_as_several(name: str) -> None:
    words = f" {SAID[name]} "
    assert not [f"1 {one}" for one in SEVERAL if f" 1 {one}" in words]
    assert "“”" not in words and "fra fra" not in words
