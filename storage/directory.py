"""People: names, addresses and Slack ids, outside the ledger so that they can be erased; the
opaque id is all that stays.

People outlive a process: processes whose keys begin alike (`municipality/2024`,
`municipality/2025`) share them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, time
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, delete, func, select, update
from sqlalchemy.exc import IntegrityError

from process.reminders.digests import PLAIN, Preference
from process.seats import PersonId
from storage.database import Database, Line, chunks, upsert
from storage.errors import PersonTaken
from storage.outbox import send_again_to
from storage.tables import person, wish

OPTIONAL = ("email", "slack_id")
"""Stored as NULL rather than "", since they are unique."""


def tenant_of(process: str) -> str:
    """The part of a process's key before the first "/": who its people belong to."""
    return process.partition("/")[0]


@dataclass(frozen=True, kw_only=True)
class Person:
    """One person. Every field but the id may be empty, and is after an erasure."""

    id: PersonId
    name: str = ""
    email: str = ""
    slack_id: str = ""
    slack_channel: str = ""
    """The direct-message channel with `slack_id`, once it was opened."""
    active: bool = True
    lang: str = ""
    delivery: str = ""
    """How the person wants to be reached ("slack", "mail"); "" = as the installation says."""
    erased_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What an import did, by person id."""

    added: tuple[PersonId, ...] = ()
    changed: tuple[PersonId, ...] = ()
    same: tuple[PersonId, ...] = ()
    erased: tuple[PersonId, ...] = ()
    """In the file but erased here: left erased."""


class Directory:
    """The people of every process in one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, process: str, people: Iterable[Person]) -> Imported:
        """Import people, all or none; the same file again changes nothing. No Slack id clears the
        one that stood, and its channel. Raises PersonTaken.
        """
        done: dict[str, list[PersonId]] = {"added": [], "changed": [], "same": [], "erased": []}
        with self._database.write() as connection:
            old = {row.id: row for row in connection.execute(_everybody(process))}
            new = [(one, *_compared(tenant_of(process), one, old.get(one.id))) for one in people]
            _let_go(connection, process, [one.id for one, word, _ in new if word == "changed"])
            moved = [one.id for one, word, row in new if word == "changed" and _moved(row, old)]
            send_again_to(connection, tenant_of(process), moved)
            for one, word, row in new:
                done[word].append(one.id)
                if word in ("added", "changed"):
                    _keep(connection, row)
        return Imported(**{word: tuple(ids) for word, ids in done.items()})

    def get(self, process: str, id: PersonId) -> Person | None:
        """The person with that id."""
        return self._find(process, "id", id)

    def by_slack_id(self, process: str, slack_id: str) -> Person | None:
        """The person with that Slack id."""
        return self._find(process, "slack_id", slack_id)

    def by_email(self, process: str, email: str) -> Person | None:
        """The person with that e-mail address, capital letters or not."""
        return self._find(process, "email", email.strip().lower())

    def all(self, process: str) -> tuple[Person, ...]:
        """Everybody, inactive and erased people included, in order of id."""
        with self._database.read() as connection:
            return tuple(map(_person, connection.execute(_everybody(process))))

    def set_channel(self, process: str, id: PersonId, channel: str) -> bool:
        """Remember the direct-message channel; False when there is no such person."""
        return self._change(process, id, {"slack_channel": channel})

    def set_slack_id(self, process: str, id: PersonId, slack_id: str) -> bool:
        """Remember the Slack id; another one forgets the old channel, and what could not be sent is
        sent again. Raises PersonTaken; False = no such person.
        """
        known = func.coalesce(person.c.slack_id, "") == slack_id
        with self._database.write() as connection:
            here = _here(process, id)
            other = update(person).where(here, ~known).values(slack_channel="")
            if connection.execute(other.returning(person.c.id)).all():
                send_again_to(connection, tenant_of(process), [id])
            return _changed(connection, here, {"slack_id": slack_id or None})

    def deactivate(self, process: str, id: PersonId) -> bool:
        """Write to the person no more; False when there is no such person."""
        return self._change(process, id, {"active": False})

    def erase(self, process: str, id: PersonId, *, at: datetime) -> bool:
        """Forget everything but the id (`at` says when); False when there is no such
        person or it was done before.
        """
        gone = {
            "name": "",
            "email": None,
            "slack_id": None,
            "slack_channel": "",
            "lang": "",
            "delivery": "",
        }
        return self._change(process, id, gone | {"active": False, "erased_at": at})

    def _find(self, process: str, column: str, value: str) -> Person | None:
        asked = {"of": tenant_of(process), "value": value}
        with self._database.read() as connection:
            row = connection.execute(_who_has(column), asked).one_or_none()
        return _person(row) if row else None

    def _change(self, process: str, id: PersonId, values: dict[str, Any]) -> bool:
        with self._database.write() as connection:
            return _changed(connection, _here(process, id), values)


