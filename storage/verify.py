"""Is the ledger as it was written? The chain is computed anew from the stored text and held
against anchors and free texts.

The chain alone finds accidents and clumsy hands; against someone who recomputes it, only what an
anchor outside says counts, and nothing after the last anchor is proven (rules L6).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import select

from process.ledger.codec import canonical
from process.ledger.entries import GENESIS, text_digest
from storage.database import Database, insert_new, upsert
from storage.ledger import ERASING
from storage.tables import anchor, free_text, ledger, proof


@dataclass(frozen=True, kw_only=True)
class Anchor:
    """Entry `seq` had this hash; it was told at `place` (a message's ref, a paper's number) at an
    instant of the domain clock.
    """

    seq: int
    hash: str
    place: str
    at: datetime


class Anchors:
    """The anchors of every process in one database; they are never changed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, process: str, anchor_: Anchor) -> bool:
        """Keep an anchor; False when this place already anchors this entry."""
        row = {
            "process": process,
            "seq": anchor_.seq,
            "hash": anchor_.hash,
            "place": anchor_.place,
            "at": anchor_.at,
        }
        with self._database.write() as connection:
            return bool(
                connection.execute(
                    insert_new(connection, anchor).values(row).returning(anchor.c.seq)
                ).all()
            )

    def all(self, process: str) -> tuple[Anchor, ...]:
        """Every anchor, in order of entry."""
        query = select(anchor.c.seq, anchor.c.hash, anchor.c.place, anchor.c.at).where(
            anchor.c.process == process
        )
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(anchor.c.seq, anchor.c.place))
            return tuple(Anchor(**row._mapping) for row in rows)


@dataclass(frozen=True, kw_only=True)
class Proof:
    """What the last look at a ledger found, at an instant of the real clock. The last look that
    found it whole saw `seq` entries, the last of them with this hash; up to `anchored` somebody
    outside is a witness.
    """

    at: datetime
    seq: int
    hash: str
    anchored: int
    broken: int = 0
    """The first entry that is not as it was written; 0 where all are."""
    why: str = ""
    by_hand: int = 0
    """Entries whose words are gone without an entry that says so."""


