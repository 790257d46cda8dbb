"""What people write comes out harmless and unharmed: through Slack, in tables and in calendars;
the web page has its own test.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from openpyxl import load_workbook

from bot.documents.sheets import as_csv, as_xlsx, matrix_rows
from bot.ical import feed
from bot.ical.feed import Choice
from bot.ical.scopes import parse
from bot.ical.write import write
from process.ledger.entries import SYSTEM, Decision
from process.ledger.facts import ProposalSubmitted
from process.med.involvement import Chosen
from tests.bot.slack.world import PROCESS, World
from tests.support.cast import PROPOSALS

CHAIR, VICE = "p-formand", "p-naestformand"
NASTY = '=cmd()|x <!channel> *fed* _æøå_ <@U1> & "citat"; BEGIN:VEVENT'
NEUTRAL = '=cmd() <!channel> *fed* æøå; & "c"'


def longest(words: str, length: int) -> str:
    return (words + "\n" + "æøå, " * length)[:length]


def formatted(value: Any) -> Iterator[str]:
    """Every text Slack reads its own signs in."""
    if isinstance(value, dict):
        if value.get("type") == "mrkdwn":
            yield str(value["text"])
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from formatted(item)


def record(world: World, views: str) -> dict[str, object]:
    world.command(CHAIR, "/med")
    world.press(CHAIR, "Registrér drøftelse")
    return world.submit(CHAIR, held_on="2024-04-18", views=views)


def test_three_thousand_characters_go_through_slack_whole_and_one_more_is_refused_beside_the_field(
    world: World,
) -> None:
    world.clock.go("2024-04-19")
    refused = record(world, longest(NASTY, 3001))
    assert "3.000" in json.dumps(refused, ensure_ascii=False) or "3000" in json.dumps(refused), (
        refused
    )
    assert world.facts() == []

    whole = longest(NASTY, 3000)
    world.submit(CHAIR, held_on="2024-04-18", views=whole)
    assert world.facts() == ["DiscussionRecorded"]
    fact = next(iter(world.state.records.values())).fact
    assert fact.views is not None
    assert world.context.texts.get(PROCESS, [fact.views.id]) == {fact.views.id: whole}

    world.deliver()
    world.press(VICE, "Nej, det passer ikke")
    world.submit(VICE, description=whole)
    world.deliver()
    world.press(CHAIR, "Se begge")
    assert [
        text for text in formatted(world.modal(CHAIR)) if "<!channel>" in text or "*fed*" in text
    ] == []
    assert not any("<!channel>" in text for person in (CHAIR, VICE) for text in world.texts(person))


def renamed(world: World) -> None:
    changed = replace(PROPOSALS[0], neutral_title=NEUTRAL)
    world.context.ledger.decide(
        PROCESS,
        lambda s: Decision(facts=(ProposalSubmitted(proposal=changed),)),
        actor=SYSTEM,
        at=world.clock.now(),
    )


def test_a_title_is_never_a_formula_in_a_table(world: World) -> None:
    renamed(world)
    rows = matrix_rows(world.state, date(2024, 4, 19), Chosen())
    table = list(csv.reader(io.StringIO(as_csv(rows).decode("utf-8-sig")), delimiter=";"))
    assert table[1][:2] == ["R-001", f"'{NEUTRAL}"]

    sheet = load_workbook(io.BytesIO(as_xlsx("MED", rows))).worksheets[0]
    assert (sheet["B2"].value, sheet["B2"].data_type) == (NEUTRAL, "s")
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


def test_a_title_is_words_alone_in_slack_and_calendars(world: World) -> None:
    renamed(world)
    world.clock.go("2024-04-15")
    world.deliver()
    (message,) = world.messages(CHAIR)
    assert "<!channel>" not in message["text"] and "&lt;!channel&gt;" in message["text"]

    data = write(
        feed.feed(world.state, parse("med:lmu_skole"), date(2024, 4, 15)),
        page="https://eksempel.invalid/",
        choice=Choice(),
    ).data
    text = data.decode().replace("\r\n ", "")
    assert text.count("BEGIN:VEVENT") == text.count("END:VEVENT")
    assert all(
        line.split(":", 1)[0].split(";", 1)[0].isupper() for line in text.split("\r\n") if line
    )
