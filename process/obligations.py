"""Who owes what: derived from the plan and the ledger, never stored.

An obligation is a thing owed by a seat, not by a person (DESIGN 13.2). Only deliveries, discussions, information and
consultations with a named owner and a named day make one (13.3).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from process.asked import of_questions
from process.facts import Side
from process.heard import of_hearings
from process.involvement import answering_seats, corrected, discussion_milestone
from process.owed import Obligation, ObligationKind
from process.owing import day_of, of_discussions, of_milestones, since_of
from process.plan import Above, Plan, Rhythm
from process.records import RecordState
from process.remembered import remembered
from process.seats import PersonId, Role, Seat
from process.state import State

__all__ = [
    "CONFIRMING",
    "Obligation",
    "ObligationKind",
    "day_of",
    "director_of",
    "find",
    "line",
    "obligations",
    "owed_by",
    "responsible",
]

CONFIRMING = Rhythm(nag_every=3, nags=2, escalate_after=9)
"""The question and at most two reminders to who answers a record, in working days from it (PEOPLE 2.3)."""


@remembered
def obligations(state: State) -> tuple[Obligation, ...]:
    """All that is or was owed, met ones included, by due day."""
    if state.adopted is None:
        return ()
    found = {o.key: o for o in (*of_milestones(state), *of_discussions(state), *_of_records(state), *of_hearings(state))}
    found |= {o.key: o for o in of_questions(state, found)}
    return tuple(sorted(found.values(), key=lambda o: (o.due, o.key)))


def find(state: State, key: str) -> Obligation | None:
    """The obligation with that key, or None when nothing of the kind is owed any more."""
    return next((o for o in obligations(state) if o.key == key), None)


def responsible(state: State, obligation: Obligation, day: date) -> tuple[PersonId, ...]:
    """The people who answer for it that day: whoever it was handed to and is still here, else those in the seat (a stand-in first).

    A chef's seat that nobody holds any more is its standing deputy's to answer for, else its director's, until somebody takes it."""
    handed = state.standing(obligation.key).handed
    if handed and (handed.until is None or day <= handed.until) and state.seats_of(handed.to, day):
        return (handed.to,)
    for seat in line(state, obligation):
        holders = tuple(p for p in state.holders(seat, day) if not _recorded_it(obligation, p))
        if holders:
            return holders
    above = _in_place_of(state.plan, obligation.seat) if obligation.kind is ObligationKind.DELIVERY else ()
    return next((held for seat in above if (held := state.holders(seat, day))), ())


def _in_place_of(plan: Plan, seat: Seat) -> tuple[Seat, ...]:
    """Who answers for a chef's seat that nobody holds."""
    director = director_of(plan, seat)
    deputy = (Seat(Role.DEPUTY, seat.place),) if seat.role is Role.HEAD else ()
    return (*deputy, director) if director else deputy


def _recorded_it(obligation: Obligation, person: PersonId) -> bool:
    """Who recorded a meeting never answers for the other side, whatever seats they also hold."""
    return obligation.record is not None and obligation.record.entry.actor == person


def director_of(plan: Plan, seat: Seat) -> Seat | None:
    """The director above a head of an area."""
    director = plan.area(seat.place).director if seat.role is Role.HEAD and plan.has_area(seat.place) else None
    return Seat(Role.DIRECTOR, director) if director else None


def owed_by(state: State, person: PersonId, day: date) -> tuple[Obligation, ...]:
    """What a person owes that day, open ones only, most urgent first."""
    return tuple(o for o in obligations(state) if o.open and not o.lapsed_on(day) and person in responsible(state, o, day))


def line(state: State, obligation: Obligation) -> tuple[Seat, ...]:
    """The seats that may answer for it, in order; the first that is filled is asked."""
    if obligation.record is not None:
        return answering_seats(state.plan, obligation.record)
    return (obligation.seat,)


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
            rhythm=CONFIRMING if record.other_side is Side.EMPLOYEES else replace(CONFIRMING, ladder=_above_chairs(state)),
            due=days.shift(days.local_day(record.entry.at), state.plan.rules.record_days),
            since=since_of(state, record.entry, record.returned),
            committee=record.fact.committee,
            record=record,
            met=record.answer if record.state is not RecordState.AWAITING else None,
        )


def _above_chairs(state: State) -> tuple[Above, ...] | None:
    """Who stands above a chair, as the rhythm of the plan's discussions says."""
    row = discussion_milestone(state.plan)
    return state.rhythm_of(state.plan.milestone(row)).ladder if row else None
