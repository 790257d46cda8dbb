"""A calendar as values: which entries a scope has on a day, and what a subscriber may choose
besides (alarms, and an extra entry some days before a deadline: the reminder that works
everywhere). A pure function of the ledger's state, the scope and the local day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bot.ical.entries import consultation_windows, entry_of, meetings, milestones, owed_in
from bot.ical.entry import DAY, FeedEntry, Stretch, build, uid
from bot.ical.scopes import Scope, ScopeKind
from bot.ical.stamps import Stamp
from bot.text import calendar as words
from bot.text.grammar import named
from process.deadlines.obligations import ObligationKind
from process.ledger.state import State

CANCELLED_DAYS = 60
"""A cancelled entry is shown this many days after its date, so that everybody sees it was
cancelled, and is then gone.
"""
KEPT_DAYS = 365
"""What is longer over than this is left out; programs drop entries from
calendars that grow too big.
"""


@dataclass(frozen=True, kw_only=True)
class Feed:
    """A whole calendar: whose, its name and description, and its entries by start and uid."""

    scope: Scope
    title: str
    about: str
    entries: tuple[FeedEntry, ...]


def feed(state: State, scope: Scope, today: date) -> Feed:
    """The calendar of a scope on a day."""
    place = _place(state, scope)
    return Feed(
        scope=scope,
        title=words.feed_name(state.plan.title, words.feed_of(scope.kind, place)),
        about=words.feed_about(scope.kind, state.plan.municipality, place),
        entries=entries(state, scope, today)
        or (_notice(state, today, "tom", words.EMPTY_FEED, words.EMPTY_FEED_MORE),),
    )


def closed(state: State, scope: Scope, today: date) -> Feed:
    """What a closed address answers with: one entry, which takes the place of
    all that programs had from it.
    """
    whole = feed(state, scope, today)
    return replace(
        whole, entries=(_notice(state, today, "lukket", words.REVOKED, words.REVOKED_MORE),)
    )


def _notice(state: State, today: date, name: str, summary: str, description: str) -> FeedEntry:
    """The one entry of a calendar that has no other; programs keep what they had
    when a calendar comes empty.
    """
    midnight = state.plan.calendar.instant(today, time())
    return build(
        Stretch(start=today, end=today + DAY),
        uid=uid(state.plan, state.process, name),
        summary=summary,
        description=description,
        stamp=Stamp(count=today.toordinal(), created=midnight, modified=midnight),
    )


def entries(state: State, scope: Scope, today: date) -> tuple[FeedEntry, ...]:
    """The scope's entries by start and uid. The day drops what is long over and says who
    sits where; it changes no entry.
    """
    owed = owed_in(state, scope, today)
    # whoever sees their own hand-in needs not see the row it comes from as well
    told = (
        {o.milestone for o in owed if o.kind is ObligationKind.DELIVERY}
        if scope.own or scope.kind is ScopeKind.AREA
        else set()
    )
    rows = milestones(state, scope, today, without=told)
    windows = consultation_windows(state, scope, today)
    found = [*(entry_of(state, o) for o in owed), *meetings(state, scope, today), *rows, *windows]
    return tuple(
        sorted(
            (entry for entry in found if _still_shown(entry, today)), key=lambda entry: entry.order
        )
    )


def _still_shown(entry: FeedEntry, today: date) -> bool:
    kept = CANCELLED_DAYS if entry.cancelled else KEPT_DAYS
    return today <= entry.last_day + timedelta(days=kept)


def _place(state: State, scope: Scope) -> str:
    if scope.kind is ScopeKind.ROLE:
        return named(state.plan, scope.seat)
    return state.plan.place_name(scope.key) if scope.kind is not ScopeKind.PERSON else ""


MOST_DAYS = 60
MOST_CHOSEN = 3


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Days before at which alarms ring; days before at which an extra entry stands; whether
    cancelled entries are marked so.
    """

    alarms: tuple[int, ...] = ()
    ahead: tuple[int, ...] = ()
    mark_cancelled: bool = False


NO_CHOICE = Choice()


def read_choice(alarms: str = "", ahead: str = "", cancelled: str = "") -> Choice:
    """From the words of an address, `varsel=7d,1d` and `forvarsel=7d`; what cannot be read is
    passed over, the calendar still comes.
    """
    return Choice(alarms=_days(alarms), ahead=_days(ahead), mark_cancelled=cancelled == "status")


def _days(text: str) -> tuple[int, ...]:
    found = {int(number) for number in re.findall(r"(?<!\d)(\d{1,2})d?(?!\w)", text)}
    return tuple(
        sorted((days for days in found if 0 < days <= MOST_DAYS), reverse=True)[:MOST_CHOSEN]
    )


def with_ahead(entries: Iterable[FeedEntry], choice: Choice) -> tuple[FeedEntry, ...]:
    """The entries and their extra ones, in order; only what still waits for somebody has any."""
    found = list(entries)
    extra = [
        _ahead(entry, days)
        for days in choice.ahead
        for entry in found
        if entry.remind and not isinstance(entry.start, datetime)
    ]
    return tuple(sorted([*found, *extra], key=lambda entry: entry.order))


def _ahead(entry: FeedEntry, days: int) -> FeedEntry:
    start = entry.start - timedelta(days=days)
    return replace(
        entry,
        uid=f"om-{days}.{entry.uid}",
        start=start,
        end=start + timedelta(days=1),
        summary=words.ahead(days, entry.summary),
        remind=False,
    )
