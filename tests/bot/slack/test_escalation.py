"""The ladder lived through in Slack: a deputy hands in for the chef, and a chef takes what a
silent chair owes and records it.
"""

from __future__ import annotations

import json
from datetime import date

from process.ledger.entries import SYSTEM, Decision
from process.ledger.facts import Delivered, DiscussionRecorded, HandedOver, SeatTaken, Snoozed
from process.seats import Seat
from tests.bot.slack.world import PROCESS, World

CHEF, DEPUTY, DIRECTOR, CHAIR, VICE = (
    "p-skolechef",
    "p-plejechef",
    "p-direktoer",
    "p-formand",
    "p-naestformand",
)
SCHOOL = "forslag/head:skole"


def seat(world: World, name: str, person: str) -> None:
    fact = SeatTaken(seat=Seat.parse(name), person=person, since=date(2024, 1, 1))
    world.context.ledger.decide(
        PROCESS, lambda state: Decision(facts=(fact,)), actor=SYSTEM, at=world.clock.now()
    )


def facts(world: World, kind: type) -> list[object]:
    return [e.fact for e in world.context.ledger.entries(PROCESS) if isinstance(e.fact, kind)]


def days(world: World, *on: str) -> None:
    for day in on:
        world.clock.go(day, "09:00")
        world.deliver()


def test_the_deputy_says_it_is_handed_in_and_everybody_reads_so(world: World) -> None:
    seat(world, "deputy:skole", DEPUTY)
    days(world, "2024-03-13", "2024-03-19", "2024-03-21")
    assert any(
        "Som stedfortræder kan du tage opgaven eller melde dem afleveret" in text
        for text in world.texts(DEPUTY)
    )

    world.press(DEPUTY, "Det er afleveret")
    world.deliver()

    assert facts(world, Delivered) == [Delivered(obligation=SCHOOL, note=None)]
    assert any(
        "Stedfortræderen i Skole og Dagtilbud har meldt råderumsforslag" in text
        for text in world.texts(CHEF)
    )
    days(world, "2024-03-25")
    assert not any("Skole og Dagtilbud skulle" in text for text in world.texts(DIRECTOR))


def test_a_chef_takes_what_the_chair_owes_and_records_it(world: World) -> None:
    days(world, "2024-04-15", "2024-04-19", "2024-04-23", "2024-04-26")
    assert any("får din chef også besked" in text for text in world.texts(CHAIR))
    days(world, "2024-05-01")
    assert any(
        "LokalMED Eksempelskolen mangler at drøfte 2 forslag" in text
        and "Vil du tage en snak" in text
        for text in world.texts(CHEF)
    )

    world.press(CHEF, "Jeg tager opgaven", number=0)
    world.deliver()

    assert [type(fact) for fact in facts(world, HandedOver)] == [HandedOver, HandedOver]
    assert any(
        "Du har taget opgaven og kan registrere på ledelsens vegne." in text
        for text in world.texts(CHEF)
    )
    assert any(
        "har taget sig af det, LokalMED Eksempelskolen mangler" in text
        for text in world.texts(CHAIR)
    )
    world.press(CHEF, "Registrér drøftelse")
    assert world.submit(CHEF, proposals=["R-001", "R-002"], held_on="2024-04-30")["ok"]
    world.deliver()
    recorded = facts(world, DiscussionRecorded)
    assert len(recorded) == 1
    assert any(
        "Chefen har registreret, at LokalMED Eksempelskolen drøftede 2 forslag" in text
        for text in world.texts(VICE)
    )


def test_nobody_in_management_is_shown_that_the_employees_side_is_asked_or_put_it_off(
    world: World,
) -> None:
    world.clock.go("2024-04-19", "09:12")
    world.command(CHAIR, "/med drøftet R-001 18/4")
    world.deliver()
    key = f"confirm:{max(world.state.records)}"
    snoozed = Snoozed(obligation=key, until=date(2024, 4, 23))
    world.context.ledger.decide(
        PROCESS, lambda state: Decision(facts=(snoozed,)), actor=VICE, at=world.clock.now()
    )
    for day in ("2024-04-22", "2024-04-24", "2024-05-02"):
        days(world, day)
        for command in ("/plan varsler", "/plan status", "/plan"):
            world.command("p-procesejer", command)
    world.command(DIRECTOR, "/med mangler")
    for person in ("p-procesejer", DIRECTOR, CHEF):
        seen = json.dumps(world.seen(person), ensure_ascii=False)
        assert "æstformand" not in seen and "spørgsmål om en registrering" not in seen, person
        assert "venter på svar fra" not in seen and "R-001 Holddannelse i" not in seen, person
