"""Standing in for somebody, told to whoever does it: once, at once, and only while it still holds."""

from __future__ import annotations

from collections.abc import Iterator

from process.entries import Entry
from process.facts import SeatTaken
from process.notices import NoticeKind
from process.seats import PersonId, Seat, Tenure
from process.state import State


def of_stand_ins(state: State) -> Iterator[tuple[Entry, NoticeKind, PersonId]]:
    """One notice for each time somebody was asked to stand in, however many seats that is."""
    told: set[tuple[object, ...]] = set()
    for entry in state.stand_ins:
        fact = entry.fact
        if isinstance(fact, SeatTaken) and fact.person != entry.actor and _holds(state, fact):
            together = (entry.at, entry.actor, fact.person)
            if together not in told:
                yield entry, NoticeKind.STANDING_IN, fact.person
            told.add(together)


def seats_with(state: State, entry: Entry) -> tuple[Seat, ...]:
    """The seats that were given together with an entry and are still stood in for."""
    facts = ((e, e.fact) for e in state.stand_ins if isinstance(e.fact, SeatTaken))
    same = [fact for e, fact in facts if (e.at, e.actor) == (entry.at, entry.actor) and _holds(state, fact)]
    return tuple(fact.seat for fact in same)


def _holds(state: State, fact: SeatTaken) -> bool:
    return Tenure(person=fact.person, since=fact.since, until=fact.until, deputy=True) in state.tenures.get(fact.seat, ())
