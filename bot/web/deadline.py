"""`/frist/<token>`: answering a mail about a deadline. Reading changes nothing (mail scanners
follow links); a form does, as in Slack.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.actions import Done, act
from bot.context import Context, candidates
from bot.forms import deadlines as forms
from bot.forms.form import Form, Send, Values
from bot.forms.information import INFORM, inform_form
from bot.messages import chair, deadlines, records
from bot.messages.choices import BETWEEN, choice, choose_other, hand_in, offered
from bot.messages.deadlines import before_asking, follows
from bot.messages.message import Act, Choice, Section
from bot.text import buttons, deadline_forms, refusals
from bot.text import deadlines as deadlines_words
from bot.text.grammar import named
from bot.text.marks import plain
from bot.web.forms import REFUSED, back, not_taken, seal, taken_in
from bot.web.links import DEADLINE_GOOD_FOR, BadLink, DeadlineLink, ExpiredLink
from bot.web.pages import page
from bot.web.site import Site
from process.acts import deadlines as deadline_acts
from process.acts.allowed import About, Kind, may_see, why_not
from process.acts.rights import seat_above
from process.deadlines.obligations import (
    Obligation,
    ObligationKind,
    as_named,
    find,
    responsible,
)
from process.errors import BadDay, NoLongerOwed, Refused, Unknown
from process.ledger.state import State
from process.seats import PersonId

LARGEST = 64 * 1024
"""Bytes of one answer."""
Words = tuple[str, str, str]


class _Closed(Exception):
    """The link opens nothing."""

    def __init__(self, status: int, said: Words) -> None:
        super().__init__(status)
        self.status, self.said = status, said


def deadline_page(site: Site, request: Request) -> Response:
    """The deadline as it stands now."""
    try:
        asked = _through(site, request)
    except _Closed as closed:
        return _closed(closed)
    return _page(site, asked, done=request.query_params.get("gjort", ""))


async def deadline_sent(site: Site, request: Request) -> Response:
    """Something was sent in."""
    return await taken_in(request, largest=LARGEST, answer=lambda sent: _sent(site, request, sent))


def _sent(site: Site, request: Request, sent: Values) -> Response:
    try:
        asked = _through(site, request)
    except _Closed as closed:
        return _closed(closed)
    fault, status = not_taken(site, request, sent, purpose=_form(asked))
    if fault:
        return _page(site, asked, sent=sent, fault=fault, status=status)
    name = sent.text("act")
    if name not in DOES:
        raise HTTPException(404)
    if name == Act.MORE_TIME and sent.text("look"):
        return _page(site, asked, sent=sent)
    values = replace(sent, about={"key": asked.key})
    try:
        DOES[name](site.context.at_once(), asked.person, values)
    except Refused as refused:
        return _page(
            site,
            asked,
            sent=sent,
            fault=plain(refusals.sentence(refused, site.state().adopted)),
            status=REFUSED,
        )
    return back(request, f"gjort={name}")


def _take_it(context: Context, person: PersonId, values: Values) -> Done:
    return act(context, person, deadline_acts.take_it, obligation=values.text("key"))


def _talk(context: Context, person: PersonId, values: Values) -> Done:
    return act(context, person, deadline_acts.promise_talk, obligation=values.text("key"))


def _snooze(context: Context, person: PersonId, values: Values) -> Done:
    key, (_, _, until) = values.text("key"), values.text("value").rpartition(BETWEEN)
    try:
        day = date.fromisoformat(until)
    except ValueError as error:
        raise BadDay(why="unreadable", text=until[:40]) from error
    return act(context, person, deadline_acts.snooze, obligation=key, until=day)


def _not_mine(context: Context, person: PersonId, values: Values) -> Done:
    return act(context, person, deadline_acts.not_mine, obligation=values.text("key"))


def _grant(context: Context, person: PersonId, values: Values) -> Done:
    return _answer(context, person, values, granted=True)


def _refuse(context: Context, person: PersonId, values: Values) -> Done:
    return _answer(context, person, values, granted=False)


def _answer(context: Context, person: PersonId, values: Values, *, granted: bool) -> Done:
    """Raises Unknown where the page is about no request for more time."""
    key = values.text("key")
    owed = find(context.state(), key)
    if owed is None or owed.asked is None:
        raise Unknown(what="request", name=key[:40])
    verb = deadline_acts.answer_more_time
    return act(context, person, verb, asked=owed.asked.seq, granted=granted)


def _undo(context: Context, person: PersonId, values: Values) -> Done:
    """Only what was said about this deadline."""
    seq, state = values.number("value"), context.state()
    key = about(state, values.text("key"))
    owed = find(state, key)
    mine = (key, owed.milestone) if owed else (key,)
    if seq is None or state.about.get(seq) not in mine:
        raise Unknown(what="entry", name=values.text("value")[:20])
    return act(context, person, deadline_acts.undo, seq=seq)


def _inform(context: Context, person: PersonId, values: Values) -> Done:
    owed = find(context.state(), values.text("key"))
    if owed is None or owed.milestone is None:
        raise NoLongerOwed(obligation=values.text("key")[:40])
    return INFORM.sent(context, person, replace(values, about={"milestone": owed.milestone}))


DOES: Mapping[str, Send[Done]] = {
    Act.INFORM: _inform,
    Act.DELIVER: forms.DELIVERY.sent,
    Act.MORE_TIME: forms.MORE_TIME.sent,
    Act.HAND_OVER: forms.HAND_OVER.sent,
    Act.TAKE_IT: _take_it,
    Act.TALK: _talk,
    Act.SNOOZE: _snooze,
    Act.NOT_MINE: _not_mine,
    Act.GRANT: _grant,
    Act.REFUSE: _refuse,
    Act.UNDO: _undo,
}
"""What can be done, by the name of the button."""


def about(state: State, key: str) -> str:
    """The deadline the page is about: of a request for more time, the one it asks for."""
    owed = find(state, key)
    return owed.about if owed is not None and owed.about else key


def _through(site: Site, request: Request) -> DeadlineLink:
    """Who asks about what, while they are here."""
    try:
        asked = site.links.read_deadline(str(request.path_params["token"]))
    except ExpiredLink as error:
        raise _Closed(410, deadline_forms.EXPIRED) from error
    except BadLink as error:
        raise _Closed(404, deadline_forms.FOREIGN) from error
    if not site.is_here(asked.person):
        raise _Closed(410, deadline_forms.NO_LONGER_HERE)
    state = site.state()
    key = About(Kind.DEADLINE, about(state, asked.key))
    if find(state, key.key) and not may_see(state, asked.person, key, site.now()):
        raise _Closed(410, deadline_forms.NO_LONGER_YOURS)
    return asked


def _closed(closed: _Closed) -> Response:
    title, text, remedy = closed.said
    return page(
        "error.html",
        {"code": closed.status, "title": title, "text": text, "remedy": remedy},
        status=closed.status,
    )


def _page(
    site: Site,
    asked: DeadlineLink,
    *,
    sent: Values | None = None,
    fault: str = "",
    done: str = "",
    status: int = 200,
) -> Response:
    until = sent.text("until") if sent and sent.text("act") == Act.MORE_TIME else ""
    known = _values(
        site.state(), asked, site.context, done=done if done in DOES else "", until=until
    )
    return page(
        "deadline.html",
        known | {"sent": sent or Values(), "fault": fault, "seal": seal(site, _form(asked))},
        status=status,
    )


def _form(asked: DeadlineLink) -> str:
    """What a form is sealed for, and counted by: this person's page about this deadline."""
    return f"frist-form:{hashlib.sha256(asked.subject.encode()).hexdigest()}"


