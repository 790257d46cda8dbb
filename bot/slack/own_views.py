"""Modals about what people decide for themselves: when they hear from us, who stands in, a note with what is handed in."""

from __future__ import annotations

from datetime import time

from bot.actions.own import wish_of
from bot.hands import reachable
from bot.slack import modals
from bot.slack.answers import Ask
from bot.slack.blocks import paragraphs
from bot.text import deadline_forms, own_words
from bot.text import own_words as words
from process.obligations import Obligation

Json = modals.Json
YES, NO = "yes", "no"


def wishes(ask: Ask) -> Json:
    """Hour, days, and whether news waits for the day's message; only hours the plan allows."""
    days, wish = ask.state.plan.calendar, wish_of(ask.context, ask.person)
    last = days.quiet_from.hour if days.quiet_from.minute else days.quiet_from.hour - 1
    hours = [time(hour) for hour in range(days.quiet_until.hour, last + 1) if time(hour) >= days.quiet_until]
    fields = [
        modals.choice_field(
            "hour",
            words.HOUR,
            [(at.isoformat("minutes"), words.hour(at)) for at in hours],
            chosen=(wish.hour or days.delivery).isoformat("minutes"),
            hint=words.HOUR_HINT,
        ),
        modals.several_field(
            "days",
            words.DAYS,
            [(str(n), name) for n, name in enumerate(words.WEEKDAYS)],
            chosen=[str(n) for n in wish.days],
            hint=words.DAYS_HINT,
        ),
        modals.choice_field("together", words.TOGETHER, [(NO, words.AT_ONCE), (YES, words.IN_DIGEST)], chosen=YES if wish.together else NO),
    ]
    return modals.modal(callback="wishes", title=words.WISH_TITLE, blocks=fields, submit=words.SAVE, about={"place": ask.place.value})


def absence(ask: Ask) -> Json:
    """From when, until when, and who stands in."""
    people = reachable(ask.context, ask.state, ask.state.people(), but=ask.person, day=ask.today)
    if not people:
        return modals.notice(title=words.AWAY_TITLE, rendered=deadline_forms.nobody())
    fields = [
        modals.date_field("since", own_words.SINCE, value=ask.today),
        modals.date_field("until", own_words.UNTIL),
        modals.choice_field("deputy", own_words.DEPUTY, people, hint=own_words.DEPUTY_HINT),
    ]
    return modals.modal(callback="absence", title=words.AWAY_TITLE, blocks=fields, submit=words.SAVE, about={"place": ask.place.value})


def note(ask: Ask, owed: Obligation) -> Json:
    """Hand it in with a link or a note."""
    fields = [
        *paragraphs(deadline_forms.about(title=owed.title, due=owed.due)),
        modals.text_field("note", words.NOTE, lines=True, optional=True, hint=words.NOTE_HINT),
    ]
    about = {"key": owed.key, "place": ask.place.value}
    return modals.modal(callback="deliver_note", title=words.NOTE_TITLE, blocks=fields, submit=deadline_forms.DELIVER_SUBMIT, about=about)
