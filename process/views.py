"""Each side's own words about a discussion, with those written to what a correction replaced: they follow along, never edited."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from process.entries import Entry
from process.facts import Side, Text, ViewsAdded
from process.records import Record
from process.state import State

CHANGING = ("held_on", "outcome", "proposals")
"""What makes a record materially another: the day, what happened, and about what."""


@dataclass(frozen=True, kw_only=True)
class Spoken:
    """One text of one side, as it was written."""

    entry: Entry
    """The entry that brought it: its seat, its instant, its place in the ledger."""
    side: Side
    """Management (also what a secretary wrote on its behalf) or employees."""
    text: Text
    earlier: Record | None = None
    """The record it was written to, where a correction has since changed the day, the outcome or the proposals."""


def spoken(state: State, record: Record) -> tuple[Spoken, ...]:
    """Every side's words about a record in the order they were written: its own, and those of the records it corrects or that corrected
    it and were taken back."""
    found = (one for other in family(state, record) for one in _of(other, record))
    return tuple(sorted(found, key=lambda s: (s.entry.seq, s.text.id)))


def family(state: State, record: Record) -> tuple[Record, ...]:
    """A record with all that it corrects, directly or not, and the corrections of these that were withdrawn; by number."""
    found = {record.seq: record}
    while True:
        near = {r.seq: r for r in state.records.values() if r.seq not in found and _joined(r, found)}
        if not near:
            return tuple(found[seq] for seq in sorted(found))
        found |= near


def _joined(other: Record, found: dict[int, Record]) -> bool:
    replaced = any(r.fact.corrects == other.seq for r in found.values())
    return replaced or (other.fact.corrects in found and other.withdrawn is not None)


def _of(written_to: Record, record: Record) -> Iterator[Spoken]:
    """The words of one record of the family, seen from the one that stands. What its own side wrote as it recorded is left out where the
    correction by the same person has words in their place."""
    earlier = written_to if _differs(written_to, record) else None
    first = written_to.fact.views
    if first is not None and (written_to is record or not _replaced(written_to, record)):
        yield Spoken(entry=written_to.entry, side=side_of(written_to), text=first, earlier=earlier)
    for entry in written_to.views:
        if isinstance(entry.fact, ViewsAdded):
            yield Spoken(entry=entry, side=entry.fact.side, text=entry.fact.views, earlier=earlier)


def side_of(record: Record) -> Side:
    """The side that recorded it."""
    return Side.EMPLOYEES if record.fact.by_side is Side.EMPLOYEES else Side.MANAGEMENT


def _replaced(old: Record, record: Record) -> bool:
    """Whoever corrects their own record has their own words before them, and may put them right."""
    return record.fact.views is not None and old.entry.actor == record.entry.actor


def _differs(old: Record, new: Record) -> bool:
    """Whether what the words were written to is materially another rendering."""
    return any(getattr(old.fact, name) != getattr(new.fact, name) for name in CHANGING)
