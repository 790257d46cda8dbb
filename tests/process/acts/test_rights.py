"""Who may do what: a policy table for every act. Nobody may who is not named here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from process.acts import deadlines as deadline
from process.acts import plan
from process.acts import records as discussion
from process.acts.records import Meeting
from process.dates.when import NoLater
from process.errors import NotYours, SamePerson
from process.ledger.entries import Decision, new_text
from process.ledger.facts import (
    DiscussionRecorded,
    Fact,
    HandedOver,
    MoreTimeAsked,
    Outcome,
    ProposalRef,
    SeatTaken,
    Side,
    Snoozed,
)
from process.ledger.state import State
from process.seats import PersonId, Seat
from process.simulation import Stage
from tests.support.cast import CAST, OUTSIDER, at, small_process

SCHOOL = "forslag/head:skole"
NOW = at("2024-04-19", "09:00")
MORE = {
    "head:skole": "p-vikar",
    "chair:lmu_skole": "p-formandsvikar",
    "process_owner:r24": "p-ejervikar",
    "vice_chair:lmu_skole": "p-nfvikar",
}
SEATED = {
    "substitute:lmu_skole": "p-suppleant",
    "employee_rep:lmu_skole": "p-kollega",
    "secretary:lmu_skole": "p-lmusekretaer",
}
EVERYBODY = sorted({*CAST.values(), *MORE.values(), *SEATED.values(), "p-hjaelper", OUTSIDER})
WORDS = new_text("Vi ser det anderledes.", id="t", salt="s")

OWNERS = ("p-skolechef", "p-vikar")
KEEPERS = ("p-procesejer", "p-ejervikar")
EMPLOYEES = ("p-naestformand", "p-nfvikar", "p-suppleant", "p-kollega")
CHAIRS = ("p-formand", "p-formandsvikar")
SECRETARIES = ("p-sekretaer", "p-lmusekretaer")


def staffed() -> Stage:
    """The small process with a stand-in in four seats and the employees' side filled."""
    stage = small_process()
    for seat, person in (MORE | SEATED | {"member:hjaelp": "p-hjaelper"}).items():
        fact = SeatTaken(
            seat=Seat.parse(seat), person=person, since=date(2024, 1, 1), deputy=seat in MORE
        )
        stage.write(fact, at=at("2024-01-02"))
    return stage


def written(stage: Stage, fact: Fact, actor: PersonId) -> int:
    return stage.write(fact, at=at("2024-03-11", "10:00"), actor=actor, seat="head:skole")[0].seq


def recorded(stage: Stage, by: Side, actor: PersonId) -> int:
    refs = (ProposalRef(id="R-001", version=1),)
    fact = DiscussionRecorded(
        committee="lmu_skole",
        proposals=refs,
        held_on=date(2024, 4, 18),
        outcome=Outcome.DISCUSSED,
        by_side=by,
    )
    return stage.write(fact, at=at("2024-04-19", "08:00"), actor=actor, seat="chair:lmu_skole")[
        0
    ].seq


Act = Callable[[Stage], Callable[[State, PersonId], Decision]]


def deliver(stage: Stage) -> Callable[[State, PersonId], Decision]:
    return lambda s, p: deadline.deliver(s, by=p, obligation=SCHOOL, at=NOW)


def deliver_what_was_handed_over(stage: Stage) -> Callable[[State, PersonId], Decision]:
    written(stage, HandedOver(obligation=SCHOOL, to="p-hjaelper"), "p-skolechef")
    return lambda s, p: deadline.deliver(s, by=p, obligation=SCHOOL, at=NOW)


def receive(stage: Stage) -> Callable[[State, PersonId], Decision]:
    return lambda s, p: deadline.receive(s, by=p, obligation=SCHOOL, at=NOW)


def ask_more_time(stage: Stage) -> Callable[[State, PersonId], Decision]:
    return lambda s, p: deadline.ask_more_time(
        s, by=p, obligation=SCHOOL, until=date(2024, 4, 26), at=NOW
    )


def answer_more_time(stage: Stage) -> Callable[[State, PersonId], Decision]:
    asked = written(stage, MoreTimeAsked(obligation=SCHOOL, until=date(2024, 3, 22)), "p-skolechef")
    return lambda s, p: deadline.answer_more_time(s, by=p, asked=asked, granted=True, at=NOW)


