"""The board: timeline and MED matrix, today or as they looked on a past day; what comes and what is
missing, the matrix as a file, and the papers to take away.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.documents.sheets import Row, as_csv, as_xlsx, matrix_rows
from bot.ical.entry import stretches
from bot.text import annex, papers
from bot.text import board as words
from bot.text import matrix as matrix_words
from bot.web.feeds import address_closed_on
from bot.web.links import BOARD, AskedPaper, BadLink, ExpiredLink, PaperKind, is_signed
from bot.web.matrix import choices, chosen_of, med_matrix
from bot.web.pages import page
from bot.web.progress import Mood, Progress, progress
from bot.web.site import Site
from bot.web.timeline import timeline
from process.acts.rights import leads, sees_everything
from process.deadlines.obligations import ObligationKind, obligations
from process.ledger.state import State
from process.med.involvement import Chosen, matrix
from process.med.levels import decision_points
from process.plan.model import OrganKind
from process.seats import PersonId

MOST = 7
POLITICAL = (OrganKind.STANDING_COMMITTEE, OrganKind.FINANCE_COMMITTEE, OrganKind.COUNCIL)
CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, kw_only=True)
class Look:
    """What is looked at: the state as it was known on a day, and now."""

    then: State
    now: State
    person: PersonId
    """Whose short-lived link it came by; "" by an address of one's own, which may hang
    on a wall and opens no paper.
    """
    day: date
    today: date


def board_page(site: Site, request: Request) -> Response:
    """`/tavle/<token>`: timeline, matrix, lists."""
    look = looked_at(site, request)
    here = f"/tavle/{request.path_params['token']}"
    return page(
        "board.html",
        _values(look.then, look.day, look.today, look.now, chosen_of(request))
        | {"here": here, "papers": offered(site, look)},
    )


def matrix_csv(site: Site, request: Request) -> Response:
    """`/tavle/<token>/med.csv`."""
    return _file(site, request, "csv")


def matrix_xlsx(site: Site, request: Request) -> Response:
    """`/tavle/<token>/med.xlsx`."""
    return _file(site, request, "xlsx")


def _file(site: Site, request: Request, ending: str) -> Response:
    look = looked_at(site, request)
    rows = (
        matrix_rows(look.then, look.day, chosen_of(request), printed=look.today)
        if look.then.adopted
        else []
    )
    name = matrix_words.file_name(site.process, look.day, ending)
    return attached(
        rows,
        sheet=matrix_words.SHEET,
        name=name,
        ending=ending,
        colours=matrix_words.COLOURS,
    )


def attached(
    rows: Sequence[Row],
    *,
    sheet: str,
    name: str,
    ending: str,
    colours: dict[str, str] | None = None,
) -> Response:
    """The table under a file name; `ending` is csv or xlsx, and `name` is ASCII."""
    data = as_csv(rows) if ending == "csv" else as_xlsx(sheet, rows, colours=colours)
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
        "X-Robots-Tag": "noindex",
    }
    return Response(data, media_type=CSV if ending == "csv" else XLSX, headers=headers)


def looked_at(site: Site, request: Request) -> Look:
    """By a signed link from a message, or by an address of one's own;
    `?dag=2024-04-18` shows a past day.
    """
    state = site.state()
    today = site.today(state)
    person = _person(site, state, str(request.path_params["token"]), today)
    day = _asked_day(request.query_params.get("dag", ""), today)
    then = state if day == today else site.state_at_the_end_of(state, day)
    return Look(then=then, now=state, person=person, day=day, today=today)


def _person(site: Site, state: State, token: str, today: date) -> PersonId:
    """Who holds the link, "" for an address; raises 404 for what was never good,
    410 for what is good no more.
    """
    if is_signed(token):
        return _signed_for(site, token)
    address = site.context.addresses.find(token)
    if address is None or address.process != site.process or address.scope != BOARD:
        raise HTTPException(404)
    if address_closed_on(state, address, today) is not None:
        raise HTTPException(410)
    return ""


def _signed_for(site: Site, token: str) -> PersonId:
    try:
        person = site.links.read(BOARD, token)
    except ExpiredLink as error:
        raise HTTPException(410) from error
    except BadLink as error:
        raise HTTPException(404) from error
    if not site.is_here(person):
        raise HTTPException(410)
    return person


def _asked_day(text: str, today: date) -> date:
    """A past day; what cannot be read, or lies ahead, is today."""
    try:
        return min(date.fromisoformat(text), today)
    except ValueError:
        return today


def _values(state: State, day: date, today: date, now: State, chosen: Chosen) -> dict[str, object]:
    always = {
        "day": day,
        "today": today,
        "title": now.plan.title,
        "municipality": now.plan.municipality,
        "as_of": matrix_words.as_of(day, today),
    }
    if state.adopted is None:
        return always | {"known": False}
    rows = progress(state, day)
    return always | {
        "known": True,
        "timeline": timeline(state, rows, day),
        "rows": sorted(
            rows, key=lambda p: (p.row.when.earliest or date.max, p.row.when.latest or date.max)
        ),
        "tracks": dict(state.plan.tracks),
        "matrix": med_matrix(state, day, chosen),
        "choices": choices(state, chosen, day, today),
        "missing_deliveries": missing_deliveries(state, rows),
        "missing_discussions": missing_discussions(state, day),
        "going_on": going_on(rows),
        "coming": coming(state, rows, day),
        "letters": matrix_words.LETTERS,
        "marks": matrix_words.MARKS,
        "undated": [p.row.title for p in rows if not stretches(state.plan, p.row.when)],
        "names": {m.key: m.title for m in state.plan.milestones},
    }


@dataclass(frozen=True, kw_only=True)
class Coming:
    """Something with a day ahead, or going on."""

    day: date
    text: str
    until: str = ""


def going_on(rows: tuple[Progress, ...]) -> tuple[Coming, ...]:
    """Periods that have begun and not ended."""
    found = [p.row for p in rows if p.mood is Mood.NOW]
    return tuple(
        Coming(day=r.when.latest, text=r.title, until=words.until(r.when.latest))
        for r in found
        if r.when.latest
    )


def coming(state: State, rows: tuple[Progress, ...], today: date) -> tuple[Coming, ...]:
    """The next days: rows of the plan, political meetings, and the last days for discussions."""
    found = [*_rows(state, rows, today), *_meetings(state, today), *_discussions(state, today)]
    return tuple(sorted(found, key=lambda c: (c.day, c.text)))[:MOST]


def _rows(state: State, rows: tuple[Progress, ...], today: date) -> list[Coming]:
    ahead = [p.row for p in rows if p.mood in (Mood.OPEN, Mood.LATE)]
    spans = [
        (stretch.first_day, stretch.last_day, row.title)
        for row in ahead
        for stretch in stretches(state.plan, row.when)
    ]
    return [
        Coming(day=a, text=title, until="" if a == b else words.until(b))
        for a, b, title in spans
        if a >= today
    ]


def _meetings(state: State, today: date) -> list[Coming]:
    found = [
        (organ, m)
        for organ, m in state.plan.meetings()
        if organ.kind in POLITICAL and m.cancelled is None
    ]
    days = [(m.when.earliest, f"{organ.name}: {m.title or words.MEETING}") for organ, m in found]
    return [Coming(day=day, text=text) for day, text in days if day and day >= today]


def _discussions(state: State, today: date) -> list[Coming]:
    by_day: dict[date, list[str]] = defaultdict(list)
    for o in obligations(state):
        if o.kind is ObligationKind.DISCUSSION and o.open and o.due >= today and o.committee:
            by_day[o.due].append(o.committee)
    return [
        Coming(day=day, text=words.discussions_due(len(c), len(set(c))))
        for day, c in by_day.items()
    ]


def missing_deliveries(state: State, rows: tuple[Progress, ...]) -> tuple[str, ...]:
    """Rows not handed in by all, with the places that are missing; never with how
    long somebody has been silent.
    """
    found = []
    for p in rows:
        if p.missing:
            places = [state.plan.place_name(o.seat.place) for o in p.missing]
            found.append(words.missing_delivery(p.row.title, min(o.due for o in p.missing), places))
    return tuple(found)


def missing_discussions(state: State, today: date) -> tuple[str, ...]:
    """By committee, the proposals it has not discussed although the case deadline has passed."""
    by_committee: dict[str, list[str]] = defaultdict(list)
    for cell in matrix(state):
        if cell.missing_on(today):
            by_committee[cell.committee].append(cell.proposal.id)
    return tuple(
        words.missing_discussions(state.plan.place_name(key), ids)
        for key, ids in by_committee.items()
    )


@dataclass(frozen=True, kw_only=True)
class OfferedPaper:
    """A paper's name and its two addresses."""

    name: str
    pdf: str
    word: str


