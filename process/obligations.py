"""Who owes what: derived from the plan and the ledger, never stored.

An obligation is a thing owed by a seat, not by a person (DESIGN 13.2). Only deliveries, discussions, information and
consultations with a named owner and a named day make one (13.3).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from process.entries import Entry, Side
from process.involvement import Basis, CellState, answering_seats, basis_of, cell, discussion_milestone
from process.plan import Does, Milestone, Plan, Rhythm
from process.proposals import Proposal
from process.records import Record, RecordState
from process.seats import PersonId, Role, Seat
from process.state import State
from process.when import Day, NoLater, is_dated

OWING = frozenset({Does.DELIVERY, Does.DISCUSSION, Does.INFORMATION, Does.CONSULTATION})
CONFIRMING = Rhythm(nag_every=3, nags=2, escalate_after=9)
"""At most two reminders to an elected representative, in working days from the record (PEOPLE 2.3)."""
ANSWERING = Rhythm(nag_every=2, nags=2)


class ObligationKind(StrEnum):
    """What is owed."""

    DELIVERY = "delivery"
    DISCUSSION = "discussion"
    CONFIRMATION = "confirmation"
    ANSWER = "answer"


@dataclass(frozen=True, kw_only=True)
class Obligation:
    """Something owed by a seat, by a local day (and clock time when the plan names one)."""

    key: str
    kind: ObligationKind
    seat: Seat
    title: str
    rhythm: Rhythm
    due: date
    at: time | None = None
    plan_due: date | None = None
    """The plan's own day, when more time was granted and `due` is later."""
    milestone: str | None = None
    receiver: str | None = None
    proposal: Proposal | None = None
    committee: str | None = None
    basis: Basis | None = None
    record: Record | None = None
    asked: Entry | None = None
    met: Entry | None = None
    cancelled: str | None = None

    @property
    def open(self) -> bool:
        """Still owed."""
        return self.met is None and self.cancelled is None

    def overdue_on(self, today: date) -> bool:
        """Open and past its day; the day itself is still in time (PEOPLE 2.15)."""
        return self.open and today > self.due


def obligations(state: State) -> tuple[Obligation, ...]:
    """All that is or was owed, met ones included, by due day."""
    if state.adopted is None:
        return ()
    found = [*_of_milestones(state), *_of_discussions(state), *_of_records(state), *_of_requests(state)]
    return tuple(sorted(found, key=lambda o: (o.due, o.key)))


def find(state: State, key: str) -> Obligation | None:
    """The obligation with that key, or None when nothing of the kind is owed any more."""
    return next((o for o in obligations(state) if o.key == key), None)


def responsible(state: State, obligation: Obligation, day: date) -> tuple[PersonId, ...]:
    """The people who answer for it that day: whoever it was handed to, else those in the seat (a stand-in first)."""
    handed = state.standing(obligation.key).handed
    if handed and (handed.until is None or day <= handed.until):
        return (handed.to,)
    for seat in _line(state, obligation):
        holders = state.holders(seat, day)
        if holders:
            return holders
    return ()


def owed_by(state: State, person: PersonId, day: date) -> tuple[Obligation, ...]:
    """What a person owes that day, open ones only, most urgent first."""
    return tuple(o for o in obligations(state) if o.open and person in responsible(state, o, day))


def _line(state: State, obligation: Obligation) -> tuple[Seat, ...]:
    if obligation.record is not None:
        return answering_seats(state.plan, obligation.record)
    return (obligation.seat,)


def _of_milestones(state: State) -> Iterator[Obligation]:
    for row in state.plan.milestones:
        if state.plan.kind(row.kind).does in OWING and is_dated(row.when):
            yield from _of_row(state, row)


def _of_row(state: State, row: Milestone) -> Iterator[Obligation]:
    plan_due = row.when.latest
    assert plan_due is not None, "a dated row has a latest day"
    for owner in row.owners:
        for seat in state.plan.seats_of(owner):
            key = f"{row.key}/{seat}"
            standing = state.standing(key)
            later = standing.granted_until
            yield Obligation(
                key=key,
                kind=ObligationKind.DELIVERY,
                seat=seat,
                title=_title(state.plan, row, seat),
                rhythm=state.plan.kind(row.kind).rhythm,
                due=max(plan_due, later) if later else plan_due,
                at=None if later else _clock_of(row),
                plan_due=plan_due,
                milestone=row.key,
                receiver=row.receiver,
                met=standing.met,
                cancelled=row.cancelled,
            )


def _clock_of(row: Milestone) -> time | None:
    match row.when:
        case NoLater(at=at):
            return at
        case Day(end=end, start=start):
            return end or start
    return None


def _title(plan: Plan, row: Milestone, seat: Seat) -> str:
    return row.owed.format(area=plan.place_name(seat.place)) if row.owed else row.title


def _of_discussions(state: State) -> Iterator[Obligation]:
    row = discussion_milestone(state.plan)
    if row is None:
        return
    rhythm = state.plan.kind(state.plan.milestone(row).kind).rhythm
    for proposal in state.proposals():
        basis = basis_of(state.plan, proposal)
        if basis is None:
            continue
        for committee in proposal.affected:
            yield _discussion(state, proposal, committee, basis, rhythm, row)


def _discussion(state: State, proposal: Proposal, committee: str, basis: Basis, rhythm: Rhythm, row: str) -> Obligation:
    here = cell(state, proposal, committee)
    recorded = here.record is not None and here.state is not CellState.PLANNED
    return Obligation(
        key=f"discuss:{proposal.id}:{proposal.version}/{committee}",
        kind=ObligationKind.DISCUSSION,
        seat=Seat(Role.CHAIR, committee),
        title=proposal.shown,
        rhythm=rhythm,
        due=basis.due,
        milestone=row,
        proposal=proposal,
        committee=committee,
        basis=basis,
        met=here.record.entry if here.record and recorded else None,
    )


def _of_records(state: State) -> Iterator[Obligation]:
    days = state.plan.calendar
    for record in state.records.values():
        corrected = any(r.fact.corrects == record.seq and r.withdrawn is None for r in state.records.values())
        if record.withdrawn is not None or corrected:
            continue
        seat = answering_seats(state.plan, record)[0]
        yield Obligation(
            key=f"confirm:{record.seq}",
            kind=ObligationKind.CONFIRMATION,
            seat=seat,
            title=", ".join(ref.id for ref in record.fact.proposals),
            rhythm=CONFIRMING if record.other_side is Side.EMPLOYEES else Rhythm(nag_every=3, nags=2),
            due=days.shift(days.local_day(record.entry.at), state.plan.rules.record_days),
            committee=record.fact.committee,
            record=record,
            met=record.answer if record.state is not RecordState.AWAITING else None,
        )


def _of_requests(state: State) -> Iterator[Obligation]:
    days = state.plan.calendar
    for key, standing in state.standings.items():
        more = standing.more_time
        if more is None:
            continue
        met = standing.met or more.answer
        yield Obligation(
            key=f"answer:{more.asked.seq}",
            kind=ObligationKind.ANSWER,
            seat=Seat(Role.PROCESS_OWNER, state.process),
            title=key,
            rhythm=ANSWERING,
            due=days.shift(days.local_day(more.asked.at), 1),
            asked=more.asked,
            met=met,
        )


def day_of(state: State, at: datetime) -> date:
    """The local day of an instant in the plan's zone."""
    return state.plan.calendar.local_day(at)
