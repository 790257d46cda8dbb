"""What stands on the page about one deadline: the same words as in Slack, and a form for each thing that can be done."""

from __future__ import annotations

from datetime import date, timedelta

from bot.text import about_deadlines, buttons, deadline_forms, deadlines, offers
from bot.text import deadline_page as words
from bot.text.about_time import before_asking
from bot.text.marks import plain
from bot.text.rendered import Act, Choice, Section, View
from bot.web.deadline_link import DAYS, Asked
from process.obligations import Obligation, find
from process.state import State

SUGGESTED = 3
"""Working days after the deadline: the day the form begins with."""


def values(state: State, asked: Asked, today: date, view: View, *, undone: bool = False) -> dict[str, object]:
    """Everything the template shows."""
    owed = find(state, asked.key)
    section = _section(state, owed, asked, today, view)
    name = view.name_of(asked.person)
    return {
        "plan": state.plan.title,
        "title": owed.title if owed else state.plan.title,
        "answering": words.answering(name=name) if name else "",
        "text": plain(section.text),
        "undone": plain(deadlines.undone(title=owed.title)) if undone and owed else "",
        "can": {str(choice.act): choice for choice in section.choices},
        "time": _time(state, owed, today) if owed else {},
        "words": words,
        "forms": deadline_forms,
        "buttons": buttons,
        "footer": words.good_for(days=DAYS),
    }


def _section(state: State, owed: Obligation | None, asked: Asked, today: date, view: View) -> Section:
    if owed is None:
        return Section(text=deadlines.gone())
    stands = about_deadlines.standing(state, owed, asked.person, today, view)
    if stands is not None:
        return stands
    text = deadlines.owed(
        title=owed.title,
        receiver=about_deadlines.receiver(state, owed),
        due=owed.due,
        at=owed.at,
        late=owed.overdue_on(today),
    )
    found = about_deadlines.open_choices(state, owed, today)
    return Section(text=text, choices=(*_here(found), offers.not_mine(key=owed.key, title=owed.title)))


def _here(choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """Giving it to another is done in Slack, or by whoever keeps the process."""
    return tuple(choice for choice in choices if choice.act is not Act.HAND_OVER)


def _time(state: State, owed: Obligation, today: date) -> dict[str, object]:
    """What the form for more time says and begins with."""
    latest = max(owed.due, today)
    return {
        "before": plain(before_asking(state, owed, today)),
        "suggested": state.plan.calendar.shift(latest, SUGGESTED),
        "first": latest + timedelta(days=1),
    }
