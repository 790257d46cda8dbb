"""The words every paper has: at its foot, and where a text is gone."""

from __future__ import annotations

from datetime import date

from bot.text.dates import short_day

PAGE, OF = "Side", "af"
"""`Side 2 af 5`."""
DIGITS = 12
"""Of a checksum, as a receipt shows it and `ledger verify --receipt` takes it."""


def foot(*, municipality: str, title: str, seq: int, head: str) -> str:
    """On every page: whose it is, and where the ledger stood."""
    return f"{municipality} · {title} · {position(seq=seq, head=head)}"


def position(*, seq: int, head: str) -> str:
    """What a reader can hold against the ledger later."""
    return f"protokollen står på nr. {seq} ({head[:DIGITS]})"


def erased(*, on: date, why: str) -> str:
    """In place of a text that is gone, as it should be (PEOPLE 2.11)."""
    return f"[Indhold slettet den {short_day(on)} {on.year}{f' ({why})' if why else ''}]"


def gone() -> str:
    """In place of a text that cannot be found, without a word about why."""
    return "[Teksten findes ikke længere]"
