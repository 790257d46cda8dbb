"""What stands on the page about one deadline: the same words as in Slack, and a form for each thing that can be done."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from bot.context import Context
from bot.hands import candidates
from bot.text import about_chair, about_deadlines, about_questions, about_records, buttons, deadline_forms, deadlines, offers, refusals
from bot.text import deadline_page as words
from bot.text.about_time import before_asking, follows
from bot.text.marks import plain
from bot.text.rendered import Act, Choice, Section
from bot.text.roles import named
from bot.web.deadline_deeds import about
from bot.web.deadline_link import DAYS, Asked
from process.errors import BadDay, NotYours
from process.obligations import Obligation, ObligationKind, find, responsible
from process.seats import PersonId, Role, Seat
from process.state import State
from process.verbs.rights import need_to_hand_over, seat_above

SUGGESTED = 3
"""Working days after the deadline: the day the form begins with."""


def values(state: State, asked: Asked, context: Context, *, done: str = "", until: str = "") -> dict[str, object]:
    """Everything the template shows; `done` is the act that was just carried out, `until` the day that is looked at in the form."""
    today, view = context.today(state), context.view()
    owed, on = find(state, asked.key), find(state, about(state, asked))
    section = _section(state, owed, asked, context)
    name = view.name_of(asked.person)
    can = {str(choice.act): choice for choice in section.choices}
    return {
        "plan": state.plan.title,
        "title": on.title if on else state.plan.title,
        "answering": words.answering(name=name) if name else "",
        "text": plain(section.text),
        "receipt": _receipt(done, on, section, can),
        "done": bool(done),
        "can": can,
        "door": _door(owed, asked, context, can),
        "time": _time(state, owed, context.now(), until) if owed and Act.MORE_TIME in can else {},
        "hands": candidates(context, state, owed, but=asked.person, day=today) if owed and Act.HAND_OVER in can else [],
        "nobody": deadline_forms.nobody().text,
        "today": today,
        "words": words,
        "forms": deadline_forms,
        "buttons": buttons,
        "footer": words.good_for(days=DAYS),
    }


def _door(owed: Obligation | None, asked: Asked, context: Context, can: Mapping[str, Choice]) -> str:
    """Where a committee's discussion is recorded and its records answered, for whoever has it in hand."""
    here = owed is not None and owed.committee is not None and (Act.RECORD in can or Act.CONFIRM in can)
    return context.links.door(asked.person, owed.committee or "") if owed is not None and here else ""


def _receipt(done: str, owed: Obligation | None, section: Section, can: dict[str, Choice]) -> str:
    """What was just done, where the words of what stands now do not say it."""
    if owed is None:
        return ""
    if done == Act.UNDO:
        return plain(deadlines.undone(title=owed.title))
    return plain(words.taken(title=owed.title)) if done == Act.TAKE_IT and Act.DELIVER in can else ""


def _section(state: State, owed: Obligation | None, asked: Asked, context: Context) -> Section:
    if owed is None:
        return about_questions.once_asked(state, asked.key) or Section(text=deadlines.gone())
    today, view = context.today(state), context.view()
    owns = asked.person in responsible(state, owed, today)
    if owed.kind is ObligationKind.ANSWER:
        return about_questions.question(state, owed, view, today) if owns else Section(text=deadlines.gone())
    if owed.committee is not None and seat_above(state, asked.person, owed, today):
        settled = about_records.settled(state, asked.person, owed.record) if owed.record else None
        return settled or about_chair.above(state, owed, asked.person, today, view)
    above = not owns and _may_give(state, owed, asked, context.now())
    stands = about_deadlines.standing(state, owed, asked.person, today, view, onlooker=above)
    if stands is not None:
        return stands
    text = about_deadlines.plain_words(state, owed, today)
    if above:
        return _to_those_above(state, owed, text, asked.person, today)
    choices = about_deadlines.open_choices(state, owed, today)
    return Section(text=text, choices=(*choices, offers.not_mine(key=owed.key, title=owed.title)))


def _to_those_above(state: State, owed: Obligation, text: str, person: PersonId, today: date) -> Section:
    key, title = owed.key, owed.title
    text = f"{text} {words.lies_with(owner=named(state.plan, owed.seat))}"
    deputy = (offers.deliver(key=key, title=title),) if seat_above(state, person, owed, today) == Seat(Role.DEPUTY, owed.seat.place) else ()
    return Section(text=text, choices=(offers.take_it(key=key, title=title), *deputy, offers.choose_other(key=key, title=title)))


def _may_give(state: State, owed: Obligation, asked: Asked, now: datetime) -> bool:
    """Whether whoever does not owe it may put it into other hands: those above, and the process owner."""
    try:
        need_to_hand_over(state, asked.person, owed, now)
    except NotYours:
        return False
    return owed.kind is ObligationKind.DELIVERY


def _time(state: State, owed: Obligation, now: datetime, until: str) -> dict[str, object]:
    """What the form for more time says and begins with, and what follows from the day that is looked at."""
    today = state.plan.calendar.local_day(now)
    latest = max(owed.due, today)
    suggested = state.plan.calendar.shift(latest, SUGGESTED)
    return {
        "before": plain(before_asking(state, owed, today)),
        "suggested": suggested,
        "first": latest + timedelta(days=1),
        "follows": plain(_follows(state, owed, until or suggested.isoformat(), now)).split("\n"),
    }


def _follows(state: State, owed: Obligation, until: str, now: datetime) -> str:
    try:
        return follows(state, owed, date.fromisoformat(until), now)
    except ValueError:
        return refusals.sentence(BadDay(why="unreadable", text=until[:40]), state)