class Proofs:
    """The last look at each ledger of a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def last(self, process: str) -> Proof | None:
        """None before the first look."""
        with self._database.read() as connection:
            row = connection.execute(
                select(*(proof.c[f.name] for f in fields(Proof))).where(proof.c.process == process)
            ).one_or_none()
        return Proof(**row._mapping) if row else None

    def look(self, process: str, *, at: datetime) -> Proof:
        """Verify and remember, also against what the last look saw: an end that was cut off
        together with its anchors has that against it.
        """
        last = self.last(process)
        seen = Anchor(seq=last.seq, hash=last.hash, place="look", at=last.at) if last else None
        found = verify(self._database, process, told=[seen] if seen and seen.seq else ())
        outside = max((known.seq for known in Anchors(self._database).all(process)), default=0)
        if isinstance(found, Verified):
            made = Proof(
                at=at,
                seq=found.count,
                hash=found.head,
                anchored=outside,
                by_hand=len(found.by_hand),
            )
        else:
            made = Proof(
                at=at,
                seq=last.seq if last else 0,
                hash=last.hash if last else GENESIS,
                anchored=min(outside, found.seq - 1),
                broken=found.seq,
                why=found.why,
            )
        with self._database.write() as connection:
            connection.execute(upsert(connection, proof, asdict(made) | {"process": process}))
        return made


BATCH = 1_000

_quoted = json.JSONEncoder(ensure_ascii=False).encode


class Why(StrEnum):
    """What is wrong with an entry."""

    MISSING = "missing"
    """There is none with this number: removed or renumbered."""
    CHANGED = "changed"
    """Its content does not give its hash."""
    UNLINKED = "unlinked"
    """It does not follow from the one before: inserted, swapped, or the one before
    was rewritten with its hash.
    """
    NOT_AS_ANCHORED = "not_as_anchored"
    """It is sound in itself, but another hash was told outside."""
    CUT_OFF = "cut_off"
    """An anchor tells of it, but the ledger ends before."""
    TEXT_MISSING = "text_missing"
    """Its free text is gone without having been erased."""
    TEXT_CHANGED = "text_changed"
    """Its free text is not the one that was written."""


@dataclass(frozen=True, kw_only=True)
class Verified:
    """Every entry is as it was written; those up to `anchored` also by what was told outside."""

    count: int
    head: str
    anchored: int
    by_hand: tuple[int, ...] = ()
    """Entries whose words are gone without an entry that says so: erased before there were such
    entries, or by hand.
    """


@dataclass(frozen=True, kw_only=True)
class Broken:
    """The first entry that is not as it was written."""

    seq: int
    why: Why


class Line(NamedTuple):
    """One entry as stored; `payload` is the canonical JSON text."""

    process: str
    seq: int
    at: datetime
    actor: str
    seat: str
    payload: str
    prev_hash: str
    hash: str


Texts = Mapping[str, tuple[str | None, str | None]]
"""Salt and words by id; both None once erased."""


def verify(database: Database, process: str, *, told: Iterable[Anchor] = ()) -> Verified | Broken:
    """Check the whole ledger of a process against itself, its anchors and those in
    `told` (from receipts, papers).
    """
    anchors = (
        *Anchors(database).all(process),
        *told,
    )  # read first: whatever is anchored is in the ledger by then
    with database.read() as connection:
        texts = {
            row.id: (row.salt, row.content)
            for row in connection.execute(select(free_text).where(free_text.c.process == process))
        }
        with connection.execute(_lines(process), execution_options={"yield_per": BATCH}) as rows:
            return check((Line._make(row) for row in rows), anchors=anchors, texts=texts)


def export_lines(database: Database, process: str) -> Iterator[str]:
    """Every entry as one line of JSON, without line feeds; `read_export` and `check`
    verify it without a database.
    """
    with (
        database.read() as connection,
        connection.execute(_lines(process), execution_options={"yield_per": BATCH}) as rows,
    ):
        for row in rows:
            at = row.at.isoformat(timespec="microseconds")
            yield canonical(row._asdict() | {"at": at, "payload": _json_or_text(row.payload)})


def _json_or_text(payload: str) -> Any:
    """A payload that was damaged goes along as it is, so that the rest can still be exported."""
    try:
        return json.loads(payload)
    except (ValueError, RecursionError):
        return payload


def read_export(lines: Iterable[str]) -> Iterator[Line]:
    """Lines of an export as entries. Raises ValueError or KeyError when a line is not one."""
    for line in lines:
        stored = json.loads(line)
        yield Line(
            **stored
            | {"at": datetime.fromisoformat(stored["at"]), "payload": canonical(stored["payload"])}
        )


def check(
    lines: Iterable[Line], *, anchors: Iterable[Anchor] = (), texts: Texts | None = None
) -> Verified | Broken:
    """Check entries in order of seq. Free texts are checked when they are given."""
    told: dict[int, set[str]] = {}
    for outside in anchors:
        told.setdefault(outside.seq, set()).add(outside.hash)
    seq, head, gone, erased = 0, GENESIS, dict[str, int](), set[str]()
    for line in lines:
        if why := _wrong(line, seq + 1, head, told) or _text_wrong(line, texts):
            return Broken(seq=seq + 1, why=why)
        seq, head = line.seq, line.hash
        gone |= dict.fromkeys(_gone(line, texts), seq)
        erased |= _erased(line)
    last = max(told, default=0)
    return (
        Verified(
            count=seq,
            head=head,
            anchored=last,
            by_hand=tuple(sorted({n for id, n in gone.items() if id not in erased})),
        )
        if last <= seq
        else Broken(seq=seq + 1, why=Why.CUT_OFF)
    )


def _wrong(line: Line, seq: int, prev_hash: str, told: Mapping[int, set[str]]) -> Why | None:
    if line.seq != seq:
        return Why.MISSING
    if line.hash != line_hash(line):
        return Why.CHANGED
    if line.prev_hash != prev_hash:
        return Why.UNLINKED
    return Why.NOT_AS_ANCHORED if told.get(seq, {line.hash}) != {line.hash} else None


def line_hash(line: Line) -> str:
    """`process.entries.chain_hash` over the payload's very text: reading and writing the JSON anew
    would take most of the time.

    A payload that is not spelled canonically gives another hash, so nothing hides behind a parser.
    """
    at = line.at.astimezone(UTC).isoformat(timespec="microseconds")
    ours = (
        f'"payload":{line.payload},"prev_hash":"{line.prev_hash}","process":{_quoted(line.process)}'
    )
    actor, seat = _quoted(line.actor), _quoted(line.seat)
    whole = f'{{"actor":{actor},"at":"{at}",{ours},"seat":{seat},"seq":{line.seq}}}'
    return hashlib.sha256(whole.encode()).hexdigest()


def _text_wrong(line: Line, texts: Texts | None) -> Why | None:
    if texts is None or '"is":"Text"' not in line.payload:
        return None
    for text in _texts_in(json.loads(line.payload)):
        if text["id"] not in texts:
            return Why.TEXT_MISSING
        salt, content = texts[text["id"]]
        if (
            salt is not None
            and content is not None
            and text_digest(salt, content) != text["digest"]
        ):
            return Why.TEXT_CHANGED
    return None


def _gone(line: Line, texts: Texts | None) -> Iterator[str]:
    """The texts of an entry whose words are erased."""
    if texts is not None and '"is":"Text"' in line.payload:
        for text in _texts_in(json.loads(line.payload)):
            if texts[text["id"]][1] is None:
                yield text["id"]


def _erased(line: Line) -> set[str]:
    """The texts an entry says were erased."""
    return set(json.loads(line.payload)["texts"]) if ERASING in line.payload else set()


def _texts_in(value: Any) -> Iterator[dict[str, str]]:
    if isinstance(value, dict):
        if value.get("is") == "Text":
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _texts_in(item)


def _lines(process: str) -> Any:
    return (
        select(*(ledger.c[name] for name in Line._fields))
        .where(ledger.c.process == process)
        .order_by(ledger.c.seq)
    )