def offered(site: Site, look: Look) -> tuple[OfferedPaper, ...]:
    """The status note, and the MED annex to each meeting, for those who may have them."""
    if look.then.adopted is None:
        return ()
    return tuple(
        s
        for s in (_offered_paper(site, look.person, name, asked) for name, asked in _papers(look))
        if s.pdf
    )


def _papers(look: Look) -> Iterator[tuple[str, AskedPaper]]:
    if leads(look.now, look.person, look.today):
        on = "" if look.day == look.today else look.day.isoformat()
        yield papers.NOTE, AskedPaper(kind=PaperKind.STATUS_NOTE, about=on)
    if not sees_everything(look.now, look.person, look.today):
        return
    for point in decision_points(look.then):
        if point.shows(look.today) > look.day:
            continue  # a paper of a later day is no paper of this one
        organ = papers.short_point(organ=look.now.plan.place_name(point.organ), day=point.day)
        yield annex.title(organ=organ), AskedPaper(kind=PaperKind.ANNEX, about=point.key)


def _offered_paper(site: Site, person: PersonId, name: str, asked: AskedPaper) -> OfferedPaper:
    pdf, word = (site.links.paper(person, asked, ending) for ending in ("pdf", "docx"))
    return OfferedPaper(name=name, pdf=pdf, word=word)
