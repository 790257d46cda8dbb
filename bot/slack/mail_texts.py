"""Mail texts to copy, one for each committee that has something left to discuss, for those who keep an eye on all of MED."""

from __future__ import annotations

from bot.slack import modals
from bot.slack.answers import Answer, Ask, Open
from bot.text import mail_texts as words
from bot.text.about_agenda import left
from bot.text.grammar import upper_first
from bot.text.rendered import Act, Choice, Rendered, Section
from bot.text.roles import named, place
from process.involvement import Cell
from process.proposals import shown_on
from process.seats import Role
from process.verbs.rights import need_all_in_sight, sees_everything

MOST = 40
"""Committees in one window, which holds a hundred blocks."""


def offered(ask: Ask) -> list[Section]:
    """The button, for those who may use it."""
    if not sees_everything(ask.state, ask.person, ask.today):
        return []
    return [Section(text=words.ABOUT, choices=(Choice(act=Act.MAIL_TEXTS, label=words.LABEL, value="all", about=words.TITLE),))]


def opened(ask: Ask) -> Answer:
    """The texts. Raises NotYours."""
    need_all_in_sight(ask.state, ask.person, ask.context.now(), "mail_texts")
    found = {o.key: left(ask.state, o.key) for o in ask.state.plan.med_committees()}
    waiting = {key: cells for key, cells in found.items() if cells}
    sections = [_text(ask, key, cells) for key, cells in list(waiting.items())[:MOST]]
    over = [Section(text=words.more(count=len(waiting) - MOST))] if len(waiting) > MOST else []
    rendered = Rendered(text=words.TITLE, sections=(Section(text=words.COPY), *sections, *over))
    return Open(modals.notice(title=words.TITLE, rendered=rendered))


def _text(ask: Ask, committee: str, cells: list[Cell]) -> Section:
    name = place(ask.state.plan, committee)
    due = min((c.basis.due for c in cells if c.basis), default=None)
    staff = ask.state.plan.organ(committee).staff_meeting
    body = words.body(committee=name, staff_meeting=staff, lines=[_line(ask, c) for c in cells], due=due, role=_role(ask))
    return Section(text=f"{words.subject(committee=name, ids=[c.proposal.id for c in cells])}\n{body}", heading=name)


def _line(ask: Ask, cell: Cell) -> str:
    shown = shown_on(cell.proposal, ask.today)
    organ = place(ask.state.plan, cell.basis.organ) if cell.basis else ""
    return words.line(shown=shown, organ=organ, treatment=cell.basis.treatment if cell.basis else None)


def _role(ask: Ask) -> str:
    """The role the mail is signed with: the secretary's before any other."""
    seats = sorted(ask.state.seats_of(ask.person, ask.today), key=lambda s: s.role is not Role.SECRETARY)
    return upper_first(named(ask.state.plan, seats[0]))
