"""What a committee's chair owes, to the chef above: what is missing, what was tried, and who has
taken it (rules M3).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.text.grammar import COLLEAGUE, day, days_in_line, full, in_line, proposals, upper_first
from bot.text.marks import strong

TALK = "Vil du tage en snak med formanden?"
FIND = (
    "Der er ingen formand registreret i udvalget lige nu. Vil du sørge for, at nogen tager det op?"
)


def discussions(
    *,
    committee: str,
    shown: Sequence[str],
    due: date,
    late: bool,
    written: Sequence[date],
    vacant: bool,
    organ: str,
    treatment: date,
) -> str:
    """To the chef: what a committee has not recorded, what was tried, and when it is taken up.
    Several proposals are one thing.
    """
    by = f"Drøftelsen {'skulle' if late else 'skal'} være registreret senest {full(due)}."
    taken_up = f"{organ} behandler {'det' if len(shown) == 1 else 'dem'} {full(treatment)}."
    told = (
        f"Til orientering: {strong(committee)} mangler at drøfte {proposals(len(shown))}: "
        f"{in_line(shown)}."
    )
    return " ".join(filter(None, (told, by, _tried(written), taken_up, FIND if vacant else TALK)))


def answer(
    *,
    committee: str,
    on: date,
    shown: Sequence[str],
    written: Sequence[date],
    vacant: bool,
    treated: tuple[str, date] | None,
) -> str:
    """To the chef: a record of the employees' side that the chair has not answered."""
    told = (
        "Til orientering: medarbejdersiden "
        f"i {strong(committee)} har registreret mødet {full(on)} ({in_line(shown)}), og formanden "
    )
    told += "er ikke registreret." if vacant else "har ikke svaret på, om det er gengivet rigtigt."
    taken_up = (
        (
            f"{treated[0]} behandler {'det' if len(shown) == 1 else 'det første af dem'} "
            f"{full(treated[1])}."
        )
        if treated
        else ""
    )
    stands = "Mødet står som registreret, indtil nogen har svaret."
    return " ".join(
        filter(None, (told, _tried(written), stands, taken_up, FIND if vacant else TALK))
    )


def _tried(written: Sequence[date]) -> str:
    return (
        f"Vi har skrevet til formanden {days_in_line(written)} uden at få svar." if written else ""
    )


def told(*, who: str, committee: str, on: date) -> str:
    """To the chair, at the same moment."""
    return (
        f"Vi har i dag også skrevet til {who} om registreringen fra {committee} {day(on)}. "
        "Du kan stadig svare her."
    )


TAKEN_BY_YOU = "Du har taget opgaven og kan registrere på ledelsens vegne."
"""To the chef who took it."""


def taken(*, committee: str, by: str) -> str:
    """To the chair: somebody above took it; nothing is taken away from the chair."""
    return (
        f"{upper_first(by or COLLEAGUE)} har taget sig af det, {strong(committee)} mangler. "
        "Du hører ikke mere om det, men kan stadig selv svare."
    )
