"""What a verb answers with: the facts to write, the seat they are said in, and the free texts that go with them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from process.errors import TooLong
from process.facts import Fact, Text

TEXT_LIMIT = 3000
"""Characters in one free text: what one Slack field holds."""


@dataclass(frozen=True, kw_only=True)
class NewText:
    """A free text on its way in: where it will lie and its digest (`text`), the salt, and the words."""

    text: Text
    salt: str
    content: str


@dataclass(frozen=True)
class Decision:
    """What shall be written. No facts = nothing to write, and that is fine."""

    facts: tuple[Fact, ...]
    seat: str = ""
    texts: tuple[NewText, ...] = ()


def need_fits(field: str, words: str | NewText | None) -> None:
    """Refuse a text that is longer than its place; raises TooLong, and nothing is cut."""
    length = len(words.content if isinstance(words, NewText) else words or "")
    if length > TEXT_LIMIT:
        raise TooLong(field=field, length=length, limit=TEXT_LIMIT)


def text_digest(salt: str, content: str) -> str:
    """SHA-256 over salt and words, in hex; proves later that words are the ones that were written."""
    return hashlib.sha256((salt + content).encode()).hexdigest()


def new_text(content: str, *, id: str, salt: str) -> NewText:
    """The text with its digest; `id` and `salt` are drawn at random by `storage.texts.draw`."""
    return NewText(text=Text(id=id, digest=text_digest(salt, content)), salt=salt, content=content)
