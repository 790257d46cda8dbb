"""More time, seen before it is asked for: each day that is picked says what follows, and nothing
is written or lost meanwhile.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from tests.bot.slack.world import World

CHEF, OWNER = "p-skolechef", "p-procesejer"
BEGINNING = (
    "*Torsdag den 21. marts 2024* er 3 arbejdsdage efter fristen mandag den 18. marts.\n"
    "• Intet andet i planen kommer i klemme.\n"
    "• Næste påmindelse, hvis svaret er ja: mandag den 18. marts.\n"
    "• Intet flytter sig, før Råderumsgruppen har sagt ja."
)


def opened(world: World) -> None:
    world.clock.go("2024-03-13")
    world.deliver()
    world.press(CHEF, "Jeg har brug for mere tid")


def pick(world: World, day: str, **typed: str) -> dict[str, Any]:
    values = {name: {name: value} for name, value in typed.items()}
    return world.act(
        CHEF,
        "press",
        block_id="until",
        action_id="until",
        values={"until": {"until": day}, **values},
    )


def follows(world: World) -> str:
    """What stands below the day."""
    blocks = world.modal(CHEF)["blocks"]
    below = next(n for n, block in enumerate(blocks) if block.get("block_id") == "until") + 1
    return str(blocks[below]["text"]["text"])


def test_the_form_opens_with_what_follows_from_the_day_it_suggests(world: World) -> None:
    opened(world)

    assert follows(world) == BEGINNING


@pytest.mark.parametrize(
    ("day", "says"),
    [
        (
            "2024-03-23",
            (
                "Lørdag den 23. marts 2024 er en lukkedag (weekend). "
                "Vælg en arbejdsdag, for eksempel 22. "
                "marts eller 25. marts."
            ),
        ),
        (
            "2024-03-28",
            (
                "Torsdag den 28. marts 2024 er en lukkedag (skærtorsdag). "
                "Vælg en arbejdsdag, for eksempel 27. "
                "marts eller 2. april."
            ),
        ),
        (
            "2024-03-15",
            (
                "Fristen er allerede mandag den 18. marts 2024, så fredag den 15. "
                "marts 2024 giver ikke mere tid. Vælg en dag efter fristen."
            ),
        ),
        (
            "2024-04-11",
            "*Torsdag den 11. april 2024* er 15 arbejdsdage efter fristen mandag den 18. marts.\n"
            "• Inddragelse af MED: onsdag den 10. april, før den nye frist.\n"
            "• Næste påmindelse, hvis svaret er ja: mandag den 8. april.\n"
            "• Intet flytter sig, før Råderumsgruppen har sagt ja.",
        ),
        ("", "Vælg en dag, så står det her, hvad der følger."),
    ],
)
def test_each_picked_day_says_what_follows_and_what_was_typed_stays(
    world: World, day: str, says: str
) -> None:
    opened(world)
    answer = pick(world, day, why="Vi mangler tal")

    assert answer["ok"], answer
    assert follows(world) == says
    values = world.modal(CHEF)["state"]["values"]
    assert (values["until"]["until"]["selected_date"], values["why"]["why"]["value"]) == (
        day or None,
        "Vi mangler tal",
    )
    assert world.facts() == []


def test_after_looking_around_the_request_is_sent_with_what_was_typed(world: World) -> None:
    opened(world)
    for day in ("2024-03-23", "2024-04-11", "2024-03-22"):
        pick(world, day, why="Vi mangler tal")
    answer = world.submit(CHEF)

    assert answer["ok"], answer
    assert world.facts() == ["MoreTimeAsked"]
    world.deliver()
    assert "Begrundelse: Vi mangler tal." in world.texts(OWNER)[-1]


def test_picking_a_day_makes_one_call_outward_and_slack_that_does_not_answer_costs_nothing(
    world: World,
) -> None:
    opened(world)
    before = calls(world)
    pick(world, "2024-03-22")
    assert calls(world) - before == Counter({"views.update": 1})

    world.call("/faults", {"method": "views.update", "kind": "internal_error"})
    assert pick(world, "2024-03-25", why="Vi mangler tal")["ok"]
    assert follows(world).startswith("*Fredag den 22. marts 2024*")
    assert world.submit(CHEF, until="2024-03-25", why="Vi mangler tal")["ok"]
    assert world.facts() == ["MoreTimeAsked"]


def calls(world: World) -> Counter[str]:
    """How often each method of the Web API was called."""
    return Counter(world.call("/journal")["calls"])


def test_a_day_picked_when_it_was_handed_in_meanwhile_says_so(world: World) -> None:
    opened(world)
    world.command(CHEF, "/frist afleveret")
    assert pick(world, "2024-03-22")["ok"]

    assert world.modal(CHEF)["blocks"][0]["text"]["text"] == (
        "Det er ikke aktuelt længere: opgaven er løst, aflyst eller ændret. "
        "Du skal ikke gøre noget."
    )
    assert world.facts() == ["Delivered"]
