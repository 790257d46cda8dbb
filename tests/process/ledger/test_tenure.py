"""Who sits in a seat on a day: from and to, stand-ins, two in one seat, and those who left."""

from __future__ import annotations

from datetime import date

import pytest

from process.ledger.facts import SeatLeft, SeatTaken
from process.seats import PersonId, Seat
from process.simulation import Stage
from tests.support.cast import at

SCHOOL = Seat.parse("head:skole")


def take(
    stage: Stage, person: PersonId, since: date, until: date | None = None, *, deputy: bool = False
) -> None:
    stage.write(
        SeatTaken(seat=SCHOOL, person=person, since=since, until=until, deputy=deputy),
        at=at("2024-01-02"),
    )


def leave(stage: Stage, person: PersonId, last_day: date) -> None:
    stage.write(SeatLeft(seat=SCHOOL, person=person, last_day=last_day), at=at("2024-01-03"))


@pytest.mark.parametrize(
    ("day", "holders"),
    [
        (date(2023, 12, 31), ()),
        (date(2024, 1, 1), ("p-skolechef",)),
        (date(2024, 3, 10), ("p-skolechef",)),
        (date(2024, 3, 11), ("p-vikar",)),
        (date(2024, 3, 22), ("p-vikar",)),
        (date(2024, 3, 23), ("p-skolechef",)),
        (date(2024, 5, 31), ("p-skolechef",)),
        (date(2024, 6, 1), ()),
        (date(2024, 6, 30), ()),
        (date(2024, 7, 1), ("p-ny",)),
    ],
)
def test_a_seat_is_held_from_and_to_and_a_stand_in_comes_first(
    stage: Stage, day: date, holders: tuple[PersonId, ...]
) -> None:
    take(stage, "p-vikar", date(2024, 3, 11), date(2024, 3, 22), deputy=True)
    leave(stage, "p-skolechef", date(2024, 5, 31))
    take(stage, "p-ny", date(2024, 7, 1))

    assert stage.state.holders(SCHOOL, day) == holders


def test_the_holder_is_still_in_the_seat_while_another_stands_in(stage: Stage) -> None:
    take(stage, "p-vikar", date(2024, 3, 11), date(2024, 3, 22), deputy=True)

    assert [
        stage.state.is_in(SCHOOL, p, date(2024, 3, 12))
        for p in ("p-skolechef", "p-vikar", "p-plejechef")
    ] == [True, True, False]
    assert stage.state.seats_of("p-vikar", date(2024, 3, 12)) == (SCHOOL,)
    assert stage.state.seats_of("p-vikar", date(2024, 3, 23)) == ()


def test_two_may_share_a_seat_and_nobody_sits_in_it_twice(stage: Stage) -> None:
    take(stage, "p-anden", date(2024, 2, 1))
    take(stage, "p-skolechef", date(2024, 2, 1))

    assert stage.state.holders(SCHOOL, date(2024, 3, 1)) == ("p-skolechef", "p-anden")


def test_a_stand_in_may_leave_before_the_day_that_was_agreed(stage: Stage) -> None:
    take(stage, "p-vikar", date(2024, 3, 11), date(2024, 3, 22), deputy=True)

    leave(stage, "p-vikar", date(2024, 3, 13))

    assert stage.state.holders(SCHOOL, date(2024, 3, 14)) == ("p-skolechef",)


def test_leaving_again_does_not_lengthen_an_earlier_tenure(stage: Stage) -> None:
    leave(stage, "p-skolechef", date(2024, 2, 29))
    take(stage, "p-skolechef", date(2024, 5, 1))
    leave(stage, "p-skolechef", date(2024, 5, 31))

    held = [
        stage.state.holders(SCHOOL, day)
        for day in (date(2024, 2, 29), date(2024, 3, 1), date(2024, 5, 31), date(2024, 6, 1))
    ]
    assert held == [("p-skolechef",), (), ("p-skolechef",), ()]
