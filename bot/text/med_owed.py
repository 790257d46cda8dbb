"""What a committee has left to discuss, and the words when it has nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.text.dates import day, full, in_line
from bot.text.grammar import proposals
from bot.text.marks import code, strong


def missing(*, committee: str, shown: Sequence[str], due: date, organ: str, treatment: date, assumed: bool, late: bool = False) -> str:
    """To the chair: several proposals before one meeting are one thing."""
    guess = " Mødedatoen er antaget, fordi udvalget ikke har meldt en dato ud endnu." if assumed else ""
    them = "det" if len(shown) == 1 else "dem"
    return (
        f"{strong(committee)} mangler at drøfte {proposals(len(shown))}: {in_line(shown)}. Drøftelsen {'skulle' if late else 'skal'} "
        f"være registreret senest {full(due)}, fordi {organ} behandler {them} {full(treatment)} og skal have sagen forinden.{guess}"
    )


def all_recorded(*, committee: str, count: int) -> str:
    """Nothing of it is missing any more."""
    return f"Tak. {committee} har registreret {'det ene forslag' if count == 1 else f'alle {count} forslag'}. Du skal ikke gøre mere."


def given_up(*, committee: str, count: int) -> str:
    """The proposals were rejected, so that nobody owes anything about them."""
    them = "Forslaget er forkastet" if count == 1 else f"De {count} forslag er forkastet"
    return f"{them} politisk, så {committee} skal ikke drøfte {'det' if count == 1 else 'dem'} mere."


def reopened(*, committees: Sequence[str], shown: str, due: date) -> str:
    """A proposal is new or has changed materially, so the discussion is owed (again)."""
    who = in_line(committees)
    return (
        f"{strong(shown)} er nyt eller ændret siden sidst. {who} skal drøfte det, som det nu er, og registrere det senest {full(due)}. "
        f"En tidligere drøftelse bliver stående."
    )


def no_committee(*, owner: str) -> str:
    """`/med` from somebody who speaks in no committee."""
    return (
        "Du er ikke registreret som formand, næstformand eller medarbejderrepræsentant i et MED-udvalg, så der er ikke noget at "
        f"registrere for dig. Er det forkert, så sig det til {owner}. {code('/med status R-017')} kan du altid bruge."
    )


def which_committee() -> str:
    """It can be about several committees."""
    return "Vælg det udvalg, det gælder."


def nothing_missing(*, committee: str) -> str:
    """Every proposal that affects the committee has been recorded."""
    return f"{committee} mangler ikke at drøfte noget lige nu."


def nothing_waits() -> str:
    """`/med bekræft` with nothing to answer."""
    return "Der er ingen registreringer, der venter på dit svar."


def nothing_to_change(*, ids: Sequence[str]) -> str:
    """`/med ret` where nothing is the person's to change."""
    about = f" om {in_line(ids)}" if ids else ""
    return f"Der er ingen registreringer{about}, som du kan rette eller trække tilbage. {code('/med status')} viser, hvad der står."


def open_line(*, shown: str, due: date | None, state: str) -> str:
    """One proposal in a list."""
    return f"{strong(shown)}: {state}" + (f", senest {day(due)}" if due else "")
