"""Every when says its first and last day and how exact it is, and never more than the source
said.
"""

from __future__ import annotations

from datetime import date, time

import pytest

from process.dates.when import (
    Day,
    EachMeeting,
    Months,
    NoLater,
    PartOfMonth,
    Precision,
    Relative,
    Several,
    Span,
    Third,
    Undated,
    Weeks,
    When,
    Window,
    fault_of,
    is_dated,
)

MARCH_18, MAY_30 = date(2024, 3, 18), date(2024, 5, 30)

ANSWERS: list[tuple[When, date | None, date | None, Precision]] = [
    (Day(day=MARCH_18), MARCH_18, MARCH_18, Precision.DAY),
    (Day(day=MARCH_18, start=time(17)), MARCH_18, MARCH_18, Precision.MINUTE),
    (NoLater(day=MARCH_18), MARCH_18, MARCH_18, Precision.DAY),
    (NoLater(day=MARCH_18, at=time(12)), MARCH_18, MARCH_18, Precision.MINUTE),
    (Span(first=MARCH_18, last=MAY_30), MARCH_18, MAY_30, Precision.DAYS),
    (Span(first=MARCH_18, last=MAY_30, start=time(11, 30)), MARCH_18, MAY_30, Precision.MINUTE),
    (Weeks(year=2024, first=24, last=25), date(2024, 6, 10), date(2024, 6, 23), Precision.WEEK),
    (Weeks(year=2020, first=53, last=53), date(2020, 12, 28), date(2021, 1, 3), Precision.WEEK),
    (
        PartOfMonth(year=2024, month=2, third=Third.EARLY),
        date(2024, 2, 1),
        date(2024, 2, 10),
        Precision.THIRD,
    ),
    (
        PartOfMonth(year=2024, month=2, third=Third.MID),
        date(2024, 2, 11),
        date(2024, 2, 20),
        Precision.THIRD,
    ),
    (
        PartOfMonth(year=2024, month=2, third=Third.LATE),
        date(2024, 2, 21),
        date(2024, 2, 29),
        Precision.THIRD,
    ),
    (Months(year=2023, first=2, last=2), date(2023, 2, 1), date(2023, 2, 28), Precision.MONTH),
    (Months(year=2024, first=4, last=6), date(2024, 4, 1), date(2024, 6, 30), Precision.MONTH),
    (
        Window(
            opens=MARCH_18,
            until_meetings_of="standing_committee",
            closes_first=date(2024, 4, 30),
            closes_last=MAY_30,
        ),
        MARCH_18,
        date(2024, 5, 29),
        Precision.WINDOW,
    ),
    (
        EachMeeting(group="standing_committee", first=date(2024, 4, 30), last=MAY_30),
        date(2024, 4, 30),
        MAY_30,
        Precision.WINDOW,
    ),
    (Relative(milestone="kb", days=5), None, None, Precision.UNKNOWN),
    (Undated(words="senere"), None, None, Precision.UNKNOWN),
    (Several(parts=(Day(day=MAY_30), Day(day=MARCH_18))), MARCH_18, MAY_30, Precision.DAY),
]


@pytest.mark.parametrize(("when", "earliest", "latest", "precision"), ANSWERS)
def test_every_kind_answers_its_days_and_precision(
    when: When, earliest: date | None, latest: date | None, precision: Precision
) -> None:
    assert (when.earliest, when.latest, when.precision) == (earliest, latest, precision)


def test_only_days_and_spans_are_dates_a_deadline_can_be_kept_on() -> None:
    dated = [type(when).__name__ for when, *_ in ANSWERS if is_dated(when)]
    assert dated == ["Day", "Day", "NoLater", "NoLater", "Span", "Span", "Several"]


@pytest.mark.parametrize("when", [when for when, *_ in ANSWERS])
def test_a_possible_value_has_no_fault(when: When) -> None:
    assert fault_of(when) is None


FAULTY: list[tuple[When, str]] = [
    (Day(day=MARCH_18, start=time(20), end=time(17)), "reversed"),
    (Day(day=MARCH_18, end=time(17)), "impossible"),
    (Span(first=MAY_30, last=MARCH_18), "reversed"),
    (Span(first=MAY_30, last=MAY_30, start=time(12), end=time(12)), "reversed"),
    (EachMeeting(group="x", first=MAY_30, last=MARCH_18), "reversed"),
    (
        Window(opens=MAY_30, until_meetings_of="x", closes_first=MARCH_18, closes_last=MAY_30),
        "reversed",
    ),
    (
        Window(opens=MARCH_18, until_meetings_of="x", closes_first=MAY_30, closes_last=MARCH_18),
        "reversed",
    ),
    (Weeks(year=2024, first=25, last=24), "reversed"),
    (Months(year=2024, first=6, last=4), "reversed"),
    (Weeks(year=2024, first=53, last=53), "impossible"),
    (Months(year=2024, first=0, last=1), "impossible"),
    (Months(year=2024, first=1, last=1, count=0), "impossible"),
    (PartOfMonth(year=2024, month=13, third=Third.MID), "impossible"),
    (Several(parts=()), "impossible"),
    (Several(parts=(Day(day=MARCH_18), Weeks(year=2024, first=53, last=53))), "impossible"),
]


@pytest.mark.parametrize(("when", "why"), FAULTY)
def test_an_impossible_value_says_why(when: When, why: str) -> None:
    assert fault_of(when) == why
