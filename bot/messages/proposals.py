"""A proposal's sagsgang as sections: the way it has been, and the word to those whose discussion
got another last day.
"""

from __future__ import annotations

from datetime import date

from bot.messages.choices import record_choice
from bot.messages.message import Section
from bot.text import proposals as words
from bot.text.grammar import place
from process.deadlines.obligations import day_of, find, obligations
from process.ledger.obligation_keys import DiscussionKey
from process.ledger.plan_changes import Rescheduled
from process.ledger.state import State
from process.plan.model import Plan
from process.plan.proposals import Proposal, Station
from process.plan.treatment import Treatment
from process.reminders.news import owing
from process.seats import PersonId


def station_line(plan: Plan, station: Station) -> str:
    """One station."""
    return words.station(
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
        words.route(stations=[station_line(plan, s) for s in proposal.stations])
        if proposal.stations
        else ""
    )


def happened(plan: Plan, proposal: Proposal) -> str:
    """The stations something can be said of, for a narrow place; "" when there are none."""
    told = [s for s in proposal.stations if s.outcome or s.closed or s.supplementary]
    return "; ".join(station_line(plan, s) for s in told)


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
    way = words.treatment_moved(
        was=_where(state.plan, moved.before), to=_where(state.plan, moved.after)
    )
    text = words.rescheduled(
        shown=proposal.shown_any_day, moved=way, committees=names, due=due if moved.after else None
    )
    offered = tuple(
        record_choice(key, place(state.plan, key), proposals=(proposal.id,)) for key in places[:1]
    )
    return Section(text=text, choices=offered)


def _where(plan: Plan, basis: Treatment | None) -> tuple[str, date] | None:
    return (place(plan, basis.organ), basis.treatment) if basis else None


def people_told(state: State, id: str) -> int:
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
