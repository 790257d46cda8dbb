"""Whose hands a deadline can be put into: those who could do it, are still here, and can be named to whoever chooses."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bot.context import Context
from bot.text.roles import named
from process.obligations import Obligation
from process.seats import PersonId
from process.state import State
from process.verbs.rights import able_hands


def candidates(context: Context, state: State, owed: Obligation, *, but: PersonId, day: date) -> list[tuple[PersonId, str]]:
    """Everybody who could do it and can be reached, with a seat of theirs, by name."""
    return reachable(context, state, able_hands(state, owed, day), but=but, day=day)


def reachable(context: Context, state: State, people: Iterable[PersonId], *, but: PersonId, day: date) -> list[tuple[PersonId, str]]:
    """Those of them who are still here, but the person who asks, with a seat of theirs, by name."""
    known = {p.id: p.name for p in context.directory.all(context.process) if p.active}
    found = []
    for person in people:
        seats = [named(state.plan, seat) for seat in state.seats_of(person, day)]
        if person in known and person != but and seats:
            found.append((person, ", ".join(filter(None, (known[person], *seats[:1])))))
    return sorted(found, key=lambda pair: pair[1].casefold())
