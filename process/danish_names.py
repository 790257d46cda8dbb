"""Danish names of months, weekdays, small numbers and groups of organs, and a day or an hour in words."""

from __future__ import annotations

from datetime import date, time

MONTHS = ("januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november", "december")
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
NUMBERS = ("nul", "et", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv")
GROUPS = {
    "standing_committee": "fagudvalg",
    "med_committee": "MED-udvalg",
    "council": "kommunalbestyrelse",
    "finance_committee": "økonomiudvalg",
    "executive_board": "direktion",
}
"""Groups a fan-out may name, in the singular; any other group stands as its own key."""

COMMON_GENDER = ("council", "executive_board")


def month_name(month: int) -> str:
    """`marts`; month 1-12."""
    return MONTHS[month - 1]


def weekday_name(day: date) -> str:
    """`mandag`."""
    return WEEKDAYS[day.weekday()]


def number_word(number: int) -> str:
    """`to` for 2; figures from 13."""
    return NUMBERS[number] if 0 <= number < len(NUMBERS) else str(number)


def long_day(day: date) -> str:
    """`mandag den 18. marts 2024`."""
    return f"{weekday_name(day)} den {day.day}. {month_name(day.month)} {day.year}"


def short_day(day: date) -> str:
    """`18. marts`."""
    return f"{day.day}. {month_name(day.month)}"


def clock(at: time) -> str:
    """`kl. 12.00`."""
    return f"kl. {hour(at)}"


def hour(at: time) -> str:
    """`12.00`, without the word before it."""
    return f"{at.hour}.{at.minute:02d}"


def day_span(first: date, last: date) -> str:
    """`29. august – 11. september 2024`, `21.–22. marts 2024`; the year stands once where it is the same."""
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}.–{short_day(last)} {last.year}"
    year = "" if first.year == last.year else f" {first.year}"
    return f"{short_day(first)}{year} – {short_day(last)} {last.year}"
