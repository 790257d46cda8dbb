"""The papers as links: the MED annex and the agenda item for a meeting, and the status note."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bot.context import AskedPaper, PaperKind
from bot.slack.answers import Ask
from bot.slack.reading import leading_day
from bot.text import offers
from bot.text import paper_links as words
from bot.text.dates import full
from bot.text.rendered import Choice, Section
from bot.text.roles import place
from bot.text.words import folded
from process.decision_points import DecisionPoint, decision_points, need_point
from process.errors import Unknown
from process.plan import OrganKind
from process.verbs.rights import leads, need_all_in_sight

MOST = 12


def annexes(ask: Ask) -> list[Section]:
    """The MED annex to the meetings that are named by organ or day, or to every one."""
    need_all_in_sight(ask.state, ask.person, ask.context.now(), "annex")
    return _offered(ask, PaperKind.ANNEX, _meant(ask))


def agenda_items(ask: Ask) -> list[Section]:
    """The political agenda item for the meetings that are named."""
    need_all_in_sight(ask.state, ask.person, ask.context.now(), "annex")
    political = (p for p in _meant(ask) if ask.state.plan.organ(p.organ).kind is not OrganKind.MED_COMMITTEE)
    return _offered(ask, PaperKind.AGENDA_ITEM, political)


def note(ask: Ask) -> list[Section]:
    """The status note, for those who answer for the whole process; nothing where there are no pages."""
    choices = _choices(ask, AskedPaper(kind=PaperKind.STATUS_NOTE), words.NOTE) if leads(ask.state, ask.person, ask.today) else ()
    return [Section(text=words.NOTE_ABOUT, choices=choices, heading=words.HEADING)] if choices else []


def _offered(ask: Ask, kind: PaperKind, points: Iterable[DecisionPoint]) -> list[Section]:
    sections = [_section(ask, kind, point) for point in points][:MOST]
    if not sections:
        return [Section(text=words.NONE)]
    return sections if sections[0].choices else [Section(text=words.NO_PAGES)]


def _section(ask: Ask, kind: PaperKind, point: DecisionPoint) -> Section:
    name = place(ask.state.plan, point.organ)
    text = words.point(organ=name, day=point.day, assumed=point.assumed, count=len(point.proposals))
    about = words.short(organ=name, day=point.day)
    return Section(text=text, choices=_choices(ask, AskedPaper(kind=kind, about=point.key), about))


def _choices(ask: Ask, asked: AskedPaper, about: str) -> tuple[Choice, ...]:
    pdf, word = (ask.context.links.paper(ask.person, asked, ending) for ending in ("pdf", "docx"))
    return offers.paper(about=about, pdf=pdf, word=word) if pdf else ()


def _meant(ask: Ask) -> list[DecisionPoint]:
    """Named by a day, by an organ's key or part of its name, or by both in either order. Raises Unknown."""
    day, name = leading_day(ask.text, today=ask.today)
    found = list(decision_points(ask.state))
    if name and day is None:
        name, day = _ending_day(ask, name)
    if name:
        organs = _organs(ask, name)
        if not organs:
            raise Unknown(what="organ", name=name)
        found = [p for p in found if p.organ in organs]
        if day is not None or not found:
            return [need_point(ask.state, organs[0], day, ask.today)]
    if day is not None:
        found = [p for p in found if p.day == day]
        if not found:
            raise Unknown(what="decision_day", name=full(day))
    return found


def _ending_day(ask: Ask, text: str) -> tuple[str, date | None]:
    pieces = text.split()
    for at in range(1, len(pieces)):
        day, rest = leading_day(" ".join(pieces[at:]), today=ask.today)
        if day is not None and not rest:
            return " ".join(pieces[:at]), day
    return text, None


def _organs(ask: Ask, name: str) -> list[str]:
    kinds = (OrganKind.STANDING_COMMITTEE, OrganKind.FINANCE_COMMITTEE, OrganKind.COUNCIL, OrganKind.EXECUTIVE_BOARD)
    every = [o for o in ask.state.plan.organs if o.kind in kinds or o in ask.state.plan.med_committees()]
    wanted = folded(name)
    return [o.key for o in every if wanted == folded(o.key) or wanted == folded(o.short) or wanted in folded(o.name)]
