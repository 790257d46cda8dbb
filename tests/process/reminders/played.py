"""A process played on, for what is said of the messages before: only what was sent counts."""

from __future__ import annotations

from datetime import date, datetime

from process.ledger.entries import Decision
from process.ledger.state import State
from process.reminders.notices import Notice, NoticeKind
from process.simulation import Answer, simulate


def silence(_state: State, _notice: Notice, _times: int, _now: datetime) -> Decision | None:
    """Nobody answers."""
    return None


def first_escalation(state: State, key: str, answer: Answer = silence) -> Notice:
    """What is told above first about an obligation, people answering so from 1 March on."""
    year = simulate(state, first=date(2024, 3, 1), last=date(2024, 6, 30), answer=answer)
    notices = (n for told in year for n in told.parcel.notices)
    return next(n for n in notices if n.kind is NoticeKind.ESCALATED and n.obligation == key)
