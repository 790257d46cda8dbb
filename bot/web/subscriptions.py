"""The page of a calendar address: how to subscribe in each program, how soon it follows, what it
contains; and closing or renewing it.
"""

from __future__ import annotations

import io
import secrets
from dataclasses import dataclass
from urllib.parse import quote

import segno
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.actions import TOKEN_BYTES
from bot.ical.entry import FeedEntry
from bot.ical.feed import feed
from bot.ical.scopes import PUBLIC, Scope
from bot.ical.write import write
from bot.text import board as words
from bot.text.subscriptions import fetched_line
from bot.web.feeds import subscription
from bot.web.pages import OWN_SCRIPTS, page
from bot.web.site import Site
from process.ledger.state import State
from storage.addresses import Address

SHOWN = 8
"""So many of the coming entries stand on the page."""


def public_page(site: Site, request: Request) -> Response:
    """`/offentlig/<process>`."""
    if request.path_params["process"] != site.process:
        raise HTTPException(404)
    return _page(site, site.state(), PUBLIC, f"/offentlig/{site.process}.ics", None)


def secret_page(site: Site, request: Request) -> Response:
    """`/kalender/<token>`; a closed address says so."""
    token = str(request.path_params["token"])
    address = site.context.addresses.find(token)
    state = site.state()
    found = subscription(state, address, site.today(state))
    if found is None:
        raise HTTPException(404)
    if found.closed_on is not None:
        raise HTTPException(410)
    return _page(site, state, found.scope, f"/kalender/{token}.ics", address)


def _page(site: Site, state: State, scope: Scope, path: str, address: Address | None) -> Response:
    today = site.today(state)
    made = feed(state, scope, today)
    coming = [entry for entry in made.entries if entry.last_day >= today]
    url = site.url(path)
    values = {
        "title": made.title,
        "about": made.about,
        "links": links(url, made.title),
        "qr": qr_code(url),
        "coming": [(entry, _day(entry)) for entry in coming[:SHOWN]],
        "more": max(0, len(coming) - SHOWN),
        "total": len(made.entries),
        "fetched": fetched_line([(f.client, f.day) for f in address.fetched]) if address else "",
        "renewal": path.removesuffix(".ics") if address is not None else "",
        "left_out": [left.uid for left in write(made).left_out],
    }
    return page("landing.html", values, headers={"Content-Security-Policy": OWN_SCRIPTS})


def _day(entry: FeedEntry) -> str:
    first = entry.start
    return words.entry_day(first, entry.last_day)


def close(site: Site, request: Request) -> Response:
    """`POST /kalender/<token>/luk`: programs empty themselves at their next fetch."""
    token, address = _live(site, request)
    site.context.addresses.revoke(address.id, at=site.now())
    return _to(token)


def renew(site: Site, request: Request) -> Response:
    """`POST /kalender/<token>/ny`: the old address closes and the new one's page is shown, once."""
    _, address = _live(site, request)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    site.context.addresses.renew(
        address.process, address.person, address.scope, token, at=site.now()
    )
    return _to(token)


def _live(site: Site, request: Request) -> tuple[str, Address]:
    token = str(request.path_params["token"])
    address = site.context.addresses.find(token)
    state = site.state()
    found = subscription(state, address, site.today(state))
    if address is None or found is None:
        raise HTTPException(404)
    if found.closed_on is not None:
        raise HTTPException(410)
    return token, address


def _to(token: str) -> Response:
    return RedirectResponse(
        f"/kalender/{token}", status_code=303, headers={"Cache-Control": "no-store"}
    )


@dataclass(frozen=True, kw_only=True)
class Links:
    """The address in the forms programs want it in."""

    https: str
    webcal: str
    outlook: str


def links(url: str, title: str) -> Links:
    """`webcal:` for Apple and Thunderbird only: Outlook strips it and Google has no short cut
    for foreign calendars any more.
    """
    bare = url.partition("://")[2]
    query = f"url={quote(url, safe='')}&name={quote(title, safe='')}"
    return Links(
        https=url,
        webcal=f"webcal://{bare}",
        outlook=f"https://outlook.office.com/calendar/0/addfromweb?{query}",
    )


def qr_code(url: str) -> str:
    """An inline picture of the address, for a telephone held up to the screen."""
    out = io.BytesIO()
    segno.make(url, error="m").save(
        out,
        kind="svg",
        xmldecl=False,
        svgns=True,
        nl=False,
        omitsize=True,
        svgclass="qr",
        lineclass=None,
        title=words.QR_TITLE,
    )
    return out.getvalue().decode()
