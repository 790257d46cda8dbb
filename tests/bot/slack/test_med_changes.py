"""What has been answered and is then changed: both sides hear of it, old buttons say what stands,
and a second meeting is recorded.
"""

from __future__ import annotations

import pytest

from process.ledger.history import RecordState
from process.med.involvement import CellState, cell
from tests.bot.slack.world import World

CHAIR, VICE, OWNER, SECRETARY = "p-formand", "p-naestformand", "p-procesejer", "p-sekretaer"
STANDS = (
    "Du bekræftede registreringen fredag den 19. april kl. 9.12, og det svar står. "
    "Har du ombestemt dig, så tryk på"
)


@pytest.fixture
def confirmed(world: World) -> World:
    """R-001 recorded by the chair and confirmed by the vice chair; both have their receipt."""
    world.clock.go("2024-04-19", "09:12")
    world.command(CHAIR, "/med drøftet R-001 18/4")
    world.deliver()
    world.press(VICE, "Ja, det passer")
    world.deliver()
    return world


def state_of(world: World) -> list[RecordState]:
    return [r.state for r in world.state.records.values()]


def test_the_chair_takes_an_answered_record_back_with_a_reason_and_the_vice_chair_is_told(
    confirmed: World,
) -> None:
    world = confirmed
    world.clock.go("2024-04-19", "10:30")
    world.press(CHAIR, "Træk registreringen tilbage")
    world.submit(CHAIR, why=" ")
    assert state_of(world) == [RecordState.CONFIRMED]
    world.submit(CHAIR, why="Det var <mødet> for et andet udvalg & ikke jeres.")
    before = len(world.texts(VICE))
    world.deliver()
    (told,) = world.texts(VICE)[before:]
    assert told == (
        "Formanden har fredag den 19. april kl. 10.30 trukket registreringen fra LokalMED "
        "Eksempelskolen torsdag den 18. april 2024 "
        "tilbage. Årsag: “Det var &lt;mødet&gt; for et andet udvalg &amp; "
        "ikke jeres.” Kvitteringen gælder ikke længere. Nu gælder: "
        "R-001 står som ikke drøftet i LokalMED Eksempelskolen. "
        "Synspunkter, der er skrevet, bliver i protokollen. Har I holdt mødet, så "
        "registrér det på ny; ellers tal med formanden."
    )
    assert world.labels(VICE) == ["Registrér drøftelse"]
    assert not any(
        "trukket" in text and text.startswith("Formanden har") for text in world.texts(CHAIR)
    )


def test_the_process_owner_takes_it_back_and_both_are_told_once(confirmed: World) -> None:
    world = confirmed
    assert "R-001" in world.command(OWNER, "/med ret R-001")
    world.press(OWNER, "Træk registreringen tilbage")
    world.submit(OWNER, why="Dobbelt registreret")
    for _ in range(3):
        world.deliver()
    for person in (CHAIR, VICE):
        assert (
            sum(
                "har fredag den 19. april kl. 9.12 trukket registreringen" in text
                for text in world.texts(person)
            )
            == 1
        )
        assert any("Årsag: “Dobbelt registreret”." in text for text in world.texts(person))


def test_a_correction_after_the_answer_asks_again_and_says_what_changed(confirmed: World) -> None:
    world = confirmed
    world.press(VICE, "Tilføj vores synspunkter")
    world.submit(VICE, views="Vi er bekymrede.")
    world.press(CHAIR, "Ret min")
    world.submit(CHAIR, held_on="2024-04-17")
    world.deliver()
    asked = world.texts(VICE)[-1]
    assert asked.startswith(
        "Formanden har rettet registreringen fra torsdag den 18. "
        "april 2024, som næstformanden bekræftede, så den skal besvares igen. "
        "Det er dagen, der er rettet. Formanden har registreret, at LokalMED Eksempelskolen "
        "drøftede 1 forslag onsdag den 17. april 2024."
    )
    world.press(VICE, "Nej, det passer ikke")
    world.submit(VICE, description="Det var den 18.")
    world.deliver()
    world.press(CHAIR, "Se begge")
    shown = str(world.modal(CHAIR))
    assert (
        "synspunkter, skrevet til registreringen fra torsdag den 18. "
        "april 2024, før den blev rettet): Vi er bekymrede."
    ) in shown


