"""`/svar/<token>`: a committee's page for those without Slack: what waits for an answer, the form
for a record, and what stands about each. Reading changes nothing; a form does, as in Slack.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.actions import Done, act
from bot.context import Context
from bot.forms import med as forms
from bot.forms.form import Form, Send, Values
from bot.forms.information import INFORM, inform_form
from bot.messages import agenda, records
from bot.messages.message import View
from bot.messages.records import Said, said_about
from bot.text import med, med_forms, med_status, papers, refusals
from bot.text.grammar import here
from bot.text.marks import plain
from bot.web.forms import REFUSED, back, not_taken, seal, taken_in
from bot.web.links import COMMITTEE_GOOD_FOR, ClosedLink, CommitteeLink
from bot.web.pages import page
from bot.web.site import Site
from process.acts import records as record_acts
from process.acts.allowed import About, Act, Kind, allowed
from process.acts.information import untold
from process.acts.records import may_correct, need_committee, needs_reason
from process.acts.rights import side_in
from process.errors import NotYours, Refused, Unknown
from process.ledger.facts import Side
from process.ledger.history import Record
from process.ledger.state import State
from process.med.involvement import Cell, CellState, matrix, steps_of
from process.plan.proposals import shown_title
from process.seats import PersonId

LARGEST = 256 * 1024
"""Bytes of one answer; a free text of 3,000 characters is far below."""


def committee_page(site: Site, request: Request) -> Response:
    """The page as it stands now."""
    link = _opened(site, request)
    asked = Values({"ret": (request.query_params.get("ret", ""),)}).number("ret")
    corrects = _correctable(site, link, asked)
    return _page(site, link, corrects=corrects, done=request.query_params.get("set", "")[:12])


async def committee_sent(site: Site, request: Request) -> Response:
    """Something was sent in."""
    return await taken_in(request, largest=LARGEST, answer=lambda sent: _sent(site, request, sent))


def _sent(site: Site, request: Request, sent: Values) -> Response:
    link = _opened(site, request)
    fault, status = not_taken(site, request, sent, purpose=_purpose(link))
    if fault:
        return _page(site, link, sent=sent, fault=fault, status=status)
    name = sent.text("act")
    if name == "close":
        site.links.committees.close(link)
        raise HTTPException(410)
    if name not in DOES:
        raise HTTPException(404)
    values = replace(sent, about={"committee": link.committee, "milestone": sent.text("value")})
    try:
        done = DOES[name](site.context.at_once(), link.person, values)
        seq = _entry_of(name, done, values)
    except Refused as refused:
        sentence = plain(refusals.sentence(refused, site.state().adopted))
        return _page(site, link, sent=sent, fault=sentence, status=REFUSED)
    return back(request, f"set={seq}#set")


def _entry_of(name: str, done: Done, values: Values) -> int:
    """The record, or the entry, that the page shows as done."""
    if name == INFORM.name:
        return done.entry.seq
    return forms.recorded(done) if name == forms.RECORD.name else values.record


def _confirm(context: Context, person: PersonId, values: Values) -> Done:
    return act(context, person, record_acts.confirm, record=values.record)


def _take_back(context: Context, person: PersonId, values: Values) -> Done:
    return act(context, person, record_acts.take_back_answer, record=values.record)


DOES: Mapping[str, Send[Done]] = {
    "record": forms.RECORD.sent,
    "views": forms.ADD_VIEWS.sent,
    "contest": forms.CONTEST.sent,
    "minutes": forms.NOTE_MINUTES.sent,
    "withdraw": forms.WITHDRAW.sent,
    "inform": INFORM.sent,
    "confirm": _confirm,
    "take_back": _take_back,
}
"""What can be done, by the name of the button."""


def _opened(site: Site, request: Request) -> CommitteeLink:
    """What is behind the address, while it is open and its person still has a say there; 404 for
    what never was, 410 for what is no more.
    """
    try:
        link = site.links.committees.open(str(request.path_params["token"]))
        if link is None:
            raise HTTPException(404)
        if not site.is_here(link.person):
            raise HTTPException(410)
        need_committee(site.state(), link.committee)
        side_in(site.state(), link.person, link.committee, site.now(), "record")
    except (ClosedLink, NotYours, Unknown) as error:
        raise HTTPException(410) from error
    return link


def _correctable(site: Site, link: CommitteeLink, seq: int | None) -> Record | None:
    """The record of the reader's own side that is to be put right; None for any other."""
    state = site.state()
    record = state.records.get(seq or 0)
    if record is None or record.fact.committee != link.committee or record.withdrawn is not None:
        return None
    return record if may_correct(state, record, by=link.person, at=site.now()) else None


def _page(
    site: Site,
    link: CommitteeLink,
    *,
    corrects: Record | None = None,
    sent: Values | None = None,
    fault: str = "",
    done: str = "",
    status: int = 200,
) -> Response:
    asked = {
        "sent": sent or Values(),
        "fault": fault,
        "seal": seal(site, _purpose(link)),
        "once": secrets.token_hex(8),
        "done": done,
    }
    return page("committee.html", _values(site, link, corrects) | asked, status=status)


