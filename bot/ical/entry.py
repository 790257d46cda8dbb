"""One entry of a calendar, before any format; a plan's `When` as stretches of calendar time; and
text made fit for a calendar before the library sees it.

What no day can be named for gives no stretch; what is only known to the week or month gives one
that says so.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.ical.stamps import Stamp
from bot.text.calendar import CANCELLED
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
    Weeks,
    When,
    Window,
)
from process.dates.workdays import WorkCalendar
from process.ledger.plan_changes import counted_day
from process.plan.model import Plan


@dataclass(frozen=True, kw_only=True)
class FeedEntry:
    """One entry. `start` and `end` are both whole days (end exclusive) or both aware
    instants in the plan's zone.
    """

    uid: str
    start: date | datetime
    end: date | datetime
    summary: str
    description: str
    stamp: Stamp
    location: str = ""
    category: str = ""
    tentative: bool = False
    cancelled: bool = False
    busy: bool = False
    """Takes up the subscriber's time: only a meeting of their own with clock times does."""
    public: bool = False
    remind: bool = False
    """Somebody still has to do something by this day."""

    @property
    def order(self) -> tuple[str, str]:
        """Entries stand by start, whole days first, then by uid."""
        start = self.start
        return (
            f"{start:%Y-%m-%dT%H:%M}" if isinstance(start, datetime) else start.isoformat(),
            self.uid,
        )

    @property
    def last_day(self) -> date:
        """The last local day it touches."""
        if isinstance(self.end, datetime):
            return (self.end - timedelta(microseconds=1)).date()
        return self.end - timedelta(days=1)


def build(
    stretch: Stretch,
    *,
    uid: str,
    summary: str,
    description: str,
    stamp: Stamp,
    location: str = "",
    category: str = "",
    tentative: bool = False,
    cancelled: bool = False,
    busy: bool = False,
    public: bool = False,
    remind: bool = False,
) -> FeedEntry:
    """An entry over a stretch of time; a cancelled one says so first and takes up nobody's time."""
    return FeedEntry(
        uid=uid,
        start=stretch.start,
        end=stretch.end,
        summary=CANCELLED + summary if cancelled else summary,
        description=description,
        stamp=stamp,
        location=location,
        category=category,
        tentative=tentative or not stretch.precise,
        cancelled=cancelled,
        busy=busy and stretch.timed and not cancelled,
        public=public,
        remind=remind and not cancelled,
    )


SUMMARY_LENGTH = 200
DESCRIPTION_LENGTH = 4000
MORE = " …"
_BREAKS = re.compile("\r\n|[\r\u2028\u2029\x85\x0b\x0c]")
_UNFIT = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\ufeff\u202a-\u202e\u2066-\u2069]"
)


def clean_text(words: str, length: int = DESCRIPTION_LENGTH) -> str:
    """Several lines. Backslashes become slashes: the library reads `\\N` as a line break and some
    programs trip over the rest.
    """
    fit = _UNFIT.sub("", _BREAKS.sub("\n", unicodedata.normalize("NFC", words))).replace("\\", "/")
    return _cut("\n".join(line.rstrip() for line in fit.split("\n")).strip(), length)


def clean_line(words: str, length: int = SUMMARY_LENGTH) -> str:
    """One line, with single spaces."""
    return _cut(" ".join(clean_text(words, length=len(words) + 1).split()), length)


def _cut(words: str, length: int) -> str:
    """At most `length` characters, cut at a space where one is near; what is left out
    shows as dots (rules W4).
    """
    if len(words) <= length:
        return words
    short = words[: length - len(MORE)]
    space = short.rfind(" ")
    return (short[:space] if space > length // 2 else short).rstrip() + MORE


def uid(plan: Plan, process: str, name: str, part: int = 0) -> str:
    """Stable over moves and renamings: the key's words, the process and a host
    name that is fixed in the plan.
    """
    words = _words(name) + (f".{part + 1}" if part else "")
    return f"{words}.{_words(process)}@{plan.uid_host}"


def _words(key: str) -> str:
    return re.sub("[^A-Za-z0-9._-]", "-", key.replace("/", "."))


def lines(*found: str) -> str:
    """A description of the lines that say something."""
    return "\n".join(line for line in found if line)


DAY = timedelta(days=1)
ASSUMED_LENGTH = timedelta(hours=1)
"""A meeting whose end no source tells still needs one in a calendar; the entry's
text says that it is not known.
"""


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
            is_deadline=isinstance(when, NoLater)
            or (isinstance(when, Weeks | PartOfMonth | Months) and when.no_later),
            precise=not isinstance(when, Weeks | Months | PartOfMonth | Open),
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
    return Stretch(
        start=calendar.local(begins), end=calendar.local(ends), end_known=when.end is not None
    )
