"""What a whole calendar is called and says of itself, and the entry a closed address answers with."""

from __future__ import annotations

CATEGORIES = {
    "delivery": "Frist",
    "information": "Orientering",
    "discussion": "MED",
    "decision": "Politisk behandling",
    "consultation": "Høring",
    "event": "Milepæl",
    "meeting": "Møde",
    "answer": "Svar",
}


def name(process: str, whose: str) -> str:
    """`Råderumsprocessen 2024 – Skole og Dagtilbud`."""
    return f"{process} – {whose}" if whose else process


def whose(kind: str, place: str) -> str:
    """What stands after the dash, by kind of scope."""
    return {"offentlig": "offentlige datoer", "person": "min kalender"}.get(kind, place)


def about(kind: str, municipality: str, place: str) -> str:
    """One or two sentences for the calendar's own description and for its page."""
    where = {
        "offentlig": "Offentlige møder, høringer og milepæle",
        "person": "Dine frister og dine udvalgs møder",
        "rolle": f"Frister og møder for {place}",
        "omraade": f"Frister, møder og MED-drøftelser for {place}",
        "med": f"Møder, drøftelser og orienteringer i {place}",
        "udvalg": f"Møder og behandlinger i {place}",
        "organ": f"Møder og frister for {place}",
    }[kind]
    return f"{where}, {municipality}. Flyttes en dato, følger kalenderen med."


def nothing_yet() -> str:
    """The one entry of a calendar that has no other: some programs keep old entries when a calendar comes empty."""
    return "Ingen datoer i denne kalender lige nu"


def nothing_yet_more() -> str:
    """What the reader of it should do."""
    return "Kalenderen virker. Datoerne kommer af sig selv, så snart der er nogen."


def revoked() -> str:
    """The one entry of a closed address, which takes the place of all it had."""
    return "Dette kalenderlink er lukket – hent et nyt"


def revoked_more() -> str:
    """Where to get a new one."""
    return (
        "Linket er lukket eller fornyet, og kalenderen viser ikke flere datoer. "
        "Skriv /kalender i Slack, eller spørg procesejeren, og slet så denne kalender."
    )


def reminder(title: str) -> str:
    """What an alarm says."""
    return f"Påmindelse: {title}"


def ahead(days: int, title: str) -> str:
    """An extra entry some days before: the only reminder that works in every program."""
    return f"Om {days} dage: {title}" if days != 1 else f"I morgen: {title}"
