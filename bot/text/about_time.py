"""What follows from more time, shown before anybody asks for it and before anybody grants it."""

from __future__ import annotations

from datetime import date, datetime

from bot.text import deadlines, later_words, refusals
from bot.text.about_ladder import next_step, treatment
from bot.text.roles import owner
from process.errors import BadDay
from process.later import Clash, Later, Why, later
from process.obligations import Obligation
from process.state import State

MOST = 3
"""Clashes named one by one."""


def before_asking(state: State, owed: Obligation, day: date) -> str:
    """Above the form: what waits for it, and what happens to the reminders meanwhile."""
    rests = deadlines.rests_meanwhile(days=state.plan.rules.rest_days)
    return " ".join(filter(None, (treatment(state, owed.due), rests, next_step(state, owed, day))))


def follows(state: State, owed: Obligation, until: date | None, now: datetime) -> str:
    """Below the day that is being picked: what would follow from it, or why it cannot be asked for."""
    if until is None:
        return later_words.choose_a_day()
    try:
        found = later(state, owed, until, now)
    except BadDay as refused:
        return refusals.sentence(refused, state)
    moves = later_words.nothing_moves(owner=owner(state.plan))
    return "\n".join([_head(owed, found), *(f"{later_words.LINE}{line}" for line in (*_lines(found), moves))])


def if_granted(state: State, owed: Obligation, until: date, now: datetime) -> str:
    """To the one who answers: the same, or that the day has been overtaken since it was asked for."""
    try:
        found = later(state, owed, until, now)
    except BadDay:
        return later_words.overtaken(until=until, due=owed.due)
    return "\n".join([_head(owed, found), *(f"{later_words.LINE}{line}" for line in _lines(found))])


def _head(owed: Obligation, found: Later) -> str:
    return later_words.head(until=found.until, working_days=found.working_days, due=owed.due)


def _lines(found: Later) -> list[str]:
    lines = [_clash(clash) for clash in found.clashes[:MOST]] or [later_words.nothing_in_the_way()]
    if len(found.clashes) > MOST:
        lines.append(later_words.more(count=len(found.clashes) - MOST))
    return [*lines, later_words.next_reminder(first=found.first_reminder)]


def _clash(clash: Clash) -> str:
    match clash.why:
        case Why.BEFORE if clash.day:
            return later_words.before(title=clash.title, on=clash.day)
        case Why.DISPATCHED if clash.day and clash.held:
            return later_words.dispatched(title=clash.title, leaves=clash.day, held=clash.held)
        case Why.SAME_DAY:
            return later_words.same_day(title=clash.title)
    return later_words.counted(title=clash.title)
