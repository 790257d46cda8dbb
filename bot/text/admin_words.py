"""What those who keep the process hear about the running of it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.text.dates import in_line
from bot.text.grammar import upper_first

CHANNELS = {"slack": "Slack", "mail": "mail"}


def rerouted(*, who: str, name: str, channel: str) -> str:
    """One person is not reached the usual way."""
    person = f"{name} ({who})" if name else upper_first(who)
    return (
        f"{person} kan ikke få beskeder i {_channel(channel)}, så de bliver sendt på mail i stedet. "
        f"Er det forkert, så ret adressen eller Slack-id'et i personfilen."
    )


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
