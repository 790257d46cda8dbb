"""An information that was not given in time leaves the list of whoever owed it, and
stays in the process owner's.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from process.dates.when import Day
from process.ledger.entries import SYSTEM, Decision
from process.ledger.facts import PlanAdopted
from process.plan.model import Does, Kind, Milestone
from tests.bot.slack.world import World
from tests.support.cast import PLAN, at

HEAD, OWNER, SECRETARY = "p-skolechef", "p-procesejer", "p-sekretaer"
ROW = Milestone(
    key="status1",
    title="Status til Hovedudvalget",
    kind="o",
    when=Day(day=date(2024, 2, 29)),
    owners=("head:skole",),
)


def adopted(world: World, row: Milestone = ROW) -> None:
    plan = replace(
        PLAN,
        kinds=(*PLAN.kinds, Kind(key="o", label="O", does=Does.INFORMATION)),
        milestones=(row, *PLAN.milestones),
    )
    fact = PlanAdopted(plan=plan, reason="Med status")
    world.context.ledger.decide(
        "r24", lambda state: Decision(facts=(fact,)), actor=SYSTEM, at=at("2024-01-02")
    )


def listed(world: World, person: str, command: str) -> str:
    return "\n".join(
        b["text"]["text"]
        for b in world.act(person, "command", text=command)["answer"]["blocks"]
        if b["type"] == "section"
    )


def test_it_leaves_the_list_of_whoever_owed_it_and_stays_in_the_process_owners(
    world: World,
) -> None:
    adopted(world)
    world.clock.go("2024-03-14")
    assert (
        "*Status til Hovedudvalget* skulle have været senest torsdag den 29. februar 2024."
        in listed(world, HEAD, "/frist")
    )

    world.clock.go("2024-03-15")
    assert "Status til Hovedudvalget" not in listed(world, HEAD, "/frist")
    assert (
        "*Status til Hovedudvalget*, senest torsdag den 29. februar 2024. "
        "Blev ikke meldt og er ikke aktuelt længere: "
        "chefen for Skole og Dagtilbud." in listed(world, OWNER, "/plan status")
    )
    assert "Status til Hovedudvalget" in listed(world, OWNER, "/plan modtaget status")


def test_the_secretary_is_offered_one_press_for_what_nobody_has_said(world: World) -> None:
    adopted(world, replace(ROW, organ="hu", owners=()))
    world.clock.go("2024-02-28")
    assert "ingen orientering" in listed(world, SECRETARY, "/med orienteret")

    world.clock.go("2024-03-05")
    said = listed(world, SECRETARY, "/med orienteret")
    assert "planlagt torsdag den 29. februar 2024, ikke registreret" in said
    assert "ikke registreret" in listed(world, SECRETARY, "/med mangler")


def test_who_owes_an_information_is_asked_whether_it_was_given(world: World) -> None:
    adopted(world, replace(ROW, organ="hu"))
    world.clock.go("2024-02-28")
    assert "Hovedudvalget skal orienteres" in listed(world, HEAD, "/frist")
    world.clock.go("2024-03-05")
    said = listed(world, HEAD, "/frist")
    assert "ikke registreret. Er Hovedudvalget orienteret, så tryk" in said