def _purpose(link: CommitteeLink) -> str:
    return f"door:{link.address.id}"


def _values(site: Site, link: CommitteeLink, corrects: Record | None) -> dict[str, object]:
    """Everything the template shows."""
    state, view, committee = site.state(), site.context.view(), link.committee
    today = site.today(state)
    seat, side = side_in(state, link.person, committee, site.now(), "record")
    cells = [
        c
        for c in matrix(state)
        if c.committee == committee and c.state is not CellState.NOT_RELEVANT
    ]
    items = list(items_of(state, link, today, view))
    open_until = state.plan.calendar.local_day(link.address.created_at + COMMITTEE_GOOD_FOR)
    return {
        "title": state.plan.title,
        "committee": state.plan.place_name(committee),
        "role": here(seat),
        "employees": side is Side.EMPLOYEES,
        "waiting": [i for i in items if i.asks],
        "records": [i for i in items if not i.asks],
        "lines": [_line(state, c, today) for c in cells],
        "record": _record_form(state, link, side, today, corrects, view),
        "views": forms.ADD_VIEWS,
        "withdraw": forms.WITHDRAW,
        "informations": [
            inform_form(state, row, today)
            for row in untold(state, link.person, site.now())
            if row.organ == committee
        ],
        "agenda": _agenda(state, committee, cells, today),
        "agenda_words": papers,
        "today": today,
        "until": med_forms.open_until(on=open_until),
        "not_agreed": f"{med.NOT_AGREED} {med.MINUTES_PREVAIL}",
    }


def _record_form(
    state: State,
    link: CommitteeLink,
    side: Side,
    today: date,
    corrects: Record | None,
    view: View,
) -> Form[Done]:
    own = forms.own_views(corrects, link.person, view)
    return forms.record_form(state, link.committee, side, today, corrects=corrects, own_views=own)


def _agenda(state: State, committee: str, cells: list[Cell], today: date) -> list[str]:
    """The finished item, while there is something to put on an agenda."""
    missing = any(cell.state is CellState.PLANNED for cell in cells)
    return [plain(text) for text in agenda.paragraphs(state, committee, today)] if missing else []


@dataclass(frozen=True, kw_only=True)
class Line:
    """One proposal of the committee."""

    id: str
    title: str
    state: str
    because: str
    missing: bool


def _line(state: State, cell: Cell, today: date) -> Line:
    because = ""
    found = steps_of(state, cell)
    if cell.basis and found and cell.state is CellState.PLANNED:
        organ = state.plan.place_name(cell.basis.organ)
        because = med_status.counted_back(organ=organ, found=found, assumed=cell.basis.assumed)
    return Line(
        id=cell.proposal.id,
        title=shown_title(cell.proposal, today),
        state=med_status.STATES[cell.state] + med_status.lateness(cell) + med_status.further(cell),
        because=because,
        missing=cell.state is CellState.PLANNED,
    )


@dataclass(frozen=True, kw_only=True)
class Item:
    """One record and what may be done about it."""

    seq: int
    text: str
    details: str
    said: tuple[Said, ...]
    proof: str
    minutes: Form[Done]
    asks: bool
    mine: bool
    answered_by_me: bool
    answered: bool
    """Taking it back needs a reason, which both sides get."""
    contest: Form[Done]
    """With the reader's own description, when they said that it is not right."""


def items_of(state: State, link: CommitteeLink, today: date, view: View) -> Iterator[Item]:
    """The committee's records, the newest first."""
    for record in sorted(state.records.values(), key=lambda r: -r.seq):
        if record.fact.committee == link.committee:
            yield _item(state, record, link, today, view)


def _item(state: State, record: Record, link: CommitteeLink, today: date, view: View) -> Item:
    about, now = About(Kind.RECORD, str(record.seq)), state.plan.calendar.delivery_on(today)
    may = allowed(state, link.person, about, now)
    asks = Act.CONFIRM in may
    last = record.answer or record.entry
    return Item(
        seq=record.seq,
        text=plain(records.question(state, record) if asks else _what_stands(state, record)),
        details=plain(records.details(state, record)) if asks else "",
        said=said_about(state, record, view),
        proof=med_forms.proof(seq=last.seq, digest=last.hash),
        minutes=forms.minutes_form(record),
        asks=asks,
        mine={Act.CORRECT, Act.WITHDRAW} <= may,
        answered_by_me=Act.TAKE_BACK in may,
        answered=needs_reason(record, link.person),
        contest=forms.contest_form(record, link.person, view)
        if Act.CORRECT in may
        else forms.CONTEST,
    )


def _what_stands(state: State, record: Record) -> str:
    found = (
        records.rendering(state, record),
        records.state_line(state, record),
        records.details(state, record),
    )
    return " ".join(filter(None, found))
