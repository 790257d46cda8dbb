"""A local committee's silent chair: the next step is the chef, and nobody
above the chef (rules M4).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from process.acts import deadlines
from process.acts import records as discussion
from process.acts.records import Meeting
from process.errors import NotYours, Unknown
from process.ledger.facts import (
    DiscussionRecorded,
    HandedOver,
    Outcome,
    PlanAdopted,
    ProposalRef,
    ProposalSubmitted,
    SeatLeft,
    SeatTaken,
    Side,
)
from process.ledger.state import State
from process.plan.model import Above, Level
from process.reminders.due import due_notices
from process.reminders.notices import NoticeKind
from process.seats import Seat
from process.simulation import Stage
from tests.process.reminders.played import first_escalation
from tests.support.cast import CAST, PLAN, PROPOSALS, at, small_process

TOLD = (NoticeKind.ESCALATED, NoticeKind.ESCALATION_TOLD)
FIRST = "discuss:R-001:1/lmu_skole"
SECOND = "discuss:R-002:1/lmu_skole"
CHEF, CHAIR = ("p-skolechef", "escalated"), ("p-formand", "escalation_told")
# Due Monday 22 April (eight working days before 2 May); told after it on the 23rd and 26th; the
# chef's day is Wednesday 1 May.


def told(stage: Stage, day: str, key: str = FIRST) -> list[tuple[str, str]]:
    """(person, kind) of the ladder's notices that stand at the delivery hour."""
    found = [n for n in due_notices(stage.state, at(day)) if n.obligation == key and n.kind in TOLD]
    return sorted((n.person, n.kind.value) for n in found)


def test_the_chef_hears_when_the_reminders_are_ended_the_chair_at_once_and_nobody_later(
    stage: Stage,
) -> None:
    assert [told(stage, day) for day in ("2024-04-30", "2024-05-01", "2024-06-28")] == [
        [],
        [CHAIR, CHEF],
        [CHAIR, CHEF],
    ]
    assert told(stage, "2024-05-01", SECOND) == [CHAIR, CHEF]


def test_the_chef_is_told_when_the_chair_was_written_to(stage: Stage) -> None:
    notice = first_escalation(stage.state, FIRST)

    days = ("2024-03-27", "2024-04-15", "2024-04-19", "2024-04-23", "2024-04-26")
    assert notice.tried == tuple(map(at, days))


@pytest.mark.parametrize(("after", "day"), [(1, "2024-04-23"), (3, "2024-04-25")])
def test_the_plan_may_say_a_day_of_its_own_for_discussions(after: int, day: str) -> None:
    stage = under(after=after)

    assert told(stage, day) == [CHAIR, CHEF]
    assert told(stage, PLAN.calendar.shift(date.fromisoformat(day), -1).isoformat()) == []


def test_an_empty_ladder_asks_nobody_above(stage: Stage) -> None:
    key = f"confirm:{recorded(under(ladder=()))}"

    assert told(under(ladder=()), "2024-06-28") == []
    assert told(under(ladder=()), "2024-06-28", key) == []


def under(*, after: int | None = None, ladder: tuple[Above, ...] | None = None) -> Stage:
    """The process under another rhythm of its discussions from the start."""
    stage = small_process()
    kinds = tuple(
        replace(k, rhythm=replace(k.rhythm, escalate_after=after, ladder=ladder))
        if k.key == "discussion"
        else k
        for k in PLAN.kinds
    )
    stage.write(PlanAdopted(plan=replace(PLAN, kinds=kinds), reason="Rytmen"), at=at("2024-01-02"))
    return stage


@pytest.mark.parametrize("level", [Level.AREA, Level.MAIN])
def test_the_chairs_of_the_area_and_main_committees_have_nobody_above(level: Level) -> None:
    stage = small_process()
    organs = tuple(replace(o, level=level) if o.key == "lmu_skole" else o for o in PLAN.organs)
    stage.write(
        PlanAdopted(plan=replace(PLAN, organs=organs), reason="Niveau"), at=at("2024-01-02")
    )

    assert told(stage, "2024-06-28") == []
    assert told(stage, "2024-06-28", f"confirm:{recorded(stage)}") == []


def test_a_chair_who_is_the_chef_is_passed_over_and_not_told_of_by_the_deputy(stage: Stage) -> None:
    for seat in ("head:skole", "chair:lmu_skole"):
        stage.write(
            SeatLeft(seat=Seat.parse(seat), person=CAST[seat], last_day=date(2024, 1, 2)),
            at=at("2024-01-02"),
        )
        stage.write(
            SeatTaken(seat=Seat.parse(seat), person="p-begge", since=date(2024, 1, 3)),
            at=at("2024-01-02"),
        )
    stage.write(
        SeatTaken(seat=Seat.parse("deputy:skole"), person="p-souschef", since=date(2024, 1, 3)),
        at=at("2024-01-02"),
    )

    assert told(stage, "2024-06-28") == []


def test_a_chefs_empty_seat_is_heard_by_the_deputy(stage: Stage) -> None:
    stage.write(
        SeatLeft(seat=Seat.parse("head:skole"), person="p-skolechef", last_day=date(2024, 1, 2)),
        at=at("2024-01-02"),
    )
    stage.write(
        SeatTaken(seat=Seat.parse("deputy:skole"), person="p-souschef", since=date(2024, 1, 3)),
        at=at("2024-01-02"),
    )

    assert told(stage, "2024-05-01") == [CHAIR, ("p-souschef", "escalated")]


