"""Where each committee stands with each proposal: the day it is due and why, what
was recorded, and what is late.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from process.dates.when import Day, Months
from process.deadlines.obligations import obligations
from process.ledger.facts import (
    DiscussionConfirmed,
    DiscussionContested,
    DiscussionRecorded,
    Outcome,
    PlanAdopted,
    ProposalRef,
    ProposalSubmitted,
    Side,
    Text,
    Undone,
)
from process.med.involvement import (
    Cell,
    CellState,
    cell,
    could_meet_with,
    last_meeting,
    matrix,
)
from process.plan.model import Meeting, Organ, OrganKind, Plan
from process.plan.proposals import Proposal, Station
from process.plan.treatment import Treatment, treatment_before
from process.simulation import Stage
from tests.support.cast import PLAN, PROPOSALS, at

R1, R2, R3 = PROPOSALS
TEXT = Text(id="t", digest="d")
CONFIRM, CONTEST, SILENT = "confirm", "contest", "silent"


def at_station(day: date | None, organ: str = "bu") -> Proposal:
    return replace(
        R1,
        stations=(Station(organ="direktion"), Station(organ=organ, day=day), Station(organ="kb")),
    )


@pytest.mark.parametrize(
    ("treatment", "dispatch", "case_deadline"),
    [
        # Thursday 2 May; Sundays do not count as hverdag, Saturdays do, and the first of May counts
        # as both
        (date(2024, 5, 2), date(2024, 4, 27), date(2024, 4, 22)),
        # Thursday after Easter: 1 April, 29 and 28 March are closed; the Saturday between is a
        # hverdag
        (date(2024, 4, 4), date(2024, 3, 27), date(2024, 3, 20)),
        # Thursday after Kristi himmelfartsdag (9 May)
        (date(2024, 5, 16), date(2024, 5, 11), date(2024, 5, 3)),
        # the day after it
        (date(2024, 5, 10), date(2024, 5, 4), date(2024, 4, 29)),
        # Monday
        (date(2024, 6, 10), date(2024, 6, 5), date(2024, 5, 29)),
        # the case would be due on 29 February
        (date(2024, 3, 12), date(2024, 3, 7), date(2024, 2, 29)),
    ],
)
def test_the_arithmetic_counts_back_from_the_treatment(
    treatment: date, dispatch: date, case_deadline: date
) -> None:
    basis = treatment_before(PLAN, at_station(treatment))

    assert basis == Treatment(
        organ="bu",
        treatment=treatment,
        assumed=False,
        dispatch=dispatch,
        case_deadline=case_deadline,
    )
    assert basis.due == case_deadline


def _meetings(*meetings: Meeting) -> Plan:
    return replace(
        PLAN,
        organs=tuple(replace(o, meetings=meetings) if o.key == "bu" else o for o in PLAN.organs),
    )


def _met(key: str, month: int, day: int, cancelled: str | None = None) -> Meeting:
    return Meeting(key=key, when=Day(day=date(2024, month, day)), cancelled=cancelled)


@pytest.mark.parametrize(
    ("meetings", "treatment", "assumed"),
    [
        ((_met("a", 5, 2), _met("b", 5, 16)), date(2024, 5, 2), False),
        ((_met("a", 4, 18), _met("b", 5, 16)), date(2024, 5, 16), False),
        ((_met("a", 5, 2, "Aflyst"), _met("b", 5, 16)), date(2024, 5, 16), False),
        ((), date(2024, 4, 30), True),
        ((_met("a", 4, 18), _met("b", 6, 6)), date(2024, 4, 30), True),
        ((Meeting(key="a", when=Months(year=2024, first=5, last=5)),), date(2024, 4, 30), True),
    ],
)
def test_a_committee_without_a_date_in_the_window_gets_its_first_day_and_says_that_it_is_assumed(
    meetings: tuple[Meeting, ...], treatment: date, assumed: bool
) -> None:
    basis = treatment_before(_meetings(*meetings), R1)

    assert basis is not None
    assert (basis.treatment, basis.assumed) == (treatment, assumed)


FINANCE = Organ(key="oek", name="Økonomiudvalget", kind=OrganKind.FINANCE_COMMITTEE)


@pytest.mark.parametrize(
    ("stations", "area", "organ"),
    [
        ((Station(organ="vp", day=date(2024, 5, 14)),), "skole", "vp"),
        (
            (
                Station(organ="oek", day=date(2024, 5, 14)),
                Station(organ="vp", day=date(2024, 5, 7)),
            ),
            "skole",
            "vp",
        ),
        ((Station(organ="oek", day=date(2024, 5, 14)),), "skole", "bu"),
        ((Station(organ="oek", day=date(2024, 5, 14)),), "ukendt", "oek"),
        ((), "ukendt", None),
    ],
)
def test_the_station_is_the_first_standing_committee_then_the_areas_own_then_the_finance_committee(
    stations: tuple[Station, ...], area: str, organ: str | None
) -> None:
    plan = replace(PLAN, organs=(*PLAN.organs, FINANCE))

    basis = treatment_before(plan, replace(R1, stations=stations, area=area))

    assert (basis.organ if basis else None) == organ


def record(
    stage: Stage,
    outcome: Outcome = Outcome.DISCUSSED,
    answer: str = SILENT,
    *,
    day: date = date(2024, 4, 18),
    proposals: tuple[Proposal, ...] = (R1,),
    corrects: int | None = None,
) -> int:
    """A record of LokalMED Eksempelskolen and what the other side says; its number."""
    refs = tuple(ProposalRef(id=p.id, version=p.version) for p in proposals)
    fact = DiscussionRecorded(
        committee="lmu_skole",
        proposals=refs,
        held_on=day,
        outcome=outcome,
        by_side=Side.MANAGEMENT,
        corrects=corrects,
    )
    seq = stage.write(fact, at=at("2024-06-03"), actor="p-formand")[0].seq
    if answer != SILENT:
        said = (
            DiscussionConfirmed(record=seq)
            if answer == CONFIRM
            else DiscussionContested(record=seq, description=TEXT)
        )
        stage.write(said, at=at("2024-06-04"), actor="p-naestformand")
    return seq


def here(stage: Stage, proposal: Proposal = R1) -> Cell:
    return cell(stage.state, proposal, "lmu_skole")


@pytest.mark.parametrize(
    ("outcome", "answer", "state"),
    [
        (Outcome.DISCUSSED, SILENT, CellState.RECORDED),
        (Outcome.DISCUSSED, CONFIRM, CellState.DISCUSSED),
        (Outcome.DISCUSSED, CONTEST, CellState.CONTESTED),
        *(
            (o, a, CellState.PLANNED)
            for o in Outcome
            if o is not Outcome.DISCUSSED
            for a in (SILENT, CONFIRM)
        ),
        *((o, CONTEST, CellState.CONTESTED) for o in Outcome if o is not Outcome.DISCUSSED),
    ],
)
def test_only_discussed_counts_silence_never_confirms_and_a_contest_shows(
    stage: Stage, outcome: Outcome, answer: str, state: CellState
) -> None:
    assert here(stage).state is CellState.PLANNED

    record(stage, outcome, answer)

    assert (here(stage).state, here(stage).outcome) == (state, outcome)


@pytest.mark.parametrize(
    ("day", "outcome", "after_deadline", "after_treatment"),
    [
        # due Monday 22 April, treated Thursday 2 May
        (date(2024, 4, 22), Outcome.DISCUSSED, False, False),
        (date(2024, 4, 23), Outcome.DISCUSSED, True, False),
        (date(2024, 5, 1), Outcome.DISCUSSED, True, False),
        (date(2024, 5, 2), Outcome.DISCUSSED, True, True),
        (date(2024, 5, 30), Outcome.DISCUSSED, True, True),
        (date(2024, 5, 30), Outcome.INFORMED, False, False),
    ],
)
def test_late_is_two_marks_about_when_it_was_discussed(
    stage: Stage, day: date, outcome: Outcome, after_deadline: bool, after_treatment: bool
) -> None:
    record(stage, outcome, CONFIRM, day=day)

    assert (here(stage).after_deadline, here(stage).after_treatment) == (
        after_deadline,
        after_treatment,
    )


@pytest.mark.parametrize(
    ("outcome", "missing"),
    [
        (None, True),
        (Outcome.DISCUSSED, False),
        *((o, True) for o in Outcome if o is not Outcome.DISCUSSED),
    ],
)
def test_what_is_not_discussed_is_missing_from_the_day_after_the_deadline(
    stage: Stage, outcome: Outcome | None, missing: bool
) -> None:
    if outcome is not None:
        record(stage, outcome, CONFIRM)

    assert [here(stage).missing_on(day) for day in (date(2024, 4, 22), date(2024, 4, 23))] == [
        False,
        missing,
    ]


def test_a_cancelled_meeting_was_not_held(stage: Stage) -> None:
    record(stage, Outcome.MEETING_CANCELLED, CONFIRM)

    assert here(stage).held_on is None


def test_a_committee_that_is_not_affected_says_why(stage: Stage) -> None:
    found = cell(stage.state, R2, "pm_have")

    assert (found.state, found.reason) == (CellState.NOT_RELEVANT, "Har ingen afdelingsleder")


def test_one_record_of_several_proposals_stands_in_each_cell(stage: Stage) -> None:
    seq = record(stage, answer=CONFIRM, proposals=(R1, R2))

    found = {
        (c.proposal.id, c.committee): (c.state, c.record.seq if c.record else None)
        for c in matrix(stage.state)
    }
    assert found == {
        ("R-001", "lmu_skole"): (CellState.DISCUSSED, seq),
        ("R-001", "pm_have"): (CellState.PLANNED, None),
        ("R-002", "lmu_skole"): (CellState.DISCUSSED, seq),
        ("R-002", "pm_have"): (CellState.NOT_RELEVANT, None),
        ("R-003", "hu"): (CellState.PLANNED, None),
    }


def test_a_discussion_stands_before_a_later_information(stage: Stage) -> None:
    discussed = record(stage, answer=CONFIRM)
    record(stage, Outcome.INFORMED, day=date(2024, 5, 1))

    found = here(stage).record
    assert found is not None and found.seq == discussed


def test_a_correction_takes_the_place_of_the_record_and_its_withdrawal_gives_it_back(
    stage: Stage,
) -> None:
    old = record(stage, answer=CONFIRM, proposals=(R1, R2))
    new = record(stage, day=date(2024, 4, 19), corrects=old)
    assert (here(stage).state, here(stage).held_on, here(stage, R2).state) == (
        CellState.RECORDED,
        date(2024, 4, 19),
        CellState.PLANNED,
    )
    assert [o.key for o in obligations(stage.state) if o.record and o.open] == [f"confirm:{new}"]

    stage.write(Undone(undoes=new), at=at("2024-06-05"), actor="p-formand")

    assert (here(stage).state, here(stage).held_on, here(stage, R2).state) == (
        CellState.DISCUSSED,
        date(2024, 4, 18),
        CellState.DISCUSSED,
    )


def test_a_correction_of_a_correction_replaces_both_also_when_the_middle_one_is_withdrawn(
    stage: Stage,
) -> None:
    first = record(stage)
    second = record(stage, day=date(2024, 4, 19), corrects=first)
    third = record(stage, day=date(2024, 4, 20), corrects=second)

    stage.write(Undone(undoes=second), at=at("2024-06-05"), actor="p-formand")

    assert here(stage).held_on == date(2024, 4, 20)
    assert [o.key for o in obligations(stage.state) if o.record and o.open] == [f"confirm:{third}"]


def test_a_withdrawn_record_leaves_the_cell_as_before(stage: Stage) -> None:
    seq = record(stage, answer=CONFIRM)

    stage.write(Undone(undoes=seq), at=at("2024-06-05"), actor="p-formand")

    assert (here(stage).state, here(stage).record) == (CellState.PLANNED, None)


def test_a_new_version_opens_the_cell_again_and_the_old_version_keeps_its_record(
    stage: Stage,
) -> None:
    record(stage, answer=CONFIRM)
    second = replace(R1, version=2, title="Endnu færre hold")

    stage.write(ProposalSubmitted(proposal=second), at=at("2024-06-05"))

    assert (here(stage, second).state, here(stage, R1).state) == (
        CellState.PLANNED,
        CellState.DISCUSSED,
    )
    assert [c.proposal.version for c in matrix(stage.state) if c.proposal.id == "R-001"] == [2, 2]


def test_the_same_version_with_a_stations_day_keeps_its_record(stage: Stage) -> None:
    record(stage, answer=CONFIRM)

    stage.write(ProposalSubmitted(proposal=at_station(date(2024, 4, 17))), at=at("2024-06-05"))

    found = next(c for c in matrix(stage.state) if c.committee == "lmu_skole")
    assert (found.state, found.after_treatment) == (CellState.DISCUSSED, True)


def test_committees_that_share_a_proposal_could_meet_together_also_the_main_one(
    stage: Stage,
) -> None:
    assert partners(stage, "lmu_skole") == ["pm_have"] and partners(stage, "hu") == []

    shared = replace(R1, version=2, affected=("lmu_skole", "pm_have", "hu"))
    stage.write(ProposalSubmitted(proposal=shared), at=at("2024-03-02"))
    assert partners(stage, "lmu_skole") == ["hu", "pm_have"]
    assert partners(stage, "hu") == ["lmu_skole", "pm_have"]


def partners(stage: Stage, committee: str) -> list[str]:
    return sorted(organ.key for organ in could_meet_with(stage.state, committee))


def test_the_last_meeting_is_the_latest_that_was_held(stage: Stage) -> None:
    days = (date(2024, 3, 5), date(2024, 3, 12), date(2024, 3, 26))
    meetings = [Meeting(key=f"m{n}", when=Day(day=day)) for n, day in enumerate(days)]
    meetings[1] = replace(meetings[1], cancelled="Sygdom")
    organs = (
        replace(o, meetings=tuple(meetings)) if o.key == "lmu_skole" else o for o in PLAN.organs
    )
    plan = replace(PLAN, organs=tuple(organs))
    stage.write(PlanAdopted(plan=plan, reason="Møder"), at=at("2024-03-01"))

    asked = (date(2024, 3, 4), date(2024, 3, 25), date(2024, 3, 26))
    assert [last_meeting(stage.state, "lmu_skole", day) for day in asked] == [
        date(2024, 3, 4),
        date(2024, 3, 5),
        date(2024, 3, 26),
    ]
