"""Level by level: local involvement, the leader's own level, the main committee, and information
that became a discussion (rules M9).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.text.med_status import local_line, main_line
from process.dates.when import Day
from process.ledger.facts import (
    DiscussionConfirmed,
    DiscussionContested,
    DiscussionRecorded,
    Outcome,
    PlanAdopted,
    ProposalRef,
    Side,
    Text,
    Undone,
)
from process.med.levels import MainLevel, Timing, levels
from process.plan.model import Does, Kind, Level, Milestone
from process.simulation import Stage
from tests.support.cast import PLAN, PROPOSALS, at

R1 = PROPOSALS[0]
FEBRUARY, APRIL, JUNE = date(2024, 2, 8), date(2024, 4, 18), date(2024, 6, 13)
STATUS = tuple(
    Milestone(
        key=f"hu_{day.month}",
        title="Status i Hovedudvalget",
        kind="status",
        when=Day(day=day),
        organ="hu",
    )
    for day in (FEBRUARY, APRIL, JUNE)
)
INFORMED = replace(
    PLAN,
    kinds=(*PLAN.kinds, Kind(key="status", label="Status", does=Does.INFORMATION)),
    milestones=(*PLAN.milestones, *STATUS),
)
TODAY = date(2024, 5, 15)


@pytest.fixture
def planned(stage: Stage) -> Stage:
    """The main committee is to be told on three days."""
    stage.write(PlanAdopted(plan=INFORMED, reason="Med status"), at=at("2024-01-02"))
    return stage


def record(
    stage: Stage, held_on: date, outcome: Outcome = Outcome.DISCUSSED, committee: str = "hu"
) -> int:
    refs = (ProposalRef(id=R1.id, version=R1.version),)
    fact = DiscussionRecorded(
        committee=committee,
        proposals=refs,
        held_on=held_on,
        outcome=outcome,
        by_side=Side.MANAGEMENT,
    )
    return stage.write(fact, at=at("2024-05-14"), actor="p-kommunaldirektoer")[0].seq


def main(stage: Stage, today: date = TODAY) -> MainLevel:
    (found,) = levels(stage.state, R1, today).main
    return found


def test_planned_information_is_information_and_no_discussion(planned: Stage) -> None:
    assert main(planned) == MainLevel(
        organ="hu", unrecorded=(FEBRUARY, APRIL), to_inform=(JUNE,), to_discuss=False
    )
    assert main_line("Hovedudvalget", main(planned)).endswith("drøftelse ikke planlagt.")


def test_a_discussion_on_a_day_planned_as_information_is_said_to_have_become_one(
    planned: Stage,
) -> None:
    record(planned, APRIL)
    found = main(planned)
    assert (found.discussed, found.became) == ((APRIL,), (APRIL,))
    line = main_line("Hovedudvalget", found)
    assert line.endswith("drøftet 18. april (orienteringen 18. april blev til en drøftelse)."), line


def test_a_discussion_on_a_day_of_its_own_became_nothing(planned: Stage) -> None:
    record(planned, date(2024, 5, 2))
    found = main(planned)
    assert (found.discussed, found.became) == ((date(2024, 5, 2),), ())
    assert "blev til" not in main_line("Hovedudvalget", found)


@pytest.mark.parametrize("outcome", [o for o in Outcome if o is not Outcome.DISCUSSED])
def test_what_is_not_a_discussion_makes_none_of_the_information(
    planned: Stage, outcome: Outcome
) -> None:
    record(planned, APRIL, outcome)
    assert (main(planned).discussed, main(planned).became) == ((), ())


def test_a_record_that_was_taken_back_leaves_the_information_as_planned(planned: Stage) -> None:
    planned.write(
        Undone(undoes=record(planned, APRIL)), at=at("2024-05-15"), actor="p-kommunaldirektoer"
    )
    assert main(planned) == MainLevel(
        organ="hu", unrecorded=(FEBRUARY, APRIL), to_inform=(JUNE,), to_discuss=False
    )


def test_information_outside_the_plan_counts_as_information(planned: Stage) -> None:
    record(planned, date(2024, 5, 2), Outcome.INFORMED)
    assert main(planned).informed == (date(2024, 5, 2),)


def test_a_local_discussion_does_not_stand_in_for_the_leaders_level(planned: Stage) -> None:
    record(planned, APRIL, committee="lmu_skole")
    found = levels(planned.state, replace(R1, level=Level.AREA), TODAY)
    assert [(i.cell.committee, i.timing) for i in found.local] == [
        ("lmu_skole", Timing.IN_TIME),
        ("pm_have", Timing.MISSING),
    ]
    assert found.own == () and main(planned).discussed == ()


def test_only_what_both_sides_stand_behind_is_said_to_be_discussed(planned: Stage) -> None:
    def local() -> str:
        return local_line(levels(planned.state, replace(R1, level=Level.AREA), TODAY))

    seq = record(planned, APRIL, committee="lmu_skole")
    assert local() == "0 af 2 LokalMED har drøftet det; 1 venter på den anden sides svar."

    contested = planned.write(
        DiscussionContested(record=seq, description=Text(id="t", digest="d")),
        at=at("2024-05-14", "10:00"),
        actor="p-naestformand",
    )[0].seq
    assert local() == "0 af 2 LokalMED har drøftet det; 1 bestridt."

    planned.write(Undone(undoes=contested), at=at("2024-05-14", "10:30"), actor="p-naestformand")
    planned.write(
        DiscussionConfirmed(record=seq), at=at("2024-05-14", "11:00"), actor="p-naestformand"
    )
    assert local() == "1 af 2 LokalMED har drøftet det."
