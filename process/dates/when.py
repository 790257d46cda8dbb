"""When something is, as exactly as its source says it and no more: a day, a week, a third of a
month, an open window, nothing yet. And what makes such a value impossible.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum


class Precision(StrEnum):
    """How exactly the source names the time."""

    MINUTE = "minute"
    DAY = "day"
    DAYS = "days"
    WEEK = "week"
    THIRD = "third"
    MONTH = "month"
    WINDOW = "window"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Day:
    """One day, with or without clock times in the plan's zone."""

    day: date
    start: time | None = None
    end: time | None = None

    @property
    def earliest(self) -> date | None:
        """The day itself."""
        return self.day

    @property
    def latest(self) -> date | None:
        """The day itself."""
        return self.day

    @property
    def precision(self) -> Precision:
        """To the minute when a clock time is named."""
        return Precision.MINUTE if self.start else Precision.DAY


@dataclass(frozen=True, kw_only=True)
class NoLater:
    """`senest`: a deadline. Without a clock time the whole day is in time, and
    overdue begins the day after.
    """

    day: date
    at: time | None = None

    @property
    def earliest(self) -> date | None:
        """The last day in time."""
        return self.day

    @property
    def latest(self) -> date | None:
        """The last day in time."""
        return self.day

    @property
    def precision(self) -> Precision:
        """To the minute when a clock time is named."""
        return Precision.MINUTE if self.at else Precision.DAY


@dataclass(frozen=True, kw_only=True)
class Span:
    """From a day to a day, both included; clock times where the source gives them."""

    first: date
    last: date
    start: time | None = None
    end: time | None = None

    @property
    def earliest(self) -> date | None:
        """The first day."""
        return self.first

    @property
    def latest(self) -> date | None:
        """The last day, included."""
        return self.last

    @property
    def precision(self) -> Precision:
        """To the minute when a clock time is named."""
        return Precision.MINUTE if self.start else Precision.DAYS


class Third(StrEnum):
    """primo, medio, ultimo: days 1-10, 11-20, 21-end of a month."""

    EARLY = "primo"
    MID = "medio"
    LATE = "ultimo"


@dataclass(frozen=True, kw_only=True)
class Weeks:
    """ISO week, several ("uge 29–31"), or one of two ("uge 24/25"; with `both` it is both, "uge
    24–25"); `no_later` for "senest uge 32", `last_year` where they run across New Year.
    """

    year: int
    first: int
    last: int
    no_later: bool = False
    both: bool = False
    last_year: int | None = None

    @property
    def earliest(self) -> date | None:
        """Monday of the first week; for a deadline the Monday of its week."""
        return date.fromisocalendar(self.year, self.first, 1)

    @property
    def latest(self) -> date | None:
        """Sunday of the last week."""
        return date.fromisocalendar(self.last_year or self.year, self.last, 7)

    @property
    def precision(self) -> Precision:
        """A week."""
        return Precision.WEEK


@dataclass(frozen=True, kw_only=True)
class PartOfMonth:
    """primo, medio or ultimo of a month; `no_later` for "senest medio juni"."""

    year: int
    month: int
    third: Third
    no_later: bool = False

    @property
    def earliest(self) -> date | None:
        """Day 1, 11 or 21."""
        return date(
            self.year, self.month, {Third.EARLY: 1, Third.MID: 11, Third.LATE: 21}[self.third]
        )

    @property
    def latest(self) -> date | None:
        """Day 10, 20 or the last of the month."""
        last = calendar.monthrange(self.year, self.month)[1]
        return date(
            self.year, self.month, {Third.EARLY: 10, Third.MID: 20, Third.LATE: last}[self.third]
        )

    @property
    def precision(self) -> Precision:
        """A third of a month."""
        return Precision.THIRD


@dataclass(frozen=True, kw_only=True)
class Months:
    """A month, or from a month to a month ("april-juni"), in `last_year` where they run across New
    Year; `count` when the source says how many meetings, `no_later` for "senest juni".
    """

    year: int
    first: int
    last: int
    count: int | None = None
    no_later: bool = False
    last_year: int | None = None

    @property
    def earliest(self) -> date | None:
        """Day 1 of the first month."""
        return date(self.year, self.first, 1)

    @property
    def latest(self) -> date | None:
        """The last day of the last month."""
        year = self.last_year or self.year
        return date(year, self.last, calendar.monthrange(year, self.last)[1])

    @property
    def precision(self) -> Precision:
        """A month."""
        return Precision.MONTH


def last_week(year: int) -> int:
    """52 or 53: 28 December always lies in the year's last ISO week."""
    return date(year, 12, 28).isocalendar().week


@dataclass(frozen=True, kw_only=True)
class Open:
    """A time of which one end is open or only roughly known: "fra 27. august", "indtil medio maj",
    "fra medio maj til 10. juni". With `not_before` it is one day, and not before that
    ("tidligst 1. maj").
    """

    begins: Day | Weeks | PartOfMonth | Months | None = None
    ends: Day | Weeks | PartOfMonth | Months | None = None
    not_before: bool = False

    @property
    def earliest(self) -> date | None:
        """The first day it can begin on, where that is said."""
        return self.begins.earliest if self.begins else None

    @property
    def latest(self) -> date | None:
        """The last day it can end on, where that is said."""
        return self.ends.latest if self.ends else None

    @property
    def precision(self) -> Precision:
        """An open window."""
        return Precision.WINDOW