def test_an_old_button_says_what_stands_and_one_press_takes_it_back(world: World) -> None:
    world.clock.go("2024-04-19", "09:12")
    world.command(CHAIR, "/med drøftet R-001 18/4")
    world.command(VICE, "/med bekræft")  # a private list that nothing brings up to date
    world.deliver()
    world.press(VICE, "Ja, det passer", number=0)
    (seq,) = world.state.records
    assert state_of(world) == [RecordState.CONFIRMED]
    world.press(VICE, "Nej, det passer ikke")
    assert world.private(VICE).startswith(STANDS)
    assert world.seen(VICE)["modals"] == []
    world.press(VICE, "Fortryd mit svar")
    assert state_of(world) == [RecordState.AWAITING]
    world.press(VICE, "Nej, det passer ikke")
    world.submit(VICE, description="Det var et andet møde.")
    assert world.state.records[seq].state is RecordState.CONTESTED


def test_a_second_discussion_is_recorded_beside_the_first_with_a_receipt_of_its_own(
    confirmed: World,
) -> None:
    world = confirmed
    world.clock.go("2024-04-26", "09:00")
    said = world.command(CHAIR, "/med drøftet R-001 25/4")
    assert (
        "I har også registreret en drøftelse af det samme forslag torsdag den 18. april 2024; "
        "begge står."
    ) in said
    world.deliver()
    world.press(VICE, "Ja, det passer")
    world.deliver()
    found = cell(world.state, world.state.proposals()[0], "lmu_skole")
    assert (found.state, found.held_on and found.held_on.day, len(found.more)) == (
        CellState.DISCUSSED,
        18,
        1,
    )
    assert sum(text.startswith("Kvittering") for text in world.texts(VICE)) == 2
    assert (
        "drøftet torsdag den 18. april 2024; også drøftet torsdag den 25. april 2024"
        in world.command(VICE, "/med status R-001")
    )
    assert "D 18/4 +25/4" in world.command(VICE, "/med status skole")
    refused = world.command(VICE, "/med drøftet R-001 25/4")
    assert refused.startswith(
        "Mødet torsdag den 25. april 2024 blev registreret fredag den 26. april kl. 9.00"
    )


def test_one_of_three_proposals_is_taken_out_by_correcting(world: World) -> None:
    world.clock.go("2024-04-19", "09:12")
    world.command(CHAIR, "/med drøftet R-001 og R-002 18/4")
    world.command(CHAIR, "/med ret")
    world.press(CHAIR, "Ret min")
    world.submit(CHAIR, proposals=["R-002"])
    states = {p.id: cell(world.state, p, "lmu_skole").state for p in world.state.proposals()[:2]}
    assert states == {"R-001": CellState.PLANNED, "R-002": CellState.RECORDED}


def test_who_has_nothing_to_change_is_told_so(confirmed: World) -> None:
    said = confirmed.command(VICE, "/med ret R-001")
    assert said.startswith(
        "Der er ingen registreringer om R-001, som du kan rette eller trække tilbage."
    )
    assert "Mente du R-001" in confirmed.command(CHAIR, "/med ret R-0011")


def test_the_secretary_writes_on_behalf_and_the_chair_may_put_it_right(world: World) -> None:
    world.clock.go("2024-04-19", "09:12")
    world.command(SECRETARY, "/med drøftet R-002 18/4")
    world.command(CHAIR, "/med ret R-002")
    world.press(CHAIR, "Ret min")
    world.submit(CHAIR, held_on="2024-04-17")
    assert [r.fact.held_on.day for r in world.state.records.values()] == [18, 17]


def test_a_meeting_after_the_treatment_is_recorded_and_says_so(world: World) -> None:
    world.clock.go("2024-05-10", "09:00")
    said = world.command(CHAIR, "/med drøftet r2 8/5")
    assert said.startswith("Registreret") and said.endswith(
        "Mødet lå efter den politiske behandling torsdag den 2. maj 2024, og det står ved R-002."
    )
    assert "drøftet onsdag den 8. maj 2024, efter politisk behandling" in world.command(
        CHAIR, "/med status R-002"
    ).replace("registreret, venter på den anden side, mødet var", "drøftet")
