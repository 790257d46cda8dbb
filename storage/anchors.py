"""Anchors: the ledger's head as it was told to somebody outside. Only they make the chain a proof (SCHEDULING 2.14)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from storage.database import Database
from storage.statements import insert_new
from storage.tables import anchor


@dataclass(frozen=True, kw_only=True)
class Anchor:
    """Entry `seq` had this hash; it was told at `place` (a message's ref, a paper's number) at an instant of the domain clock."""

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
        row = {"process": process, "seq": anchor_.seq, "hash": anchor_.hash, "place": anchor_.place, "at": anchor_.at}
        with self._database.write() as connection:
            return bool(connection.execute(insert_new(connection, anchor).values(row).returning(anchor.c.seq)).all())

    def all(self, process: str) -> tuple[Anchor, ...]:
        """Every anchor, in order of entry."""
        query = select(anchor.c.seq, anchor.c.hash, anchor.c.place, anchor.c.at).where(anchor.c.process == process)
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(anchor.c.seq, anchor.c.place))
            return tuple(Anchor(**row._mapping) for row in rows)
