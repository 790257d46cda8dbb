"""The process owner's modals: what to move, and a look at whom it touches before it is done."""

from __future__ import annotations

import json

from bot import actions
from bot.slack import modals
from bot.slack.answers import Ask
from bot.slack.blocks import section_blocks
from bot.text import buttons, dates, plan, plan_diff
from bot.text.deadlines import ended
from bot.text.rendered import Section
from bot.text.roles import named
from process.errors import TooLong
from process.plan import Milestone
from process.verbs.rights import need_process_owner

Json = modals.Json


def move(ask: Ask, *, milestone: str = "", to: str = "", why: str = "") -> Json:
    """Which row, to when, and why."""
    need_process_owner(ask.state, ask.person, ask.context.now(), "move")
    rows = [(m.key, f"{m.title} ({dates.write(m.when)})") for m in ask.state.plan.milestones if m.cancelled is None]
    fields = [
        modals.choice_field("milestone", plan.MILESTONE, rows, chosen=milestone),
        modals.text_field("to", plan.NEW_DATE, value=to, hint=plan.NEW_DATE_HINT),
        modals.text_field("why", plan.WHY, value=why, lines=True, hint=plan.WHY_HINT),
        modals.text_field("approved_by", plan.APPROVED_BY, optional=True),
        modals.date_field("approved_on", plan.APPROVED_ON, optional=True),
    ]
    return modals.modal(callback="move", title=plan.MOVE_TITLE, blocks=fields, submit=plan.SEE_WHOM, about={"place": ask.place.value})


def preview(ask: Ask, found: actions.MovePreview, *, why: str, approved_by: str = "", approved_on: str = "") -> Json:
    """What would happen; only the last button moves anything. The words come back with it, so they must fit."""
    was, to = dates.moved_from(found.row.when, found.to)
    sections = [
        Section(text=plan.move_preview(title=found.row.title, was=was, to=to)),
        Section(text=plan.because(why=ended(why))),
        Section(text=_touches(ask, found)),
    ]
    if found.closed is not None and found.to.latest is not None:
        sections.append(Section(text=plan.closed_day(on=found.to.latest, name=found.closed)))
    if found.follow:
        sections.append(Section(text=plan.follows(titles=[row.title for row in found.follow])))
    if found.touched:
        sections.append(Section(text=plan.reminders_move(first=found.first_reminder)))
    if found.discussions:
        sections.append(Section(text=plan.discussions_follow(count=found.discussions)))
    sections += [Section(text=plan.overtakes(first=first, after=after)) for first, after in found.difference.overtaken[:3]]
    sections.append(Section(text=plan_diff.calendars(found.difference.calendars, ask.state.plan)))
    about = {
        "milestone": found.row.key,
        "to": dates.write(found.to),
        "why": why,
        "approved_by": approved_by,
        "approved_on": approved_on,
        "place": ask.place.value,
    }
    _fits(about, why)
    return modals.modal(
        callback="move_now", title=plan.MOVE_TITLE, blocks=section_blocks(sections), submit=buttons.MOVE_THE_DATE, about=about
    )


def _touches(ask: Ask, found: actions.MovePreview) -> str:
    who, told = ([named(ask.state.plan, seat) for seat in seats] for seats in (found.touched, found.told))
    return plan.touches(who=who, told=told)


def _fits(about: Json, why: str) -> None:
    over = len(json.dumps(about, ensure_ascii=False)) - modals.ROOM_FOR_METADATA
    if over > 0:
        raise TooLong(field="why", length=len(why), limit=max(len(why) - over, 0))


def cancel(ask: Ask, row: Milestone, *, why: str) -> Json:
    """A look before a row is cancelled."""
    text = plan.cancel_preview(title=row.title, when=dates.write(row.when), why=why)
    about = {"milestone": row.key, "why": why, "place": ask.place.value}
    _fits(about, why)
    return modals.modal(
        callback="cancel_now", title=plan.CANCEL_TITLE, blocks=section_blocks([Section(text=text)]), submit=plan.CANCEL_IT, about=about
    )
