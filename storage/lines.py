"""Entries as rows and rows as entries: what `Ledger` writes and reads."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select

from process.codec import canonical
from process.decision import NewText
from process.entries import GENESIS, Entry, fact_of, payload_of, seal
from process.errors import LostRace
from process.facts import Fact
from process.seats import PersonId
from storage.database import Connection
from storage.statements import Line, insert_new
from storage.tables import ledger


def sealed(process: str, facts: Sequence[Fact], *, actor: PersonId, seat: str, at: datetime, seq: int, prev_hash: str) -> tuple[Entry, ...]:
    """The facts as the entries after `seq`, each chained to the one before. Raises TypeError when `at` is naive."""
    entries: list[Entry] = []
    for number, fact in enumerate(facts, start=seq + 1):
        entry = seal(process=process, seq=number, at=at, actor=actor, seat=seat, fact=fact, prev_hash=prev_hash)
        entries.append(entry)
        prev_hash = entry.hash
    return tuple(entries)


def insert_entries(connection: Connection, process: str, entries: tuple[Entry, ...]) -> None:
    """Write them, or raise LostRace: UNIQUE(process, seq) judges, a second writer waits for the first and inserts nothing."""
    columns = ("process", "seq", "at", "actor", "seat", "prev_hash", "hash")
    for entry in entries:
        row = {name: getattr(entry, name) for name in columns} | {"payload": canonical(payload_of(entry.fact))}
        if not connection.execute(insert_new(connection, ledger).values(row).returning(ledger.c.seq)).all():
            raise LostRace(seq=head_of(connection, process)[0])


def head_of(connection: Connection, process: str) -> tuple[int, str]:
    """Position and hash of the last entry; (0, GENESIS) before the first."""
    query = select(ledger.c.seq, ledger.c.hash).where(ledger.c.process == process).order_by(ledger.c.seq.desc()).limit(1)
    row = connection.execute(query).one_or_none()
    return (row.seq, row.hash) if row else (0, GENESIS)


def select_lines(process: str, after: int, upto: int | None) -> Select[Any]:
    """The lines with `after` < seq <= `upto`, in order."""
    query = select(ledger).where(ledger.c.process == process, ledger.c.seq > after).order_by(ledger.c.seq)
    return query if upto is None else query.where(ledger.c.seq <= upto)


def entry_of(row: Line) -> Entry:
    """A line as the entry it holds; raises ValueError when this version does not know its kind."""
    return Entry(
        process=row.process,
        seq=row.seq,
        at=row.at,
        actor=row.actor,
        seat=row.seat,
        fact=fact_of(json.loads(row.payload)),
        prev_hash=row.prev_hash,
        hash=row.hash,
    )


def text_row(process: str, text: NewText) -> dict[str, str]:
    """A free text as it is stored."""
    return {"process": process, "id": text.text.id, "salt": text.salt, "content": text.content}
