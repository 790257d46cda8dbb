"""What the plan's rows and the proposals make people owe."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time

from process.entries import Entry
from process.involvement import Basis, basis_of, cell, discussion_milestone
from process.owed import Obligation, ObligationKind
from process.plan import LAPSING, OWING, Does, Milestone, Plan, Rhythm
from process.proposals import Proposal
from process.resting import rested_until
from process.seats import Role, Seat
from process.state import State
from process.when import Day, NoLater, is_dated


def of_milestones(state: State) -> Iterator[Obligation]:
    """Deliveries and the like: rows with an owner and a day that somebody stands by."""
    for row in state.plan.milestones:
        if state.plan.kind(row.kind).does in OWING and is_dated(row.when) and row.rolled_from is None:
            yield from _of_row(state, row)


def _of_row(state: State, row: Milestone) -> Iterator[Obligation]:
    plan_due = row.when.latest
    assert plan_due is not None, "a dated row has a latest day"
    revised = state.revisions.get(row.key)
    for seat in dict.fromkeys(seat for owner in row.owners for seat in _seats(state, row, owner)):
        key = f"{row.key}/{seat}"
        standing = state.standing(key)
        due = max(plan_due, standing.granted_until or plan_due)
        yield Obligation(
            key=key,
            kind=ObligationKind.DELIVERY,
            seat=seat,
            title=_title(state.plan, row, seat),
            rhythm=state.rhythm_of(row),
            due=due,
            at=_clock_of(row) if due == plan_due else None,
            plan_due=plan_due,
            since=in_hand_since(state, key, revised.entry if revised else None),
            milestone=row.key,
            receiver=row.receiver,
            met=standing.met,
            cancelled=row.cancelled,
            owed_until=last_day_owed(state, due) if state.plan.kind(row.kind).does in LAPSING else None,
        )


def last_day_owed(state: State, due: date) -> date:
    """The last day something that loses its point is owed."""
    return state.plan.calendar.shift(due, state.plan.rules.lapse_days)


def since_of(state: State, *entries: Entry | None) -> date | None:
    """The day of the latest of these entries."""
    return max((day_of(state, entry.at) for entry in entries if entry is not None), default=None)


def in_hand_since(state: State, key: str, arose: Entry | None) -> date | None:
    """The day it came into its owner's hands: as it arose, came back, or its rest ended without an answer."""
    came, rested = since_of(state, arose, state.standing(key).returned), rested_until(state, key)
    return max((day for day in (came, rested) if day is not None), default=None)


def _seats(state: State, row: Milestone, owner: str) -> tuple[Seat, ...]:
    """The seats behind an owner; a committee's are fanned out over those the proposals affect, never over areas."""
    role, _, place = owner.partition(":")
    if place != "*" or role == Role.HEAD:
        return state.plan.seats_of(owner)
    if role == Role.DIRECTOR:
        return state.plan.seats_of(owner, tuple(a.director for a in state.plan.areas if a.director))
    if state.plan.kind(row.kind).does is Does.DISCUSSION:
        return ()  # each proposal asks its committees by itself
    return state.plan.seats_of(owner, tuple(c for p in state.proposals() for c in p.affected))


def _clock_of(row: Milestone) -> time | None:
    match row.when:
        case NoLater(at=at):
            return at
        case Day(end=end, start=start):
            return end or start
    return None


def _title(plan: Plan, row: Milestone, seat: Seat) -> str:
    return row.owed.format(area=plan.place_name(seat.place)) if row.owed else row.title


def of_discussions(state: State) -> Iterator[Obligation]:
    """One for each proposal and committee it affects."""
    row = discussion_milestone(state.plan)
    if row is None:
        return
    rhythm = state.rhythm_of(state.plan.milestone(row))
    for proposal in state.proposals():
        basis = basis_of(state.plan, proposal)
        if basis is None:
            continue
        for committee in (c for c in proposal.affected if c not in {n.committee for n in proposal.not_affected}):
            yield _discussion(state, proposal, committee, basis, rhythm, row)


def _discussion(state: State, proposal: Proposal, committee: str, basis: Basis, rhythm: Rhythm, row: str) -> Obligation:
    record = cell(state, proposal, committee).record
    key = f"discuss:{proposal.id}:{proposal.version}/{committee}"
    standing = state.standing(key)
    return Obligation(
        key=key,
        kind=ObligationKind.DISCUSSION,
        seat=Seat(Role.CHAIR, committee),
        title=proposal.shown,
        rhythm=rhythm,
        due=max(basis.due, standing.granted_until or basis.due),
        plan_due=basis.due,
        since=in_hand_since(state, key, state.submitted[proposal.id, proposal.version]),
        milestone=row,
        proposal=proposal,
        committee=committee,
        basis=basis,
        met=record.entry if record and record.counts else None,
        cancelled="" if proposal.out else None,
    )


def day_of(state: State, at: datetime) -> date:
    """The local day of an instant in the plan's zone."""
    return state.plan.calendar.local_day(at)
