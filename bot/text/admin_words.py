"""What those who keep the process hear about the running of it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.text.dates import in_line
from bot.text.grammar import upper_first

STATUSES = (
    ("5.1.", "adressen findes ikke"),
    ("5.2.2", "postkassen er fuld"),
    ("5.2.", "postkassen tager ikke imod"),
    ("5.7.", "modtagerens mailserver afviser os"),
    ("4.", "den kunne ikke afleveres i tide"),
)
CHANNELS = {"slack": "Slack", "mail": "mail"}


def rerouted(*, who: str, name: str, channel: str) -> str:
    """One person is not reached the usual way."""
    person = f"{name} ({who})" if name else upper_first(who)
    return (
        f"{person} kan ikke få beskeder i {_channel(channel)}, så de bliver sendt på mail i stedet. "
        f"Er det forkert, så ret adressen eller Slack-id'et i personfilen."
    )


def bounced(*, who: str, name: str, status: str, channel: str) -> str:
    """A mail came back, with the status its server gave (RFC 3463); `channel` is what is tried instead, "" when there is nothing."""
    person = f"{name} ({who})" if name else who
    after = (
        f"Beskeden bliver prøvet i {_channel(channel)} i stedet."
        if channel
        else "Der er ingen anden vej, så personen får ingen beskeder, før adressen er rettet."
    )
    return (
        f"Mailen til {person} kom tilbage: {_why(status)} ({status}). {after} "
        f"Ret adressen i personfilen, eller giv opgaverne videre. Om en uge prøver vi adressen igen."
    )


def _why(status: str) -> str:
    """What a status means for people."""
    known = next((words for begins, words in STATUSES if status.startswith(begins)), "")
    return known or "modtagerens mailserver tog ikke imod den"


def down(*, channel: str) -> str:
    """Nobody is reached the usual way."""
    return (
        f"{_channel(channel)} afviser alle beskeder, så de bliver sendt på mail i stedet. "
        f"Bed den, der driver Fristvogter, om at se på nøglerne til {_channel(channel)}."
    )


def left(*, name: str, seats: Sequence[str]) -> str:
    """Somebody's account is closed."""
    person = name or "En person på listen"
    held = f" Pladsen som {in_line(list(seats))} er nu tom; direktøren svarer for en chefs frister, til en ny er sat ind." if seats else ""
    return f"{person} har ikke længere en konto i Slack og får ingen beskeder mere.{held} Indlæs personfilen igen, når en ny er fundet."


def _channel(name: str) -> str:
    return CHANNELS.get(name, name)
