"""What the calendar menu does when it is sent in."""

from __future__ import annotations

from bot.slack import calendar_answers
from bot.slack.answers import Answer, Ask, Say
from bot.slack.modals import Filled
from process.errors import Unknown


def new_address(ask: Ask) -> Answer:
    """The chosen calendar's new address, shown once in the modal."""
    scope = Filled(ask.view).choice("scope")
    if not scope:
        raise Unknown(what="address", name="")
    return Say(calendar_answers.made(ask, scope))
