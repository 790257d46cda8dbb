"""A mail for somebody to copy: what one committee has not recorded yet, and how easily it is done. Asks, blames nobody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.text.dates import full, in_line

LABEL = "Tekst til mail"
TITLE = "Tekst til mail"
ABOUT = "Tekster til mail, én for hvert udvalg, så du kan kopiere dem."
COPY = "Markér teksten, og kopiér den ind i en mail til udvalgets formand og næstformand."


def subject(*, committee: str, ids: Sequence[str]) -> str:
    """The mail's subject: codes only, since a subject is read over shoulders."""
    return f"Emne: {committee} og {in_line(ids)}"


def body(*, committee: str, staff_meeting: bool, lines: Sequence[str], due: date | None, role: str) -> str:
    """The mail itself; a staff meeting has no vice chair."""
    other = "medarbejderrepræsentant" if staff_meeting else "næstformand"
    by = (
        [f"Drøftelsen skal være registreret senest {full(due)}, så begge siders synspunkter kan komme med i den politiske sag."]
        if due
        else []
    )
    said = [
        f"Kære formand og {other} i {committee}",
        "Der er endnu ikke registreret en drøftelse af:",
        *(f"– {line}" for line in lines),
        *by,
        "Har I allerede drøftet det, så skriv mødets dato til mig, eller registrér det selv med /med i Slack eller på udvalgets side.",
        "Er I ikke berørt, så skriv hvorfor.",
        "Venlig hilsen",
        role,
    ]
    return "\n".join(said)


def line(*, shown: str, organ: str, treatment: date | None) -> str:
    """One proposal."""
    return f"{shown}: {organ} behandler det {full(treatment)}" if treatment else shown


def more(*, count: int) -> str:
    """What the window has no room for."""
    return f"Og {count} udvalg mere; de står her, når nogle af de første er på plads."
