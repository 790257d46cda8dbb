"""The words of the week's overview."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.text.dates import day, in_line
from bot.text.marks import in_slack, strong

LATE = "Fristen er passeret"
MOST_NAMED = 5


def heading(*, week: int) -> str:
    """The group's heading in the day's message."""
    return f"Ugens overblik, uge {week}"


def opening(*, week: int) -> str:
    """Its first sentence."""
    return f"Her er ugens overblik for uge {week} og ugen efter."


def row(*, when: str, title: str, done: int, of: int, silent: Sequence[str]) -> str:
    """One row: its day, and for what is owed how far it has come."""
    line = f"{when[:1].upper()}{when[1:]}: {strong(title)}"
    if not of:
        return f"{line}."
    counted = f"{line}, {done} af {of} meldt afleveret."
    return f"{counted} Mangler: {_few(silent)}." if silent and done else counted


def late(*, title: str, due: date) -> str:
    """A deadline that has passed unmet."""
    return f"{LATE} ({day(due)}): {strong(title)}."


def _few(names: Sequence[str]) -> str:
    if len(names) <= MOST_NAMED:
        return in_line(names)
    return f"{', '.join(names[:MOST_NAMED])} og {len(names) - MOST_NAMED} mere"


def still_open(*, titles: Sequence[tuple[str, date]]) -> str:
    """The line a deadline ends in when all has been said about it: no more messages of its own, but not forgotten."""
    named = in_line([f"{strong(title)} ({day(due)})" for title, due in titles])
    return f"Stadig ikke meldt afleveret: {named}. {in_slack('Skriv /frist, når du vil melde det eller bede om mere tid.')}"
