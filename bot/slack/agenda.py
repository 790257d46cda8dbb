"""`Lav dagsordenspunkt`: the finished text for a committee's agenda, from what it has left to discuss, and the same as a document."""

from __future__ import annotations

from bot.context import AskedPaper, PaperKind
from bot.slack import modals
from bot.slack.answers import Ask
from bot.text import agenda_item, offers
from bot.text.about_agenda import left, paragraphs
from bot.text.rendered import Rendered, Section
from bot.text.roles import place

Json = modals.Json


def view(ask: Ask, committee: str) -> Json:
    """As a modal, to copy from or to take away."""
    sections = (*(Section(text=text) for text in paragraphs(ask.state, committee, ask.today)), *_taken_away(ask, committee))
    return modals.notice(title=agenda_item.TITLE, rendered=Rendered(text=agenda_item.TITLE, sections=sections))


def _taken_away(ask: Ask, committee: str) -> tuple[Section, ...]:
    asked = AskedPaper(kind=PaperKind.AGENDA_ITEM, about=committee)
    pdf, word = (ask.context.links.paper(ask.person, asked, ending) for ending in ("pdf", "docx"))
    if not pdf or not left(ask.state, committee):
        return ()
    return (Section(text=agenda_item.TAKE_AWAY, choices=offers.paper(about=place(ask.state.plan, committee), pdf=pdf, word=word)),)
