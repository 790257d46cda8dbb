"""From an address to the calendar it is answered with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.ical import feed as calendars
from bot.ical.ahead import Choice
from bot.ical.entitled import closed_on
from bot.ical.scopes import Scope, ScopeKind, parse
from bot.ical.write import write
from bot.web.shelf import Published
from bot.web.site import Site
from process.errors import Unknown
from process.state import State
from storage.addresses import Address

TOMBSTONE_DAYS = 90
"""So long a closed address says that it is closed, which is what makes programs drop what they had; then it is unknown."""


@dataclass(frozen=True, kw_only=True)
class Subscription:
    """A live or recently closed address: its scope, and the day it was closed."""

    scope: Scope
    closed_on: date | None = None


def subscription(state: State, address: Address | None, today: date) -> Subscription | None:
    """What an address stands for today; None for one that is unknown or has been closed for long."""
    if address is None or address.process != state.process:
        return None
    try:
        scope = parse(address.scope)
    except Unknown:
        return None
    closed = None if scope.kind is ScopeKind.PUBLIC and address.revoked_at is None else address_closed_on(state, address, today, scope)
    if closed is not None and today > closed + timedelta(days=TOMBSTONE_DAYS):
        return None
    return Subscription(scope=scope, closed_on=closed)


def address_closed_on(state: State, address: Address, today: date, scope: Scope | None = None) -> date | None:
    """Closed by hand, or because its person has left the seats that gave it (every seat, for the board and one's own)."""
    if address.revoked_at is not None:
        return state.plan.calendar.local_day(address.revoked_at)
    return closed_on(state, address.person, scope, today)


def publish(site: Site, state: State, found: Subscription, choice: Choice) -> Published:
    """The bytes for a subscription today; written once per state, day and choice."""
    today = site.today(state)
    key = (state.process, state.head, found.scope, today, choice, found.closed_on is None)
    return site.shelf.written(key, lambda: _write(site, state, found, today, choice))


def _write(site: Site, state: State, found: Subscription, today: date, choice: Choice) -> Published:
    make = calendars.feed if found.closed_on is None else calendars.closed
    done = write(make(state, found.scope, today), page=site.url("/"), choice=choice)
    return Published(
        data=done.data,
        modified=_modified(state, today),
        public=found.scope.kind is ScopeKind.PUBLIC,
        left_out=done.left_out,
    )


def _modified(state: State, today: date) -> datetime:
    """The ledger's last entry, or midnight: the day may have dropped what is long over."""
    midnight = state.plan.calendar.instant(today, time())
    return max(state.at, midnight) if state.at else midnight
