"""One entry of a calendar, before any format."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.ical.stamps import Stamp
from bot.ical.stretch import Stretch
from bot.text.calendar import CANCELLED
from process.plan import Plan


@dataclass(frozen=True, kw_only=True)
class FeedEntry:
    """One entry. `start` and `end` are both whole days (end exclusive) or both aware instants in the plan's zone."""

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
        return (f"{start:%Y-%m-%dT%H:%M}" if isinstance(start, datetime) else start.isoformat(), self.uid)

    @property
    def last_day(self) -> date:
        """The last local day it touches."""
        if isinstance(self.end, datetime):
            return (self.end - timedelta(microseconds=1)).date()
        return self.end - timedelta(days=1)


def uid(plan: Plan, process: str, name: str, part: int = 0) -> str:
    """Stable over moves and renamings: the key's words, the process and a host name that is fixed in the plan."""
    words = _words(name) + (f".{part + 1}" if part else "")
    return f"{words}.{_words(process)}@{plan.uid_host}"


def _words(key: str) -> str:
    return re.sub("[^A-Za-z0-9._-]", "-", key.replace("/", "."))


def lines(*found: str) -> str:
    """A description of the lines that say something."""
    return "\n".join(line for line in found if line)


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
