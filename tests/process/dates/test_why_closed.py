"""Why nobody is at work, said in one way everywhere."""

from __future__ import annotations

from datetime import date, time

import pytest

from process.dates.danish import why_closed
from process.dates.workdays import ClosedDay, WorkCalendar

DAYS = WorkCalendar(
    closed=(
        ClosedDay(day=date(2024, 3, 29), name="Langfredag"),
        ClosedDay(day=date(2024, 6, 5), name="Grundlovsdag", from_time=time(12)),
        ClosedDay(day=date(2024, 12, 1), name="1. søndag i advent"),
    )
)


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2024, 3, 28), ""),
        (date(2024, 3, 29), "langfredag"),
        (date(2024, 3, 30), "weekend"),
        (date(2024, 3, 31), "weekend"),
        (date(2024, 6, 5), "grundlovsdag fra kl. 12.00"),
        (date(2024, 12, 1), "1. søndag i advent"),
    ],
)
def test_a_closed_day_says_why(day: date, why: str) -> None:
    assert why_closed(DAYS, day) == why
