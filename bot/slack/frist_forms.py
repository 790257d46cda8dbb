"""The modals about a deadline, and about what people decide for themselves: when they hear from us
and who stands in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import time

from bot import actions
from bot.actions import Done
from bot.context import Context, candidates, reachable
from bot.forms import deadlines as forms
from bot.forms.form import Day, Form, Many, One, Values, its_own
from bot.messages.choices import choice
from bot.messages.message import Act, said
from bot.messages.owed import section as owed_section
from bot.slack.blocks import modal, notice, values_of
from bot.slack.requests import Answer, Modal, Open, Press, Renew, Request, Say, Stands
from bot.text import deadline_forms as words
from bot.text import deadlines as deadline_words
from bot.text.grammar import named
from process.deadlines.obligations import Obligation, find, responsible, title_on
from process.errors import (
    AlreadyDone,
    BadDay,
    BadPreference,
    BothSides,
    Missing,
    NoLongerOwed,
    Unknown,
)
from process.ledger.state import State
from process.reminders.digests import Preference
from process.seats import PersonId


def need_open(state: State, key: str) -> Obligation:
    """The open obligation; raises NoLongerOwed."""
    owed = find(state, key)
    if owed is None or not owed.open:
        raise NoLongerOwed(obligation=key)
    return owed


def more_time(request: Request, owed: Obligation) -> Form[Done]:
    """Until when, and why."""
    until = forms.suggested_day(request.state, owed, request.today)
    form = forms.more_time(request.state, owed, until, request.context.now())
    return form.under(_about(request, owed))


def _pick_until(request: Request) -> Answer:
    """Another day in the form for more time: the same form, with what follows from that day."""
    values = values_of(request.view)
    owed = need_open(request.state, values.text("key"))
    until = values.day(forms.UNTIL.name)
    form = forms.more_time(request.state, owed, until, request.context.now())
    form.need_allowed(request.context, request.person)
    return Renew(modal(form.under(_about(request, owed)), place=values.text("place")))


def hand_over(request: Request, owed: Obligation) -> Answer:
    """To whom, and until when. Only people of the process: others could not answer."""
    people = candidates(request.context, request.state, owed, but=request.person, day=request.today)
    if not people:
        return Open(notice(words.HAND_OVER_TITLE, said(words.NOBODY).sections))
    return request.open(forms.handing_over(owed, people).under(_about(request, owed)))


def delivery(request: Request, owed: Obligation) -> Form[Done]:
    """Hand it in with a link or a note."""
    return replace(forms.DELIVERY, about={"key": owed.key}).under(_about(request, owed))


def send_back(request: Request, owed: Obligation) -> Form[Done]:
    """Send it back with what is missing."""
    return replace(forms.SEND_BACK, about={"key": owed.key}).under(_about(request, owed))


def _sent_back(request: Request, done: Done, values: Values) -> Answer:
    state, key = done.state, values.text("key")
    owed = need_open(state, key)
    holders = responsible(state, owed, request.today)
    text = deadline_words.sent_back_by_you(
        title=owed.title,
        owners=[named(state.plan, owed.seat)] if set(holders) - {request.person} else [],
        missing=values.text(forms.MISSING.name),
        due=owed.due,
    )
    return Stands(said(text, choice(Act.UNDO, done.entry.seq, owed.title)), state)


def _about(request: Request, owed: Obligation) -> str:
    return words.about(title=title_on(owed, request.today), due=owed.due)


def _deadline_stands(request: Request, done: Done, values: Values) -> Answer:
    owed, state = find(done.state, values.text("key")), done.state
    section = owed_section(state, owed, request.person, request.today, request.names)
    return Stands(said(section.text), state)


YES, NO = "yes", "no"
HOUR = One(name="hour", label=words.HOUR, hint=words.HOUR_HINT)
DAYS = Many(
    name="days",
    label=words.DAYS,
    hint=words.DAYS_HINT,
    options=tuple((str(number), name) for number, name in enumerate(words.WEEKDAYS)),
)
TOGETHER = One(
    name="together",
    label=words.TOGETHER,
    options=((NO, words.AT_ONCE), (YES, words.IN_DIGEST)),
)


def _choose(context: Context, person: PersonId, values: Values) -> Preference:
    hour, delivery = values.text(HOUR.name), context.state().plan.calendar.delivery
    at = time.fromisoformat(hour) if hour else None
    wish = Preference(
        hour=at if at != delivery else None,
        days=frozenset(map(int, values.several(DAYS.name))),
        together=values.text(TOGETHER.name) == YES,
    )
    return actions.choose(context, person, wish)


WISHES = Form(
    name="wishes",
    title=words.WISH_TITLE,
    submit=words.SAVE,
    fields=(HOUR, DAYS, TOGETHER),
    fields_of={(BadPreference, "hour"): HOUR, (BadPreference, "days"): DAYS},
    send=_choose,
    asks=its_own,
)


def wishes(request: Request) -> Form[Preference]:
    """Hour, days, and whether news waits for the day's message; only hours the plan allows."""
    days = request.state.plan.calendar
    wish = request.context.preferences.of(request.context.process, request.person)
    last = days.quiet_from.hour if days.quiet_from.minute else days.quiet_from.hour - 1
    hours = [
        time(hour)
        for hour in range(days.quiet_until.hour, last + 1)
        if time(hour) >= days.quiet_until
    ]
    options = [(at.isoformat("minutes"), words.hour(at)) for at in hours]
    chosen = (wish.hour or days.delivery).isoformat("minutes")
    fields = (
        replace(HOUR, options=options, chosen=chosen),
        replace(DAYS, chosen=[str(number) for number in wish.days]),
        replace(TOGETHER, chosen=YES if wish.together else NO),
    )
    return replace(WISHES, fields=fields)