def _values(
    state: State, asked: DeadlineLink, context: Context, *, done: str = "", until: str = ""
) -> dict[str, object]:
    """Everything the template shows; `done` is the act that was just carried out, `until` the day
    that is looked at in the form.
    """
    today, view = context.today(state), context.view()
    owed, on = (
        as_named(found, today) if (found := find(state, key)) else None
        for key in (asked.key, about(state, asked.key))
    )
    section = offered(state, asked.person, today, _section(state, owed, asked, context))
    name = view.name_of(asked.person)
    can = {str(choice.act): choice for choice in section.choices}
    return {
        "plan": state.plan.title,
        "title": on.title if on else state.plan.title,
        "answering": deadline_forms.answering(name=name) if name else "",
        "text": plain(section.text),
        "receipt": _receipt(done, on, section, can),
        "done": bool(done),
        "can": can,
        "committee": _committee(owed, asked, context, can),
        "time": _time(state, owed, context.now(), until) if owed and Act.MORE_TIME in can else {},
        "delivery": forms.DELIVERY,
        "inform": _inform_form(state, owed, today) if Act.INFORM in can else INFORM,
        "more_time": forms.MORE_TIME,
        "hand_over": forms.handing_over(
            owed, candidates(context, state, owed, but=asked.person, day=today)
        )
        if owed and Act.HAND_OVER in can
        else forms.HAND_OVER,
        "nobody": deadline_forms.NOBODY,
        "today": today,
        "words": deadline_forms,
        "buttons": buttons,
        "footer": deadline_forms.good_for(days=DEADLINE_GOOD_FOR.days),
    }


