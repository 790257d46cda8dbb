"""Frozen values to canonical JSON and back, by their type hints alone. What the
ledger hashes is written here.

Every field is written, defaults included, so that a later default cannot rewrite history; a
field the stored text lacks takes its default when read. A value of a union is tagged with the
name of its class under "is".
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, date, datetime, time
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

Json = dict[str, "Json"] | list["Json"] | str | int | bool | None


class Words(str):
    """What somebody typed, whose place in the ledger is taken by what proves it: `stands` is what
    is written there. Where it comes from the ledger alone it is empty.
    """

    stands: Json

    def __new__(cls, content: str, stands: Json) -> Words:
        """The words and what stands for them."""
        words = super().__new__(cls, content)
        words.stands = stands
        return words

    def __reduce__(self) -> tuple[type[Words], tuple[str, Json]]:
        """So that a copy is one of these too."""
        return Words, (str(self), self.stands)


def canonical(value: Json) -> str:
    """The one spelling of a JSON value: sorted keys, no spaces, UTF-8 letters as they are."""
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )


def encode(value: object) -> Json:
    """A value as JSON; instants as UTC, days as ISO. Raises TypeError for what has no place in a
    ledger (floats, naive instants).
    """
    match value:
        case Words():
            return value.stands
        case None | bool() | int() | Enum() | str():
            return value.value if isinstance(value, Enum) else value
        case datetime():
            if value.tzinfo is None:
                raise TypeError(f"{value} is naive; the ledger takes aware instants only")
            return value.astimezone(UTC).isoformat(timespec="microseconds")
        case date() | time():
            return value.isoformat()
        case tuple() | list():
            return [encode(item) for item in value]
        case frozenset():
            return sorted((encode(item) for item in value), key=canonical)
        case _ if is_dataclass(value):
            return {"is": type(value).__name__} | {
                f.name: encode(getattr(value, f.name)) for f in fields(value)
            }
    raise TypeError(f"{type(value).__name__} has no place in the ledger")


def decode(kind: Any, value: Json) -> Any:
    """Read a value of that type back; raises ValueError naming the field when the text does not
    fit.
    """
    try:
        return _reader(kind)(value)
    except (TypeError, AttributeError) as error:
        raise ValueError(f"{value!r} does not fit: {error}") from error


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    origin, args = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return _union_reader(args)
    if origin is tuple:
        return _tuple_reader(args)
    if origin is frozenset:
        return lambda value: frozenset(map(_reader(args[0]), _items(value)))
    return _dataclass_reader(kind) if is_dataclass(kind) else _plain_reader(kind)


def _plain_reader(kind: Any) -> Callable[[Any], Any]:
    if kind is datetime:
        return _instant
    if kind in (date, time):
        return lambda value: kind.fromisoformat(value)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return lambda value: kind(value)
    if kind is str:
        return _words_or_code

    def read(value: Any) -> Any:
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise ValueError(f"{value!r} is not {kind.__name__}")
        return value

    return read


TEXT = {"is", "id", "digest"}
"""What stands for words that somebody typed; where they were looked up, `content` has them."""


def _words_or_code(value: Any) -> str:
    if isinstance(value, dict) and value.get("is") == "Text" and value.keys() >= TEXT:
        stands = {name: value[name] for name in ("is", "id", "digest")}
        if all(isinstance(word, str) for word in stands.values()):
            return Words(value.get("content", ""), stands)
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is not str")
    return value


def _instant(value: Any) -> datetime:
    instant = datetime.fromisoformat(value)
    if instant.tzinfo is None:
        raise ValueError(f"{value!r} is naive; the ledger holds aware instants only")
    return instant


def _items(value: Any) -> list[Any]:
    """A word is a row of letters to Python, but never a list to us."""
    if not isinstance(value, list):
        raise ValueError(f"{value!r} is not a list")
    return value


def _tuple_reader(args: tuple[Any, ...]) -> Callable[[Any], Any]:
    if len(args) == 2 and args[1] is Ellipsis:
        return lambda value: tuple(map(_reader(args[0]), _items(value)))
    return lambda value: tuple(
        _reader(arg)(item) for arg, item in zip(args, _items(value), strict=True)
    )


def _union_reader(args: tuple[Any, ...]) -> Callable[[Any], Any]:
    classes = {arg.__name__: arg for arg in args if isinstance(arg, type) and is_dataclass(arg)}
    others = [arg for arg in args if arg is not types.NoneType and not is_dataclass(arg)]

    def read(value: Any) -> Any:
        if value is None and types.NoneType in args:
            return None
        if classes and (isinstance(value, dict) or not others):
            name = value.get("is") if isinstance(value, dict) else value
            if not isinstance(name, str) or name not in classes or not isinstance(value, dict):
                raise ValueError(f"{name!r} is none of {', '.join(sorted(classes))}")
            return _reader(classes[name])(value)
        return _reader(others[0])(value)

    return read


def _dataclass_reader(kind: Any) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)

    def read(value: Any) -> Any:
        if not isinstance(value, dict) or value.get("is", kind.__name__) != kind.__name__:
            raise ValueError(f"{value!r} is not a {kind.__name__}")
        given = {}
        for f in fields(kind):
            if f.name in value:
                given[f.name] = _field(kind, f.name, hints[f.name], value[f.name])
            elif f.default is MISSING and f.default_factory is MISSING:
                raise ValueError(f"{kind.__name__}.{f.name} is missing")
        return kind(**given)

    return read


def _field(kind: Any, name: str, hint: Any, value: Any) -> Any:
    try:
        return _reader(hint)(value)
    except (ValueError, TypeError, AttributeError) as error:
        raise ValueError(f"{kind.__name__}.{name}: {error}") from error
