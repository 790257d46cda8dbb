"""Who may do what: asked at every verb, of the seats a person holds on the local day."""

from __future__ import annotations

from datetime import date, datetime

from process.entries import Side
from process.errors import NoLongerOwed, NotYours
from process.obligations import Obligation, find, responsible
from process.plan import Level
from process.seats import PersonId, Role, Seat
from process.state import State

EMPLOYEE_ROLES = (Role.VICE_CHAIR, Role.SUBSTITUTE, Role.EMPLOYEE_REP)


def today(state: State, at: datetime) -> date:
    """The local day of the act."""
    return state.plan.calendar.local_day(at)


def is_process_owner(state: State, person: PersonId, day: date) -> bool:
    """Whether the person keeps the process (råderumsgruppen)."""
    return person in state.holders(Seat(Role.PROCESS_OWNER, state.process), day)


def need_process_owner(state: State, person: PersonId, at: datetime, act: str) -> Seat:
    """The process owner's seat; raises NotYours."""
    seat = Seat(Role.PROCESS_OWNER, state.process)
    if not is_process_owner(state, person, today(state, at)):
        raise NotYours(act=act, seats=(str(seat),))
    return seat


def need_obligation(state: State, key: str) -> Obligation:
    """The obligation; raises NoLongerOwed when it is gone or cancelled."""
    obligation = find(state, key)
    if obligation is None or obligation.cancelled is not None:
        raise NoLongerOwed(obligation=key)
    return obligation


def need_responsible(state: State, person: PersonId, obligation: Obligation, at: datetime, act: str) -> Seat:
    """The seat in which a person answers for an obligation; raises NotYours."""
    if person not in responsible(state, obligation, today(state, at)):
        raise NotYours(act=act, seats=(str(obligation.seat),))
    return obligation.seat


def side_in(state: State, person: PersonId, committee: str, at: datetime, act: str) -> tuple[Seat, Side]:
    """The seat and side in which a person speaks in a committee; the main committee's secretary writes on behalf of the chair."""
    day = today(state, at)
    sides = [(Seat(Role.CHAIR, committee), Side.MANAGEMENT)]
    sides += [(Seat(role, committee), Side.EMPLOYEES) for role in EMPLOYEE_ROLES]
    sides += [(seat, Side.SECRETARY) for seat in secretaries(state, committee)]
    for seat, side in sides:
        if any(t.person == person and t.covers(day) for t in state.tenures.get(seat, ())):
            return seat, side
    raise NotYours(act=act, seats=tuple(str(seat) for seat, _ in sides))


def secretaries(state: State, committee: str) -> tuple[Seat, ...]:
    """The seats that may write on behalf of a committee's chair: its own secretary and the main committee's."""
    mains = (o.key for o in state.plan.med_committees() if o.level is Level.MAIN)
    return tuple(Seat(Role.SECRETARY, place) for place in dict.fromkeys((committee, *mains)))
