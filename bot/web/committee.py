"""A committee's records on a door's page: what stands about each, and what may be done about it."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot import actions
from bot.context import Context
from bot.messages import agenda, records
from bot.messages.message import View
from bot.messages.records import Said, said_about
from bot.text import med, med_forms, med_status, papers, refusals
from bot.text.grammar import here
from bot.text.marks import plain
from bot.web.forms import REFUSED, Values, back, not_taken, seal, taken_in
from bot.web.links import COMMITTEE_GOOD_FOR, ClosedLink, CommitteeLink
from bot.web.pages import page
from bot.web.site import Site
from process.acts import records as record_acts
from process.acts.records import Meeting, may_correct, needs_reason, own_sides
from process.acts.rights import side_in
from process.dates.when import is_dated
from process.errors import Missing, NotYours, Refused
from process.ledger.facts import DiscussionContested, Outcome, Side
from process.ledger.history import Record
from process.ledger.state import State
from process.med.involvement import Cell, CellState, counted_back, matrix
from process.plan.model import Level
from process.plan.proposals import shown_title
from process.seats import Seat
from storage.ledger import draw


@dataclass(frozen=True, kw_only=True)
class Item:
    """One record and what may be done about it."""

    seq: int
    text: str
    details: str
    said: tuple[Said, ...]
    proof: str
    minutes: str
    approved_on: date | None
    asks: bool
    mine: bool
    answered_by_me: bool
    answered: bool
    """Taking it back needs a reason, which both sides get."""
    described: str
    """The reader's own description, when they said that it is not right."""


def items_of(state: State, door: CommitteeLink, side: Side, view: View) -> Iterator[Item]:
    """The committee's records, the newest first."""
    for record in sorted(state.records.values(), key=lambda r: -r.seq):
        if record.fact.committee == door.committee:
            yield _item(state, record, door, side, view)


def _item(state: State, record: Record, door: CommitteeLink, side: Side, view: View) -> Item:
    standing = record.withdrawn is None and not records.is_corrected(state, record)
    mine = record.entry.actor == door.person
    other = Side.EMPLOYEES if record.other_side is Side.EMPLOYEES else Side.MANAGEMENT
    asks = (
        standing and not mine and record.answer is None and (side is other or record.from_elsewhere)
    )
    last = record.answer or record.entry
    return Item(
        seq=record.seq,
        text=plain(records.question(state, record) if asks else _what_stands(state, record)),
        details=plain(records.details(state, record)) if asks else "",
        said=said_about(state, record, view),
        proof=med_forms.proof(seq=last.seq, digest=last.hash),
        minutes=record.minutes.link,
        approved_on=record.minutes.approved_on,
        asks=asks,
        mine=standing and (mine or side in own_sides(record)),
        answered_by_me=standing
        and record.answer is not None
        and record.answer.actor == door.person,
        answered=needs_reason(record, door.person),
        described=_described(record, door, view) if standing else "",
    )


def _described(record: Record, door: CommitteeLink, view: View) -> str:
    answer = record.answer
    mine = answer is not None and answer.actor == door.person
    return (
        view.text_of(answer.fact.description)
        if mine and answer and isinstance(answer.fact, DiscussionContested)
        else ""
    )


def again(state: State, door: CommitteeLink, seq: int | None, view: View, at: datetime) -> Values:
    """The form filled in with a record of the reader's own side, to be sent in as its correction;
    empty for any other. Another person's words stay theirs.
    """
    record = state.records.get(seq or 0)
    if record is None or record.fact.committee != door.committee or record.withdrawn is not None:
        return Values()
    if not may_correct(state, record, by=door.person, at=at):
        return Values()
    fact, mine = record.fact, record.entry.actor == door.person
    return Values(
        {
            "act": ("record",),
            "corrects": (str(record.seq),),
            "proposals": tuple(ref.id for ref in fact.proposals),
            "held_on": (fact.held_on.isoformat(),),
            "outcome": (str(fact.outcome),),
            "material_on": (fact.material_on.isoformat() if fact.material_on else "",),
            "sides": tuple(map(str, sorted(fact.sides))),
            "minutes": (fact.minutes,),
            "views": (view.text_of(fact.views) if fact.views and mine else "",),
        }
    )


