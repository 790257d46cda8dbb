"""The state on a day: the fold of the ledger's entries. Immutable; `after` gives the next one and leaves this as it was."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from process.entries import Entry
from process.folding import FOLDS
from process.known import Known


@dataclass(frozen=True, kw_only=True)
class State(Known):
    """Everything that is known of one process after `seq` entries."""

    @classmethod
    def empty(cls, process: str) -> State:
        """Before the first entry."""
        return cls(process=process)

    @classmethod
    def fold(cls, process: str, entries: Iterable[Entry]) -> State:
        """The state after all these entries."""
        state = cls.empty(process)
        for entry in entries:
            state = state.after(entry)
        return state

    def after(self, entry: Entry) -> State:
        """The state with one more entry; entries come in order of `seq`."""
        changes = FOLDS[type(entry.fact)](self, entry, entry.fact)
        return replace(self, seq=entry.seq, head=entry.hash, at=entry.at, **changes)
