"""Labels of MED's modals (PEOPLE 3.4)."""

from __future__ import annotations

from datetime import date

from bot.text.dates import full
from bot.text.grammar import upper_first
from bot.text.marks import strong

TITLE = "Registrér MED-drøftelse"
COMMITTEE = "MED-udvalg"
PROPOSALS = "Hvilke forslag?"
HELD_ON = "Hvornår holdt I mødet?"
SIDES = "Hvem var til stede?"
JOINT = "Fælles møde med"
OUTCOME = "Hvad skete der?"
MATERIAL_ON = "Hvornår fik medlemmerne materialet?"
MANAGEMENT_VIEWS = "Ledelsens synspunkter"
EMPLOYEE_VIEWS = "Medarbejdersidens synspunkter"
MINUTES = "Link til referat"
HINT = "Skriv ikke om enkeltpersoner, helbred eller fagforening. Næstformanden skriver selv medarbejdersidens synspunkter."
HINT_EMPLOYEES = "Skriv ikke om enkeltpersoner, helbred eller fagforening. Formanden skriver selv ledelsens synspunkter."
VIEWS_TITLE = "Vores synspunkter"
VIEWS_LABEL = "Jeres synspunkter, ordret som de skal stå"
VIEWS_HINT = "Skriv ikke om enkeltpersoner, helbred eller fagforening. I kan tilføje flere synspunkter senere."
CONTEST_TITLE = "Det passer ikke"
CONTEST_LABEL = "Hvordan gik det efter din opfattelse?"
CONTEST_HINT = "Din beskrivelse kommer til at stå ved siden af den anden. Uenighed om forslagene hører til under synspunkter."
BOTH_TITLE = "To beskrivelser"
DONE_TITLE = "Registreret"
NOTHING_LEFT = "Udvalget har registreret alle sine forslag; vælg dem, der er drøftet igen."
THEIR_VIEWS = "synspunkter"
THEIR_DESCRIPTION = "beskrivelse af mødet"
MAY_CORRECT = "Er noget forkert i din egen del, så kan du rette den."


def affected(*, committee: str, missing: int) -> str:
    """Above the proposals: which committee it is, and what it has left."""
    left = f"Udvalget mangler at drøfte {missing} forslag. De er valgt på forhånd; fjern dem, I ikke nåede." if missing else NOTHING_LEFT
    return f"{COMMITTEE}: {strong(committee)}. {left}"


def already(*, committee: str, on: date) -> str:
    """When a record is being corrected."""
    return (
        f"{COMMITTEE}: {strong(committee)}. Du retter registreringen fra {full(on)}. Den gamle bliver stående som rettet, "
        f"og den anden side bliver spurgt igen."
    )


def quoted(*, by: str, what: str, words: str) -> str:
    """One side's own words, or that they are no longer kept."""
    return f"{upper_first(by)} ({what}): {words}" if words else f"{upper_first(by)} ({what}): teksten opbevares ikke længere."
