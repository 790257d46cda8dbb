"""The papers as links: the MED annex and the agenda item for a meeting, and the status note."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bot.messages.agenda import undiscussed
from bot.messages.choices import paper_choices
from bot.messages.message import Act, Choice, Rendered, Section
from bot.slack import blocks as modals
from bot.slack.requests import Answer, Open, Request, leading_day
from bot.text import med_forms, papers
from bot.text.commands import folded
from bot.text.grammar import full, named, place, upper_first
from bot.web.links import AskedPaper, PaperKind
from process.acts.rights import leads, need_all_in_sight, sees_everything
from process.errors import Unknown
from process.med.involvement import Cell
from process.med.levels import DecisionPoint, decision_points, need_point
from process.plan.model import OrganKind
from process.plan.proposals import shown_on
from process.seats import Role

MOST = 12


def annexes(request: Request) -> list[Section]:
    """The MED annex to the meetings that are named by organ or day, or to every one."""
    need_all_in_sight(request.state, request.person, request.context.now(), "annex")
    return _offered(request, PaperKind.ANNEX, _meant(request))


def agenda_items(request: Request) -> list[Section]:
    """The political agenda item for the meetings that are named."""
    need_all_in_sight(request.state, request.person, request.context.now(), "annex")
    political = (
        p
        for p in _meant(request)
        if request.state.plan.organ(p.organ).kind is not OrganKind.MED_COMMITTEE
    )
    return _offered(request, PaperKind.AGENDA_ITEM, political)


def note(request: Request) -> list[Section]:
    """The status note, for those who answer for the whole process; nothing where there are no
    pages.
    """
    choices = (
        _choices(request, AskedPaper(kind=PaperKind.STATUS_NOTE), papers.NOTE)
        if leads(request.state, request.person, request.today)
        else ()
    )
    return (
        [Section(text=papers.NOTE_ABOUT, choices=choices, heading=papers.HEADING)]
        if choices
        else []
    )


def _offered(request: Request, kind: PaperKind, points: Iterable[DecisionPoint]) -> list[Section]:
    sections = [_section(request, kind, point) for point in points][:MOST]
    if not sections:
        return [Section(text=papers.NO_POINTS)]
    return sections if sections[0].choices else [Section(text=papers.NO_PAGES)]


def _section(request: Request, kind: PaperKind, point: DecisionPoint) -> Section:
    name = place(request.state.plan, point.organ)
    text = papers.point(
        organ=name, day=point.day, assumed=point.assumed, count=len(point.proposals)
    )
    about = papers.short_point(organ=name, day=point.day)
    return Section(
        text=text, choices=_choices(request, AskedPaper(kind=kind, about=point.key), about)
    )


def _choices(request: Request, asked: AskedPaper, about: str) -> tuple[Choice, ...]:
    pdf, word = (
        request.context.links.paper(request.person, asked, ending) for ending in ("pdf", "docx")
    )
    return paper_choices(about, pdf=pdf, word=word) if pdf else ()


def _meant(request: Request) -> list[DecisionPoint]:
    """Named by a day, by an organ's key or part of its name, or by both in
    either order. Raises Unknown.
    """
    day, name = leading_day(request.text, today=request.today)
    found = list(decision_points(request.state))
    if name and day is None:
        name, day = _ending_day(request, name)
    if name:
        organs = _organs(request, name)
        if not organs:
            raise Unknown(what="organ", name=name)
        found = [p for p in found if p.organ in organs]
        if day is not None or not found:
            return [need_point(request.state, organs[0], day, request.today)]
    if day is not None:
        found = [p for p in found if p.day == day]
        if not found:
            raise Unknown(what="decision_day", name=full(day))
    return found


def _ending_day(request: Request, text: str) -> tuple[str, date | None]:
    pieces = text.split()
    for at in range(1, len(pieces)):
        day, rest = leading_day(" ".join(pieces[at:]), today=request.today)
        if day is not None and not rest:
            return " ".join(pieces[:at]), day
    return text, None


def _organs(request: Request, name: str) -> list[str]:
    kinds = (
        OrganKind.STANDING_COMMITTEE,
        OrganKind.FINANCE_COMMITTEE,
        OrganKind.COUNCIL,
        OrganKind.EXECUTIVE_BOARD,
    )
    every = [
        o
        for o in request.state.plan.organs
        if o.kind in kinds or o in request.state.plan.med_committees()
    ]
    wanted = folded(name)
    return [
        o.key
        for o in every
        if wanted == folded(o.key) or wanted == folded(o.short) or wanted in folded(o.name)
    ]


MOST_LETTERS = 40
"""Committees in one window, which holds a hundred blocks."""


def letters_offered(request: Request) -> list[Section]:
    """The button, for those who may use it."""
    if not sees_everything(request.state, request.person, request.today):
        return []
    return [
        Section(
            text=med_forms.LETTERS_ABOUT,
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


def letters_opened(request: Request) -> Answer:
    """The texts. Raises NotYours."""
    need_all_in_sight(request.state, request.person, request.context.now(), "mail_texts")
    found = {o.key: undiscussed(request.state, o.key) for o in request.state.plan.med_committees()}
    waiting = {key: cells for key, cells in found.items() if cells}
    sections = [_text(request, key, cells) for key, cells in list(waiting.items())[:MOST_LETTERS]]
    over = (
        [Section(text=med_forms.more_letters(count=len(waiting) - MOST_LETTERS))]
        if len(waiting) > MOST_LETTERS
        else []
    )
    rendered = Rendered(
        text=med_forms.LETTER_TITLE,
        sections=(Section(text=med_forms.LETTERS_COPY), *sections, *over),
    )
    return Open(modals.notice(title=med_forms.LETTER_TITLE, rendered=rendered))


def _text(request: Request, committee: str, cells: list[Cell]) -> Section:
    name = place(request.state.plan, committee)
    due = min((c.basis.due for c in cells if c.basis), default=None)
    staff = request.state.plan.organ(committee).staff_meeting
    body = med_forms.letter_body(
        committee=name,
        staff_meeting=staff,
        lines=[_line(request, c) for c in cells],
        due=due,
        role=_role(request),
    )
    subject = med_forms.letter_subject(committee=name, ids=[c.proposal.id for c in cells])
    return Section(
        text=f"{subject}\n{body}",
        heading=name,
    )


def _line(request: Request, cell: Cell) -> str:
    shown = shown_on(cell.proposal, request.today)
    organ = place(request.state.plan, cell.basis.organ) if cell.basis else ""
    return med_forms.letter_line(
        shown=shown, organ=organ, treatment=cell.basis.treatment if cell.basis else None
    )


def _role(request: Request) -> str:
    """The role the mail is signed with: the secretary's before any other."""
    seats = sorted(
        request.state.seats_of(request.person, request.today),
        key=lambda s: s.role is not Role.SECRETARY,
    )
    return upper_first(named(request.state.plan, seats[0]))
