"""An `Entry` is one line of the ledger: a fact, who said it in which seat, when, and the chain.

Event time (when the meeting was) is a field of the fact; entry time (`Entry.at`) is when it was
written. A correction is a new entry that names the old one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from process.errors import TooLong, Unwritable
from process.ledger.codec import Json, Words, canonical, decode, encode
from process.ledger.facts import Fact, Text, typed_apart
from process.plain_text import is_fit
from process.seats import PersonId

GENESIS = "0" * 64
"""The `prev_hash` of a process's first entry."""

SYSTEM: PersonId = "system"
"""The actor of what the program writes by itself."""


@dataclass(frozen=True, kw_only=True)
class Unreadable:
    """In the place of a fact this version cannot read or cannot fit in: nothing follows from it."""

    why: str


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of the ledger. `at` is the domain clock's UTC instant; `seat` is the role it was
    said in ("" for the program).
    """

    process: str
    seq: int
    at: datetime
    actor: PersonId
    seat: str
    fact: Fact
    """An `Unreadable` where this version can make nothing of what is written."""
    prev_hash: str
    hash: str

    @property
    def code(self) -> str:
        """The short checksum on a receipt, "7F3K-Q2": the first 30 bits of the hash in
        letters that cannot be mistaken.
        """
        letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
        bits = int(self.hash[:8], 16)
        word = "".join(letters[(bits >> shift) & 31] for shift in range(27, 0, -5))
        return f"{word[:4]}-{word[4:]}"


def payload_of(fact: Fact) -> Json:
    """The fact as the ledger stores it; "is" holds its kind."""
    return encode(fact)


def fact_of(payload: Json) -> Fact:
    """Read a stored fact; raises ValueError when it is of no kind this version knows."""
    fact: Fact = decode(Fact, payload)
    return fact


def chain_hash(
    *, process: str, seq: int, at: datetime, actor: str, seat: str, payload: Json, prev_hash: str
) -> str:
    """SHA-256 over the canonical JSON of everything in the line, the previous line's hash included;
    raises TypeError when `at` is naive.
    """
    if at.tzinfo is None:
        raise TypeError(f"{at} is naive; the ledger takes aware instants only")
    line: Json = {
        "process": process,
        "seq": seq,
        "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": actor,
        "seat": seat,
        "payload": payload,
        "prev_hash": prev_hash,
    }
    return hashlib.sha256(canonical(line).encode()).hexdigest()


def seal(
    *, process: str, seq: int, at: datetime, actor: PersonId, seat: str, fact: Fact, prev_hash: str
) -> Entry:
    """The entry with its hash; raises TypeError when `at` is naive."""
    digest = chain_hash(
        process=process,
        seq=seq,
        at=at,
        actor=actor,
        seat=seat,
        payload=payload_of(fact),
        prev_hash=prev_hash,
    )
    return Entry(
        process=process,
        seq=seq,
        at=at,
        actor=actor,
        seat=seat,
        fact=fact,
        prev_hash=prev_hash,
        hash=digest,
    )


TEXT_LIMIT = 3000
"""Characters in one free text: what one Slack field holds."""


@dataclass(frozen=True, kw_only=True)
class NewText:
    """A free text on its way in: where it will lie and its digest (`text`), the salt, and the
    words.
    """

    text: Text
    salt: str
    content: str


@dataclass(frozen=True)
class Decision:
    """What shall be written. No facts = nothing to write, and that is fine."""

    facts: tuple[Fact, ...]
    seat: str = ""
    texts: tuple[NewText, ...] = ()


def written_apart(
    facts: Sequence[Fact], draw: Callable[[str], NewText]
) -> tuple[tuple[Fact, ...], tuple[NewText, ...]]:
    """The facts as they are written: whatever somebody typed lies beside the chain, in the texts
    that come with them (rules L7). Raises Unwritable.
    """
    drawn: list[NewText] = []

    def apart(content: str) -> Words:
        drawn.append(draw(content))
        return Words(content, encode(drawn[-1].text))

    return tuple(typed_apart(fact, apart) for fact in facts), tuple(drawn)


def need_fits(field: str, words: str | NewText | None) -> None:
    """Refuse a text that is longer than its place; raises TooLong, and nothing is cut."""
    length = len(words.content if isinstance(words, NewText) else words or "")
    if length > TEXT_LIMIT:
        raise TooLong(field=field, length=length, limit=TEXT_LIMIT)


def text_digest(salt: str, content: str) -> str:
    """SHA-256 over salt and words, in hex; proves later that words are the ones that were
    written.
    """
    return hashlib.sha256((salt + content).encode()).hexdigest()


def new_text(content: str, *, id: str, salt: str) -> NewText:
    """The text with its digest; `id` and `salt` are drawn at random by `storage.ledger.draw`.
    Raises Unwritable.
    """
    if not is_fit(content):
        raise Unwritable
    return NewText(text=Text(id=id, digest=text_digest(salt, content)), salt=salt, content=content)
