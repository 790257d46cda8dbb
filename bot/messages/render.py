"""The day's message for one person, channel by channel the same: `render`
turns its notices into sections.

One thing is said in its own words (rules W11-W18); several become one digest,
grouped by how soon they are due.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.messages import alerts, chair, deadlines, news, records, weekly
from bot.messages.choices import offered
from bot.messages.message import Rendered, Section, View
from bot.text import digests
from bot.text.deadlines import GONE, GOOD_MORNING
from bot.text.marks import plain
from process.channel import Message
from process.deadlines.obligations import Obligation, ObligationKind, obligations
from process.ledger.history import Record
from process.ledger.state import State
from process.reminders.digests import CORRECTING
from process.reminders.escalation import climbs
from process.reminders.notices import Notice, NoticeKind

MOST_SECTIONS = 16
"""Sections with buttons in one message: Slack takes 50 blocks, and nobody reads more."""
TEXT_LIMIT = 3000


@dataclass(frozen=True, kw_only=True)
class Part:
    """One thing a message says: its section, the day it is due (None for news), its kind,
    and whether it is still owed.
    """

    section: Section
    due: date | None
    kind: NoticeKind
    owed: bool = True
    asked: bool = False
    """Somebody waits for an answer; nothing has passed."""


def together(parts: Sequence[Part], day: date) -> Rendered:
    """The day's message. Nobody is wished a good morning over things that are done."""
    groups = [(heading, found) for heading, found in _grouped(parts, day) if found]
    counts = [(heading, len(found)) for heading, found in groups]
    greeting = (
        digests.greeting(on=day, groups=counts)
        if any(p.owed for p in parts)
        else digests.settled(on=day)
    )
    sections = [Section(text=greeting)]
    for heading, found in groups:
        first, *rest = [part.section for part in found]
        sections += [Section(text=first.text, choices=first.choices, heading=heading), *rest]
    spoken = " ".join(
        [greeting, *(plain(part.section.text) for _, found in groups for part in found)]
    )
    return Rendered(text=cut(spoken), sections=tuple(_capped(sections)))


def _grouped(parts: Sequence[Part], day: date) -> Iterator[tuple[str, list[Part]]]:
    own = [p for p in parts if p.kind not in (NoticeKind.ESCALATED, NoticeKind.WEEKLY)]
    dated = [(p, p.due) for p in own if p.due is not None and not p.asked]
    week = day.isocalendar()[:2]
    news = [p for p in own if p.due is None and not p.asked]
    corrects = any(p.kind in CORRECTING for p in news)
    yield digests.NEWS, news if corrects else []
    yield digests.ASKED, [p for p in own if p.asked]
    yield digests.OVERDUE, [p for p, due in dated if due < day]
    yield digests.due_today(on=day), [p for p, due in dated if due == day]
    yield (
        digests.due_this_week(on=day),
        [p for p, due in dated if due > day and due.isocalendar()[:2] == week],
    )
    yield (
        digests.COMING,
        [p for p, due in dated if due > day and due.isocalendar()[:2] != week],
    )
    yield digests.UNANSWERED, [p for p in parts if p.kind is NoticeKind.ESCALATED]
    yield digests.NEWS, [] if corrects else news
    yield digests.week_heading(week=week[1]), [p for p in parts if p.kind is NoticeKind.WEEKLY]


def _capped(sections: list[Section]) -> list[Section]:
    if len(sections) <= MOST_SECTIONS:
        return sections
    kept, left = sections[: MOST_SECTIONS - 1], sections[MOST_SECTIONS - 1 :]
    more = [plain(section.text).split(". ")[0][:80] for section in left]
    return [*kept, Section(text=digests.and_more(count=len(left), titles=more)[:TEXT_LIMIT])]


def cut(text: str) -> str:
    """Slack wants the spoken text below 4,000 characters; the sections carry everything."""
    return text if len(text) <= TEXT_LIMIT else f"{text[: TEXT_LIMIT - 1]}…"


