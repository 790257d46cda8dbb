"""Several things in one message: what they are grouped under, the sentence above them, and how much there is room for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.text import messages_words, weekly_words
from bot.text.marks import plain
from bot.text.rendered import Rendered, Section
from process.notices import NoticeKind

MOST_SECTIONS = 16
"""Sections with buttons in one message: Slack takes 50 blocks, and nobody reads more."""
TEXT_LIMIT = 3000


@dataclass(frozen=True, kw_only=True)
class Part:
    """One thing a message says: its section, the day it is due (None for news), its kind, and whether it is still owed."""

    section: Section
    due: date | None
    kind: NoticeKind
    owed: bool = True


def together(parts: Sequence[Part], day: date) -> Rendered:
    """The day's message. Nobody is wished a good morning over things that are done."""
    groups = [(heading, found) for heading, found in _grouped(parts, day) if found]
    counts = [(heading, len(found)) for heading, found in groups]
    greeting = messages_words.greeting(on=day, groups=counts) if any(p.owed for p in parts) else messages_words.settled(on=day)
    sections = [Section(text=greeting)]
    for heading, found in groups:
        first, *rest = [part.section for part in found]
        sections += [Section(text=first.text, choices=first.choices, heading=heading), *rest]
    spoken = " ".join([greeting, *(plain(part.section.text) for _, found in groups for part in found)])
    return Rendered(text=cut(spoken), sections=tuple(_capped(sections)))


def _grouped(parts: Sequence[Part], day: date) -> Iterator[tuple[str, list[Part]]]:
    own = [p for p in parts if p.kind not in (NoticeKind.ESCALATED, NoticeKind.WEEKLY)]
    dated = [(p, p.due) for p in own if p.due is not None]
    week = day.isocalendar()[:2]
    yield messages_words.OVERDUE, [p for p, due in dated if due < day]
    yield messages_words.due_today(on=day), [p for p, due in dated if due == day]
    yield messages_words.due_this_week(on=day), [p for p, due in dated if due > day and due.isocalendar()[:2] == week]
    yield messages_words.COMING, [p for p, due in dated if due > day and due.isocalendar()[:2] != week]
    yield messages_words.UNANSWERED, [p for p in parts if p.kind is NoticeKind.ESCALATED]
    yield messages_words.NEWS, [p for p in own if p.due is None]
    yield weekly_words.heading(week=week[1]), [p for p in parts if p.kind is NoticeKind.WEEKLY]


def _capped(sections: list[Section]) -> list[Section]:
    if len(sections) <= MOST_SECTIONS:
        return sections
    kept, left = sections[: MOST_SECTIONS - 1], sections[MOST_SECTIONS - 1 :]
    more = [plain(section.text).split(". ")[0][:80] for section in left]
    return [*kept, Section(text=messages_words.and_more(count=len(left), titles=more)[:TEXT_LIMIT])]


def cut(text: str) -> str:
    """Slack wants the spoken text below 4,000 characters; the sections carry everything."""
    return text if len(text) <= TEXT_LIMIT else f"{text[: TEXT_LIMIT - 1]}…"
