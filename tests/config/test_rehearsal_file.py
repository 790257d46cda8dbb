"""The rehearsal adds a whole cast to the plan, marks all of it as an example, and cannot
change what the sources say.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from config.people_file import load_people
from config.plan_file import load_plan
from config.rehearsal_file import Rehearsal, load_either, load_rehearsal, possible_seats
from config.tree import PlanFaults
from process.dates.when import Day
from process.faults import Fault
from process.plan.model import Level, OrganKind
from process.seats import Role, Seat
from tests.config.small_plan import SMALL, write

PLANS = Path(__file__).parents[2] / "config" / "plans"


@pytest.fixture(scope="module")
def rehearsal() -> Rehearsal:
    return load_rehearsal(PLANS / "norddjurs-2024-oevelse.yaml")


def test_it_is_the_plan_with_more_and_says_that_it_is_a_rehearsal(rehearsal: Rehearsal) -> None:
    plan, original = rehearsal.plan, load_plan(PLANS / "norddjurs-2024.yaml")
    assert (plan.rehearsal, plan.key, original.rehearsal, original.key) == (
        True,
        "norddjurs-2024-oevelse",
        False,
        "norddjurs-2024",
    )
    assert (plan.milestones, plan.kinds, plan.rules, plan.calendar) == (
        original.milestones,
        original.kinds,
        original.rules,
        original.calendar,
    )
    assert [o.key for o in plan.organs][: len(original.organs)] == [o.key for o in original.organs]


def test_all_it_adds_is_marked(rehearsal: Rehearsal) -> None:
    original = load_plan(PLANS / "norddjurs-2024.yaml")
    known = {(o.key, m.key) for o, m in original.meetings()}
    assert [
        o.key for o in rehearsal.plan.organs if not original.has_organ(o.key) and not o.example
    ] == []
    assert [
        m.key for o, m in rehearsal.plan.meetings() if (o.key, m.key) not in known and not m.example
    ] == []
    assert [a.key for a in rehearsal.plan.areas if a.standing_committee and not a.example] == [
        "sundhed_omsorg",
        "socialomraadet",
    ]
    assert all(proposal.example for proposal in rehearsal.proposals)


def test_25_committees_stand_in_three_levels(rehearsal: Rehearsal) -> None:
    committees = rehearsal.plan.med_committees()
    assert [sum(c.level is level for c in committees) for level in Level] == [1, 5, 19]
    for area in rehearsal.plan.areas:
        below = [c for c in committees if c.area == area.key and c.level is Level.LOCAL]
        assert 2 <= len(below) <= 4
        assert {c.parent for c in below} == {f"omu_{area.key}"}


def test_one_staff_meeting_has_med_status_and_no_vice_chair(rehearsal: Rehearsal) -> None:
    held = {seat for person in rehearsal.people for seat in person.seats}
    staff = [c.key for c in rehearsal.plan.med_committees() if c.staff_meeting]
    without = [
        c.key for c in rehearsal.plan.med_committees() if Seat(Role.VICE_CHAIR, c.key) not in held
    ]
    assert staff == ["pmm_proevehulen"]
    assert without == ["pmm_proevehulen", "lmu_tandplejen"]
    assert Seat(Role.EMPLOYEE_REP, "pmm_proevehulen") in held


def test_every_committee_has_a_chair_and_every_owner_a_holder(rehearsal: Rehearsal) -> None:
    held = {seat for person in rehearsal.people for seat in person.seats}
    plan = rehearsal.plan
    wanted = {Seat(Role.CHAIR, c.key) for c in plan.med_committees()} | {
        Seat(Role.HEAD, a.key) for a in plan.areas
    }
    wanted |= {Seat(Role.DIRECTOR, a.director) for a in plan.areas if a.director} | {
        Seat(Role.PROCESS_OWNER, plan.key)
    }
    wanted |= {Seat(Role.SECRETARY, "hovedudvalget"), Seat(Role.CHIEF_EXECUTIVE, "direktion")}
    assert wanted - held == set()


def test_example_meetings_lie_on_working_days_and_the_committees_in_their_window(
    rehearsal: Rehearsal,
) -> None:
    plan = rehearsal.plan
    days = [(o, m.when.day) for o, m in plan.meetings() if m.example and isinstance(m.when, Day)]
    assert [(o.key, day) for o, day in days if not plan.calendar.is_working(day)] == []
    window = plan.milestone("fagudvalg_behandler").when
    standing = {o.key: day for o, day in days if o.kind is OrganKind.STANDING_COMMITTEE}
    assert sorted(standing) == sorted(o.key for o in plan.group("standing_committee"))
    assert window.earliest and window.latest
    assert all(window.earliest <= day <= window.latest for day in standing.values())


def test_twelve_proposals_go_to_the_committee_of_their_area_on_its_day(
    rehearsal: Rehearsal,
) -> None:
    plan = rehearsal.plan
    assert [p.id for p in rehearsal.proposals] == [f"R-{n:03}" for n in range(1, 13)]
    for proposal in rehearsal.proposals:
        board, committee = proposal.stations
        meetings = [m.when.earliest for m in plan.organ(committee.organ).meetings if m.example]
        assert (board.organ, committee.organ, [committee.day]) == (
            "direktion",
            plan.area(proposal.area).standing_committee,
            meetings,
        )
        assert {plan.organ(c).area for c in proposal.affected} == {proposal.area}
    assert [p.id for p in rehearsal.proposals if p.may_identify] == ["R-011"]


def test_the_cast_is_leaders_a_committees_two_sides_secretary_owner_and_two_without_slack(
    rehearsal: Rehearsal,
) -> None:
    roles = [
        next(p.seats[0].role for p in rehearsal.people if p.id == one) for one in rehearsal.cast
    ]
    in_slack = [
        Role.HEAD,
        Role.HEAD,
        Role.HEAD,
        Role.CHAIR,
        Role.VICE_CHAIR,
        Role.SECRETARY,
        Role.PROCESS_OWNER,
        Role.DEPUTY,
        Role.DIRECTOR,
    ]
    assert roles == [*in_slack, Role.HEAD, Role.VICE_CHAIR]
    people = {p.id: p for p in rehearsal.people}
    assert [bool(people[one].slack_id) for one in rehearsal.cast] == [True] * len(in_slack) + [
        False
    ] * 2
    assert all(people[one].email for one in rehearsal.cast)


def test_people_are_roles_at_an_address_that_cannot_exist(rehearsal: Rehearsal) -> None:
    assert [
        p.name
        for p in rehearsal.people
        if not p.name.endswith("(eksempel)") or not p.email.endswith("@eksempel.invalid")
    ] == []


def test_the_shipped_people_file_loads_against_the_plans_seats(rehearsal: Rehearsal) -> None:
    assert (
        load_people(PLANS / "people-eksempel.csv", possible_seats(rehearsal.plan))
        == rehearsal.people
    )


OVER = "extends: base.yaml\nprocess: {key: oevelse}\n"
PEOPLE = "id;navn;e-mail;slack_id;pladser;fra;til\np-1;Ejer;;;process_owner:oevelse;2024-01-01;\n"
PROPOSAL = "{version: 1, title: T, neutral_title: T, area: skole, example: true"

FAULTY = [
    ("process: {key: x}\n", "extends_missing", ""),
    ("extends: ../base.yaml\n", "extends_missing", "extends"),
    ("extends: intet.yaml\n", "file_not_found", ""),
    (OVER + "organs: {udvalget: {name: Et andet}}\n", "overrides_plan", "organs.udvalget.name"),
    (OVER + "milestones: {forslag: {when: 1. maj}}\n", "overrides_plan", "milestones.forslag.when"),
    (OVER + "organs: {nyt: {name: Nyt, kind: other}}\n", "not_example", "organs.nyt"),
    (
        OVER + "organs: {udvalget: {meetings: {m: {when: 1. maj}}}}\n",
        "not_example",
        "organs.udvalget.meetings.m",
    ),
    (
        OVER + "areas: {skole: {steering_group: direktion}}\n",
        "not_example",
        "areas.skole.steering_group",
    ),
    (
        OVER + f"proposals: {{R-1: {PROPOSAL}, affected: [udvalget]}}}}\n",
        "unknown_organ",
        "proposals.R-1.affected.0",
    ),
    (
        OVER + f"proposals: {{R-1: {PROPOSAL}, stations: [{{organ: udvalg}}]}}}}\n",
        "unknown_organ",
        "proposals.R-1.stations.0.organ",
    ),
    (
        OVER + f"proposals: {{R-1: {PROPOSAL.replace('area: skole', 'area: skol')}}}}}\n",
        "unknown_area",
        "proposals.R-1.area",
    ),
    (
        OVER + f"proposals: {{R-1: {PROPOSAL.replace('version: 1', 'version: 0')}}}}}\n",
        "impossible_number",
        "proposals.R-1.version",
    ),
    (OVER + "people: folk.csv\ncast: [p-2]\n", "unknown_person", "cast.0"),
    (OVER + "people: ingen.csv\n", "file_not_found", ""),
]


@pytest.mark.parametrize(("text", "code", "path"), FAULTY, ids=[f"{f[1]} {f[2]}" for f in FAULTY])
def test_a_rehearsal_with_a_fault_is_reported(
    tmp_path: Path, text: str, code: str, path: str
) -> None:
    write(tmp_path, SMALL, "base.yaml")
    write(tmp_path, PEOPLE, "folk.csv")
    assert [(f.code, f.path) for f in _faults(write(tmp_path, text, "over.yaml"))] == [(code, path)]


def test_a_file_is_read_as_what_it_says_it_is(tmp_path: Path, rehearsal: Rehearsal) -> None:
    plan = load_either(write(tmp_path, SMALL))
    assert load_either(PLANS / "norddjurs-2024-oevelse.yaml") == rehearsal
    assert (plan.plan.key, plan.plan.rehearsal, plan.people) == ("lille", False, ())


def test_faults_of_all_three_files_stand_in_one_report(tmp_path: Path) -> None:
    write(tmp_path, SMALL.replace("senest 18. marts", "snart"), "base.yaml")
    write(tmp_path, PEOPLE.replace("process_owner", "proces_owner"), "folk.csv")
    over = write(tmp_path, OVER + "people: folk.csv\nfejl: 1\n", "over.yaml")
    assert [(f.file, f.line, f.code) for f in _faults(over)] == [
        ("base.yaml", 18, "when_unreadable"),
        ("folk.csv", 1, "no_process_owner"),
        ("folk.csv", 2, "unknown_role"),
        ("over.yaml", 4, "unknown_field"),
    ]


def _faults(path: Path) -> tuple[Fault, ...]:
    try:
        load_rehearsal(path)
    except PlanFaults as found:
        return found.faults
    return ()
