"""Calendar files over HTTP. Programs empty themselves at a wrong answer, so there is always a
calendar or an honest error.

An address is a secret: it is hashed before it is kept or named anywhere, and never written to a
log.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from bot.ical import feed as calendars
from bot.ical.feed import Choice, read_choice
from bot.ical.scopes import PUBLIC, Scope, ScopeKind, closed_on, parse
from bot.ical.write import write
from bot.text import board as words
from bot.web.cache import Published, respond
from bot.web.site import Site
from process.errors import Unknown
from process.ledger.state import State
from storage.addresses import Address
from storage.errors import StorageError

TOMBSTONE_DAYS = 90
"""So long a closed address says that it is closed, which is what makes programs drop what
they had; then it is unknown.
"""
RETRY_SECONDS = "300"
log = logging.getLogger(__name__)


def secret_feed(site: Site, request: Request) -> Response:
    """`/kalender/<token>.ics`: the calendar behind a secret address."""
    token = str(request.path_params["token"])
    return _serve(site, request, _address(request, token), lambda: _secret(site, request, token))


def public_feed(site: Site, request: Request) -> Response:
    """`/offentlig/<process>.ics`: the calendar for everybody."""
    process = str(request.path_params["process"])
    return _serve(
        site, request, _address(request, process), lambda: _public(site, request, process)
    )


def _address(request: Request, name: str) -> str:
    """What an answer is remembered by: the address and the choices in it, as a hash."""
    return hashlib.sha256(f"{name}?{request.url.query}".encode()).hexdigest()


def _serve(
    site: Site, request: Request, address: str, find: Callable[[], Published | None]
) -> Response:
    """The one border of the feeds: whatever goes wrong behind it, a program gets the
    last calendar that was right.
    """
    try:
        published = find()
        now = site.now()
    except Exception as error:
        log.error(
            "calendar not written, serving the last good one",
            exc_info=error,
            extra={"action": "feed_failed"},
        )
        last = site.cache.last_good(address)
        return respond(request, last, now=last.modified) if last else _later()
    if published is None:
        return PlainTextResponse(
            words.NO_SUCH_CALENDAR, status_code=404, headers={"Cache-Control": "no-store"}
        )
    for left_out in published.left_out:
        log.warning(
            "calendar entry left out",
            extra={"action": "entry_left_out", "uid": left_out.uid, "why": str(left_out.why)},
        )
    return respond(request, site.cache.good(address, published), now=now)


def _later() -> Response:
    return PlainTextResponse(
        words.CALENDAR_LATER,
        status_code=503,
        headers={"Retry-After": RETRY_SECONDS, "Cache-Control": "no-store"},
    )


def _public(site: Site, request: Request, process: str) -> Published | None:
    if process != site.process:
        return None
    return publish(site, site.state(), Subscription(scope=PUBLIC), _choice(request))


def _secret(site: Site, request: Request, token: str) -> Published | None:
    address = site.context.addresses.find(token)
    if address is None:
        return None
    state = site.state()
    today = site.today(state)
    found = subscription(state, address, today)
    if found is None:
        return None
    published = publish(site, state, found, _choice(request))
    try:
        site.context.addresses.touched(
            address, client=client_kind(request.headers.get("user-agent", "")), day=today
        )
    except StorageError as error:  # the calendar matters, the note of the fetch does not
        log.warning("fetch not noted", exc_info=error, extra={"action": "fetch_not_noted"})
    return published


def _choice(request: Request) -> Choice:
    ask = request.query_params
    return read_choice(ask.get("varsel", ""), ask.get("forvarsel", ""), ask.get("aflyst", ""))


@dataclass(frozen=True, kw_only=True)
class Subscription:
    """A live or recently closed address: its scope, and the day it was closed."""

    scope: Scope
    closed_on: date | None = None


def subscription(state: State, address: Address | None, today: date) -> Subscription | None:
    """What an address stands for today; None for one that is unknown or has been closed for
    long.
    """
    if address is None or address.process != state.process:
        return None
    try:
        scope = parse(address.scope)
    except Unknown:
        return None
    closed = (
        None
        if scope.kind is ScopeKind.PUBLIC and address.revoked_at is None
        else address_closed_on(state, address, today, scope)
    )
    if closed is not None and today > closed + timedelta(days=TOMBSTONE_DAYS):
        return None
    return Subscription(scope=scope, closed_on=closed)


def address_closed_on(
    state: State, address: Address, today: date, scope: Scope | None = None
) -> date | None:
    """Closed by hand, or because its person has left the seats that gave it (every seat,
    for the board and one's own).
    """
    if address.revoked_at is not None:
        return state.plan.calendar.local_day(address.revoked_at)
    return closed_on(state, address.person, scope, today)


def publish(site: Site, state: State, found: Subscription, choice: Choice) -> Published:
    """The bytes for a subscription today; written once per state, day and choice."""
    today = site.today(state)
    key = (state.process, state.head, found.scope, today, choice, found.closed_on is None)
    return site.cache.written(key, lambda: _write(site, state, found, today, choice))


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


KINDS = (
    ("google", ("google-calendar", "feedfetcher-google", "googlebot")),
    ("outlook", ("outlook", "microsoft office", "exchange", "msiecrawler")),
    (
        "apple",
        ("dataaccessd", "calendaragent", "ios/", "macos/", "mac os x", "accountsd", "remindd"),
    ),
    ("thunderbird", ("thunderbird", "lightning")),
    ("android", ("icsx5", "davx5", "dalvik", "okhttp")),
    ("nextcloud", ("nextcloud",)),
)
OTHER = "other"


def client_kind(agent: str) -> str:
    """The kind by the User-Agent; "other" for what we do not know."""
    low = agent.lower()
    return next((kind for kind, marks in KINDS if any(mark in low for mark in marks)), OTHER)
