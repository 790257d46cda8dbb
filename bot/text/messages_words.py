"""The words around the sections of a message: greetings, groups, the sentence a notification shows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.text.dates import day, full, in_line
from bot.text.grammar import inside
from bot.text.marks import in_slack
from bot.text.reminders import GOOD_MORNING

OVERDUE = "Fristen er passeret"
COMING = "Senere"
UNANSWERED = "Uden svar fra den ansvarlige"
NEWS = "Nyt siden sidst"


def due_today(*, on: date) -> str:
    """A heading."""
    return f"Frist {day(on)}"


def due_this_week(*, on: date) -> str:
    """A heading."""
    return f"Resten af uge {on.isocalendar().week}"


def greeting(*, on: date, groups: Sequence[tuple[str, int]]) -> str:
    """The first sentence of a digest: "… fristen er passeret (2), senere (1)."."""
    counts = in_line([f"{inside(heading)} ({count})" for heading, count in groups])
    return f"{GOOD_MORNING}Her er din oversigt for {day(on)}: {counts}."


def settled(*, on: date) -> str:
    """Above a message of several things when none of them is owed any more."""
    return f"Det, der stod her {day(on)}, er klaret. Du mangler ikke noget i denne besked."


def and_more(*, count: int, titles: Sequence[str]) -> str:
    """What a message has no room to offer buttons for."""
    return f"Og {count} mere: {in_line(titles)}. {in_slack('Skriv /frist for at se dem alle.')}"


def record_changed(*, committee: str, on: date) -> str:
    """A receipt or contest that was overtaken."""
    return f"Registreringen fra {committee} {full(on)} er ændret siden. {in_slack('Skriv /med for at se, hvad der står nu.')}"


def unreached(*, who: str, name: str) -> str:
    """To the process owner: somebody cannot be reached."""
    person = f"{name} ({who})" if name else who
    return (
        f"Vi kan ikke få beskeder frem til {person}. Ret adressen i personfilen, eller giv opgaverne videre med /frist; "
        f"indtil da får personen ingen påmindelser."
    )


def technical(*, code: str) -> str:
    """To the process owner: something else that a human must look at."""
    return f"Noget i driften kræver, at nogen ser på det ({code}). Giv beskeden videre til den, der driver Fristvogter."
