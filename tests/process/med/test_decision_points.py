"""Which meetings papers are written for, and what each of them has before it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from process.dates.when import Day
from process.deadlines.obligations import by_area
from process.errors import BadDay, Unknown
from process.ledger.facts import Delivered, MoreTimeAsked, PlanAdopted, ProposalSubmitted, Text
from process.ledger.state import State
from process.med.levels import at_meeting, decision_points, named_point
from process.plan.model import Meeting, Organ, OrganKind, Plan
from process.plan.proposals import Station
from process.simulation import Stage
from tests.support.cast import PLAN, PROPOSALS, at, small_process

TODAY = date(2024, 4, 25)
FINANCE = Organ(
    key="oe",
    name="Økonomiudvalget",
    kind=OrganKind.FINANCE_COMMITTEE,
    meetings=(Meeting(key="oe1", when=Day(day=date(2024, 5, 21))),),
)


def with_organs(*organs: Organ, plan: Plan = PLAN) -> State:
    play: Stage = small_process()
    play.write(
        PlanAdopted(plan=replace(plan, organs=(*plan.organs, *organs)), reason="x"),
        at=at("2024-01-02"),
    )
    return play.state


def ids(state: State, key: str) -> list[str]:
    return [p.id for p in named_point(state, key, TODAY).proposals]


def test_each_treatment_is_a_point_with_its_proposals_and_says_when_its_day_is_assumed() -> None:
    found = decision_points(small_process().state)
    assert [(p.key, [one.id for one in p.proposals], p.assumed) for p in found] == [
        ("vp/2024-04-30", ["R-003"], True),
        ("bu/2024-05-02", ["R-001", "R-002"], False),
    ]


def test_the_main_committee_has_every_proposal_before_it_on_any_day() -> None:
    assert ids(small_process().state, "hu/2024-04-25") == ["R-001", "R-002", "R-003"]


def test_an_organ_without_a_day_means_its_next_meeting() -> None:
    assert named_point(small_process().state, "bu", TODAY).key == "bu/2024-05-02"


def test_a_later_organ_has_those_whose_sagsgang_names_it_and_all_when_none_does() -> None:
    state = with_organs(FINANCE)
    assert (ids(state, "oe/2024-05-21"), at_meeting(state, "oe", date(2024, 5, 21)).catalogue) == (
        ["R-001", "R-002", "R-003"],
        True,
    )
    play = Stage(state)
    play.write(
        ProposalSubmitted(
            proposal=replace(PROPOSALS[0], version=2, stations=(Station(organ="oe"),))
        ),
        at=at("2024-01-03"),
    )
    assert (ids(play.state, "oe"), at_meeting(play.state, "oe", date(2024, 5, 21)).catalogue) == (
        ["R-001"],
        False,
    )


@pytest.mark.parametrize(
    ("key", "refused"), [("xx", Unknown), ("bu/2024-05-03", Unknown), ("bu/30-4", BadDay)]
)
def test_a_meeting_nobody_knows_is_refused(key: str, refused: type[Exception]) -> None:
    with pytest.raises(refused):
        named_point(small_process().state, key, TODAY)


def test_an_area_is_told_by_what_its_chef_handed_in_promised_and_has_not_spoken_of() -> None:
    play = small_process()
    said = Text(id="t", digest="d")
    play.write(Delivered(obligation="forslag/head:skole"), at=at("2024-03-12"))
    play.write(
        MoreTimeAsked(obligation="forslag/head:pleje", until=date(2024, 3, 22), why=said),
        at=at("2024-03-12"),
    )
    found = {
        a.area.key: [[o.key for o in part] for part in (a.met, a.under_way, a.silent)]
        for a in by_area(play.state)
    }
    assert found == {
        "skole": [["forslag/head:skole"], [], []],
        "pleje": [[], ["forslag/head:pleje"], []],
    }
