"""Closing an address, or changing it for a new one, on its own page. Whoever knows the address may do both: it is theirs."""

from __future__ import annotations

import secrets

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.actions.calendars import TOKEN_BYTES
from bot.web.publish import subscription
from bot.web.site import Site
from storage.addresses import Address


def close(site: Site, request: Request) -> Response:
    """`POST /kalender/<token>/luk`: programs empty themselves at their next fetch."""
    token, address = _live(site, request)
    site.addresses.revoke(address.id, at=site.now())
    return _to(token)


def renew(site: Site, request: Request) -> Response:
    """`POST /kalender/<token>/ny`: the old address closes and the new one's page is shown, once."""
    _, address = _live(site, request)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    site.addresses.renew(address.process, address.person, address.scope, token, at=site.now())
    return _to(token)


def _live(site: Site, request: Request) -> tuple[str, Address]:
    token = str(request.path_params["token"])
    address = site.addresses.find(token)
    state = site.state()
    found = subscription(state, address, site.today(state))
    if address is None or found is None:
        raise HTTPException(404)
    if found.closed_on is not None:
        raise HTTPException(410)
    return token, address


def _to(token: str) -> Response:
    return RedirectResponse(f"/kalender/{token}", status_code=303, headers={"Cache-Control": "no-store"})
