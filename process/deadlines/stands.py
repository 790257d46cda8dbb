"""What stands about one thing that is owed, for one person on one day: one answer for every page,
message and command; `bot.messages` only chooses the words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from process.deadlines.obligations import Obligation, responsible
from process.deadlines.pauses import Pause, ended_pause, pause_of
from process.ledger import facts
from process.ledger.entries import Entry
from process.ledger.state import State
from process.seats import PersonId


@dataclass(frozen=True, kw_only=True)
class Cancelled:
    """Nobody owes it any more."""

    why: str


@dataclass(frozen=True, kw_only=True)
class Met:
    """It is done, by this entry; to whoever received it their own word, also when the owner's came
    first.
    """

    entry: Entry


@dataclass(frozen=True, kw_only=True)
class Lapsed:
    """It was not done and has lost its point."""

    due: date


@dataclass(frozen=True, kw_only=True)
class Elsewhere:
    """The person does not answer for it; `holders` do, since `entry` where it was handed over."""

    holders: tuple[PersonId, ...]
    entry: Entry | None


@dataclass(frozen=True, kw_only=True)
class Paused:
    """The person waits for another's answer and is not reminded."""

    pause: Pause


@dataclass(frozen=True, kw_only=True)
class Snoozed:
    """The person asked, by this entry, to hear of it again on a day."""

    entry: Entry
    until: date


@dataclass(frozen=True, kw_only=True)
class Open:
    """It waits for the person; `unanswered`: they waited for an answer that has not come."""

    unanswered: Pause | None = None


Stand = Cancelled | Met | Lapsed | Elsewhere | Paused | Snoozed | Open


def standing_for(state: State, obligation: Obligation, person: PersonId, day: date) -> Stand:
    """What stands, the weightiest first."""
    history = state.history_of(obligation.key)
    if obligation.cancelled is not None:
        return Cancelled(why=obligation.cancelled)
    if obligation.met is not None:
        own = history.received
        return Met(entry=own if own is not None and own.actor == person else obligation.met)
    if obligation.lapsed_on(day):
        return Lapsed(due=obligation.due)
    holders = responsible(state, obligation, day)
    if person not in holders:
        return Elsewhere(holders=holders, entry=history.handed_by)
    pause = pause_of(state, obligation.key, person, day)
    if pause is not None:
        return Paused(pause=pause)
    asked = history.last_by(person, facts.Snoozed)
    if asked is not None and isinstance(asked.fact, facts.Snoozed) and asked.fact.until > day:
        return Snoozed(entry=asked, until=asked.fact.until)
    return Open(unanswered=ended_pause(state, obligation.key, person, day))
