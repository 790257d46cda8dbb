"""`/plan bekræft`: dates carried over from last year are walked through with buttons, and
nobody is reminded of one before.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from jobs.planner import Planner
from process.dates.when import Day, NoLater
from process.ledger.entries import SYSTEM, Decision
from process.ledger.facts import DatesConfirmed, PlanAdopted
from process.plan.model import Meeting
from tests.bot.slack.world import PROCESS, World
from tests.support.cast import PLAN, at

OWNER, CHEF = "p-procesejer", "p-skolechef"
LAST_YEAR = NoLater(day=date(2023, 3, 20))
MEETINGS = tuple(
    Meeting(key=f"m{n}", when=Day(day=date(2024, 5, n)), rolled_from=Day(day=date(2023, 5, n)))
    for n in (2, 16, 30)
)


def rolled(world: World) -> None:
    """The plan with one carried-over deadline and one committee's carried-over meetings."""
    rows = tuple(
        replace(m, rolled_from=LAST_YEAR) if m.key == "forslag" else m for m in PLAN.milestones
    )
    organs = tuple(replace(o, meetings=MEETINGS) if o.key == "bu" else o for o in PLAN.organs)
    fact = PlanAdopted(plan=replace(PLAN, milestones=rows, organs=organs), reason="Rullet")
    world.context.ledger.decide(
        PROCESS, lambda _: Decision(facts=(fact,)), actor=SYSTEM, at=at("2024-02-01")
    )


def test_the_owner_walks_through_the_dates_and_then_people_are_reminded(world: World) -> None:
    rolled(world)
    world.clock.go("2024-03-13")
    world.deliver()
    assert world.texts(CHEF) == []

    world.command(OWNER, "/plan bekræft")
    assert "4 datoer er overført fra sidste års plan." in world.private(OWNER)
    world.press(OWNER, "Datoen passer")
    world.press(OWNER, "Alle datoerne passer")

    facts = [
        e.fact for e in world.context.ledger.entries(PROCESS) if isinstance(e.fact, DatesConfirmed)
    ]
    assert facts == [
        DatesConfirmed(rows=("forslag",)),
        DatesConfirmed(rows=("meeting:bu/m2", "meeting:bu/m16", "meeting:bu/m30")),
    ]
    assert "Alle datoer, der er overført fra sidste år, er bekræftet." in world.private(OWNER)
    world.deliver()
    assert any("Råderumsforslag for Skole og Dagtilbud" in text for text in world.texts(CHEF))


def test_nobody_else_confirms_dates(world: World) -> None:
    rolled(world)
    world.command(CHEF, "/plan bekraeft")
    assert "bekræfte datoer i planen" in world.private(CHEF)
    assert [
        e for e in world.context.ledger.entries(PROCESS) if isinstance(e.fact, DatesConfirmed)
    ] == []


def test_the_preview_says_what_changes_and_who_is_written_to_and_moves_nothing(
    world: World,
) -> None:
    world.clock.go("2024-03-13", "09:00")
    world.command(OWNER, "/plan flyt forslag 22/3 Påsken")
    seen = str(world.seen(OWNER))
    for words in (
        "flyttes fra mandag den 18. marts til fredag den 22. marts 2024",
        "får besked med det samme",
        "Første påmindelse om den nye dato sendes",
        "Kalendere, der ændres: Råderumsgruppen og alle chefområder.",
    ):
        assert words in seen, words
    assert world.facts() == []


def test_what_was_planned_before_its_date_was_carried_over_is_skipped_with_its_reason(
    world: World,
) -> None:
    """The state is asked again at sending: the notice stands in the outbox when the
    date becomes an unconfirmed one.
    """
    world.clock.go("2024-03-13")
    context, now = world.context, world.clock.now()
    Planner(
        process=PROCESS,
        ledger=context.ledger,
        outbox=context.outbox,
        outbox_log=context.outbox_log,
        wishes=context.preferences,
    ).round(now)
    assert context.outbox_log.counts(now).queued == 2

    rolled(world)
    world.deliver()
    assert world.texts(CHEF) == []
    skipped = context.outbox_log.skipped(PROCESS, CHEF, limit=9)
    assert [(s.notice.obligation, s.reason) for s in skipped] == [
        ("forslag/head:skole", "unpublished")
    ]

    world.command(CHEF, "/frist log")
    assert "onsdag den 13. marts: påmindelse, fordi datoen ikke var bekræftet endnu." in str(
        world.seen(CHEF)
    )
