"""Reads a tree into the frozen values of `process`, led by their annotations alone, so that a
new field needs no line here.

A fault never stops the reading: it is noted with its place and a harmless value of the
right type stands in, so that one report holds every fault. The caller raises the report
before anybody uses the result.
"""

from __future__ import annotations

import dataclasses
import re
import types
from collections.abc import Callable, Iterable, Mapping
from datetime import date, time
from enum import Enum, StrEnum, auto
from functools import cache
from types import MappingProxyType
from typing import Any, Union, get_args, get_origin, get_type_hints

from config.tree import UNREADABLE, Branch, Report
from process.dates.danish import write as write_when
from process.dates.danish_grammar import WhenError, read
from process.dates.when import (
    Day,
    EachMeeting,
    Months,
    NoLater,
    Open,
    PartOfMonth,
    Relative,
    Several,
    Span,
    Undated,
    Weeks,
    When,
    Window,
    fault_of,
)
from process.faults import near

YEARS = range(1990, 2101)
"""A date outside is a slip of the finger."""

WHEN_KINDS: Mapping[str, type] = MappingProxyType(
    {
        "day": Day,
        "no_later": NoLater,
        "span": Span,
        "weeks": Weeks,
        "part_of_month": PartOfMonth,
        "months": Months,
        "open": Open,
        "window": Window,
        "each_meeting": EachMeeting,
        "relative": Relative,
        "undated": Undated,
        "several": Several,
    }
)
HOUR = re.compile(r"(?:kl\.? ?)?(\d{1,2})(?:[.:](\d{2}))?")
WHEN_CODES = {
    "no_year": "when_no_year",
    "impossible": "when_impossible",
    "reversed": "when_reversed",
    "weekday": "when_weekday",
    "either": "when_either",
    "expected": "when_expected",
}


def is_when(kind: Any) -> bool:
    """Whether an annotation is `When` or a choice among its kinds."""
    choices = get_args(kind)
    return bool(choices) and all(choice in get_args(When) for choice in choices)


class WhenValues:
    """Reads dates; `value` reads a structured kind's fields."""

    def __init__(
        self, report: Report, year: int | None, value: Callable[[Branch, Any], Any]
    ) -> None:
        self.report = report
        self.year = year
        self.value = value

    def read(self, branch: Branch) -> When:
        """The when at a branch; Undated where there is none to read, with the fault noted."""
        before = len(self.report.faults)
        when = (
            self._worded(branch)
            if branch.mapping is None
            else self._structured(branch, branch.mapping)
        )
        return (
            when
            if len(self.report.faults) == before and self._in_range(branch, when)
            else Undated()
        )

    def day(self, branch: Branch) -> date:
        """One date; ISO or Danish."""
        before = len(self.report.faults)
        when = self.read(branch)
        if isinstance(when, Day) and when.start is None:
            return when.day
        if len(self.report.faults) == before:
            self.report.add(branch, "wrong_type", expected="date", value=branch.shown)
        return date(2000, 1, 1)

    def hour(self, branch: Branch) -> time:
        """A clock time: "12:00", "kl. 12", "12.00"."""
        match = (
            HOUR.fullmatch(str(branch.value).strip())
            if isinstance(branch.value, str | int | float)
            else None
        )
        if match is None:
            self.report.add(branch, "wrong_type", expected="time", value=branch.shown)
        elif int(match[1]) > 23 or int(match[2] or 0) > 59:
            self.report.add(branch, "impossible_time", value=branch.shown)
        else:
            return time(int(match[1]), int(match[2] or 0))
        return time(0)

    def _worded(self, branch: Branch) -> When:
        if isinstance(branch.value, date):
            return Day(day=branch.value)
        if not isinstance(branch.value, str):
            self.report.add(branch, "wrong_type", expected="when", value=branch.shown)
            return Undated()
        try:
            return read(branch.value, year=self.year)
        except WhenError as error:
            day = write_when(Day(day=error.day)) if error.day else ""
            self.report.add(
                branch, WHEN_CODES.get(error.why, "when_unreadable"), value=branch.shown, day=day
            )
            return Undated()

    def _structured(self, branch: Branch, mapping: dict[str, Branch]) -> When:
        name = next(iter(mapping), "")
        for unknown in mapping:
            if unknown not in WHEN_KINDS:
                self.report.add(
                    mapping[unknown],
                    "unknown_field",
                    key=unknown,
                    near=near(unknown, list(WHEN_KINDS)),
                )
        if len(mapping) != 1:
            self.report.add(branch, "when_unreadable", value=", ".join(mapping))
        if len(mapping) != 1 or name not in WHEN_KINDS:
            return Undated()
        when: When = self.value(mapping[name], WHEN_KINDS[name])
        return when

    def _in_range(self, branch: Branch, when: When) -> bool:
        """Years first: no week or month can be asked of a year that is none."""
        parts = when.parts if isinstance(when, Several) else (when,)
        years = {
            v if k == "year" else v.year
            for part in parts
            for k, v in vars(part).items()
            if k == "year" or isinstance(v, date)
        }
        if strange := [year for year in years if year not in YEARS]:
            self.report.add(branch, "year_out_of_range", value=str(strange[0]))
        elif why := fault_of(when):
            self.report.add(
                branch,
                WHEN_CODES[why],
                value=branch.shown or ", ".join(branch.mapping or ()),
                day="",
            )
        return not strange and fault_of(when) is None


KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}")
KEY_FIELDS = ("key", "id")
STAND_INS: dict[object, object] = {
    str: "",
    bool: False,
    int: 0,
    date: date(2000, 1, 1),
    time: time(0),
}


@cache
def hints(cls: type) -> dict[str, Any]:
    """The annotated fields of a value type, resolved."""
    found = get_type_hints(cls)
    return {f.name: found[f.name] for f in dataclasses.fields(cls)}


@cache
def required(cls: type) -> tuple[str, ...]:
    """The fields without a default."""
    missing = dataclasses.MISSING
    return tuple(
        f.name
        for f in dataclasses.fields(cls)
        if f.default is missing and f.default_factory is missing
    )


@cache
def key_field(kind: object) -> str | None:
    """`key` or `id` where values of this type are written as a map from that key."""
    if not isinstance(kind, type) or not dataclasses.is_dataclass(kind):
        return None
    return next((name for name in KEY_FIELDS if name in hints(kind)), None)


def optional(kind: Any) -> Any:
    """The type inside `X | None`, or None when it is no such union."""
    if get_origin(kind) not in (Union, types.UnionType) or types.NoneType not in get_args(kind):
        return None
    return Union[tuple(arg for arg in get_args(kind) if arg is not types.NoneType)]  # noqa: UP007 the choices are known at run time only


class Shape(Enum):
    """How a type is written in a file."""

    WHEN = auto()
    OPTIONAL = auto()
    MANY = auto()
    RECORD = auto()
    CHOICE = auto()
    PLAIN = auto()


@cache
def shape_of(kind: Any) -> tuple[Shape, Any]:
    """How a type is written, and the type inside it: that of an option, of a list's items, else
    itself.
    """
    if is_when(kind):
        return Shape.WHEN, kind
    if inner := optional(kind):
        return Shape.OPTIONAL, inner
    if get_origin(kind) is tuple:
        return Shape.MANY, get_args(kind)[0]
    if dataclasses.is_dataclass(kind):
        return Shape.RECORD, kind
    return (Shape.CHOICE if issubclass(kind, StrEnum) else Shape.PLAIN), kind


