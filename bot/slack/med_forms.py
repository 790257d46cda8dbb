"""MED's modals: the record, the views, the contest, the minutes, taking a record back, and both
descriptions side by side (rules W14).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.actions import Done
from bot.forms import med as forms
from bot.forms.form import Form, Values
from bot.messages import records
from bot.messages.agenda import undiscussed
from bot.messages.choices import choice
from bot.messages.message import Act, Section, said
from bot.slack.blocks import notice
from bot.slack.requests import Answer, Modal, Open, Request, Stands
from bot.text import med
from bot.text import med_forms as words
from bot.text.grammar import place
from process.acts.rights import side_in
from process.ledger.history import Record
from process.ledger.state import State


def record(
    request: Request,
    committee: str,
    *,
    chosen: Sequence[str] = (),
    held_on: date | None = None,
    corrects: Record | None = None,
    ask: str = "",
) -> Answer:
    """Record a meeting of a committee, or put a record right."""
    state, today = request.state, request.today
    side = side_in(state, request.person, committee, request.context.now(), "record")[1]
    form = forms.record_form(
        state,
        committee,
        side,
        today,
        chosen=chosen,
        held_on=held_on,
        corrects=corrects,
        own_views=forms.own_views(corrects, request.person, request.names),
    )
    name = place(state.plan, committee)
    head = (
        words.already(committee=name, on=corrects.fact.held_on)
        if corrects
        else words.affected(committee=name, missing=len(undiscussed(state, committee)))
    )
    return request.open(form.under(*filter(None, (ask, head))))


def views(request: Request, found: Record) -> Answer:
    """A side's own words."""
    return _about(request, found, forms.ADD_VIEWS)


def contest(request: Request, found: Record) -> Answer:
    """The other side's own description."""
    return _about(request, found, forms.contest_form(found, request.person, request.names))


def minutes(request: Request, found: Record) -> Answer:
    """Where the minutes lie, and when they were approved."""
    return _about(request, found, forms.minutes_form(found))


def withdraw(request: Request, found: Record) -> Answer:
    """Why a record is taken back, when the other side has answered it."""
    return _about(request, found, forms.WITHDRAW)


def _about(request: Request, found: Record, form: Form[Done]) -> Answer:
    """Asked about one record, with the record above."""
    about = replace(form, about={"record": found.seq})
    return request.open(about.under(records.rendering(request.state, found)))


def both(request: Request, found: Record) -> Answer:
    """Both descriptions, and every view, side by side; a private look, so words may stand here."""
    name = records.committee_of(request.state, found)
    sections = [Section(text=records.rendering(request.state, found))]
    for one in records.said_about(request.state, found, request.names):
        sections.append(Section(text=words.quoted(by=one.by, what=one.what, words=one.words)))
    if request.allows(Act.CORRECT, found.seq):
        correct = choice(Act.CORRECT, found.seq, name)
        sections.append(Section(text=words.MAY_CORRECT, choices=(correct,)))
    about = {"record": found.seq, "place": request.place.value}
    return Open(notice(words.BOTH_TITLE, sections, callback="both", about=about))


def _recorded(request: Request, done: Done, _values: Values) -> Answer:
    return _stands(request, done.state, forms.recorded(done))


def _answered(request: Request, done: Done, values: Values) -> Answer:
    return _stands(request, done.state, values.record)


def _stands(request: Request, state: State, seq: int) -> Answer:
    section = records.stands(state, state.records[seq], request.person, request.today)
    return Stands(said(section.text), state)


def _views_added(_request: Request, done: Done, values: Values) -> Answer:
    found = done.state.records[values.record]
    name = records.committee_of(done.state, found)
    return Stands(said(med.views_added(committee=name, on=found.fact.held_on)), done.state)


def _noted(_request: Request, done: Done, values: Values) -> Answer:
    found = done.state.records[values.record]
    name, line = records.committee_of(done.state, found), records.minutes_line(found)
    return Stands(said(words.noted(committee=name, state=line)), done.state)


FORMS = (
    Modal(form=forms.RECORD, answer=_recorded, title=words.DONE_TITLE),
    Modal(form=forms.ADD_VIEWS, answer=_views_added, title=words.DONE_TITLE),
    Modal(form=forms.CONTEST, answer=_answered),
    Modal(form=forms.NOTE_MINUTES, answer=_noted),
    Modal(form=forms.WITHDRAW, answer=_answered),
)
