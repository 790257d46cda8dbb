"""The process owner's modals: what to move, and a look at whom it touches before it is done; and
the meetings a calendar proposes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot import actions
from bot.actions import Done, MovePreview, act
from bot.context import Context
from bot.forms.form import Day, Form, One, Said, Text, Values, asks, its_own
from bot.messages.choices import choice
from bot.messages.message import Act, Choice, Section, said
from bot.slack.blocks import ROOM_FOR_METADATA, modal
from bot.slack.requests import Answer, Modal, Press, Request, Show, Stands, when_of
from bot.text import buttons, plan
from bot.text import grammar as dates
from bot.text import plan_files as words
from bot.text.deadlines import ended
from bot.text.grammar import named
from bot.text.plan import difference_lines
from process.acts import plan as plan_acts
from process.acts.allowed import why_not
from process.acts.plan import need_milestone, pending_meetings, with_proposed_meetings
from process.acts.rights import need_process_owner
from process.dates.danish import write
from process.errors import BadDay, Missing, TooLong, Unknown
from process.ledger.entries import Entry
from process.ledger.facts import MeetingsProposed
from process.ledger.state import State
from process.plan.diff import difference
from process.plan.model import Milestone
from process.seats import PersonId

MILESTONE = One(name="milestone", label=plan.MILESTONE)
TO = Text(name="to", label=plan.NEW_DATE, hint=plan.NEW_DATE_HINT)
WHY = Text(name="why", label=plan.WHY, hint=plan.WHY_HINT, lines=True)
APPROVED_BY = Text(name="approved_by", label=plan.APPROVED_BY, optional=True)
APPROVED_ON = Day(name="approved_on", label=plan.APPROVED_ON, optional=True)


def _preview(context: Context, person: PersonId, values: Values) -> MovePreview:
    state = context.state()
    row = need_milestone(state, values.text(MILESTONE.name))
    to = when_of(values.text(TO.name), row, today=context.today(state))
    why = values.text(WHY.name)
    return actions.preview_move(context, person, milestone=row.key, to=to, why=why)


MOVE = Form(
    name="move",
    title=plan.MOVE_TITLE,
    submit=plan.SEE_WHOM,
    fields=(MILESTONE, TO, WHY, APPROVED_BY, APPROVED_ON),
    fields_of={(BadDay, ""): TO, (Unknown, ""): TO, (Missing, ""): WHY, (TooLong, ""): WHY},
    send=_preview,
    asks=its_own,
)


def move(request: Request, *, milestone: str = "", to: str = "", why: str = "") -> Answer:
    """Which row, to when, and why."""
    need_process_owner(request.state, request.person, request.context.now(), "move")
    rows = [
        (m.key, f"{m.title} ({write(m.when)})")
        for m in request.state.plan.milestones
        if m.cancelled is None
    ]
    fields = (
        replace(MILESTONE, options=rows, chosen=milestone),
        replace(TO, value=to),
        replace(WHY, value=why),
        APPROVED_BY,
        APPROVED_ON,
    )
    return request.open(replace(MOVE, fields=fields))


def _previewed(request: Request, found: MovePreview, values: Values) -> Answer:
    on = values.day(APPROVED_ON.name)
    approved_on = on.isoformat() if on else ""
    by = values.text(APPROVED_BY.name)
    form = preview(
        request, found, why=values.text(WHY.name), approved_by=by, approved_on=approved_on
    )
    return Show(modal(form, place=request.place.value))


def _move_now(context: Context, person: PersonId, values: Values) -> Done:
    state = context.state()
    row = need_milestone(state, values.text(MILESTONE.name))
    return act(
        context,
        person,
        plan_acts.move,
        milestone=row.key,
        to=when_of(values.text(TO.name), row, today=context.today(state)),
        why=values.text(WHY.name),
        approved_by=values.text(APPROVED_BY.name),
        approved_on=values.day(APPROVED_ON.name),
    )


MOVE_NOW = Form(
    name="move_now",
    title=plan.MOVE_TITLE,
    submit=buttons.MOVE_THE_DATE,
    fields=(),
    fields_of={},
    send=_move_now,
    asks=asks(Act.MOVE, MILESTONE.name),
)


def preview(
    request: Request,
    found: MovePreview,
    *,
    why: str,
    approved_by: str = "",
    approved_on: str = "",
) -> Form[Done]:
    """What would happen; only the last button moves anything. The words come back with it, so they
    must fit: raises TooLong.
    """
    about = {
        "milestone": found.row.key,
        "to": write(found.to),
        "why": why,
        "approved_by": approved_by,
        "approved_on": approved_on,
    }
    lines = _lines(found, request.state, why)
    return _fitting(request, replace(MOVE_NOW, fields=tuple(map(Said, lines)), about=about))


def _lines(found: MovePreview, state: State, why: str) -> list[str]:
    was, to = dates.moved_from(found.row.when, found.to)
    lines = [
        plan.move_preview(title=found.row.title, was=was, to=to),
        plan.because(why=ended(why)),
        _touches(state, found),
    ]
    if found.closed and found.to.latest is not None:
        lines.append(plan.closed_day(on=found.to.latest, why=found.closed))
    if found.follow:
        lines.append(plan.follows(titles=[row.title for row in found.follow]))
    if found.touched:
        lines.append(plan.reminders_move(first=found.first_reminder))
    if found.discussions:
        lines.append(plan.discussions_follow(count=found.discussions))
    overtaken = found.difference.overtaken[:3]
    lines += [plan.overtakes(first=first, after=after) for first, after in overtaken]
    return [*lines, plan.calendars(found.difference.calendars, state.plan)]


def _touches(state: State, found: MovePreview) -> str:
    who, told = (
        [named(state.plan, seat) for seat in seats] for seats in (found.touched, found.told)
    )
    return plan.touches(who=who, told=told)


def _moved(request: Request, done: Done, values: Values) -> Answer:
    row = need_milestone(request.state, values.text(MILESTONE.name))
    to = when_of(values.text(TO.name), row, today=request.today)
    told = actions.people_told(done.state, done.entry, request.context.now())
    text = plan.moved(title=row.title, to=write(to), who=len(told))
    back = _taken_back(request, done.state, done.entry.seq, row.title)
    return Stands(said(text, *back), done.state)


def _taken_back(request: Request, state: State, moved: int, title: str) -> tuple[Choice, ...]:
    back = choice(Act.MOVE_BACK, moved, title)
    refused = why_not(state, request.person, back.act, back.value, request.context.now())
    return (back,) if refused is None else ()


def undoable(request: Request) -> list[Section]:
    """The newest moves that nobody has built on yet."""
    found: list[Section] = []
    for move in request.state.moves[: -MOST - 1 : -1]:
        back = _taken_back(request, request.state, move.entry.seq, move.before.title)
        if back and move.after is not None:
            was, to = dates.moved_from(move.before.when, move.after.when)
            on = request.state.plan.calendar.local_day(move.entry.at)
            text = plan.was_moved(title=move.before.title, was=was, to=to, on=on)
            heading = "" if found else plan.UNDO_HEADING
            found.append(Section(text=text, choices=back, heading=heading))
    return found


def _moved_back(request: Request) -> Answer:
    """The row has the day it had."""
    seq = int(request.value)
    done = request.act(plan_acts.move_back, moved=seq, why=plan.TAKEN_BACK)
    row = plan_acts.need_row_move(done.state, seq).before
    told = actions.people_told(done.state, done.entry, request.context.now())
    text = plan.moved_back(title=row.title, to=write(row.when), who=len(told))
    return Stands(said(text), done.state)


def _cancel_now(context: Context, person: PersonId, values: Values) -> Done:
    key, why = values.text(MILESTONE.name), values.text(WHY.name)
    return act(context, person, plan_acts.cancel, milestone=key, why=why)


CANCEL_NOW = Form(
    name="cancel_now",
    title=plan.CANCEL_TITLE,
    submit=plan.CANCEL_IT,
    fields=(),
    fields_of={},
    send=_cancel_now,
    asks=asks(Act.MOVE, MILESTONE.name),
)


def cancel(request: Request, row: Milestone, *, why: str) -> Answer:
    """A look before a row is cancelled."""
    text = plan.cancel_preview(title=row.title, when=write(row.when), why=why)
    form = replace(CANCEL_NOW, fields=(Said(text),), about={"milestone": row.key, "why": why})
    return request.open(_fitting(request, form))


def _cancelled(_request: Request, done: Done, values: Values) -> Answer:
    title = done.state.plan.milestone(values.text(MILESTONE.name)).title
    return Stands(said(plan.cancelled(title=title)), done.state)


def _fitting(request: Request, form: Form[Any]) -> Form[Any]:
    about = json.dumps({**form.about, "place": request.place.value}, ensure_ascii=False)
    why, over = str(form.about["why"]), len(about) - ROOM_FOR_METADATA
    if over > 0:
        raise TooLong(field="why", length=len(why), limit=max(len(why) - over, 0))
    return form


FORMS = (
    Modal(form=MOVE, answer=_previewed),
    Modal(form=MOVE_NOW, answer=_moved),
    Modal(form=CANCEL_NOW, answer=_cancelled),
)


MOST = 15


def sections(state: State) -> list[Section]:
    """One for each organ whose calendar says something else; none when they agree."""
    found = [_section(state, entry) for entry in pending_meetings(state)]
    return [
        Section(text=s.text, choices=s.choices, heading=words.MEETINGS_HEADING if n == 0 else "")
        for n, s in enumerate(found)
    ]


def _section(state: State, entry: Entry) -> Section:
    assert isinstance(entry.fact, MeetingsProposed), "only proposed meetings are pending"
    name, new = state.plan.place_name(entry.fact.organ), with_proposed_meetings(state, entry)
    lines = list(difference_lines(difference(state.plan, new), state.plan, new))
    on = state.plan.calendar.local_day(entry.at)
    text = words.meetings_proposed(
        organ=name, on=on, lines=lines[:MOST], more=max(0, len(lines) - MOST)
    )
    accept = Choice(
        act=Act.ACCEPT_MEETINGS, label=words.ACCEPT, value=str(entry.seq), about=name, first=True
    )
    decline = Choice(
        act=Act.DECLINE_MEETINGS, label=words.DECLINE, value=str(entry.seq), about=name
    )
    return Section(text=text, choices=(accept, decline))


def _accept(request: Request) -> Answer:
    """The plan is revised."""
    done = actions.accept_meetings(request.context, request.person, int(request.value))
    return Stands(said(words.ACCEPTED), done.state)


def _decline(request: Request) -> Answer:
    """The plan stands."""
    done = request.act(plan_acts.decline_meetings, proposal=int(request.value))
    return Stands(said(words.DECLINED), done.state)


PRESSES: Mapping[Act, Press] = {
    Act.MOVE_BACK: _moved_back,
    Act.ACCEPT_MEETINGS: _accept,
    Act.DECLINE_MEETINGS: _decline,
}
