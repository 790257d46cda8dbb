"""What the bot says in chat about calendar addresses."""

from __future__ import annotations

from datetime import date

from bot.text.dates import full
from bot.text.marks import code, strong


def feed_line(*, scope: str, since: date, fetched: date | None) -> str:
    """One address a person has. The address itself is kept by nobody but the one who was given it."""
    seen = f"sidst hentet {full(fetched)}" if fetched else "ikke hentet endnu"
    return f"{strong(scope)}: oprettet {full(since)}, {seen}."


def explained() -> str:
    """Under the list."""
    return (
        f"Adressen vises kun, når den bliver lavet. Er den væk, så lav en ny med {code('/kalender ny')}; den gamle holder op med at virke."
    )


def none_yet(*, public_url: str) -> str:
    """Nobody has subscribed yet."""
    public = f" Den offentlige kalender kan alle bruge: {public_url}" if public_url else ""
    return f"Du har ingen kalenderadresse endnu. {code('/kalender ny')} laver en, som kun du kender.{public}"


def new_address(*, url: str, landing: str) -> str:
    """The only time the address is shown."""
    help_page = f" Vejledning til Outlook og telefon: {landing}" if landing else ""
    return f"Din personlige kalenderadresse er {url} Del den ikke: den, der har adressen, kan se din kalender. Den vises kun nu.{help_page}"


def closed(*, count: int) -> str:
    """After `/kalender luk`."""
    if not count:
        return f"Du har ingen åben kalenderadresse. {code('/kalender ny')} laver en."
    return f"Din kalenderadresse er lukket. Kalenderen bliver tom ved næste hentning. {code('/kalender ny')} laver en ny."


def public(*, url: str) -> str:
    """The feed everybody may have."""
    return f"Den offentlige kalender: {url} Den viser kun det, der er offentligt, og må gerne deles."


def scope_name(scope: str) -> str:
    """A feed's scope ("person:…", "offentlig") in words."""
    return {"person": "Din egen kalender", "offentlig": "Den offentlige kalender"}.get(scope.partition(":")[0], "Din kalender")
