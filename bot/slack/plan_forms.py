"""The process owner's modals: what to move, and a look at whom it touches before it is done."""

from __future__ import annotations

import json

from bot import actions
from bot.messages.message import Act, Choice, Section, said
from bot.slack import blocks as modals
from bot.slack.blocks import section_blocks
from bot.slack.requests import Answer, Request, Stands
from bot.text import buttons, plan
from bot.text import grammar as dates
from bot.text import plan_files as words
from bot.text.deadlines import ended
from bot.text.grammar import named
from bot.text.plan import difference_lines
from process.acts import plan as plan_acts
from process.acts.plan import pending, would_be
from process.acts.rights import need_process_owner
from process.dates.danish import write
from process.errors import TooLong
from process.ledger.entries import Entry
from process.ledger.facts import MeetingsProposed
from process.ledger.state import State
from process.plan.diff import difference
from process.plan.model import Milestone

Json = modals.Json


def move(request: Request, *, milestone: str = "", to: str = "", why: str = "") -> Json:
    """Which row, to when, and why."""
    need_process_owner(request.state, request.person, request.context.now(), "move")
    rows = [
        (m.key, f"{m.title} ({write(m.when)})")
        for m in request.state.plan.milestones
        if m.cancelled is None
    ]
    fields = [
        modals.choice_field("milestone", plan.MILESTONE, rows, chosen=milestone),
        modals.text_field("to", plan.NEW_DATE, value=to, hint=plan.NEW_DATE_HINT),
        modals.text_field("why", plan.WHY, value=why, lines=True, hint=plan.WHY_HINT),
        modals.text_field("approved_by", plan.APPROVED_BY, optional=True),
        modals.date_field("approved_on", plan.APPROVED_ON, optional=True),
    ]
    return modals.modal(
        callback="move",
        title=plan.MOVE_TITLE,
        blocks=fields,
        submit=plan.SEE_WHOM,
        about={"place": request.place.value},
    )


def preview(
    request: Request,
    found: actions.MovePreview,
    *,
    why: str,
    approved_by: str = "",
    approved_on: str = "",
) -> Json:
    """What would happen; only the last button moves anything. The words come
    back with it, so they must fit.
    """
    was, to = dates.moved_from(found.row.when, found.to)
    sections = [
        Section(text=plan.move_preview(title=found.row.title, was=was, to=to)),
        Section(text=plan.because(why=ended(why))),
        Section(text=_touches(request, found)),
    ]
    if found.closed is not None and found.to.latest is not None:
        sections.append(Section(text=plan.closed_day(on=found.to.latest, name=found.closed)))
    if found.follow:
        sections.append(Section(text=plan.follows(titles=[row.title for row in found.follow])))
    if found.touched:
        sections.append(Section(text=plan.reminders_move(first=found.first_reminder)))
    if found.discussions:
        sections.append(Section(text=plan.discussions_follow(count=found.discussions)))
    sections += [
        Section(text=plan.overtakes(first=first, after=after))
        for first, after in found.difference.overtaken[:3]
    ]
    sections.append(Section(text=plan.calendars(found.difference.calendars, request.state.plan)))
    about = {
        "milestone": found.row.key,
        "to": write(found.to),
        "why": why,
        "approved_by": approved_by,
        "approved_on": approved_on,
        "place": request.place.value,
    }
    _fits(about, why)
    return modals.modal(
        callback="move_now",
        title=plan.MOVE_TITLE,
        blocks=section_blocks(sections),
        submit=buttons.MOVE_THE_DATE,
        about=about,
    )


def _touches(request: Request, found: actions.MovePreview) -> str:
    who, told = (
        [named(request.state.plan, seat) for seat in seats] for seats in (found.touched, found.told)
    )
    return plan.touches(who=who, told=told)


def _fits(about: Json, why: str) -> None:
    over = len(json.dumps(about, ensure_ascii=False)) - modals.ROOM_FOR_METADATA
    if over > 0:
        raise TooLong(field="why", length=len(why), limit=max(len(why) - over, 0))


def cancel(request: Request, row: Milestone, *, why: str) -> Json:
    """A look before a row is cancelled."""
    text = plan.cancel_preview(title=row.title, when=write(row.when), why=why)
    about = {"milestone": row.key, "why": why, "place": request.place.value}
    _fits(about, why)
    return modals.modal(
        callback="cancel_now",
        title=plan.CANCEL_TITLE,
        blocks=section_blocks([Section(text=text)]),
        submit=plan.CANCEL_IT,
        about=about,
    )


MOST = 15


def sections(state: State) -> list[Section]:
    """One for each organ whose calendar says something else; none when they agree."""
    found = [_section(state, entry) for entry in pending(state)]
    return [
        Section(text=s.text, choices=s.choices, heading=words.MEETINGS_HEADING if n == 0 else "")
        for n, s in enumerate(found)
    ]


def _section(state: State, entry: Entry) -> Section:
    assert isinstance(entry.fact, MeetingsProposed), "only proposed meetings are pending"
    name, new = state.plan.place_name(entry.fact.organ), would_be(state, entry)
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


def accept(request: Request) -> Answer:
    """The plan is revised."""
    done = actions.accept_meetings(request.context, request.person, int(request.value))
    return Stands(said(words.ACCEPTED), done.state)


def decline(request: Request) -> Answer:
    """The plan stands."""
    done = request.act(plan_acts.decline, proposal=int(request.value))
    return Stands(said(words.DECLINED), done.state)
