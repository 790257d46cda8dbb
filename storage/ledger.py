"""The ledger: append, read, fold. Somebody else's entry in between makes an append lose; `decide` then decides again."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import case, func, select

from process.decision import Decision, NewText
from process.entries import Entry
from process.errors import LostRace
from process.facts import Fact
from process.seats import PersonId
from process.state import State
from storage.database import Connection, Database
from storage.lines import entry_of, head_of, insert_entries, sealed, select_lines, text_row
from storage.statements import Line
from storage.tables import free_text, ledger

Also = Callable[[Connection, tuple[Entry, ...]], None]
"""What is written in the same transaction as the entries; gets the connection to hand on to other rooms of storage."""

TRIES = 8


class Ledger:
    """The entries of every process in one database. Safe to share between threads; states are immutable."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._states: dict[str, State] = {}
        self._fold = threading.Lock()

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
        """Write the facts after entry `after`, all or none. `at` is the domain clock's instant. Raises LostRace."""
        with self._database.write() as connection:
            seq, prev_hash = head_of(connection, process)
            if seq != after:
                raise LostRace(seq=seq)
            entries = sealed(process, facts, actor=actor, seat=seat, at=at, seq=seq, prev_hash=prev_hash)
            insert_entries(connection, process, entries)
            if texts:
                connection.execute(free_text.insert(), [text_row(process, text) for text in texts])
            if also is not None:
                also(connection, entries)
        return entries

    def decide(
        self,
        process: str,
        verb: Callable[[State], Decision],
        *,
        actor: PersonId,
        at: datetime,
        seat: str = "",
        also: Also | None = None,
        tries: int = TRIES,
    ) -> tuple[State, tuple[Entry, ...]]:
        """Let the verb decide on the newest state and write what it says; decide again when somebody was faster.

        The decision's seat goes before `seat`. Returns the state after and the new entries (none when there was nothing to
        write). Raises what the verb raises (nothing is written then), and LostRace after `tries` lost races.
        """
        for _ in range(tries):
            state = self.state(process)
            said = verb(state)
            if not said.facts:
                return state, ()
            try:
                entries = self.append(
                    process,
                    said.facts,
                    actor=actor,
                    seat=said.seat or seat,
                    at=at,
                    after=state.seq,
                    texts=said.texts,
                    also=also,
                )
            except LostRace as error:
                lost = error
                continue
            return self._known(process, state, entries), entries
        raise lost

    def entries(self, process: str, *, after: int = 0, upto: int | None = None) -> list[Entry]:
        """The entries with `after` < seq <= `upto`, in order."""
        with self._database.read() as connection:
            return [entry_of(row) for row in connection.execute(select_lines(process, after, upto))]

    def processes(self) -> tuple[str, ...]:
        """The keys of the processes that have an entry, in order."""
        with self._database.read() as connection:
            return tuple(connection.scalars(select(ledger.c.process).where(ledger.c.seq == 1).order_by(ledger.c.process)))

    def head(self, process: str) -> tuple[int, str]:
        """Position and hash of the last entry; (0, GENESIS) before the first."""
        with self._database.read() as connection:
            return head_of(connection, process)

    def state(self, process: str) -> State:
        """The state now; reads only what has come since the last call. A database that was replaced is folded anew."""
        known = self._states.get(process, State.empty(process))
        rows = self._since(process, known)
        if known.seq and (not rows or rows[0].hash != known.head):
            known = State.empty(process)
            rows = self._since(process, known)
            self._states.pop(process, None)
        fresh = [row for row in rows if row.seq > known.seq]
        return self._folded(process, known, fresh) if fresh else known

    def state_at(self, process: str, seq: int) -> State:
        """The state after entry `seq` (all of it when there are fewer)."""
        return State.fold(process, self.entries(process, upto=seq))

    def state_on(self, process: str, instant: datetime) -> State:
        """The state as it was known at an instant of the domain clock."""
        with self._database.read() as connection:
            last = select(func.max(ledger.c.seq)).where(ledger.c.process == process, ledger.c.at <= instant)
            seq = connection.scalar(last) or 0
        return self.state_at(process, seq)

    def _since(self, process: str, known: State) -> Sequence[Line]:
        # the known head comes along, to see that it still stands, but without its payload, which may be a whole plan
        payload = case((ledger.c.seq > known.seq, ledger.c.payload), else_="").label("payload")
        others = [column for column in ledger.c if column is not ledger.c.payload]
        query = select(*others, payload).where(ledger.c.process == process, ledger.c.seq >= known.seq).order_by(ledger.c.seq)
        with self._database.read() as connection:
            return connection.execute(query).all()

    def _folded(self, process: str, known: State, rows: Sequence[Line]) -> State:
        with self._fold:
            state = self._states.get(process, known)
            for row in rows:
                if row.seq > state.seq:  # another thread may have folded some of them meanwhile
                    state = state.after(entry_of(row))
            self._states[process] = state
        return state

    def _known(self, process: str, state: State, entries: tuple[Entry, ...]) -> State:
        for entry in entries:
            state = state.after(entry)
        with self._fold:
            if self._states.get(process, State.empty(process)).seq < state.seq:
                self._states[process] = state
        return state
