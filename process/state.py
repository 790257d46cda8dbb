"""The state on a day: the fold of the ledger's entries. Immutable; `after` gives the next one and leaves this as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from process.entries import (
    GENESIS,
    Delivered,
    DiscussionConfirmed,
    DiscussionContested,
    DiscussionRecorded,
    Entry,
    HandedOver,
    MilestoneCancelled,
    MilestoneMoved,
    MoreTimeAnswered,
    MoreTimeAsked,
    NotMine,
    PlanAdopted,
    ProposalSubmitted,
    Received,
    SeatLeft,
    SeatTaken,
    Snoozed,
    Undone,
    ViewsAdded,
)
from process.errors import NoPlan
from process.plan import Meeting, Milestone, Moved, Plan
from process.proposals import Proposal
from process.records import Record
from process.seats import PersonId, Seat, Tenure
from process.standing import Revision, Standing


@dataclass(frozen=True, kw_only=True)
class State:
    """Everything that is known of one process after `seq` entries."""

    process: str
    seq: int = 0
    head: str = GENESIS
    at: datetime | None = None
    adopted: Plan | None = None
    tenures: Mapping[Seat, tuple[Tenure, ...]] = field(default_factory=dict)
    standings: Mapping[str, Standing] = field(default_factory=dict)
    versions: Mapping[str, tuple[Proposal, ...]] = field(default_factory=dict)
    submitted: Mapping[tuple[str, int], Entry] = field(default_factory=dict)
    records: Mapping[int, Record] = field(default_factory=dict)
    moves: tuple[Entry, ...] = ()
    revisions: Mapping[str, Revision] = field(default_factory=dict)
    about: Mapping[int, str | int] = field(default_factory=dict)
    """For each entry that can be undone: the obligation key or the record it is about."""

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
        changes = _FOLDS[type(entry.fact)](self, entry, entry.fact)
        return replace(self, seq=entry.seq, head=entry.hash, at=entry.at, **changes)

    @property
    def plan(self) -> Plan:
        """The plan as it stands; raises NoPlan."""
        if self.adopted is None:
            raise NoPlan()
        return self.adopted

    def standing(self, obligation: str) -> Standing:
        """What has happened to an obligation; an empty one when nothing has."""
        return self.standings.get(obligation, Standing())

    def proposal(self, id: str) -> Proposal | None:
        """The newest version of a proposal."""
        return self.versions[id][-1] if id in self.versions else None

    def proposals(self) -> tuple[Proposal, ...]:
        """The newest version of each proposal, in order of id."""
        return tuple(self.versions[id][-1] for id in sorted(self.versions))

    def holders(self, seat: Seat, day: date) -> tuple[PersonId, ...]:
        """Who answers for a seat that day: a stand-in where there is one, else its holders."""
        here = [t for t in self.tenures.get(seat, ()) if t.covers(day)]
        deputies = tuple(dict.fromkeys(t.person for t in here if t.deputy))
        return deputies or tuple(dict.fromkeys(t.person for t in here))

    def is_in(self, seat: Seat, person: PersonId, day: date) -> bool:
        """Whether a person holds the seat or stands in for it that day; the holder keeps their rights while somebody stands in."""
        return any(t.person == person and t.covers(day) for t in self.tenures.get(seat, ()))

    def seats_of(self, person: PersonId, day: date) -> tuple[Seat, ...]:
        """The seats a person holds or stands in for that day."""
        return tuple(sorted(s for s, tenures in self.tenures.items() if any(t.person == person and t.covers(day) for t in tenures)))

    def people(self) -> tuple[PersonId, ...]:
        """Everybody who holds or held a seat."""
        return tuple(sorted({t.person for tenures in self.tenures.values() for t in tenures}))


Changes = dict[str, Any]


def _plan_adopted(state: State, entry: Entry, fact: PlanAdopted) -> Changes:
    old, new = _rows(state.adopted) if state.adopted else {}, _rows(fact.plan)
    changed = [key for key in old | new if old.get(key) != new.get(key)]
    return {"adopted": fact.plan, "revisions": _revised(state, entry, *changed)}


def _rows(plan: Plan) -> dict[str, Milestone | Meeting]:
    """What a revision is counted for: each milestone, and each meeting as `meeting:organ/key`."""
    meetings = {f"meeting:{organ.key}/{meeting.key}": meeting for organ, meeting in plan.meetings()}
    return {**{m.key: m for m in plan.milestones}, **meetings}


def _milestone_moved(state: State, entry: Entry, fact: MilestoneMoved) -> Changes:
    old = state.plan.milestone(fact.milestone)
    moved = Moved(was=old.when, why=fact.why, approved_by=fact.approved_by, approved_on=fact.approved_on)
    plan = _with_milestone(state.plan, fact.milestone, when=fact.to, moved=(*old.moved, moved))
    return {"adopted": plan, "moves": (*state.moves, entry), "revisions": _revised(state, entry, fact.milestone)}


def _milestone_cancelled(state: State, entry: Entry, fact: MilestoneCancelled) -> Changes:
    plan = _with_milestone(state.plan, fact.milestone, cancelled=fact.why)
    return {"adopted": plan, "moves": (*state.moves, entry), "revisions": _revised(state, entry, fact.milestone)}


def _with_milestone(plan: Plan, key: str, **changes: object) -> Plan:
    rows = tuple(replace(m, **changes) if m.key == key else m for m in plan.milestones)  # type: ignore[arg-type]
    return replace(plan, milestones=rows)


def _seat_taken(state: State, entry: Entry, fact: SeatTaken) -> Changes:
    tenure = Tenure(person=fact.person, since=fact.since, until=fact.until, deputy=fact.deputy)
    return {"tenures": {**state.tenures, fact.seat: (*state.tenures.get(fact.seat, ()), tenure)}}


def _seat_left(state: State, entry: Entry, fact: SeatLeft) -> Changes:
    here = state.tenures.get(fact.seat, ())
    goes_on = [t for t in here if t.person == fact.person and (t.until is None or t.until > fact.last_day)]
    ended = tuple(replace(t, until=fact.last_day) if t in goes_on else t for t in here)
    return {"tenures": {**state.tenures, fact.seat: ended}}


def _about_obligation(state: State, entry: Entry, fact: Delivered | Received | MoreTimeAsked | HandedOver | Snoozed | NotMine) -> Changes:
    return _standing_changed(state, entry, fact.obligation)


def _more_time_answered(state: State, entry: Entry, fact: MoreTimeAnswered) -> Changes:
    return _standing_changed(state, entry, str(state.about[fact.asked]))


def _standing_changed(state: State, entry: Entry, key: str) -> Changes:
    return {
        "standings": {**state.standings, key: state.standing(key).after(entry)},
        "about": {**state.about, entry.seq: key},
        "revisions": _revised(state, entry, key),
    }


def _proposal_submitted(state: State, entry: Entry, fact: ProposalSubmitted) -> Changes:
    id, version = fact.proposal.id, fact.proposal.version
    return {
        "versions": {**state.versions, id: (*state.versions.get(id, ()), fact.proposal)},
        "submitted": {**state.submitted, (id, version): entry},
        "revisions": _revised(state, entry, id),
    }


def _discussion_recorded(state: State, entry: Entry, fact: DiscussionRecorded) -> Changes:
    touched = [f"{ref.id}/{fact.committee}" for ref in fact.proposals]
    return {
        "records": {**state.records, entry.seq: Record((entry,))},
        "about": {**state.about, entry.seq: entry.seq},
        "revisions": _revised(state, entry, *touched),
    }


def _about_record(state: State, entry: Entry, fact: DiscussionConfirmed | DiscussionContested | ViewsAdded) -> Changes:
    return _record_changed(state, entry, fact.record)


def _record_changed(state: State, entry: Entry, seq: int) -> Changes:
    record = state.records[seq]
    touched = [f"{ref.id}/{record.fact.committee}" for ref in record.fact.proposals]
    return {
        "records": {**state.records, seq: record.after(entry)},
        "about": {**state.about, entry.seq: seq},
        "revisions": _revised(state, entry, *touched),
    }


def _undone(state: State, entry: Entry, fact: Undone) -> Changes:
    about = state.about[fact.undoes]
    return _record_changed(state, entry, about) if isinstance(about, int) else _standing_changed(state, entry, about)


def _revised(state: State, entry: Entry, *keys: str) -> dict[str, Revision]:
    revisions = dict(state.revisions)
    for key in keys:
        old = revisions.get(key)
        revisions[key] = Revision(count=old.count + 1 if old else 0, entry=entry, first=old.first if old else entry)
    return revisions


_FOLDS: dict[type, Callable[[State, Entry, Any], Changes]] = {
    PlanAdopted: _plan_adopted,
    MilestoneMoved: _milestone_moved,
    MilestoneCancelled: _milestone_cancelled,
    SeatTaken: _seat_taken,
    SeatLeft: _seat_left,
    Delivered: _about_obligation,
    Received: _about_obligation,
    MoreTimeAsked: _about_obligation,
    MoreTimeAnswered: _more_time_answered,
    HandedOver: _about_obligation,
    Snoozed: _about_obligation,
    NotMine: _about_obligation,
    ProposalSubmitted: _proposal_submitted,
    DiscussionRecorded: _discussion_recorded,
    DiscussionConfirmed: _about_record,
    DiscussionContested: _about_record,
    ViewsAdded: _about_record,
    Undone: _undone,
}
