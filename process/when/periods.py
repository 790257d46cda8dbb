"""Times the source names by the week or the month, and no nearer."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from process.when.days import Precision


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
        return date(self.year, self.month, {Third.EARLY: 1, Third.MID: 11, Third.LATE: 21}[self.third])

    @property
    def latest(self) -> date | None:
        """Day 10, 20 or the last of the month."""
        last = calendar.monthrange(self.year, self.month)[1]
        return date(self.year, self.month, {Third.EARLY: 10, Third.MID: 20, Third.LATE: last}[self.third])

    @property
    def precision(self) -> Precision:
        """A third of a month."""
        return Precision.THIRD


@dataclass(frozen=True, kw_only=True)
class Months:
    """A month, or from a month to a month of one year ("april-juni"); `count` when the source says how many meetings."""

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
