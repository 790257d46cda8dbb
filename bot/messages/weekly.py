"""The week's overview as a section, and the line a deadline ends in."""

from __future__ import annotations

from datetime import date

from bot.messages.choices import choice, hand_in
from bot.messages.message import Act, Section
from bot.text import digests
from bot.text.grammar import named
from process.dates.danish import write
from process.deadlines.obligations import Obligation, ObligationKind, owed_by
from process.ledger.state import State
from process.plan.model import Milestone
from process.reminders.notices import Notice
from process.reminders.rhythm import rhythm_steps
from process.reminders.weekly import week_of
from process.seats import PersonId

MOST_LINES = 12


def section(state: State, notice: Notice) -> Section:
    """The overview, as its week stands now."""
    first = notice.counted_from
    assert first is not None, "a week's overview begins on a day"
    week = week_of(state, notice.person, first)
    lines = [digests.week_late(title=o.title, due=o.due) for o in week.late[:MOST_LINES]]
    lines += [_row(state, row, owed) for row, owed in week.coming[:MOST_LINES]]
    return Section(
        text="\n".join([digests.week_opening(week=first.isocalendar().week), *lines]), greets=True
    )


def _row(state: State, row: Milestone, owed: tuple[Obligation, ...]) -> str:
    silent = [named(state.plan, o.seat) for o in owed if o.met is None]
    done = len(owed) - len(silent)
    return digests.week_row(
        when=write(row.when), title=row.title, done=done, of=len(owed), silent=silent
    )


def lingering(state: State, person: PersonId, told: frozenset[str], day: date) -> Section | None:
    """What a person still owes about which everything has been said; None when
    there is nothing of the kind.
    """
    days = state.plan.calendar
    late = [
        o
        for o in owed_by(state, person, day)
        if o.kind is ObligationKind.DELIVERY and o.overdue_on(day) and o.key not in told
    ]
    ended = [o for o in late if all(step.day < day for step in rhythm_steps(o, days))]
    if not ended:
        return None
    text = digests.still_open(titles=[(o.title, o.due) for o in ended[:MOST_LINES]])
    (first, *more) = ended
    choices = (
        ()
        if more
        else (
            hand_in(state, first),
            choice(Act.MORE_TIME, first.key, first.title),
        )
    )
    return Section(text=text, choices=choices)
