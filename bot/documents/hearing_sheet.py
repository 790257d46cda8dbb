"""A consultation's answers as a table to take away, in the order they arrived; each line tells where it stands in the ledger."""

from __future__ import annotations

from datetime import datetime

from bot.documents.sheets import Row
from bot.text import hearing_words as words
from bot.text import ledger_words
from bot.text.rendered import View
from process.days import WorkCalendar
from process.hearings import Hearing, Response


def hearing_rows(hearing: Hearing, calendar: WorkCalendar, now: datetime, view: View) -> list[Row]:
    """The head, a line for each answer, who has not answered, and when it was drawn up."""
    consultation = hearing.consultation
    closes = calendar.local(consultation.closes)
    lines = [_line(consultation.title, r, calendar.local(r.received_at), view) for r in hearing.responses]
    foot = [
        [words.closed_at(closes)],
        [words.unanswered(names=[p.name for p in hearing.unanswered])],
        [words.drawn_up(calendar.local(now))],
    ]
    return [[*words.CATALOGUE_HEAD, *ledger_words.COLUMNS], *lines, [], *foot]


def _line(title: str, response: Response, at: datetime, view: View) -> Row:
    fact = response.fact
    open_words = view.text_of(fact.words) if fact.words and fact.may_publish else ""
    return [
        title,
        response.party.name,
        words.instant(at),
        words.remarks(late=response.late, publish=fact.may_publish),
        open_words,
        fact.link if fact.may_publish else "",
        words.YES if fact.may_publish else words.NO,
        str(response.entry.seq),
        response.entry.hash,
    ]
