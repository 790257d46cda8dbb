"""Who may do what: asked at every verb, of the seats a person holds on the local day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from process.deadlines.obligations import Obligation, ObligationKind, find, line, responsible
from process.errors import CannotTake, NoLongerOwed, NotYours
from process.ledger.facts import Side
from process.ledger.obligation_keys import ConfirmationKey, DiscussionKey, read_key
from process.ledger.state import State
from process.plan.model import Level
from process.reminders.escalation import climbs, escalated_to
from process.seats import ELECTED, PersonId, Role, Seat, Tenure


def today(state: State, at: datetime) -> date:
    """The local day of the act."""
    return state.plan.calendar.local_day(at)


# The process.


def is_process_owner(state: State, person: PersonId, day: date) -> bool:
    """Whether the person keeps the process (its coordination group)."""
    return state.is_in(Seat(Role.PROCESS_OWNER, state.process), person, day)


def need_process_owner(state: State, person: PersonId, at: datetime, act: str) -> Seat:
    """The process owner's seat; raises NotYours."""
    seat = Seat(Role.PROCESS_OWNER, state.process)
    if not is_process_owner(state, person, today(state, at)):
        raise NotYours(act=act, seats=(str(seat),))
    return seat


def leads(state: State, person: PersonId, day: date) -> bool:
    """Whether the person has the whole process to answer for: its owner and direktionen."""
    above = any(
        s.role in (Role.DIRECTOR, Role.CHIEF_EXECUTIVE) for s in state.seats_of(person, day)
    )
    return above or is_process_owner(state, person, day)


def need_to_lead(state: State, person: PersonId, at: datetime, act: str) -> None:
    """Raise NotYours for who does not answer for the whole process."""
    if not leads(state, person, today(state, at)):
        raise NotYours(act=act, seats=(str(Seat(Role.PROCESS_OWNER, state.process)),))


def sees_everything(state: State, person: PersonId, day: date) -> bool:
    """Whether the person keeps an eye on all of MED: those who lead, and
    everybody in the main committee.
    """
    mains = {o.key for o in state.plan.med_committees() if o.level is Level.MAIN}
    return leads(state, person, day) or any(s.place in mains for s in state.seats_of(person, day))


def need_all_in_sight(state: State, person: PersonId, at: datetime, act: str) -> None:
    """Raise NotYours for who may not see what every committee said."""
    if not sees_everything(state, person, today(state, at)):
        mains = (
            Seat(Role.SECRETARY, o.key)
            for o in state.plan.med_committees()
            if o.level is Level.MAIN
        )
        raise NotYours(
            act=act,
            seats=tuple(str(seat) for seat in (Seat(Role.PROCESS_OWNER, state.process), *mains)),
        )


# What is owed.


def need_obligation(state: State, key: str) -> Obligation:
    """The obligation; raises NoLongerOwed when it is gone or cancelled."""
    obligation = find(state, key)
    if obligation is None or obligation.cancelled is not None:
        raise NoLongerOwed(obligation=key)
    return obligation


def need_responsible(
    state: State, person: PersonId, obligation: Obligation, at: datetime, act: str
) -> Seat:
    """The seat in which a person answers for an obligation: in their hands, or theirs by the seat
    also while another stands in or has it in hand. Raises NotYours.
    """
    day = today(state, at)
    seats = [seat for seat in line(state, obligation) if state.is_in(seat, person, day)]
    if not seats and person not in responsible(state, obligation, day):
        raise NotYours(act=act, seats=tuple(str(seat) for seat in line(state, obligation)))
    return seats[0] if seats else obligation.seat


def need_to_deliver(state: State, by: PersonId, owed: Obligation, at: datetime) -> Seat:
    """The seat in which a person may say that it is handed in: as the owner, or as the chef's
    standing deputy; raises NotYours.
    """
    above = seat_above(state, by, owed, today(state, at))
    return (
        above
        if above and above.role is Role.DEPUTY
        else need_responsible(state, by, owed, at, "deliver")
    )


def need_to_hand_over(state: State, by: PersonId, owed: Obligation, at: datetime) -> Seat:
    """The seat in which a person may give it to another: as the owner, the one above, or the
    process owner; raises NotYours.
    """
    above = seat_above(state, by, owed, today(state, at))
    if above is not None:
        return above
    if owed.kind is not ObligationKind.CONFIRMATION and is_process_owner(
        state, by, today(state, at)
    ):
        return Seat(Role.PROCESS_OWNER, state.process)
    return need_responsible(state, by, owed, at, "hand_over")


def seat_above(state: State, person: PersonId, owed: Obligation, day: date) -> Seat | None:
    """The seat from which a person looks down on it; None for everybody else, and always where an
    elected representative owes it.
    """
    above = escalated_to(state, owed) if climbs(owed) else ()
    return next((seat for seat in above if state.is_in(seat, person, day)), None)


def who_may_take_over(state: State, owed: Obligation, day: date) -> Iterator[PersonId]:
    """Everybody who could carry it out: for a delivery all who hold a seat, else
    those whose word would count; nobody whose hands cannot hold it.
    """
    return (p for p in _able(state, owed, day) if in_the_way(state, owed, p, day) is None)


