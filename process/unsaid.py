"""What the rhythm had for a person and passed over, and why: the ledger is folded to each step's own instant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from process.entries import Entry
from process.notices import Notice
from process.obligations import find, obligations, responsible
from process.reminders import due_notices, notice_of
from process.seats import PersonId
from process.state import State
from process.steps import steps
from process.unwanted import why_unwanted

MOST = 30
"""Steps looked at, the newest ones."""
NEVER_WAS = frozenset({"gone", "moved"})
"""Reasons that say that the step was none yet at that instant."""


def unsaid(state: State, entries: Sequence[Entry], person: PersonId, now: datetime) -> tuple[tuple[Notice, str], ...]:
    """Each such step up to `now` with its reason (a code of `process.unwanted`), newest first. `entries` are all of the ledger's."""
    passed = sorted(_passed(state, person, now), key=lambda notice: (notice.due, notice.key))[-MOST:]
    found, then, rest = list[tuple[Notice, str]](), State.empty(state.process), list(reversed(entries))
    for notice in passed:
        while rest and rest[-1].at < notice.due:
            then = then.after(rest.pop())
        if then.adopted is not None and notice.key not in {wanted.key for wanted in due_notices(then, notice.due)}:
            why = why_unwanted(then, notice, notice.due)
            found += [(notice, why)] if why not in NEVER_WAS and (why != "handed_over" or _held(then, notice)) else []
    return tuple(reversed(found))


def _passed(state: State, person: PersonId, now: datetime) -> Iterator[Notice]:
    days = state.plan.calendar
    for obligation in obligations(state):
        for step in steps(obligation, days, told=()):
            concerned = (*responsible(state, obligation, step.day), *state.holders(obligation.seat, step.day))
            if step.due(days) <= now and person in concerned:
                yield notice_of(state, obligation, step, person)


def _held(state: State, notice: Notice) -> bool:
    """Whether it was the person's own by the seat, whoever had it in hand."""
    owed = find(state, notice.obligation)
    return owed is not None and state.is_in(owed.seat, notice.person, state.plan.calendar.local_day(notice.due))
