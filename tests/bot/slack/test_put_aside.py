"""What did not come through is in the process owner's hands: told why, asked, and sent again or
noted as arrived with one press.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.messages.message import Act
from bot.slack import plan
from bot.slack.requests import Place, Request, Stands
from jobs.alerts import tell_owners
from storage.outbox import IN_DOUBT, MessageState
from tests.bot.slack.world import PROCESS, World, slack_id

OWNER, CHEF, OTHER = "p-procesejer", "p-skolechef", "p-plejechef"


def account(world: World, id: str) -> None:
    """Write down another id of the chef's in Slack."""
    directory = world.context.directory
    found = directory.get(PROCESS, CHEF)
    assert found is not None
    directory.put(PROCESS, [replace(found, slack_id=id)])


def in_doubt(world: World) -> int:
    """A message to the chef of which nobody knows whether it arrived; its number."""
    world.clock.go("2024-03-13")
    context, now = world.context, world.clock.now()
    assert world.worker is not None
    world.worker._planner.round(now)
    claims = context.outbox.claim(now=now, limit=9, worker="w", process=PROCESS)
    (claimed,) = (one for one in claims if one.person == CHEF)
    assert context.outbox.mark_attempt(claimed)
    why = f"{IN_DOUBT}missing_scope"
    assert context.outbox.settle(claimed, MessageState.FAILED, at=now, why=why)
    for other in (one for one in claims if one.person != CHEF):
        context.outbox.release(other, seconds=0)
    tell_owners(context.outbox, world.state, f"aside:{CHEF}", now, period="once", number=claimed.id)
    world.deliver()
    return claimed.id


def test_the_owner_sends_what_could_not_be_sent_again_from_the_word_about_it(world: World) -> None:
    account(world, "U0GONE")
    world.clock.go("2024-03-13")
    world.deliver()
    told = world.texts(OWNER)[-1]
    assert "Navn skolechef" in told and "kontoen findes ikke i Slack" in told
    assert world.labels(OWNER) == ["Send igen"]
    world.press(OWNER, "Send igen")
    world.deliver()
    assert "kunne ikke sendes" in world.command(OWNER, "/plan beskeder")

    account(world, slack_id(CHEF))
    world.deliver()
    assert len(world.texts(CHEF)) == 1
    assert world.command(OWNER, "/plan beskeder").startswith("Alle beskeder er sendt")


@pytest.mark.parametrize(("label", "again"), [("Send igen", 1), ("Den nåede frem", 0)])
def test_the_owner_says_what_became_of_a_message_of_unknown_fate(
    world: World, label: str, again: int
) -> None:
    number = in_doubt(world)
    assert (
        f"nåede frem (nr. {number}: appen i Slack mangler en rettighed)" in world.texts(OWNER)[-1]
    )
    assert world.labels(OWNER) == ["Send igen", "Den nåede frem"]

    world.press(OWNER, label)
    world.deliver()
    assert world.labels(OWNER) == [], "the word about it says what stands"
    assert "Der er taget hånd om" in world.texts(OWNER)[-1]
    assert len(world.texts(CHEF)) == again


def test_pressed_twice_it_is_sent_once(world: World) -> None:
    in_doubt(world)
    world.command(OWNER, "/plan beskeder")
    for _ in range(2):
        world.press(OWNER, "Send igen", number=0)
        world.deliver()
    assert len(world.texts(CHEF)) == 1


@pytest.mark.parametrize("value", ["", "x", "0", "999", "9" * 400, "\u0663"])
def test_a_number_of_nothing_changes_nothing(world: World, value: str) -> None:
    number = in_doubt(world)
    asked = Request(
        context=world.context, person=OWNER, state=world.state, place=Place.PRIVATE, value=value
    )
    for act in (Act.SEND_AGAIN, Act.ARRIVED):
        said = plan.PRESSES[act](asked)
        assert isinstance(said, Stands) and f"nr. {number}" in said.rendered.text


def test_the_status_counts_them_and_nobody_else_lists_them(world: World) -> None:
    in_doubt(world)
    assert "1 besked kom ikke frem" in world.command(OWNER, "/plan status")
    assert "Navn" not in world.command(OTHER, "/plan beskeder")
