"""What the buttons do that are about a person's own ways: a note with what is handed in, and coming back early."""

from __future__ import annotations

from collections.abc import Callable

from bot.actions import own
from bot.slack import own_views
from bot.slack.answers import Answer, Ask, Open, Say
from bot.text import own_words
from bot.text.rendered import Act, said
from process.errors import NoLongerOwed
from process.obligations import find


def _note(ask: Ask) -> Answer:
    owed = find(ask.state, ask.value)
    if owed is None or not owed.open:
        raise NoLongerOwed(obligation=ask.value)
    return Open(own_views.note(ask, owed))


def _back(ask: Ask) -> Answer:
    own.come_back(ask.context, ask.person)
    return Say(said(own_words.back()))


PRESSES: dict[Act, Callable[[Ask], Answer]] = {Act.DELIVER_NOTE: _note, Act.COME_BACK: _back}
