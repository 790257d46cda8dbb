"""A `When` written as a Dane would write it, and read back. `read(write(when)) == when` for
every kind that names its year.

Reading is `danish_grammar`'s; this file writes.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from functools import singledispatch
from types import MappingProxyType

from process.dates.danish_grammar import (
    COMMON_GENDER,
    GROUPS,
    clock,
    day_span,
    hour,
    long_day,
    month_name,
    number_word,
    short_day,
)
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
)
from process.dates.workdays import WorkCalendar

NO_NAMES: Mapping[str, str] = MappingProxyType({})


def write(when: When, names: Mapping[str, str] = NO_NAMES) -> str:
    """The wording for people. `names` gives a milestone's or a group's title for its key;
    without it the key itself stands.
    """
    if isinstance(when, Relative):
        return _relative(when, names)
    return _write(when)


def _hours(start: time | None, end: time | None) -> str:
    if start is None:
        return ""
    return f" {clock(start)}" + (f"–{hour(end)}" if end else "")


@singledispatch
def _write(when: object) -> str:
    raise TypeError(f"{when!r} is no When")


@_write.register
def _(when: Day) -> str:
    return long_day(when.day) + _hours(when.start, when.end)


@_write.register
def _(when: NoLater) -> str:
    return f"senest {long_day(when.day)}{_hours(when.at, None)}"


@_write.register
def _(when: Span) -> str:
    if when.start is None and when.end is None:
        return day_span(when.first, when.last)
    return (
        f"{long_day(when.first)}{_hours(when.start, None)} – "
        f"{long_day(when.last)}{_hours(when.end, None)}"
    )


@_write.register
def _(when: Weeks) -> str:
    no_later = "senest " if when.no_later else ""
    if when.last_year is not None:
        return f"{no_later}uge {when.first} {when.year} – uge {when.last} {when.last_year}"
    weeks = str(when.first)
    if when.last != when.first:
        one_of_two = when.last == when.first + 1 and not when.both
        weeks += f"/{when.last}" if one_of_two else f"–{when.last}"
    return f"{no_later}uge {weeks} {when.year}"


@_write.register
def _(when: PartOfMonth) -> str:
    no_later = "senest " if when.no_later else ""
    return f"{no_later}{when.third} {month_name(when.month)} {when.year}"


@_write.register
def _(when: Months) -> str:
    head = f"{'senest ' if when.no_later else ''}{_meetings(when.count)}{month_name(when.first)}"
    if when.last_year is not None:
        return f"{head} {when.year} – {month_name(when.last)} {when.last_year}"
    last = f"–{month_name(when.last)}" if when.last != when.first else ""
    return f"{head}{last} {when.year}"


def _meetings(count: int | None) -> str:
    if count is None:
        return ""
    return f"{number_word(count)} møde{'' if count == 1 else 'r'} i "


@_write.register
def _(when: Open) -> str:
    begins, ends = (_write(end) if end else "" for end in (when.begins, when.ends))
    if not ends:
        return f"{'tidligst' if when.not_before else 'fra'} {begins}"
    return f"fra {begins} til {ends}" if begins else f"indtil {ends}"


@_write.register
def _(when: Window) -> str:
    year = "" if when.opens.year == when.closes_first.year else f" {when.opens.year}"
    closes = day_span(when.closes_first, when.closes_last)
    return (
        f"fra {short_day(when.opens)}{year} til {_each(when.until_meetings_of)}s behandling "
        f"({closes})"
    )


@_write.register
def _(when: EachMeeting) -> str:
    return f"{_each(when.group)}s ordinære møde {day_span(when.first, when.last)}"


def _each(group: str) -> str:
    return f"{'hver' if group in COMMON_GENDER else 'hvert'} {GROUPS.get(group, group)}"


def _relative(when: Relative, names: Mapping[str, str]) -> str:
    target = f"“{names[when.milestone]}”" if when.milestone in names else when.milestone
    back = when.before or when.days < 0
    if not when.days:
        return f"{'før' if back else 'efter'} {target}"
    days = abs(when.days)
    return f"{days} arbejdsdag{'' if days == 1 else 'e'} {'før' if back else 'efter'} {target}"


@_write.register
def _(when: Undated) -> str:
    return f"uden dato: {when.words}" if when.words else "uden dato"


@_write.register
def _(when: Several) -> str:
    parts = [_write(part) for part in when.parts]
    return " og ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def why_closed(days: WorkCalendar, day: date) -> str:
    """Why nobody is at work that day: "langfredag", "weekend", "grundlovsdag fra kl. 12.00"; ""
    where everybody is.
    """
    closed = days.closed_on(day)
    if closed is None:
        return "" if days.is_working(day) else "weekend"
    name = closed.name[:1].lower() + closed.name[1:]
    return f"{name} fra {clock(closed.from_time)}" if closed.from_time else name
