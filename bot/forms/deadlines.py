"""The forms about a deadline: more time, other hands, a note with what is handed in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from bot.actions import Done, act, hand_over, text_if_any
from bot.context import Context
from bot.forms.form import Day, Form, One, Options, Said, Text, Values, asks
from bot.messages import deadlines
from bot.messages.message import Act
from bot.text import deadline_forms as words
from process.acts import deadlines as deadline_acts
from process.deadlines.obligations import Obligation
from process.errors import BadDay, Missing, TooLong, Unknown
from process.ledger.state import State
from process.seats import PersonId

UNTIL = Day(name="until", label=words.UNTIL, hint=words.UNTIL_HINT, asks=True)
WHY = Text(name="why", label=words.WHY, hint=words.WHY_HINT, lines=True, optional=True)
SUGGESTED = 3
"""Working days after the deadline: the day the form begins with."""


def _ask_more_time(context: Context, person: PersonId, values: Values) -> Done:
    until = values.day(UNTIL.name)
    if until is None:
        raise Missing(field="until")
    return act(
        context,
        person,
        deadline_acts.ask_more_time,
        obligation=values.text("key"),
        until=until,
        why=text_if_any(values.text(WHY.name)),
    )


MORE_TIME = Form(
    name="more_time",
    title=words.MORE_TIME_TITLE,
    fields=(UNTIL, WHY),
    fields_of={(BadDay, ""): UNTIL, (Missing, ""): UNTIL, (TooLong, ""): WHY},
    send=_ask_more_time,
    asks=asks(Act.MORE_TIME, "key"),
)


def suggested_day(state: State, owed: Obligation, today: date) -> date:
    """The day the form for more time begins with."""
    return state.plan.calendar.shift(max(owed.due, today), SUGGESTED)


def more_time(state: State, owed: Obligation, until: date | None, now: datetime) -> Form[Done]:
    """Until when, with what follows from the day that is picked, and why."""
    today = state.plan.calendar.local_day(now)
    fields = (
        Said(deadlines.before_asking(state, owed, today)),
        replace(UNTIL, value=until),
        Said(deadlines.follows(state, owed, until, now)),
        WHY,
    )
    return replace(MORE_TIME, fields=fields, about={"key": owed.key})


TO = One(name="to", label=words.TO, hint=words.TO_HINT)
HANDED_UNTIL = Day(
    name="until",
    label=words.HANDED_UNTIL,
    hint=words.HANDED_UNTIL_HINT,
    optional=True,
)


def _hand_over(context: Context, person: PersonId, values: Values) -> Done:
    to = values.text(TO.name)
    if not to:
        raise Missing(field="person")
    return hand_over(
        context, person, values.text("key"), to=to, until=values.day(HANDED_UNTIL.name)
    )


HAND_OVER = Form(
    name="hand_over",
    title=words.HAND_OVER_TITLE,
    submit=words.HAND_OVER_SUBMIT,
    fields=(TO, HANDED_UNTIL),
    fields_of={(BadDay, ""): HANDED_UNTIL, (Missing, ""): TO, (Unknown, ""): TO},
    send=_hand_over,
    asks=asks(Act.HAND_OVER, "key"),
)


def handing_over(owed: Obligation, people: Options) -> Form[Done]:
    """To whom, of those who could do it, and until when."""
    fields = (replace(TO, options=people), HANDED_UNTIL)
    return replace(HAND_OVER, fields=fields, about={"key": owed.key})


NOTE = Text(
    name="note",
    label=words.DELIVERED_NOTE,
    hint=words.DELIVERED_NOTE_HINT,
    lines=True,
    optional=True,
)


ALL, PART = "all", "part"
HOW_MUCH = One(
    name="part",
    label=words.PART,
    options=((ALL, words.ALL_OF_IT), (PART, words.ONLY_A_PART)),
    chosen=ALL,
)


def _deliver(context: Context, person: PersonId, values: Values) -> Done:
    return act(
        context,
        person,
        deadline_acts.deliver,
        obligation=values.text("key"),
        note=text_if_any(values.text(NOTE.name)),
        part=values.text(HOW_MUCH.name) == PART,
    )


DELIVERY = Form(
    name="deliver_note",
    title=words.NOTE_TITLE,
    submit=words.DELIVER_SUBMIT,
    fields=(NOTE, HOW_MUCH),
    fields_of={(TooLong, ""): NOTE, (Missing, "part"): NOTE},
    send=_deliver,
    asks=asks(Act.DELIVER_NOTE, "key"),
)
MISSING = Text(name="missing", label=words.MISSING, hint=words.MISSING_HINT, lines=True)


def _send_back(context: Context, person: PersonId, values: Values) -> Done:
    return act(
        context,
        person,
        deadline_acts.send_back,
        obligation=values.text("key"),
        missing=text_if_any(values.text(MISSING.name)),
    )


SEND_BACK = Form(
    name="send_back",
    title=words.SEND_BACK_TITLE,
    submit=words.SEND_BACK_TITLE,
    fields=(MISSING,),
    fields_of={(TooLong, ""): MISSING, (Missing, "missing"): MISSING},
    send=_send_back,
    asks=asks(Act.SEND_BACK, "key"),
)
