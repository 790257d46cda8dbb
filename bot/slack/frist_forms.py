"""Modals about what people decide for themselves: when they hear from us, who stands in, a
note with what is handed in.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

from bot import actions
from bot.context import candidates, reachable
from bot.messages import deadlines
from bot.messages import owed as lists
from bot.messages.message import Act, said
from bot.slack import blocks as modals
from bot.slack.blocks import Filled, about, paragraphs
from bot.slack.requests import Answer, Open, Request, Say, Stands
from bot.text import buttons, deadline_forms
from process.acts import absence as absence_acts
from process.acts import deadlines as deadline_acts
from process.deadlines.obligations import Obligation, find
from process.errors import (
    AlreadyDone,
    BadDay,
    BadPreference,
    BothSides,
    Missing,
    NoLongerOwed,
    Refused,
    TooLong,
    Unknown,
)
from process.reminders.digests import Preference
from process.seats import PersonId

Json = modals.Json
UNTIL = "until"
"""The day in the form for more time; picking one asks us what follows."""


def more_time(request: Request, owed: Obligation) -> Json:
    """Until when, and why."""
    suggested = request.state.plan.calendar.shift(max(owed.due, request.today), 3)
    return more_time_until(request, owed, suggested, _about(request, owed.key))


def more_time_until(request: Request, owed: Obligation, until: date | None, about: Json) -> Json:
    """The form with a day picked, and what follows from that day; picking another one asks us
    again.
    """
    follows = deadlines.follows(request.state, owed, until, request.context.now())
    fields = [
        *paragraphs(deadline_forms.about(title=owed.title, due=owed.due)),
        *paragraphs(deadlines.before_asking(request.state, owed, request.today)),
        modals.date_field(
            UNTIL, deadline_forms.UNTIL, value=until, hint=deadline_forms.UNTIL_HINT, asks=True
        ),
        *paragraphs(follows),
        modals.text_field(
            "why", deadline_forms.WHY, lines=True, optional=True, hint=deadline_forms.WHY_HINT
        ),
    ]
    return modals.modal(
        callback="more_time",
        title=deadline_forms.MORE_TIME_TITLE,
        blocks=fields,
        submit=buttons.SEND,
        about=about,
    )


def hand_over(request: Request, owed: Obligation) -> Json:
    """To whom, and until when. Only people of the process: others could not answer."""
    people = candidates(request.context, request.state, owed, but=request.person, day=request.today)
    if not people:
        return modals.notice(
            title=deadline_forms.HAND_OVER_TITLE, rendered=said(deadline_forms.NOBODY)
        )
    fields = [
        *paragraphs(deadline_forms.about(title=owed.title, due=owed.due)),
        modals.choice_field("to", deadline_forms.TO, people, hint=deadline_forms.TO_HINT),
        modals.date_field(
            "until",
            deadline_forms.HANDED_UNTIL,
            optional=True,
            hint=deadline_forms.HANDED_UNTIL_HINT,
        ),
    ]
    return modals.modal(
        callback="hand_over",
        title=deadline_forms.HAND_OVER_TITLE,
        blocks=fields,
        submit=deadline_forms.HAND_OVER_SUBMIT,
        about=_about(request, owed.key),
    )


def _about(request: Request, key: str) -> Json:
    """What comes back with the form: ids only."""
    return {"key": key, "place": request.place.value}


YES, NO = "yes", "no"


def wishes_form(request: Request) -> Json:
    """Hour, days, and whether news waits for the day's message; only hours the plan allows."""
    days, wish = (
        request.state.plan.calendar,
        request.context.preferences.of(request.context.process, request.person),
    )
    last = days.quiet_from.hour if days.quiet_from.minute else days.quiet_from.hour - 1
    hours = [
        time(hour)
        for hour in range(days.quiet_until.hour, last + 1)
        if time(hour) >= days.quiet_until
    ]
    fields = [
        modals.choice_field(
            "hour",
            deadline_forms.HOUR,
            [(at.isoformat("minutes"), deadline_forms.hour(at)) for at in hours],
            chosen=(wish.hour or days.delivery).isoformat("minutes"),
            hint=deadline_forms.HOUR_HINT,
        ),
        modals.several_field(
            "days",
            deadline_forms.DAYS,
            [(str(n), name) for n, name in enumerate(deadline_forms.WEEKDAYS)],
            chosen=[str(n) for n in wish.days],
            hint=deadline_forms.DAYS_HINT,
        ),
        modals.choice_field(
            "together",
            deadline_forms.TOGETHER,
            [(NO, deadline_forms.AT_ONCE), (YES, deadline_forms.IN_DIGEST)],
            chosen=YES if wish.together else NO,
        ),
    ]
    return modals.modal(
        callback="wishes",
        title=deadline_forms.WISH_TITLE,
        blocks=fields,
        submit=deadline_forms.SAVE,
        about={"place": request.place.value},
    )


