"""Several times for one row, the choice of all kinds, and what makes a value impossible."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from process.when.days import Day, NoLater, Precision, Span
from process.when.periods import Months, PartOfMonth, Weeks, last_week
from process.when.windows import EachMeeting, Relative, Undated, Window


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


When = Day | NoLater | Span | Weeks | PartOfMonth | Months | Window | EachMeeting | Relative | Undated | Several


def is_dated(when: When) -> bool:
    """Whether the source names the day (or days) itself, so that a deadline can be kept."""
    return when.precision in (Precision.MINUTE, Precision.DAY, Precision.DAYS)


def fault_of(when: When) -> str | None:
    """What makes a value impossible: "reversed" (it ends before it begins), "impossible" (no such week, month or count,
    an end without a start), or None."""
    if isinstance(when, Several):
        return "impossible" if not when.parts else next((why for part in when.parts if (why := fault_of(part))), None)
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
    return isinstance(when, Window) and (when.closes_last < when.closes_first or when.closes_last <= when.opens)
