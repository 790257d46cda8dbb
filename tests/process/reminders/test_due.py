"""Who is written to when: the right working days, never after it is done, each once."""

from __future__ import annotations

from datetime import date

import pytest

from process.dates.when import NoLater
from process.deadlines.obligations import find
from process.ledger.facts import (
    Delivered,
    HandedOver,
    MilestoneMoved,
    MoreTimeAnswered,
    MoreTimeAsked,
    Snoozed,
)
from process.reminders.due import due_notices, next_due, why_not_sent
from process.reminders.notices import Notice, NoticeKind
from process.simulation import Stage
from tests.support.cast import at

SCHOOL = "forslag/head:skole"


def told(stage: Stage, day: str, clock: str = "08:00") -> list[tuple[str, str, str]]:
    """(person, kind, because) of all that is wanted at a local clock time
    about the school's delivery.
    """
    notices = due_notices(stage.state, at(day, clock))
    return sorted((n.person, n.kind.value, n.because) for n in notices if n.obligation == SCHOOL)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2024-03-12", []),
        ("2024-03-13", [("p-skolechef", "reminder", "before:3")]),
        ("2024-03-14", [("p-skolechef", "reminder", "before:3")]),
        ("2024-03-15", [("p-skolechef", "reminder", "before:1")]),
        ("2024-03-18", [("p-skolechef", "reminder", "before:1")]),
        ("2024-03-19", [("p-skolechef", "overdue", "after:1")]),
        ("2024-03-20", [("p-skolechef", "overdue", "after:1")]),
        (
            "2024-03-21",
            [
                ("p-direktoer", "escalated", "escalated:3"),
                ("p-skolechef", "escalation_told", "escalated:3"),
            ],
        ),
        (
            "2024-03-22",
            [
                ("p-direktoer", "escalated", "escalated:3"),
                ("p-skolechef", "escalation_told", "escalated:3"),
            ],
        ),
        (
            "2024-03-25",
            [
                ("p-direktoer", "escalated", "escalated:3"),
                ("p-procesejer", "escalated", "escalated:5"),
                ("p-skolechef", "escalation_told", "escalated:5"),
            ],
        ),
    ],
)
def test_the_latest_step_is_wanted_and_no_other(
    stage: Stage, day: str, expected: list[tuple[str, str, str]]
) -> None:
    assert told(stage, day) == expected


def test_nothing_is_due_before_the_delivery_hour(stage: Stage) -> None:
    assert told(stage, "2024-03-13", "07:59") == []


def test_a_delivery_ends_all_reminding(stage: Stage) -> None:
    stage.write(Delivered(obligation=SCHOOL), at=at("2024-03-14"), actor="p-skolechef")

    assert told(stage, "2024-03-21") == []
    assert [
        n.person for n in due_notices(stage.state, at("2024-03-21")) if n.kind is NoticeKind.OVERDUE
    ] == []
    assert [n.obligation for n in due_notices(stage.state, at("2024-03-13"))] == [
        "forslag/head:pleje"
    ]


def test_a_snooze_is_silent_until_its_day_and_then_speaks(stage: Stage) -> None:
    stage.write(
        Snoozed(obligation=SCHOOL, until=date(2024, 3, 18)),
        at=at("2024-03-13", "09:00"),
        actor="p-skolechef",
    )

    assert told(stage, "2024-03-15") == []
    assert [(p, k) for p, k, _ in told(stage, "2024-03-18")] == [("p-skolechef", "snoozed")]


def test_a_snooze_does_not_outlast_a_deadline_that_was_moved_to_an_earlier_day(
    stage: Stage,
) -> None:
    stage.write(
        Snoozed(obligation=SCHOOL, until=date(2024, 3, 18)),
        at=at("2024-03-12", "09:00"),
        actor="p-skolechef",
    )
    stage.write(
        MilestoneMoved(milestone="forslag", to=NoLater(day=date(2024, 3, 14)), why="Møde"),
        at=at("2024-03-12", "12:00"),
    )

    assert [k for _, k, _ in told(stage, "2024-03-13")] == []
    assert [(k, b.split(":")[0]) for _, k, b in told(stage, "2024-03-14")] == [
        ("snoozed", "snoozed")
    ]
    assert [k for _, k, _ in told(stage, "2024-03-15")] == ["overdue"]


