"""How every act is carried out: decide on the newest state, write, wake the worker."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.context import Context
from process.decision import Decision, NewText
from process.entries import Entry
from process.seats import PersonId
from process.state import State
from storage.database import Connection
from storage.texts import draw

Verb = Callable[[State, datetime], Decision]


@dataclass(frozen=True, kw_only=True)
class Done:
    """It was written: the state after, and the new entries (none when just this had been written before)."""

    state: State
    entries: tuple[Entry, ...] = ()

    @property
    def entry(self) -> Entry:
        """The one new entry; raises IndexError when nothing was written."""
        return self.entries[0]


class _Before(Exception):
    """Just this form was sent in before."""


def carry_out(context: Context, person: PersonId, verb: Verb, *, once: str = "") -> Done:
    """Let the verb decide and write what it says. `once` names the form: sent twice (a double press), it is written once."""
    at = context.now()

    def seen(connection: Connection, _entries: tuple[Entry, ...]) -> None:
        if once and not context.seen.first(context.process, once, conn=connection):
            raise _Before

    try:
        state, entries = context.ledger.decide(context.process, lambda state: verb(state, at), actor=person, at=at, also=seen)
    except _Before:
        return Done(state=context.state())
    context.wake()
    return Done(state=state, entries=entries)


def text_if_any(words: str) -> NewText | None:
    """A free text on its way to the erasable table, None for an empty field. The verbs refuse what is too long; nothing is cut."""
    return draw(words) if words.strip() else None
