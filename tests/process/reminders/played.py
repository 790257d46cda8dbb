"""A process played on, for what is said of the messages before: only what was sent counts."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime

from process.ledger.entries import Decision
from process.ledger.state import State
from process.reminders.due import due_notices, with_attempts
from process.reminders.notices import Notice, NoticeKind
from process.seats import PersonId
from process.simulation import Answer, simulate


def silence(_state: State, _notice: Notice, _times: int, _now: datetime) -> Decision | None:
    """Nobody answers."""
    return None


def first_escalation(state: State, key: str, answer: Answer = silence) -> Notice:
    """What is told above first about an obligation, people answering so from 1 March on."""
    year = simulate(state, first=date(2024, 3, 1), last=date(2024, 6, 30), answer=answer)
    notices = (n for told in year for n in told.draft.notices)
    return next(n for n in notices if n.kind is NoticeKind.ESCALATED and n.obligation == key)


def due_when_played(state: State, now: datetime) -> list[Notice]:
    """What is due at `now` with whom it was written to before, had nobody answered."""
    sent: dict[str, list[tuple[PersonId, datetime]]] = defaultdict(list)
    last = state.plan.calendar.local_day(now)
    for told in simulate(state, first=date(2024, 3, 1), last=last, answer=silence):
        for notice in told.draft.notices if told.at < now else ():
            sent[notice.obligation].append((notice.person, told.at))
    return with_attempts(state, due_notices(state, now), sent, now)