def test_a_request_for_more_time_rests_the_nagging_and_asks_the_process_owner(stage: Stage) -> None:
    asked = stage.write(
        MoreTimeAsked(obligation=SCHOOL, until=date(2024, 3, 22)),
        at=at("2024-03-15", "10:00"),
        actor="p-skolechef",
    )[0]

    assert told(stage, "2024-03-19") == []
    asking = [
        n
        for n in due_notices(stage.state, at("2024-03-15", "10:00"))
        if n.kind is NoticeKind.MORE_TIME_ASKED
    ]
    assert [(n.person, n.obligation) for n in asking] == [("p-procesejer", f"answer:{asked.seq}")]


def test_granted_time_moves_the_whole_rhythm(stage: Stage) -> None:
    asked = stage.write(
        MoreTimeAsked(obligation=SCHOOL, until=date(2024, 3, 22)),
        at=at("2024-03-15", "10:00"),
        actor="p-skolechef",
    )[0]
    stage.write(
        MoreTimeAnswered(asked=asked.seq, granted=True),
        at=at("2024-03-15", "11:00"),
        actor="p-procesejer",
    )

    owed = find(stage.state, SCHOOL)

    assert owed is not None
    assert (owed.due, owed.plan_due) == (date(2024, 3, 22), date(2024, 3, 18))
    assert told(stage, "2024-03-18") == []
    assert told(stage, "2024-03-19") == [("p-skolechef", "reminder", "before:3")]
    answered = [
        n.person
        for n in due_notices(stage.state, at("2024-03-15", "11:00"))
        if n.kind is NoticeKind.MORE_TIME_ANSWERED
    ]
    assert answered == ["p-skolechef"]


def test_what_is_handed_over_is_the_other_persons(stage: Stage) -> None:
    stage.write(
        HandedOver(obligation=SCHOOL, to="p-haveleder"),
        at=at("2024-03-12", "10:00"),
        actor="p-skolechef",
    )

    assert told(stage, "2024-03-13") == [("p-haveleder", "reminder", "before:3")]


def test_a_moved_date_is_told_once_and_counted_anew(stage: Stage) -> None:
    moved = MilestoneMoved(milestone="forslag", to=NoLater(day=date(2024, 3, 22)), why="Påsken")
    entry = stage.write(moved, at=at("2024-03-14", "12:00"), actor="p-procesejer")[0]

    about = [n for n in due_notices(stage.state, at("2024-03-14", "12:00")) if n.entry == entry.seq]

    assert sorted((n.person, n.kind.value) for n in about) == [
        ("p-plejechef", "moved"),
        ("p-skolechef", "moved"),
    ]
    assert told(stage, "2024-03-18") == []
    assert told(stage, "2024-03-19") == [("p-skolechef", "reminder", "before:3")]


def test_a_row_without_owner_or_date_reminds_nobody(stage: Stage) -> None:
    about = {n.obligation for n in due_notices(stage.state, at("2024-12-01"))}

    assert not [key for key in about if key.startswith(("status", "udateret"))]


def test_the_next_due_instant_is_the_first_delivery_hour_of_a_step(stage: Stage) -> None:
    assert next_due(stage.state, at("2024-03-01")) == at("2024-03-13")
    assert next_due(stage.state, at("2024-03-13")) == at("2024-03-15")


@pytest.mark.parametrize(
    ("fact", "reason"),
    [
        (Delivered(obligation=SCHOOL), "met"),
        (HandedOver(obligation=SCHOOL, to="p-haveleder"), "handed_over"),
        (
            MilestoneMoved(milestone="forslag", to=NoLater(day=date(2024, 3, 22)), why="Påsken"),
            "moved",
        ),
        (Snoozed(obligation=SCHOOL, until=date(2024, 3, 18)), "snoozed"),
    ],
)
def test_what_is_not_sent_says_why(
    stage: Stage, fact: Delivered | HandedOver | MilestoneMoved | Snoozed, reason: str
) -> None:
    notice = _first(stage)
    stage.write(fact, at=at("2024-03-13", "07:50"), actor="p-skolechef")

    assert notice.key not in {n.key for n in due_notices(stage.state, at("2024-03-13"))}
    assert why_not_sent(stage.state, notice, at("2024-03-13")) == reason


def _first(stage: Stage) -> Notice:
    return next(n for n in due_notices(stage.state, at("2024-03-13")) if n.obligation == SCHOOL)
