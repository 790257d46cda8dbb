"""Closed and half days of a Danish municipality, with the customary ones as the plan says."""

from __future__ import annotations

from datetime import date, time

import pytest

from config.plan_file import CustomaryDays, Openness, closed_days
from process.dates.workdays import ClosedDay

KEPT = CustomaryDays()


def names(year: int, customary: CustomaryDays = KEPT) -> dict[date, str]:
    return {c.day: c.name for c in closed_days([year], customary)}


def test_2024_has_its_days_with_danish_names() -> None:
    assert [
        (c.day.isoformat(), c.name)
        for c in closed_days([2024], CustomaryDays())
        if c.from_time is None
    ] == [
        ("2024-01-01", "Nytårsdag"),
        ("2024-03-28", "Skærtorsdag"),
        ("2024-03-29", "Langfredag"),
        ("2024-03-31", "Påskedag"),
        ("2024-04-01", "Anden påskedag"),
        ("2024-05-09", "Kristi himmelfartsdag"),
        ("2024-05-19", "Pinsedag"),
        ("2024-05-20", "Anden pinsedag"),
        ("2024-12-24", "Juleaftensdag"),
        ("2024-12-25", "Juledag"),
        ("2024-12-26", "Anden juledag"),
        ("2024-12-31", "Nytårsaften"),
    ]


def test_1_may_and_5_june_close_at_noon() -> None:
    halves = [(c.day, c.from_time) for c in closed_days([2024], CustomaryDays()) if c.from_time]
    assert halves == [(date(2024, 5, 1), time(12)), (date(2024, 6, 5), time(12))]


@pytest.mark.parametrize(
    ("year", "day", "closed"), [(2023, date(2023, 5, 5), True), (2024, date(2024, 4, 26), False)]
)
def test_store_bededag_was_closed_until_2023(year: int, day: date, closed: bool) -> None:
    assert (day in names(year)) == closed


def test_a_plan_may_keep_the_customary_days_otherwise() -> None:
    kept = names(2024, CustomaryDays(first_of_may=Openness.OPEN, christmas_eve=Openness.OPEN))
    assert (date(2024, 5, 1) in kept, date(2024, 12, 24) in kept, date(2024, 12, 31) in kept) == (
        False,
        False,
        True,
    )


def test_a_half_day_closes_when_the_plan_says() -> None:
    customary = CustomaryDays(first_of_may=Openness.CLOSED, half_day_from=time(13))
    days = {c.day: c.from_time for c in closed_days([2024], customary)}
    assert (days[date(2024, 5, 1)], days[date(2024, 6, 5)]) == (None, time(13))


def test_the_plans_own_days_prevail_and_stand_in_order() -> None:
    own = (
        ClosedDay(day=date(2024, 5, 10), name="Fredag efter Kristi himmelfart"),
        ClosedDay(day=date(2024, 6, 5), name="Lukket"),
    )
    days = closed_days([2024], CustomaryDays(), own)
    assert [c for c in days if c in own] == list(own)
    assert [c.day for c in days] == sorted({c.day for c in days})


def test_no_years_no_days() -> None:
    assert closed_days([], CustomaryDays()) == ()


def test_names_stay_danish_whatever_the_machine_speaks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    assert names(2025)[date(2025, 4, 21)] == "Anden påskedag"
