"""Nobody reads or does by a link what is not theirs: every kind of signed link, about everything
there is, made out to everybody in the cast; each page is read, and everything it could be sent is.

A link is signed by us, so it is made out to people who had it once, or never should have.
"""

from __future__ import annotations

import html
import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import pytest
from starlette.testclient import TestClient

from bot.context import Context
from bot.messages.choices import BETWEEN
from bot.web import committee as committee_pages
from bot.web import deadline as deadline_pages
from bot.web.links import AskedPaper, PaperKind
from process.acts.allowed import About, Kind, may_see
from process.deadlines.obligations import find
from process.med.levels import decision_points
from process.seats import PersonId
from tests.bot.slack.test_everybody_everywhere import (
    EVERYBODY,
    Building,
    building,
    keys,
)
from tests.bot.web.house import ADDRESS, browser_at, form

__all__ = ["building"]

ANSWERED = {200, 303, 404, 410, 422}
"""What a page answers; a fault of ours is none of them."""


@dataclass
class Corridor:
    """The building's pages."""

    building: Building
    context: Context
    browser: TestClient
    tried: Counter[str] = field(default_factory=Counter)
    opened: Counter[str] = field(default_factory=Counter)

    def read(self, person: PersonId, what: str, url: str) -> str:
        """What a link shows; "" where it shows nothing."""
        answer = self.browser.get(url.removeprefix(ADDRESS))
        self.tried[what] += 1
        assert answer.status_code in ANSWERED, (person, url, answer.status_code)
        shown = _text(answer.content)
        self.building._look(person, shown, f"{what} {answer.status_code}")
        if answer.status_code != 200:
            return ""
        self.opened[what] += 1
        return shown

    def send(self, person: PersonId, url: str, fields: dict[str, str]) -> None:
        """Send something in; what it would write has to be this person's to write."""
        self.building.ledger.written = []
        answer = self.browser.post(url.removeprefix(ADDRESS), data=fields)
        self.tried["sent in"] += 1
        assert answer.status_code in ANSWERED, (person, url, fields, answer.status_code)
        self.building._look(person, _text(answer.content), f"sending {fields}")
        for entry in self.building.ledger.written:
            self.opened["written"] += 1
            self.building._need_own(entry, person, f"sending {fields}")


def _text(content: bytes) -> str:
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            content = b"".join(parts.read(name) for name in parts.namelist())
    return html.unescape(content.decode("utf-8", errors="replace"))


@pytest.fixture
def corridor(building: Building) -> Corridor:
    office = building.office
    office.context = replace(office.context, ledger=building.ledger)
    browser = browser_at(office)
    return Corridor(building, office.context, browser)


def deadlines(corridor: Corridor) -> Iterator[str]:
    """What a link about a deadline can be about."""
    known = keys(corridor.building.state)
    yield from known[Kind.DEADLINE]
    yield from (f"answer:{seq}" for seq in known[Kind.ENTRY])
    yield from (f"confirm:{seq}" for seq in known[Kind.RECORD])


def sent_in(name: str, hidden: dict[str, str], key: str) -> dict[str, str]:
    """A form, filled in with something in each field any page has."""
    filled = {"until": "2024-04-26", "to": "p-skolechef", "why": "x", "told_on": "2024-04-18"}
    filled |= {"held_on": "2024-04-18", "proposals": "R-001", "views": "Vi har talt om det."}
    value = hidden.get("value") or (f"{key}{BETWEEN}2024-04-22" if name == "snooze" else key)
    return {"act": name, "value": value, "seal": hidden["seal"], "record": "12"} | filled


def test_nobody_reads_or_writes_by_a_link_what_is_not_theirs(corridor: Corridor) -> None:
    links, state = corridor.context.links, corridor.building.state
    committees = keys(state)[Kind.COMMITTEE][:-1]
    papers = [(PaperKind.STATUS_NOTE, ""), *((PaperKind.AGENDA_ITEM, c) for c in committees)]
    for point in decision_points(state):
        papers += [(PaperKind.ANNEX, point.key), (PaperKind.AGENDA_ITEM, point.key)]
    for person in EVERYBODY:
        corridor.read(person, "board", links.board(person))
        corridor.read(person, "timetable", links.timetable(person))
        corridor.read(person, "consultation", links.consultation(person, "h1", "csv"))
        for kind, about in papers:
            asked = AskedPaper(kind=kind, about=about)
            corridor.read(person, kind, links.paper(person, asked, "docx"))
        for committee in committees:
            url = links.committee(person, committee)
            page = corridor.read(person, "committee", url)
            for name in committee_pages.DOES if page else ():
                corridor.send(person, url, sent_in(name, form(page, name), committee))
        for key in deadlines(corridor):
            url = links.deadline(person, key)
            page = corridor.read(person, "deadline", url)
            about = deadline_pages.about(state, key)
            seen = About(Kind.DEADLINE, about)
            there = find(state, about) is not None
            assert not (page and there) or may_see(state, person, seen, corridor.building.now)
            for name in deadline_pages.DOES if page else ():
                corridor.send(person, url, sent_in(name, form(page, name), about))
    print(dict(corridor.tried), dict(corridor.opened))
    assert corridor.building.wrong == []
    assert set(corridor.opened) == {*corridor.tried, "written"} - {"sent in"}, "each was opened"
