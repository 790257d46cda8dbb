"""What was said, as lines: in a person's own log and in a rehearsal's; and what a simulation would
say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time

from bot.text import log, operations, simulation
from process.deadlines.obligations import find, title_on
from process.ledger.state import State
from process.reminders.notices import Notice, NoticeKind


def told_lines(at: datetime, notices: tuple[Notice, ...], state: State) -> Iterator[str]:
    """A line for each thing one message said."""
    local = state.plan.calendar.local(at)
    for notice in notices:
        yield log.line(at=local, notice=notice, what=_title(notice, state, local.date()))


def skipped_lines(skipped: Sequence[tuple[Notice, str]], state: State) -> Iterator[str]:
    """A line for each thing that was planned and not said."""
    for notice, reason in skipped:
        on = state.plan.calendar.local_day(notice.due)
        yield log.skipped_line(on=on, notice=notice, what=_title(notice, state, on), reason=reason)


def _title(notice: Notice, state: State, day: date) -> str:
    """What a notice was about that day, to the person it came to; "" for news."""
    owed = find(state, notice.obligation) if notice.obligation else None
    return title_on(owed, day) if owed else ""


def simulated_lines(
    at: time, person: str, notices: tuple[Notice, ...], state: State
) -> Iterator[str]:
    """One message a simulation would send: its heading, then a line for each thing it says."""
    yield simulation.message_line(at=at, person=person)
    for notice in notices:
        yield simulation.notice_line(notice, what=_subject(notice, state))


def rehearsal_line(person: str, notices: tuple[Notice, ...], state: State) -> str:
    """One message a rehearsal has sent."""
    about = [f"{simulation.KINDS[n.kind]}: {_subject(n, state)}" for n in notices]
    return operations.log_line(person=person, about=about)


def _subject(notice: Notice, state: State) -> str:
    """The same for whoever does not know it: with its committee and its day."""
    if notice.kind is NoticeKind.WEEKLY and notice.why:
        return simulation.week(number=notice.why.number)
    obligation = find(state, notice.obligation) if notice.obligation else None
    if obligation is None:
        return simulation.entry(seq=notice.entry)
    if obligation.asked is not None:
        return obligation.title
    committee = state.plan.place_name(obligation.committee) if obligation.committee else ""
    return simulation.owed(title=obligation.title, committee=committee, due=obligation.due)
