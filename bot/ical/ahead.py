"""What a subscriber may choose: alarms, and an extra entry some days before a deadline (the reminder that works everywhere)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.ical.entry import FeedEntry
from bot.text.calendar_feeds import ahead

MOST_DAYS = 60
MOST = 3


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Days before at which alarms ring; days before at which an extra entry stands; whether cancelled entries are marked so."""

    alarms: tuple[int, ...] = ()
    ahead: tuple[int, ...] = ()
    mark_cancelled: bool = False


NO_CHOICE = Choice()


def read_choice(alarms: str = "", ahead: str = "", cancelled: str = "") -> Choice:
    """From the words of an address, `varsel=7d,1d` and `forvarsel=7d`; what cannot be read is passed over, the calendar still comes."""
    return Choice(alarms=_days(alarms), ahead=_days(ahead), mark_cancelled=cancelled == "status")


def _days(text: str) -> tuple[int, ...]:
    found = {int(number) for number in re.findall(r"(?<!\d)(\d{1,2})d?(?!\w)", text)}
    return tuple(sorted((days for days in found if 0 < days <= MOST_DAYS), reverse=True)[:MOST])


def with_ahead(entries: Iterable[FeedEntry], choice: Choice) -> tuple[FeedEntry, ...]:
    """The entries and their extra ones, in order; only what still waits for somebody has any."""
    found = list(entries)
    extra = [_ahead(entry, days) for days in choice.ahead for entry in found if entry.remind and not isinstance(entry.start, datetime)]
    return tuple(sorted([*found, *extra], key=lambda entry: entry.order))


def _ahead(entry: FeedEntry, days: int) -> FeedEntry:
    start = entry.start - timedelta(days=days)
    return replace(
        entry,
        uid=f"om-{days}.{entry.uid}",
        start=start,
        end=start + timedelta(days=1),
        summary=ahead(days, entry.summary),
        remind=False,
    )
