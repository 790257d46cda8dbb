"""A proposal's sagsgang as sections: the way it has been, and the word to those whose discussion got another last day."""

from __future__ import annotations

from datetime import date

from bot.text import offers, stations
from bot.text.rendered import Section
from bot.text.roles import place
from process.basis import Basis
from process.obligations import day_of, find, obligations
from process.plan import Plan
from process.proposals import Proposal, Station
from process.reopening import owing
from process.rescheduling import Rescheduled
from process.seats import PersonId
from process.state import State


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
    return stations.route(stations=[line(plan, s) for s in proposal.stations]) if proposal.stations else ""


def happened(plan: Plan, proposal: Proposal) -> str:
    """The stations something can be said of, for a narrow place; "" when there are none."""
    told = [s for s in proposal.stations if s.outcome or s.closed or s.supplementary]
    return "; ".join(line(plan, s) for s in told)


def rescheduled(state: State, moved: Rescheduled, proposal: Proposal, person: PersonId) -> Section:
    """To one person who owes a discussion before the treatment."""
    places = [key for key, people in owing(state, proposal.id, obligations(state), moved.entry) if person in people]
    due = max((o.due for key in places if (o := find(state, f"discuss:{proposal.id}:{proposal.version}/{key}"))), default=None)
    names = [place(state.plan, key) for key in places] or [place(state.plan, key) for key in proposal.affected[:1]]
    way = stations.moved_from(was=_where(state.plan, moved.before), to=_where(state.plan, moved.after))
    text = stations.rescheduled(shown=proposal.shown, moved=way, committees=names, due=due if moved.after else None)
    offered = tuple(offers.record(committee=key, name=place(state.plan, key), proposals=(proposal.id,)) for key in places[:1])
    return Section(text=text, choices=offered)


def _where(plan: Plan, basis: Basis | None) -> tuple[str, date] | None:
    return (place(plan, basis.organ), basis.treatment) if basis else None


def told(state: State, id: str) -> int:
    """How many hear of the last move of a proposal's treatment."""
    moved = state.rescheduled.get(id)
    if moved is None or moved.entry.seq != state.seq:
        return 0
    proposal = state.proposal(id)
    if proposal is None or proposal.withheld_until(day_of(state, moved.entry.at)):
        return 0
    return len({person for _, people in owing(state, id, obligations(state), moved.entry) for person in people})
