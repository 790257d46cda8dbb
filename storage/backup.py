"""Copies of a database, and what follows when one is put back: the outbox of a copy does not know
what was sent after it was taken, so that nothing goes out before it has been looked for.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, String, cast, func, insert, literal, select, update

from storage.database import Database, connect
from storage.errors import StorageError
from storage.tables import attempt, from_now, ledger, outbox, place, put_back

UNKNOWN = -1
"""The revision of a message that may have been sent, and brought up to date, after the copy was
taken: before every entry.
"""
POSTED_BY = "put back"
"""Who may have posted what a copy holds as waiting: somebody, after the copy was taken."""


class NotACopy(StorageError):
    """The file is no whole database of Fristvogter; nothing was put back."""


class StillThere(StorageError):
    """Something lies where the copy is to go; nothing was overwritten."""


class OnlySqlite(StorageError):
    """Only a SQLite file is copied and put back by these words; PostgreSQL has its own."""


def back_up(url: str, to: Path) -> None:
    """Copy a SQLite database while it is in use; whole, or not at all. Raises StillThere."""
    if to.exists():
        raise StillThere(str(to))
    part = to.with_name(f"{to.name}.part")
    _copy(file_of(url), part)
    _whole(part)
    part.replace(to)


def restore(copy: Path, url: str, *, upgrade: Callable[[Database], None]) -> None:
    """Put a copy where no database lies, bring it to this version, and mark it. Raises StillThere
    when one does, or when a write-ahead log of an earlier one would be read into it; NotACopy.
    """
    to = file_of(url)
    for lies in (to, *(to.with_name(f"{to.name}{end}") for end in ("-wal", "-shm", "-journal"))):
        if lies.exists():
            raise StillThere(str(lies))
    _whole(copy)
    part = to.with_name(f"{to.name}.part")
    _copy(copy, part)
    database = connect(f"sqlite:///{part}")
    upgrade(database)
    mark_put_back(database)
    with database._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    part.replace(to)


def mark_put_back(database: Database) -> None:
    """This database is a copy that was put back: whatever waits in it, and whatever is put anew of
    the time before, may have been sent already; what was sent may say since then what this copy
    knows nothing of, and is to say what stands.
    """
    with database.write() as connection:
        taken = _taken(connection)
        connection.execute(insert(put_back).values(taken_at=taken, at=from_now()))
        doubt = {
            "state": "unclear",
            "posted_by": POSTED_BY,
            "first_attempt_at": taken,
            "last_attempt_at": taken,
            "lease_until": None,
            "retry_at": None,
        }
        messages = update(outbox).where(outbox.c.updates.is_(None))
        waiting = outbox.c.state.in_(("queued", "leased"))
        unsettled = waiting | (outbox.c.state == "unclear")
        connection.execute(messages.where(unsettled).values(revision=UNKNOWN))
        connection.execute(messages.where(waiting, outbox.c.posted_by.is_(None)).values(doubt))
        _say_what_stands(connection)


def _say_what_stands(connection: Connection) -> None:
    """An update of every message that can be changed; entries yet to come take its place."""
    times = connection.scalar(select(func.count()).select_from(put_back))
    sent = (outbox.c.state == "sent") & (outbox.c.kind == "message") & (outbox.c.ref != "")
    passed = select(place.c.seq).where(place.c.process == outbox.c.process).scalar_subquery()
    same = [outbox.c[name] for name in ("process", "person", "day", "digest", "channel", "ref")]
    again = {
        "key": literal(f"put back:{times}:") + cast(outbox.c.id, String),
        "kind": literal("update"),
        "state": literal("queued"),
        "not_before": outbox.c.sent_at,
        "created_at": from_now(),
        "updates": outbox.c.id,
        "revision": func.coalesce(passed, 0),
    }
    row = select(*same, *(value.label(name) for name, value in again.items())).where(sent)
    names = [*(column.name for column in same), *again]
    connection.execute(insert(outbox).from_select(names, row))


_LAST = select(put_back).order_by(put_back.c.at.desc()).limit(1)


def put_back_at(connection: Connection) -> tuple[datetime, datetime] | None:
    """When the last copy that was put back had been taken, and when it was put back."""
    row = connection.execute(_LAST).first()
    return (row.taken_at, row.at) if row else None


def file_of(url: str) -> Path:
    """The file a SQLite address names. Raises OnlySqlite."""
    head, _, file = url.partition(":///")
    if not head.startswith("sqlite") or not file:
        raise OnlySqlite()
    return Path(file)


def _taken(connection: Connection) -> datetime:
    """The last thing this database knows to have happened."""
    last = [
        connection.scalar(select(func.max(column)))
        for column in (attempt.c.started_at, outbox.c.created_at, ledger.c.at)
    ]
    now: datetime = connection.execute(select(from_now())).scalar_one()
    return min(max((at for at in last if at is not None), default=now), now)


def _copy(source: Path, to: Path) -> None:
    """By SQLite's own hand, which copes with writers; the copy needs no other file beside it."""
    to.unlink(missing_ok=True)
    with (
        closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as reader,
        closing(sqlite3.connect(to)) as writer,
    ):
        reader.backup(writer)
        writer.execute("PRAGMA journal_mode=DELETE")


def _whole(file: Path) -> None:
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as copy:
            (said,) = copy.execute("PRAGMA integrity_check").fetchone()
            copy.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.DatabaseError as error:
        raise NotACopy(str(error)) from error
    if said != "ok":
        raise NotACopy(str(said))
