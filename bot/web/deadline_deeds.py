"""What is sent in on a deadline's page: carried out by the same actions as in Slack."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from bot import actions
from bot.context import Context
from bot.text import offers
from bot.text.rendered import Act
from bot.web.deadline_link import Asked
from bot.web.sent import Sent
from process.errors import BadDay, Missing, Unknown
from process.obligations import ObligationKind, find
from process.state import State


def _deliver(context: Context, asked: Asked, sent: Sent) -> None:
    actions.deliver(context, asked.person, asked.key, note=sent.text("note"))


def _more_time(context: Context, asked: Asked, sent: Sent) -> None:
    until = sent.day("until")
    if until is None:
        raise Missing(field="until")
    actions.ask_more_time(context, asked.person, asked.key, until=until, why=sent.text("why"))


def _hand_over(context: Context, asked: Asked, sent: Sent) -> None:
    """Only into the hands of somebody who is still here, as in Slack, where nobody else can be chosen."""
    to = sent.text("to")
    if not to:
        raise Missing(field="person")
    known = context.directory.get(context.process, to)
    if known is None or not known.active:
        raise Unknown(what="person", name=to[:40])
    actions.hand_over(context, asked.person, asked.key, to=to, until=sent.day("until"))


def _take_it(context: Context, asked: Asked, _sent: Sent) -> None:
    actions.take_it(context, asked.person, asked.key)


def _snooze(context: Context, asked: Asked, sent: Sent) -> None:
    _, _, until = sent.text("value").rpartition(offers.BETWEEN)
    try:
        day = date.fromisoformat(until)
    except ValueError as error:
        raise BadDay(why="unreadable", text=until[:40]) from error
    actions.snooze(context, asked.person, asked.key, until=day)


def _not_mine(context: Context, asked: Asked, _sent: Sent) -> None:
    actions.not_mine(context, asked.person, asked.key)


def _grant(context: Context, asked: Asked, _sent: Sent) -> None:
    actions.answer_more_time(context, asked.person, _request(context.state(), asked), granted=True)


def _refuse(context: Context, asked: Asked, _sent: Sent) -> None:
    actions.answer_more_time(context, asked.person, _request(context.state(), asked), granted=False)


def _undo(context: Context, asked: Asked, sent: Sent) -> None:
    """Only what was said about this deadline."""
    seq, state = sent.number("value"), context.state()
    if seq is None or state.about.get(seq) != about(state, asked):
        raise Unknown(what="entry", name=sent.text("value")[:20])
    actions.undo(context, asked.person, seq)


def _request(state: State, asked: Asked) -> int:
    """The entry of the request the page is about; raises Unknown where it is about none."""
    owed = find(state, asked.key)
    if owed is None or owed.asked is None:
        raise Unknown(what="request", name=asked.key[:40])
    return owed.asked.seq


def about(state: State, asked: Asked) -> str:
    """The deadline the page is about: of a request for more time, the one it asks for."""
    owed = find(state, asked.key)
    return owed.title if owed is not None and owed.kind is ObligationKind.ANSWER else asked.key


DOES: dict[str, Callable[[Context, Asked, Sent], None]] = {
    Act.DELIVER: _deliver,
    Act.MORE_TIME: _more_time,
    Act.HAND_OVER: _hand_over,
    Act.TAKE_IT: _take_it,
    Act.SNOOZE: _snooze,
    Act.NOT_MINE: _not_mine,
    Act.GRANT: _grant,
    Act.REFUSE: _refuse,
    Act.UNDO: _undo,
}
"""What can be done, by the name of the button."""
