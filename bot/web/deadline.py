"""`/frist/<token>`: answering a mail about a deadline. Reading changes nothing (mail scanners follow links); a form does, as in Slack."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date, timedelta
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot import actions
from bot.context import Context
from bot.text import deadline_page as words
from bot.text import offers, refusals
from bot.text.marks import plain
from bot.text.rendered import Act
from bot.web.deadline_link import Asked, open_link
from bot.web.deadline_page import values
from bot.web.door_form import Sent
from bot.web.pages import page
from bot.web.signing import BadLink, ExpiredLink, read, sign
from bot.web.site import Rooms, Site
from process.errors import BadDay, Missing, Refused, Unknown

LARGEST = 64 * 1024
"""Bytes of one answer."""
GOOD_FOR = timedelta(hours=12)
"""How long a page may stand open before it is sent in."""
DIGITS = 18
"""Of an entry's number; more are nobody's."""
OURS = ("same-origin", "none", "")
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
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            raise HTTPException(413)
    return await run_in_threadpool(_sent, site, request, body)


def _sent(site: Site, request: Request, body: bytes) -> Response:
    try:
        rooms, asked = _through(site, request)
    except _Closed as closed:
        return _closed(closed)
    fields = parse_qs(body.decode("utf-8", errors="replace"), keep_blank_values=True, max_num_fields=50)
    sent = Sent({name: tuple(found) for name, found in fields.items()})
    fault = _not_accepted(site, request, asked, sent)
    if fault:
        return _page(site, rooms, asked, sent=sent, fault=fault, status=429 if fault == words.TOO_MANY else 422)
    act = sent.text("act")
    if act not in DOES:
        raise HTTPException(404)
    try:
        DOES[act](rooms.context, asked, sent)
    except Refused as refused:
        return _page(site, rooms, asked, sent=sent, fault=plain(refusals.sentence(refused, site.state())), status=422)
    return RedirectResponse(f"{request.url.path}?gjort={act}", status_code=303, headers={"Cache-Control": "no-store"})


def _not_accepted(site: Site, request: Request, asked: Asked, sent: Sent) -> str:
    """Why it is not even tried: another site sent it, the page is old, or there are too many."""
    if request.headers.get("sec-fetch-site", "") not in OURS:
        return words.ELSEWHERE
    try:
        read(site.secret, sent.text("seal"), purpose=_form(asked), now=site.clock())
    except ExpiredLink:
        return words.STALE
    except BadLink:
        return words.ELSEWHERE
    return "" if site.limit.allows(_form(asked), site.clock()) else words.TOO_MANY


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
    state = site.state()
    known = values(state, asked, site.today(state), rooms.context.view(), undone=done == Act.UNDO)
    seal = sign(site.secret, purpose=_form(asked), subject="form", until=site.clock() + GOOD_FOR)
    return page("deadline.html", known | {"sent": sent or Sent(), "fault": fault, "seal": seal, "done": done in DOES}, status=status)


def _form(asked: Asked) -> str:
    """What a form is sealed for, and counted by: this person's page about this deadline."""
    return f"frist-form:{hashlib.sha256(asked.subject.encode()).hexdigest()}"


def _deliver(context: Context, asked: Asked, sent: Sent) -> None:
    actions.deliver(context, asked.person, asked.key, note=sent.text("note"))


def _more_time(context: Context, asked: Asked, sent: Sent) -> None:
    until = sent.day("until")
    if until is None:
        raise Missing(field="until")
    actions.ask_more_time(context, asked.person, asked.key, until=until, why=sent.text("why"))


def _snooze(context: Context, asked: Asked, sent: Sent) -> None:
    _, _, until = sent.text("value").rpartition(offers.BETWEEN)
    try:
        day = date.fromisoformat(until)
    except ValueError as error:
        raise BadDay(why="unreadable", text=until[:40]) from error
    actions.snooze(context, asked.person, asked.key, until=day)


def _not_mine(context: Context, asked: Asked, _sent: Sent) -> None:
    actions.not_mine(context, asked.person, asked.key)


def _undo(context: Context, asked: Asked, sent: Sent) -> None:
    """Only what was said about this deadline."""
    seq = sent.text("value")
    if not seq.isdecimal() or len(seq) > DIGITS or context.state().about.get(int(seq)) != asked.key:
        raise Unknown(what="entry", name=seq[:20])
    actions.undo(context, asked.person, int(seq))


DOES: dict[str, Callable[[Context, Asked, Sent], None]] = {
    Act.DELIVER: _deliver,
    Act.MORE_TIME: _more_time,
    Act.SNOOZE: _snooze,
    Act.NOT_MINE: _not_mine,
    Act.UNDO: _undo,
}
"""What can be done, by the name of the button."""
