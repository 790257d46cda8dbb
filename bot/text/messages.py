"""The day's message for one person, channel by channel the same: `render` turns its notices into sections.

One thing is said in its own words (PEOPLE 3.1-3.8); several become one digest, grouped by how soon they are due.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bot.text import (
    about_absence,
    about_admin,
    about_chair,
    about_deadlines,
    about_entries,
    about_invitations,
    about_questions,
    about_records,
    about_week,
)
from bot.text.deadlines import gone
from bot.text.digest import Part, cut, together
from bot.text.marks import plain
from bot.text.reminders import GOOD_MORNING
from bot.text.rendered import Rendered, Section, View
from process.channel import Message
from process.escalation import climbs
from process.notices import Notice, NoticeKind
from process.obligations import Obligation, ObligationKind, obligations
from process.records import Record
from process.state import State


def render(message: Message, state: State, *, view: View) -> Rendered:
    """The message as it stands now."""
    parts = list(_parts(message, state, view))
    if not parts:
        return Rendered(text=gone(), sections=(Section(text=gone()),))
    rendered = _single(parts[0]) if len(parts) == 1 else together(parts, message.day)
    return _with_lingering(rendered, message, state)


def _single(part: Part) -> Rendered:
    opening = GOOD_MORNING if part.section.greets else ""
    section = Section(text=opening + part.section.text, choices=part.section.choices)
    return Rendered(text=cut(plain(section.text)), sections=(section,))


def _with_lingering(rendered: Rendered, message: Message, state: State) -> Rendered:
    """In what the bot writes by itself: a line about what it no longer reminds of, so that it is not forgotten."""
    if not any(notice.digested for notice in message.notices):
        return rendered
    told = frozenset(notice.obligation for notice in message.notices)
    tail = about_week.lingering(state, message.person, told, message.day)
    return replace(rendered, sections=(*rendered.sections, tail)) if tail else rendered


def _parts(message: Message, state: State, view: View) -> Iterator[Part]:
    known = {o.key: o for o in obligations(state)}
    discussions: dict[tuple[str, date, NoticeKind], list[tuple[Notice, Obligation]]] = {}
    for notice in message.notices:
        owed = known.get(notice.obligation)
        if owed is not None and owed.kind is ObligationKind.DISCUSSION and notice.kind is not NoticeKind.UNANSWERED:
            discussions.setdefault((owed.committee or "", owed.due, _said_as(notice)), []).append((notice, owed))
        else:
            section = _section(state, notice, owed, message.day, view)
            yield Part(section=section, due=owed.due if owed else None, kind=notice.kind, owed=owed is None or owed.open)
    for (_, due, kind), found in discussions.items():
        notices, about = [notice for notice, _ in found], [owed for _, owed in found]
        section = about_chair.discussions(state, notices, about, message.day, view)
        yield Part(section=section, due=due, kind=kind, owed=any(owed.open for owed in about))


def _said_as(notice: Notice) -> NoticeKind:
    """What is said to the chair is said in one way, what is said to the chef in another."""
    apart = (NoticeKind.ESCALATED, NoticeKind.ESCALATION_TOLD)
    return notice.kind if notice.kind in apart else NoticeKind.REMINDER


def _section(state: State, notice: Notice, owed: Obligation | None, day: date, view: View) -> Section:
    if notice.kind is NoticeKind.TO_ADMIN:
        return Section(text=about_admin.text(state, notice, view))
    if notice.kind is NoticeKind.STANDING_IN:
        return about_absence.section(state, notice.entry, day)
    if notice.kind is NoticeKind.WEEKLY:
        return about_week.section(state, notice)
    if notice.kind is NoticeKind.INVITATION:
        return about_invitations.section(state, notice)
    if not notice.obligation:
        return about_entries.section(state, notice, day, view)
    if owed is None:
        once = about_records.once_asked(state, notice.obligation, notice.person) or about_questions.once_asked(state, notice.obligation)
        return once or Section(text=gone())
    if owed.kind is ObligationKind.ANSWER:
        return about_questions.question(state, owed, view, day)
    if owed.record is not None:
        return about_records.settled(state, notice.person, owed.record) or _asked(state, notice, owed, owed.record, day, view)
    return about_deadlines.section(state, notice, owed, day, view)


def _asked(state: State, notice: Notice, owed: Obligation, record: Record, day: date, view: View) -> Section:
    said = about_chair.answer(state, notice, owed, record, day, view) if climbs(owed) else None
    return said or about_records.asked(state, notice, record, day)
