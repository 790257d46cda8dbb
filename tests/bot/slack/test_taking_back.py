"""Every answer that takes one click can be taken back, and everybody who was told of
it sees what stands instead.
"""

from __future__ import annotations

import pytest

from tests.bot.slack.world import World

CHEF, OWNER, DEPUTY = "p-skolechef", "p-procesejer", "p-plejechef"
THING = "råderumsforslag for Skole og Dagtilbud"
REMINDED = [
    "Det er afleveret",
    "Jeg har brug for mere tid",
    "Giv opgaven videre",
    "Mind mig igen fredag den 15. marts",
]


def reminded(world: World) -> None:
    world.clock.go("2024-03-13")
    world.command(DEPUTY, "/frist afleveret")
    world.deliver()


def labels(world: World, person: str, number: int = -1) -> list[str]:
    """The buttons of one of the bot's messages."""
    kept = [m for m in world.messages(person) if m.get("bot_id") and not m.get("is_ephemeral")]
    return [
        e["text"]["text"]
        for b in kept[number]["blocks"]
        if b["type"] == "actions"
        for e in b["elements"]
    ]


def said(world: World, person: str) -> str:
    """The newest message that is kept."""
    return [
        str(m["text"])
        for m in world.messages(person)
        if m.get("bot_id") and not m.get("is_ephemeral")
    ][-1]


def asks_for_time(world: World) -> None:
    world.press(CHEF, "Jeg har brug for mere tid")
    assert world.submit(CHEF, until="2024-03-22")["ok"]


def hands_over(world: World) -> None:
    world.press(CHEF, "Giv opgaven videre")
    assert world.submit(CHEF, to=DEPUTY)["ok"]


@pytest.mark.parametrize("act", ["Det er afleveret", "Mind mig igen", asks_for_time, hands_over])
def test_what_was_said_in_a_message_is_taken_back_in_it(world: World, act: object) -> None:
    reminded(world)
    before = world.texts(CHEF)
    if callable(act):
        act(world)
    else:
        world.press(CHEF, str(act))
    world.deliver()
    assert "Fortryd" in labels(world, CHEF)
    world.press(CHEF, "Fortryd")
    world.deliver()

    assert (world.texts(CHEF), labels(world, CHEF)) == (before, REMINDED)
    assert world.facts()[-1] == "Undone"


def test_a_withdrawn_request_asks_the_process_owner_no_more(world: World) -> None:
    reminded(world)
    asks_for_time(world)
    world.deliver()
    assert "Giv mere tid" in labels(world, OWNER)
    world.press(CHEF, "Fortryd")
    world.deliver()

    assert said(world, OWNER) == (
        f"Chefen for Skole og Dagtilbud har trukket ønsket om mere tid til {THING} tilbage. "
        "Du skal ikke gøre mere."
    )
    assert labels(world, OWNER) == []


@pytest.mark.parametrize("answer", ["Giv mere tid", "Afvis"])
def test_an_answer_to_a_request_is_taken_back_and_the_one_who_asked_waits_again(
    world: World, answer: str
) -> None:
    reminded(world)
    asks_for_time(world)
    world.deliver()
    world.press(OWNER, answer)
    world.deliver()
    world.press(OWNER, "Fortryd")
    world.deliver()

    assert "Giv mere tid" in labels(world, OWNER)
    assert said(world, CHEF).startswith(
        f"Svaret om mere tid til {THING} er taget tilbage. Du har bedt om mere tid til {THING}"
    )
    assert labels(world, CHEF) == ["Det er afleveret", "Fortryd"]


def test_a_hand_over_that_is_taken_back_leaves_the_other_in_peace(world: World) -> None:
    reminded(world)
    hands_over(world)
    world.deliver()
    assert said(world, DEPUTY).startswith(
        f"Chefen for Skole og Dagtilbud har givet {THING} videre til dig."
    )
    world.press(CHEF, "Fortryd")
    world.deliver()

    assert (
        said(world, DEPUTY)
        == f"Det er fortrudt, at {THING} blev givet videre. Du skal ikke gøre mere."
    )
    assert labels(world, DEPUTY) == []


def test_not_mine_is_taken_back_and_the_process_owner_sees_it(world: World) -> None:
    reminded(world)
    world.command(CHEF, "/frist ikke min")
    world.deliver()
    assert labels(world, OWNER) == ["Vælg en anden ansvarlig"]
    world.press(CHEF, "Fortryd")
    world.deliver()

    assert said(world, OWNER) == (
        f"Chefen for Skole og Dagtilbud har fortrudt; {THING} er alligevel deres opgave. "
        "Du skal ikke gøre mere."
    )
    assert labels(world, CHEF, 0) == REMINDED


def test_a_choice_of_another_owner_is_taken_back_and_asked_about_again(world: World) -> None:
    reminded(world)
    world.command(CHEF, "/frist ikke min")
    world.deliver()
    world.press(OWNER, "Vælg en anden ansvarlig")
    assert world.submit(OWNER, to=DEPUTY)["ok"]
    world.deliver()
    assert said(world, OWNER) == (
        "Råderumsforslag for Skole og Dagtilbud er givet videre til Navn plejechef. "
        "Du skal ikke gøre mere."
    )
    world.press(OWNER, "Fortryd")
    world.deliver()

    assert labels(world, OWNER) == ["Vælg en anden ansvarlig"]


def test_a_receipt_is_taken_back_also_where_the_owner_had_spoken_first(world: World) -> None:
    reminded(world)
    world.press(CHEF, "Det er afleveret")
    world.command(OWNER, "/plan modtaget")
    world.press(OWNER, "Meld modtaget")
    assert world.facts()[-1] == "Received"
    assert (
        world.private(OWNER)
        == f"Noteret. Du har meldt {THING} modtaget onsdag den 13. marts kl. 8.00."
    )
    world.press(OWNER, "Fortryd")

    assert world.facts()[-2:] == ["Received", "Undone"]
    assert (
        said(world, CHEF) == f"Tak. Du har meldt {THING} afleveret onsdag den 13. marts kl. 8.00."
    )
