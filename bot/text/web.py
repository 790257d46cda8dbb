"""The words of the pages that stand in code: errors, calendar programs, days. The rest stands in the pages' templates."""

from __future__ import annotations

from datetime import date, datetime

from bot.text.dates import clock, day, short_day
from bot.text.grammar import upper_first

ERRORS = {
    404: (
        "Siden findes ikke",
        "Adressen kender vi ikke. Måske mangler der et tegn i linket, eller også er det for længst lukket.",
        "Skriv /kalender i Slack for at få et nyt link, eller begynd på forsiden.",
    ),
    405: ("Det kan denne adresse ikke", "Siden kan kun læses.", "Åbn den i en browser, eller begynd på forsiden."),
    410: (
        "Linket gælder ikke længere",
        "Det er lukket, fornyet eller løbet ud, så andre ikke kan bruge et gammelt link.",
        "Skriv /kalender eller /plan i Slack for at få et nyt. Kom linket i en mail, så brug det i den nyeste.",
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
        "Systemet bliver opdateret, venter på databasen eller har ingen plan endnu. Der er ikke gået noget tabt.",
        "Prøv igen om et par minutter.",
    ),
}


def no_such_calendar() -> str:
    """The answer a program gets for an unknown address."""
    return "Kalenderen findes ikke. Hent et nyt link med /kalender i Slack.\n"


def calendar_later() -> str:
    """The answer when nothing can be written and nothing good is at hand."""
    return "Kalenderen kan ikke hentes lige nu. Prøv igen om lidt.\n"


def entry_day(first: date | datetime, last: date) -> str:
    """`Mandag den 18. marts`, `Tirsdag den 12. marts kl. 17.00`, `29. august – 11. september`."""
    if isinstance(first, datetime):
        return upper_first(f"{day(first.date())} {clock(first.time())}")
    return upper_first(day(first)) if first == last else f"{short_day(first)} – {short_day(last)}"


def qr_title() -> str:
    """What the square picture is."""
    return "QR-kode med kalenderens adresse"
