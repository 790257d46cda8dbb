"""Being away for some days: somebody stands in for all of a person's seats, with a first and a
last day, and gives them back.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from process.acts.rights import EMPLOYEE_ROLES, STOOD_IN_FOR, today
from process.errors import AlreadyDone, BadDay, BothSides, Missing, Unknown
from process.ledger.entries import Decision
from process.ledger.facts import Fact, SeatLeft, SeatTaken
from process.ledger.state import State
from process.seats import PersonId, Role, Seat, Tenure


def go_away(
    state: State, *, by: PersonId, deputy: PersonId, since: date, until: date, at: datetime
) -> Decision:
    """Let somebody stand in from a day to a day. Raises BadDay, Unknown, Missing (no
    seat), BothSides, AlreadyDone.
    """
    day = today(state, at)
    if until < since:
        raise BadDay(why="order", day=until, limit=since)
    if until < day:
        raise BadDay(why="past", day=until)
    mine = _own(state, by, max(since, day))
    if not mine:
        raise Missing(field="seat")
    if deputy == by or not state.seats_of(deputy, max(since, day)):
        raise Unknown(what="person", name=deputy)
    for seat in mine:
        if seat.role is Role.CHAIR and any(
            state.is_in(Seat(role, seat.place), deputy, since) for role in EMPLOYEE_ROLES
        ):
            raise BothSides(committee=seat.place)
    wanted = Tenure(person=deputy, since=since, until=until, deputy=True)
    if all(wanted in state.tenures.get(seat, ()) for seat in mine) and state.at is not None:
        raise AlreadyDone(act="go_away", at=state.at, seat=str(mine[0]), day=until)
    taken = [
        SeatTaken(seat=seat, person=deputy, since=since, until=until, deputy=True) for seat in mine
    ]
    ended = [
        fact for seat in mine for fact in _ended(state, seat, since - timedelta(days=1), since)
    ]
    return Decision(facts=(*ended, *taken), seat=str(mine[0]))


def come_back(state: State, *, by: PersonId, at: datetime) -> Decision:
    """Take one's seats back from today on; raises Unknown when nobody stands in."""
    day = today(state, at)
    mine = _own(state, by, day)
    facts = [fact for seat in mine for fact in _ended(state, seat, day - timedelta(days=1), day)]
    if not facts:
        raise Unknown(what="absence", name="")
    return Decision(facts=tuple(facts), seat=str(mine[0]))


def absent(state: State, person: PersonId, day: date) -> Tenure | None:
    """Who stands in for a person that day or later, until when; None when nobody does."""
    found = (t for seat in _own(state, person, day) for t in _deputies(state, seat, day))
    return min(found, key=lambda t: t.since, default=None)


def leave_all(state: State, person: PersonId, *, last_day: date) -> Decision:
    """Somebody has left: all their seats are empty after `last_day`, those to come as well."""
    return Decision(
        facts=tuple(
            SeatLeft(seat=seat, person=person, last_day=last_day)
            for seat in state.ever_held.get(person, ())
            if any(
                t.person == person and (t.until is None or t.until > last_day)
                for t in state.tenures[seat]
            )
        )
    )


def _own(state: State, person: PersonId, day: date) -> tuple[Seat, ...]:
    """The person's own seats that somebody may stand in for, not those they stand in for
    themselves.
    """
    return tuple(
        seat
        for seat in state.ever_held.get(person, ())
        if seat.role in STOOD_IN_FOR
        and any(t.person == person and t.covers(day) and not t.deputy for t in state.tenures[seat])
    )


def _deputies(state: State, seat: Seat, day: date) -> Iterator[Tenure]:
    return (
        t
        for t in state.tenures.get(seat, ())
        if t.deputy and (t.until is None or t.until >= day) and t.since <= (t.until or t.since)
    )


def _ended(state: State, seat: Seat, last_day: date, day: date) -> Iterator[Fact]:
    return (
        SeatLeft(seat=seat, person=t.person, last_day=last_day) for t in _deputies(state, seat, day)
    )
