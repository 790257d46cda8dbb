"""The words of both sides about one record, as they were written, for those who may read them."""

from __future__ import annotations

from dataclasses import dataclass

from bot.text import about_records, med_form
from bot.text.grammar import upper_first
from bot.text.rendered import View
from bot.text.roles import here
from process.entries import DiscussionContested, Text, ViewsAdded
from process.records import Record
from process.seats import Seat


@dataclass(frozen=True, kw_only=True)
class Said:
    """Who, what kind of words, and the words; "" when they are no longer kept."""

    by: str
    what: str
    words: str


def said_about(record: Record, view: View) -> tuple[Said, ...]:
    """The recorder's views, the other side's description, then every view in order."""
    found: list[tuple[str, str, Text]] = []
    if record.fact.views is not None:
        found.append((about_records.recorder(record), med_form.THEIR_VIEWS, record.fact.views))
    answer = record.answer
    if answer is not None and isinstance(answer.fact, DiscussionContested):
        found.append((here(Seat.parse(answer.seat)), med_form.THEIR_DESCRIPTION, answer.fact.description))
    for entry in record.views:
        if isinstance(entry.fact, ViewsAdded):
            found.append((here(Seat.parse(entry.seat)), med_form.THEIR_VIEWS, entry.fact.views))
    return tuple(Said(by=upper_first(by), what=what, words=view.text_of(text)) for by, what, text in found)
