"""The week's overview as a section, and the line a deadline ends in."""

from __future__ import annotations

from datetime import date

from bot.text import dates, offers, weekly_words
from bot.text.rendered import Section
from bot.text.roles import named
from process.notices import Notice
from process.obligations import Obligation, ObligationKind, owed_by
from process.plan import Milestone
from process.seats import PersonId
from process.state import State
from process.steps import steps
from process.weekly import week_of

MOST_LINES = 12


def section(state: State, notice: Notice) -> Section:
    """The overview, as its week stands now."""
    first = date.fromisoformat(notice.step)
    week = week_of(state, notice.person, first)
    lines = [weekly_words.late(title=o.title, due=o.due) for o in week.late[:MOST_LINES]]
    lines += [_row(state, row, owed) for row, owed in week.coming[:MOST_LINES]]
    return Section(text="\n".join([weekly_words.opening(week=first.isocalendar().week), *lines]), greets=True)


def _row(state: State, row: Milestone, owed: tuple[Obligation, ...]) -> str:
    silent = [named(state.plan, o.seat) for o in owed if o.met is None]
    done = len(owed) - len(silent)
    return weekly_words.row(when=dates.write(row.when), title=row.title, done=done, of=len(owed), silent=silent)


def lingering(state: State, person: PersonId, told: frozenset[str], day: date) -> Section | None:
    """What a person still owes about which everything has been said; None when there is nothing of the kind."""
    days = state.plan.calendar
    late = [o for o in owed_by(state, person, day) if o.kind is ObligationKind.DELIVERY and o.overdue_on(day) and o.key not in told]
    ended = [o for o in late if all(step.day < day for step in steps(o, days))]
    if not ended:
        return None
    text = weekly_words.still_open(titles=[(o.title, o.due) for o in ended[:MOST_LINES]])
    (first, *more) = ended
    choices = () if more else (offers.deliver(key=first.key, title=first.title), offers.more_time(key=first.key, title=first.title))
    return Section(text=text, choices=choices)
