"""The words of the page behind the link in a mail about a deadline; the rest are those of the modals and the receipts."""

from __future__ import annotations

from bot.text.grammar import inside
from bot.text.marks import strong

CHOOSE = "Vælg en person"
TO_THE_DOOR = "Gå til udvalgets side"
NOTE = "Link eller bemærkning"
LOOK = "Se, hvad der følger af den dag"
"""Shows it and sends nothing."""
NOTE_HINT = "Du kan lade feltet stå tomt. Læses af dem, der modtager."
EXPIRED = (
    "Linket er løbet ud",
    "Linket i en mail virker kun i kort tid, så andre ikke kan bruge et gammelt. Intet er ændret.",
    "Brug linket i den nyeste mail om fristen, eller skriv til råderumsgruppen.",
)
FOREIGN = (
    "Linket passer ikke",
    "Vi kender ikke adressen. Måske er den knækket over i mailen, så der mangler noget til sidst. Intet er ændret.",
    "Tryk på linket i mailen igen, eller kopiér hele adressen.",
)
NO_LONGER_HERE = (
    "Linket gælder ikke længere",
    "Du er ikke med i processen mere, så der er ikke noget, du skal svare på. Intet er ændret.",
    "Er det forkert, så skriv til råderumsgruppen.",
)


def good_for(*, days: int) -> str:
    """At the bottom."""
    return f"Linket er personligt og virker i {days} dage fra mailen. Send det ikke videre."


def answering(*, name: str) -> str:
    """Whose link it is, for those who share a mailbox."""
    return f"Du svarer som {name}."


def lies_with(*, owner: str) -> str:
    """To those above, who do not owe it themselves."""
    return f"Opgaven ligger hos {owner}."


def taken(*, title: str) -> str:
    """To whoever took it."""
    return f"Du har taget opgaven med {strong(inside(title))} og får påmindelserne fra nu af. Du kan svare her, når den er afleveret."
