"""Sixteen years of working days against an oracle of its own: Easter by the computus of 1876,
and the law's list of holidays.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.plan_file import CustomaryDays, closed_days
from process.dates.workdays import Counting, WorkCalendar

YEARS = range(2020, 2036)
CALENDAR = WorkCalendar(closed=closed_days(range(2019, 2037), CustomaryDays()))
FIRST, LAST = date(YEARS[0], 1, 1), date(YEARS[-1], 12, 31)
EVERY_DAY = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
LAST_PRAYER_DAY = 2023
"""Store bededag is no holiday from 2024 on."""


def easter(year: int) -> date:
    """The anonymous Gregorian computus (Nature, 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e, f = b // 4, b % 4, (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def holidays_of(year: int) -> set[date]:
    """The days from Easter, the fixed ones, and the two the municipality keeps closed."""
    moving = [-3, -2, 0, 1, 39, 49, 50] + ([26] if year <= LAST_PRAYER_DAY else [])
    fixed = [(1, 1), (12, 24), (12, 25), (12, 26), (12, 31)]
    return {easter(year) + timedelta(days=n) for n in moving} | {date(year, *day) for day in fixed}


HOLIDAYS = {day for year in range(2019, 2037) for day in holidays_of(year)}


def works(day: date, counting: Counting) -> bool:
    """The oracle."""
    return day.weekday() < (6 if counting is Counting.WEEKDAY else 5) and day not in HOLIDAYS


@pytest.mark.parametrize("counting", Counting)
def test_every_day_of_sixteen_years_is_what_the_oracle_says(counting: Counting) -> None:
    assert [
        day for day in EVERY_DAY if CALENDAR.is_working(day, counting) != works(day, counting)
    ] == []


@given(st.sampled_from(EVERY_DAY[120:-120]), st.integers(-60, 60), st.sampled_from(Counting))
def test_a_day_is_shifted_over_as_many_working_days_as_the_oracle_counts(
    day: date, days: int, counting: Counting
) -> None:
    here, left, step = day, abs(days), timedelta(days=1 if days > 0 else -1)
    while left:
        here += step
        left -= works(here, counting)
    assert CALENDAR.shift(day, days, counting) == here


@given(st.sampled_from(EVERY_DAY), st.sampled_from(EVERY_DAY), st.sampled_from(Counting))
def test_counting_between_two_days_is_the_oracles_sum(
    one: date, other: date, counting: Counting
) -> None:
    first, last = min(one, other), max(one, other)
    between = sum(works(day, counting) for day in EVERY_DAY if first < day <= last)
    assert CALENDAR.count(one, other, counting) == (between if one <= other else -between)


@given(st.sampled_from(EVERY_DAY[20:-20]))
def test_the_nearest_working_days_are_the_oracles(day: date) -> None:
    before = max(d for d in EVERY_DAY if d <= day and works(d, Counting.WORKING_DAY))
    after = min(d for d in EVERY_DAY if d >= day and works(d, Counting.WORKING_DAY))
    assert (CALENDAR.on_or_before(day), CALENDAR.on_or_after(day)) == (before, after)
