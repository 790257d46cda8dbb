"""Pauses: while a person waits for another's answer they are not reminded, and none of it lasts
for ever.

A request for more time and "not mine" pause the reminders for the plan's `rest_days`, a request
never past the day it asks for; then the person is told that nobody has answered, and the rhythm
and the ladder go on as for any open deadline. Whoever should have answered is reminded meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from process.ledger.entries import Entry
from process.ledger.facts import NotMine
from process.ledger.state import State
from process.seats import PersonId


@dataclass(frozen=True, kw_only=True)
class Pause:
    """The entry that began it, and the local day on which the reminders come back if
    nobody has answered by then.
    """

    entry: Entry
    ends: date


def pauses(state: State, key: str, person: PersonId | None = None) -> tuple[Pause, ...]:
    """The unanswered pauses of an obligation, over ones included; those that hold for a person,
    or all.
    """
    own = (pause for pause in _disowned(state, key) if person in (None, pause.entry.actor))
    return (*_asked(state, key), *own)


def pause_of(state: State, key: str, person: PersonId, today: date) -> Pause | None:
    """The pause the person is in that day, the longest; None when they are reminded."""
    running = [pause for pause in pauses(state, key, person) if today < pause.ends]
    return max(running, key=lambda pause: pause.ends, default=None)


def ended_pause(state: State, key: str, person: PersonId, today: date) -> Pause | None:
    """The pause that ended last without an answer; None while one runs, and when there was none."""
    over = [pause for pause in pauses(state, key, person) if pause.ends <= today]
    return (
        None
        if pause_of(state, key, person, today)
        else max(over, key=lambda pause: pause.ends, default=None)
    )


def paused_until(state: State, key: str) -> date | None:
    """The day on which the last of the unanswered pauses ends: nothing goes up the ladder on
    account of the time before it.
    """
    return max((pause.ends for pause in pauses(state, key)), default=None)


def _asked(state: State, key: str) -> Iterator[Pause]:
    more = state.history_of(key).more_time
    if more is not None and more.granted is None:
        yield Pause(
            entry=more.asked,
            ends=min(_longest(state, more.asked), state.plan.calendar.delivery_day(more.until)),
        )


def _disowned(state: State, key: str) -> Iterator[Pause]:
    standing = state.history_of(key)
    for entry in standing.counting:
        if isinstance(entry.fact, NotMine) and entry.seq > standing.handed_seq:
            yield Pause(entry=entry, ends=_longest(state, entry))


def _longest(state: State, entry: Entry) -> date:
    days = state.plan.calendar
    return days.delivery_day(days.shift(days.local_day(entry.at), state.plan.rules.rest_days))