@cache
def _who_has(column: str) -> Select[Any]:
    here = person.c.tenant == bindparam("of")
    return select(person).where(here, person.c[column] == bindparam("value"))


def _here(process: str, id: PersonId) -> ColumnElement[bool]:
    return (
        (person.c.tenant == tenant_of(process)) & (person.c.id == id) & person.c.erased_at.is_(None)
    )


def _changed(connection: Connection, which: ColumnElement[bool], values: dict[str, Any]) -> bool:
    try:
        return bool(
            connection.execute(
                update(person).where(which).values(values).returning(person.c.id)
            ).all()
        )
    except IntegrityError as error:
        raise PersonTaken(
            ", ".join(f"{name} {values[name]}" for name in OPTIONAL if values.get(name))
        ) from error


def _everybody(process: str) -> Select[tuple[Any, ...]]:
    return select(person).where(person.c.tenant == tenant_of(process)).order_by(person.c.id)


def _compared(tenant: str, one: Person, old: Line | None) -> tuple[str, dict[str, Any]]:
    row = _row(tenant, one)
    if old is None:
        return "added", row
    if old.erased_at is not None:
        return "erased", row
    if row["slack_id"] == old.slack_id:  # the channel is the account's, and goes with it
        row["slack_channel"] = row["slack_channel"] or old.slack_channel
    return (
        "same" if all(getattr(old, name) == value for name, value in row.items()) else "changed"
    ), row


def _moved(row: dict[str, Any], old: Mapping[PersonId, Line]) -> bool:
    """Whether a person is reached at another address now."""
    return any(getattr(old[row["id"]], name) != row[name] for name in OPTIONAL)


def _let_go(connection: Connection, process: str, ids: list[PersonId]) -> None:
    """Two people who swap addresses would each wait for the other's."""
    for chunk in chunks(ids):
        mine = [person.c.tenant == tenant_of(process), person.c.id.in_(chunk)]
        connection.execute(update(person).where(*mine).values(email=None, slack_id=None))


def _keep(connection: Connection, row: dict[str, Any]) -> None:
    try:
        connection.execute(upsert(connection, person, row))
    except IntegrityError as error:
        raise PersonTaken(
            f"'{row['id']}' would share {row['email']} or {row['slack_id']} with somebody else."
        ) from error


def _row(tenant: str, one: Person) -> dict[str, Any]:
    row = asdict(one) | {"tenant": tenant, "email": one.email.strip().lower()}
    return row | {name: row[name] or None for name in OPTIONAL}


def _person(row: Line) -> Person:
    values = {name: value for name, value in row._mapping.items() if name != "tenant"}
    return Person(**values | {name: values[name] or "" for name in OPTIONAL})


class Preferences:
    """The choices of everybody in one database; whoever chose nothing has no row."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self, process: str) -> dict[PersonId, Preference]:
        """Everybody's choices, by person."""
        with self._database.read() as connection:
            rows = connection.execute(select(wish).where(wish.c.tenant == tenant_of(process)))
            return {row.person: _wish(row) for row in rows}

    def of(self, process: str, person: PersonId) -> Preference:
        """One person's choices; the plan's own ways when they chose nothing."""
        return self.all(process).get(person, PLAIN)

    def put(self, process: str, person: PersonId, wanted: Preference) -> None:
        """Choose; what is the plan's own way anyhow is forgotten."""
        with self._database.write() as connection:
            if wanted == PLAIN:
                connection.execute(
                    delete(wish).where(wish.c.tenant == tenant_of(process), wish.c.person == person)
                )
                return
            row = {
                "tenant": tenant_of(process),
                "person": person,
                "hour": wanted.hour.isoformat("minutes") if wanted.hour else "",
                "days": "".join(map(str, sorted(wanted.days))),
                "together": wanted.together,
            }
            connection.execute(upsert(connection, wish, row))


def _wish(row: Line) -> Preference:
    hour = time.fromisoformat(row.hour) if row.hour else None
    return Preference(hour=hour, days=frozenset(map(int, row.days)), together=row.together)
