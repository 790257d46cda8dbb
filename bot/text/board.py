"""The words of the pages that stand in code: faults, calendars, and the board with its rows and
lists; those of the matrix stand in `bot.text.matrix`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from bot.text.grammar import day, in_line, upper_first
from process.dates.danish_grammar import clock, short_day

ERRORS = {
    404: (
        "Siden findes ikke",
        (
            "Adressen kender vi ikke. "
            "Måske mangler der et tegn i linket, eller også er det for længst lukket."
        ),
        "Skriv /kalender i Slack for at få et nyt link, eller begynd på forsiden.",
    ),
    405: (
        "Det kan denne adresse ikke",
        "Siden kan kun læses.",
        "Åbn den i en browser, eller begynd på forsiden.",
    ),
    410: (
        "Linket gælder ikke længere",
        "Det er lukket, fornyet eller løbet ud, så andre ikke kan bruge et gammelt link.",
        (
            "Skriv /kalender eller /plan i Slack for at få et nyt. "
            "Kom linket i en mail, så brug det i den nyeste."
        ),
    ),
    413: (
        "Det fylder for meget",
        "Svaret er større, end siden kan tage imod, så intet er gemt.",
        "Del teksten i flere, eller læg den i referatet.",
    ),
    500: (
        "Noget gik galt hos os",
        "Siden kunne ikke vises lige nu. Der er ikke gået noget tabt.",
        "Prøv igen om lidt. Bliver det ved, så sig det til procesejeren.",
    ),
    503: (
        "Vi er ikke klar lige nu",
        (
            "Systemet bliver opdateret, venter på databasen eller har ingen plan endnu. "
            "Der er ikke gået noget tabt."
        ),
        "Prøv igen om et par minutter.",
    ),
}


# Calendars.

NO_SUCH_CALENDAR = "Kalenderen findes ikke. Hent et nyt link med /kalender i Slack.\n"
"""The answer a program gets for an unknown address."""
CALENDAR_LATER = "Kalenderen kan ikke hentes lige nu. Prøv igen om lidt.\n"
"""The answer when nothing can be written and nothing good is at hand."""


def entry_day(first: date | datetime, last: date) -> str:
    """`Mandag den 18. marts`, `Tirsdag den 12. marts kl. 17.00`, `29. august – 11. september`."""
    if isinstance(first, datetime):
        return upper_first(f"{day(first.date())} {clock(first.time())}")
    return upper_first(day(first)) if first == last else f"{short_day(first)} – {short_day(last)}"


QR_TITLE = "QR-kode med kalenderens adresse"


# The board.

OTHER_TRACK = "Øvrigt"
NO_DATE = "Uden dato"
MEETING = "Møde"
STATES = {
    "done": "gennemført",
    "late": "mangler",
    "open": "kommer",
    "now": "i gang",
    "past": "passeret",
    "cancelled": "aflyst",
}


def handed_in(done: int, total: int) -> str:
    """How far a row is that several owe."""
    if total == 1:
        return "afleveret" if done else "ikke meldt afleveret"
    return f"{done} af {total} afleveret"


def carried_out(done: int, total: int) -> str:
    """The same for what is not handed in."""
    return (
        ("gennemført" if done else "ikke meldt gennemført")
        if total == 1
        else f"{done} af {total} gennemført"
    )


def more_time(until: date, count: int) -> str:
    """Who was given a later day, whether they have handed in since or not."""
    return f"{count} fik mere tid til {short_day(until)}"


def in_part(count: int) -> str:
    """Who has handed in a part."""
    return f"{count} har afleveret en del"


def sent_back(count: int) -> str:
    """Whose was sent back and is not handed in again."""
    return f"{count} er sendt tilbage"


def until(day: date) -> str:
    """The end of what is going on."""
    return f"til {short_day(day)}"


def missing_delivery(title: str, due: date, places: Sequence[str]) -> str:
    """A row that is not handed in by all."""
    return f"{title} (senest {short_day(due)}): {in_line(places)}"


def missing_discussions(committee: str, proposals: Sequence[str]) -> str:
    """What a committee has not discussed."""
    return f"{committee}: {in_line(proposals)}"


def discussions_due(count: int, committees: int) -> str:
    """One line for all discussions of one day."""
    discussions = "drøftelse" if count == 1 else "drøftelser"
    return f"Sagsfrist: sidste dag for {count} MED-{discussions} i {committees} udvalg"


def discussed_count(done: int, total: int) -> str:
    """How far MED is, in one line."""
    return (
        f"{done} af {total} MED-drøftelser er drøftet og bekræftet"
        if total
        else "ingen forslag indsendt endnu"
    )