def _inform_form(state: State, owed: Obligation | None, today: date) -> Form[Done]:
    row = owed.milestone if owed else None
    return inform_form(state, state.plan.milestone(row), today) if row else INFORM


def _committee(
    owed: Obligation | None, asked: DeadlineLink, context: Context, can: Mapping[str, Choice]
) -> str:
    """Where a committee's discussion is recorded and its records answered, for whoever has it in
    hand.
    """
    here = (
        owed is not None
        and owed.committee is not None
        and (Act.RECORD in can or Act.CONFIRM in can)
    )
    return (
        context.links.committee(asked.person, owed.committee or "")
        if owed is not None and here
        else ""
    )


def _receipt(done: str, owed: Obligation | None, section: Section, can: dict[str, Choice]) -> str:
    """What was just done, where the words of what stands now do not say it."""
    if owed is None:
        return ""
    if done == Act.UNDO:
        return plain(deadlines_words.undone(title=owed.title))
    return (
        plain(deadline_forms.taken(title=owed.title))
        if done == Act.TAKE_IT and Act.DELIVER in can
        else ""
    )


def _section(
    state: State, owed: Obligation | None, asked: DeadlineLink, context: Context
) -> Section:
    if owed is None:
        return deadlines.once_asked(state, asked.key) or Section(text=deadlines_words.GONE)
    today, view = context.today(state), context.view()
    owns = asked.person in responsible(state, owed, today)
    if owed.kind is ObligationKind.ANSWER:
        return (
            deadlines.question(state, owed, view, today)
            if owns
            else Section(text=deadlines_words.GONE)
        )
    if owed.committee is not None and seat_above(state, asked.person, owed, today):
        settled = records.settled(state, owed.record, asked.person) if owed.record else None
        return settled or chair.above(state, owed, asked.person, today, view)
    delivery = owed.kind is ObligationKind.DELIVERY
    above = delivery and not owns and _may_give(state, asked, context.now())
    stands = deadlines.stand(state, owed, asked.person, today, view, onlooker=above)
    if stands is not None:
        return stands
    not_mine = choice(Act.NOT_MINE, owed.key, owed.title)
    plain_one = deadlines.plain_section(state, owed, today, view, not_mine)
    return _to_those_above(state, owed, plain_one.text) if above else plain_one


def _to_those_above(state: State, owed: Obligation, text: str) -> Section:
    key, title = owed.key, owed.title
    text = f"{text} {deadline_forms.lies_with(owner=named(state.plan, owed.seat))}"
    choices = (
        choice(Act.TALK, key, title),
        choice(Act.TAKE_IT, key, title),
        hand_in(state, owed),
    )
    return Section(text=text, choices=(*choices, choose_other(key, title)))


def _may_give(state: State, asked: DeadlineLink, now: datetime) -> bool:
    """Whether whoever does not owe it may put it into other hands: those above, and the process
    owner.
    """
    return why_not(state, asked.person, Act.HAND_OVER, asked.key, now) is None


def _time(state: State, owed: Obligation, now: datetime, until: str) -> dict[str, object]:
    """What the form for more time says and begins with, and what follows from the day that is
    looked at.
    """
    today = state.plan.calendar.local_day(now)
    suggested = forms.suggested_day(state, owed, today)
    return {
        "before": plain(before_asking(state, owed, today)),
        "suggested": suggested,
        "first": max(owed.due, today) + timedelta(days=1),
        "follows": plain(_follows(state, owed, until or suggested.isoformat(), now)).split("\n"),
    }


def _follows(state: State, owed: Obligation, until: str, now: datetime) -> str:
    try:
        return follows(state, owed, date.fromisoformat(until), now)
    except ValueError:
        return refusals.sentence(BadDay(why="unreadable", text=until[:40]), state.adopted)
