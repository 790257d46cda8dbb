"""What a verb decides: the facts to write, in which seat they were said, and the free texts they point to."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from process.entries import Fact, Text
from process.errors import TooLong

TEXT_LIMIT = 3000
"""Characters in one free text: what one Slack input can hold."""


@dataclass(frozen=True, kw_only=True)
class NewText:
    """A free text on its way into the erasable table; the ledger only gets `text`."""

    text: Text
    salt: str
    content: str


@dataclass(frozen=True, kw_only=True)
class Decision:
    """Facts to append together, or not at all."""

    facts: tuple[Fact, ...]
    seat: str = ""
    texts: tuple[NewText, ...] = ()


def new_text(content: str, *, id: str, salt: str, field: str = "text") -> NewText:
    """A text with its salted hash; raises TooLong over 3,000 characters, and nothing is cut."""
    if len(content) > TEXT_LIMIT:
        raise TooLong(field=field, length=len(content), limit=TEXT_LIMIT)
    return NewText(text=Text(id=id, digest=text_digest(content, salt)), salt=salt, content=content)


def text_digest(content: str, salt: str) -> str:
    """SHA-256 of salt and text; without the salt a short text could be guessed."""
    return hashlib.sha256((salt + content).encode()).hexdigest()
