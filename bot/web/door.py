"""The door without Slack: `/svar/<token>`. Works without scripts; nothing typed is ever lost; writes through the same actions."""

from __future__ import annotations

import secrets
from datetime import timedelta
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.doors import ClosedDoor, Door
from bot.text import door as words
from bot.text import refusals
from bot.web.door_form import DOES, Sent
from bot.web.door_page import values
from bot.web.pages import page
from bot.web.signing import BadLink, ExpiredLink, read, sign
from bot.web.site import Rooms, Site
from process.errors import NotYours, Refused
from process.verbs.rights import side_in

LARGEST = 256 * 1024
"""Bytes of one answer; a free text of 3,000 characters is far below."""
GOOD_FOR = timedelta(hours=12)
"""How long a page may stand open before it is sent in."""
OURS = ("same-origin", "none", "")


def door_page(site: Site, request: Request) -> Response:
    """The page as it stands now."""
    rooms, door = _through(site, request)
    return _page(site, rooms, door, said=request.query_params.get("set", "")[:12])


async def door_sent(site: Site, request: Request) -> Response:
    """Something was sent in."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            raise HTTPException(413)
    return await run_in_threadpool(_sent, site, request, body)


def _sent(site: Site, request: Request, body: bytes) -> Response:
    rooms, door = _through(site, request)
    fields = parse_qs(body.decode("utf-8", errors="replace"), keep_blank_values=True, max_num_fields=500)
    sent = Sent({name: tuple(found) for name, found in fields.items()})
    fault = _not_accepted(site, request, door, sent)
    if fault:
        return _page(site, rooms, door, sent=sent, fault=fault, status=429 if fault == words.TOO_MANY else 422)
    if sent.text("act") == "close":
        rooms.doors.close(door)
        raise HTTPException(410)
    if sent.text("act") not in DOES:
        raise HTTPException(404)
    try:
        seq = DOES[sent.text("act")](rooms.context, door, sent)
    except Refused as refused:
        return _page(site, rooms, door, sent=sent, fault=refusals.sentence(refused, site.state()), status=422)
    return RedirectResponse(f"{request.url.path}?set={seq}#set", status_code=303, headers={"Cache-Control": "no-store"})


def _not_accepted(site: Site, request: Request, door: Door, sent: Sent) -> str:
    """Why it is not even tried: another site sent it, the page is old, or there are too many."""
    if request.headers.get("sec-fetch-site", "") not in OURS:
        return words.ELSEWHERE
    try:
        read(site.secret, sent.text("seal"), purpose=_purpose(door), now=site.clock())
    except ExpiredLink:
        return words.STALE
    except BadLink:
        return words.ELSEWHERE
    return "" if site.limit.allows(door.address.id, site.clock()) else words.TOO_MANY


def _through(site: Site, request: Request) -> tuple[Rooms, Door]:
    """The door, when it is open and its person still has a say there; 404 for what never was, 410 for what is no more."""
    if site.rooms is None:
        raise HTTPException(404)
    try:
        door = site.rooms.doors.open(str(request.path_params["token"]))
        if door is None:
            raise HTTPException(404)
        side_in(site.state(), door.person, door.committee, site.now(), "record")
    except (ClosedDoor, NotYours) as error:
        raise HTTPException(410) from error
    return site.rooms, door


def _page(
    site: Site, rooms: Rooms, door: Door, *, sent: Sent | None = None, fault: str = "", said: str = "", status: int = 200
) -> Response:
    state = site.state()
    seat, side = side_in(state, door.person, door.committee, site.now(), "record")
    known = values(state, door, seat, side, site.today(state), rooms.context.view())
    seal = sign(site.secret, purpose=_purpose(door), subject="form", until=site.clock() + GOOD_FOR)
    typed = {"sent": sent or Sent(), "fault": fault, "seal": seal, "once": secrets.token_hex(8), "said": said}
    return page("door.html", known | typed, status=status)


def _purpose(door: Door) -> str:
    return f"door:{door.address.id}"
