"""A date that was moved in a closed hour: the new day comes in one message with the reminder of it,
and before it.
"""

from __future__ import annotations

import pytest

from process.dates.when import NoLater
from process.ledger.entries import Decision
from process.ledger.facts import MilestoneMoved
from tests.bot.slack.world import PROCESS, World
from tests.support.cast import at

CHEF = "p-skolechef"


def moved(world: World, day: str, clock: str, to: str) -> None:
    fact = MilestoneMoved(
        milestone="forslag", to=NoLater(day=at(to).date()), why="Tallene kom sent"
    )
    world.clock.go(day, clock)
    world.context.ledger.decide(
        PROCESS, lambda _: Decision(facts=(fact,)), actor="p-procesejer", at=at(day, clock)
    )


@pytest.mark.parametrize("delivered", [False, True])
def test_the_new_day_comes_with_the_reminder_of_it_and_first(world: World, delivered: bool) -> None:
    world.clock.go("2024-03-13")
    world.deliver()
    moved(world, "2024-03-13", "22:00", "2024-03-19")
    if delivered:
        world.command(CHEF, "/frist afleveret")
    before = len(world.texts(CHEF))
    world.clock.go("2024-03-14")
    world.deliver()
    new = world.texts(CHEF)[before:]
    if delivered:
        assert new == []
        return
    (text,) = new
    assert "er flyttet" in text and "senest tirsdag den 19. marts" in text, text
    assert text.index("flyttet") < text.index("skal være hos Råderumsgruppen"), text


def test_moving_back_leaves_no_ghost(world: World) -> None:
    world.clock.go("2024-03-13")
    world.deliver()
    moved(world, "2024-03-13", "22:00", "2024-03-21")
    moved(world, "2024-03-13", "22:05", "2024-03-18")
    before = len(world.texts(CHEF))
    world.clock.go("2024-03-14")
    world.deliver()
    new = world.texts(CHEF)[before:]
    assert not any("21. marts" in text for text in new), new


def test_two_moves_in_one_night_are_one(world: World) -> None:
    world.clock.go("2024-03-13")
    world.deliver()
    moved(world, "2024-03-13", "22:00", "2024-03-21")
    moved(world, "2024-03-13", "22:05", "2024-03-20")
    before = len(world.texts(CHEF))
    world.clock.go("2024-03-14")
    world.deliver()
    (text,) = [one for one in world.texts(CHEF)[before:] if "flyttet" in one]
    assert "fra mandag den 18. marts til onsdag den 20. marts 2024" in text, text
    assert "21. marts" not in text


def test_what_was_heard_in_between_is_corrected(world: World) -> None:
    world.clock.go("2024-03-13")
    world.deliver()
    moved(world, "2024-03-13", "10:00", "2024-03-21")
    world.deliver()
    moved(world, "2024-03-13", "11:00", "2024-03-18")
    world.deliver()
    assert "fra torsdag den 21. marts til mandag den 18. marts" in world.texts(CHEF)[-1]
