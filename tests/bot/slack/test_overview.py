"""The process owner's overview of the plan."""

from __future__ import annotations

import re

from bot.slack import plan_status
from bot.slack.requests import Place, Request
from bot.text.marks import plain
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
