"""Days and moments as they stand in a message. Never "i morgen" or "om tre dage": a message may be read late."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

from process.danish_when import NO_NAMES, clock, hour, long_day, month_name, read_day, short_day, weekday_name, write
from process.when import Day, NoLater, When

__all__ = [
    "clock",
    "day",
    "day_and_clock",
    "days_in_line",
    "full",
    "hour",
    "in_line",
    "long_day",
    "moment",
    "moved_from",
    "read_day",
    "short_day",
    "write",
]


def day(of: date) -> str:
    """`mandag den 18. marts`: in the running year."""
    return f"{weekday_name(of)} den {short_day(of)}"


def full(of: date) -> str:
    """`mandag den 18. marts 2024`: the day that counts."""
    return long_day(of)


def day_and_clock(of: date, at: time | None) -> str:
    """`mandag den 18. marts 2024 kl. 12.00`."""
    return full(of) + (f" {clock(at)}" if at else "")


def moment(local: datetime) -> str:
    """`mandag den 18. marts kl. 9.12`."""
    return f"{day(local.date())} {clock(local.time())}"


def days_in_line(days: Sequence[date]) -> str:
    """`den 13., 15. og 19. marts`; each with its month where they lie in several."""
    if len({(d.year, d.month) for d in days}) == 1:
        return f"den {in_line([f'{d.day}.' for d in days])} {month_name(days[0].month)}"
    return f"den {in_line([short_day(d) for d in days])}"


def in_line(words: Sequence[str]) -> str:
    """`a, b og c`."""
    return " og ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def moved_from(was: When, to: When, titles: Mapping[str, str] = NO_NAMES) -> tuple[str, str]:
    """Both ends of a move; the year stands once where both are single days of one year. `titles` names rows it is counted from."""
    if isinstance(was, Day | NoLater) and isinstance(to, Day | NoLater):
        before = day(was.day) if was.day.year == to.day.year else full(was.day)
        return before + _clock_of(was), full(to.day) + _clock_of(to)
    return write(was, titles), write(to, titles)


def _clock_of(when: Day | NoLater) -> str:
    at = when.at if isinstance(when, NoLater) else when.start
    return f" {clock(at)}" if at else ""
