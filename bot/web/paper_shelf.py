"""The papers a reader of the board may take along: links made for that person, asked for again when they are opened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from bot.context import AskedPaper, PaperKind
from bot.text import annex_words
from bot.text import paper_links as words
from bot.web.site import Site
from process.decision_points import decision_points
from process.seats import PersonId
from process.state import State
from process.verbs.rights import leads, sees_everything


class Looked(Protocol):
    """The part of a look at the board this needs."""

    @property
    def now(self) -> State: ...
    @property
    def person(self) -> PersonId: ...
    @property
    def today(self) -> date: ...


@dataclass(frozen=True, kw_only=True)
class Shelved:
    """A paper's name and its two addresses."""

    name: str
    pdf: str
    word: str


def offered(site: Site, look: Looked) -> tuple[Shelved, ...]:
    """The status note, and the MED annex to each meeting, for those who may have them."""
    if site.rooms is None or look.now.adopted is None:
        return ()
    return tuple(s for s in (_shelved(site, look.person, name, asked) for name, asked in _papers(look)) if s.pdf)


def _papers(look: Looked) -> Iterator[tuple[str, AskedPaper]]:
    if leads(look.now, look.person, look.today):
        yield words.NOTE, AskedPaper(kind=PaperKind.STATUS_NOTE)
    if not sees_everything(look.now, look.person, look.today):
        return
    for point in decision_points(look.now):
        organ = words.short(organ=look.now.plan.place_name(point.organ), day=point.day)
        yield annex_words.title(organ=organ), AskedPaper(kind=PaperKind.ANNEX, about=point.key)


def _shelved(site: Site, person: PersonId, name: str, asked: AskedPaper) -> Shelved:
    assert site.rooms is not None, "asked above"
    pdf, word = (site.rooms.context.links.paper(person, asked, ending) for ending in ("pdf", "docx"))
    return Shelved(name=name, pdf=pdf, word=word)
