"""A plan's `When` as stretches of calendar time: whole days (end exclusive) or clock times in the plan's zone.

What no day can be named for gives no stretch; what is only known to the week or month gives one that says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from process.days import WorkCalendar
from process.plan import Plan
from process.surroundings import counted_day
from process.when import Day, EachMeeting, Months, NoLater, PartOfMonth, Relative, Several, Span, Weeks, When, Window

DAY = timedelta(days=1)
ASSUMED_LENGTH = timedelta(hours=1)
"""A meeting whose end no source tells still needs one in a calendar; the entry's text says that it is not known."""


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """From `start` up to but not including `end`: both whole days or both aware instants."""

    start: date | datetime
    end: date | datetime
    deadline: time | None = None
    """The clock time of a deadline, which is shown as a whole day."""
    is_deadline: bool = False
    precise: bool = True
    end_known: bool = True

    @property
    def timed(self) -> bool:
        """Whether it has clock times."""
        return isinstance(self.start, datetime)

    @property
    def first_day(self) -> date:
        """The first local day it touches."""
        return self.start.date() if isinstance(self.start, datetime) else self.start

    @property
    def last_day(self) -> date:
        """The last local day it touches."""
        if isinstance(self.end, datetime):
            return (self.end - timedelta(microseconds=1)).date()
        return self.end - DAY


def stretches(plan: Plan, when: When) -> tuple[Stretch, ...]:
    """One stretch per part, in the order of the source; none for what has no day."""
    if isinstance(when, Several):
        return tuple(stretch for part in when.parts for stretch in stretches(plan, part))
    if isinstance(when, Relative):
        return _relative(plan, when)
    if isinstance(when, Day | Span) and when.start is not None:
        return (_timed(plan.calendar, when, when.start),)
    if when.earliest is None or when.latest is None:
        return ()
    return (
        Stretch(
            start=when.earliest,
            end=when.latest + DAY,
            deadline=when.at if isinstance(when, NoLater) else None,
            is_deadline=isinstance(when, NoLater) or (isinstance(when, Weeks) and when.no_later),
            precise=not isinstance(when, Weeks | Months | PartOfMonth),
        ),
    )


def is_period(when: When) -> bool:
    """Whether it is a window in which several things happen, each on its own day."""
    return isinstance(when, Window | EachMeeting)


def _relative(plan: Plan, when: Relative) -> tuple[Stretch, ...]:
    day = counted_day(plan, when)
    return (Stretch(start=day, end=day + DAY),) if day else ()


def _timed(calendar: WorkCalendar, when: Day | Span, start: time) -> Stretch:
    first, last = (when.day, when.day) if isinstance(when, Day) else (when.first, when.last)
    if when.end is None and first != last:
        return Stretch(start=first, end=last + DAY)
    begins = calendar.instant(first, start)
    ends = calendar.instant(last, when.end) if when.end else begins + ASSUMED_LENGTH
    return Stretch(start=calendar.local(begins), end=calendar.local(ends), end_known=when.end is not None)
