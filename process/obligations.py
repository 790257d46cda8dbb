"""Who owes what: derived from the plan and the ledger, never stored.

An obligation is a thing owed by a seat, not by a person (DESIGN 13.2). Only deliveries, discussions, information and
consultations with a named owner and a named day make one (13.3).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from process.entries import Entry, Side
from process.involvement import Basis, answering_seats, basis_of, cell, corrected, discussion_milestone
from process.plan import OWING, Does, Milestone, Plan, Rhythm
from process.proposals import Proposal
from process.records import Record, RecordState
from process.seats import PersonId, Role, Seat
from process.state import State
from process.when import Day, NoLater, is_dated

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
    since: date | None = None
    """The day it came, or came back, into its owner's hands; the next step above is not counted from a day before it."""
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
    found = {o.key: o for o in (*_of_milestones(state), *_of_discussions(state), *_of_records(state))}
    found |= {o.key: o for o in _of_requests(state, found)}
    return tuple(sorted(found.values(), key=lambda o: (o.due, o.key)))


def find(state: State, key: str) -> Obligation | None:
    """The obligation with that key, or None when nothing of the kind is owed any more."""
    return next((o for o in obligations(state) if o.key == key), None)


def responsible(state: State, obligation: Obligation, day: date) -> tuple[PersonId, ...]:
    """The people who answer for it that day: whoever it was handed to and is still here, else those in the seat (a stand-in first)."""
    handed = state.standing(obligation.key).handed
    if handed and (handed.until is None or day <= handed.until) and state.seats_of(handed.to, day):
        return (handed.to,)
    for seat in line(state, obligation):
        holders = state.holders(seat, day)
        if holders:
            return holders
    return ()


def owed_by(state: State, person: PersonId, day: date) -> tuple[Obligation, ...]:
    """What a person owes that day, open ones only, most urgent first."""
    return tuple(o for o in obligations(state) if o.open and person in responsible(state, o, day))


def line(state: State, obligation: Obligation) -> tuple[Seat, ...]:
    """The seats that may answer for it, in order; the first that is filled is asked."""
    if obligation.record is not None:
        return answering_seats(state.plan, obligation.record)
    return (obligation.seat,)


def _of_milestones(state: State) -> Iterator[Obligation]:
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
            rhythm=state.plan.kind(row.kind).rhythm,
            due=due,
            at=_clock_of(row) if due == plan_due else None,
            plan_due=plan_due,
            since=_since(state, revised.entry if revised else None, standing.returned),
            milestone=row.key,
            receiver=row.receiver,
            met=standing.met,
            cancelled=row.cancelled,
        )


def _since(state: State, *entries: Entry | None) -> date | None:
    return max((day_of(state, entry.at) for entry in entries if entry is not None), default=None)


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


def _of_discussions(state: State) -> Iterator[Obligation]:
    row = discussion_milestone(state.plan)
    if row is None:
        return
    rhythm = state.plan.kind(state.plan.milestone(row).kind).rhythm
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
        since=_since(state, state.submitted[proposal.id, proposal.version], standing.returned),
        milestone=row,
        proposal=proposal,
        committee=committee,
        basis=basis,
        met=record.entry if record and record.counts else None,
    )


def _of_records(state: State) -> Iterator[Obligation]:
    days, gone = state.plan.calendar, corrected(state)
    for record in state.records.values():
        if record.withdrawn is not None or record.seq in gone:
            continue
        seat = answering_seats(state.plan, record)[0]
        yield Obligation(
            key=f"confirm:{record.seq}",
            kind=ObligationKind.CONFIRMATION,
            seat=seat,
            title=", ".join(ref.id for ref in record.fact.proposals),
            rhythm=CONFIRMING if record.other_side is Side.EMPLOYEES else Rhythm(nag_every=3, nags=2),
            due=days.shift(days.local_day(record.entry.at), state.plan.rules.record_days),
            since=_since(state, record.entry, record.returned),
            committee=record.fact.committee,
            record=record,
            met=record.answer if record.state is not RecordState.AWAITING else None,
        )


def _of_requests(state: State, owed: Mapping[str, Obligation]) -> Iterator[Obligation]:
    days = state.plan.calendar
    for key, standing in state.standings.items():
        more = standing.more_time
        if more is None or key not in owed:
            continue
        met = owed[key].met or more.answer
        yield Obligation(
            key=f"answer:{more.asked.seq}",
            kind=ObligationKind.ANSWER,
            seat=Seat(Role.PROCESS_OWNER, state.process),
            title=key,
            rhythm=ANSWERING,
            due=days.shift(days.local_day(more.asked.at), 1),
            asked=more.asked,
            met=met,
            cancelled=owed[key].cancelled,
        )


def day_of(state: State, at: datetime) -> date:
    """The local day of an instant in the plan's zone."""
    return state.plan.calendar.local_day(at)
