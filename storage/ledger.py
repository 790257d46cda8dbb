"""The ledger: append, read, fold. Somebody else's entry in between makes an append lose; `decide`
waits for its turn and then decides on what stands.
"""

from __future__ import annotations

import json
import re
import secrets
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Connection, Select, bindparam, case, func, select, text, update

from process.errors import LostRace
from process.ledger.codec import Json, canonical
from process.ledger.entries import (
    GENESIS,
    SYSTEM,
    Decision,
    Entry,
    NewText,
    Unreadable,
    fact_of,
    new_text,
    payload_of,
    seal,
    written_apart,
)
from process.ledger.facts import Fact, TextsErased
from process.ledger.state import State
from process.seats import PersonId
from storage.database import Database, Line, chunks, insert_new
from storage.tables import free_text, ledger


def sealed(
    process: str,
    facts: Sequence[Fact],
    *,
    actor: PersonId,
    seat: str,
    at: datetime,
    seq: int,
    prev_hash: str,
) -> tuple[Entry, ...]:
    """The facts as the entries after `seq`, each chained to the one before. Raises
    TypeError when `at` is naive.
    """
    entries: list[Entry] = []
    for number, fact in enumerate(facts, start=seq + 1):
        entry = seal(
            process=process,
            seq=number,
            at=at,
            actor=actor,
            seat=seat,
            fact=fact,
            prev_hash=prev_hash,
        )
        entries.append(entry)
        prev_hash = entry.hash
    return tuple(entries)


def insert_entries(connection: Connection, process: str, entries: tuple[Entry, ...]) -> None:
    """Write them, or raise LostRace: UNIQUE(process, seq) judges, a second writer waits for
    the first and inserts nothing.
    """
    columns = ("process", "seq", "at", "actor", "seat", "prev_hash", "hash")
    for entry in entries:
        row = {name: getattr(entry, name) for name in columns} | {
            "payload": canonical(payload_of(entry.fact))
        }
        if not connection.execute(
            insert_new(connection, ledger).values(row).returning(ledger.c.seq)
        ).all():
            raise LostRace(seq=head_of(connection, process)[0])


def head_of(connection: Connection, process: str) -> tuple[int, str]:
    """Position and hash of the last entry; (0, GENESIS) before the first."""
    query = (
        select(ledger.c.seq, ledger.c.hash)
        .where(ledger.c.process == process)
        .order_by(ledger.c.seq.desc())
        .limit(1)
    )
    row = connection.execute(query).one_or_none()
    return (row.seq, row.hash) if row else (0, GENESIS)


def select_lines(process: str, after: int, upto: int | None) -> Select[Any]:
    """The lines with `after` < seq <= `upto`, in order."""
    query = (
        select(ledger)
        .where(ledger.c.process == process, ledger.c.seq > after)
        .order_by(ledger.c.seq)
    )
    return query if upto is None else query.where(ledger.c.seq <= upto)


WHY_LIMIT = 200


def entry_of(row: Line, words: Mapping[str, str]) -> Entry:
    """A line as the entry it holds, whatever it holds; what was typed in it from `words`, by id."""
    try:
        fact = fact_of(_with_words(row.payload, words))
    except (ValueError, RecursionError) as error:
        fact = cast(Fact, Unreadable(why=str(error)[:WHY_LIMIT]))
    return Entry(
        process=row.process,
        seq=row.seq,
        at=row.at,
        actor=row.actor,
        seat=row.seat,
        fact=fact,
        prev_hash=row.prev_hash,
        hash=row.hash,
    )


_TEXT = re.compile(r'"id":"([^"\\]*)","is":"Text"')


def _with_words(payload: str, words: Mapping[str, str]) -> Json:
    if _TEXT.search(payload) is None:
        return cast(Json, json.loads(payload))

    def filled(value: dict[str, Json]) -> dict[str, Json]:
        if value.get("is") == "Text" and (content := words.get(str(value.get("id")))):
            value["content"] = content
        return value

    return cast(Json, json.loads(payload, object_hook=filled))


def _there(connection: Connection, process: str, ids: Sequence[str]) -> tuple[str, ...]:
    """Those of the texts whose words are still there."""
    return tuple(id for chunk in chunks(ids) for id in _contents(connection, process, chunk))


def _contents(connection: Connection, process: str, ids: Sequence[str]) -> dict[str, str]:
    mine = [free_text.c.process == process, free_text.c.id.in_(ids)]
    there = select(free_text.c.id, free_text.c.content).where(
        *mine, free_text.c.content.is_not(None)
    )
    return {row.id: row.content for row in connection.execute(there.order_by(free_text.c.id))}


def _typed_in(connection: Connection, process: str, rows: Sequence[Line]) -> dict[str, str]:
    """The words that the lines name, by id; those that were erased are not among them."""
    found: dict[str, str] = {}
    for chunk in chunks([id for row in rows for id in _TEXT.findall(row.payload)]):
        found |= _contents(connection, process, chunk)
    return found