@dataclass(frozen=True, kw_only=True)
class Window:
    """From `opens` until each affected committee's own treatment in `until_meetings_of` (first
    and last possible day known).
    """

    opens: date
    until_meetings_of: str
    closes_first: date
    closes_last: date

    @property
    def earliest(self) -> date | None:
        """The day it opens."""
        return self.opens

    @property
    def latest(self) -> date | None:
        """The day before the last possible treatment."""
        return self.closes_last - timedelta(days=1)

    @property
    def precision(self) -> Precision:
        """An open window."""
        return Precision.WINDOW


@dataclass(frozen=True, kw_only=True)
class EachMeeting:
    """Each organ of a group at its own ordinary meeting within the days `first`-`last`."""

    group: str
    first: date
    last: date

    @property
    def earliest(self) -> date | None:
        """The first day of the window."""
        return self.first

    @property
    def latest(self) -> date | None:
        """The last day of the window."""
        return self.last

    @property
    def precision(self) -> Precision:
        """A window of meetings."""
        return Precision.WINDOW


@dataclass(frozen=True, kw_only=True)
class Relative:
    """`days` working days after (before when negative) another milestone; 0 = some time after it
    (`before`: before it), no day named.
    """

    milestone: str
    days: int = 0
    before: bool = False

    @property
    def earliest(self) -> date | None:
        """Unknown until it is resolved against the plan."""
        return None

    @property
    def latest(self) -> date | None:
        """Unknown until it is resolved against the plan."""
        return None

    @property
    def precision(self) -> Precision:
        """Unknown until it is resolved against the plan."""
        return Precision.UNKNOWN


@dataclass(frozen=True, kw_only=True)
class Undated:
    """The source names no time at all; `words` keeps what it does say."""

    words: str = ""

    @property
    def earliest(self) -> date | None:
        """None: nothing is invented."""
        return None

    @property
    def latest(self) -> date | None:
        """None: nothing is invented."""
        return None

    @property
    def precision(self) -> Precision:
        """Unknown."""
        return Precision.UNKNOWN


@dataclass(frozen=True, kw_only=True)
class Several:
    """Several times for one row, in the order of the source."""

    parts: tuple[Day | Span | Weeks | PartOfMonth | Months, ...]

    @property
    def earliest(self) -> date | None:
        """The earliest of the parts."""
        return min((p.earliest for p in self.parts if p.earliest), default=None)

    @property
    def latest(self) -> date | None:
        """The latest of the parts."""
        return max((p.latest for p in self.parts if p.latest), default=None)

    @property
    def precision(self) -> Precision:
        """That of the first part."""
        return self.parts[0].precision if self.parts else Precision.UNKNOWN


When = (
    Day
    | NoLater
    | Span
    | Weeks
    | PartOfMonth
    | Months
    | Open
    | Window
    | EachMeeting
    | Relative
    | Undated
    | Several
)


def is_dated(when: When) -> bool:
    """Whether the source names the day (or days) itself, so that a deadline can be kept."""
    return when.precision in (Precision.MINUTE, Precision.DAY, Precision.DAYS)


def fault_of(when: When) -> str | None:
    """What makes a value impossible: "reversed" (it ends before it begins), "impossible" (no such
    week, month or count, an end without a start), or None.
    """
    if isinstance(when, Several):
        return (
            "impossible"
            if not when.parts
            else next((why for part in when.parts if (why := fault_of(part))), None)
        )
    if isinstance(when, Open):
        return _open_fault(when)
    if isinstance(when, Weeks | Months | PartOfMonth) and not _numbers_exist(when):
        return "impossible"
    if isinstance(when, Day) and when.end is not None and when.start is None:
        return "impossible"
    return "reversed" if _is_reversed(when) else None


def _open_fault(when: Open) -> str | None:
    """Two exact ends, or two ends that make a plain range, are no open time."""
    ends = [end for end in (when.begins, when.ends) if end is not None]
    faults = [why for end in ends if (why := fault_of(end))]
    if faults or not ends or not all(map(_is_plain, ends)):
        return faults[0] if faults else "impossible"
    if when.not_before and (when.ends is not None or when.begins is None):
        return "impossible"
    if when.begins is None or when.ends is None:
        return None
    if type(when.begins) is type(when.ends) and not isinstance(when.begins, PartOfMonth):
        return "impossible"
    first, last = when.begins.earliest, when.ends.latest
    return "reversed" if first and last and last < first else None


def _is_plain(end: Day | Weeks | PartOfMonth | Months) -> bool:
    """Whether it is one moment, day, week, part or month."""
    if isinstance(end, Day):
        return end.end is None
    if isinstance(end, PartOfMonth):
        return not end.no_later
    count = end.count if isinstance(end, Months) else None
    return end.first == end.last and not end.no_later and end.last_year is None and count is None


def _numbers_exist(when: Weeks | Months | PartOfMonth) -> bool:
    if isinstance(when, PartOfMonth):
        return 1 <= when.month <= 12
    last_year = when.last_year or when.year
    if when.last_year is not None and when.last_year <= when.year:
        return False
    if isinstance(when, Weeks):
        weeks = 1 <= when.first <= last_week(when.year) and 1 <= when.last <= last_week(last_year)
        return weeks and (not when.both or (when.last == when.first + 1 and not when.last_year))
    months = 1 <= when.first <= 12 and 1 <= when.last <= 12
    if when.count is None:
        return months
    return months and when.count > 0 and not when.no_later and when.last_year is None


def _is_reversed(when: When) -> bool:
    if isinstance(when, Day) or (isinstance(when, Span) and when.first == when.last):
        return when.start is not None and when.end is not None and when.end <= when.start
    if isinstance(when, Span | EachMeeting):
        return when.last < when.first
    if isinstance(when, Weeks | Months):
        return when.last_year is None and when.last < when.first
    return isinstance(when, Window) and (
        when.closes_last < when.closes_first or when.closes_last <= when.opens
    )
