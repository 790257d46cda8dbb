"""Modals about a deadline: more time, hand over, snooze."""

from __future__ import annotations

from datetime import date

from bot.hands import candidates
from bot.slack import modals
from bot.slack.answers import Ask
from bot.slack.blocks import paragraphs
from bot.text import about_time, buttons
from bot.text import deadline_forms as words
from process.obligations import Obligation

Json = modals.Json
UNTIL = "until"
"""The day in the form for more time; picking one asks us what follows."""


def more_time(ask: Ask, owed: Obligation) -> Json:
    """Until when, and why."""
    suggested = ask.state.plan.calendar.shift(max(owed.due, ask.today), 3)
    return more_time_until(ask, owed, suggested, _about(ask, owed.key))


def more_time_until(ask: Ask, owed: Obligation, until: date | None, about: Json) -> Json:
    """The form with a day picked, and what follows from that day; picking another one asks us again."""
    follows = about_time.follows(ask.state, owed, until, ask.context.now())
    fields = [
        *paragraphs(words.about(title=owed.title, due=owed.due)),
        *paragraphs(about_time.before_asking(ask.state, owed, ask.today)),
        modals.date_field(UNTIL, words.UNTIL, value=until, hint=words.UNTIL_HINT, asks=True),
        *paragraphs(follows),
        modals.text_field("why", words.WHY, lines=True, optional=True, hint=words.WHY_HINT),
    ]
    return modals.modal(callback="more_time", title=words.MORE_TIME_TITLE, blocks=fields, submit=buttons.SEND, about=about)


def hand_over(ask: Ask, owed: Obligation) -> Json:
    """To whom, and until when. Only people of the process: others could not answer."""
    people = candidates(ask.context, ask.state, owed, but=ask.person, day=ask.today)
    if not people:
        return modals.notice(title=words.HAND_OVER_TITLE, rendered=words.nobody())
    fields = [
        *paragraphs(words.about(title=owed.title, due=owed.due)),
        modals.choice_field("to", words.TO, people, hint=words.TO_HINT),
        modals.date_field("until", words.HANDED_UNTIL, optional=True, hint=words.HANDED_UNTIL_HINT),
    ]
    return modals.modal(
        callback="hand_over", title=words.HAND_OVER_TITLE, blocks=fields, submit=words.HAND_OVER_SUBMIT, about=_about(ask, owed.key)
    )


def _about(ask: Ask, key: str) -> Json:
    """What comes back with the form: ids only."""
    return {"key": key, "place": ask.place.value}
