"""The words of the pages that stand in code: errors, calendar programs, days. The rest stands in the pages' templates."""

from __future__ import annotations

from datetime import date, datetime

from bot.text.dates import clock, day, full, short_day
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

CLIENTS = {
    "google": "Google Kalender",
    "outlook": "Outlook",
    "apple": "iPhone eller Mac",
    "thunderbird": "Thunderbird",
    "android": "Android",
    "nextcloud": "Nextcloud",
    "other": "et andet program",
}
NEXT_FETCH = {
    "google": "Google henter igen inden for et døgn",
    "outlook": "Outlook henter som regel igen efter tre timer, men det kan tage et døgn",
    "apple": "den henter igen, så ofte som den er sat til",
    "thunderbird": "Thunderbird henter igen efter en halv time",
}


def no_such_calendar() -> str:
    """The answer a program gets for an unknown address."""
    return "Kalenderen findes ikke. Hent et nyt link med /kalender i Slack.\n"


def calendar_later() -> str:
    """The answer when nothing can be written and nothing good is at hand."""
    return "Kalenderen kan ikke hentes lige nu. Prøv igen om lidt.\n"


def fetched(client: str, on: date | None) -> str:
    """When the calendar was fetched last, and when to expect it again; the day and the kind of program is all that is kept."""
    if on is None:
        return "Kalenderen er ikke hentet af noget program endnu."
    last = f"Sidst hentet {full(on)} af {CLIENTS.get(client, CLIENTS['other'])}"
    return f"{last}; {NEXT_FETCH[client]}." if client in NEXT_FETCH else f"{last}."


def entry_day(first: date | datetime, last: date) -> str:
    """`Mandag den 18. marts`, `Tirsdag den 12. marts kl. 17.00`, `29. august – 11. september`."""
    if isinstance(first, datetime):
        return upper_first(f"{day(first.date())} {clock(first.time())}")
    return upper_first(day(first)) if first == last else f"{short_day(first)} – {short_day(last)}"


def qr_title() -> str:
    """What the square picture is."""
    return "QR-kode med kalenderens adresse"
