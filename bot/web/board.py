"""The board: timeline and MED matrix, today or as they looked on a past day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.actions.calendars import BOARD
from bot.ical.stretch import stretches
from bot.text import web_board as words
from bot.web import overview
from bot.web.choice import choices, chosen_of
from bot.web.matrix import med_matrix
from bot.web.pages import page
from bot.web.paper_shelf import offered
from bot.web.progress import progress
from bot.web.publish import address_closed_on
from bot.web.signing import BadLink, ExpiredLink, is_signed, read
from bot.web.site import Site
from bot.web.timeline import timeline
from process.seats import PersonId
from process.selection import Chosen
from process.state import State


@dataclass(frozen=True, kw_only=True)
class Look:
    """What is looked at: the state as it was known on a day, and now."""

    then: State
    now: State
    person: PersonId
    """Whose short-lived link it came by; "" by an address of one's own, which may hang on a wall and opens no paper."""
    day: date
    today: date


def looked_at(site: Site, request: Request) -> Look:
    """Through the door: a signed link from a message, or an address of one's own; `?dag=2024-04-18` shows a past day."""
    state = site.state()
    today = site.today(state)
    person = _person(site, state, str(request.path_params["token"]), today)
    day = _asked_day(request.query_params.get("dag", ""), today)
    then = state if day == today else site.state_at_the_end_of(state, day)
    return Look(then=then, now=state, person=person, day=day, today=today)


def board_page(site: Site, request: Request) -> Response:
    """`/tavle/<token>`: timeline, matrix, lists."""
    look = looked_at(site, request)
    here = f"/tavle/{request.path_params['token']}"
    return page(
        "board.html", _values(look.then, look.day, look.today, look.now, chosen_of(request)) | {"here": here, "papers": offered(site, look)}
    )


def _person(site: Site, state: State, token: str, today: date) -> PersonId:
    """Who holds the link, "" for an address; raises 404 for what was never good, 410 for what is good no more."""
    if is_signed(token):
        return _signed_for(site, token)
    address = site.addresses.find(token)
    if address is None or address.process != site.process or address.scope != BOARD:
        raise HTTPException(404)
    if address_closed_on(state, address, today) is not None:
        raise HTTPException(410)
    return ""


def _signed_for(site: Site, token: str) -> PersonId:
    try:
        return read(site.secret, token, purpose=f"{BOARD}:{site.process}", now=site.clock())
    except ExpiredLink as error:
        raise HTTPException(410) from error
    except BadLink as error:
        raise HTTPException(404) from error


def _asked_day(text: str, today: date) -> date:
    """A past day; what cannot be read, or lies ahead, is today."""
    try:
        return min(date.fromisoformat(text), today)
    except ValueError:
        return today


def _values(state: State, day: date, today: date, now: State, chosen: Chosen) -> dict[str, object]:
    always = {"day": day, "today": today, "title": now.plan.title, "municipality": now.plan.municipality}
    if state.adopted is None:
        return always | {"known": False}
    rows = progress(state, day)
    return always | {
        "known": True,
        "timeline": timeline(state, rows, day),
        "rows": sorted(rows, key=lambda p: (p.row.when.earliest or date.max, p.row.when.latest or date.max)),
        "tracks": dict(state.plan.tracks),
        "matrix": med_matrix(state, day, chosen),
        "choices": choices(state, chosen, day, today),
        "missing_deliveries": overview.missing_deliveries(state, rows),
        "missing_discussions": overview.missing_discussions(state, day),
        "going_on": overview.going_on(rows),
        "coming": overview.coming(state, rows, day),
        "letters": words.LETTERS,
        "marks": words.MARKS,
        "undated": [p.row.title for p in rows if not stretches(state.plan, p.row.when)],
        "names": {m.key: m.title for m in state.plan.milestones},
    }