def render(message: Message, state: State, *, view: View) -> Rendered:
    """The message as it stands now."""
    parts = [
        replace(part, section=offered(state, message.person, message.stands_on, part.section))
        for part in _parts(message, state, view)
    ]
    if not parts:
        return Rendered(text=GONE, sections=(Section(text=GONE),))
    rendered = _single(parts[0]) if len(parts) == 1 else together(parts, message.day)
    return _with_lingering(rendered, message, state)


def _single(part: Part) -> Rendered:
    opening = GOOD_MORNING if part.section.greets else ""
    section = Section(text=opening + part.section.text, choices=part.section.choices)
    return Rendered(text=cut(plain(section.text)), sections=(section,))


def _with_lingering(rendered: Rendered, message: Message, state: State) -> Rendered:
    """In what the bot writes by itself: a line about what it no longer reminds of,
    so that it is not forgotten.
    """
    if not any(notice.digested for notice in message.notices):
        return rendered
    told = frozenset(notice.obligation for notice in message.notices)
    tail = weekly.lingering(state, message.person, told, message.day)
    return replace(rendered, sections=(*rendered.sections, tail)) if tail else rendered


def _parts(message: Message, state: State, view: View) -> Iterator[Part]:
    known = {o.key: o for o in obligations(state)}
    discussions: dict[tuple[str, date, NoticeKind], list[tuple[Notice, Obligation]]] = {}
    for notice in message.notices:
        owed = known.get(notice.obligation)
        if (
            owed is not None
            and owed.kind is ObligationKind.DISCUSSION
            and notice.kind is not NoticeKind.UNANSWERED
        ):
            discussions.setdefault((owed.committee or "", owed.due, _said_as(notice)), []).append(
                (notice, owed)
            )
        else:
            section = _section(state, notice, owed, message.stands_on, view)
            yield Part(
                section=section,
                due=owed.due if owed else None,
                kind=notice.kind,
                owed=owed is None or owed.open,
                asked=owed is not None and owed.kind in WAITED_FOR,
            )
    for (_, due, kind), found in discussions.items():
        notices, about = [notice for notice, _ in found], [owed for _, owed in found]
        section = chair.discussions(state, notices, about, message.stands_on, view)
        yield Part(section=section, due=due, kind=kind, owed=any(owed.open for owed in about))


WAITED_FOR = (ObligationKind.ANSWER, ObligationKind.CONFIRMATION)
"""What another person waits for: no deadline of one's own."""


def _said_as(notice: Notice) -> NoticeKind:
    """What is said to the chair is said in one way, what is said to the chef in another."""
    apart = (NoticeKind.ESCALATED, NoticeKind.ESCALATION_TOLD, NoticeKind.NO_MEETING)
    return notice.kind if notice.kind in apart else NoticeKind.REMINDER


def _section(
    state: State, notice: Notice, owed: Obligation | None, day: date, view: View
) -> Section:
    if notice.kind is NoticeKind.TO_ADMIN:
        return alerts.section(state, notice, view)
    if notice.kind is NoticeKind.STANDING_IN:
        return news.stand_in_section(state, notice.entry, day)
    if notice.kind is NoticeKind.WEEKLY:
        return weekly.section(state, notice)
    if notice.kind is NoticeKind.INVITATION:
        return news.invitation_section(state, notice)
    if not notice.obligation:
        return news.section(state, notice, day, view)
    if owed is None:
        once = records.once_asked(state, notice.obligation, notice.person) or deadlines.once_asked(
            state, notice.obligation
        )
        return once or deadlines.gone(state, notice.obligation)
    if owed.kind is ObligationKind.ANSWER:
        return deadlines.question(state, owed, view, day)
    if owed.record is not None:
        return records.settled(state, owed.record, notice.person) or _asked(
            state, notice, owed, owed.record, day, view
        )
    return deadlines.section(state, notice, owed, day, view)


def _asked(
    state: State, notice: Notice, owed: Obligation, record: Record, day: date, view: View
) -> Section:
    said = chair.answer(state, notice, owed, record, day, view) if climbs(owed) else None
    return said or records.asked(state, notice, record, day)
