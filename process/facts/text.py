"""A free text as the ledger holds it: where it lies and its salted digest; the words themselves are erasable (DESIGN 13.7)."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True, kw_only=True)
class Text:
    """Where a person's free text lies and its salted SHA-256; the text itself is erasable (DESIGN 13.7)."""

    id: str
    digest: str


def texts_of(fact: object) -> tuple[Text, ...]:
    """The free texts a fact holds."""
    return tuple(value for f in fields(fact) if isinstance(value := getattr(fact, f.name), Text))  # type: ignore[arg-type]
