"""What somebody did is told to those it touches, once, and only while it still holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from process.acts import absence
from process.dates.when import NoLater
from process.ledger.facts import (
    Delivered,
    DiscussionConfirmed,
    DiscussionContested,
    DiscussionRecorded,
    Fact,
    HandedOver,
    MilestoneCancelled,
    MilestoneMoved,
    MoreTimeAnswered,
    MoreTimeAsked,
    NotMine,
    Outcome,
    PlanAdopted,
    ProposalRef,
    SeatTaken,
    Side,
    Text,
    Undone,
)
from process.reminders.due import due_notices
from process.seats import Seat
from process.simulation import Stage
from tests.support.cast import PLAN, at

SCHOOL = "forslag/head:skole"
DAY = "2024-03-13"


def write(stage: Stage, fact: Fact, actor: str = "p-skolechef") -> int:
    return stage.write(fact, at=at(DAY, "10:00"), actor=actor)[0].seq


def news(stage: Stage, day: str = DAY) -> list[tuple[str, str, int]]:
    """(person, kind, entry) of all that is told about entries."""
    return sorted(
        (n.person, n.kind.value, n.entry)
        for n in due_notices(stage.state, at(day, "10:00"))
        if n.entry
    )


def moved(day: int) -> MilestoneMoved:
    return MilestoneMoved(milestone="forslag", to=NoLater(day=date(2024, 3, day)), why="Påsken")


def test_only_the_last_word_on_a_row_is_told(stage: Stage) -> None:
    write(stage, moved(22), "p-procesejer")
    last = write(stage, moved(25), "p-procesejer")
    assert news(stage) == [("p-plejechef", "moved", last), ("p-skolechef", "moved", last)]

    gone = write(stage, MilestoneCancelled(milestone="forslag", why="Aflyst"), "p-procesejer")
    assert news(stage) == [("p-plejechef", "cancelled", gone), ("p-skolechef", "cancelled", gone)]


def test_a_plan_adopted_over_a_move_is_the_last_word_on_it(stage: Stage) -> None:
    write(stage, moved(22), "p-procesejer")

    back = write(stage, PlanAdopted(plan=PLAN, reason="Som før"), "p-procesejer")

    assert news(stage) == [("p-plejechef", "moved", back), ("p-skolechef", "moved", back)]


def test_whoever_is_done_or_was_handed_it_later_hears_of_no_move(stage: Stage) -> None:
    write(stage, Delivered(obligation="forslag/head:pleje"), "p-plejechef")
    move = write(stage, moved(22), "p-procesejer")
    assert news(stage) == [("p-skolechef", "moved", move)]

    handed = write(stage, HandedOver(obligation=SCHOOL, to="p-haveleder"))

    assert news(stage) == [("p-haveleder", "handed_over", handed)]


def test_nobody_is_corrected_who_was_never_told_the_old_date(stage: Stage) -> None:
    stage.write(moved(22), at=at("2024-03-12", "10:00"), actor="p-procesejer")
    assert news(stage, "2024-03-12") == []

    last = stage.write(moved(25), at=at("2024-03-19", "10:00"), actor="p-procesejer")[0].seq
    assert news(stage, "2024-03-19") == [
        ("p-plejechef", "moved", last),
        ("p-skolechef", "moved", last),
    ]


def test_both_hear_of_it_when_somebody_else_hands_it_over(stage: Stage) -> None:
    handed = write(stage, HandedOver(obligation=SCHOOL, to="p-haveleder"), "p-direktoer")

    assert news(stage) == [
        ("p-haveleder", "handed_over", handed),
        ("p-skolechef", "handed_over", handed),
    ]


def test_whoever_stands_in_is_told_once_for_all_the_seats(stage: Stage) -> None:
    decision = absence.go_away(
        stage.state,
        by="p-skolechef",
        deputy="p-haveleder",
        since=date(2024, 3, 14),
        until=date(2024, 3, 20),
        at=at(DAY, "10:00"),
    )
    entry = stage.write(*decision.facts, at=at(DAY, "10:00"), actor="p-skolechef")[0]
    assert news(stage) == [("p-haveleder", "standing_in", entry.seq)]

    stage.write(
        *absence.come_back(stage.state, by="p-skolechef", at=at(DAY, "11:00")).facts,
        at=at(DAY, "11:00"),
        actor="p-skolechef",
    )
    assert news(stage, "2024-03-14") == []


def test_a_request_is_asked_of_the_process_owner_at_once_also_on_a_closed_day(stage: Stage) -> None:
    saturday = at("2024-03-16", "10:00")
    stage.write(
        MoreTimeAsked(obligation=SCHOOL, until=date(2024, 3, 22)), at=saturday, actor="p-skolechef"
    )

    asked = [n for n in due_notices(stage.state, saturday) if n.obligation.startswith("answer:")]

    assert [(n.person, n.because, n.due, n.digested) for n in asked] == [
        ("p-procesejer", "asked:0", saturday, False)
    ]


def test_asking_again_is_the_bots_own_doing_and_goes_into_the_days_message(stage: Stage) -> None:
    write(stage, MoreTimeAsked(obligation=SCHOOL, until=date(2024, 3, 22)))

    asked = [
        n for n in due_notices(stage.state, at("2024-03-15")) if n.obligation.startswith("answer:")
    ]

    assert [(n.because, n.digested) for n in asked] == [("asked:1", True)]


@pytest.mark.parametrize(
    ("fact", "told"),
    [
        (HandedOver(obligation=SCHOOL, to="p-plejechef"), [("p-plejechef", "handed_over")]),
        (HandedOver(obligation=SCHOOL, to="p-skolechef"), []),
        (NotMine(obligation=SCHOOL), [("p-procesejer", "not_mine")]),
    ],
)
def test_what_is_taken_back_or_done_is_not_told(
    stage: Stage, fact: Fact, told: list[tuple[str, str]]
) -> None:
    seq = write(stage, fact)
    assert [(person, kind) for person, kind, _ in news(stage)] == told

    done = write(stage, Delivered(obligation=SCHOOL))
    assert news(stage) == []
    write(stage, Undone(undoes=done))
    assert [(person, kind) for person, kind, _ in news(stage)] == told

    write(stage, Undone(undoes=seq))
    assert news(stage) == []


@pytest.mark.parametrize("granted", [True, False])
def test_the_asker_hears_the_answer_and_no_more_when_it_is_taken_back(
    stage: Stage, granted: bool
) -> None:
    asked = write(stage, MoreTimeAsked(obligation=SCHOOL, until=date(2024, 3, 22)))
    answer = write(stage, MoreTimeAnswered(asked=asked, granted=granted), "p-procesejer")
    assert news(stage) == [("p-skolechef", "more_time_answered", answer)]

    write(stage, Undone(undoes=answer), "p-procesejer")

    assert news(stage) == []


def test_one_person_who_says_it_is_not_theirs_does_not_silence_the_other_in_the_seat(
    stage: Stage,
) -> None:
    stage.write(
        SeatTaken(seat=Seat.parse("head:skole"), person="p-anden", since=date(2024, 1, 1)),
        at=at("2024-01-02"),
    )
    write(stage, NotMine(obligation=SCHOOL))

    asked = [n.person for n in due_notices(stage.state, at("2024-03-13")) if n.obligation == SCHOOL]

    assert asked == ["p-anden"]


RECORDED = DiscussionRecorded(
    committee="lmu_skole",
    proposals=(ProposalRef(id="R-001", version=1),),
    held_on=date(2024, 3, 8),
    outcome=Outcome.DISCUSSED,
    by_side=Side.MANAGEMENT,
)


@pytest.mark.parametrize("contested", [False, True])
def test_both_sides_hear_the_answer_until_it_is_taken_back_corrected_or_withdrawn(
    stage: Stage, contested: bool
) -> None:
    def answered(seq: int) -> int:
        said = (
            DiscussionContested(record=seq, description=Text(id="t", digest="d"))
            if contested
            else DiscussionConfirmed(record=seq)
        )
        return write(stage, said, "p-naestformand")

    kind = "contested" if contested else "receipt"
    record = write(stage, RECORDED, "p-formand")
    first = answered(record)
    assert news(stage) == [("p-formand", kind, first), ("p-naestformand", kind, first)]

    write(stage, Undone(undoes=first), "p-naestformand")
    assert news(stage) == []

    answered(record)
    newer = write(stage, replace(RECORDED, corrects=record), "p-formand")
    assert news(stage) == []

    answered(newer)
    write(stage, Undone(undoes=newer), "p-formand")
    again = stage.state.records[record].answer
    assert again is not None
    assert news(stage) == sorted(
        [
            ("p-formand", kind, again.seq),
            ("p-naestformand", kind, again.seq),
            ("p-naestformand", "withdrawn", stage.state.seq),
        ]
    )


@pytest.mark.parametrize(
    ("by", "told"),
    [("p-formand", ["p-naestformand"]), ("p-procesejer", ["p-formand", "p-naestformand"])],
)
def test_both_sides_but_whoever_did_it_hear_that_an_answered_record_was_taken_back(
    stage: Stage, by: str, told: list[str]
) -> None:
    record = write(stage, RECORDED, "p-formand")
    write(stage, DiscussionConfirmed(record=record), "p-naestformand")
    gone = write(stage, Undone(undoes=record, why="Forkert møde"), by)
    assert news(stage) == [(person, "withdrawn", gone) for person in told]


def test_of_an_unanswered_record_taken_back_by_its_recorder_nobody_is_told_but_by_others_both_are(
    stage: Stage,
) -> None:
    write(stage, Undone(undoes=write(stage, RECORDED, "p-formand")), "p-formand")
    assert news(stage) == []
    gone = write(
        stage, Undone(undoes=write(stage, RECORDED, "p-formand"), why="Prøve"), "p-procesejer"
    )
    assert news(stage) == [("p-formand", "withdrawn", gone), ("p-naestformand", "withdrawn", gone)]
