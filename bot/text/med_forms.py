"""MED's forms: what stands around the fields in Slack and on the committee's page (rules W14), and
mails to copy.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.text.grammar import (
    full,
    in_line,
    upper_first,
)
from bot.text.marks import strong

# The record.

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
SURE = "Lå mødet, før forslaget kom eller måtte deles?"
SURE_YES = "Ja, og dagen er rigtig"
MINUTES = "Link til referat"
HINT = (
    "Skriv ikke om enkeltpersoner, helbred eller fagforening. "
    "Næstformanden skriver selv medarbejdersidens synspunkter."
)
HINT_EMPLOYEES = (
    "Skriv ikke om enkeltpersoner, helbred eller fagforening. "
    "Formanden skriver selv ledelsens synspunkter."
)
VIEWS_TITLE = "Vores synspunkter"
VIEWS_LABEL = "Jeres synspunkter, ordret som de skal stå"
VIEWS_HINT = (
    "Skriv ikke om enkeltpersoner, helbred eller fagforening. "
    "I kan tilføje flere synspunkter senere."
)
CONTEST_TITLE = "Det passer ikke"
CONTEST_LABEL = "Hvordan gik det efter din opfattelse?"
CONTEST_HINT = (
    "Din beskrivelse kommer til at stå ved siden af den anden. "
    "Uenighed om forslagene hører til under synspunkter."
)
BOTH_TITLE = "To beskrivelser"
DONE_TITLE = "Registreret"
NOTHING_LEFT = "Udvalget har registreret alle sine forslag; vælg dem, der er drøftet igen."
THEIR_VIEWS = "synspunkter"
THEIR_DESCRIPTION = "beskrivelse af mødet"
MAY_CORRECT = "Er noget forkert i din egen del, så kan du rette den."
WITHDRAW_TITLE = "Træk tilbage"
WITHDRAW_WHY = "Hvorfor trækker du den tilbage?"
WITHDRAW_WHY_HINT = (
    "Begge sider får årsagen at læse, og den bliver stående i protokollen. "
    "Skriv ikke om enkeltpersoner, helbred eller fagforening."
)


def affected(*, committee: str, missing: int) -> str:
    """Above the proposals: which committee it is, and what it has left."""
    left = (
        (
            f"Udvalget mangler at drøfte {missing} forslag. "
            "De er valgt på forhånd; fjern dem, I ikke nåede."
        )
        if missing
        else NOTHING_LEFT
    )
    return f"{COMMITTEE}: {strong(committee)}. {left}"


def already(*, committee: str, on: date) -> str:
    """When a record is being corrected."""
    return (
        f"{COMMITTEE}: {strong(committee)}. Du retter registreringen fra {full(on)}. "
        "Den gamle bliver stående som rettet, og den anden side bliver spurgt igen."
    )


def quoted(*, by: str, what: str, words: str) -> str:
    """One side's own words, or that they are no longer kept."""
    return (
        f"{upper_first(by)} ({what}): {words}"
        if words
        else f"{upper_first(by)} ({what}): teksten opbevares ikke længere."
    )


# The minutes.

MINUTES_TITLE = "Referatet"
MINUTES_LABEL = "Referat"
LINK = "Link til referat"
APPROVED_ON = "Dato for det godkendte referat"
MINUTES_HINT = "Lad datoen stå tom, så længe referatet er et udkast."


def noted(*, committee: str, state: str) -> str:
    """To the person who wrote it down."""
    return f"Noteret for {committee}. {state}"


# The committee's page.


def open_until(*, on: date) -> str:
    """How long the address is good."""
    return f"Adressen er personlig og virker til og med {full(on)}. Send den ikke videre."


def proof(*, seq: int, digest: str) -> str:
    """Where an entry stands in the ledger; on receipts and papers."""
    return f"Nr. {seq} i protokollen, kontrolsum {digest[:12]}."


STALE = (
    "Siden har stået åben for længe, så intet er gemt. Det, du skrev, står her endnu: "
    "læs det igennem, og tryk en gang til."
)
ELSEWHERE = "Svaret kom ikke fra denne side, så intet er gemt. Åbn linket fra din mail igen."
TOO_MANY = (
    "Der er kommet usædvanligt mange svar fra dette link. Vent et minut, og prøv igen. "
    "Det, du skrev, står her endnu."
)


# Mails to copy.

LETTER_LABEL = "Tekst til mail"
LETTER_TITLE = "Tekst til mail"
LETTERS_ABOUT = "Tekster til mail, én for hvert udvalg, så du kan kopiere dem."
LETTERS_COPY = "Markér teksten, og kopiér den ind i en mail til udvalgets formand og næstformand."


def letter_subject(*, committee: str, ids: Sequence[str]) -> str:
    """The mail's subject: codes only, since a subject is read over shoulders."""
    return f"Emne: {committee} og {in_line(ids)}"


def letter_body(
    *, committee: str, staff_meeting: bool, lines: Sequence[str], due: date | None, role: str
) -> str:
    """The mail itself; a staff meeting has no vice chair."""
    other = "medarbejderrepræsentant" if staff_meeting else "næstformand"
    by = (
        [
            (
                f"Drøftelsen skal være registreret senest {full(due)}, "
                "så begge siders synspunkter kan komme med i den politiske sag."
            )
        ]
        if due
        else []
    )
    said = [
        f"Kære formand og {other} i {committee}",
        "Der er endnu ikke registreret en drøftelse af:",
        *(f"– {line}" for line in lines),
        *by,
        (
            "Har I allerede drøftet det, så skriv mødets dato til mig, "
            "eller registrér det selv med /med i Slack eller på udvalgets side."
        ),
        "Er I ikke berørt, så skriv hvorfor.",
        "Venlig hilsen",
        role,
    ]
    return "\n".join(said)


def letter_line(*, shown: str, organ: str, treatment: date | None) -> str:
    """One proposal."""
    return f"{shown}: {organ} behandler det {full(treatment)}" if treatment else shown


def more_letters(*, count: int) -> str:
    """What the window has no room for."""
    return f"Og {count} udvalg mere; de står her, når nogle af de første er på plads."


# An information.

INFORM_TITLE = "Orientering givet"
TOLD_ON = "Hvilken dag?"
BECAME = "Hvad skete der?"
ONLY_TOLD = "Der blev orienteret"
BECAME_DISCUSSION = "Det blev til en drøftelse"


def which_information(*, organ: str, title: str) -> str:
    """Over the form: what it is about."""
    return f"{organ}: {title}"