def snooze(stage: Stage) -> Callable[[State, PersonId], Decision]:
    return lambda s, p: deadline.snooze(
        s, by=p, obligation=SCHOOL, until=date(2024, 3, 18), at=at("2024-03-11", "10:00")
    )


def hand_over(stage: Stage) -> Callable[[State, PersonId], Decision]:
    return lambda s, p: deadline.hand_over(s, by=p, obligation=SCHOOL, to="p-plejechef", at=NOW)


def hand_over_an_answer(stage: Stage) -> Callable[[State, PersonId], Decision]:
    seq = recorded(stage, Side.MANAGEMENT, "p-formand")
    return lambda s, p: deadline.hand_over(
        s, by=p, obligation=f"confirm:{seq}", to="p-suppleant", at=NOW
    )


def not_mine(stage: Stage) -> Callable[[State, PersonId], Decision]:
    return lambda s, p: deadline.not_mine(s, by=p, obligation=SCHOOL, at=NOW)


def undo(stage: Stage) -> Callable[[State, PersonId], Decision]:
    seq = written(stage, Snoozed(obligation=SCHOOL, until=date(2024, 3, 18)), "p-skolechef")
    return lambda s, p: deadline.undo(s, by=p, seq=seq, at=NOW)


def move(stage: Stage) -> Callable[[State, PersonId], Decision]:
    return lambda s, p: plan.move(
        s, by=p, milestone="forslag", to=NoLater(day=date(2024, 4, 26)), why="Påsken", at=NOW
    )


def cancel(stage: Stage) -> Callable[[State, PersonId], Decision]:
    return lambda s, p: plan.cancel(s, by=p, milestone="forslag", why="Aflyst", at=NOW)


def record(stage: Stage) -> Callable[[State, PersonId], Decision]:
    meeting = Meeting(committee="lmu_skole", proposals=("R-001",), held_on=date(2024, 4, 18))
    return lambda s, p: discussion.record(s, meeting, by=p, at=NOW)


def confirm_the_chairs(stage: Stage) -> Callable[[State, PersonId], Decision]:
    seq = recorded(stage, Side.MANAGEMENT, "p-formand")
    return lambda s, p: discussion.confirm(s, by=p, record=seq, at=NOW)


def confirm_the_secretarys(stage: Stage) -> Callable[[State, PersonId], Decision]:
    seq = recorded(stage, Side.SECRETARY, "p-sekretaer")
    return lambda s, p: discussion.confirm(s, by=p, record=seq, at=NOW)


def contest_the_vice_chairs(stage: Stage) -> Callable[[State, PersonId], Decision]:
    seq = recorded(stage, Side.EMPLOYEES, "p-naestformand")
    return lambda s, p: discussion.contest(s, by=p, record=seq, description=WORDS, at=NOW)


def add_views(stage: Stage) -> Callable[[State, PersonId], Decision]:
    seq = recorded(stage, Side.MANAGEMENT, "p-formand")
    return lambda s, p: discussion.add_views(s, by=p, record=seq, views=WORDS, at=NOW)


def withdraw(stage: Stage) -> Callable[[State, PersonId], Decision]:
    seq = recorded(stage, Side.MANAGEMENT, "p-formand")
    return lambda s, p: discussion.withdraw(s, by=p, record=seq, why="Forkert møde", at=NOW)


def correct_the_secretarys(stage: Stage) -> Callable[[State, PersonId], Decision]:
    seq = recorded(stage, Side.SECRETARY, "p-sekretaer")
    meeting = Meeting(
        committee="lmu_skole", proposals=("R-001",), held_on=date(2024, 4, 17), corrects=seq
    )
    return lambda s, p: discussion.record(s, meeting, by=p, at=NOW)


def correct_the_vice_chairs(stage: Stage) -> Callable[[State, PersonId], Decision]:
    seq = recorded(stage, Side.EMPLOYEES, "p-naestformand")
    meeting = Meeting(
        committee="lmu_skole", proposals=("R-001",), held_on=date(2024, 4, 17), corrects=seq
    )
    return lambda s, p: discussion.record(s, meeting, by=p, at=NOW)


