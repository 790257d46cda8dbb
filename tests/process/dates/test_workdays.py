"""Working days against an oracle written from the calendar's table and plain loops,
2024-2027; hours against summer time.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.plan_file import CustomaryDays, closed_days
from process.dates.workdays import Counting, WorkCalendar

CALENDAR = WorkCalendar(closed=closed_days(range(2024, 2028), CustomaryDays()))

# Written off the table, month and day, one line a year; Sundays are left out, they are no working
# days anyhow.
TABLE = {
    2024: ["1-1", "3-28", "3-29", "4-1", "5-9", "5-20", "12-24", "12-25", "12-26", "12-31"],
    2025: ["1-1", "4-17", "4-18", "4-21", "5-29", "6-9", "12-24", "12-25", "12-26", "12-31"],
    2026: ["1-1", "4-2", "4-3", "4-6", "5-14", "5-25", "12-24", "12-25", "12-26", "12-31"],
    2027: ["1-1", "3-25", "3-26", "3-29", "5-6", "5-17", "12-24", "12-25", "12-26", "12-31"],
}
CLOSED = {date(year, *map(int, day.split("-"))) for year, days in TABLE.items() for day in days}
FIRST, LAST = date(2024, 1, 1), date(2027, 12, 31)
EVERY_DAY = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
DAYS = st.sampled_from(EVERY_DAY[200:-200])


def works(day: date, counting: Counting = Counting.WORKING_DAY) -> bool:
    """The oracle: ISO weekday and the table."""
    return day.isoweekday() <= (6 if counting is Counting.WEEKDAY else 5) and day not in CLOSED


@pytest.mark.parametrize("counting", Counting)
def test_every_day_of_four_years_is_what_the_table_says(counting: Counting) -> None:
    assert [
        day for day in EVERY_DAY if CALENDAR.is_working(day, counting) != works(day, counting)
    ] == []


@pytest.mark.parametrize(("year", "count"), [(2024, 252), (2025, 251), (2026, 252), (2027, 253)])
def test_a_year_has_its_working_days(year: int, count: int) -> None:
    assert (
        sum(CALENDAR.is_working(day) for day in EVERY_DAY if day.year == year)
        == sum(works(day) for day in EVERY_DAY if day.year == year)
        == count
    )


@pytest.mark.parametrize("day", [date(2024, 4, 26), date(2025, 5, 16), date(2027, 4, 23)])
def test_store_bededag_is_a_working_day(day: date) -> None:
    assert CALENDAR.is_working(day)


@given(DAYS, st.integers(0, 60), st.sampled_from(Counting))
def test_shifting_counts_day_by_day(day: date, days: int, counting: Counting) -> None:
    ahead = [d for d in EVERY_DAY if d > day and works(d, counting)]
    back = [d for d in EVERY_DAY if d < day and works(d, counting)]
    assert CALENDAR.shift(day, days, counting) == ([day, *ahead][days])
    assert CALENDAR.shift(day, -days, counting) == ([day, *reversed(back)][days])


@given(DAYS, DAYS)
def test_counting_is_the_working_days_in_between(first: date, last: date) -> None:
    low, high = sorted((first, last))
    between = sum(works(day) for day in EVERY_DAY if low < day <= high)
    assert CALENDAR.count(first, last) == (between if first <= last else -between)


@given(DAYS)
def test_the_nearest_working_day_on_either_side(day: date) -> None:
    assert CALENDAR.on_or_after(day) == next(d for d in EVERY_DAY if d >= day and works(d))
    assert CALENDAR.on_or_before(day) == next(
        d for d in reversed(EVERY_DAY) if d <= day and works(d)
    )


def test_four_days_before_the_first_committee_depend_on_saturday() -> None:
    first = date(2024, 4, 30)
    assert CALENDAR.shift(first, -4, Counting.WEEKDAY) == date(2024, 4, 25)
    assert CALENDAR.shift(first, -4, Counting.WORKING_DAY) == date(2024, 4, 24)


@pytest.mark.parametrize(
    ("day", "at", "utc"),
    [
        (date(2024, 3, 30), time(8), datetime(2024, 3, 30, 7, tzinfo=UTC)),
        (date(2024, 3, 31), time(8), datetime(2024, 3, 31, 6, tzinfo=UTC)),
        (date(2024, 3, 31), time(2, 30), datetime(2024, 3, 31, 1, 30, tzinfo=UTC)),
        (date(2024, 10, 27), time(2, 30), datetime(2024, 10, 27, 0, 30, tzinfo=UTC)),
        (date(2024, 10, 27), time(8), datetime(2024, 10, 27, 7, tzinfo=UTC)),
    ],
)
def test_a_local_hour_is_one_instant_on_the_days_the_clock_is_put(
    day: date, at: time, utc: datetime
) -> None:
    assert CALENDAR.instant(day, at) == utc


@pytest.mark.parametrize(
    ("utc", "day"),
    [
        (datetime(2024, 3, 30, 22, 59, tzinfo=UTC), date(2024, 3, 30)),
        (datetime(2024, 3, 30, 23, 0, tzinfo=UTC), date(2024, 3, 31)),
        (datetime(2024, 6, 30, 22, 0, tzinfo=UTC), date(2024, 7, 1)),
        (datetime(2024, 10, 27, 22, 59, tzinfo=UTC), date(2024, 10, 27)),
    ],
)
def test_the_local_day_of_an_instant_follows_summer_time(utc: datetime, day: date) -> None:
    assert CALENDAR.local_day(utc) == day


def test_a_naive_instant_is_refused() -> None:
    with pytest.raises(ValueError, match="no zone"):
        CALENDAR.local_day(datetime.combine(date(2024, 3, 18), time(8)))


@pytest.mark.parametrize(
    ("day", "at", "is_open"),
    [
        (date(2024, 3, 18), time(8), True),
        (date(2024, 3, 18), time(6, 59), False),
        (date(2024, 3, 18), time(17), False),
        (date(2024, 3, 16), time(9), False),
        (date(2024, 3, 28), time(9), False),
        (date(2024, 6, 5), time(11, 59), True),
        (date(2024, 6, 5), time(12), False),
        (date(2024, 5, 1), time(13), False),
        (date(2024, 12, 24), time(9), False),
    ],
)
def test_messages_go_out_on_working_days_in_working_hours(
    day: date, at: time, is_open: bool
) -> None:
    assert CALENDAR.is_open(CALENDAR.instant(day, at)) == is_open


@pytest.mark.parametrize(
    ("day", "at", "opens_day", "opens_at"),
    [
        (date(2024, 3, 27), time(20), date(2024, 4, 2), time(8)),
        (date(2024, 3, 18), time(6), date(2024, 3, 18), time(8)),
        (date(2024, 6, 5), time(13), date(2024, 6, 6), time(8)),
        (date(2024, 3, 18), time(9), date(2024, 3, 18), time(9)),
    ],
)
def test_what_comes_outside_waits_for_the_next_delivery_hour(
    day: date, at: time, opens_day: date, opens_at: time
) -> None:
    assert CALENDAR.next_open(CALENDAR.instant(day, at)) == CALENDAR.instant(opens_day, opens_at)
