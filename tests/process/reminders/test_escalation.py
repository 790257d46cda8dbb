"""The ladder: a chef's delivery goes to the director, an elected representative's silence to the
same side and then the secretary.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest

from process.acts.deadlines import snooze
from process.dates.when import NoLater
from process.deadlines.obligations import answer_days, find
from process.ledger.entries import Decision
from process.ledger.facts import (
    Delivered,
    DiscussionConfirmed,
    DiscussionRecorded,
    Fact,
    HandedOver,
    MilestoneMoved,
    MoreTimeAnswered,
    MoreTimeAsked,
    NotMine,
    Outcome,
    PlanAdopted,
    ProposalRef,
    SeatLeft,
    SeatTaken,
    Side,
    Snoozed,
    Undone,
)
from process.ledger.state import State
from process.plan.model import Milestone
from process.reminders.due import due_notices, with_attempts
from process.reminders.escalation import ladder, spokesmen
from process.reminders.notices import Notice, NoticeKind
from process.reminders.rhythm import rhythm_steps
from process.seats import Seat
from process.simulation import Stage
from tests.process.reminders.played import first_escalation
from tests.support.cast import PLAN, at, small_process

SCHOOL = "forslag/head:skole"
TOLD = (NoticeKind.ESCALATED, NoticeKind.ESCALATION_TOLD)


def told(stage: Stage, day: str, key: str = SCHOOL) -> list[tuple[str, str]]:
    """(person, kind) of the ladder's notices that stand at the delivery hour."""
    found = [n for n in due_notices(stage.state, at(day)) if n.obligation == key and n.kind in TOLD]
    return sorted((n.person, n.kind.value) for n in found)


def said(
    stage: Stage, fact: Fact, day: str, clock: str = "10:00", actor: str = "p-skolechef"
) -> int:
    return stage.write(fact, at=at(day, clock), actor=actor)[0].seq


BOTH = [("p-direktoer", "escalated"), ("p-skolechef", "escalation_told")]


def test_the_director_and_the_owner_hear_of_it_at_the_same_moment(stage: Stage) -> None:
    assert told(stage, "2024-03-20") == []
    assert told(stage, "2024-03-21") == BOTH


def snoozing(state: State, notice: Notice, times: int, now: datetime) -> Decision | None:
    if notice.obligation != SCHOOL or times > 1:
        return None
    return snooze(state, by="p-skolechef", obligation=SCHOOL, until=date(2024, 3, 18), at=now)


def test_the_director_is_told_when_the_owner_was_written_to(stage: Stage) -> None:
    found = first_escalation(stage.state, SCHOOL)
    assert found.tried == (at("2024-03-13"), at("2024-03-15"), at("2024-03-19"))


def test_a_snoozed_reminder_is_not_said_to_have_been_written(stage: Stage) -> None:
    found = first_escalation(stage.state, SCHOOL, snoozing)
    assert found.tried == (at("2024-03-13"), at("2024-03-18"), at("2024-03-19"))


def test_nobody_is_said_to_have_been_written_to_who_was_not(stage: Stage) -> None:
    owed = {SCHOOL: [("p-plejechef", at("2024-03-13")), ("p-skolechef", at("2024-03-15"))]}
    now = at("2024-03-21")
    told = with_attempts(stage.state, due_notices(stage.state, now), owed, now)
    assert [n.tried for n in told if n.obligation == SCHOOL] == [(at("2024-03-15"),), ()]
    assert [n.tried for n in with_attempts(stage.state, told, {}, now) if n.tried] == []


def undone_late(stage: Stage) -> None:
    seq = said(stage, Delivered(obligation=SCHOOL), "2024-03-14")
    said(stage, Undone(undoes=seq), "2024-04-03")


def refused_late(stage: Stage) -> None:
    asked = said(stage, MoreTimeAsked(obligation=SCHOOL, until=date(2024, 4, 5)), "2024-03-18")
    said(stage, MoreTimeAnswered(asked=asked, granted=False), "2024-04-03", actor="p-procesejer")


def handed_over_late(stage: Stage) -> None:
    said(stage, HandedOver(obligation=SCHOOL, to="p-haveleder"), "2024-03-18")
    said(stage, HandedOver(obligation=SCHOOL, to="p-skolechef"), "2024-04-03", actor="p-procesejer")


