"""The free texts a paper quotes: the words, or when and why they were erased."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bot.text import paper_words
from process.days import WorkCalendar
from process.entries import Entry
from process.facts import Text
from process.facts.text import texts_of
from storage.texts import Erased, Texts

Wording = Callable[[Text], str]


def wording(texts: Texts, process: str, calendar: WorkCalendar, entries: Iterable[Entry]) -> Wording:
    """The words of the texts those entries hold, fetched at once."""
    found = texts.get(process, [text.id for entry in entries for text in texts_of(entry.fact)])

    def words_of(text: Text) -> str:
        kept = found.get(text.id)
        if isinstance(kept, Erased):
            return paper_words.erased(on=calendar.local_day(kept.at), why=kept.why)
        return paper_words.gone() if kept is None else kept

    return words_of
