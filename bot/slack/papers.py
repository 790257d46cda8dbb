"""The papers: MED annex and agenda item as links, a committee's agenda item to copy from, and the
texts for mails.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from bot.messages.agenda import paragraphs as agenda_paragraphs
from bot.messages.agenda import undiscussed
from bot.messages.choices import choice
from bot.messages.message import Act, Section
from bot.slack.blocks import notice
from bot.slack.requests import Answer, Open, Press, Quiet, Request, leading_day, say
from bot.text import med_forms, papers
from bot.text.commands import folded
from bot.text.grammar import full, named, place, upper_first
from bot.web.links import AskedPaper, PaperKind
from process.acts.rights import need_all_in_sight, speaks_for
from process.errors import NotYours, Unknown
from process.med.involvement import Cell
from process.med.levels import DecisionPoint, decision_points, need_point
from process.plan.model import OrganKind
from process.plan.proposals import shown_on
from process.seats import Role

MOST = 12
MOST_LETTERS = 40
"""Committees in one window, which holds a hundred blocks."""


def _annex(request: Request) -> Answer:
    return say(annexes(request))


def annexes(request: Request) -> list[Section]:
    """The MED annex to the meetings that are named by organ or day, or to every one."""
    need_all_in_sight(request.state, request.person, request.context.now(), "annex")
    return _offered(request, PaperKind.ANNEX, _meant(request))


def _agenda(request: Request) -> Answer:
    """The political item for the meetings that are named; without words, one's own committees'."""
    state = request.state
    if request.text:
        return say(_political_items(request))
    own, every = speaks_for(state, request.person, request.context.now())
    wanted = [key for key in own or every if undiscussed(state, key)] or own[:1]
    if not wanted:
        raise NotYours(act="record", seats=())
    if len(wanted) == 1:
        return agenda_item(request, wanted[0])
    names = {key: state.plan.place_name(key) for key in wanted}
    return say(
        [
            Section(text=name, choices=(choice(Act.AGENDA, key, name),))
            for key, name in names.items()
        ]
    )


def _political_items(request: Request) -> list[Section]:
    need_all_in_sight(request.state, request.person, request.context.now(), "annex")
    plan = request.state.plan
    political = (
        p for p in _meant(request) if plan.organ(p.organ).kind is not OrganKind.MED_COMMITTEE
    )
    return _offered(request, PaperKind.AGENDA_ITEM, political)


WORDS: Mapping[str, Press] = {"annex": _annex, "agenda": _agenda}


def _agenda_pressed(request: Request) -> Answer:
    return agenda_item(request, request.value)


def _letters(request: Request) -> Answer:
    """A mail for each committee that has something left; raises NotYours."""
    need_all_in_sight(request.state, request.person, request.context.now(), "mail_texts")
    found = {o.key: undiscussed(request.state, o.key) for o in request.state.plan.med_committees()}
    waiting = [(key, cells) for key, cells in found.items() if cells]
    sections = [_letter(request, key, cells) for key, cells in waiting[:MOST_LETTERS]]
    over = len(waiting) - MOST_LETTERS
    more = [Section(text=med_forms.more_letters(count=over))] if over > 0 else []
    copy = Section(text=med_forms.LETTERS_COPY)
    return Open(notice(med_forms.LETTER_TITLE, [copy, *sections, *more]))


def _followed(_request: Request) -> Answer:
    """A link: what it leads to is the answer."""
    return Quiet()


PRESSES: Mapping[Act, Press] = {
    Act.AGENDA: _agenda_pressed,
    Act.MAIL_TEXTS: _letters,
    Act.OPEN_LINK: _followed,
    Act.OPEN_WORD: _followed,
}


def agenda_item(request: Request, committee: str) -> Answer:
    """The finished item for a committee's agenda, to copy from or to take away."""
    state = request.state
    texts = agenda_paragraphs(state, committee, request.today)
    asked = AskedPaper(kind=PaperKind.AGENDA_ITEM, about=committee)
    away = (
        request.paper(asked, place(state.plan, committee)) if undiscussed(state, committee) else ()
    )
    take_away = [Section(text=papers.TAKE_AWAY, choices=away)] if away else []
    return Open(notice(papers.TITLE, [*(Section(text=text) for text in texts), *take_away]))


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
    return Section(text=text, choices=request.paper(AskedPaper(kind=kind, about=point.key), about))


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


def _letter(request: Request, committee: str, cells: list[Cell]) -> Section:
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
