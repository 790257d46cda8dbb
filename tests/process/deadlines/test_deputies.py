"""A chef's standing deputy is a rung of its own, and the plan says for each kind who stands
above whom.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from process.acts import deadlines
from process.deadlines.obligations import find, responsible
from process.errors import NotYours
from process.ledger.codec import decode, encode
from process.ledger.facts import Delivered, HandedOver, PlanAdopted, SeatLeft, SeatTaken
from process.plan.model import Above, Plan, Rhythm
from process.reminders.due import due_notices
from process.reminders.notices import NoticeKind
from process.seats import Seat
from process.simulation import Stage
from tests.process.reminders.played import first_escalation
from tests.support.cast import PLAN, at

SCHOOL = "forslag/head:skole"
DEPUTY = Seat.parse("deputy:skole")
TOLD = (NoticeKind.ESCALATED, NoticeKind.ESCALATION_TOLD)
HEARD = ("p-skolechef", "escalation_told")
RUNGS = {
    "deputy": ("p-souschef", "escalated"),
    "director": ("p-direktoer", "escalated"),
    "process_owner": ("p-procesejer", "escalated"),
}


def told(stage: Stage, day: str) -> list[tuple[str, str]]:
    """(person, kind) of the ladder's notices about the school's delivery that stand at the
    delivery hour.
    """
    found = [
        n for n in due_notices(stage.state, at(day)) if n.obligation == SCHOOL and n.kind in TOLD
    ]
    return sorted((n.person, n.kind.value) for n in found)


def seated(stage: Stage, seat: Seat = DEPUTY, person: str = "p-souschef") -> Stage:
    stage.write(SeatTaken(seat=seat, person=person, since=date(2024, 1, 1)), at=at("2024-01-02"))
    return stage


def with_ladder(stage: Stage, ladder: tuple[Above, ...] | None) -> Stage:
    """The same plan with another ladder, adopted before anything has begun."""
    kinds = tuple(
        replace(k, rhythm=replace(k.rhythm, ladder=ladder)) if k.key == "delivery" else k
        for k in PLAN.kinds
    )
    stage.write(PlanAdopted(plan=replace(PLAN, kinds=kinds), reason="Stigen"), at=at("2024-01-02"))
    return stage


DAYS = ("2024-03-20", "2024-03-21", "2024-03-25", "2024-03-27", "2024-06-03")
"""The day before the first rung, the three rungs two working days apart, and long after."""


@pytest.mark.parametrize(
    ("ladder", "rungs"),
    [
        (None, ("deputy", "director", "process_owner")),
        (
            (Above.DEPUTY, Above.DIRECTOR, Above.PROCESS_OWNER),
            ("deputy", "director", "process_owner"),
        ),
        ((Above.DIRECTOR, Above.DEPUTY), ("director", "deputy")),
        ((Above.PROCESS_OWNER,), ("process_owner",)),
        ((), ()),
    ],
)
def test_the_plan_says_who_hears_of_it_and_in_which_order(
    stage: Stage, ladder: tuple[Above, ...] | None, rungs: tuple[str, ...]
) -> None:
    seated(with_ladder(stage, ladder))

    for number, day in enumerate(DAYS):
        assert [who for who in told(stage, day) if who != HEARD] == sorted(
            RUNGS[rung] for rung in rungs[:number]
        )
        assert (HEARD in told(stage, day)) is (0 < number <= len(rungs)) or number > len(rungs)


def test_a_deputys_empty_seat_is_passed_over(stage: Stage) -> None:
    assert [told(stage, day) for day in DAYS[:3]] == [
        [],
        sorted([HEARD, RUNGS["director"]]),
        sorted([HEARD, RUNGS["director"], RUNGS["process_owner"]]),
    ]


def test_the_deputy_is_told_what_was_tried_and_the_director_who_has_heard(stage: Stage) -> None:
    seated(stage)
    first = first_escalation(stage.state, SCHOOL)
    assert first.person == "p-souschef"
    assert first.tried == (at("2024-03-13"), at("2024-03-15"), at("2024-03-19"))

    due = due_notices(stage.state, at("2024-03-25"))
    second = next(n for n in due if n.obligation == SCHOOL and n.person == "p-direktoer")
    assert second.because == "escalated:5"


def test_the_ladder_that_stood_when_it_began_holds_under_a_new_plan(stage: Stage) -> None:
    seated(stage)
    kinds = tuple(
        replace(k, rhythm=replace(k.rhythm, ladder=(Above.PROCESS_OWNER,)))
        if k.key == "delivery"
        else k
        for k in PLAN.kinds
    )
    stage.write(PlanAdopted(plan=replace(PLAN, kinds=kinds), reason="Senere"), at=at("2024-03-14"))

    assert told(stage, "2024-03-21") == sorted([HEARD, RUNGS["deputy"]])


def test_a_dated_stand_in_takes_the_chefs_own_place_and_the_deputy_stays_a_rung(
    stage: Stage,
) -> None:
    seated(stage)
    fact = SeatTaken(
        seat=Seat.parse("head:skole"),
        person="p-vikar",
        since=date(2024, 3, 11),
        until=date(2024, 3, 22),
        deputy=True,
    )
    stage.write(fact, at=at("2024-03-08"))

    assert told(stage, "2024-03-21") == sorted([RUNGS["deputy"], ("p-vikar", "escalation_told")])


def test_a_deputy_who_stands_in_for_the_chef_is_the_owner_and_no_rung(stage: Stage) -> None:
    seated(seated(stage), Seat.parse("head:pleje"), "p-souschef")
    fact = SeatTaken(
        seat=Seat.parse("head:skole"),
        person="p-souschef",
        since=date(2024, 3, 11),
        until=date(2024, 4, 22),
        deputy=True,
    )
    stage.write(fact, at=at("2024-03-08"))

    assert told(stage, "2024-03-21") == sorted(
        [("p-souschef", "escalation_told"), RUNGS["director"]]
    )


def test_a_chefs_empty_seat_is_the_deputys_to_answer_for_before_the_directors(stage: Stage) -> None:
    stage.write(
        SeatLeft(seat=Seat.parse("head:skole"), person="p-skolechef", last_day=date(2024, 3, 1)),
        at=at("2024-03-01"),
    )
    owed = find(stage.state, SCHOOL)
    assert owed is not None and responsible(stage.state, owed, date(2024, 3, 13)) == (
        "p-direktoer",
    )

    seated(stage)
    assert responsible(stage.state, owed, date(2024, 3, 13)) == ("p-souschef",)
    assert told(stage, "2024-03-21") == sorted(
        [("p-souschef", "escalation_told"), RUNGS["director"]]
    )


def test_the_deputy_says_it_is_handed_in_or_takes_it_and_nobody_elses_deputy_does(
    stage: Stage,
) -> None:
    seated(seated(stage), Seat.parse("deputy:pleje"), "p-anden")
    now = at("2024-03-21", "10:00")

    assert (
        deadlines.deliver(stage.state, by="p-souschef", obligation=SCHOOL, at=now).seat
        == "deputy:skole"
    )
    taken = deadlines.take_it(stage.state, by="p-souschef", obligation=SCHOOL, at=now)
    assert (taken.facts, taken.seat) == (
        (HandedOver(obligation=SCHOOL, to="p-souschef"),),
        "deputy:skole",
    )
    for act in (deadlines.deliver, deadlines.take_it):
        with pytest.raises(NotYours):
            act(stage.state, by="p-anden", obligation=SCHOOL, at=now)
    with pytest.raises(NotYours):
        deadlines.not_mine(stage.state, by="p-souschef", obligation=SCHOOL, at=now)


def test_what_the_deputy_handed_in_ends_it_for_all(stage: Stage) -> None:
    seated(stage)
    stage.write(
        Delivered(obligation=SCHOOL),
        at=at("2024-03-21", "10:00"),
        actor="p-souschef",
        seat="deputy:skole",
    )

    assert [
        n.kind for n in due_notices(stage.state, at("2024-06-03")) if n.obligation == SCHOOL
    ] == []


def test_a_plan_in_a_ledger_from_before_ladders_reads_as_it_did() -> None:
    kept = encode(PLAN)
    assert isinstance(kept, dict) and isinstance(kept["kinds"], list)
    for kind in kept["kinds"]:
        assert isinstance(kind, dict) and isinstance(kind["rhythm"], dict)
        del kind["rhythm"]["ladder"]

    assert decode(Plan, kept) == PLAN
    assert decode(Rhythm, encode(Rhythm(ladder=(Above.DEPUTY,)))) == Rhythm(ladder=(Above.DEPUTY,))
    assert decode(Rhythm, encode(Rhythm(ladder=()))) == Rhythm(ladder=())