def _what_stands(state: State, record: Record) -> str:
    found = (
        records.rendering(state, record),
        records.state_line(state, record),
        records.details(state, record),
    )
    return " ".join(filter(None, found))


@dataclass(frozen=True, kw_only=True)
class Line:
    """One proposal of the committee."""

    id: str
    title: str
    state: str
    because: str
    missing: bool


def values(
    state: State, door: CommitteeLink, seat: Seat, side: Side, today: date, view: View
) -> dict[str, object]:
    """Everything the template shows."""
    committee = door.committee
    cells = [
        c
        for c in matrix(state)
        if c.committee == committee and c.state is not CellState.NOT_RELEVANT
    ]
    items = list(items_of(state, door, side, view))
    return {
        "title": state.plan.title,
        "committee": state.plan.place_name(committee),
        "role": here(seat),
        "employees": side is Side.EMPLOYEES,
        "waiting": [i for i in items if i.asks],
        "records": [i for i in items if not i.asks],
        "lines": [_line(state, c, today) for c in cells],
        "outcomes": [(str(o), label) for o, label in med.OUTCOMES.items()],
        "sides": [(str(s), label) for s, label in med.SIDES.items()],
        "usual_sides": (str(Side.MANAGEMENT), str(Side.EMPLOYEES)),
        "others": [
            (o.key, o.name)
            for o in state.plan.med_committees()
            if o.key != committee and _may_join(state, committee, o.key)
        ],
        "agenda": _agenda(state, committee, cells, today),
        "agenda_words": papers,
        "last_meeting": last_meeting(state, committee, today),
        "today": today,
        "until": med_forms.open_until(
            on=state.plan.calendar.local_day(door.address.created_at + COMMITTEE_GOOD_FOR)
        ),
        "form": med_forms,
        "not_agreed": f"{med.NOT_AGREED} {med.MINUTES_PREVAIL}",
    }


def _agenda(state: State, committee: str, cells: list[Cell], today: date) -> list[str]:
    """The finished item, while there is something to put on an agenda."""
    missing = any(cell.state is CellState.PLANNED for cell in cells)
    return [plain(text) for text in agenda.paragraphs(state, committee, today)] if missing else []


def last_meeting(state: State, committee: str, today: date) -> date:
    """The committee's latest meeting that has been held, else today."""
    organ = state.plan.organ(committee)
    days = [
        m.when.earliest
        for m in organ.meetings
        if m.cancelled is None and is_dated(m.when) and m.when.earliest
    ]
    return max((day for day in days if day <= today), default=today)


def _may_join(state: State, committee: str, other: str) -> bool:
    """Committees that share a proposal can meet about it together."""
    return state.plan.organ(other).level is not Level.MAIN and any(
        {committee, other} <= set(p.affected) for p in state.proposals()
    )


def _line(state: State, cell: Cell, today: date) -> Line:
    because = ""
    if cell.basis and cell.state is CellState.PLANNED:
        organ = state.plan.place_name(cell.basis.organ)
        because = med_status.counted_back(
            organ=organ, found=counted_back(state.plan, cell.basis), assumed=cell.basis.assumed
        )
    return Line(
        id=cell.proposal.id,
        title=shown_title(cell.proposal, today),
        state=med_status.STATES[cell.state] + med_status.lateness(cell) + med_status.further(cell),
        because=because,
        missing=cell.state is CellState.PLANNED,
    )


def _record(context: Context, door: CommitteeLink, sent: Values) -> int:
    held_on = sent.day("held_on")
    if held_on is None:
        raise Missing(field="day")
    outcome = sent.text("outcome")
    meeting = Meeting(
        committee=door.committee,
        proposals=sent.several("proposals"),
        held_on=held_on,
        outcome=Outcome(outcome) if outcome in set(Outcome) else Outcome.DISCUSSED,
        material_on=sent.day("material_on"),
        sides=frozenset(Side(side) for side in sent.several("sides") if side in set(Side)),
        minutes=sent.text("minutes"),
        corrects=sent.number("corrects"),
        joint=sent.several("joint"),
    )
    done = actions.act(
        context,
        door.person,
        record_acts.record,
        meeting=meeting,
        views=actions.text_if_any(sent.text("views")),
        once=sent.once,
    )
    return done.entries[0].seq if done.entries else max(done.state.records)


