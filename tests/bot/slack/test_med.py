"""Everybody who holds a message about a record sees what stands; the process owner's forms for
proposals and consultations, walked.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from process.ledger.entries import SYSTEM, Decision
from process.ledger.facts import ProposalSubmitted
from process.med.involvement import CellState, matrix
from tests.bot.slack.world import World
from tests.support.cast import at

CHAIR, VICE, OWNER, HAVE = "p-formand", "p-naestformand", "p-procesejer", "p-haveleder"
CHANGED = "Registreringen fra LokalMED Eksempelskolen torsdag den 18. april 2024 er"


def contested(world: World) -> None:
    world.clock.go("2024-04-19", "09:12")
    world.command(CHAIR, "/med drøftet R-001 18/4")
    world.deliver()
    world.press(VICE, "Nej, det passer ikke")
    world.submit(VICE, description="Vi nåede det ikke.")
    world.deliver()


def test_a_correction_reaches_every_message_about_what_it_corrects(world: World) -> None:
    contested(world)
    world.clock.go("2024-04-19", "10:00")
    world.press(CHAIR, "Ret min")
    world.submit(CHAIR, held_on="2024-04-17")
    world.deliver()
    for person in (CHAIR, VICE):
        assert not any(
            "ser drøftelsen den 18. april anderledes" in text for text in world.texts(person)
        )
    assert any("onsdag den 17. april 2024. Passer det?" in text for text in world.texts(VICE))


def test_a_withdrawal_reaches_the_receipts(world: World) -> None:
    world.clock.go("2024-04-19", "09:12")
    world.command(CHAIR, "/med drøftet R-001 18/4")
    world.deliver()
    world.press(VICE, "Ja, det passer")
    world.deliver()
    assert any("Kvittering" in text for text in world.texts(CHAIR))
    world.clock.go("2024-04-19", "10:00")
    world.command(CHAIR, "/med fortryd")
    assert not world.submit(CHAIR, why=" ")["ok"] or len(world.state.records) == 1
    world.submit(CHAIR, why="Det var et andet møde.")
    world.deliver()
    for person in (CHAIR, VICE):
        assert not any(text.startswith("Kvittering") for text in world.texts(person))


def test_a_new_version_is_handed_in_with_a_form_and_its_chairs_hear_of_it(world: World) -> None:
    world.clock.go("2024-04-15")
    world.command(OWNER, "/plan forslag R-001")
    answer = world.submit(OWNER, material="yes")
    assert answer["ok"], answer
    found = world.state.proposal("R-001")
    assert found is not None and found.version == 2
    world.clock.go("2024-04-16")
    world.deliver()
    assert any(
        "R-001 Holddannelse er nyt eller ændret siden sidst." in text for text in world.texts(HAVE)
    )


def test_a_new_proposal_is_refused_beside_its_field_and_then_handed_in(world: World) -> None:
    world.clock.go("2024-04-15")
    world.command(OWNER, "/plan forslag")
    world.press(OWNER, "Nyt forslag")
    typed = {
        "title": "Nyt <forslag>",
        "neutral_title": "Ny opgave",
        "area": "skole",
        "affected": ["lmu_skole"],
    }
    world.submit(OWNER, code="sludder", **typed)
    assert world.state.proposal("R-004") is None
    world.submit(OWNER, code="R-004", stations="Børne- og Ungdomsudvalget 2. maj 2024", **typed)
    cells = [c for c in matrix(world.state) if c.proposal.id == "R-004"]
    assert [(c.committee, c.state, c.basis is not None) for c in cells] == [
        ("lmu_skole", CellState.PLANNED, True)
    ]


def test_a_consultation_is_opened_and_answered(world: World) -> None:
    world.clock.go("2024-04-15")
    world.command(OWNER, "/plan høring")
    world.press(OWNER, "Opret høring")
    opened = {
        "title": "Høringssvar til budgettet",
        "opens": "2024-04-15",
        "closes": "2024-04-22",
        "at": "12.00",
    }
    answer = world.submit(
        OWNER, parties=["chair:lmu_skole"], others="Ældrerådet\nHandicaprådet", **opened
    )
    assert answer["ok"], answer
    world.clock.go("2024-04-23")
    world.command(OWNER, "/plan høring")
    world.press(OWNER, "Registrér svar")
    world.submit(
        OWNER, party="aeldreraadet", received_on="2024-04-22", at="12.01", words="Vi er bekymrede."
    )
    (history,) = world.state.consultations.values()
    assert [r.party.name for r in history.responses] == ["Ældrerådet"]
    said = world.command(OWNER, "/plan høring")
    assert (
        "1 af 3 parter har svaret, heraf 1 for sent. Ikke svaret endnu: "
        "LokalMED Eksempelskolen og Handicaprådet."
    ) in said


def test_a_typed_record_writes_nobodys_attendance_that_nobody_has_said(world: World) -> None:
    world.clock.go("2024-04-19", "09:12")
    world.command(CHAIR, "/med drøftet R-001 18/4")
    (record,) = world.state.records.values()
    assert record.fact.sides == frozenset()


@pytest.mark.parametrize(
    ("typed", "share_from", "written"),
    [("18/4", None, True), ("31. december 2023", None, False), ("18/4", "2024-04-19", False)],
)
def test_a_meeting_before_its_proposals_could_be_talked_about_is_asked_about_first(
    world: World, typed: str, share_from: str | None, written: bool
) -> None:
    if share_from:
        held = replace(
            world.state.versions["R-001"][-1], share_from=date.fromisoformat(share_from), version=2
        )
        world.context.ledger.decide(
            "r24",
            lambda state: Decision(facts=(ProposalSubmitted(proposal=held),)),
            actor=SYSTEM,
            at=at("2024-01-10"),
        )
    world.clock.go("2024-04-19", "09:12")
    world.command(CHAIR, f"/med drøftet R-001 {typed}")
    assert bool(world.state.records) is written
    assert written or "sæt kryds" in str(world.modal(CHAIR))
