"""How often an entry changed and when: the SEQUENCE, CREATED and LAST-MODIFIED of a calendar
entry, from the ledger alone.

Clients keep an old date when none of the three moves, and show a change where there was none when
they move for nothing; so only ledger entries that changed what the entry shows are counted (a
snooze, for one, changes nothing).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from process.deadlines.obligations import Obligation, given_on
from process.ledger.entries import Entry
from process.ledger.facts import ConsultationOpened, NotMine, PlanAdopted
from process.ledger.history import ConsultationHistory, DeadlineHistory, Record
from process.ledger.obligation_keys import DeliveryKey, DiscussionKey, ResponseKey, read_key
from process.ledger.plan_changes import AROUND, PLACE, TITLE
from process.ledger.state import State
from process.med.involvement import cell
from process.plan.model import MEETING, Milestone
from process.plan.proposals import Proposal

NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""For an entry no ledger knows of: a plan without rows."""


@dataclass(frozen=True, kw_only=True)
class Stamp:
    """`count` changes after the first; the instants of the first and of the last."""

    count: int
    created: datetime
    modified: datetime

    def after(self, changes: Iterable[Entry]) -> Stamp:
        """With changes of another kind added."""
        found = tuple(changes)
        return Stamp(
            count=self.count + len(found),
            created=self.created,
            modified=max([self.modified, *(entry.at for entry in found)]),
        )


def of_milestone(state: State, row: Milestone, owed: Iterable[Obligation]) -> Stamp:
    """The row's own changes, and each time everybody was done, or was no more."""
    histories = {obligation.key: state.history_of(obligation.key).history for obligation in owed}

    def all_met(upto: int) -> bool:
        return all(
            DeadlineHistory(until(history, upto)).met is not None for history in histories.values()
        )

    entries = [entry for history in histories.values() for entry in history]
    return _of_row(state, row.key).after(shown_changes(entries, all_met, first=not histories))


def of_meeting(state: State, organ: str, meeting: str) -> Stamp:
    """The stamp of an organ's meeting."""
    return stamp_of(state, f"{MEETING}{organ}/{meeting}", f"{PLACE}{organ}")


def of_delivery(state: State, obligation: Obligation) -> Stamp:
    """The row's own changes and its place's, more time, and the hand-in; not
    what else was said about it.
    """
    history = state.history_of(obligation.key).history

    def shown(upto: int) -> tuple[object, ...]:
        standing = DeadlineHistory(until(history, upto))
        return standing.granted_until, standing.met

    return _of_row(state, obligation.milestone or "", obligation.seat.place).after(
        shown_changes(history, shown, first=(None, None))
    )


def of_discussion(state: State, proposal: Proposal, committee: str) -> Stamp:
    """The proposal's versions, whatever moved the day it must come before, the
    committee's cell, and more time.
    """
    here = [record for record in state.records.values() if record.fact.committee == committee]
    touching = [
        record for record in here if any(ref.id == proposal.id for ref in record.fact.proposals)
    ]
    history = [entry for record in touching for entry in record.history]

    def shown(upto: int) -> tuple[object, ...]:
        version = _version_at(state, proposal, upto)
        records = {
            record.seq: Record(until(record.history, upto)) for record in here if record.seq <= upto
        }
        then = cell(replace(state, records=records), version, committee)
        return version.version, then.state, then.held_on, then.outcome

    submitted = [entry for (id, _), entry in state.submitted.items() if id == proposal.id]
    changed = [
        entry
        for entry in shown_changes([*submitted, *history], shown, first=None)
        if entry not in submitted
    ]
    granted = [
        entry
        for version in state.versions[proposal.id]
        for entry in _granted(state, DiscussionKey(proposal.id, version.version, committee))
    ]
    return stamp_of(state, proposal.id, f"{PLACE}{committee}").after([*changed, *granted])


def _version_at(state: State, proposal: Proposal, upto: int) -> Proposal:
    known = [p for p in state.versions[proposal.id] if state.submitted[p.id, p.version].seq <= upto]
    return known[-1] if known else proposal


def _granted(state: State, discussion: DiscussionKey) -> list[Entry]:
    history = state.history_of(str(discussion)).history
    return shown_changes(
        history, lambda upto: DeadlineHistory(until(history, upto)).granted_until, first=None
    )


def of_record(state: State, record: Record) -> Stamp:
    """The recording and every answer to it, one that was taken back included; and a committee's
    new name.
    """
    asked = _since(record.entry, state, f"{PLACE}{record.fact.committee}")
    return asked.after(
        shown_changes(
            record.history[1:], lambda upto: Record(until(record.history, upto)).answer, first=None
        )
    )


