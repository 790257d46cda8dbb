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
    """ISO week, or two ("uge 24/25"); `no_later` for "senest uge 32"."""

    year: int
    first: int
    last: int
    no_later: bool = False

    @property
    def earliest(self) -> date | None:
        """Monday of the first week; for a deadline the Monday of its week."""
        return date.fromisocalendar(self.year, self.first, 1)

    @property
    def latest(self) -> date | None:
        """Sunday of the last week."""
        return date.fromisocalendar(self.year, self.last, 7)

    @property
    def precision(self) -> Precision:
        """A week."""
        return Precision.WEEK


@dataclass(frozen=True, kw_only=True)
class PartOfMonth:
    """primo, medio or ultimo of a month."""

    year: int
    month: int
    third: Third

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
    """A month, or from a month to a month of one year ("april-juni"); `count` when the
    source says how many meetings.
    """

    year: int
    first: int
    last: int
    count: int | None = None

    @property
    def earliest(self) -> date | None:
        """Day 1 of the first month."""
        return date(self.year, self.first, 1)

    @property
    def latest(self) -> date | None:
        """The last day of the last month."""
        return date(self.year, self.last, calendar.monthrange(self.year, self.last)[1])

    @property
    def precision(self) -> Precision:
        """A month."""
        return Precision.MONTH


def last_week(year: int) -> int:
    """52 or 53: 28 December always lies in the year's last ISO week."""
    return date(year, 12, 28).isocalendar().week


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
    if isinstance(when, Weeks | Months | PartOfMonth) and not _numbers_exist(when):
        return "impossible"
    if isinstance(when, Day) and when.end is not None and when.start is None:
        return "impossible"
    return "reversed" if _is_reversed(when) else None


def _numbers_exist(when: Weeks | Months | PartOfMonth) -> bool:
    if isinstance(when, Weeks):
        return 1 <= when.first <= last_week(when.year) and 1 <= when.last <= last_week(when.year)
    if isinstance(when, PartOfMonth):
        return 1 <= when.month <= 12
    return 1 <= when.first <= 12 and 1 <= when.last <= 12 and (when.count is None or when.count > 0)


def _is_reversed(when: When) -> bool:
    if isinstance(when, Day) or (isinstance(when, Span) and when.first == when.last):
        return when.start is not None and when.end is not None and when.end <= when.start
    if isinstance(when, Span | EachMeeting):
        return when.last < when.first
    if isinstance(when, Weeks | Months):
        return when.last < when.first
    return isinstance(when, Window) and (
        when.closes_last < when.closes_first or when.closes_last <= when.opens
    )
