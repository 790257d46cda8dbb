"""The words a mail has beside those of the message: subjects, the foot, and invitations."""

from __future__ import annotations

from datetime import date, time

from bot.text.deadlines import GOOD_MORNING
from bot.text.grammar import day, inside
from process.dates.danish_grammar import clock

SENDER = "Fristvogter"
GREETING = GOOD_MORNING
CALENDAR_FILE = "frister.ics"
TO_ADMIN = "Fristvogter har brug for, at du ser på noget"


# Subjects.


def due(*, title: str, on: date, at: time | None) -> str:
    """Before the day. The thing stands first: lists cut a subject's end."""
    return f"{title}: senest {day(on)}{f' {clock(at)}' if at else ''}"


def was_due(*, title: str, on: date) -> str:
    """After the day."""
    return f"{title}: fristen var {day(on)}"


def for_information(*, title: str) -> str:
    """To those above."""
    return f"Til orientering: {inside(title)} er ikke meldt afleveret"


def asked(*, title: str) -> str:
    """A request for more time that waits for an answer."""
    return f"Mere tid til {inside(title)}? Dit svar mangler"


def answered(*, title: str) -> str:
    """An answer to a request for more time."""
    return f"Svar om mere tid: {title}"


def handed(*, title: str, on: date) -> str:
    """Something came into one's hands."""
    return f"Ny opgave: {title}, senest {day(on)}"


def sent_back(*, title: str) -> str:
    """Something was missing in what was handed in."""
    return f"Sendt tilbage: {title}"


def to_discuss(*, many: str, committee: str, on: date, above: bool = False) -> str:
    """What a committee has left; `above`: to the chef, who does not owe it."""
    return (
        f"{'Til orientering: ' if above else ''}{committee} mangler at drøfte {many}: "
        f"senest {day(on)}"
    )


def of_the_day(*, on: date) -> str:
    """Several things at once."""
    return f"Din oversigt {day(on)}"


def is_it_right(*, committee: str, on: date) -> str:
    """A record that waits for an answer."""
    return f"Passer det? Drøftelsen i {committee} {day(on)}"


def receipt(*, number: str, committee: str, on: date) -> str:
    """A record that was confirmed."""
    return f"Kvittering {number}: drøftelsen i {committee} {day(on)}"


def contested(*, committee: str, on: date) -> str:
    """A record the other side sees otherwise."""
    return f"Bestridt: drøftelsen i {committee} {day(on)}"


def weekly(*, week: int) -> str:
    """The week's overview."""
    return f"Ugens overblik, uge {week}"


def footer(*, help: str, answers: bool, links: bool) -> str:
    """Under every mail. `answers`: whether somebody reads what is written back; `links`: whether
    there is any in it.
    """
    where = f" Siderne findes på {help}." if help else ""
    read = "Du kan også svare på mailen, så læser råderumsgruppen det."
    unread = f"Svar på mailen bliver ikke læst{'; brug linkene' if links else ''}."
    back = read if answers else unread
    personal = " Linkene er personlige, så send dem ikke videre." if links else ""
    return f"Sendt af Fristvogter. {back}{personal}{where}"


# Invitations.

INVITATION_FILE = "invitation.ics"


def invitation_subject(*, title: str, cancelled: bool) -> str:
    """The meeting, and whether it is called off."""
    return f"Aflyst: {title}" if cancelled and not title.startswith("AFLYST") else title


def invitation_body(*, title: str, description: str, cancelled: bool) -> str:
    """What it is about; the calendar part beside it is what programs act on."""
    does = (
        "Mødet er aflyst og bliver taget ud af din kalender."
        if cancelled
        else "Mødet kommer i din kalender, når du tager imod indkaldelsen."
    )
    return (
        f"{title}\n\n{description}\n\n{does} Flyttes det, får du en ny besked, "
        "og kalenderen følger med.\n"
    )


def invitation_sent(*, title: str, when: str, cancelled: bool) -> str:
    """In the log: `Indkaldelse sendt på mail: Møde: Hovedudvalget, 29. februar 2024.`"""
    return f"{'Aflysning' if cancelled else 'Indkaldelse'} sendt på mail: {title}, {when}."