def _able(state: State, owed: Obligation, day: date) -> Iterator[PersonId]:
    if owed.kind is ObligationKind.DELIVERY:
        return (p for p in state.people() if state.seats_of(p, day))
    recorder, seats = owed.record.entry.actor if owed.record else None, line(state, owed)
    return (
        p
        for p in state.people()
        if p != recorder and any(state.is_in(seat, p, day) for seat in seats)
    )


def in_the_way(state: State, owed: Obligation, person: PersonId, day: date) -> CannotTake | None:
    """Why a task cannot be put in somebody's hands although they hold a seat (rules D12): a
    leader's in those of whoever is elected by the employees only, or of whoever is away on the day
    it is due.
    """
    roles = {seat.role for seat in state.seats_of(person, day)}
    leaders = owed.seat.role not in ELECTED and owed.kind is not ObligationKind.DISCUSSION
    if leaders and roles and roles <= ELECTED:
        return CannotTake(title=owed.title, elected=True)
    away = absence(state, person, max(day, owed.due))
    return CannotTake(title=owed.title, until=away.until) if away is not None else None


STOOD_IN_FOR = frozenset(
    {
        Role.HEAD,
        Role.DIRECTOR,
        Role.CHIEF_EXECUTIVE,
        Role.PROCESS_OWNER,
        Role.CHAIR,
        Role.SECRETARY,
        Role.MEMBER,
    }
)
"""An elected representative has a suppleant, whom the committee names; no leader
hands such a seat to anybody.
"""


def absence(state: State, person: PersonId, day: date) -> Tenure | None:
    """Who stands in for a person on that very day; None when nobody does."""
    own = (
        state.tenures[seat]
        for seat in state.ever_held.get(person, ())
        if seat.role in STOOD_IN_FOR
        and any(t.person == person and t.covers(day) and not t.deputy for t in state.tenures[seat])
    )
    found = (t for tenures in own for t in tenures if t.deputy and t.covers(day))
    return min(found, key=lambda t: t.since, default=None)


# A committee.


EMPLOYEE_ROLES = (Role.VICE_CHAIR, Role.SUBSTITUTE, Role.EMPLOYEE_REP)


def side_in(
    state: State, person: PersonId, committee: str, at: datetime, act: str
) -> tuple[Seat, Side]:
    """The seat and side in which a person speaks in a committee; the main committee's secretary
    writes on behalf of the chair.
    """
    day = today(state, at)
    sides = [(Seat(Role.CHAIR, committee), Side.MANAGEMENT)]
    sides += [(Seat(role, committee), Side.EMPLOYEES) for role in EMPLOYEE_ROLES]
    sides += [(seat, Side.MANAGEMENT) for seat in _took_it(state, person, committee, day)]
    sides += [(seat, Side.SECRETARY) for seat in secretaries(state, committee)]
    for seat, side in sides:
        if state.is_in(seat, person, day):
            return seat, side
    raise NotYours(act=act, seats=tuple(str(seat) for seat, _ in sides))


def speaks_for(state: State, person: PersonId, at: datetime) -> tuple[list[str], list[str]]:
    """The committees a person sits in and may record for, and all they may record for (the main
    committee's secretary: every one).
    """
    places = {seat.place for seat in state.seats_of(person, today(state, at))}
    every = [o.key for o in state.plan.med_committees() if _may_record(state, person, o.key, at)]
    return [key for key in every if key in places], every


def _may_record(state: State, person: PersonId, committee: str, at: datetime) -> bool:
    try:
        side_in(state, person, committee, at, "record")
    except NotYours:
        return False
    return True


def secretaries(state: State, committee: str) -> tuple[Seat, ...]:
    """The seats that may write on behalf of a committee's chair: its own
    secretary and the main committee's.
    """
    mains = (o.key for o in state.plan.med_committees() if o.level is Level.MAIN)
    return tuple(Seat(Role.SECRETARY, place) for place in dict.fromkeys((committee, *mains)))


def _took_it(state: State, person: PersonId, committee: str, day: date) -> tuple[Seat, ...]:
    """The seat above a local committee's chair in which somebody took its discussions, or its
    answer, into their own hands.
    """
    organ = state.plan.organ(committee) if state.plan.has_organ(committee) else None
    seats = (
        [Seat(role, organ.area) for role in (Role.HEAD, Role.DEPUTY)]
        if organ and organ.area
        else []
    )
    mine = (seat for seat in seats if state.is_in(seat, person, day))
    taken = any(
        _is_about(state, key, committee) and _in_hands(state, key, person, day)
        for key in state.histories
    )
    return tuple(mine) if taken else ()


def _in_hands(state: State, key: str, person: PersonId, day: date) -> bool:
    handed = state.history_of(key).handed
    return (
        handed is not None and handed.to == person and (handed.until is None or day <= handed.until)
    )


def _is_about(state: State, key: str, committee: str) -> bool:
    """Whether an obligation's key is a discussion's of that committee, or the
    answer to one of its records.
    """
    match read_key(key):
        case ConfirmationKey(record=seq):
            record = state.records.get(seq)
            return record is not None and record.fact.committee == committee
        case DiscussionKey(committee=place):
            return place == committee
    return False
