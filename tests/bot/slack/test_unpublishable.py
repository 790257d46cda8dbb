"""What no calendar can show is shown to the process owner, who alone can mend it,
and takes nothing else with it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from bot.ical.write import quarantined
from process.dates.when import Day
from process.ledger.entries import SYSTEM, Decision
from process.ledger.facts import PlanAdopted
from tests.bot.ical.story import with_proposal
from tests.bot.slack.world import PROCESS, World
from tests.support.cast import PLAN

CHEF, OWNER = "p-skolechef", "p-procesejer"


def spoil(world: World) -> None:
    row = replace(
        PLAN.milestones[0],
        key="spoiled",
        title="Ingen længde",
        owners=(),
        when=Day(day=date(2024, 4, 2), start=time(12), end=time(11)),
    )
    plan = replace(PLAN, milestones=(*PLAN.milestones, row))
    world.context.ledger.decide(
        PROCESS,
        lambda state: Decision(facts=(PlanAdopted(plan=plan, reason="x"),)),
        actor=SYSTEM,
        at=world.clock.now(),
    )


def test_a_whole_plan_has_nothing_in_quarantine() -> None:
    assert quarantined(with_proposal().state) == ()


def test_the_process_owner_sees_it_in_plan_status_and_at_home_and_others_do_not(
    world: World,
) -> None:
    assert "Kan ikke vises i kalenderne" not in str(world.act(OWNER, "home"))
    spoil(world)
    world.command(OWNER, "/plan status")
    assert "den slutter, før den begynder" in str(world.messages(OWNER)[-1])
    assert "Kan ikke vises i kalenderne" in str(world.act(OWNER, "home")["home"])
    assert "Kan ikke vises i kalenderne" not in str(world.act(CHEF, "home")["home"])
