"""At which entries what is shown became something else: the changes a calendar counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from process.entries import Entry


def until(history: Iterable[Entry], upto: int) -> tuple[Entry, ...]:
    """The entries up to a number."""
    return tuple(entry for entry in history if entry.seq <= upto)


def flips(entries: Iterable[Entry], shown: Callable[[int], object], *, first: object) -> list[Entry]:
    """The entries at which what is shown became something else."""
    found, before = [], first
    for entry in sorted(entries, key=lambda e: e.seq):
        now = shown(entry.seq)
        if now != before:
            found.append(entry)
        before = now
    return found
