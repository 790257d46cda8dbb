"""The words of an invitation's mail, for those whose program shows no invitations."""

from __future__ import annotations

FILE = "invitation.ics"


def subject(*, title: str, cancelled: bool) -> str:
    """The meeting, and whether it is called off."""
    return f"Aflyst: {title}" if cancelled and not title.startswith("AFLYST") else title


def body(*, title: str, description: str, cancelled: bool) -> str:
    """What it is about; the calendar part beside it is what programs act on."""
    does = (
        "Mødet er aflyst og bliver taget ud af din kalender."
        if cancelled
        else "Mødet kommer i din kalender, når du tager imod indkaldelsen."
    )
    return f"{title}\n\n{description}\n\n{does} Flyttes det, får du en ny besked, og kalenderen følger med.\n"
