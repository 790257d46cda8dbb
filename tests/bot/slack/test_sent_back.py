"""Handed in, in part, received, sent back: what each of them says to whom, everywhere it is read,
and what the next press makes of it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from bot.web.progress import progress
from process.deadlines.obligations import find
from process.ledger.obligation_keys import DeliveryKey
from process.seats import Seat
from tests.bot.slack.world import World

CHEF, OWNER, DIRECTOR = "p-skolechef", "p-procesejer", "p-direktoer"
AREA = "Råderumsforslag for Skole og Dagtilbud"
SCHOOL = str(DeliveryKey("forslag", Seat.parse("head:skole")))
TODAY = date(2024, 3, 15)
MISSING, PART = "bilag 2 og økonomien", "R-001 og R-003"
SEND_BACK, NOTE = "Send tilbage: der mangler noget", "Aflevér med link eller bemærkning"


def hand_in(world: World) -> None:
    world.command(CHEF, "/frist afleveret")


def in_part(world: World, note: str = PART) -> dict[str, object]:
    world.command(CHEF, "/frist")
    world.press(CHEF, NOTE)
    return world.submit(CHEF, note=note, part="part")


def receive(world: World) -> None:
    world.command(OWNER, "/plan modtaget skole")
    world.press(OWNER, "Meld modtaget")


def send_back(world: World) -> None:
    world.command(OWNER, "/plan modtaget skole")
    world.press(OWNER, SEND_BACK)
    world.submit(OWNER, missing=MISSING)


def undo(world: World) -> None:
    world.command(OWNER, "/plan modtaget skole")
    world.press(OWNER, "Fortryd")


STEPS: dict[str, Callable[[World], object]] = {
    "afleveret": hand_in,
    "en del": in_part,
    "modtaget": receive,
    "sendt tilbage": send_back,
    "fortrudt": undo,
}
WHERE = "Sendt tilbage fredag den 15. marts. Der mangler: bilag 2 og økonomien."
REST = "En del er meldt afleveret fredag den 15. marts: R-001 og R-003. Resten mangler endnu."
STANDS = [
    ([], True, "Ikke meldt endnu: ", ""),
    (["en del"], True, "En del er meldt afleveret: ", REST),
    (["en del", "afleveret"], False, "Meldt afleveret: ", ""),
    (["afleveret"], False, "Meldt afleveret: ", ""),
    (["modtaget"], False, "Modtaget fra: ", ""),
    (["afleveret", "modtaget"], False, "Modtaget fra: ", ""),
    (["afleveret", "sendt tilbage"], True, "Sendt tilbage til: ", WHERE),
    (["afleveret", "modtaget", "sendt tilbage"], True, "Sendt tilbage til: ", WHERE),
    (["modtaget", "sendt tilbage"], True, "Sendt tilbage til: ", WHERE),
    (["en del", "sendt tilbage"], True, "Sendt tilbage til: ", WHERE),
    (["afleveret", "sendt tilbage", "fortrudt"], False, "Meldt afleveret: ", ""),
    (["afleveret", "sendt tilbage", "en del"], True, "En del er meldt afleveret: ", REST),
    (["afleveret", "sendt tilbage", "afleveret"], False, "Meldt afleveret: ", ""),
    (["afleveret", "sendt tilbage", "modtaget"], False, "Modtaget fra: ", ""),
]


@pytest.mark.parametrize(("steps", "owed", "status", "says"), STANDS)
def test_what_stands_after_each_row_of_steps(
    world: World, steps: list[str], owed: bool, status: str, says: str
) -> None:
    world.clock.go("2024-03-15")
    world.deliver()
    for step in steps:
        STEPS[step](world)
        world.deliver()
    found = find(world.state, SCHOOL)
    assert found is not None and found.open is owed
    skole = "chefen for Skole og Dagtilbud"
    told = world.command(OWNER, "/plan status")
    assert skole in told.partition(status)[2].partition(".")[0]
    listed = world.command(CHEF, "/frist")
    assert says in listed and (AREA in listed) is owed
    world.command(OWNER, "/plan modtaget skole")
    assert says in world.texts(OWNER)[-1]


def test_the_owner_hears_at_once_and_the_rhythm_goes_on_from_that_day(world: World) -> None:
    world.clock.go("2024-03-18")
    world.deliver()
    hand_in(world)
    world.clock.go("2024-03-19", "10:00")
    before = len(world.texts(CHEF))
    send_back(world)
    world.deliver()
    newest = world.texts(CHEF)[-1]
    assert (
        "Råderumsgruppen har sendt råderumsforslag for Skole og Dagtilbud tilbage. "
        "Der mangler: bilag 2 og økonomien. "
        "Fristen gælder stadig; den var mandag den 18. marts" in newest
    ), newest
    assert len(world.texts(CHEF)) == before + 1, "said once"
    before = len(world.texts(DIRECTOR))
    world.clock.go("2024-03-20")
    world.deliver()
    assert len(world.texts(DIRECTOR)) == before, "nobody above hears of days it was handed in"


def test_a_part_needs_words_and_a_way_back(world: World) -> None:
    world.clock.go("2024-03-15")
    assert "Skriv i feltet, hvilken del" in str(in_part(world, note=""))
    assert world.facts() == []
    world.submit(CHEF, note=PART, part="part")
    assert world.facts() == ["Delivered"]
    assert "En del er meldt afleveret" in world.command(CHEF, "/frist")
    world.press(CHEF, "Fortryd")
    assert "En del" not in world.command(CHEF, "/frist")


def test_nothing_is_sent_back_that_was_not_handed_in(world: World) -> None:
    world.clock.go("2024-03-15")
    answer = world.command(OWNER, "/plan modtaget skole")
    assert "ikke meldt afleveret endnu" in answer
    offered = str(world.messages(OWNER)[-1]) if world.messages(OWNER) else answer
    assert SEND_BACK not in offered


def test_whoever_said_it_is_named(world: World) -> None:
    world.clock.go("2024-03-15")
    hand_in(world)
    answer = world.command(OWNER, "/plan modtaget skole")
    assert "meldt afleveret af chefen for Skole og Dagtilbud fredag den 15. marts." in answer
    receive(world)
    answer = world.command(OWNER, "/plan modtaget skole")
    assert "meldt modtaget af " in answer


@pytest.mark.parametrize("delivers", [False, True])
def test_granted_time_stays_where_the_row_is_told_of(world: World, delivers: bool) -> None:
    world.clock.go("2024-03-15")
    world.command(CHEF, "/frist mere tid 22/3")
    world.deliver()
    world.press(OWNER, "Giv mere tid")
    if delivers:
        hand_in(world)
    told = world.command(OWNER, "/plan status")
    assert "chefen for Skole og Dagtilbud (fik tid til fredag den 22. marts)" in told
    row = next(one for one in progress(world.state, TODAY) if one.row.key == "forslag")
    done = int(delivers)
    assert row.text == f"{done} af 2 afleveret, 1 fik mere tid til 22. marts"


def test_the_board_counts_parts_and_what_was_sent_back(world: World) -> None:
    world.clock.go("2024-03-15")
    in_part(world)
    row = next(one for one in progress(world.state, TODAY) if one.row.key == "forslag")
    assert row.text == "0 af 2 afleveret, 1 har afleveret en del"
    send_back(world)
    row = next(one for one in progress(world.state, TODAY) if one.row.key == "forslag")
    assert row.text == "0 af 2 afleveret, 1 er sendt tilbage"
