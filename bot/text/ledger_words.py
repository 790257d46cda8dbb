"""What the command line says of the ledger's proof, and of texts that were erased."""

from __future__ import annotations

from datetime import date

from bot.text.dates import full

HELP_RECEIPT = "Hold en kvittering op mod protokollen: nummer og kontrolsum, som de står på den (212:3f9a1c22b7d0)."
HELP_LOG = "Hold en kopi af loggen op mod protokollen; den rummer dagens kontrolsummer."
HELP_ERASE = "Slet de frie tekster i en post (synspunkter, bemærkninger). Posten og dens kontrolsum bliver stående."
HELP_WHY = "Hvorfor teksten slettes; årsagen bliver stående."
HELP_TEXTS = "Slet også de tekster, personen har skrevet."
WITH_THE_PERSON = "sammen med personens oplysninger"
"""Why a text went when its writer was forgotten."""

COLUMNS = ("Nr. i protokollen", "Kontrolsum")
"""Where a line of a table stands in the ledger."""


def anchored(upto: int, count: int) -> str:
    """How far what was told outside reaches."""
    if not upto:
        return "Ingen kvittering eller log uden for databasen kan bevidne den endnu."
    if upto == count:
        return f"Alle {count} poster er bevidnet uden for databasen."
    return f"Til og med post {upto} er den bevidnet uden for databasen; de sidste {count - upto} er kun efterprøvet i sig selv."


def erased(seq: int, on: date, why: str) -> str:
    """A text that is gone, as it should be."""
    return f"Post {seq}: indhold slettet {full(on)} ({why or 'uden begrundelse'}). Kontrolsummen står stadig."


def texts_erased(seq: int, count: int) -> str:
    """What was forgotten."""
    if not count:
        return f"Post {seq} har ingen tekst, der kan slettes. Se nummeret på kvitteringen."
    return f"{'Teksten' if count == 1 else f'{count} tekster'} i post {seq} er slettet. Protokollen kan stadig efterprøves."


def unreadable_receipt(text: str) -> str:
    """What was typed is no receipt's number and checksum."""
    return f"'{text}' kan ikke læses. Skriv nummer og kontrolsum, for eksempel 212:3f9a1c22b7d0."


def written_by_erased(count: int) -> str:
    """The person's own words."""
    return f"{count} {'tekst' if count == 1 else 'tekster'}, personen har skrevet, er også slettet."