class Reader:
    """Reads branches into values of a type; `year` completes wordings that name none."""

    def __init__(self, report: Report, year: int | None = None) -> None:
        self.report = report
        self.whens = WhenValues(report, year, self.value)

    def value(self, branch: Branch, kind: Any) -> Any:
        """The branch as a value of the type, or a harmless one with the fault noted."""
        if branch.value is UNREADABLE:
            return stand_in(kind)
        shape, inner = shape_of(kind)
        match shape:
            case Shape.WHEN:
                return self.whens.read(branch)
            case Shape.OPTIONAL:
                return None if branch.value is None else self.value(branch, inner)
            case Shape.MANY:
                return self._many(branch, inner)
            case Shape.RECORD:
                return self.record(branch, inner)
            case Shape.CHOICE:
                return self._choice(branch, inner)
        return self._plain(branch, inner)

    def record(self, branch: Branch, cls: type, **given: object) -> Any:
        """A mapping as a value type; `given` are fields that come from
        elsewhere (the key of a map).
        """
        if branch.mapping is None:
            self.report.add(branch, "wrong_type", expected="mapping", value=branch.shown)
            return stand_in(cls)
        wanted = {name: kind for name, kind in hints(cls).items() if name not in given}
        misspelt = self.known_fields(branch, wanted)
        read = {
            name: self.value(child, wanted[name])
            for name, child in branch.mapping.items()
            if name in wanted
        }
        for name in required(cls):
            if name not in read and name not in given:
                read[name] = stand_in(wanted[name])
                if name not in misspelt:
                    self.report.add(branch, "missing_field", field=name)
        return cls(**read, **given)

    def known_fields(self, branch: Branch, wanted: Iterable[str]) -> list[str]:
        """Note every key of the mapping that is none of the wanted ones, and answer
        which ones they were meant to be.
        """
        names = list(wanted)
        meant: list[str] = []
        for name, child in (branch.mapping or {}).items():
            if name not in names:
                best = near(name, names)
                self.report.add(child, "unknown_field", key=name, near=best)
                meant.append(best.split(", ")[0])
        return meant

    def _many(self, branch: Branch, kind: Any) -> tuple[Any, ...]:
        """A list, a map from keys, or a single value where one is enough."""
        if branch.value is None:
            return ()
        key = key_field(kind)
        if key is not None or get_origin(kind) is tuple:
            return self._keyed(branch, kind, key)
        children = branch.value if isinstance(branch.value, list) else [branch]
        return tuple(self.value(child, kind) for child in children)

    def _keyed(self, branch: Branch, kind: Any, key: str | None) -> tuple[Any, ...]:
        if branch.mapping is None:
            self.report.add(branch, "wrong_type", expected="mapping", value=branch.shown)
            return ()
        for name, child in branch.mapping.items():
            if not KEY.fullmatch(name):
                self.report.add(child, "bad_key", key=name[:80])
        if key is None:
            worth = get_args(kind)[1]
            return tuple((name, self.value(child, worth)) for name, child in branch.mapping.items())
        return tuple(
            self.record(child, kind, **{key: name})
            for name, child in branch.mapping.items()
            if child.value is not UNREADABLE
        )

    def _plain(self, branch: Branch, kind: type) -> Any:
        if kind is date:
            return self.whens.day(branch)
        if kind is time:
            return self.whens.hour(branch)
        if type(branch.value) is kind:
            return branch.value
        self.report.add(
            branch, "wrong_type", expected=TYPE_WORDS.get(kind, "text"), value=branch.shown
        )
        return stand_in(kind)

    def _choice(self, branch: Branch, kind: type[StrEnum]) -> StrEnum:
        choices = [str(choice) for choice in kind]
        if branch.value in choices:
            return kind(str(branch.value))
        self.report.add(
            branch,
            "not_a_choice",
            value=branch.shown,
            choices=", ".join(choices),
            near=near(branch.shown, choices),
        )
        return next(iter(kind))


TYPE_WORDS: dict[object, str] = {str: "text", bool: "yes_no", int: "number"}


def stand_in(kind: Any) -> Any:
    """A harmless value of a type, for a place whose fault is noted."""
    if is_when(kind):
        return Undated()
    if get_origin(kind) is tuple:
        return ()
    if optional(kind):
        return None
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return next(iter(kind))
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        make: Callable[..., object] = kind
        return make(**{name: stand_in(hints(kind)[name]) for name in required(kind)})
    return STAND_INS[kind]