def test_an_empty_chairs_seat_is_the_chefs_business_from_the_first_reminder_on(
    stage: Stage,
) -> None:
    stage.write(
        SeatLeft(seat=Seat.parse("chair:lmu_skole"), person="p-formand", last_day=date(2024, 3, 1)),
        at=at("2024-03-01"),
    )

    assert [told(stage, day) for day in ("2024-04-12", "2024-04-15")] == [[], [CHEF]]
    assert first_escalation(stage.state, FIRST).tried == ()


def test_the_chef_hears_nothing_of_what_may_not_be_spoken_of_yet(stage: Stage) -> None:
    hidden = replace(PROPOSALS[0], version=2, embargo_until=date(2024, 5, 6))
    stage.write(ProposalSubmitted(proposal=hidden), at=at("2024-01-02"))

    assert told(stage, "2024-05-03", "discuss:R-001:2/lmu_skole") == []


def recorded(stage: Stage) -> int:
    """The employees' side records first, on Friday 19 April; the chair is to answer."""
    refs = (ProposalRef(id="R-001", version=1),)
    fact = DiscussionRecorded(
        committee="lmu_skole",
        proposals=refs,
        held_on=date(2024, 4, 18),
        outcome=Outcome.DISCUSSED,
        by_side=Side.EMPLOYEES,
        sides=frozenset({Side.EMPLOYEES}),
    )
    return stage.write(
        fact, at=at("2024-04-19", "09:00"), actor="p-naestformand", seat="vice_chair:lmu_skole"
    )[0].seq


def test_an_answer_the_chair_owes_goes_to_the_chef_after_the_question_and_two_reminders(
    stage: Stage,
) -> None:
    key = f"confirm:{recorded(stage)}"

    assert [told(stage, day, key) for day in ("2024-04-30", "2024-05-02", "2024-06-28")] == [
        [],
        [CHAIR, CHEF],
        [CHAIR, CHEF],
    ]
    asked = (at("2024-04-19", "09:00"), at("2024-04-23"), at("2024-04-25"))
    assert first_escalation(stage.state, key).tried == asked


def taken(stage: Stage, key: str = FIRST) -> State:
    """The chef takes it on the day they heard of it."""
    now = at("2024-05-01", "09:00")
    decision = deadlines.take_it(stage.state, by="p-skolechef", obligation=key, at=now)
    stage.write(*decision.facts, at=now, actor="p-skolechef", seat=decision.seat)
    return stage.state


def test_the_chef_takes_all_the_committee_owes_that_day_as_one_thing(stage: Stage) -> None:
    now = at("2024-05-01", "09:00")

    decision = deadlines.take_it(stage.state, by="p-skolechef", obligation=FIRST, at=now)

    assert decision.facts == tuple(
        HandedOver(obligation=key, to="p-skolechef") for key in (FIRST, SECOND)
    )
    assert decision.seat == "head:skole"
    about = [
        (n.kind, n.person)
        for n in due_notices(taken(stage), now)
        if n.kind is NoticeKind.HANDED_OVER
    ]
    assert about == [(NoticeKind.HANDED_OVER, "p-formand")]


def test_only_a_chef_who_took_it_records_and_answers_on_the_managements_side(stage: Stage) -> None:
    meeting = Meeting(committee="lmu_skole", proposals=("R-001",), held_on=date(2024, 4, 30))
    now = at("2024-05-01", "10:00")
    with pytest.raises(NotYours):
        discussion.record(stage.state, meeting, by="p-skolechef", at=now)

    decision = discussion.record(taken(stage), meeting, by="p-skolechef", at=now)

    assert decision.seat == "head:skole"
    assert [fact.by_side for fact in decision.facts if isinstance(fact, DiscussionRecorded)] == [
        Side.MANAGEMENT
    ]
    with pytest.raises(NotYours):
        discussion.record(
            stage.state, replace(meeting, committee="pm_have"), by="p-skolechef", at=now
        )


def test_a_chef_who_took_the_answer_gives_it_in_the_chefs_own_name(stage: Stage) -> None:
    seq = recorded(stage)
    with pytest.raises(NotYours):
        discussion.confirm(stage.state, by="p-skolechef", record=seq, at=at("2024-05-02"))

    assert (
        discussion.confirm(
            taken(stage, f"confirm:{seq}"), by="p-skolechef", record=seq, at=at("2024-05-02")
        ).seat
        == "head:skole"
    )


@pytest.mark.parametrize(
    ("by", "refused"),
    [
        ("p-direktoer", NotYours),
        ("p-plejechef", NotYours),
        ("p-naestformand", NotYours),
        ("p-procesejer", Unknown),
    ],
)
def test_nobody_else_takes_it(stage: Stage, by: str, refused: type[Exception]) -> None:
    with pytest.raises(refused):
        deadlines.take_it(stage.state, by=by, obligation=FIRST, at=at("2024-05-01"))


def test_the_chair_may_give_it_to_nobody_above(stage: Stage) -> None:
    with pytest.raises(Unknown):
        deadlines.hand_over(
            stage.state, by="p-formand", obligation=FIRST, to="p-skolechef", at=at("2024-05-01")
        )