def _chosen(request: Request, wish: Preference, _values: Values) -> Answer:
    at = wish.hour or request.state.plan.calendar.delivery
    return Say(said(words.chosen(at=at, days=sorted(wish.days), together=wish.together)))


SINCE = Day(name="since", label=words.SINCE)
AWAY_UNTIL = Day(name="until", label=words.AWAY_UNTIL)
DEPUTY = One(name="deputy", label=words.DEPUTY, hint=words.DEPUTY_HINT)


def _go_away(context: Context, person: PersonId, values: Values) -> Done:
    since, until = values.day(SINCE.name), values.day(AWAY_UNTIL.name)
    if since is None or until is None:
        raise Missing(field="day_away")
    deputy = values.text(DEPUTY.name)
    return actions.go_away(context, person, deputy=deputy, since=since, until=until)


ABSENCE = Form(
    name="absence",
    title=words.AWAY_TITLE,
    submit=words.SAVE,
    fields=(SINCE, AWAY_UNTIL, DEPUTY),
    fields_of={
        (BadDay, ""): AWAY_UNTIL,
        (Missing, "day_away"): AWAY_UNTIL,
        (Unknown, ""): DEPUTY,
        (BothSides, ""): DEPUTY,
        (AlreadyDone, ""): AWAY_UNTIL,
    },
    send=_go_away,
    asks=its_own,
)


def absence(request: Request) -> Answer:
    """From when, until when, and who stands in."""
    state, today = request.state, request.today
    people = reachable(request.context, state, state.people(), but=request.person, day=today)
    if not people:
        return Open(notice(words.AWAY_TITLE, said(words.NOBODY).sections))
    fields = (replace(SINCE, value=today), AWAY_UNTIL, replace(DEPUTY, options=people))
    return request.open(replace(ABSENCE, fields=fields))


def _gone(request: Request, done: Done, values: Values) -> Answer:
    since, until = values.day(SINCE.name), values.day(AWAY_UNTIL.name)
    assert since is not None and until is not None, "nobody goes away without the days"
    deputy = values.text(DEPUTY.name)
    name = request.names.name_of(deputy) or deputy
    return Stands(said(words.away(deputy=name, since=since, until=until)), done.state)


FORMS = (
    Modal(form=forms.MORE_TIME, answer=_deadline_stands),
    Modal(form=forms.HAND_OVER, answer=_deadline_stands),
    Modal(form=forms.DELIVERY, answer=_deadline_stands),
    Modal(form=forms.SEND_BACK, answer=_sent_back),
    Modal(form=WISHES, answer=_chosen),
    Modal(form=ABSENCE, answer=_gone),
)
PICKS: Mapping[str, Press] = {forms.UNTIL.name: _pick_until}
"""Fields that tell us of themselves when something is picked in them."""
