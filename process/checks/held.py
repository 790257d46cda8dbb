"""Who sits where, as far as the checks ask: the seats somebody answers for on a day, and the ones that owe something and are empty."""

from __future__ import annotations

from datetime import date

from process.checks.finding import Held
from process.checks.level_rules import owner_not_held
from process.seats import Role, Seat
from process.state import State


def held_seats(state: State, day: date) -> Held:
    """The seats somebody sits in that day."""
    return frozenset(seat for seat in state.tenures if state.holders(seat, day))


def empty_seats(state: State, day: date) -> tuple[str, ...]:
    """Seats that owe something under the plan, or keep the process, and have nobody in them."""
    held = held_seats(state, day)
    owner = Seat(Role.PROCESS_OWNER, state.process)
    found = [str(found.facts["seat"]) for found in owner_not_held(state.plan, held)]
    return (*(() if owner in held else (str(owner),)), *found)