def _confirm(context: Context, door: CommitteeLink, sent: Values) -> int:
    actions.act(context, door.person, record_acts.confirm, record=sent.record)
    return sent.record


def _contest(context: Context, door: CommitteeLink, sent: Values) -> int:
    actions.act(
        context,
        door.person,
        record_acts.contest,
        record=sent.record,
        description=draw(sent.text("description")),
        once=sent.once,
    )
    return sent.record


def _views(context: Context, door: CommitteeLink, sent: Values) -> int:
    actions.act(
        context,
        door.person,
        record_acts.add_views,
        record=sent.record,
        views=draw(sent.text("views")),
        once=sent.once,
    )
    return sent.record


def _take_back(context: Context, door: CommitteeLink, sent: Values) -> int:
    actions.act(context, door.person, record_acts.take_back_answer, record=sent.record)
    return sent.record


def _withdraw(context: Context, door: CommitteeLink, sent: Values) -> int:
    actions.act(
        context, door.person, record_acts.withdraw, record=sent.record, why=sent.text("why")
    )
    return sent.record


def _minutes(context: Context, door: CommitteeLink, sent: Values) -> int:
    actions.act(
        context,
        door.person,
        record_acts.note_minutes,
        record=sent.record,
        link=sent.text("minutes"),
        approved_on=sent.day("approved_on"),
    )
    return sent.record


DOES: dict[str, Callable[[Context, CommitteeLink, Values], int]] = {
    "record": _record,
    "confirm": _confirm,
    "contest": _contest,
    "views": _views,
    "take_back": _take_back,
    "withdraw": _withdraw,
    "minutes": _minutes,
}
"""What can be done, by the name of the button; each gives the record it is about."""


LARGEST = 256 * 1024
"""Bytes of one answer; a free text of 3,000 characters is far below."""


def door_page(site: Site, request: Request) -> Response:
    """The page as it stands now."""
    door = _through(site, request)
    wanted = Values({"ret": (request.query_params.get("ret", ""),)}).number("ret")
    filled = again(site.state(), door, wanted, site.context.view(), site.now())
    return _page(site, door, sent=filled, said=request.query_params.get("set", "")[:12])


async def door_sent(site: Site, request: Request) -> Response:
    """Something was sent in."""
    return await taken_in(request, largest=LARGEST, answer=lambda sent: _sent(site, request, sent))


def _sent(site: Site, request: Request, sent: Values) -> Response:
    door = _through(site, request)
    fault, status = not_taken(site, request, sent, purpose=_purpose(door))
    if fault:
        return _page(site, door, sent=sent, fault=fault, status=status)
    if sent.text("act") == "close":
        site.links.committees.close(door)
        raise HTTPException(410)
    if sent.text("act") not in DOES:
        raise HTTPException(404)
    try:
        seq = DOES[sent.text("act")](site.context.at_once(), door, sent)
    except Refused as refused:
        return _page(
            site,
            door,
            sent=sent,
            fault=plain(refusals.sentence(refused, site.state().adopted)),
            status=REFUSED,
        )
    return back(request, f"set={seq}#set")


def _through(site: Site, request: Request) -> CommitteeLink:
    """The door, when it is open and its person still has a say there; 404 for what never
    was, 410 for what is no more.
    """
    try:
        door = site.links.committees.open(str(request.path_params["token"]))
        if door is None:
            raise HTTPException(404)
        side_in(site.state(), door.person, door.committee, site.now(), "record")
    except (ClosedLink, NotYours) as error:
        raise HTTPException(410) from error
    return door


def _page(
    site: Site,
    door: CommitteeLink,
    *,
    sent: Values | None = None,
    fault: str = "",
    said: str = "",
    status: int = 200,
) -> Response:
    state = site.state()
    seat, side = side_in(state, door.person, door.committee, site.now(), "record")
    known = values(state, door, seat, side, site.today(state), site.context.view())
    typed = {
        "sent": sent or Values(),
        "fault": fault,
        "seal": seal(site, _purpose(door)),
        "once": secrets.token_hex(8),
        "said": said,
    }
    return page("door.html", known | typed, status=status)


def _purpose(door: CommitteeLink) -> str:
    return f"door:{door.address.id}"
