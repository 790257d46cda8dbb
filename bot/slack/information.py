"""`/med orienteret`: that the main committee was told, said by whoever may."""

from __future__ import annotations

from collections.abc import Mapping

from bot.actions import Done
from bot.forms.form import Values
from bot.forms.information import INFORM, inform_form
from bot.messages.choices import BETWEEN, inform_choice
from bot.messages.deadlines import told_line
from bot.messages.message import Act, Section, said
from bot.slack.requests import Answer, Modal, Press, Request, Stands, say
from bot.text import med
from bot.text.grammar import place
from process.acts.information import need_information, untold


def not_yet_said(request: Request) -> list[Section]:
    """Each information that was planned, and that this person can say was given."""
    plan = request.state.plan
    return [
        Section(
            text=med.not_registered(
                organ=place(plan, row.organ or ""), title=row.title, day=row.when.earliest
            ),
            choices=(inform_choice(row.key, row.title, place(plan, row.organ or "")),),
        )
        for row in untold(request.state, request.person, request.context.now())
    ]


def _list(request: Request) -> Answer:
    return say(not_yet_said(request) or [Section(text=med.NO_INFORMATION)])


def _pressed(request: Request) -> Answer:
    row = need_information(request.state, request.value.partition(BETWEEN)[0])
    return request.open(inform_form(request.state, row, request.today))


def _told(_request: Request, done: Done, _values: Values) -> Answer:
    return Stands(said(told_line(done.state, done.entry)), done.state)


WORDS: Mapping[str, Press] = {"inform": _list}
PRESSES: Mapping[Act, Press] = {Act.INFORM: _pressed}
FORMS = (Modal(form=INFORM, answer=_told),)
