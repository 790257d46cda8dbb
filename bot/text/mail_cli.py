"""What `fristvogter mail` says."""

from __future__ import annotations

ABOUT = "Mail: læs en mail, der kom tilbage."
HELP_RETURNED = "Læs en mail, der kom tilbage (fra en fil eller -). Det er den, en mailserver kan sende videre hertil."
IGNORED = "Det er ikke en returneret mail, så der er ikke gjort noget."
SAID = {
    "bounced": "Mailen kunne ikke afleveres. Den næste vej bliver prøvet, og procesejeren får besked.",
    "noted": "Mailen er kun forsinket. Der er ikke ændret noget.",
    "unknown": "Mailen er ikke sendt herfra, eller den var allerede kommet tilbage. Der er ikke ændret noget.",
}


def later(why: str) -> str:
    """The database does not answer."""
    return f"Databasen svarer ikke ({why}), så mailen er ikke læst. Prøv igen om lidt."
