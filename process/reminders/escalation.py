"""The ladder: who hears of it when the owner stays silent, and when. A chef's delivery goes up as
the kind's rhythm says, by default to the chef's deputy, the director and the group that keeps the
process; the chair of a local committee has the chef above. Whoever stands in for the chef is asked
in the chef's place. An elected representative is never on it (rules M3): there the next in line
is on the same side, and only then Hovedudvalget's secretary.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from process.dates.workdays import WorkCalendar
from process.deadlines.obligations import Obligation, ObligationKind, director_of, responsible
from process.ledger.facts import HandedOver
from process.ledger.history import Record
from process.ledger.state import State
from process.med.involvement import employee_seats
from process.plan.model import ABOVE_CHAIRS, ABOVE_HEADS, Above, Level
from process.seats import PersonId, Role, Seat

LADDERS = {
    ObligationKind.DELIVERY: ABOVE_HEADS,
    ObligationKind.DISCUSSION: ABOVE_CHAIRS,
    ObligationKind.CONFIRMATION: ABOVE_CHAIRS,
}
"""Who hears of it where the rhythm says no other."""


@dataclass(frozen=True, kw_only=True)
class Rung:
    """One step of the ladder: the working days it comes after, its local day, the seat that
    hears of it and who sits there.
    """

    after: int
    day: date
    seat: Seat
    people: tuple[PersonId, ...]


def ladder(state: State, obligation: Obligation, today: date) -> tuple[Rung, ...]:
    """The rungs with somebody on them, in order; a rung nobody new stands on is passed over.
    The owners are on none of them.
    """
    owners = responsible(state, obligation, today)
    wait = (
        escalates_after(obligation) if owners or obligation.kind is ObligationKind.DELIVERY else 0
    )
    heard = {*owners, *_had_it(state, obligation)}
    found: list[Rung] = []
    for seats in _rungs(state, obligation):
        after = (wait or 0) + len(found) * (obligation.rhythm.nag_every or 1)
        day = escalation_day(obligation, state.plan.calendar, after=after, vacant=not owners)
        seat, people = _who(state, obligation, seats, heard, today)
        if people and day is not None:
            heard.update(people)
            found.append(Rung(after=after, day=day, seat=seat, people=people))
    return tuple(found)


def _who(
    state: State, obligation: Obligation, seats: tuple[Seat, ...], heard: set[PersonId], today: date
) -> tuple[Seat, tuple[PersonId, ...]]:
    """The first filled seat and who of it has not heard; among the elected the
    first in which somebody has not.
    """
    filled = [(seat, people) for seat in seats if (people := state.holders(seat, today))]
    fresh = [(seat, tuple(p for p in people if p not in heard)) for seat, people in filled]
    asked = (
        fresh[:1] if climbs(obligation) else [(seat, people) for seat, people in fresh if people]
    )
    return next(iter(asked), (seats[0], ()))


def escalation_day(
    obligation: Obligation, days: WorkCalendar, *, after: int | None = None, vacant: bool = False
) -> date | None:
    """The day the next step is taken if nobody answers; None when there is none. Counted from the
    deadline (a record: from its recording; `vacant`: where nobody answers for it, from the day it
    would first be asked), and never from a day before it came into its owner's hands, so that
    nobody is passed over unheard.
    """
    wait = escalates_after(obligation) if after is None else after
    if escalates_after(obligation) is None or wait is None:
        return None
    start = days.local_day(obligation.record.entry.at) if obligation.record else obligation.due
    if vacant and obligation.kind is ObligationKind.DISCUSSION:
        start = days.shift(obligation.due, -max(obligation.rhythm.remind, default=0))
    start = max(start, obligation.since or start)
    return days.shift(start, wait) if wait else days.on_or_after(start)


def escalates_after(obligation: Obligation) -> int | None:
    """The working days after which the next hears of it; where the rhythm names none, a
    discussion's reminders are ended first.
    """
    rhythm = obligation.rhythm
    if rhythm.escalate_after is None and obligation.kind is ObligationKind.DISCUSSION:
        return 1 + rhythm.nags * (rhythm.nag_every or 1)
    return rhythm.escalate_after


def climbs(obligation: Obligation) -> bool:
    """Whether it goes up among leaders: the owner is told, and what was tried may be. Never so
    of an elected representative.
    """
    return obligation.kind in LADDERS and not obligation.elected


def escalated_to(state: State, obligation: Obligation) -> tuple[Seat, ...]:
    """The seats that hear of it next, first to last; empty when nobody does."""
    return tuple(seat for seats in _rungs(state, obligation) for seat in seats)


def _had_it(state: State, obligation: Obligation) -> Iterator[PersonId]:
    """Elected representatives who were asked when it was in their hands are not asked
    once more as the next in line.
    """
    if not climbs(obligation):
        yield from (
            e.fact.to
            for e in state.history_of(obligation.key).counting
            if isinstance(e.fact, HandedOver)
        )


def _rungs(state: State, obligation: Obligation) -> tuple[tuple[Seat, ...], ...]:
    if not climbs(obligation):
        return _beside(state, obligation.record) if obligation.record is not None else ()
    named = obligation.rhythm.ladder
    steps = LADDERS[obligation.kind] if named is None else named
    above = _above_head if obligation.kind is ObligationKind.DELIVERY else _above_chair
    return tuple(seats for step in steps if (seats := above(state, obligation, step)))


def _above_head(state: State, obligation: Obligation, step: Above) -> tuple[Seat, ...]:
    seat = obligation.seat
    if seat.role is not Role.HEAD or not state.plan.has_area(seat.place):
        return ()
    director = director_of(state.plan, seat)
    return {
        Above.DEPUTY: (Seat(Role.DEPUTY, seat.place),),
        Above.DIRECTOR: (director,) if director else (),
        Above.PROCESS_OWNER: (Seat(Role.PROCESS_OWNER, state.process),),
    }.get(step, ())


def _above_chair(state: State, obligation: Obligation, step: Above) -> tuple[Seat, ...]:
    """Only a local committee's chair has somebody above (rules M4): the chef, the chef's
    deputy where the seat is empty.
    """
    organ = (
        state.plan.organ(obligation.committee)
        if obligation.committee and state.plan.has_organ(obligation.committee)
        else None
    )
    if (
        step is not Above.HEAD
        or organ is None
        or organ.level is not Level.LOCAL
        or organ.area is None
    ):
        return ()
    return (Seat(Role.HEAD, organ.area), Seat(Role.DEPUTY, organ.area))


def _beside(state: State, record: Record) -> tuple[tuple[Seat, ...], ...]:
    main = next((o.key for o in state.plan.med_committees() if o.level is Level.MAIN), None)
    same_side = (
        Seat(Role.SUBSTITUTE, record.fact.committee),
        Seat(Role.EMPLOYEE_REP, record.fact.committee),
    )
    return (same_side, (Seat(Role.SECRETARY, main),)) if main else (same_side,)


def spokesmen(state: State, record: Record, day: date) -> tuple[PersonId, ...]:
    """Who speaks for each side of a committee on a day: its chair, and the first filled
    seat on the employees' side.
    """
    chair = state.holders(Seat(Role.CHAIR, record.fact.committee), day)
    employees = (
        state.holders(seat, day) for seat in employee_seats(state.plan, record.fact.committee)
    )
    return (*chair, *next((held for held in employees if held), ()))
