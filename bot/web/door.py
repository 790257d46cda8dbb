"""The door without Slack: `/svar/<token>`. Works without scripts; nothing typed is ever lost; writes through the same actions."""

from __future__ import annotations

import secrets

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.doors import ClosedDoor, Door
from bot.text import refusals
from bot.text.marks import plain
from bot.web.answering import REFUSED, back, not_taken, seal, taken_in
from bot.web.door_form import DOES
from bot.web.door_page import values
from bot.web.door_records import again
from bot.web.pages import page
from bot.web.sent import Sent
from bot.web.site import Rooms, Site
from process.errors import NotYours, Refused
from process.verbs.rights import side_in

LARGEST = 256 * 1024
"""Bytes of one answer; a free text of 3,000 characters is far below."""


def door_page(site: Site, request: Request) -> Response:
    """The page as it stands now."""
    rooms, door = _through(site, request)
    wanted = Sent({"ret": (request.query_params.get("ret", ""),)}).number("ret")
    filled = again(site.state(), door, wanted, rooms.context.view(), site.now())
    return _page(site, rooms, door, sent=filled, said=request.query_params.get("set", "")[:12])


async def door_sent(site: Site, request: Request) -> Response:
    """Something was sent in."""
    return await taken_in(request, largest=LARGEST, answer=lambda sent: _sent(site, request, sent))


def _sent(site: Site, request: Request, sent: Sent) -> Response:
    rooms, door = _through(site, request)
    fault, status = not_taken(site, request, sent, purpose=_purpose(door))
    if fault:
        return _page(site, rooms, door, sent=sent, fault=fault, status=status)
    if sent.text("act") == "close":
        rooms.doors.close(door)
        raise HTTPException(410)
    if sent.text("act") not in DOES:
        raise HTTPException(404)
    try:
        seq = DOES[sent.text("act")](rooms.context.at_once(), door, sent)
    except Refused as refused:
        return _page(site, rooms, door, sent=sent, fault=plain(refusals.sentence(refused, site.state())), status=REFUSED)
    return back(request, f"set={seq}#set")


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
    typed = {"sent": sent or Sent(), "fault": fault, "seal": seal(site, _purpose(door)), "once": secrets.token_hex(8), "said": said}
    return page("door.html", known | typed, status=status)


def _purpose(door: Door) -> str:
    return f"door:{door.address.id}"
