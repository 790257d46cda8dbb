"""How far each row of the plan is on a day: a word, a line of text, and who is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.ical.entry import stretches
from bot.text import board as words
from process.deadlines.obligations import Obligation, ObligationKind, obligations
from process.ledger.state import State
from process.plan.model import Does, Milestone


class Mood(StrEnum):
    """The few states a row can be seen in; each has a word and a shape beside its colour."""

    DONE = "done"
    LATE = "late"
    OPEN = "open"
    NOW = "now"
    PAST = "past"
    CANCELLED = "cancelled"


@dataclass(frozen=True, kw_only=True)
class Progress:
    """A row's state on a day, in a word and in a line."""

    row: Milestone
    mood: Mood
    text: str
    missing: tuple[Obligation, ...] = ()
    owed: bool = False
    """Somebody answers for it, so that its text says how far it is."""


def progress(state: State, today: date) -> tuple[Progress, ...]:
    """Every row of the plan, in its order."""
    owed = [o for o in obligations(state) if o.kind is ObligationKind.DELIVERY and not o.elected]
    return tuple(
        _of(state, row, [o for o in owed if o.milestone == row.key], today)
        for row in state.plan.milestones
    )


def _of(state: State, row: Milestone, owed: list[Obligation], today: date) -> Progress:
    if row.cancelled is not None:
        return Progress(row=row, mood=Mood.CANCELLED, text=words.STATES["cancelled"])
    if not owed:
        mood = _by_day(state, row, today)
        return Progress(row=row, mood=mood, text=words.STATES[mood])
    done = sum(o.met is not None for o in owed)
    missing = tuple(o for o in owed if o.overdue_on(today))
    said = words.handed_in if state.plan.kind(row.kind).does is Does.DELIVERY else words.carried_out
    later = sorted(o.due for o in owed if o.plan_due and o.due > o.plan_due)
    in_part = sum(o.open and state.history_of(o.key).in_part is not None for o in owed)
    sent_back = sum(o.open and state.history_of(o.key).sent_back is not None for o in owed)
    parts = [
        said(done, len(owed)),
        *([words.in_part(in_part)] if in_part else []),
        *([words.sent_back(sent_back)] if sent_back else []),
        *([words.more_time(later[-1], len(later))] if later else []),
    ]
    mood = Mood.DONE if done == len(owed) else Mood.LATE if missing else Mood.OPEN
    return Progress(row=row, mood=mood, text=", ".join(parts), missing=missing, owed=True)


def _by_day(state: State, row: Milestone, today: date) -> Mood:
    """A row nobody answers for has no state of its own but its day."""
    days = [(s.first_day, s.last_day) for s in stretches(state.plan, row.when)]
    if not days:
        return Mood.OPEN
    first, last = min(days)[0], max(day for _, day in days)
    if last < today:
        return Mood.PAST
    return Mood.NOW if first <= today and first != last else Mood.OPEN
