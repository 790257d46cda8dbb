"""No rest lasts for ever: who waits for another's answer is left in peace for a while, told when it
ends, and the rhythm goes on.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from process.deadlines.obligations import find
from process.ledger.facts import (
    Delivered,
    Fact,
    HandedOver,
    MoreTimeAnswered,
    MoreTimeAsked,
    NotMine,
    Undone,
)
from process.reminders.due import due_notices, next_due, why_not_sent
from process.reminders.notices import Notice, NoticeKind
from process.simulation import Stage
from tests.support.cast import at

SCHOOL, CHEF, OWNER, DIRECTOR = "forslag/head:skole", "p-skolechef", "p-procesejer", "p-direktoer"
ASKED = MoreTimeAsked(obligation=SCHOOL, until=date(2024, 4, 5))
SOON = MoreTimeAsked(obligation=SCHOOL, until=date(2024, 3, 19))
DISOWNED = NotMine(obligation=SCHOOL)


def said(stage: Stage, fact: Fact, day: str, actor: str = CHEF) -> int:
    return stage.write(fact, at=at(day, "09:00"), actor=actor, seat="head:skole")[0].seq


def heard(stage: Stage, person: str, day: str) -> list[str]:
    """What a person is told about the school's deadline that day, or of the question it raised."""
    found = [
        n
        for n in due_notices(stage.state, at(day, "10:00"))
        if n.person == person and _about(stage, n)
    ]
    return [f"{n.kind}:{n.because}" if n.because else str(n.kind) for n in found]


def _about(stage: Stage, notice: Notice) -> bool:
    if notice.entry:
        return stage.state.about.get(notice.entry) == SCHOOL
    owed = find(stage.state, notice.obligation)
    return owed is not None and SCHOOL in (owed.key, owed.about)


# Monday 18 March is the day; five working days at most, and a request never past the day it asks
# for
CHEFS_DAYS = [
    (ASKED, "2024-03-13", "2024-03-13", []),
    (ASKED, "2024-03-13", "2024-03-15", []),
    (ASKED, "2024-03-13", "2024-03-19", []),
    (ASKED, "2024-03-13", "2024-03-20", ["unanswered:unanswered"]),
    (ASKED, "2024-03-13", "2024-03-21", ["overdue:after:3"]),
    (ASKED, "2024-03-13", "2024-03-25", ["escalation_told:escalated:3"]),
    (SOON, "2024-03-14", "2024-03-18", []),
    (SOON, "2024-03-14", "2024-03-19", ["unanswered:unanswered"]),
    (SOON, "2024-03-14", "2024-03-21", ["overdue:after:3"]),
    (ASKED, "2024-03-20", "2024-03-26", []),
    (ASKED, "2024-03-20", "2024-03-27", ["unanswered:unanswered"]),  # the day before Easter
    (ASKED, "2024-03-20", "2024-04-03", ["unanswered:unanswered"]),
    (ASKED, "2024-03-20", "2024-04-04", ["escalation_told:escalated:3"]),
    (DISOWNED, "2024-03-13", "2024-03-19", []),
    (DISOWNED, "2024-03-13", "2024-03-20", ["unanswered:unanswered"]),
    (DISOWNED, "2024-03-13", "2024-03-21", ["overdue:after:3"]),
    (DISOWNED, "2024-03-13", "2024-03-25", ["escalation_told:escalated:3"]),
]


@pytest.mark.parametrize(("fact", "on", "day", "expected"), CHEFS_DAYS)
def test_what_the_one_who_waits_is_told_that_day(
    stage: Stage, fact: Fact, on: str, day: str, expected: list[str]
) -> None:
    said(stage, fact, on)

    assert heard(stage, CHEF, day) == expected


# the process owner is asked at once, reminded after two working days and after four, and then no
# more
OWNERS_DAYS = [
    (ASKED, "2024-03-13", ["more_time_asked:asked:0"]),
    (ASKED, "2024-03-15", ["more_time_asked:asked:1"]),
    (ASKED, "2024-03-19", ["more_time_asked:asked:2"]),
    (ASKED, "2024-03-22", ["more_time_asked:asked:2"]),
    (DISOWNED, "2024-03-13", ["not_mine"]),
    (DISOWNED, "2024-03-15", ["not_mine", "not_mine:asked:1"]),
    (DISOWNED, "2024-03-19", ["not_mine", "not_mine:asked:2"]),
]


