"""A meeting before a proposal was there, or before it might be shared, is asked about before
anything is written, whichever way it comes in.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.forms.form import Values
from bot.forms.med import RECORD
from process.errors import BadDay
from process.ledger.entries import SYSTEM, Decision
from process.ledger.facts import ProposalSubmitted
from tests.bot.slack.world import PROCESS, Office, World
from tests.support.cast import PROPOSALS, at

CHAIR = "p-formand"
NEW = replace(PROPOSALS[0], id="R-040", neutral_title="Nyt")
SHARED = replace(NEW, id="R-041", share_from=date(2024, 4, 25))


def submit(office: Office) -> None:
    facts = (ProposalSubmitted(proposal=NEW), ProposalSubmitted(proposal=SHARED))
    office.context.ledger.decide(
        PROCESS, lambda _: Decision(facts=facts), actor=SYSTEM, at=at("2024-04-15")
    )
    office.clock.go("2024-05-03")


def values(proposals: tuple[str, ...], held_on: str, *, sure: bool) -> Values:
    filled = {"proposals": proposals, "held_on": (held_on,), "outcome": ("discussed",)}
    filled |= {"sure": ("yes",)} if sure else {}
    return Values(filled=filled, about={"committee": "lmu_skole", "corrects": "0"})


@pytest.mark.parametrize("sure", [False, True])
@pytest.mark.parametrize(
    ("proposals", "held_on", "doubtful"),
    [
        (("R-001",), "2024-04-18", False),
        (("R-040",), "2024-04-18", False),
        (("R-040",), "2024-04-15", False),
        (("R-040",), "2024-04-12", True),
        (("R-001", "R-040"), "2024-04-12", True),
        (("R-041",), "2024-04-24", True),
        (("R-041",), "2024-04-25", False),
    ],
)
def test_the_form_asks(
    office: Office, proposals: tuple[str, ...], held_on: str, doubtful: bool, sure: bool
) -> None:
    submit(office)
    before = office.state.seq
    sent = values(proposals, held_on, sure=sure)
    if doubtful and not sure:
        with pytest.raises(BadDay) as refused:
            RECORD.sent(office.context, CHAIR, sent)
        assert RECORD.fault(refused.value) == "held_on"
        assert refused.value.text in proposals and office.state.seq == before
    else:
        RECORD.sent(office.context, CHAIR, sent)
        assert office.state.seq == before + 1


def test_the_command_asks_in_the_form_and_the_cross_answers(world: World) -> None:
    submit(world)
    world.command(CHAIR, "/med drøftet R-040 12/4")
    assert "R-040 kom først eller måtte først deles" in str(world.modal(CHAIR)["blocks"])
    before = world.state.seq
    answer = world.submit(CHAIR, proposals=["R-040"], held_on="2024-04-12")
    assert "sæt kryds" in str(answer) and world.state.seq == before
    answer = world.submit(CHAIR, proposals=["R-040"], held_on="2024-04-12", sure=["yes"])
    assert answer["ok"] and world.state.seq == before + 1
