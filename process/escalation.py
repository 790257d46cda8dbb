"""The ladder: who hears of it when the owner stays silent. Chefer's deliveries only go up to the director; an elected
representative is never on it (PEOPLE 2.3): there the next in line is on the same side, then Hovedudvalget's secretary.
"""

from __future__ import annotations

from datetime import date

from process.entries import Side
from process.obligations import Obligation, ObligationKind
from process.plan import Level
from process.records import Record
from process.seats import PersonId, Role, Seat
from process.state import State


def escalated_to(state: State, obligation: Obligation) -> tuple[Seat, ...]:
    """The seats that hear of it next; empty when nobody does."""
    if obligation.kind is ObligationKind.DELIVERY:
        return _above(state, obligation.seat)
    if obligation.kind is ObligationKind.CONFIRMATION and obligation.record is not None:
        return _beside(state, obligation.record)
    return ()


def _above(state: State, seat: Seat) -> tuple[Seat, ...]:
    if seat.role is not Role.HEAD or not state.plan.has_area(seat.place):
        return ()
    director = state.plan.area(seat.place).director
    return (Seat(Role.DIRECTOR, director),) if director else ()


def _beside(state: State, record: Record) -> tuple[Seat, ...]:
    if record.other_side is not Side.EMPLOYEES:
        return ()
    main = next((o.key for o in state.plan.med_committees() if o.level is Level.MAIN), None)
    same_side = (Seat(Role.SUBSTITUTE, record.fact.committee), Seat(Role.EMPLOYEE_REP, record.fact.committee))
    return (*same_side, Seat(Role.SECRETARY, main)) if main else same_side


def spokesmen(state: State, record: Record, day: date) -> tuple[PersonId, ...]:
    """The people of both sides of a committee on a day: its chair and vice chair (or the named employee representative)."""
    committee = record.fact.committee
    seats = (Seat(Role.CHAIR, committee), Seat(Role.VICE_CHAIR, committee), Seat(Role.EMPLOYEE_REP, committee))
    return tuple(person for seat in seats for person in state.holders(seat, day))