@pytest.mark.parametrize(("fact", "day", "expected"), OWNERS_DAYS)
def test_whoever_should_answer_is_reminded_meanwhile(
    stage: Stage, fact: Fact, day: str, expected: list[str]
) -> None:
    said(stage, fact, "2024-03-13")

    assert heard(stage, OWNER, day) == expected


def test_nobody_above_hears_of_it_before_the_rest_is_over_and_a_full_wait_has_passed(
    stage: Stage,
) -> None:
    said(stage, ASKED, "2024-03-20")

    days = ("2024-03-21", "2024-03-27", "2024-04-03", "2024-04-04")
    assert [heard(stage, DIRECTOR, day) for day in days] == [[], [], [], ["escalated:escalated:3"]]
    notice = next(
        n
        for n in due_notices(stage.state, at("2024-04-04"))
        if n.kind is NoticeKind.ESCALATED and n.obligation == SCHOOL
    )
    assert [instant for instant in notice.tried if instant < at("2024-03-27", "00:00")] == []


def granted(stage: Stage, asked: int) -> None:
    said(stage, MoreTimeAnswered(asked=asked, granted=True), "2024-03-15", OWNER)


def refused(stage: Stage, asked: int) -> None:
    said(stage, MoreTimeAnswered(asked=asked, granted=False), "2024-03-15", OWNER)


def handed_in(stage: Stage, asked: int) -> None:
    said(stage, Delivered(obligation=SCHOOL), "2024-03-15")


def taken_back(stage: Stage, asked: int) -> None:
    said(stage, Undone(undoes=asked), "2024-03-15")


@pytest.mark.parametrize("answer", [granted, refused, handed_in, taken_back])
def test_an_answer_in_time_leaves_nothing_of_the_rest(
    stage: Stage, answer: Callable[[Stage, int], None]
) -> None:
    answer(stage, said(stage, ASKED, "2024-03-13"))

    assert "unanswered:unanswered" not in [
        n for day in range(15, 29) for n in heard(stage, CHEF, f"2024-03-{day}")
    ]
    assert all(
        o is None or o.met or o.cancelled
        for o in [find(stage.state, f"answer:{stage.entries[-2].seq}")]
    )


def test_another_owner_found_in_time_ends_it_for_the_one_who_waited(stage: Stage) -> None:
    seq = said(stage, DISOWNED, "2024-03-13")
    said(stage, HandedOver(obligation=SCHOOL, to="p-haveleder"), "2024-03-14", OWNER)

    question = find(stage.state, f"answer:{seq}")
    assert question is not None and question.met is not None
    assert heard(stage, CHEF, "2024-03-20") == ["handed_over"]
    assert heard(stage, OWNER, "2024-03-20") == []


def test_the_day_a_rest_ends_is_a_day_the_clock_stops_at(stage: Stage) -> None:
    said(stage, DISOWNED, "2024-03-13")

    assert next_due(stage.state, at("2024-03-19", "09:00")) == at("2024-03-20")


def test_a_rest_that_is_over_is_told_once_though_the_deadline_moves(stage: Stage) -> None:
    said(stage, ASKED, "2024-03-13")
    before = {
        n.key for n in due_notices(stage.state, at("2024-03-20")) if n.kind is NoticeKind.UNANSWERED
    }
    moved = stage.state.plan.milestone("forslag").when
    assert {
        n.key for n in due_notices(stage.state, at("2024-03-20")) if n.kind is NoticeKind.UNANSWERED
    } == before
    assert (
        len(before) == 1
        and moved.latest is not None
        and moved.latest.isoformat() not in before.pop()
    )


@pytest.mark.parametrize(("fact", "why"), [(ASKED, "more_time_asked"), (DISOWNED, "not_mine")])
def test_a_reminder_left_out_during_a_rest_says_so(stage: Stage, fact: Fact, why: str) -> None:
    notice = next(n for n in due_notices(stage.state, at("2024-03-13")) if n.obligation == SCHOOL)
    said(stage, fact, "2024-03-13")

    assert why_not_sent(stage.state, notice, at("2024-03-13", "10:00")) == why
    over = at("2024-03-13", "10:00") + timedelta(days=7)
    assert why_not_sent(stage.state, notice, over) == "superseded"