def of_request(state: State, obligation: Obligation) -> Stamp:
    """The request and its answer, or the hand-in that made one needless; and a
    new name of what it is about.
    """
    assert obligation.asked is not None, "an answer is owed to somebody who asked"
    asked_in, history = obligation.asked, state.history_of(obligation.about).history
    asked = _since(obligation.asked, state, *_named(obligation.about))

    def shown(upto: int) -> bool:
        standing = DeadlineHistory(until(history, upto))
        if isinstance(asked_in.fact, NotMine):
            return standing.met is not None or given_on(standing, asked_in) is not None
        return standing.met is not None or (
            standing.more_time is not None and standing.more_time.answer is not None
        )

    return asked.after(
        shown_changes([e for e in history if e.seq > obligation.asked.seq], shown, first=False)
    )


def _named(key: str) -> tuple[str, ...]:
    """What a deadline's name is made of."""
    match read_key(key):
        case DeliveryKey(row=row, seat=seat):
            return f"{TITLE}{row}", f"{PLACE}{seat.place}"
        case ResponseKey(seat=seat):
            return (f"{PLACE}{seat.place}",)
    return ()


def _since(entry: Entry, state: State, *names: str) -> Stamp:
    """From an entry on, with what is called otherwise since."""
    first = Stamp(count=0, created=entry.at, modified=entry.at)
    found = [state.change_counts[name] for name in names if name in state.change_counts]
    return replace(
        first.after(r.entry for r in found if r.entry.at > entry.at),
        count=sum(r.count for r in found),
    )


def of_consultation(consultation: ConsultationHistory) -> Stamp:
    """A consultation's window: each time it was opened anew."""
    opened = [entry for entry in consultation.history if isinstance(entry.fact, ConsultationOpened)]
    first = Stamp(count=0, created=opened[0].at, modified=opened[0].at)
    return first.after(
        shown_changes(
            opened[1:],
            lambda upto: ConsultationHistory(until(opened, upto)).consultation,
            first=ConsultationHistory((opened[0],)).consultation,
        )
    )


def of_response(state: State, consultation: ConsultationHistory, obligation: Obligation) -> Stamp:
    """One party's answer: the window's changes, more time, and that it was given."""
    standing = state.history_of(obligation.key).history
    answers = [
        entry for entry in consultation.history if not isinstance(entry.fact, ConsultationOpened)
    ]

    def shown(upto: int) -> tuple[object, ...]:
        then = DeadlineHistory(until(standing, upto))
        heard = [
            party for party in consultation.consultation.parties if party.seat == obligation.seat
        ]
        given = any(
            ConsultationHistory(until(consultation.history, upto)).of(party.key) for party in heard
        )
        return then.granted_until, given or then.met is not None

    return of_consultation(consultation).after(
        shown_changes([*standing, *answers], shown, first=(None, False))
    )


def _of_row(state: State, row: str, *places: str) -> Stamp:
    return stamp_of(state, row, f"{AROUND}{row}", *(f"{PLACE}{place}" for place in places))


def stamp_of(state: State, *keys: str) -> Stamp:
    """The stamp of everything these keys of `State.change_counts` name, begun when the first of
    them did; the plan's adoption for none.
    """
    found = [state.change_counts[key] for key in keys if key in state.change_counts]
    if not found:
        return _adoption(state)
    return Stamp(
        count=sum(revision.count for revision in found),
        created=found[0].first.at,
        modified=max(revision.entry.at for revision in found),
    )


def _adoption(state: State) -> Stamp:
    ends = [
        end for revision in state.change_counts.values() for end in (revision.first, revision.entry)
    ]
    adopted = [entry.at for entry in ends if isinstance(entry.fact, PlanAdopted)]
    return Stamp(count=0, created=min(adopted, default=NEVER), modified=max(adopted, default=NEVER))


def shown_changes(
    entries: Iterable[Entry], shown: Callable[[int], object], *, first: object
) -> list[Entry]:
    """The entries at which what is shown became something else."""
    found, before = [], first
    for entry in sorted(entries, key=lambda e: e.seq):
        now = shown(entry.seq)
        if now != before:
            found.append(entry)
        before = now
    return found


def until(history: Iterable[Entry], upto: int) -> tuple[Entry, ...]:
    """The entries up to a number."""
    return tuple(entry for entry in history if entry.seq <= upto)
