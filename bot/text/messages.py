"""The day's message for one person, channel by channel the same: `render` turns its notices into sections.

One thing is said in its own words (PEOPLE 3.1-3.8); several become one digest, grouped by how soon they are due.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.text import about_deadlines, about_entries, about_records, messages_words
from bot.text.deadlines import gone
from bot.text.marks import plain
from bot.text.reminders import GOOD_MORNING
from bot.text.rendered import Rendered, Section, View
from bot.text.roles import named
from process.channel import Message
from process.notices import Notice, NoticeKind
from process.obligations import Obligation, ObligationKind, obligations
from process.state import State

MOST_SECTIONS = 16
"""Sections with buttons in one message: Slack takes 50 blocks, and nobody reads more."""
TEXT_LIMIT = 3000


@dataclass(frozen=True)
class _Part:
    section: Section
    due: date | None
    kind: NoticeKind


def render(message: Message, state: State, *, view: View) -> Rendered:
    """The message as it stands now."""
    parts = list(_parts(message, state, view))
    if not parts:
        return Rendered(text=gone(), sections=(Section(text=gone()),))
    if len(parts) == 1:
        return _single(parts[0])
    return _digest(parts, message.day)


def _single(part: _Part) -> Rendered:
    opening = GOOD_MORNING if part.section.greets else ""
    section = Section(text=opening + part.section.text, choices=part.section.choices)
    return Rendered(text=_cut(plain(section.text)), sections=(section,))


def _parts(message: Message, state: State, view: View) -> Iterator[_Part]:
    known = {o.key: o for o in obligations(state)}
    discussions: dict[tuple[str, date], list[Obligation]] = {}
    for notice in message.notices:
        owed = known.get(notice.obligation)
        if owed is not None and owed.kind is ObligationKind.DISCUSSION:
            discussions.setdefault((owed.committee or "", owed.due), []).append(owed)
        else:
            yield _Part(_section(state, notice, owed, message.day, view), owed.due if owed else None, notice.kind)
    for (_, due), found in discussions.items():
        yield _Part(about_records.missing(state, found), due, NoticeKind.REMINDER)


def _section(state: State, notice: Notice, owed: Obligation | None, day: date, view: View) -> Section:
    if notice.kind is NoticeKind.TO_ADMIN:
        return Section(text=_to_admin(state, notice, view))
    if not notice.obligation:
        return about_entries.section(state, notice, day, view)
    if owed is None:
        return about_records.once_asked(state, notice.obligation, notice.person) or Section(text=gone())
    if owed.kind is ObligationKind.ANSWER:
        return about_entries.request(state, owed, view)
    if owed.record is not None:
        return about_records.asked(state, notice, owed.record)
    return about_deadlines.section(state, notice, owed, day, view)


def _to_admin(state: State, notice: Notice, view: View) -> str:
    code, _, person = notice.because.partition(":")
    if code != "unreached":
        return messages_words.technical(code=notice.because)
    seats = [named(state.plan, seat) for seat in state.seats_of(person, state.plan.calendar.local_day(notice.due))]
    return messages_words.unreached(who=", ".join(seats) or person, name=view.name_of(person))


def _digest(parts: Sequence[_Part], day: date) -> Rendered:
    groups = [(heading, found) for heading, found in _grouped(parts, day) if found]
    greeting = messages_words.greeting(on=day, groups=[(heading, len(found)) for heading, found in groups])
    sections = [Section(text=greeting)]
    for heading, found in groups:
        first, *rest = [part.section for part in found]
        sections += [Section(text=first.text, choices=first.choices, heading=heading), *rest]
    spoken = " ".join([greeting, *(plain(part.section.text) for _, found in groups for part in found)])
    return Rendered(text=_cut(spoken), sections=tuple(_capped(sections)))


def _grouped(parts: Sequence[_Part], day: date) -> Iterator[tuple[str, list[_Part]]]:
    dated = [p for p in parts if p.due is not None and p.kind is not NoticeKind.ESCALATED]
    week = day.isocalendar()[:2]
    yield messages_words.OVERDUE, [p for p in dated if p.due and p.due < day]
    yield messages_words.due_today(on=day), [p for p in dated if p.due == day]
    yield messages_words.due_this_week(on=day), [p for p in dated if p.due and p.due > day and p.due.isocalendar()[:2] == week]
    yield messages_words.COMING, [p for p in dated if p.due and p.due > day and p.due.isocalendar()[:2] != week]
    yield messages_words.UNANSWERED, [p for p in parts if p.kind is NoticeKind.ESCALATED]
    yield messages_words.NEWS, [p for p in parts if p.due is None and p.kind is not NoticeKind.ESCALATED]


def _capped(sections: list[Section]) -> list[Section]:
    if len(sections) <= MOST_SECTIONS:
        return sections
    kept, left = sections[: MOST_SECTIONS - 1], sections[MOST_SECTIONS - 1 :]
    more = [plain(section.text).split(". ")[0][:80] for section in left]
    return [*kept, Section(text=messages_words.and_more(count=len(left), titles=more)[:TEXT_LIMIT])]


def _cut(text: str) -> str:
    """Slack wants the spoken text below 4,000 characters; the sections carry everything."""
    return text if len(text) <= TEXT_LIMIT else f"{text[: TEXT_LIMIT - 1]}…"
