"""The process owner's overview of the plan."""

from __future__ import annotations

import re

import pytest

from bot.messages.message import Section
from bot.slack import plan_status
from bot.slack.plan import WORDS
from bot.slack.requests import Place, Request, Say
from bot.text.marks import plain
from process.errors import NotYours
from tests.bot.slack.world import Office


def test_what_is_coming_stands_first_and_what_has_passed_last(office: Office) -> None:
    on_the_day, after = order(office, "2024-03-18"), order(office, "2024-03-19")

    assert on_the_day == [
        "Det kommer",
        "forslag",
        "inddragelse",
        "fagudvalg",
        "Uden dato",
        "udateret",
        "Passeret",
        "status",
    ]
    assert after == [
        "Det kommer",
        "inddragelse",
        "fagudvalg",
        "Uden dato",
        "udateret",
        "Passeret",
        "forslag",
        "status",
    ]


def order(office: Office, day: str) -> list[str]:
    """Headings and the rows' keys in the order they are read."""
    office.clock.go(day)
    ask = Request(
        context=office.context, person="p-procesejer", state=office.state, place=Place.COMMAND
    )
    found = plan_status.rows(ask)[1:]
    lines = [
        line
        for section in found
        for line in (section.heading, *plain(section.text).splitlines())
        if line
    ]
    return [key[1] if (key := re.search(r"\((\w+)\)", line)) else line for line in lines]


def imports(office: Office, person: str, *, at: str) -> list[Section]:
    """What `/plan import` answers where the pages are at an address."""
    office.serve_at(at)
    asked = Request(context=office.context, person=person, state=office.state, place=Place.COMMAND)
    answer = WORDS["import"](asked)
    assert isinstance(answer, Say)
    return list(answer.rendered.sections)


def test_plan_import_answers_the_process_owner_with_the_page_and_refuses_others(
    office: Office,
) -> None:
    (told,) = imports(office, "p-procesejer", at="https://frister.example")
    assert "Intet bliver vedtaget" in told.text
    assert told.choices[0].url.startswith("https://frister.example/tidsplan/")
    with pytest.raises(NotYours):
        imports(office, "p-skolechef", at="https://frister.example")


def test_where_there_are_no_pages_plan_import_says_where_a_timetable_is_read(
    office: Office,
) -> None:
    (told,) = imports(office, "p-procesejer", at="")
    assert "fristvogter plan import" in told.text and not told.choices


def test_the_overview_offers_the_page_too(office: Office) -> None:
    office.serve_at("https://frister.example")
    place = Place.COMMAND
    ask = Request(context=office.context, person="p-procesejer", state=office.state, place=place)
    answer = WORDS["overview"](ask)
    assert isinstance(answer, Say)
    links = [choice.url for section in answer.rendered.sections for choice in section.choices]
    assert any(url.startswith("https://frister.example/tidsplan/") for url in links)
