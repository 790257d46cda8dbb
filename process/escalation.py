"""The ladder: who hears of it when the owner stays silent, and when. Only chefer's deliveries go up: to the director, then to
the group that keeps the process. Whoever stands in for the chef is asked in the chef's place. An elected representative is
never on it (PEOPLE 2.3): there the next in line is on the same side, and only then Hovedudvalget's secretary.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from process.days import WorkCalendar
from process.entries import Side
from process.involvement import employee_seats
from process.obligations import Obligation, ObligationKind, director_of, responsible
from process.plan import Level
from process.records import Record
from process.seats import PersonId, Role, Seat
from process.state import State


@dataclass(frozen=True, kw_only=True)
class Rung:
    """One step of the ladder: the working days it comes after, its local day, and who hears of it."""

    after: int
    day: date
    people: tuple[PersonId, ...]


def ladder(state: State, obligation: Obligation, today: date) -> tuple[Rung, ...]:
    """The rungs with somebody on them, in order; a rung nobody new stands on is passed over. The owners are on none of them."""
    owners, days = responsible(state, obligation, today), state.plan.calendar
    found: list[Rung] = []
    heard = set(owners)
    for seats in _rungs(state, obligation):
        after = (obligation.rhythm.escalate_after or 0) + len(found) * (obligation.rhythm.nag_every or 1)
        day = escalation_day(obligation, days, after=after)
        holders = (state.holders(seat, today) for seat in seats)
        people = next((others for held in holders if (others := tuple(p for p in held if p not in heard))), ())
        if people and day is not None:
            heard.update(people)
            found.append(Rung(after=after, day=day, people=people))
    return tuple(found)


def escalation_day(obligation: Obligation, days: WorkCalendar, *, after: int | None = None) -> date | None:
    """The day the next step is taken if nobody answers; None when there is none. Counted from the deadline (a record: from its
    recording), and never from a day before it came into its owner's hands, so that nobody is passed over unheard."""
    wait = obligation.rhythm.escalate_after if after is None else after
    if obligation.rhythm.escalate_after is None or wait is None:
        return None
    start = days.local_day(obligation.record.entry.at) if obligation.record else obligation.due
    return days.shift(max(start, obligation.since or start), wait)


def escalated_to(state: State, obligation: Obligation) -> tuple[Seat, ...]:
    """The seats that hear of it next, first to last; empty when nobody does."""
    return tuple(seat for seats in _rungs(state, obligation) for seat in seats)


def _rungs(state: State, obligation: Obligation) -> tuple[tuple[Seat, ...], ...]:
    if obligation.kind is ObligationKind.DELIVERY:
        return _above(state, obligation.seat)
    if obligation.kind is ObligationKind.CONFIRMATION and obligation.record is not None:
        return _beside(state, obligation.record)
    return ()


def _above(state: State, seat: Seat) -> tuple[tuple[Seat, ...], ...]:
    if seat.role is not Role.HEAD or not state.plan.has_area(seat.place):
        return ()
    director = director_of(state.plan, seat)
    owner = (Seat(Role.PROCESS_OWNER, state.process),)
    return ((director,), owner) if director else (owner,)


def _beside(state: State, record: Record) -> tuple[tuple[Seat, ...], ...]:
    if record.other_side is not Side.EMPLOYEES:
        return ()
    main = next((o.key for o in state.plan.med_committees() if o.level is Level.MAIN), None)
    same_side = (Seat(Role.SUBSTITUTE, record.fact.committee), Seat(Role.EMPLOYEE_REP, record.fact.committee))
    return (same_side, (Seat(Role.SECRETARY, main),)) if main else (same_side,)


def spokesmen(state: State, record: Record, day: date) -> tuple[PersonId, ...]:
    """Who speaks for each side of a committee on a day: its chair, and the first filled seat on the employees' side."""
    chair = state.holders(Seat(Role.CHAIR, record.fact.committee), day)
    employees = (state.holders(seat, day) for seat in employee_seats(state.plan, record.fact.committee))
    return (*chair, *next((held for held in employees if held), ()))
