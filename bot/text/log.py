"""What was sent to a person and why, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.text import list_words
from process.notices import Notice
from process.obligations import ObligationKind, find
from process.state import State


def told_lines(at: datetime, notices: tuple[Notice, ...], state: State) -> Iterator[str]:
    """A line for each thing one message said."""
    local = state.plan.calendar.local(at)
    for notice in notices:
        yield list_words.log_line(at=local, notice=notice, what=_subject(notice, state))


def skipped_lines(skipped: Sequence[tuple[Notice, str]], state: State) -> Iterator[str]:
    """A line for each thing that was planned and not said."""
    for notice, reason in skipped:
        on = state.plan.calendar.local_day(notice.due)
        yield list_words.skipped_line(on=on, notice=notice, what=_subject(notice, state), reason=reason)


def _subject(notice: Notice, state: State) -> str:
    owed = find(state, notice.obligation) if notice.obligation else None
    if owed is None:
        return ""
    if owed.kind is ObligationKind.ANSWER:
        asked = find(state, owed.title)
        return asked.title if asked else ""
    return owed.title
