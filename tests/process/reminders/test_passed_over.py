"""What was passed over in silence can be told afterwards with its reason; what was said, or
was nothing yet, is not in it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from process.ledger.facts import (
    Delivered,
    Fact,
    HandedOver,
    MilestoneCancelled,
    MoreTimeAsked,
    NotMine,
    ProposalSubmitted,
    Snoozed,
)
from process.reminders.due import passed_over
from process.simulation import Stage
from tests.support.cast import PROPOSALS, at

SCHOOL, CHEF = "forslag/head:skole", "p-skolechef"
FACTS: dict[str, Fact] = {
    "met": Delivered(obligation=SCHOOL),
    "snoozed": Snoozed(obligation=SCHOOL, until=date(2024, 3, 18)),
    "more_time_asked": MoreTimeAsked(obligation=SCHOOL, until=date(2024, 4, 5)),
    "not_mine": NotMine(obligation=SCHOOL),
}


def told(stage: Stage, day: str, person: str = CHEF) -> list[tuple[str, str]]:
    return [
        (n.because, why)
        for n, why in passed_over(stage.state, stage.entries, person, at(day, "09:00"))
    ]


@pytest.mark.parametrize("why", FACTS)
def test_each_answer_is_the_reason_for_the_silence_that_followed(stage: Stage, why: str) -> None:
    assert told(stage, "2024-03-15") == []
    stage.write(FACTS[why], at=at("2024-03-14"), actor=CHEF, seat="head:skole")

    assert told(stage, "2024-03-14") == []
    assert told(stage, "2024-03-15") == [("before:1", why)]


def test_a_cancelled_row_and_a_hand_over_are_reasons_too(stage: Stage) -> None:
    stage.write(
        HandedOver(obligation=SCHOOL, to="p-plejechef", until=date(2024, 3, 15)),
        at=at("2024-03-14"),
        actor=CHEF,
    )
    stage.write(
        MilestoneCancelled(milestone="forslag", why="x"), at=at("2024-03-18"), actor="p-procesejer"
    )

    assert told(stage, "2024-03-19") == [("after:1", "cancelled"), ("before:1", "handed_over")]
    mine = [
        (n.because, why)
        for n, why in passed_over(
            stage.state, stage.entries, "p-plejechef", at("2024-03-19", "09:00")
        )
        if n.obligation == SCHOOL
    ]
    assert mine == []


def test_a_proposal_that_may_not_be_spoken_of_is_passed_over_with_that_reason(stage: Stage) -> None:
    hidden = replace(PROPOSALS[0], share_from=date(2024, 4, 20))
    stage.write(ProposalSubmitted(proposal=hidden), at=at("2024-03-01"))
    found = [
        (n.obligation, why)
        for n, why in passed_over(stage.state, stage.entries, "p-formand", at("2024-04-18"))
    ]

    assert ("discuss:R-001:1/lmu_skole", "embargoed") in found
    assert {why for _, why in found} == {"embargoed"}


def test_what_waits_for_another_day_is_none_before_it(stage: Stage) -> None:
    stage.write(FACTS["more_time_asked"], at=at("2024-03-20"), actor=CHEF, seat="head:skole")

    assert told(stage, "2024-03-20") == []
    assert told(stage, "2024-03-22") == [("after:3", "more_time_asked")]
