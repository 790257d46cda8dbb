"""Who owes what by when: derived from plan and ledger, by the local day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from process.dates.when import Day, NoLater, Span, When
from process.deadlines.obligations import Obligation, find, obligations, owed_by, responsible
from process.ledger.facts import (
    DiscussionRecorded,
    Fact,
    HandedOver,
    MilestoneCancelled,
    MilestoneMoved,
    MoreTimeAnswered,
    MoreTimeAsked,
    Outcome,
    PlanAdopted,
    ProposalRef,
    ProposalSubmitted,
    SeatLeft,
    SeatTaken,
    Side,
    Undone,
)
from process.ledger.state import State
from process.plan.model import Milestone
from process.seats import Seat
from process.simulation import Stage
from tests.support.cast import PLAN, PROPOSALS, at

SCHOOL = "forslag/head:skole"
TALK = "discuss:R-001:1/lmu_skole"


def need(state: State, key: str) -> Obligation:
    found = find(state, key)
    assert found is not None, f"{key} is not owed"
    return found


def adopt(stage: Stage, *rows: Milestone) -> None:
    stage.write(
        PlanAdopted(
            plan=replace(PLAN, milestones=(*PLAN.milestones, *rows)), reason="En række mere"
        ),
        at=at("2024-01-02"),
    )


def row(when: When, *owners: str, kind: str = "delivery") -> Milestone:
    return Milestone(
        key="ny", title="Ny", kind=kind, when=when, owners=owners, owed="Bidrag fra {area}"
    )


def take(
    stage: Stage,
    seat: str,
    person: str,
    since: str = "2024-01-01",
    until: str | None = None,
    *,
    deputy: bool = False,
) -> None:
    last = date.fromisoformat(until) if until else None
    fact = SeatTaken(
        seat=Seat.parse(seat),
        person=person,
        since=date.fromisoformat(since),
        until=last,
        deputy=deputy,
    )
    stage.write(fact, at=at("2024-01-02"))


def recorded(
    stage: Stage,
    by: Side = Side.MANAGEMENT,
    committee: str = "lmu_skole",
    actor: str = "p-formand",
    day: str = "2024-04-19",
) -> str:
    fact = DiscussionRecorded(
        committee=committee,
        proposals=(ProposalRef(id="R-001", version=1),),
        held_on=date(2024, 4, 18),
        outcome=Outcome.DISCUSSED,
        by_side=by,
    )
    return f"confirm:{stage.write(fact, at=at(day, '09:00'), actor=actor)[0].seq}"


def test_the_small_process_owes_just_this(stage: Stage) -> None:
    assert [(o.due.isoformat(), o.key, o.title) for o in obligations(stage.state)] == [
        ("2024-03-18", "forslag/head:pleje", "Råderumsforslag for Sundhed og Omsorg"),
        ("2024-03-18", "forslag/head:skole", "Råderumsforslag for Skole og Dagtilbud"),
        ("2024-04-18", "discuss:R-003:1/hu", "R-003 Rengøring"),
        ("2024-04-22", "discuss:R-001:1/lmu_skole", "R-001 Holddannelse"),
        ("2024-04-22", "discuss:R-001:1/pm_have", "R-001 Holddannelse"),
        ("2024-04-22", "discuss:R-002:1/lmu_skole", "R-002"),
    ]


@pytest.mark.parametrize(
    ("when", "due", "clock"),
    [
        (NoLater(day=date(2024, 3, 18)), date(2024, 3, 18), None),
        (NoLater(day=date(2024, 3, 18), at=time(12)), date(2024, 3, 18), time(12)),
        (Day(day=date(2024, 3, 18), start=time(9), end=time(11)), date(2024, 3, 18), time(11)),
        (Day(day=date(2024, 3, 18), start=time(9)), date(2024, 3, 18), time(9)),
        (Span(first=date(2024, 3, 11), last=date(2024, 3, 18)), date(2024, 3, 18), None),
    ],
)
def test_overdue_begins_the_day_after(
    stage: Stage, when: When, due: date, clock: time | None
) -> None:
    adopt(stage, row(when, "head:skole"))

    owed = need(stage.state, "ny/head:skole")

    assert (owed.due, owed.at) == (due, clock)
    assert [owed.overdue_on(date(2024, 3, d)) for d in (17, 18, 19)] == [False, False, True]


@pytest.mark.parametrize(
    ("owners", "kind", "seats"),
    [
        (("head:*",), "delivery", ["head:pleje", "head:skole"]),
        (("head:*", "head:skole"), "delivery", ["head:pleje", "head:skole"]),
        (("director:*",), "delivery", ["director:velfaerd"]),
        (("chair:*",), "delivery", ["chair:hu", "chair:lmu_skole", "chair:pm_have"]),
        (("chair:*",), "discussion", []),
        (("chair:hu",), "discussion", ["chair:hu"]),
        (("head:skole",), "decision", []),
        (("head:skole",), "event", []),
        ((), "delivery", []),
    ],
)
def test_a_row_is_fanned_out_over_the_seats_it_means_and_each_owes_once(
    stage: Stage, owners: tuple[str, ...], kind: str, seats: list[str]
) -> None:
    adopt(stage, row(NoLater(day=date(2024, 6, 14)), *owners, kind=kind))

    assert [str(o.seat) for o in obligations(stage.state) if o.milestone == "ny"] == seats


def test_a_window_that_is_moved_to_two_named_days_still_asks_committees_and_not_areas(
    stage: Stage,
) -> None:
    plan = replace(
        PLAN,
        milestones=tuple(
            replace(m, owners=("chair:*",)) if m.key == "inddragelse" else m
            for m in PLAN.milestones
        ),
    )
    stage.write(PlanAdopted(plan=plan, reason="Som i notatet"), at=at("2024-01-02"))
    before = [o.key for o in obligations(stage.state)]

    moved = MilestoneMoved(
        milestone="inddragelse",
        to=Span(first=date(2024, 4, 10), last=date(2024, 4, 24)),
        why="Nu med dage",
    )
    stage.write(moved, at=at("2024-03-01"))

    assert [o.key for o in obligations(stage.state)] == before


def test_granted_time_moves_the_day_and_the_clock_time_goes(stage: Stage) -> None:
    adopt(stage, row(NoLater(day=date(2024, 3, 18), at=time(12)), "head:skole"))
    _grant(stage, "ny/head:skole", date(2024, 3, 22))
    assert (need(stage.state, "ny/head:skole").due, need(stage.state, "ny/head:skole").at) == (
        date(2024, 3, 22),
        None,
    )

    later = MilestoneMoved(
        milestone="ny", to=NoLater(day=date(2024, 3, 26), at=time(10)), why="Påsken"
    )
    stage.write(later, at=at("2024-03-16"))

    owed = need(stage.state, "ny/head:skole")
    assert (owed.due, owed.at, owed.plan_due) == (date(2024, 3, 26), time(10), date(2024, 3, 26))


def test_granted_time_moves_a_discussion_and_not_its_arithmetic(stage: Stage) -> None:
    _grant(stage, TALK, date(2024, 4, 26))

    owed = need(stage.state, TALK)

    assert owed.basis is not None
    assert (owed.due, owed.plan_due, owed.basis.due) == (
        date(2024, 4, 26),
        date(2024, 4, 22),
        date(2024, 4, 22),
    )


def _grant(stage: Stage, key: str, until: date) -> None:
    asked = stage.write(
        MoreTimeAsked(obligation=key, until=until), at=at("2024-03-14"), actor="p-skolechef"
    )[0]
    stage.write(
        MoreTimeAnswered(asked=asked.seq, granted=True), at=at("2024-03-15"), actor="p-procesejer"
    )


@pytest.mark.parametrize(
    "end",
    [
        MilestoneCancelled(milestone="forslag", why="Aflyst"),
        PlanAdopted(plan=replace(PLAN, milestones=()), reason="Tom"),
    ],
)
def test_nobody_is_asked_for_an_answer_about_what_is_gone(stage: Stage, end: Fact) -> None:
    asked = stage.write(
        MoreTimeAsked(obligation=SCHOOL, until=date(2024, 3, 22)),
        at=at("2024-03-14"),
        actor="p-skolechef",
    )[0]
    assert need(stage.state, f"answer:{asked.seq}").open

    stage.write(end, at=at("2024-03-15"))

    assert [o.key for o in obligations(stage.state) if o.open and o.asked] == []


def test_a_committee_that_is_not_affected_owes_nothing(stage: Stage) -> None:
    both = replace(PROPOSALS[1], affected=("lmu_skole", "pm_have"))
    stage.write(ProposalSubmitted(proposal=both), at=at("2024-03-01"))

    assert [o.committee for o in obligations(stage.state) if o.key.startswith("discuss:R-002")] == [
        "lmu_skole"
    ]


def test_a_new_version_after_a_confirmed_record_is_owed_again_and_the_old_one_is_gone(
    stage: Stage,
) -> None:
    recorded(stage)
    assert need(stage.state, TALK).met is not None

    stage.write(ProposalSubmitted(proposal=replace(PROPOSALS[0], version=2)), at=at("2024-04-22"))

    assert find(stage.state, TALK) is None
    assert need(stage.state, "discuss:R-001:2/lmu_skole").open


@pytest.mark.parametrize(
    ("outcome", "met"),
    [(outcome, outcome is Outcome.DISCUSSED) for outcome in Outcome],
)
def test_only_a_discussion_meets_a_discussion(stage: Stage, outcome: Outcome, met: bool) -> None:
    fact = DiscussionRecorded(
        committee="lmu_skole",
        proposals=(ProposalRef(id="R-001", version=1),),
        held_on=date(2024, 4, 18),
        outcome=outcome,
        by_side=Side.MANAGEMENT,
    )
    stage.write(fact, at=at("2024-04-19"), actor="p-formand")

    assert need(stage.state, TALK).open is not met


@pytest.mark.parametrize(
    ("day", "people"),
    [
        ("2024-03-10", ("p-skolechef",)),
        ("2024-03-11", ("p-vikar",)),
        ("2024-03-15", ("p-vikar",)),
        ("2024-03-16", ("p-skolechef",)),
    ],
)
def test_a_stand_in_answers_while_it_lasts(stage: Stage, day: str, people: tuple[str, ...]) -> None:
    take(stage, "head:skole", "p-vikar", "2024-03-11", "2024-03-15", deputy=True)

    assert responsible(stage.state, need(stage.state, SCHOOL), date.fromisoformat(day)) == people


def test_what_was_handed_over_comes_back_after_its_day_when_undone_or_when_the_other_leaves(
    stage: Stage,
) -> None:
    handed = HandedOver(obligation=SCHOOL, to="p-haveleder", until=date(2024, 3, 15))
    entry = stage.write(handed, at=at("2024-03-12"), actor="p-skolechef")[0]
    owed = need(stage.state, SCHOOL)
    assert responsible(stage.state, owed, date(2024, 3, 15)) == ("p-haveleder",)
    assert responsible(stage.state, owed, date(2024, 3, 16)) == ("p-skolechef",)

    left = SeatLeft(
        seat=Seat.parse("chair:pm_have"), person="p-haveleder", last_day=date(2024, 3, 13)
    )
    stage.write(left, at=at("2024-03-13"))
    assert responsible(stage.state, owed, date(2024, 3, 14)) == ("p-skolechef",)

    stage.write(Undone(undoes=entry.seq), at=at("2024-03-13"), actor="p-skolechef")
    assert responsible(stage.state, owed, date(2024, 3, 13)) == ("p-skolechef",)


def test_an_empty_chefs_seat_owes_and_the_director_answers_for_it(stage: Stage) -> None:
    stage.write(
        SeatLeft(seat=Seat.parse("head:skole"), person="p-skolechef", last_day=date(2024, 3, 1)),
        at=at("2024-03-01"),
    )

    assert need(stage.state, SCHOOL).open
    assert responsible(stage.state, need(stage.state, SCHOOL), date(2024, 3, 4)) == ("p-direktoer",)

    stage.write(
        SeatLeft(
            seat=Seat.parse("director:velfaerd"), person="p-direktoer", last_day=date(2024, 3, 1)
        ),
        at=at("2024-03-01"),
    )
    assert responsible(stage.state, need(stage.state, SCHOOL), date(2024, 3, 4)) == ()


def test_both_chairs_owe_and_either_may_meet_it(stage: Stage) -> None:
    take(stage, "chair:lmu_skole", "p-medformand")
    owing = [
        p
        for p in ("p-formand", "p-medformand")
        if TALK in {o.key for o in owed_by(stage.state, p, date(2024, 4, 1))}
    ]
    assert owing == ["p-formand", "p-medformand"]

    recorded(stage, actor="p-medformand")

    assert [
        o.key for p in owing for o in owed_by(stage.state, p, date(2024, 4, 22)) if o.key == TALK
    ] == []


@pytest.mark.parametrize(
    ("seats", "committee", "by", "people"),
    [
        ({}, "lmu_skole", Side.MANAGEMENT, ("p-naestformand",)),
        ({}, "lmu_skole", Side.SECRETARY, ("p-naestformand",)),
        ({}, "lmu_skole", Side.EMPLOYEES, ("p-formand",)),
        (
            {"substitute:lmu_skole": "p-suppleant", "employee_rep:lmu_skole": "p-kollega"},
            "lmu_skole",
            Side.MANAGEMENT,
            ("p-suppleant",),
        ),
        ({"employee_rep:lmu_skole": "p-kollega"}, "lmu_skole", Side.MANAGEMENT, ("p-kollega",)),
        ({}, "pm_have", Side.MANAGEMENT, ("p-repraesentant",)),
        ({"vice_chair:pm_have": "p-forkert"}, "pm_have", Side.MANAGEMENT, ("p-repraesentant",)),
        ({}, "pm_have", Side.EMPLOYEES, ("p-haveleder",)),
    ],
)
def test_the_other_side_answers_a_record_and_the_next_in_line_where_the_seat_is_empty(
    stage: Stage, seats: dict[str, str], committee: str, by: Side, people: tuple[str, ...]
) -> None:
    for seat, person in seats.items():
        take(stage, seat, person)
    if "p-suppleant" in people or "p-kollega" in people:
        stage.write(
            SeatLeft(
                seat=Seat.parse("vice_chair:lmu_skole"),
                person="p-naestformand",
                last_day=date(2024, 4, 1),
            ),
            at=at("2024-04-01"),
        )

    key = recorded(stage, by, committee, actor="p-nogen")

    assert responsible(stage.state, need(stage.state, key), date(2024, 4, 22)) == people
