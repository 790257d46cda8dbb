"""Times the source names by the day: a day, a deadline, a span, and how exact a time is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
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
    """`senest`: a deadline. Without a clock time the whole day is in time, and overdue begins the day after."""

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
