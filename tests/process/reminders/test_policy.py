"""The rhythm, written off the calendar by hand: what is said about a deadline on a day, and at
which hour of the world's clock.
"""

from __future__ import annotations

from datetime import date, time

import pytest

from config.plan_file import CustomaryDays, closed_days
from process.dates.workdays import ClosedDay, WorkCalendar
from process.deadlines.obligations import Obligation, ObligationKind
from process.plan.model import Rhythm
from process.reminders.notices import Reason
from process.reminders.rhythm import rhythm_steps
from process.seats import Seat

PUBLIC = closed_days(range(2023, 2030), CustomaryDays())
RHYTHM = Rhythm(remind=(3, 1), nag_every=2, nags=3)
NOON = "13:00"
"""A delivery hour in a half day's closed half."""


def said(due: str, today: str, own: tuple[str, ...] = (), delivery: str = "08:00") -> str:
    """Why something is said that day; "" when nothing is."""
    closed = (*PUBLIC, *(ClosedDay(day=date.fromisoformat(day), name="Lukket") for day in own))
    days = WorkCalendar(closed=closed, delivery=time.fromisoformat(delivery))
    owed = Obligation(
        key="o",
        kind=ObligationKind.DISCUSSION,
        seat=Seat.parse("head:x"),
        title="T",
        rhythm=RHYTHM,
        due=date.fromisoformat(due),
    )
    found = [step for step in rhythm_steps(owed, days) if step.day == date.fromisoformat(today)]
    assert all(
        days.is_open(step.due(days))
        for step in rhythm_steps(owed, days)
        if step.because.reason is Reason.BEFORE
    )
    return str(max(found, key=lambda step: step.name).because) if found else ""


ORDINARY = [  # Monday 18 March 2024
    ("2024-03-18", "2024-03-12", ""),
    ("2024-03-18", "2024-03-13", "before:3"),
    ("2024-03-18", "2024-03-14", ""),
    ("2024-03-18", "2024-03-15", "before:1"),
    ("2024-03-18", "2024-03-16", ""),
    ("2024-03-18", "2024-03-17", ""),
    ("2024-03-18", "2024-03-18", ""),
    ("2024-03-18", "2024-03-19", "after:1"),
    ("2024-03-18", "2024-03-20", ""),
    ("2024-03-18", "2024-03-21", "after:3"),
    ("2024-03-18", "2024-03-22", ""),
    ("2024-03-18", "2024-03-25", "after:5"),
    ("2024-03-18", "2024-03-27", ""),
    ("2024-03-18", "2024-04-03", ""),
    ("2024-03-16", "2024-03-13", "before:3"),  # a Saturday
    ("2024-03-16", "2024-03-15", "before:1"),
    ("2024-03-16", "2024-03-18", "after:1"),
    ("2024-03-17", "2024-03-18", "after:1"),  # a Sunday
]
# closed 28 and 29 March and 1 April; the clocks go forward on Sunday 31 March
EASTER = [
    ("2024-03-28", "2024-03-25", "before:3"),
    ("2024-03-28", "2024-03-27", "before:1"),
    ("2024-03-28", "2024-03-28", ""),
    ("2024-03-28", "2024-04-02", "after:1"),
    ("2024-03-31", "2024-03-27", "before:1"),
    ("2024-03-31", "2024-04-02", "after:1"),
    ("2024-04-01", "2024-03-27", "before:1"),
    ("2024-04-01", "2024-04-01", ""),
    ("2024-04-01", "2024-04-02", "after:1"),
    ("2024-04-01", "2024-04-04", "after:3"),
    ("2024-04-02", "2024-03-25", "before:3"),
    ("2024-04-02", "2024-03-27", "before:1"),
    ("2024-04-02", "2024-03-29", ""),
    ("2024-04-03", "2024-03-26", "before:3"),
    ("2024-04-03", "2024-04-02", "before:1"),
    ("2024-03-26", "2024-03-27", "after:1"),
    ("2024-03-26", "2024-04-03", "after:3"),
]
AUTUMN = [  # the clocks go back on Sunday 27 October 2024
    ("2024-10-29", "2024-10-24", "before:3"),
    ("2024-10-29", "2024-10-28", "before:1"),
    ("2024-10-27", "2024-10-25", "before:1"),
    ("2024-10-27", "2024-10-28", "after:1"),
]
# store bededag is a working day from 2024; Kristi himmelfart 9 May, 2. pinsedag 20 May
SPRING_FEASTS = [
    ("2024-04-29", "2024-04-26", "before:1"),
    ("2024-04-26", "2024-04-25", "before:1"),
    ("2023-05-08", "2023-05-04", "before:1"),
    ("2023-05-08", "2023-05-05", ""),
    ("2024-05-09", "2024-05-08", "before:1"),
    ("2024-05-09", "2024-05-10", "after:1"),
    ("2024-05-10", "2024-05-06", "before:3"),
    ("2024-05-10", "2024-05-08", "before:1"),
    ("2024-05-10", "2024-05-09", ""),
    ("2024-05-21", "2024-05-17", "before:1"),
    ("2024-05-20", "2024-05-21", "after:1"),
]
CHRISTMAS = [  # closed 24, 25, 26 and 31 December and 1 January
    ("2024-12-24", "2024-12-23", "before:1"),
    ("2024-12-24", "2024-12-24", ""),
    ("2024-12-24", "2024-12-27", "after:1"),
    ("2024-12-24", "2025-01-02", "after:3"),
    ("2024-12-27", "2024-12-19", "before:3"),
    ("2024-12-27", "2024-12-23", "before:1"),
    ("2024-12-31", "2024-12-30", "before:1"),
    ("2024-12-31", "2025-01-02", "after:1"),
    ("2024-12-30", "2024-12-27", "before:1"),  # ISO week 1 of 2025
    ("2025-01-02", "2024-12-23", "before:3"),
    ("2025-01-02", "2024-12-30", "before:1"),
    ("2027-01-01", "2026-12-30", "before:1"),  # ISO week 53 of 2026
    ("2027-01-01", "2027-01-04", "after:1"),
    ("2028-01-03", "2027-12-30", "before:1"),
]
LEAP = [
    ("2024-02-29", "2024-02-28", "before:1"),
    ("2024-02-29", "2024-02-29", ""),
    ("2024-02-29", "2024-03-01", "after:1"),
    ("2024-03-01", "2024-02-27", "before:3"),
    ("2024-03-01", "2024-02-29", "before:1"),
    ("2025-03-03", "2025-02-28", "before:1"),
    ("2028-03-01", "2028-02-29", "before:1"),
]
ROWS = [*ORDINARY, *EASTER, *AUTUMN, *SPRING_FEASTS, *CHRISTMAS, *LEAP]