def _read_lines(connection: Connection, process: str, rows: Sequence[Line]) -> list[Entry]:
    words = _typed_in(connection, process, rows)
    return [entry_of(row, words) for row in rows]


def text_row(process: str, new: NewText) -> dict[str, str]:
    """A free text as it is stored."""
    return {"process": process, "id": new.text.id, "salt": new.salt, "content": new.content}


ERASING = '"is":"TextsErased"'
"""What a line holds that tells of erased words."""


def _erase(
    connection: Connection, process: str, ids: Sequence[str], *, at: datetime, why: str
) -> int:
    count = 0
    for chunk in chunks(ids):
        here = [
            free_text.c.process == process,
            free_text.c.id.in_(chunk),
            free_text.c.erased_at.is_(None),
        ]
        gone = update(free_text).where(*here).values(content=None, salt=None, erased_at=at, why=why)
        count += len(connection.execute(gone.returning(free_text.c.id)).all())
    return count


Also = Callable[[Connection, tuple[Entry, ...]], None]
"""What is written in the same transaction as the entries; gets the connection to hand
on to other rooms of storage.
"""


class Ledger:
    """The entries of every process in one database. Safe to share between
    threads; states are immutable.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._states: dict[str, State] = {}
        self._fold = threading.Lock()
        self._turn = threading.Lock()

    def append(
        self,
        process: str,
        facts: Sequence[Fact],
        *,
        actor: PersonId,
        seat: str,
        at: datetime,
        after: int,
        texts: Sequence[NewText] = (),
        also: Also | None = None,
    ) -> tuple[Entry, ...]:
        """Write the facts after entry `after`, all or none. `at` is the domain
        clock's instant. Raises LostRace.
        """
        with self._database.write() as connection:
            take_turn(connection, process)
            return _append(
                connection,
                process,
                facts,
                actor=actor,
                seat=seat,
                at=at,
                after=after,
                texts=texts,
                also=also,
            )

    def decide(
        self,
        process: str,
        verb: Callable[[State], Decision],
        *,
        actor: PersonId,
        at: datetime,
        seat: str = "",
        also: Also | None = None,
    ) -> tuple[State, tuple[Entry, ...]]:
        """Let the verb decide on the newest state and write what it says, before anybody else
        writes: everybody has their turn, and nobody is refused because others press as well.

        The decision's seat goes before `seat`. Returns the state after and the new entries (none
        when there was nothing to write). Raises what the verb raises (nothing is written then).
        """
        known = self.state(process)  # outside, so that a long fold keeps nobody waiting
        with self._turn, self._database.write() as connection:
            take_turn(connection, process)
            state = self._read(connection, process, known)
            said = verb(state)
            if not said.facts:
                return state, ()
            entries = _append(
                connection,
                process,
                said.facts,
                actor=actor,
                seat=said.seat or seat,
                at=at,
                after=state.seq,
                texts=said.texts,
                also=also,
            )
        return self._known(process, state, entries), entries

    def erase(self, process: str, ids: Sequence[str], *, at: datetime, why: str) -> int:
        """Forget these texts for good, with an entry that says so, or do nothing where they are
        gone already; says how many.
        """
        with self._database.read() as connection:
            known = _there(connection, process, ids)
        if not known:
            return 0

        def forget(connection: Connection, _: tuple[Entry, ...]) -> None:
            _erase(connection, process, known, at=at, why=why)

        said = Decision(facts=(TextsErased(texts=known),))
        self.decide(process, lambda _: said, actor=SYSTEM, at=at, also=forget)
        return len(known)

    def entries(self, process: str, *, after: int = 0, upto: int | None = None) -> list[Entry]:
        """The entries with `after` < seq <= `upto`, in order."""
        with self._database.read() as connection:
            rows = connection.execute(select_lines(process, after, upto)).all()
            return _read_lines(connection, process, rows)

    def processes(self) -> tuple[str, ...]:
        """The keys of the processes that have an entry, in order."""
        with self._database.read() as connection:
            return tuple(
                connection.scalars(
                    select(ledger.c.process).where(ledger.c.seq == 1).order_by(ledger.c.process)
                )
            )

    def head(self, process: str) -> tuple[int, str]:
        """Position and hash of the last entry; (0, GENESIS) before the first."""
        with self._database.read() as connection:
            return head_of(connection, process)

    def state(self, process: str) -> State:
        """The state now; reads only what has come since the last call. A database that
        was replaced is folded anew, and so is one in which words were erased.
        """
        known = self._states.get(process, State.empty(process))
        with self._database.read() as connection:
            return self._read(connection, process, known)

    def state_at(self, process: str, seq: int) -> State:
        """The state after entry `seq` (all of it when there are fewer)."""
        return State.fold(process, self.entries(process, upto=seq))

    def state_on(self, process: str, instant: datetime) -> State:
        """The state as it was known at an instant of the domain clock."""
        with self._database.read() as connection:
            last = select(func.max(ledger.c.seq)).where(
                ledger.c.process == process, ledger.c.at <= instant
            )
            seq = connection.scalar(last) or 0
        return self.state_at(process, seq)

    def _read(self, connection: Connection, process: str, known: State) -> State:
        rows = _since(connection, process, known)
        fresh = [row for row in rows if row.seq > known.seq]
        replaced = known.seq and (not rows or rows[0].hash != known.head)
        if replaced or (known.seq and any(ERASING in row.payload for row in fresh)):
            known = State.empty(process)
            fresh = list(_since(connection, process, known))
            self._states.pop(process, None)
        if not fresh:
            return known
        return self._folded(process, known, _read_lines(connection, process, fresh))

    def _folded(self, process: str, known: State, entries: Sequence[Entry]) -> State:
        with self._fold:
            state = self._states.get(process, known)
            # another thread may have folded some of them meanwhile
            state = state.after_all([entry for entry in entries if entry.seq > state.seq])
            self._states[process] = state
        return state

    def _known(self, process: str, state: State, entries: tuple[Entry, ...]) -> State:
        if any(isinstance(entry.fact, TextsErased) for entry in entries):
            return self.state(process)  # anew, without the words
        state = state.after_all(entries)
        with self._fold:
            if self._states.get(process, State.empty(process)).seq < state.seq:
                self._states[process] = state
        return state


def take_turn(connection: Connection, process: str) -> None:
    """From here to the end of the transaction nobody else writes to the process's ledger. SQLite's
    write transactions are such turns by themselves.
    """
    if connection.dialect.name == "postgresql":
        turn = "SELECT pg_advisory_xact_lock(hashtextextended(:ledger, 0))"
        connection.execute(text(turn), {"ledger": f"ledger {process}"})


def _append(
    connection: Connection,
    process: str,
    facts: Sequence[Fact],
    *,
    actor: PersonId,
    seat: str,
    at: datetime,
    after: int,
    texts: Sequence[NewText],
    also: Also | None,
) -> tuple[Entry, ...]:
    seq, prev_hash = head_of(connection, process)
    if seq != after:
        raise LostRace(seq=seq)
    facts, typed = written_apart(facts, draw)
    entries = sealed(process, facts, actor=actor, seat=seat, at=at, seq=seq, prev_hash=prev_hash)
    insert_entries(connection, process, entries)
    if texts or typed:
        rows = [text_row(process, new) for new in (*texts, *typed)]
        connection.execute(free_text.insert(), rows)
    if also is not None:
        also(connection, entries)
    return entries


_KNOWN = bindparam("known", type_=ledger.c.seq.type)
# the known head comes along, to see that it still stands, but without its payload, which may be a
# whole plan
_SINCE = (
    select(
        *(column for column in ledger.c if column is not ledger.c.payload),
        case((ledger.c.seq > _KNOWN, ledger.c.payload), else_="").label("payload"),
    )
    .where(ledger.c.process == bindparam("of"), ledger.c.seq >= _KNOWN)
    .order_by(ledger.c.seq)
)


def _since(connection: Connection, process: str, known: State) -> Sequence[Line]:
    return connection.execute(_SINCE, {"of": process, "known": known.seq}).all()


@dataclass(frozen=True, kw_only=True)
class Erased:
    """The words are gone, the salt with them, so that nobody can guess them back from the
    digest.
    """

    at: datetime
    why: str


def draw(content: str) -> NewText:
    """A new text with an id and a salt drawn at random; hand it to the verb, its
    Decision brings it to the ledger.
    """
    return new_text(content, id=secrets.token_hex(16), salt=secrets.token_hex(16))


class Texts:
    """The texts of every process in one database; `Ledger.append` writes them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, process: str, ids: Iterable[str]) -> dict[str, str | Erased]:
        """The words by id, or when and why they were erased. An id that does not exist is left
        out.
        """
        found: dict[str, str | Erased] = {}
        with self._database.read() as connection:
            for chunk in chunks(list(ids)):
                query = select(free_text).where(
                    free_text.c.process == process, free_text.c.id.in_(chunk)
                )
                for row in connection.execute(query):
                    found[row.id] = (
                        Erased(at=row.erased_at, why=row.why)
                        if row.content is None
                        else row.content
                    )
        return found

    def count(self, process: str) -> int:
        """How many texts were ever kept, erased ones too."""
        with self._database.read() as connection:
            return (
                connection.scalar(select(func.count()).where(free_text.c.process == process)) or 0
            )

    def erased(self, process: str) -> dict[str, Erased]:
        """Every text that was erased, by id, in the order it happened."""
        query = select(free_text).where(
            free_text.c.process == process, free_text.c.erased_at.is_not(None)
        )
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(free_text.c.erased_at, free_text.c.id))
            return {row.id: Erased(at=row.erased_at, why=row.why) for row in rows}

    def erase(self, process: str, id: str, *, at: datetime, why: str) -> bool:
        """Erase words and salt for good; False when there is no such text or it is gone already."""
        with self._database.write() as connection:
            return bool(_erase(connection, process, (id,), at=at, why=why))