POLICY: list[tuple[Act, tuple[PersonId, ...]]] = [
    (deliver, OWNERS),
    (deliver_what_was_handed_over, (*OWNERS, "p-hjaelper")),
    (receive, (*KEEPERS, "p-gruppen")),
    (ask_more_time, OWNERS),
    (answer_more_time, KEEPERS),
    (snooze, OWNERS),
    (hand_over, (*OWNERS, *KEEPERS, "p-direktoer")),
    (hand_over_an_answer, EMPLOYEES),
    (not_mine, OWNERS),
    (undo, ("p-skolechef", *KEEPERS)),
    (move, KEEPERS),
    (cancel, KEEPERS),
    (record, (*CHAIRS, *EMPLOYEES, *SECRETARIES)),
    (confirm_the_chairs, EMPLOYEES),
    (confirm_the_secretarys, EMPLOYEES),
    (contest_the_vice_chairs, CHAIRS),
    (add_views, (*CHAIRS, *EMPLOYEES, *SECRETARIES)),
    (withdraw, (*CHAIRS, *KEEPERS)),
    (correct_the_secretarys, (*CHAIRS, *SECRETARIES)),
    (correct_the_vice_chairs, EMPLOYEES),
]


@pytest.mark.parametrize(
    ("act", "allowed"), POLICY, ids=lambda value: getattr(value, "__name__", "")
)
def test_these_may_and_nobody_else(act: Act, allowed: tuple[PersonId, ...]) -> None:
    stage = staffed()
    do = act(stage)

    def may(person: PersonId) -> bool:
        try:
            return bool(do(stage.state, person).facts)
        except (NotYours, SamePerson):
            return False

    assert [p for p in EVERYBODY if may(p)] == sorted(allowed)


@pytest.mark.parametrize(
    ("act", "seats"),
    [
        (deliver, ("head:skole",)),
        (receive, ("process_owner:r24", "member:raaderumsgruppen")),
        (answer_more_time, ("process_owner:r24",)),
        (move, ("process_owner:r24",)),
        (
            hand_over_an_answer,
            ("vice_chair:lmu_skole", "substitute:lmu_skole", "employee_rep:lmu_skole"),
        ),
        (
            confirm_the_chairs,
            (
                "chair:lmu_skole",
                "vice_chair:lmu_skole",
                "substitute:lmu_skole",
                "employee_rep:lmu_skole",
                "secretary:lmu_skole",
                "secretary:hu",
            ),
        ),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_an_outsider_is_told_which_seats_may(act: Act, seats: tuple[str, ...]) -> None:
    stage = staffed()
    do = act(stage)

    with pytest.raises(NotYours) as refused:
        do(stage.state, OUTSIDER)
    assert refused.value.seats == seats


@pytest.mark.parametrize("person", ["p-formandsvikar", "p-sekretaer"])
def test_the_recording_side_is_told_who_answers(person: PersonId) -> None:
    stage = staffed()
    do = confirm_the_chairs(stage)

    with pytest.raises(NotYours) as refused:
        do(stage.state, person)
    assert refused.value == NotYours(
        act="confirm",
        seats=("vice_chair:lmu_skole", "substitute:lmu_skole", "employee_rep:lmu_skole"),
    )


def test_one_person_is_never_both_sides() -> None:
    stage = staffed()
    seq = recorded(stage, Side.MANAGEMENT, "p-formand")
    stage.write(
        SeatTaken(
            seat=Seat.parse("vice_chair:lmu_skole"), person="p-formand", since=date(2024, 4, 1)
        ),
        at=at("2024-04-20"),
    )

    for act in ("confirm", "contest"):
        with pytest.raises(SamePerson) as refused:
            if act == "confirm":
                discussion.confirm(stage.state, by="p-formand", record=seq, at=at("2024-04-22"))
            else:
                discussion.contest(
                    stage.state, by="p-formand", record=seq, description=WORDS, at=at("2024-04-22")
                )
        assert refused.value == SamePerson(act=act)


def test_nobody_acts_in_a_seat_they_have_not_come_to_or_have_left() -> None:
    stage = small_process()
    fact = SeatTaken(
        seat=Seat.parse("head:skole"),
        person="p-ny",
        since=date(2024, 3, 11),
        until=date(2024, 3, 12),
    )
    stage.write(fact, at=at("2024-01-02"))

    def may(day: str) -> bool:
        try:
            return bool(
                deadline.deliver(stage.state, by="p-ny", obligation=SCHOOL, at=at(day)).facts
            )
        except NotYours:
            return False

    assert [may(day) for day in ("2024-03-10", "2024-03-11", "2024-03-12", "2024-03-13")] == [
        False,
        True,
        True,
        False,
    ]
