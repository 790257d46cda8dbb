"""What the modals of `own_views` do when they are sent in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time

from bot import actions
from bot.actions import own
from bot.slack import lists
from bot.slack.answers import Answer, Ask, Say, Stands
from bot.slack.modals import Filled, about
from bot.slack.own_views import YES
from bot.text import deadlines, own_words
from bot.text.rendered import said
from process.errors import AlreadyDone, BadDay, BothSides, Missing, Refused, TooLong, Unknown
from process.obligations import find
from process.seats import PersonId
from process.wishes import BadWish, Wish


def wishes(ask: Ask) -> Answer:
    """Hour, days, news."""
    filled, delivery = Filled(ask.view), ask.state.plan.calendar.delivery
    hour = time.fromisoformat(filled.choice("hour")) if filled.choice("hour") else None
    days = frozenset(map(int, filled.several("days")))
    wish = Wish(hour=hour if hour != delivery else None, days=days, together=filled.choice("together") == YES)
    return Say(said(standing(ask, own.choose(ask.context, ask.person, wish))))


def standing(ask: Ask, wish: Wish) -> str:
    """The choices in words."""
    return own_words.chosen(at=wish.hour or ask.state.plan.calendar.delivery, days=sorted(wish.days), together=wish.together)


def absence(ask: Ask) -> Answer:
    """Somebody stands in."""
    filled = Filled(ask.view)
    since, until, deputy = filled.day("since"), filled.day("until"), filled.choice("deputy")
    if since is None or until is None:
        raise Missing(field="day_away")
    done = own.go_away(ask.context, ask.person, deputy=deputy, since=since, until=until)
    return Stands(said(own_words.away(deputy=_name(ask, deputy), since=since, until=until)), done.state)


def _name(ask: Ask, person: PersonId) -> str:
    return ask.names.name_of(person) or person


def deliver_note(ask: Ask) -> Answer:
    """Handed in, with a link or a note."""
    key = about(ask.view)["key"]
    done = actions.deliver(ask.context, ask.person, key, note=Filled(ask.view).text("note"))
    owed = find(done.state, key)
    return Stands(said(lists.section(done.state, owed, ask).text if owed else deadlines.gone()), done.state)


SUBMISSIONS: dict[str, Callable[[Ask], Answer]] = {"wishes": wishes, "absence": absence, "deliver_note": deliver_note}

FIELDS: dict[tuple[str, type[Refused], str], str] = {
    ("wishes", BadWish, "hour"): "hour",
    ("wishes", BadWish, "days"): "days",
    ("absence", BadDay, ""): "until",
    ("absence", Missing, "day_away"): "until",
    ("absence", Unknown, ""): "deputy",
    ("absence", BothSides, ""): "deputy",
    ("absence", AlreadyDone, ""): "until",
    ("deliver_note", TooLong, ""): "note",
}
"""Which field a refusal belongs to, as in `submissions.FIELDS`."""
