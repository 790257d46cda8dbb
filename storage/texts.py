"""Free texts: views, notes, statements. They can be erased; the ledger keeps their salted digest, which still verifies."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update

from process.decision import NewText, new_text
from storage.database import Database
from storage.statements import chunks
from storage.tables import free_text


@dataclass(frozen=True, kw_only=True)
class Erased:
    """The words are gone, the salt with them, so that nobody can guess them back from the digest."""

    at: datetime
    why: str


def draw(content: str) -> NewText:
    """A new text with an id and a salt drawn at random; hand it to the verb, its Decision brings it to the ledger."""
    return new_text(content, id=secrets.token_hex(16), salt=secrets.token_hex(16))


class Texts:
    """The texts of every process in one database; `Ledger.append` writes them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, process: str, ids: Iterable[str]) -> dict[str, str | Erased]:
        """The words by id, or when and why they were erased. An id that does not exist is left out."""
        found: dict[str, str | Erased] = {}
        with self._database.read() as connection:
            for chunk in chunks(list(ids)):
                query = select(free_text).where(free_text.c.process == process, free_text.c.id.in_(chunk))
                for row in connection.execute(query):
                    found[row.id] = Erased(at=row.erased_at, why=row.why) if row.content is None else row.content
        return found

    def count(self, process: str) -> int:
        """How many texts were ever kept, erased ones too."""
        with self._database.read() as connection:
            return connection.scalar(select(func.count()).where(free_text.c.process == process)) or 0

    def erased(self, process: str) -> dict[str, Erased]:
        """Every text that was erased, by id, in the order it happened."""
        query = select(free_text).where(free_text.c.process == process, free_text.c.erased_at.is_not(None))
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(free_text.c.erased_at, free_text.c.id))
            return {row.id: Erased(at=row.erased_at, why=row.why) for row in rows}

    def erase(self, process: str, id: str, *, at: datetime, why: str) -> bool:
        """Erase words and salt for good; False when there is no such text or it is gone already."""
        here = [free_text.c.process == process, free_text.c.id == id, free_text.c.erased_at.is_(None)]
        gone = update(free_text).where(*here).values(content=None, salt=None, erased_at=at, why=why)
        with self._database.write() as connection:
            return bool(connection.execute(gone.returning(free_text.c.id)).all())
