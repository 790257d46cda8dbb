"""Secret calendar addresses. Only the SHA-256 of a token is kept: whoever reads the database cannot subscribe."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select, update

from process.seats import PersonId
from storage.database import Connection, Database
from storage.statements import Line
from storage.tables import address


@dataclass(frozen=True, kw_only=True)
class Address:
    """A subscription address without its secret. `id` is the token's digest."""

    id: str
    process: str
    person: PersonId
    scope: str
    created_at: datetime
    revoked_at: datetime | None
    client: str
    """The kind of program that fetched last ("outlook", "google"); "" = never fetched."""
    fetched_on: date | None
    """The day of the last fetch; no finer, since how often somebody looks is nobody's business."""


class Addresses:
    """The addresses of every process in one database. All instants are the domain clock's."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(self, process: str, person: PersonId, scope: str, token: str, *, at: datetime) -> Address:
        """Keep a new address. The token is the caller's to draw (128 bits or more) and to show once."""
        with self._database.write() as connection:
            return _create(connection, process, person, scope, token, at)

    def renew(self, process: str, person: PersonId, scope: str, token: str, *, at: datetime) -> Address:
        """Revoke every address the person has for that scope and keep a new one."""
        open_ones = [address.c.process == process, address.c.person == person, address.c.scope == scope, address.c.revoked_at.is_(None)]
        with self._database.write() as connection:
            connection.execute(update(address).where(*open_ones).values(revoked_at=at))
            return _create(connection, process, person, scope, token, at)

    def find(self, token: str) -> Address | None:
        """The address behind a token, revoked ones included (their feed says so). The time taken tells nothing of the token."""
        digest = _digest(token)
        with self._database.read() as connection:
            row = connection.execute(select(address).where(address.c.digest == digest)).one_or_none()
        return _address(row) if row and hmac.compare_digest(row.digest, digest) else None

    def revoke(self, id: str, *, at: datetime) -> bool:
        """Close an address; False when there is none or it is closed already."""
        close = update(address).where(address.c.digest == id, address.c.revoked_at.is_(None)).values(revoked_at=at)
        with self._database.write() as connection:
            return bool(connection.execute(close.returning(address.c.digest)).all())

    def of(self, process: str, person: PersonId) -> tuple[Address, ...]:
        """A person's addresses, the revoked ones too, oldest first."""
        query = select(address).where(address.c.process == process, address.c.person == person)
        with self._database.read() as connection:
            return tuple(map(_address, connection.execute(query.order_by(address.c.created_at, address.c.digest))))

    def touched(self, found: Address, *, client: str, day: date) -> bool:
        """Note a fetch, at most once a day and kind of client; says whether anything was written (and asks nothing if not)."""
        if found.client == client and found.fetched_on is not None and found.fetched_on >= day:
            return False
        note = update(address).where(address.c.digest == found.id).values(client=client, fetched_on=day)
        with self._database.write() as connection:
            return bool(connection.execute(note.returning(address.c.digest)).all())


def _create(connection: Connection, process: str, person: PersonId, scope: str, token: str, at: datetime) -> Address:
    row = {"digest": _digest(token), "process": process, "person": person, "scope": scope, "created_at": at}
    return _address(connection.execute(address.insert().values(row).returning(*address.c)).one())


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _address(row: Line) -> Address:
    values = dict(row._mapping)
    return Address(id=values.pop("digest"), **values)
