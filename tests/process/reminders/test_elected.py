"""Rules M3 and M5: how an elected representative is asked, by whom the next is asked, and
that silence never confirms.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest

from process.dates.when import NoLater
from process.deadlines.obligations import find, obligations
from process.ledger.facts import (
    DiscussionRecorded,
    Fact,
    HandedOver,
    Outcome,
    PlanAdopted,
    ProposalRef,
    SeatLeft,
    SeatTaken,
    Side,
)
from process.ledger.history import RecordState
from process.med.involvement import CellState, matrix
from process.plan.model import Milestone
from process.reminders.digests import drafts_of
from process.reminders.due import due_notices, with_attempts
from process.reminders.notices import Notice, NoticeKind
from process.reminders.weekly import week_of
from process.seats import Role, Seat
from process.simulation import Stage
from tests.support.cast import CAST, PLAN, at, small_process

VICE, SUB, REP, SECRETARY = "p-naestformand", "p-sup", "p-rep", "p-sekretaer"
SEATS = {"vice_chair": VICE, "substitute": SUB, "employee_rep": REP}
Change = tuple[str, Fact, str]


def asked(recorded_on: str = "2024-04-19", clock: str = "09:00", *filled: str) -> tuple[Stage, str]:
    """A record by the chair that waits for the employees' side, with only the named seats of
    that side filled; what is owed.
    """
    stage, start = small_process(), at("2024-01-02")
    stage.write(
        SeatLeft(seat=Seat.parse("vice_chair:lmu_skole"), person=VICE, last_day=date(2023, 12, 31)),
        at=start,
    )
    for role in filled:
        stage.write(
            SeatTaken(
                seat=Seat.parse(f"{role}:lmu_skole"), person=SEATS[role], since=date(2024, 1, 1)
            ),
            at=start,
        )
    fact = DiscussionRecorded(
        committee="lmu_skole",
        proposals=(ProposalRef(id="R-001", version=1),),
        held_on=date(2024, 4, 18),
        outcome=Outcome.DISCUSSED,
        by_side=Side.MANAGEMENT,
        sides=frozenset({Side.MANAGEMENT}),
    )
    seq = stage.write(fact, at=at(recorded_on, clock), actor="p-formand", seat="chair:lmu_skole")[
        0
    ].seq
    return stage, f"confirm:{seq}"


def written(stage: Stage, key: str, *changes: Change) -> list[tuple[str, str, NoticeKind]]:
    """(day, person, kind) of all that is really said of it until the year is out, each once,
    with what happens on the way.
    """
    days, told, found = stage.state.plan.calendar, set[str](), list[tuple[str, str, NoticeKind]]()
    for number in range(250):
        day = date(2024, 4, 19) + timedelta(days=number)
        for on, fact, actor in changes:
            if on == day.isoformat():
                stage.write(fact, at=at(on, "07:30"), actor=actor)
        now = at(day.isoformat())
        fresh = [
            n for n in due_notices(stage.state, now) if n.obligation == key and n.key not in told
        ]
        for draft in drafts_of(fresh, now, days):
            assert days.is_open(draft.not_before)
            found += [(draft.day.isoformat(), n.person, n.kind) for n in draft.notices]
        told.update(n.key for n in fresh)
    return found


ASK, NEXT = NoticeKind.CONFIRM_RECORD, NoticeKind.ESCALATED


@pytest.mark.parametrize(
    ("filled", "first", "then"),
    [
        (("vice_chair", "substitute", "employee_rep"), VICE, [SUB, SECRETARY]),
        (("vice_chair", "employee_rep"), VICE, [REP, SECRETARY]),
        (("vice_chair",), VICE, [SECRETARY]),
        (("substitute", "employee_rep"), SUB, [REP, SECRETARY]),
        (("employee_rep",), REP, [SECRETARY]),
        ((), "", [SECRETARY]),
    ],
)
def test_the_first_filled_seat_is_asked_thrice_and_then_the_same_side_and_then_the_secretary(
    filled: tuple[str, ...], first: str, then: list[str]
) -> None:
    stage, key = asked("2024-04-19", "09:00", *filled)
    found = written(stage, key)

    assert [kind for _, person, kind in found if person == first] == ([ASK] * 3 if first else [])
    assert [(person, kind) for _, person, kind in found if person != first] == [
        (person, NEXT) for person in then
    ]


def test_nobody_on_the_employees_side_is_the_secretarys_business_at_once() -> None:
    stage, key = asked()
    assert written(stage, key)[0] == ("2024-04-19", SECRETARY, NEXT)


@pytest.mark.parametrize(
    ("left", "following", "kind"),
    [("vice_chair", SUB, ASK), ("both", SECRETARY, NEXT)],
)
def test_when_somebody_leaves_the_next_in_line_is_asked_the_next_working_day(
    left: str, following: str, kind: NoticeKind
) -> None:
    stage, key = asked("2024-04-19", "09:00", "vice_chair", "substitute")
    gone = {"vice_chair": VICE} if left == "vice_chair" else {"vice_chair": VICE, "substitute": SUB}
    changes = [
        (
            "2024-04-22",
            SeatLeft(seat=Seat.parse(f"{r}:lmu_skole"), person=p, last_day=date(2024, 4, 22)),
            "",
        )
        for r, p in gone.items()
    ]

    found = [
        (day, who, what) for day, who, what in written(stage, key, *changes) if who == following
    ]

    assert found[0] == ("2024-04-23", following, kind)


def handed(key: str, *hands: tuple[str, str, str]) -> list[Change]:
    """It goes from hand to hand: on a day, to somebody, by somebody."""
    return [(day, HandedOver(obligation=key, to=to), by) for day, to, by in hands]


THERE, BACK, AGAIN = ("2024-04-22", SUB, VICE), ("2024-04-26", VICE, SUB), ("2024-04-30", SUB, VICE)


@pytest.mark.parametrize("hands", [(), (THERE,), (THERE, BACK), (THERE, BACK, AGAIN)])
def test_nobody_is_asked_more_than_thrice_in_all_whoever_has_it_in_hand(
    hands: tuple[tuple[str, str, str], ...],
) -> None:
    stage, key = asked("2024-04-19", "09:00", "vice_chair", "substitute", "employee_rep")

    times = Counter(
        person
        for _, person, kind in written(stage, key, *handed(key, *hands))
        if kind in (ASK, NEXT)
    )

    assert {person: count for person, count in times.items() if count > 3} == {}
    assert set(times) <= {VICE, SUB, REP, SECRETARY}


@pytest.mark.parametrize(
    ("recorded_on", "clock", "first"),
    [
        ("2024-04-19", "09:00", "2024-04-19"),
        ("2024-04-19", "17:30", "2024-04-22"),
        ("2024-04-20", "11:00", "2024-04-22"),
        ("2024-05-01", "12:30", "2024-05-02"),
        ("2024-05-09", "10:00", "2024-05-10"),
    ],
)
def test_even_the_question_waits_for_working_hours(
    recorded_on: str, clock: str, first: str
) -> None:
    stage, key = asked(recorded_on, clock, "vice_chair")
    now = at(recorded_on, clock)
    found = drafts_of(
        [n for n in due_notices(stage.state, now) if n.obligation == key], now, PLAN.calendar
    )

    assert [(p.person, p.day.isoformat()) for p in found] == [(VICE, first)]
    assert all(PLAN.calendar.is_open(p.not_before) for p in found)


def test_silence_never_confirms() -> None:
    stage, key = asked("2024-04-19", "09:00", "vice_chair", "substitute", "employee_rep")
    written(stage, key)
    record = stage.state.records[int(key.partition(":")[2])]
    cell = next(
        c for c in matrix(stage.state) if c.committee == "lmu_skole" and c.proposal.id == "R-001"
    )
    owed = find(stage.state, key)

    assert (record.state, cell.state) == (RecordState.AWAITING, CellState.RECORDED)
    assert owed is not None and owed.open


def test_neither_director_chef_nor_raaderumsgruppen_is_told_and_nobody_what_was_tried() -> None:
    stage, key = asked("2024-04-19", "09:00", "vice_chair", "substitute")
    written(stage, key)
    now = at("2024-12-20")
    due: list[Notice] = [n for n in due_notices(stage.state, now) if n.obligation == key]
    sent = {key: [(VICE, at("2024-04-19"))]}
    about = with_attempts(stage.state, due, sent, now)

    assert {n.person for n in about} == {VICE, SUB, SECRETARY}
    assert {n.tried for n in about} == {()}


OWED = Milestone(
    key="udtalelse",
    title="Udtalelse",
    kind="delivery",
    when=NoLater(day=date(2024, 3, 18)),
    owners=("vice_chair:lmu_skole",),
)


def owing() -> Stage:
    """A plan that gives an elected representative a deadline, with a rhythm of five messages and
    a ladder.
    """
    stage = small_process()
    stage.write(
        PlanAdopted(plan=replace(PLAN, milestones=(OWED,)), reason="Udtalelse"), at=at("2024-01-02")
    )
    return stage


def test_an_elected_representatives_deadline_reminds_twice_and_goes_nowhere() -> None:
    stage, told = owing(), dict[str, str]()
    for number in range(120):
        notices = due_notices(
            stage.state, at((date(2024, 3, 1) + timedelta(days=number)).isoformat())
        )
        told |= {
            n.key: n.person for n in notices if n.obligation == "udtalelse/vice_chair:lmu_skole"
        }

    assert list(told.values()) == [VICE] * 3


def test_what_an_elected_representative_owes_is_in_nobodys_overview() -> None:
    stage = owing()
    stage.write(
        PlanAdopted(
            plan=replace(stage.state.plan, rules=replace(PLAN.rules, weekly=(Role.PROCESS_OWNER,))),
            reason="x",
        ),
        at=at("2024-01-03"),
    )

    assert [o.seat.role for o in obligations(stage.state) if o.kind.value == "delivery"] == [
        Role.VICE_CHAIR
    ]
    for person in (CAST["process_owner:r24"], CAST["director:velfaerd"]):
        week = week_of(stage.state, person, date(2024, 3, 18))
        assert (week.late, [owed for _, owed in week.coming]) == ((), [()])