def moved_into_the_past(stage: Stage) -> None:
    said(
        stage,
        MilestoneMoved(milestone="forslag", to=NoLater(day=date(2024, 4, 2)), why="x"),
        "2024-03-18",
        actor="p-procesejer",
    )
    said(
        stage,
        MilestoneMoved(milestone="forslag", to=NoLater(day=date(2024, 3, 18)), why="y"),
        "2024-04-03",
        actor="p-procesejer",
    )


@pytest.mark.parametrize(
    "happened", [undone_late, refused_late, handed_over_late, moved_into_the_past]
)
def test_nobody_is_passed_over_unheard_when_it_comes_back_after_the_deadline(
    stage: Stage, happened: Callable[[Stage], None]
) -> None:
    happened(stage)

    assert [told(stage, day) for day in ("2024-04-03", "2024-04-05", "2024-04-08")] == [
        [],
        [],
        BOTH,
    ]
    now, sent = at("2024-04-08"), (at("2024-03-13"), at("2024-03-19"), at("2024-04-05"))
    told_of = {SCHOOL: [("p-skolechef", instant) for instant in sent]}
    due = with_attempts(stage.state, due_notices(stage.state, now), told_of, now)
    above = [n for n in due if n.kind is NoticeKind.ESCALATED and n.obligation == SCHOOL]
    assert [n.tried for n in above] == [(at("2024-04-05"),)]


def test_a_plan_adopted_after_the_deadline_reminds_before_it_goes_up() -> None:
    stage, start = Stage(State.empty("r24")), at("2024-04-03", "10:00")
    stage.write(PlanAdopted(plan=PLAN, reason="Sent"), at=start)
    for seat, person in (("head:skole", "p-skolechef"), ("director:velfaerd", "p-direktoer")):
        stage.write(
            SeatTaken(seat=Seat.parse(seat), person=person, since=date(2024, 1, 1)), at=start
        )

    assert [told(stage, day) for day in ("2024-04-03", "2024-04-05", "2024-04-08")] == [
        [],
        [],
        BOTH,
    ]


