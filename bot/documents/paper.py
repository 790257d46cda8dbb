"""A paper before any format has shaped it: a title, blocks in order, and a foot for each page
that says who writes it and where the ledger stood. Word and PDF are made of the same. The free
texts it quotes are the words as they were written, or when and why they were erased.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from bot.text import annex, papers
from bot.text.grammar import owner
from process.dates.workdays import WorkCalendar
from process.ledger import facts
from process.ledger.entries import Entry
from process.ledger.state import State
from storage.ledger import Erased, Texts

UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters no document may hold, and which carry no words: all else stands as
it was written (rules W4).
"""


@dataclass(frozen=True)
class Heading:
    """The beginning of a part; 1 is the widest."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Text:
    """A paragraph; line ends stay."""

    text: str


@dataclass(frozen=True)
class Fact:
    """A label and what stands beside it."""

    label: str
    text: str


@dataclass(frozen=True)
class Points:
    """A list, one point a line."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Quote:
    """Somebody's own words, verbatim, under who they are from."""

    by: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Table:
    """A head and rows of cells; `widths` say how wide the columns are beside each other. `wide`
    lies on its own pages, on the side, with its caption as their heading; elsewhere the caption is
    for those who listen, since a heading stands above.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    wide: bool = False


@dataclass(frozen=True)
class Picture:
    """A drawing as SVG whose letters are set in our own font, and what it shows in words."""

    svg: str
    alt: str


Block = Heading | Text | Fact | Points | Quote | Table | Picture


@dataclass(frozen=True, kw_only=True)
class Paper:
    """What is written, by whom (a body, never a person), on which local day, and the
    line at the foot of each page.
    """

    title: str
    author: str
    day: date
    foot: str
    blocks: tuple[Block, ...]


def printable(text: str) -> str:
    """Without what no document may hold; line ends as one kind."""
    return UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n"))


def sender(state: State) -> str:
    """The municipality and the group that keeps the process."""
    return f"{state.plan.municipality}, {owner(state.plan)}"


def both_days(shown: date, printed: date) -> tuple[Fact, Fact]:
    """On the face of every paper: the day the ledger is shown as it stood, and the day it was
    printed (rules M27).
    """
    return (
        Fact(annex.SHOWS, annex.as_it_was(day=shown)),
        Fact(annex.PRINTED, annex.made(day=printed)),
    )


def written(state: State, title: str, today: date, blocks: tuple[Block, ...]) -> Paper:
    """A paper made from a state on a local day."""
    plan = state.plan
    foot = papers.foot(
        municipality=plan.municipality, title=plan.title, seq=state.seq, head=state.head
    )
    return Paper(title=title, author=sender(state), day=today, foot=foot, blocks=blocks)


Wording = Callable[[facts.Text], str]


def wording(
    texts: Texts, process: str, calendar: WorkCalendar, entries: Iterable[Entry]
) -> Wording:
    """The words of the texts those entries hold, fetched at once."""
    found = texts.get(
        process, [text.id for entry in entries for text in facts.texts_of(entry.fact)]
    )

    def words_of(text: facts.Text) -> str:
        kept = found.get(text.id)
        if isinstance(kept, Erased):
            return papers.erased(on=calendar.local_day(kept.at), why=kept.why)
        return papers.GONE if kept is None else kept

    return words_of
