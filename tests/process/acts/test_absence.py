"""Being away: dated, with somebody who stands in, and every refusal with its fields."""

from __future__ import annotations

from datetime import date

import pytest

from process.acts import absence
from process.deadlines.obligations import find, responsible
from process.errors import AlreadyDone, BadDay, BothSides, Missing, Refused, Unknown
from process.ledger.facts import SeatLeft, SeatTaken
from process.seats import PersonId, Seat
from process.simulation import Stage
from tests.support.cast import at

MON = at("2024-03-11", "09:12")
CHEF = "p-skolechef"


def away(
    stage: Stage,
    by: PersonId = CHEF,
    deputy: PersonId = "p-haveleder",
    since: int = 13,
    until: int = 20,
) -> None:
    decision = absence.go_away(
        stage.state,
        by=by,
        deputy=deputy,
        since=date(2024, 3, since),
        until=date(2024, 3, until),
        at=MON,
    )
    stage.write(*decision.facts, at=MON, actor=by, seat=decision.seat)


def answers(stage: Stage, day: int) -> tuple[PersonId, ...]:
    owed = find(stage.state, "forslag/head:skole")
    assert owed is not None
    return responsible(stage.state, owed, date(2024, 3, day))


def test_the_stand_in_answers_on_those_days_and_the_chef_before_and_after(stage: Stage) -> None:
    away(stage)

    assert [answers(stage, day) for day in (12, 13, 20, 21)] == [
        (CHEF,),
        ("p-haveleder",),
        ("p-haveleder",),
        (CHEF,),
    ]


def test_a_second_absence_replaces_the_first_where_they_meet(stage: Stage) -> None:
    away(stage)
    away(stage, deputy="p-plejechef", since=18, until=22)

    assert [answers(stage, day) for day in (13, 15, 18, 22)] == [
        ("p-haveleder",),
        ("p-haveleder",),
        ("p-plejechef",),
        ("p-plejechef",),
    ]


def test_whoever_comes_back_early_has_it_again_the_same_day(stage: Stage) -> None:
    away(stage)
    stage.write(
        *absence.come_back(stage.state, by=CHEF, at=at("2024-03-15")).facts,
        at=at("2024-03-15"),
        actor=CHEF,
    )

    assert [answers(stage, day) for day in (14, 15)] == [("p-haveleder",), (CHEF,)]
    assert absence.absent(stage.state, CHEF, date(2024, 3, 15)) is None


@pytest.mark.parametrize(
    ("by", "deputy", "since", "until", "refusal"),
    [
        (
            CHEF,
            "p-haveleder",
            20,
            13,
            BadDay(why="order", day=date(2024, 3, 13), limit=date(2024, 3, 20)),
        ),
        (CHEF, "p-haveleder", 4, 8, BadDay(why="past", day=date(2024, 3, 8))),
        (CHEF, "p-fremmed", 13, 20, Unknown(what="person", name="p-fremmed")),
        (CHEF, CHEF, 13, 20, Unknown(what="person", name=CHEF)),
        ("p-naestformand", "p-haveleder", 13, 20, Missing(field="seat")),
        ("p-formand", "p-naestformand", 13, 20, BothSides(committee="lmu_skole")),
    ],
)
def test_every_refusal_has_its_fields(
    stage: Stage, by: PersonId, deputy: PersonId, since: int, until: int, refusal: Refused
) -> None:
    with pytest.raises(type(refusal)) as found:
        away(stage, by, deputy, since, until)
    assert found.value.__dict__ == refusal.__dict__


def test_a_stand_in_who_has_left_is_refused_and_the_same_twice_is_once(stage: Stage) -> None:
    stage.write(
        SeatLeft(seat=Seat.parse("chair:pm_have"), person="p-haveleder", last_day=date(2024, 3, 8)),
        at=MON,
    )
    with pytest.raises(Unknown):
        away(stage)

    away(stage, deputy="p-plejechef")
    with pytest.raises(AlreadyDone):
        away(stage, deputy="p-plejechef")
    with pytest.raises(Unknown):
        absence.come_back(stage.state, by="p-direktoer", at=MON)


def test_who_has_left_holds_no_seat_the_day_after(stage: Stage) -> None:
    stage.write(
        SeatTaken(seat=Seat.parse("chair:lmu_skole"), person=CHEF, since=date(2024, 1, 1)), at=MON
    )
    stage.write(*absence.leave_all(stage.state, CHEF, last_day=date(2024, 3, 12)).facts, at=MON)

    assert [len(stage.state.seats_of(CHEF, date(2024, 3, day))) for day in (12, 13)] == [2, 0]
    assert answers(stage, 13) == ("p-direktoer",)
