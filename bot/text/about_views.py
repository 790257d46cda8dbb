"""The words of both sides about one record, as they were written, for those who may read them."""

from __future__ import annotations

from dataclasses import dataclass

from bot.text import med_changed, med_form
from bot.text.about_people import recorder
from bot.text.grammar import upper_first
from bot.text.rendered import View
from bot.text.roles import here
from process.facts import DiscussionContested
from process.records import Record
from process.seats import Seat
from process.state import State
from process.views import Spoken, spoken


@dataclass(frozen=True, kw_only=True)
class Said:
    """Who, what kind of words, and the words; "" when they are no longer kept."""

    by: str
    what: str
    words: str


def said_about(state: State, record: Record, view: View) -> tuple[Said, ...]:
    """Every side's views in the order they were written, those to an earlier text marked so, and the other side's description."""
    found = [_views(state, one, view) for one in spoken(state, record)]
    answer = record.answer
    if answer is not None and isinstance(answer.fact, DiscussionContested):
        by, words = here(Seat.parse(answer.seat)), view.text_of(answer.fact.description)
        found.append(Said(by=upper_first(by), what=med_form.THEIR_DESCRIPTION, words=words))
    return tuple(found)


def _views(state: State, one: Spoken, view: View) -> Said:
    made = state.records.get(one.entry.seq)
    by = recorder(made) if made else here(Seat.parse(one.entry.seat))
    earlier = f", {med_changed.earlier(on=one.earlier.fact.held_on)}" if one.earlier else ""
    return Said(by=upper_first(by), what=f"{med_form.THEIR_VIEWS}{earlier}", words=view.text_of(one.text))
