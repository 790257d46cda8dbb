"""Secret calendar addresses. Only the SHA-256 of a token is kept: whoever reads
the database cannot subscribe.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, select, update

from process.seats import PersonId
from storage.database import Database, Line, chunks, upsert
from storage.tables import address, address_fetch


@dataclass(frozen=True, kw_only=True)
class Fetch:
    """A kind of program ("outlook", "google") and the day it last fetched; no finer: how often
    somebody looks is nobody's business.
    """

    client: str
    day: date


@dataclass(frozen=True, kw_only=True)
class Address:
    """A subscription address without its secret. `id` is the token's digest."""

    id: str
    process: str
    person: PersonId
    scope: str
    created_at: datetime
    revoked_at: datetime | None
    fetched: tuple[Fetch, ...] = ()
    """By kind of program, the last one first."""


class Addresses:
    """The addresses of every process in one database. All instants are the domain clock's."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(
        self, process: str, person: PersonId, scope: str, token: str, *, at: datetime
    ) -> Address:
        """Keep a new address. The token is the caller's to draw (128 bits or more) and to show
        once.
        """
        with self._database.write() as connection:
            return _create(connection, process, person, scope, token, at)

    def renew(
        self, process: str, person: PersonId, scope: str, token: str, *, at: datetime
    ) -> Address:
        """Revoke every address the person has for that scope and keep a new one."""
        open_ones = [
            address.c.process == process,
            address.c.person == person,
            address.c.scope == scope,
            address.c.revoked_at.is_(None),
        ]
        with self._database.write() as connection:
            connection.execute(update(address).where(*open_ones).values(revoked_at=at))
            return _create(connection, process, person, scope, token, at)

    def find(self, token: str) -> Address | None:
        """The address behind a token, revoked ones included (their feed says so). The time
        taken tells nothing of the token.
        """
        digest = _digest(token)
        with self._database.read() as connection:
            row = connection.execute(
                select(address).where(address.c.digest == digest)
            ).one_or_none()
            fetched = _fetched(connection, [digest]) if row else {}
        return _address(row, fetched) if row and hmac.compare_digest(row.digest, digest) else None

    def revoke(self, id: str, *, at: datetime) -> bool:
        """Close an address; False when there is none or it is closed already."""
        close = (
            update(address)
            .where(address.c.digest == id, address.c.revoked_at.is_(None))
            .values(revoked_at=at)
        )
        with self._database.write() as connection:
            return bool(connection.execute(close.returning(address.c.digest)).all())

    def revoke_all(self, tenant: Iterable[str], person: PersonId, *, at: datetime) -> int:
        """Close every address a person has in these processes; says how many were open."""
        close = (
            update(address)
            .where(
                address.c.process.in_(tuple(tenant)),
                address.c.person == person,
                address.c.revoked_at.is_(None),
            )
            .values(revoked_at=at)
        )
        with self._database.write() as connection:
            return len(connection.execute(close.returning(address.c.digest)).all())

    def of(self, process: str, person: PersonId) -> tuple[Address, ...]:
        """A person's addresses, the revoked ones too, oldest first."""
        query = select(address).where(address.c.process == process, address.c.person == person)
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(address.c.created_at, address.c.digest)).all()
            fetched = _fetched(connection, [row.digest for row in rows])
        return tuple(_address(row, fetched) for row in rows)

    def touched(self, found: Address, *, client: str, day: date) -> bool:
        """Note a fetch, at most once a day and kind of program; says whether anything was
        written (and asks nothing if not).
        """
        if any(fetch.client == client and fetch.day >= day for fetch in found.fetched):
            return False
        with self._database.write() as connection:
            connection.execute(
                upsert(
                    connection, address_fetch, {"digest": found.id, "client": client, "day": day}
                )
            )
        return True


def _create(
    connection: Connection, process: str, person: PersonId, scope: str, token: str, at: datetime
) -> Address:
    row = {
        "digest": _digest(token),
        "process": process,
        "person": person,
        "scope": scope,
        "created_at": at,
    }
    return _address(
        connection.execute(address.insert().values(row).returning(*address.c)).one(), {}
    )


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _fetched(connection: Connection, digests: Sequence[str]) -> dict[str, list[Fetch]]:
    found: dict[str, list[Fetch]] = {}
    for chunk in chunks(digests):
        query = select(address_fetch).where(address_fetch.c.digest.in_(chunk))
        for row in connection.execute(
            query.order_by(address_fetch.c.day.desc(), address_fetch.c.client)
        ):
            found.setdefault(row.digest, []).append(Fetch(client=row.client, day=row.day))
    return found


def _address(row: Line, fetched: Mapping[str, list[Fetch]]) -> Address:
    values = dict(row._mapping)
    id = values.pop("digest")
    return Address(id=id, fetched=tuple(fetched.get(id, ())), **values)
