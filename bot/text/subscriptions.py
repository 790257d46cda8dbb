"""What is said in chat about addresses of calendars and of the board: who fetches them, those one
has, and a new or a closed one.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.text.grammar import full, named, upper_first
from bot.text.marks import code, strong
from process.plan.model import Plan
from process.seats import Seat

# Who fetches it.

CLIENTS = {
    "google": "Google Kalender",
    "outlook": "Outlook",
    "apple": "iPhone eller Mac",
    "thunderbird": "Thunderbird",
    "android": "Android",
    "nextcloud": "Nextcloud",
    "other": "et andet program",
}
NEXT = {
    "google": "Google henter igen inden for et døgn",
    "outlook": "Outlook henter som regel igen efter tre timer, men det kan tage et døgn",
    "apple": "den henter igen, så ofte som den er sat til",
    "thunderbird": "Thunderbird henter igen efter en halv time",
    "nextcloud": "Nextcloud henter igen efter fire timer",
}


def fetched_line(found: Sequence[tuple[str, date]]) -> str:
    """A sentence for each kind of program, the last one first."""
    return (
        " ".join(_sentence(client, on) for client, on in found)
        or "Kalenderen er ikke hentet af noget program endnu."
    )


def _sentence(client: str, on: date) -> str:
    last = f"Sidst hentet {full(on)} af {CLIENTS.get(client, CLIENTS['other'])}"
    return f"{last}; {NEXT[client]}." if client in NEXT else f"{last}."


# The addresses one has.

THE_BOARD = "Tavlen"


def scope_name(plan: Plan, kind: str, key: str) -> str:
    """A feed's scope in words, by its kind and key."""
    if kind == "person":
        return "Din egen kalender"
    if kind == "rolle":
        return upper_first(named(plan, Seat.parse(key)))
    return {"offentlig": "Den offentlige kalender"}.get(kind, upper_first(plan.place_name(key)))


def feed_line(*, scope: str, since: date, fetched: Sequence[tuple[str, date]]) -> str:
    """One address a person has. The address itself is kept by nobody but the one who was given
    it.
    """
    seen = f". {fetched_line(fetched)}" if fetched else ", ikke hentet endnu."
    return f"{strong(scope)}: oprettet {full(since)}{seen}"


def none_yet(*, public_url: str) -> str:
    """Nobody has subscribed yet."""
    public = f" Den offentlige kalender kan alle bruge: {public_url}" if public_url else ""
    return (
        "Du har ingen kalenderadresse endnu. "
        f"{code('/kalender ny')} laver en, som kun du kender.{public}"
    )


EXPLAINED = (
    "En adresse vises kun, når den bliver lavet. Er den væk, så forny den; "
    f"den gamle holder op med at virke. {code('/kalender luk')} lukker alle."
)


def renew_about(*, scope: str) -> str:
    """The renewing button to those who only hear it."""
    return f"Forny adressen til {scope}"


def close_about(*, scope: str) -> str:
    """The closing button to those who only hear it."""
    return f"Luk adressen til {scope}"


SURE_TO_RENEW = (
    "Den gamle adresse holder op med at virke. Du skal sætte den nye ind i Outlook og på telefonen."
)
"""Before the old address is given up."""
SURE_TO_CLOSE = (
    "Kalenderen bliver tom ved næste hentning hos alle, der bruger adressen. "
    "Den kan ikke åbnes igen, men du kan lave en ny."
)
"""Before an address is closed for good."""


# A new one, or none any more.

CHOOSE_TITLE = "Ny adresse"
WHICH = "Hvilken kalender?"
WHICH_HINT = (
    "Adressen vises kun nu. Har du en i forvejen til den samme, holder den op med at virke."
)
NOTHING_TO_CHOOSE = (
    "Du har ingen plads i processen lige nu, så der er ingen kalender at vælge. "
    f"{code('/kalender offentlig')} viser den, alle må bruge."
)
"""Somebody without a seat."""


def new_address(*, url: str, landing: str, scope: str = "") -> str:
    """The only time the address is shown."""
    help_page = f" Vejledning til Outlook og telefon: {landing}" if landing else ""
    what = f"Din adresse til {strong(scope)} er" if scope else "Din personlige kalenderadresse er"
    return (
        f"{what} {url} Del den ikke: den, der har adressen, kan se kalenderen. "
        f"Den vises kun nu.{help_page}"
    )


def new_board(*, url: str) -> str:
    """The only time the board's own address is shown."""
    return (
        f"Din adresse til tavlen er {url} Den løber ikke ud. Del den ikke: "
        "den, der har adressen, kan se tavlen. Den vises kun nu."
    )


def closed(*, count: int, scope: str = "") -> str:
    """After closing."""
    if not count:
        return f"Du har ingen åben kalenderadresse. {code('/kalender ny')} laver en."
    which = (
        f"Adressen til {strong(scope)} er lukket"
        if scope
        else "Din kalenderadresse er lukket"
        if count == 1
        else "Dine adresser er lukket"
    )
    return f"{which}. Kalenderen bliver tom ved næste hentning. {code('/kalender ny')} laver en ny."


def public(*, url: str) -> str:
    """The feed everybody may have."""
    return (
        f"Den offentlige kalender: {url} Den viser kun det, der er offentligt, og må gerne deles."
    )