def absence_form(request: Request) -> Json:
    """From when, until when, and who stands in."""
    people = reachable(
        request.context,
        request.state,
        request.state.people(),
        but=request.person,
        day=request.today,
    )
    if not people:
        return modals.notice(title=deadline_forms.AWAY_TITLE, rendered=said(deadline_forms.NOBODY))
    fields = [
        modals.date_field("since", deadline_forms.SINCE, value=request.today),
        modals.date_field("until", deadline_forms.AWAY_UNTIL),
        modals.choice_field(
            "deputy", deadline_forms.DEPUTY, people, hint=deadline_forms.DEPUTY_HINT
        ),
    ]
    return modals.modal(
        callback="absence",
        title=deadline_forms.AWAY_TITLE,
        blocks=fields,
        submit=deadline_forms.SAVE,
        about={"place": request.place.value},
    )


def note_form(request: Request, owed: Obligation) -> Json:
    """Hand it in with a link or a note."""
    fields = [
        *paragraphs(deadline_forms.about(title=owed.title, due=owed.due)),
        modals.text_field(
            "note",
            deadline_forms.DELIVERED_NOTE,
            lines=True,
            optional=True,
            hint=deadline_forms.DELIVERED_NOTE_HINT,
        ),
    ]
    about = {"key": owed.key, "place": request.place.value}
    return modals.modal(
        callback="deliver_note",
        title=deadline_forms.NOTE_TITLE,
        blocks=fields,
        submit=deadline_forms.DELIVER_SUBMIT,
        about=about,
    )


def wishes_sent(request: Request) -> Answer:
    """Hour, days, news."""
    filled, delivery = Filled(request.view), request.state.plan.calendar.delivery
    hour = time.fromisoformat(filled.choice("hour")) if filled.choice("hour") else None
    days = frozenset(map(int, filled.several("days")))
    wish = Preference(
        hour=hour if hour != delivery else None,
        days=days,
        together=filled.choice("together") == YES,
    )
    return Say(said(standing(request, actions.choose(request.context, request.person, wish))))


def standing(request: Request, wish: Preference) -> str:
    """The choices in words."""
    return deadline_forms.chosen(
        at=wish.hour or request.state.plan.calendar.delivery,
        days=sorted(wish.days),
        together=wish.together,
    )


def absence_sent(request: Request) -> Answer:
    """Somebody stands in."""
    filled = Filled(request.view)
    since, until, deputy = filled.day("since"), filled.day("until"), filled.choice("deputy")
    if since is None or until is None:
        raise Missing(field="day_away")
    done = actions.go_away(request.context, request.person, deputy=deputy, since=since, until=until)
    return Stands(
        said(deadline_forms.away(deputy=_name(request, deputy), since=since, until=until)),
        done.state,
    )


def _name(request: Request, person: PersonId) -> str:
    return request.names.name_of(person) or person


def note_sent(request: Request) -> Answer:
    """Handed in, with a link or a note."""
    key = about(request.view)["key"]
    done = request.act(
        deadline_acts.deliver,
        obligation=key,
        note=actions.text_if_any(Filled(request.view).text("note")),
    )
    owed = find(done.state, key)
    section = lists.section(done.state, owed, request.person, request.today, request.names)
    return Stands(said(section.text), done.state)


SUBMISSIONS: dict[str, Callable[[Request], Answer]] = {
    "wishes": wishes_sent,
    "absence": absence_sent,
    "deliver_note": note_sent,
}

FIELDS: dict[tuple[str, type[Refused], str], str] = {
    ("wishes", BadPreference, "hour"): "hour",
    ("wishes", BadPreference, "days"): "days",
    ("absence", BadDay, ""): "until",
    ("absence", Missing, "day_away"): "until",
    ("absence", Unknown, ""): "deputy",
    ("absence", BothSides, ""): "deputy",
    ("absence", AlreadyDone, ""): "until",
    ("deliver_note", TooLong, ""): "note",
}
"""Which field a refusal belongs to, as in `submissions.FIELDS`."""


def _note(request: Request) -> Answer:
    owed = find(request.state, request.value)
    if owed is None or not owed.open:
        raise NoLongerOwed(obligation=request.value)
    return Open(note_form(request, owed))


def _back(request: Request) -> Answer:
    request.act(absence_acts.come_back)
    return Say(said(deadline_forms.WELCOME_BACK))


PRESSES: dict[Act, Callable[[Request], Answer]] = {Act.DELIVER_NOTE: _note, Act.COME_BACK: _back}
