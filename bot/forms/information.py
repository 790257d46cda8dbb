"""The form about an information: the day it was given, and whether it became a discussion."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.actions import Done, act
from bot.context import Context
from bot.forms.form import Day, Form, One, Values, asks
from bot.text import med_forms as words
from bot.text.grammar import place
from process.acts import information
from process.acts.allowed import Act
from process.errors import AlreadyDone, BadDay
from process.ledger.state import State
from process.plan.model import Milestone
from process.seats import PersonId

NO, YES = "no", "yes"
TOLD_ON = Day(name="told_on", label=words.TOLD_ON)
BECAME = One(
    name="became",
    label=words.BECAME,
    options=((NO, words.ONLY_TOLD), (YES, words.BECAME_DISCUSSION)),
    chosen=NO,
)


def _inform(context: Context, person: PersonId, values: Values) -> Done:
    return act(
        context,
        person,
        information.inform,
        milestone=values.text("milestone"),
        day=values.day(TOLD_ON.name),
        became_discussion=values.text(BECAME.name) == YES,
    )


INFORM = Form(
    name="inform",
    title=words.INFORM_TITLE,
    fields=(TOLD_ON, BECAME),
    fields_of={(BadDay, ""): TOLD_ON, (AlreadyDone, ""): TOLD_ON},
    send=_inform,
    asks=asks(Act.INFORM, "milestone"),
)


def inform_form(state: State, row: Milestone, today: date) -> Form[Done]:
    """Filled in with the day that was planned."""
    planned = information.planned_day(row) or today
    fields = (replace(TOLD_ON, value=min(planned, today)), BECAME)
    named = words.which_information(organ=place(state.plan, row.organ or ""), title=row.title)
    return replace(INFORM, fields=fields, about={"milestone": row.key}).under(named)