@pytest.mark.parametrize(("due", "today", "expected"), ROWS)
def test_what_is_said_that_day(due: str, today: str, expected: str) -> None:
    assert said(due, today) == expected


# the municipality's own closed days, and half days whose closed half holds the delivery hour
OWN_DAYS = [
    ("2024-05-13", "2024-05-08", ("2024-05-10",), "08:00", "before:1"),
    ("2024-05-13", "2024-05-06", ("2024-05-10",), "08:00", "before:3"),
    ("2024-05-13", "2024-05-10", ("2024-05-10",), "08:00", ""),
    (
        "2024-10-21",
        "2024-10-11",
        ("2024-10-14", "2024-10-15", "2024-10-16", "2024-10-17", "2024-10-18"),
        "08:00",
        "before:1",
    ),
    ("2024-06-06", "2024-06-05", (), "08:00", "before:1"),
    ("2024-06-06", "2024-06-05", (), NOON, ""),
    ("2024-06-06", "2024-06-04", (), NOON, "before:1"),
    ("2024-06-05", "2024-06-04", (), NOON, "before:1"),
    ("2024-06-05", "2024-06-06", (), NOON, "after:1"),
    ("2024-05-02", "2024-05-01", (), "08:00", "before:1"),
    ("2024-05-02", "2024-04-30", (), NOON, "before:1"),
]


@pytest.mark.parametrize(("due", "today", "own", "delivery", "expected"), OWN_DAYS)
def test_closed_days_of_its_own_and_half_days(
    due: str, today: str, own: tuple[str, ...], delivery: str, expected: str
) -> None:
    assert said(due, today, own, delivery) == expected


@pytest.mark.parametrize(
    ("day", "hour"),
    [
        ("2024-03-27", 7),  # before the clocks go forward
        ("2024-04-02", 6),
        ("2024-10-25", 6),
        ("2024-10-28", 7),
        ("2025-03-28", 7),
        ("2025-03-31", 6),
        ("2025-10-24", 6),
        ("2025-10-27", 7),
    ],
)
def test_eight_in_the_morning_is_eight_in_the_morning_on_both_sides_of_summer_time(
    day: str, hour: int
) -> None:
    assert WorkCalendar(closed=PUBLIC).delivery_on(date.fromisoformat(day)).hour == hour


def test_the_table_is_long_enough_to_be_trusted() -> None:
    assert len(ROWS) + len(OWN_DAYS) >= 60
    assert len(set(ROWS)) == len(ROWS)
