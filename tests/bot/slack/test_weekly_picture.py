"""The week's overview in Slack brings the board along as a picture, once, and does
without it when the upload fails.
"""

from __future__ import annotations

import struct
import urllib.request
from dataclasses import replace
from typing import Any

import pytest

from bot.web.pictures import png_picture
from process.ledger.entries import SYSTEM, Decision
from process.ledger.facts import PlanAdopted
from process.seats import Role
from tests.bot.slack.world import PROCESS, World
from tests.support.cast import PLAN

OWNER = "p-procesejer"


def weekly(world: World) -> None:
    plan = replace(PLAN, rules=replace(PLAN.rules, weekly=(Role.PROCESS_OWNER,)))
    fact = PlanAdopted(plan=plan, reason="x")
    world.context.ledger.decide(
        PROCESS, lambda state: Decision(facts=(fact,)), actor=SYSTEM, at=world.clock.now()
    )
    world.clock.go("2024-03-11")
    world.deliver()


def pictures(world: World) -> list[dict[str, Any]]:
    return [file for message in world.messages(OWNER) for file in message.get("files") or []]


def test_the_overview_brings_the_board_as_a_picture_that_is_read_aloud_too(world: World) -> None:
    weekly(world)
    (file,) = pictures(world)
    assert (file["name"], file["title"]) == (
        "tavle-2024-03-11.png",
        "Tavlen mandag den 11. marts 2024",
    )
    assert file["alt_txt"].startswith("Tidslinje for ")
    with urllib.request.urlopen(f"{world.url}/files/{file['id']}", timeout=5) as response:
        data = response.read()
    width, height = struct.unpack(">II", data[16:24])
    assert data.startswith(b"\x89PNG") and width == 2200 and height > 300


def test_it_comes_once_and_with_no_other_message(world: World) -> None:
    weekly(world)
    world.clock.go("2024-03-12")
    world.deliver()
    assert len(pictures(world)) == 1


@pytest.mark.parametrize("method", ["files.getUploadURLExternal", "files.completeUploadExternal"])
@pytest.mark.parametrize("kind", ["http500", "drop_before"])
def test_the_overview_stands_when_the_picture_cannot_be_sent(
    world: World, method: str, kind: str
) -> None:
    world.call("/faults", {"method": method, "kind": kind})
    weekly(world)
    assert pictures(world) == []
    assert sum("overblik" in text.casefold() for text in world.texts(OWNER)) == 1


def test_the_letters_are_drawn(world: World) -> None:
    """A renderer without a font silently draws none: the picture with its letters is bigger
    by far than the lines alone.
    """
    drawn = png_picture(world.state, world.clock.now().date())
    assert drawn is not None and len(drawn) > 20_000
