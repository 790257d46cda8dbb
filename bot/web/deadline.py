"""`/frist/<token>`: answering a mail about a deadline. Reading changes nothing (mail scanners follow links); a form does, as in Slack."""

from __future__ import annotations

import hashlib

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.text import deadline_page as words
from bot.text import refusals
from bot.text.marks import plain
from bot.text.rendered import Act
from bot.web.answering import REFUSED, back, not_taken, seal, taken_in
from bot.web.deadline_deeds import DOES
from bot.web.deadline_link import Asked, open_link
from bot.web.deadline_page import values
from bot.web.pages import page
from bot.web.sent import Sent
from bot.web.signing import BadLink, ExpiredLink
from bot.web.site import Rooms, Site
from process.errors import Refused

LARGEST = 64 * 1024
"""Bytes of one answer."""
Words = tuple[str, str, str]


class _Closed(Exception):
    """The link opens nothing."""

    def __init__(self, status: int, said: Words) -> None:
        super().__init__(status)
        self.status, self.said = status, said


def deadline_page(site: Site, request: Request) -> Response:
    """The deadline as it stands now."""
    try:
        rooms, asked = _through(site, request)
    except _Closed as closed:
        return _closed(closed)
    return _page(site, rooms, asked, done=request.query_params.get("gjort", ""))


async def deadline_sent(site: Site, request: Request) -> Response:
    """Something was sent in."""
    return await taken_in(request, largest=LARGEST, answer=lambda sent: _sent(site, request, sent))


def _sent(site: Site, request: Request, sent: Sent) -> Response:
    try:
        rooms, asked = _through(site, request)
    except _Closed as closed:
        return _closed(closed)
    fault, status = not_taken(site, request, sent, purpose=_form(asked))
    if fault:
        return _page(site, rooms, asked, sent=sent, fault=fault, status=status)
    act = sent.text("act")
    if act not in DOES:
        raise HTTPException(404)
    if act == Act.MORE_TIME and sent.text("look"):
        return _page(site, rooms, asked, sent=sent)
    try:
        DOES[act](rooms.context.at_once(), asked, sent)
    except Refused as refused:
        return _page(site, rooms, asked, sent=sent, fault=plain(refusals.sentence(refused, site.state())), status=REFUSED)
    return back(request, f"gjort={act}")


def _through(site: Site, request: Request) -> tuple[Rooms, Asked]:
    """Who asks about what, while they are here."""
    if site.rooms is None:
        raise HTTPException(404)
    try:
        asked = open_link(site.secret, site.process, str(request.path_params["token"]), now=site.clock())
    except ExpiredLink as error:
        raise _Closed(410, words.EXPIRED) from error
    except BadLink as error:
        raise _Closed(404, words.FOREIGN) from error
    state = site.state()
    known = site.rooms.context.directory.get(site.process, asked.person)
    if known is None or not known.active or not state.seats_of(asked.person, site.today(state)):
        raise _Closed(410, words.NO_LONGER_HERE)
    return site.rooms, asked


def _closed(closed: _Closed) -> Response:
    title, text, remedy = closed.said
    return page("error.html", {"code": closed.status, "title": title, "text": text, "remedy": remedy}, status=closed.status)


def _page(
    site: Site, rooms: Rooms, asked: Asked, *, sent: Sent | None = None, fault: str = "", done: str = "", status: int = 200
) -> Response:
    until = sent.text("until") if sent and sent.text("act") == Act.MORE_TIME else ""
    known = values(site.state(), asked, rooms.context, done=done if done in DOES else "", until=until)
    return page("deadline.html", known | {"sent": sent or Sent(), "fault": fault, "seal": seal(site, _form(asked))}, status=status)


def _form(asked: Asked) -> str:
    """What a form is sealed for, and counted by: this person's page about this deadline."""
    return f"frist-form:{hashlib.sha256(asked.subject.encode()).hexdigest()}"
