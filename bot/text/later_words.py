"""Words about what follows from a later day, one short line each."""

from __future__ import annotations

from datetime import date

from bot.text.dates import day, full
from bot.text.grammar import upper_first
from bot.text.marks import strong

LINE = "• "


def head(*, until: date, working_days: int, due: date) -> str:
    """The day with its weekday, and how far it is from the deadline."""
    many = "1 arbejdsdag" if working_days == 1 else f"{working_days} arbejdsdage"
    return f"{strong(upper_first(full(until)))} er {many} efter fristen {day(due)}."


def before(*, title: str, on: date) -> str:
    """Something that waits for it comes first."""
    return f"{upper_first(title)}: {day(on)}, før den nye frist."


def same_day(*, title: str) -> str:
    """Something that waits for it lies on the very day."""
    return f"{upper_first(title)}: samme dag som den nye frist."


def dispatched(*, title: str, leaves: date, held: date) -> str:
    """The agenda leaves without it."""
    return f"{upper_first(title)}: {day(held)}, og dagsordenen sendes ud {day(leaves)}, før den nye frist."


def counted(*, title: str) -> str:
    """It is counted from the plan's day."""
    return f"{upper_first(title)}: regnes fra planens dato og flytter ikke med."


def more(*, count: int) -> str:
    """Further ones."""
    return f"Og {count} mere i planen ligger før den nye frist."


def nothing_in_the_way() -> str:
    """No clash."""
    return "Intet andet i planen kommer i klemme."


def next_reminder(*, first: date | None) -> str:
    """When the owner next hears of it, if the day is granted."""
    return f"Næste påmindelse, hvis svaret er ja: {day(first)}." if first else "Er svaret ja, kommer der ingen påmindelser."


def nothing_moves(*, owner: str) -> str:
    """To the person who asks."""
    return f"Intet flytter sig, før {owner} har sagt ja."


def overtaken(*, until: date, due: date) -> str:
    """To the one who answers: the day is gone, closed, or no later than the deadline any more."""
    return f"Siden er {day(until)} blevet overhalet; fristen er {day(due)}. Tal med den, der spørger, om en anden dag."


def choose_a_day() -> str:
    """Nothing is picked."""
    return "Vælg en dag, så står det her, hvad der følger."
