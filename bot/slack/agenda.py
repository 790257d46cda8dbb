"""`Lav dagsordenspunkt`: the finished text for a committee's agenda, from what it has left to discuss."""

from __future__ import annotations

from bot.slack import modals
from bot.slack.answers import Ask
from bot.text import agenda_item
from bot.text.about_agenda import paragraphs
from bot.text.rendered import Rendered, Section

Json = modals.Json


def view(ask: Ask, committee: str) -> Json:
    """As a modal, to copy from."""
    sections = tuple(Section(text=text) for text in paragraphs(ask.state, committee))
    return modals.notice(title=agenda_item.TITLE, rendered=Rendered(text=agenda_item.TITLE, sections=sections))
