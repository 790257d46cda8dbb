"""A proposal that a meeting put off, or that got another day: the discussions before it follow, and those who owe them are told once."""

from __future__ import annotations

from dataclasses import dataclass

from process.basis import Basis, basis_of
from process.entries import Entry
from process.plan import Plan
from process.proposals import Proposal


@dataclass(frozen=True, kw_only=True)
class Rescheduled:
    """One version's treatment got another day or another organ; None where no day is known."""

    entry: Entry
    version: int
    before: Basis | None
    after: Basis | None


def rescheduled(plan: Plan | None, entry: Entry, old: Proposal | None, new: Proposal) -> Rescheduled | None:
    """What an entry did to the treatment of the same version; None when that stands, or the version is another."""
    if plan is None or old is None or old.version != new.version:
        return None
    before, after = basis_of(plan, old), basis_of(plan, new)
    moved = (before.organ, before.treatment) != (after.organ, after.treatment) if before and after else before != after
    return Rescheduled(entry=entry, version=new.version, before=before, after=after) if moved else None
