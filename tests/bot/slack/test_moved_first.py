"""A date that was moved in a closed hour: the new day comes in one message with the reminder of it,
and before it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from process.acts.plan import counted_from, move_back
from process.dates.danish import write
from process.dates.when import NoLater, Relative
from process.ledger.entries import Decision
from process.ledger.facts import MilestoneMoved
from tests.bot.slack.world import PROCESS, World, buttons
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


OWNER = "p-procesejer"
UNDO = "Fortryd flytningen"


def by_hand(world: World) -> None:
    """Moved with the command's own form, before anybody was to hear of the first day."""
    world.clock.go("2024-02-01", "10:00")
    world.command(OWNER, "/plan flyt forslag 21/3 Tallene kom sent")
    world.submit(OWNER)


def stands(world: World) -> str:
    return write(world.context.state().plan.milestone("forslag").when)


SINCE: dict[str, Callable[[World], object]] = {
    "nothing": lambda world: None,
    "another row was moved": lambda world: world.context.ledger.decide(
        PROCESS,
        lambda _: Decision(
            facts=(
                MilestoneMoved(
                    milestone="fagudvalg", to=NoLater(day=at("2024-09-30").date()), why="x"
                ),
            )
        ),
        actor=OWNER,
        at=at("2024-02-01", "10:30"),
    ),
    "another row was counted from it": lambda world: world.context.ledger.decide(
        PROCESS,
        lambda _: Decision(
            facts=(
                MilestoneMoved(
                    milestone="fagudvalg", to=Relative(milestone="forslag", days=5), why="x"
                ),
            )
        ),
        actor=OWNER,
        at=at("2024-02-01", "10:30"),
    ),
    "handed in": lambda world: world.command(CHEF, "/frist afleveret"),
    "moved again": lambda world: moved(world, "2024-02-01", "11:00", "2024-03-22"),
    "moved to where it was": lambda world: moved(world, "2024-02-01", "11:00", "2024-03-18"),
    "the old day is over": lambda world: world.clock.go("2024-03-19"),
    "taken back": lambda world: world.context.ledger.decide(
        PROCESS,
        lambda state: move_back(
            state, by=OWNER, moved=state.moves[-1].entry.seq, why="x", at=at("2024-02-01", "11:00")
        ),
        actor=OWNER,
        at=at("2024-02-01", "11:00"),
    ),
}
"""What is done after the move."""
HARMLESS = {"nothing", "another row was moved"}


@pytest.mark.parametrize("since", SINCE)
def test_a_move_is_undone_until_something_is_built_on_it(world: World, since: str) -> None:
    was = stands(world)
    by_hand(world)
    receipt = world.modal(OWNER)
    ((block, element),) = buttons(receipt)
    assert element["text"]["text"] == UNDO
    SINCE[since](world)
    before, written = stands(world), world.facts()
    status = world.act(OWNER, "command", text="/plan status")["answer"]
    offered = element["value"] in [
        e["value"] for _, e in buttons(status) if e["action_id"] == "move_back"
    ]
    world.act(
        OWNER,
        "press",
        view_id=receipt["id"],
        block_id=block["block_id"],
        action_id=element["action_id"],
    )
    read = str(world.seen(OWNER))
    assert offered is (since in HARMLESS)
    if offered:
        assert stands(world) == was != before
        assert "Flytningen er fortrudt: " in read
    else:
        assert (stands(world), world.facts()) == (before, written)
        assert "kan ikke fortrydes længere" in read


def test_a_look_before_a_move_names_what_follows_through_others(world: World) -> None:
    plan = world.context.state().plan
    first = replace(plan.milestone("fagudvalg"), when=Relative(milestone="forslag", days=5))
    rows = tuple(first if row.key == "fagudvalg" else row for row in plan.milestones)
    second = replace(first, key="bagefter", when=Relative(milestone="fagudvalg", days=2))
    chained = replace(plan, milestones=(*rows, second))
    assert counted_from(chained, "forslag") == (first, second)
    assert counted_from(chained, "bagefter") == ()
