"""A proposal's sagsgang as sections: the way it has been, and the word to those whose
discussion got another last day.
"""

from __future__ import annotations

from datetime import date

from bot.messages.choices import record_choice
from bot.messages.message import Section
from bot.text import med, papers
from bot.text import proposals as stations
from bot.text.grammar import place
from bot.text.marks import strong
from process.deadlines.obligations import day_of, find, obligations
from process.ledger.obligation_keys import DiscussionKey
from process.ledger.plan_changes import Rescheduled
from process.ledger.state import State
from process.med.involvement import Cell, CellState, counted_back, matrix
from process.plan.model import Plan
from process.plan.proposals import Proposal, Station, shown_on
from process.plan.treatment import Treatment
from process.reminders.news import owing
from process.seats import PersonId


def line(plan: Plan, station: Station) -> str:
    """One station."""
    return stations.station(
        organ=place(plan, station.organ),
        day=station.day,
        outcome=station.outcome,
        closed=station.closed,
        supplementary=station.supplementary,
        version=station.version,
    )


def route(plan: Plan, proposal: Proposal) -> str:
    """The whole sagsgang in a line; "" where it has no stations."""
    return (
        stations.route(stations=[line(plan, s) for s in proposal.stations])
        if proposal.stations
        else ""
    )


def happened(plan: Plan, proposal: Proposal) -> str:
    """The stations something can be said of, for a narrow place; "" when there are none."""
    told = [s for s in proposal.stations if s.outcome or s.closed or s.supplementary]
    return "; ".join(line(plan, s) for s in told)


def rescheduled(state: State, moved: Rescheduled, proposal: Proposal, person: PersonId) -> Section:
    """To one person who owes a discussion before the treatment."""
    places = [
        key
        for key, people in owing(state, proposal.id, obligations(state), moved.entry)
        if person in people
    ]
    due = max(
        (
            o.due
            for key in places
            if (o := find(state, str(DiscussionKey(proposal.id, proposal.version, key))))
        ),
        default=None,
    )
    names = [place(state.plan, key) for key in places] or [
        place(state.plan, key) for key in proposal.affected[:1]
    ]
    way = stations.treatment_moved(
        was=_where(state.plan, moved.before), to=_where(state.plan, moved.after)
    )
    text = stations.rescheduled(
        shown=proposal.shown, moved=way, committees=names, due=due if moved.after else None
    )
    offered = tuple(
        record_choice(key, place(state.plan, key), proposals=(proposal.id,)) for key in places[:1]
    )
    return Section(text=text, choices=offered)


def _where(plan: Plan, basis: Treatment | None) -> tuple[str, date] | None:
    return (place(plan, basis.organ), basis.treatment) if basis else None


def told(state: State, id: str) -> int:
    """How many hear of the last move of a proposal's treatment."""
    moved = state.rescheduled.get(id)
    if moved is None or moved.entry.seq != state.seq:
        return 0
    proposal = state.proposal(id)
    if proposal is None or proposal.withheld_until(day_of(state, moved.entry.at)):
        return 0
    return len(
        {
            person
            for _, people in owing(state, id, obligations(state), moved.entry)
            for person in people
        }
    )


def paragraphs(state: State, committee: str, today: date) -> list[str]:
    """The item, paragraph by paragraph."""
    cells = left(state, committee)
    if not cells:
        return [papers.NOTHING]
    name = place(state.plan, committee)
    lines = "\n".join(agenda_line(state, c, today) for c in cells)
    head = strong(papers.title(ids=[c.proposal.id for c in cells]))
    return [
        papers.COPY,
        head,
        papers.case(committee=name),
        lines,
        *days(state, cells),
        papers.ASKS,
        papers.MINUTES,
    ]


def left(state: State, committee: str) -> list[Cell]:
    """The proposals a committee has not discussed."""
    return [c for c in matrix(state) if c.committee == committee and c.state is CellState.PLANNED]


def agenda_line(state: State, cell: Cell, today: date) -> str:
    """One proposal: when it is treated, and from when it may be shared; by code alone
    where its title may not stand.
    """
    proposal, basis = cell.proposal, cell.basis
    shown = shown_on(proposal, today)
    share = med.sharing(known=proposal.share_from is not None, share_from=proposal.share_from)
    if basis is None:
        return papers.undated(shown=shown, version=proposal.version, share=share)
    organ = place(state.plan, basis.organ)
    return papers.line(
        shown=shown,
        version=proposal.version,
        organ=organ,
        treatment=basis.treatment,
        assumed=basis.assumed,
        share=share,
    )


def days(state: State, cells: list[Cell]) -> list[str]:
    """The days a chair must keep, for the first treatment; nothing where none has a day."""
    first = min((c.basis for c in cells if c.basis), key=lambda basis: basis.due, default=None)
    if first is None:
        return []
    found = counted_back(state.plan, first)
    return [papers.days(last=found.case_deadline, material=found.material_by, call=found.call_by)]
