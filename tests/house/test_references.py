"""Nothing points at what is not here: rules, decisions, pages, files, links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from bench.house import ROOMS, ROOT
from tests.house.files import texts

NUMBERED = {"rules": "docs/rules.md", "architecture": "docs/architecture.md"}
DEFINED = re.compile(r"^\*\*([A-Z]\d+)\. ", re.MULTILINE)
CITED = re.compile(r"\b(rules|architecture) ([A-Z]\d+(?:(?:-|, | and )[A-Z]\d+)*)", re.IGNORECASE)
NUMBER = re.compile(r"[A-Z]\d+")
# Pages that were written for the first builders and are no part of the project.
GONE = re.compile(
    r"\b(?:PEOPLE|DESIGN|REDESIGN|DOMAIN|SCHEDULING|HABITS|SLACK|ICAL|STACK)"
    r"(?:\.md\b|(?:\s|#)+(?:section\s+)?[a-z]?\d)"
)
PAGE = re.compile(r"(?<![\w./-])(?:docs/[\w-]+\.(?:md|py)|[A-Z]{6,}\.md)\b")
LINK = re.compile(r"\]\((?!\w+:)([^)#\s]*)(?:#([^)\s]+))?\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
# A place in the house, in a page for people: `process/reminders/due.py`, `bot/text/`.
PLACE = re.compile(rf"`((?:{'|'.join(ROOMS)}|docs|requirements)/[\w./-]*)`")


def test_every_rule_and_decision_that_is_cited_is_there() -> None:
    known = {page: _numbers(page) for page in NUMBERED.values()}
    assert all(known.values())
    found = [
        f"{place}: {cited}"
        for place, text in texts().items()
        for page, cited in _cited(text)
        if cited not in known[page]
    ]
    assert found == []


def test_every_rule_that_a_rule_leans_on_is_there() -> None:
    rules = texts()["docs/rules.md"]
    chapters = "".join(sorted({number[0] for number in _numbers("docs/rules.md")}))
    cited = set(re.findall(rf"\b[{chapters}]\d{{1,2}}\b", rules))
    assert sorted(cited - set(_numbers("docs/rules.md"))) == []


def test_no_number_of_a_rule_or_decision_stands_twice() -> None:
    for page in NUMBERED.values():
        numbers = DEFINED.findall(texts()[page])
        assert sorted(numbers) == sorted(set(numbers)), page


def test_nothing_names_a_page_that_is_gone() -> None:
    found = [f"{place}: {hit[0]}" for place, text in texts().items() for hit in GONE.finditer(text)]
    assert found == []


def test_every_page_that_is_named_is_there() -> None:
    found = [
        f"{place}: {name}"
        for place, text in texts().items()
        for name in PAGE.findall(text)
        if not (ROOT / name).exists()
    ]
    assert found == []


def test_every_link_of_a_page_leads_somewhere() -> None:
    found = [f"{place}: {link}" for place, link in _links() if not _leads(place, *link)]
    assert found == []


def test_every_place_in_the_house_that_a_page_names_is_there() -> None:
    found = [
        f"{place}: {name}"
        for place, text in _pages()
        if place != "CHANGELOG.md"  # tells of the past
        for name in PLACE.findall(text)
        if not (ROOT / name).exists()
    ]
    assert found == []


def _numbers(page: str) -> frozenset[str]:
    return frozenset(DEFINED.findall(texts()[page]))


def _cited(text: str) -> Iterator[tuple[str, str]]:
    for word, numbers in CITED.findall(text):
        for number in NUMBER.findall(numbers):
            yield NUMBERED[word.lower()], number


def _pages() -> list[tuple[str, str]]:
    return [(place, text) for place, text in texts().items() if place.endswith(".md")]


def _links() -> Iterator[tuple[str, tuple[str, str]]]:
    for place, text in _pages():
        yield from ((place, (path, part)) for path, part in LINK.findall(text))


def _leads(place: str, path: str, part: str) -> bool:
    target = (ROOT / place).parent / path if path else ROOT / place
    return target.exists() and (not part or part in _anchors(target))


def _anchors(page: Path) -> set[str]:
    """The headings as a reader's browser is led to them."""
    headings = HEADING.findall(page.read_text(encoding="utf-8"))
    return {
        re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings
    }
