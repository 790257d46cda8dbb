"""Calendar files over HTTP. Programs empty themselves at a wrong answer, so there is always a calendar or an honest error.

An address is a secret: it is hashed before it is kept or named anywhere, and never written to a log.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from bot.ical.ahead import Choice, read_choice
from bot.ical.scopes import PUBLIC
from bot.text import web as words
from bot.web.clients import client_kind
from bot.web.conditional import respond
from bot.web.publish import Subscription, publish, subscription
from bot.web.shelf import Published
from bot.web.site import Site
from storage.errors import StorageError

log = logging.getLogger(__name__)
RETRY_SECONDS = "300"


def secret_feed(site: Site, request: Request) -> Response:
    """`/kalender/<token>.ics`: the calendar behind a secret address."""
    token = str(request.path_params["token"])
    return _serve(site, request, _address(request, token), lambda: _secret(site, request, token))


def public_feed(site: Site, request: Request) -> Response:
    """`/offentlig/<process>.ics`: the calendar for everybody."""
    process = str(request.path_params["process"])
    return _serve(site, request, _address(request, process), lambda: _public(site, request, process))


def _address(request: Request, name: str) -> str:
    """What an answer is remembered by: the address and the choices in it, as a hash."""
    return hashlib.sha256(f"{name}?{request.url.query}".encode()).hexdigest()


def _serve(site: Site, request: Request, address: str, find: Callable[[], Published | None]) -> Response:
    """The one border of the feeds: whatever goes wrong behind it, a program gets the last calendar that was right."""
    try:
        published = find()
        now = site.now()
    except Exception as error:
        log.error("calendar not written, serving the last good one", exc_info=error, extra={"action": "feed_failed"})
        last = site.shelf.last_good(address)
        return respond(request, last, now=last.modified) if last else _later()
    if published is None:
        return PlainTextResponse(words.no_such_calendar(), status_code=404, headers={"Cache-Control": "no-store"})
    for left_out in published.left_out:
        log.warning("calendar entry left out", extra={"action": "entry_left_out", "uid": left_out.uid, "why": str(left_out.why)})
    return respond(request, site.shelf.good(address, published), now=now)


def _later() -> Response:
    return PlainTextResponse(words.calendar_later(), status_code=503, headers={"Retry-After": RETRY_SECONDS, "Cache-Control": "no-store"})


def _public(site: Site, request: Request, process: str) -> Published | None:
    if process != site.process:
        return None
    return publish(site, site.state(), Subscription(scope=PUBLIC), _choice(request))


def _secret(site: Site, request: Request, token: str) -> Published | None:
    address = site.addresses.find(token)
    if address is None:
        return None
    state = site.state()
    today = site.today(state)
    found = subscription(state, address, today)
    if found is None:
        return None
    published = publish(site, state, found, _choice(request))
    try:
        site.addresses.touched(address, client=client_kind(request.headers.get("user-agent", "")), day=today)
    except StorageError as error:  # the calendar matters, the note of the fetch does not
        log.warning("fetch not noted", exc_info=error, extra={"action": "fetch_not_noted"})
    return published


def _choice(request: Request) -> Choice:
    ask = request.query_params
    return read_choice(ask.get("varsel", ""), ask.get("forvarsel", ""), ask.get("aflyst", ""))
