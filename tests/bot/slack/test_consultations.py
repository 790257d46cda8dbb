"""A consultation from end to end: a council of elders without Slack, a late answer, a second one,
those who are missing, the list.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.documents.sheets import consultation_rows
from bot.text.marks import plain
from process.acts import deadlines as deadline
from process.dates.when import Span
from process.deadlines.responses import is_late
from process.ledger.entries import SYSTEM, Decision
from process.ledger.facts import PlanAdopted, SeatTaken
from process.plan.model import Does, Kind, Milestone, Organ, OrganKind
from process.reminders.due import due_notices
from process.seats import Seat
from storage.directory import Person
from tests.bot.slack.world import PROCESS, World
from tests.support.cast import PLAN, at

OWNER, ELDERS = "p-procesejer", "p-aeldreraad"
SEAT = Seat.parse("secretary:aeldreraadet")
OPENED = {
    "title": "Høringssvar til budgettet",
    "opens": "2024-04-15",
    "closes": "2024-04-22",
    "at": "12.00",
}
LATE = {"received_on": "2024-04-22", "at": "12.01"}


@pytest.fixture
def heard(world: World) -> World:
    """Ældrerådet is in the plan, its secretary has mail only; they, a committee and a council
    outside are heard until 22 April.
    """
    context = world.context
    plan = replace(
        PLAN,
        organs=(*PLAN.organs, Organ(key="aeldreraadet", name="Ældrerådet", kind=OrganKind.OTHER)),
    )
    facts = (
        PlanAdopted(plan=plan, reason="Råd"),
        SeatTaken(seat=SEAT, person=ELDERS, since=at("2024-01-01").date()),
    )
    context.ledger.decide(
        PROCESS, lambda state: Decision(facts=facts), actor=SYSTEM, at=at("2024-04-01")
    )
    context.directory.put(
        PROCESS,
        [
            *context.directory.all(PROCESS),
            Person(id=ELDERS, name="Sekretær", email="raad@example.org"),
        ],
    )
    world.clock.go("2024-04-15")
    world.command(OWNER, "/plan høring")
    world.press(OWNER, "Opret høring")
    answer = world.submit(
        OWNER, parties=["chair:lmu_skole", str(SEAT)], others="Handicaprådet", **OPENED
    )
    assert answer["ok"], answer
    return world


def reminded(world: World, day: str) -> list[str]:
    return sorted(
        n.person for n in due_notices(world.state, at(day)) if n.obligation.startswith("hearing:")
    )


def answered(world: World, party: str, **fields: str) -> None:
    world.command(OWNER, "/plan høring")
    world.press(OWNER, "Registrér svar")
    world.submit(OWNER, party=party, **fields)


def test_those_with_a_seat_are_reminded_until_they_answer_and_never_after_the_window(
    heard: World,
) -> None:
    world = heard
    assert reminded(world, "2024-04-19") == [ELDERS, "p-formand"]
    world.clock.go("2024-04-19", "10:00")
    answered(
        world, "aeldreraadet", received_on="2024-04-19", at="9.00", words="Vi støtter forslaget."
    )
    assert reminded(world, "2024-04-19") == ["p-formand"]
    assert reminded(world, "2024-04-24") == [
        "p-formand"
    ]  # the one before the window closed; nothing new follows it


def test_a_late_answer_is_flagged_a_second_one_stands_beside_or_replaces_and_one_can_be_taken_off(
    heard: World,
) -> None:
    world = heard
    world.clock.go("2024-04-23")
    answered(world, "aeldreraadet", words="Vi er bekymrede.", **LATE)
    answered(
        world,
        "aeldreraadet",
        received_on="2024-04-22",
        at="13.00",
        words="Et bilag mere.",
        again="beside",
    )
    (history,) = world.state.consultations.values()
    assert [(r.received_at, is_late(world.state, history, r)) for r in history.responses] == [
        (at("2024-04-22", "12:01"), True),
        (at("2024-04-22", "13:00"), True),
    ]
    answered(
        world,
        "aeldreraadet",
        received_on="2024-04-22",
        at="14.00",
        words="Vores endelige svar.",
        publish="yes",
        again="replaces",
    )
    (history,) = world.state.consultations.values()
    (only,) = history.responses
    rows = consultation_rows(world.state, history, world.context.now(), world.context.view())
    assert [row[4] for row in rows[1:2]] == ["Vores endelige svar."]
    world.command(OWNER, "/plan høring")
    world.press(OWNER, "Vis svarene")
    (row,) = [b for b in world.modal(OWNER)["blocks"] if b["type"] == "actions"]
    (button,) = row["elements"]
    assert button["value"] == str(only.entry.seq)
    world.act(
        OWNER,
        "press",
        view_id=world.modal(OWNER)["id"],
        block_id=row["block_id"],
        action_id=button["action_id"],
    )
    assert next(iter(world.state.consultations.values())).responses == ()


def test_the_list_says_who_is_missing_who_says_it_is_sent_and_has_a_mail_to_copy(
    heard: World,
) -> None:
    world = heard
    world.clock.go("2024-04-19", "10:00")
    key = f"hearing:h1/{SEAT}"
    said = deadline.deliver(world.state, by=ELDERS, obligation=key, at=world.clock.now())
    world.context.ledger.decide(PROCESS, lambda state: said, actor=ELDERS, at=world.clock.now())
    world.command(OWNER, "/plan høring")
    world.press(OWNER, "Vis svarene")
    shown = str(world.modal(OWNER))
    assert "Ikke svaret endnu: LokalMED Eksempelskolen og Handicaprådet." in shown
    assert "Har meldt svaret afleveret; ordlyden er ikke registreret endnu: Ældrerådet." in shown
    assert "Fristen er mandag den 22. april 2024 kl. 12.00." in shown
    world.clock.go("2024-04-23")
    world.press(OWNER, "Vis svarene")
    assert "Vi tager gerne imod svaret endnu" in str(world.modal(OWNER))


def test_the_plans_own_consultation_is_offered_filled_in_until_it_is_open(world: World) -> None:
    kind = Kind(key="hoering", label="Høring", does=Does.CONSULTATION)
    when = Span(first=date(2024, 8, 29), last=date(2024, 9, 11))
    row = Milestone(key="hoering_1", title="Høring om budgettet", kind=kind.key, when=when)
    plan = replace(PLAN, kinds=(*PLAN.kinds, kind), milestones=(*PLAN.milestones, row))
    world.context.ledger.decide(
        PROCESS,
        lambda _: Decision(facts=(PlanAdopted(plan=plan, reason="x"),)),
        actor=SYSTEM,
        at=world.clock.now(),
    )
    said = world.command(OWNER, "/plan høring")
    assert "Planen har Høring om budgettet" in plain(said) and "ikke oprettet endnu" in said
    world.press(OWNER, "Opret høring")
    blocks = {b["block_id"]: b["element"] for b in world.modal(OWNER)["blocks"] if "element" in b}
    assert blocks["title"]["initial_value"] == "Høring om budgettet"
    assert blocks["opens"]["initial_date"] == "2024-08-29"
    assert blocks["closes"]["initial_date"] == "2024-09-11"
    answer = world.submit(OWNER, others="Ældrerådet", closes="2024-09-11", opens="2024-08-29")
    assert answer["ok"], answer
    assert "ikke oprettet endnu" not in world.command(OWNER, "/plan høring")