@pytest.mark.parametrize(
    ("fact", "day"),
    [
        (Delivered(obligation=SCHOOL), "2024-03-20"),
        (MoreTimeAsked(obligation=SCHOOL, until=date(2024, 4, 5)), "2024-03-20"),
        (NotMine(obligation=SCHOOL), "2024-03-20"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_whoever_answered_is_not_reported_as_silent(stage: Stage, fact: Fact, day: str) -> None:
    said(stage, fact, day)

    assert told(stage, "2024-03-25") == []


def test_after_the_director_the_group_that_keeps_the_process_hears_and_the_owner_again(
    stage: Stage,
) -> None:
    third = ("p-procesejer", "escalated")

    assert told(stage, "2024-03-22") == BOTH
    assert told(stage, "2024-03-25") == sorted([*BOTH, third])
    assert told(stage, "2024-06-03") == told(stage, "2024-03-25")


def test_a_director_who_took_it_is_the_owner_and_stands_on_no_rung(stage: Stage) -> None:
    said(stage, HandedOver(obligation=SCHOOL, to="p-direktoer"), "2024-03-18")

    assert told(stage, "2024-03-21") == [
        ("p-direktoer", "escalation_told"),
        ("p-procesejer", "escalated"),
    ]


def test_whoever_stands_in_is_asked_in_the_chefs_place(stage: Stage) -> None:
    seat = SeatTaken(
        seat=Seat.parse("head:skole"),
        person="p-vikar",
        since=date(2024, 3, 11),
        until=date(2024, 3, 22),
        deputy=True,
    )
    said(stage, seat, "2024-03-08")

    assert told(stage, "2024-03-21") == [
        ("p-direktoer", "escalated"),
        ("p-vikar", "escalation_told"),
    ]


def test_the_rule_that_stood_when_it_began_holds_under_a_new_plan(stage: Stage) -> None:
    strict = tuple(
        replace(k, rhythm=replace(k.rhythm, escalate_after=1)) if k.key == "delivery" else k
        for k in PLAN.kinds
    )
    before, after = small_process(), stage

    said(before, PlanAdopted(plan=replace(PLAN, kinds=strict), reason="Strammere"), "2024-03-12")
    said(after, PlanAdopted(plan=replace(PLAN, kinds=strict), reason="Strammere"), "2024-03-13")

    assert told(before, "2024-03-19") == BOTH
    assert [told(after, day) for day in ("2024-03-19", "2024-03-21")] == [[], BOTH]


def test_above_a_director_who_is_not_there_is_the_group_that_keeps_the_process(
    stage: Stage,
) -> None:
    stage.write(
        SeatLeft(
            seat=Seat.parse("director:velfaerd"), person="p-direktoer", last_day=date(2024, 3, 1)
        ),
        at=at("2024-03-01"),
    )

    assert told(stage, "2024-03-21") == [
        ("p-procesejer", "escalated"),
        ("p-skolechef", "escalation_told"),
    ]


def test_a_delivery_that_is_no_chefs_goes_nowhere(stage: Stage) -> None:
    rows = tuple(
        Milestone(
            key=f"ny_{n}",
            title="Ny",
            kind="delivery",
            when=NoLater(day=date(2024, 3, 18)),
            owners=(owner,),
        )
        for n, owner in enumerate(("director:velfaerd", "chair:lmu_skole", "vice_chair:lmu_skole"))
    )
    stage.write(
        PlanAdopted(plan=replace(PLAN, milestones=rows), reason="Andre"), at=at("2024-01-02")
    )

    assert [
        n.kind.value for n in due_notices(stage.state, at("2024-03-25")) if n.kind in TOLD
    ] == []


# An elected representative (rules M3). The record is written on Friday 19 April; 9 working days
# later is Thursday 2 May.


def elected(**seats: str) -> tuple[Stage, str]:
    """A record that waits for the employees' side, with more of that side's seats
    filled; the key of what is owed.
    """
    stage = small_process()
    for role, person in seats.items():
        stage.write(
            SeatTaken(seat=Seat.parse(f"{role}:lmu_skole"), person=person, since=date(2024, 1, 1)),
            at=at("2024-01-02"),
        )
    return stage, f"confirm:{recorded(stage)}"


def recorded(
    stage: Stage,
    by: Side = Side.MANAGEMENT,
    committee: str = "lmu_skole",
    actor: str = "p-formand",
    on: str = "2024-04-19",
) -> int:
    refs = (ProposalRef(id="R-001", version=1),)
    fact = DiscussionRecorded(
        committee=committee,
        proposals=refs,
        held_on=date(2024, 4, 18),
        outcome=Outcome.DISCUSSED,
        by_side=by,
        sides=frozenset({by}),
    )
    return said(stage, fact, on, "09:00", actor)


SECRETARY = [("p-sekretaer", "escalated")]


@pytest.mark.parametrize(
    ("seats", "second_of_may", "seventh_of_may"),
    [
        ({}, SECRETARY, SECRETARY),
        (
            {"substitute": "p-sup"},
            [("p-sup", "escalated")],
            [("p-sekretaer", "escalated"), ("p-sup", "escalated")],
        ),
        (
            {"employee_rep": "p-rep"},
            [("p-rep", "escalated")],
            [("p-rep", "escalated"), ("p-sekretaer", "escalated")],
        ),
        (
            {"substitute": "p-sup", "employee_rep": "p-rep"},
            [("p-sup", "escalated")],
            [("p-sekretaer", "escalated"), ("p-sup", "escalated")],
        ),
        ({"substitute": "p-naestformand"}, SECRETARY, SECRETARY),
    ],
)
def test_an_elected_representatives_silence_goes_to_the_same_side_and_then_to_the_secretary(
    seats: dict[str, str],
    second_of_may: list[tuple[str, str]],
    seventh_of_may: list[tuple[str, str]],
) -> None:
    stage, key = elected(**seats)

    assert [told(stage, day, key) for day in ("2024-04-30", "2024-05-02", "2024-05-07")] == [
        [],
        second_of_may,
        seventh_of_may,
    ]


def test_an_elected_representative_is_reminded_twice_at_most_and_never_after_the_answer() -> None:
    stage, key = elected()
    days = ("2024-04-22", "2024-04-24", "2024-04-29", "2024-05-31", "2024-12-02")

    asked = [
        [
            n.because
            for n in due_notices(stage.state, at(d))
            if n.obligation == key and n.person == "p-naestformand"
        ]
        for d in days
    ]
    assert asked == [["asked:0"], ["asked:1"], ["asked:2"], ["asked:2"], ["asked:2"]]

    said(
        stage,
        DiscussionConfirmed(record=int(key.split(":")[1])),
        "2024-05-31",
        actor="p-naestformand",
    )
    assert [n.kind for n in due_notices(stage.state, at("2024-12-02")) if n.obligation == key] == []


def test_no_director_group_or_chef_hears_of_it_and_nobody_hears_when_it_was_asked() -> None:
    stage, key = elected(substitute="p-sup", employee_rep="p-rep")

    now = at("2024-12-02")
    due = [n for n in due_notices(stage.state, now) if n.obligation == key]
    about = with_attempts(stage.state, due, {key: [("p-naestformand", at("2024-04-24"))]}, now)

    assert {n.person for n in about} == {"p-naestformand", "p-sup", "p-sekretaer"}
    assert [n.tried for n in about] == [(), (), ()]


def test_a_representative_who_asked_to_hear_later_is_not_silent_yet() -> None:
    stage = small_process()
    key = f"confirm:{recorded(stage, on='2024-05-03')}"
    said(
        stage,
        Snoozed(obligation=key, until=date(2024, 5, 20)),
        "2024-05-10",
        actor="p-naestformand",
    )

    assert told(stage, "2024-05-17", key) == []
    assert told(stage, "2024-05-20", key) == SECRETARY


@pytest.mark.parametrize(
    ("on", "due", "asked", "next_in_line"),
    [
        ("2024-03-15", "2024-04-03", ["2024-03-20", "2024-03-25"], "2024-04-02"),
        ("2024-04-10", "2024-04-22", ["2024-04-12", "2024-04-16"], "2024-04-22"),
        ("2024-04-17", "2024-04-22", ["2024-04-18", "2024-04-19"], "2024-04-22"),
        ("2024-04-18", "2024-05-01", ["2024-04-23", "2024-04-26"], "2024-05-01"),
        ("2024-04-26", "2024-05-01", ["2024-04-29", "2024-04-30"], "2024-05-01"),
        ("2024-04-29", "2024-05-14", ["2024-05-02", "2024-05-07"], "2024-05-13"),
        ("2024-05-06", "2024-05-21", ["2024-05-10", "2024-05-15"], "2024-05-20"),
    ],
)
def test_an_answer_is_asked_for_while_it_matters(
    on: str, due: str, asked: list[str], next_in_line: str
) -> None:
    """Case deadline 22 April, treatment 2 May; a day less than three working days away is not
    asked for.
    """
    stage = small_process()
    key = f"confirm:{recorded(stage, on=on)}"
    found = find(stage.state, key)
    assert found is not None and str(found.due) == due
    days = PLAN.calendar
    steps = [str(s.day) for s in rhythm_steps(found, days) if s.at is None]
    assert steps == asked
    rung = ladder(stage.state, found, days.local_day(at(on)))[0]
    assert str(rung.day) == next_in_line
    record = stage.state.records[int(key.split(":")[1])]
    said = answer_days(stage.state, record)
    assert said.case_deadline == (date(2024, 4, 22) if on < "2024-04-18" else None)
    assert said.treatment == (date(2024, 5, 2) if on < "2024-04-29" else None)


def test_a_chair_who_does_not_answer_goes_to_the_chef_and_not_up_the_elected_ladder(
    stage: Stage,
) -> None:
    key = f"confirm:{recorded(stage, Side.EMPLOYEES, actor='p-naestformand')}"

    assert {
        n.person for n in due_notices(stage.state, at("2024-06-03")) if n.obligation == key
    } == {"p-formand", "p-skolechef"}


@pytest.mark.parametrize(
    ("committee", "seats", "people"),
    [
        ("lmu_skole", {}, ("p-formand", "p-naestformand")),
        (
            "lmu_skole",
            {"employee_rep": "p-rep", "substitute": "p-sup"},
            ("p-formand", "p-naestformand"),
        ),
        ("pm_have", {}, ("p-haveleder", "p-repraesentant")),
    ],
)
def test_one_side_each_hears_the_answer(
    committee: str, seats: dict[str, str], people: tuple[str, ...]
) -> None:
    stage, _ = elected(**seats)

    seq = recorded(stage, committee=committee)

    assert spokesmen(stage.state, stage.state.records[seq], date(2024, 4, 19)) == people
