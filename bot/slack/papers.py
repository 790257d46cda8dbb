"""The papers as links: the MED annex and the agenda item for a meeting, and the status note."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bot.context import AskedPaper, PaperKind
from bot.messages.choices import paper_choices
from bot.messages.message import Act, Choice, Rendered, Section
from bot.messages.proposals import left
from bot.slack import blocks as modals
from bot.slack.requests import Answer, Open, Request, leading_day
from bot.text import board as words
from bot.text import med_forms
from bot.text.commands import folded
from bot.text.grammar import full, named, place, upper_first
from process.acts.rights import leads, need_all_in_sight, sees_everything
from process.errors import Unknown
from process.med.involvement import Cell
from process.med.levels import DecisionPoint, decision_points, need_point
from process.plan.model import OrganKind
from process.plan.proposals import shown_on
from process.seats import Role

MOST = 12


def annexes(ask: Request) -> list[Section]:
    """The MED annex to the meetings that are named by organ or day, or to every one."""
    need_all_in_sight(ask.state, ask.person, ask.context.now(), "annex")
    return _offered(ask, PaperKind.ANNEX, _meant(ask))


def agenda_items(ask: Request) -> list[Section]:
    """The political agenda item for the meetings that are named."""
    need_all_in_sight(ask.state, ask.person, ask.context.now(), "annex")
    political = (
        p for p in _meant(ask) if ask.state.plan.organ(p.organ).kind is not OrganKind.MED_COMMITTEE
    )
    return _offered(ask, PaperKind.AGENDA_ITEM, political)


def note(ask: Request) -> list[Section]:
    """The status note, for those who answer for the whole process; nothing where there are no
    pages.
    """
    choices = (
        _choices(ask, AskedPaper(kind=PaperKind.STATUS_NOTE), words.NOTE)
        if leads(ask.state, ask.person, ask.today)
        else ()
    )
    return (
        [Section(text=words.NOTE_ABOUT, choices=choices, heading=words.HEADING)] if choices else []
    )


def _offered(ask: Request, kind: PaperKind, points: Iterable[DecisionPoint]) -> list[Section]:
    sections = [_section(ask, kind, point) for point in points][:MOST]
    if not sections:
        return [Section(text=words.NONE)]
    return sections if sections[0].choices else [Section(text=words.NO_PAGES)]


def _section(ask: Request, kind: PaperKind, point: DecisionPoint) -> Section:
    name = place(ask.state.plan, point.organ)
    text = words.point(organ=name, day=point.day, assumed=point.assumed, count=len(point.proposals))
    about = words.short(organ=name, day=point.day)
    return Section(text=text, choices=_choices(ask, AskedPaper(kind=kind, about=point.key), about))


def _choices(ask: Request, asked: AskedPaper, about: str) -> tuple[Choice, ...]:
    pdf, word = (ask.context.links.paper(ask.person, asked, ending) for ending in ("pdf", "docx"))
    return paper_choices(about, pdf=pdf, word=word) if pdf else ()


def _meant(ask: Request) -> list[DecisionPoint]:
    """Named by a day, by an organ's key or part of its name, or by both in
    either order. Raises Unknown.
    """
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


def _ending_day(ask: Request, text: str) -> tuple[str, date | None]:
    pieces = text.split()
    for at in range(1, len(pieces)):
        day, rest = leading_day(" ".join(pieces[at:]), today=ask.today)
        if day is not None and not rest:
            return " ".join(pieces[:at]), day
    return text, None


def _organs(ask: Request, name: str) -> list[str]:
    kinds = (
        OrganKind.STANDING_COMMITTEE,
        OrganKind.FINANCE_COMMITTEE,
        OrganKind.COUNCIL,
        OrganKind.EXECUTIVE_BOARD,
    )
    every = [
        o for o in ask.state.plan.organs if o.kind in kinds or o in ask.state.plan.med_committees()
    ]
    wanted = folded(name)
    return [
        o.key
        for o in every
        if wanted == folded(o.key) or wanted == folded(o.short) or wanted in folded(o.name)
    ]


MOST_LETTERS = 40
"""Committees in one window, which holds a hundred blocks."""


def letters_offered(ask: Request) -> list[Section]:
    """The button, for those who may use it."""
    if not sees_everything(ask.state, ask.person, ask.today):
        return []
    return [
        Section(
            text=med_forms.ABOUT,
            choices=(
                Choice(
                    act=Act.MAIL_TEXTS,
                    label=med_forms.LETTER_LABEL,
                    value="all",
                    about=med_forms.LETTER_TITLE,
                ),
            ),
        )
    ]


def letters_opened(ask: Request) -> Answer:
    """The texts. Raises NotYours."""
    need_all_in_sight(ask.state, ask.person, ask.context.now(), "mail_texts")
    found = {o.key: left(ask.state, o.key) for o in ask.state.plan.med_committees()}
    waiting = {key: cells for key, cells in found.items() if cells}
    sections = [_text(ask, key, cells) for key, cells in list(waiting.items())[:MOST_LETTERS]]
    over = (
        [Section(text=med_forms.more(count=len(waiting) - MOST_LETTERS))]
        if len(waiting) > MOST_LETTERS
        else []
    )
    rendered = Rendered(
        text=med_forms.LETTER_TITLE,
        sections=(Section(text=med_forms.COPY), *sections, *over),
    )
    return Open(modals.notice(title=med_forms.LETTER_TITLE, rendered=rendered))


def _text(ask: Request, committee: str, cells: list[Cell]) -> Section:
    name = place(ask.state.plan, committee)
    due = min((c.basis.due for c in cells if c.basis), default=None)
    staff = ask.state.plan.organ(committee).staff_meeting
    body = med_forms.body(
        committee=name,
        staff_meeting=staff,
        lines=[_line(ask, c) for c in cells],
        due=due,
        role=_role(ask),
    )
    subject = med_forms.subject(committee=name, ids=[c.proposal.id for c in cells])
    return Section(
        text=f"{subject}\n{body}",
        heading=name,
    )


def _line(ask: Request, cell: Cell) -> str:
    shown = shown_on(cell.proposal, ask.today)
    organ = place(ask.state.plan, cell.basis.organ) if cell.basis else ""
    return med_forms.line(
        shown=shown, organ=organ, treatment=cell.basis.treatment if cell.basis else None
    )


def _role(ask: Request) -> str:
    """The role the mail is signed with: the secretary's before any other."""
    seats = sorted(
        ask.state.seats_of(ask.person, ask.today), key=lambda s: s.role is not Role.SECRETARY
    )
    return upper_first(named(ask.state.plan, seats[0]))
