"""How often an entry changed and when: the SEQUENCE, CREATED and LAST-MODIFIED of a calendar entry, from the ledger alone.

Clients keep an old date when none of the three moves, and show a change where there was none when they move for nothing; so
only ledger entries that changed what the entry shows are counted (a snooze, for one, changes nothing).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from process.entries import Entry, PlanAdopted
from process.involvement import cell
from process.obligations import Obligation
from process.plan import Milestone
from process.proposals import Proposal
from process.records import Record
from process.revising import MEETING
from process.standing import Standing
from process.state import State

NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""For an entry no ledger knows of: a plan without rows."""


@dataclass(frozen=True, kw_only=True)
class Stamp:
    """`count` changes after the first; the instants of the first and of the last."""

    count: int
    created: datetime
    modified: datetime

    def with_other(self, other: Stamp) -> Stamp:
        """With the changes of something it hangs on."""
        return Stamp(count=self.count + other.count, created=self.created, modified=max(self.modified, other.modified))

    def after(self, changes: Iterable[Entry]) -> Stamp:
        """With changes of another kind added."""
        found = tuple(changes)
        return Stamp(
            count=self.count + len(found),
            created=self.created,
            modified=max([self.modified, *(entry.at for entry in found)]),
        )


def stamp_of(state: State, *keys: str) -> Stamp:
    """The stamp of everything these keys of `State.revisions` name; the plan's adoption where the ledger knows none of them."""
    found = [state.revisions[key] for key in keys if key in state.revisions]
    if not found:
        return _adoption(state)
    return Stamp(
        count=sum(revision.count for revision in found),
        created=min(revision.first.at for revision in found),
        modified=max(revision.entry.at for revision in found),
    )


def _adoption(state: State) -> Stamp:
    ends = [end for revision in state.revisions.values() for end in (revision.first, revision.entry)]
    adopted = [entry.at for entry in ends if isinstance(entry.fact, PlanAdopted)]
    return Stamp(count=0, created=min(adopted, default=NEVER), modified=max(adopted, default=NEVER))


def of_meeting(state: State, organ: str, meeting: str) -> Stamp:
    """The stamp of an organ's meeting."""
    return stamp_of(state, f"{MEETING}{organ}/{meeting}")


def of_milestone(state: State, row: Milestone, owed: Iterable[Obligation]) -> Stamp:
    """The row's own changes, and each time everybody was done, or was no more."""
    histories = {obligation.key: state.standing(obligation.key).history for obligation in owed}

    def all_met(upto: int) -> bool:
        return all(Standing(_until(history, upto)).met is not None for history in histories.values())

    entries = [entry for history in histories.values() for entry in history]
    return stamp_of(state, row.key).after(_flips(entries, all_met, first=not histories))


def of_delivery(state: State, obligation: Obligation) -> Stamp:
    """The row's own changes, more time, and the hand-in; not what else was said about it."""
    history = state.standing(obligation.key).history

    def shown(upto: int) -> tuple[object, ...]:
        standing = Standing(_until(history, upto))
        return standing.granted_until, standing.met

    return stamp_of(state, obligation.milestone or obligation.key).after(_flips(history, shown, first=(None, None)))


def of_discussion(state: State, proposal: Proposal, committee: str, *, organ: str, rows: Iterable[str]) -> Stamp:
    """The proposal's versions and whatever moved the committee's cell; `organ` treats it, its day is counted from `rows`."""
    here = [record for record in state.records.values() if record.fact.committee == committee]
    touching = [record for record in here if any(ref.id == proposal.id for ref in record.fact.proposals)]
    history = [entry for record in touching for entry in record.history]

    def shown(upto: int) -> tuple[object, ...]:
        version = _version_at(state, proposal, upto)
        records = {record.seq: Record(_until(record.history, upto)) for record in here if record.seq <= upto}
        then = cell(replace(state, records=records), version, committee)
        return version.version, then.state, then.held_on, then.outcome

    submitted = [entry for (id, _), entry in state.submitted.items() if id == proposal.id]
    changes = [entry for entry in _flips([*submitted, *history], shown, first=None) if entry not in submitted]
    found = stamp_of(state, proposal.id).after([*changes, *_later(state, rows, submitted)])
    keys = [f"{MEETING}{organ}/{meeting.key}" for meeting in state.plan.organ(organ).meetings]
    return found.with_other(stamp_of(state, *keys)) if keys else found


def _later(state: State, rows: Iterable[str], submitted: list[Entry]) -> list[Entry]:
    """Moves of the rows the day is counted from, since the proposal came."""
    since = min((entry.seq for entry in submitted), default=0)
    return [move.entry for move in state.moves if move.key in rows and move.entry.seq > since]


def of_record(record: Record) -> Stamp:
    """The recording and every answer to it, one that was taken back included."""
    first = record.entry
    asked = Stamp(count=0, created=first.at, modified=first.at)
    return asked.after(_flips(record.history[1:], lambda upto: Record(_until(record.history, upto)).answer, first=None))


def of_request(state: State, obligation: Obligation) -> Stamp:
    """The request and its answer, or the hand-in that made one needless."""
    assert obligation.asked is not None, "an answer is owed to somebody who asked"
    history = state.standing(obligation.title).history
    asked = Stamp(count=0, created=obligation.asked.at, modified=obligation.asked.at)

    def shown(upto: int) -> bool:
        standing = Standing(_until(history, upto))
        return standing.met is not None or (standing.more_time is not None and standing.more_time.answer is not None)

    return asked.after(_flips([e for e in history if e.seq > obligation.asked.seq], shown, first=False))


def _until(history: Iterable[Entry], upto: int) -> tuple[Entry, ...]:
    return tuple(entry for entry in history if entry.seq <= upto)


def _version_at(state: State, proposal: Proposal, upto: int) -> Proposal:
    known = [p for p in state.versions[proposal.id] if state.submitted[p.id, p.version].seq <= upto]
    return known[-1] if known else proposal


def _flips(entries: Iterable[Entry], shown: Callable[[int], object], *, first: object) -> list[Entry]:
    """The entries at which what is shown became something else."""
    found, before = [], first
    for entry in sorted(entries, key=lambda e: e.seq):
        now = shown(entry.seq)
        if now != before:
            found.append(entry)
        before = now
    return found
