"""What each button does. `PRESSES` is the table; every act a message can offer stands in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from bot import actions
from bot.slack import (
    calendar_answers,
    deadline_views,
    lists,
    med_presses,
    own_presses,
    plan_views,
    published,
    unconfirmed,
)
from bot.slack.answers import Answer, Ask, Open, Quiet, Renew, Stands
from bot.slack.modals import Filled, about
from bot.text import about_questions, deadlines, offers
from bot.text.marks import plain
from bot.text.rendered import Act, Rendered, Section, said
from process.errors import NoLongerOwed
from process.facts import MoreTimeAnswered
from process.obligations import Obligation, find
from process.state import State

Press = Callable[[Ask], Answer]


def _deliver(ask: Ask) -> Answer:
    return _stands(ask, actions.deliver(ask.context, ask.person, ask.value).state, ask.value)


def _receive(ask: Ask) -> Answer:
    return _stands(ask, actions.receive(ask.context, ask.person, ask.value).state, ask.value)


def _snooze(ask: Ask) -> Answer:
    key, _, until = ask.value.rpartition(offers.BETWEEN)
    return _stands(ask, actions.snooze(ask.context, ask.person, key, until=date.fromisoformat(until)).state, key)


def _not_mine(ask: Ask) -> Answer:
    return _stands(ask, actions.not_mine(ask.context, ask.person, ask.value).state, ask.value)


def _take_it(ask: Ask) -> Answer:
    return _stands(ask, actions.take_it(ask.context, ask.person, ask.value).state, ask.value)


def _more_time(ask: Ask) -> Answer:
    return Open(deadline_views.more_time(ask, need(ask.state, ask.value)))


def _pick_until(ask: Ask) -> Answer:
    """Another day in the form for more time: the same form, with what follows from that day."""
    form = about(ask.view)
    return Renew(deadline_views.more_time_until(ask, need(ask.state, form["key"]), Filled(ask.view).day(deadline_views.UNTIL), form))


def _hand_over(ask: Ask) -> Answer:
    return Open(deadline_views.hand_over(ask, need(ask.state, ask.value)))


def _undo(ask: Ask) -> Answer:
    key = ask.state.about.get(int(ask.value))
    done = actions.undo(ask.context, ask.person, int(ask.value))
    owed = find(done.state, str(key))
    said_so = deadlines.undone(title=owed.title if owed else "")
    return Stands(Rendered(text=said_so, sections=(Section(text=said_so), *lists.sections(ask, done.state))), done.state)


def _grant(ask: Ask) -> Answer:
    return _answer(ask, granted=True)


def _refuse(ask: Ask) -> Answer:
    return _answer(ask, granted=False)


def _answer(ask: Ask, *, granted: bool) -> Answer:
    done = actions.answer_more_time(ask.context, ask.person, int(ask.value), granted=granted)
    owed = find(done.state, f"answer:{ask.value}")
    assert owed is not None and isinstance(done.entry.fact, MoreTimeAnswered), "an answered request stays an obligation that is met"
    return Stands(_one(about_questions.question(done.state, owed, ask.names, ask.today)), done.state)


def _stands(ask: Ask, state: State, key: str) -> Answer:
    owed = find(state, key)
    return Stands(_one(lists.section(state, owed, ask) if owed else Section(text=deadlines.gone())), state)


def _one(section: Section) -> Rendered:
    return said(section.text, *section.choices)


def need(state: State, key: str) -> Obligation:
    """The open obligation; raises NoLongerOwed."""
    owed = find(state, key)
    if owed is None or not owed.open:
        raise NoLongerOwed(obligation=key)
    return owed


def _new_address(ask: Ask) -> Answer:
    return calendar_answers.new(ask)


def _close_address(ask: Ask) -> Answer:
    return calendar_answers.close(ask)


def _move(ask: Ask) -> Answer:
    return Open(plan_views.move(ask, milestone=ask.value))


def _confirm_dates(ask: Ask) -> Answer:
    done = actions.confirm_dates(ask.context, ask.person, key=ask.value)
    found = unconfirmed.sections(done.state)
    return Stands(Rendered(text=plain(found[0].text), sections=tuple(found)), done.state)


def _link(_ask: Ask) -> Answer:
    return Quiet()


PRESSES: dict[Act, Press] = (
    own_presses.PRESSES
    | med_presses.PRESSES
    | {
        Act.DELIVER: _deliver,
        Act.RECEIVE: _receive,
        Act.MORE_TIME: _more_time,
        Act.HAND_OVER: _hand_over,
        Act.SNOOZE: _snooze,
        Act.NOT_MINE: _not_mine,
        Act.TAKE_IT: _take_it,
        Act.UNDO: _undo,
        Act.GRANT: _grant,
        Act.REFUSE: _refuse,
        Act.ADDRESSES: calendar_answers.mine,
        Act.NEW_ADDRESS: _new_address,
        Act.CHOOSE_ADDRESS: calendar_answers.choose,
        Act.CLOSE_ADDRESS: _close_address,
        Act.MOVE: _move,
        Act.CONFIRM_DATES: _confirm_dates,
        Act.ACCEPT_MEETINGS: published.accept,
        Act.DECLINE_MEETINGS: published.decline,
        Act.OPEN_LINK: _link,
        Act.OPEN_WORD: _link,
    }
)

PICKS: dict[str, Press] = {deadline_views.UNTIL: _pick_until}
"""Fields of forms that tell us of themselves when something is picked in them."""
