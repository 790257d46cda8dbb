"""The process owner decides what an organ's own calendar changes in the plan; nobody else can."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot import actions
from process.acts import plan as meetings
from process.dates.when import Day
from process.errors import NoLongerOwed, NotYours
from process.ledger.entries import SYSTEM, Decision
from process.ledger.state import State
from process.plan.model import Meeting
from tests.bot.slack.world import PROCESS, World

OWNER, CHEF, ORGAN = "p-procesejer", "p-skolechef", "lmu_skole"
PUBLISHED = Meeting(key="ics_1", when=Day(day=date(2024, 4, 25)), title="Ordinært møde")


def publish(world: World, meeting: Meeting = PUBLISHED) -> None:
    def propose(state: State) -> Decision:
        return meetings.propose_meetings(
            state, organ=ORGAN, meetings=(meeting,), source="moeder.ics"
        )

    world.context.ledger.decide(PROCESS, propose, actor=SYSTEM, at=world.clock.now())


def planned(world: World) -> tuple[str, ...]:
    return tuple(m.key for m in world.state.plan.organ(ORGAN).meetings if m.cancelled is None)


def test_the_changes_stand_in_plan_status_and_at_home_and_are_accepted_with_a_press(
    world: World,
) -> None:
    publish(world)
    assert "Ændringer i mødekalendere" in str(world.act(OWNER, "home")["home"])
    assert "Ændringer i mødekalendere" not in str(world.act(CHEF, "home")["home"])
    world.command(OWNER, "/plan status")
    assert "Ny: “LokalMED Eksempelskolen: Ordinært møde”, torsdag den 25. april 2024." in str(
        world.messages(OWNER)[-1]
    )
    world.press(OWNER, "Vedtag ændringerne")
    assert "ics_1" in planned(world)
    assert world.facts() == ["MeetingsProposed", "PlanAdopted"]
    assert "Ændringer i mødekalendere" not in str(world.act(OWNER, "home")["home"])


def test_what_is_turned_down_is_gone_until_the_calendar_says_something_new(world: World) -> None:
    publish(world)
    world.command(OWNER, "/plan status")
    world.press(OWNER, "Behold planen")
    assert "ics_1" not in planned(world)
    assert "Ændringer i mødekalendere" not in str(world.act(OWNER, "home")["home"])
    publish(world, replace(PUBLISHED, title="Ekstra møde"))
    assert "Ændringer i mødekalendere" in str(world.act(OWNER, "home")["home"])


def test_a_second_press_changes_nothing(world: World) -> None:
    publish(world)
    actions.accept_meetings(world.context, OWNER, world.state.seq)
    with pytest.raises(NoLongerOwed):
        actions.accept_meetings(world.context, OWNER, world.state.seq - 1)
    assert world.facts() == ["MeetingsProposed", "PlanAdopted"]


def test_nobody_else_decides(world: World) -> None:
    publish(world)
    with pytest.raises(NotYours):
        actions.accept_meetings(world.context, CHEF, world.state.seq)
    assert world.facts() == ["MeetingsProposed"]
