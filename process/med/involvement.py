"""MED involvement: for every proposal version and affected committee one cell, with its due day
and the arithmetic behind it.

Facts and questions, never a verdict: a local committee's discussion is shown as local involvement,
information is shown as information, and late stays late in two marks (after our own deadline; after
the treatment). Rules M8-M10, M16. Beside the cells: what is recorded about a version, who answers
for it, the part of the matrix that is asked for, the days counted back, and each side's words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from process.dates.when import is_dated
from process.ledger.entries import Entry
from process.ledger.facts import Outcome, Side, Text, ViewsAdded
from process.ledger.history import Record, RecordState
from process.ledger.state import State, cached_on_state
from process.plan.model import Does, Organ, Plan
from process.plan.proposals import Proposal
from process.plan.treatment import Treatment, treatment_before
from process.seats import Role, Seat


class CellState(StrEnum):
    """Where one committee stands with one proposal version."""

    PLANNED = "planned"
    RECORDED = "recorded"
    DISCUSSED = "discussed"
    CONTESTED = "contested"
    NOT_RELEVANT = "not_relevant"
    GIVEN_UP = "given_up"
    """Not discussed, and rejected since: nobody owes anything about it."""


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One proposal version in one committee."""

    proposal: Proposal
    committee: str
    state: CellState
    basis: Treatment | None
    record: Record | None = None
    reason: str = ""
    """Why the committee is not affected."""
    more: tuple[Record, ...] = ()
    """The other discussions it has recorded about this version, by day: a second one hides
    neither itself nor the first.
    """

    recorded_on: date | None = None
    """The local day the record was made."""

    @property
    def recorded_late(self) -> bool:
        """Put down after the case deadline, whenever the meeting was (rules M17)."""
        return (
            self._discussed
            and self.basis is not None
            and self.recorded_on is not None
            and self.recorded_on > self.basis.due
        )

    @property
    def held_on(self) -> date | None:
        """The day of the meeting, when there was one."""
        held = self.record is not None and self.record.fact.outcome is not Outcome.MEETING_CANCELLED
        return self.record.fact.held_on if self.record and held else None

    @property
    def standing(self) -> CellState | Outcome:
        """Its state; where a meeting did less than discuss it, what the meeting did instead: that
        is never also said to be unrecorded.
        """
        undone = self.state in (CellState.PLANNED, CellState.GIVEN_UP)
        less = undone and self.outcome is not None
        return self.outcome if less and self.outcome else self.state

    @property
    def outcome(self) -> Outcome | None:
        """What the meeting did."""
        return self.record.fact.outcome if self.record else None

    @property
    def after_deadline(self) -> bool:
        """Held after our own deadline: harmless, but shown."""
        return (
            self._discussed
            and self.basis is not None
            and self.held_on is not None
            and self.held_on > self.basis.due
        )

    @property
    def after_treatment(self) -> bool:
        """Held after the organ treated it: serious, and stays."""
        return (
            self._discussed
            and self.basis is not None
            and self.held_on is not None
            and self.held_on >= self.basis.treatment
        )

    @property
    def counted(self) -> bool:
        """Whether it is among those that are to be discussed."""
        return self.state not in (CellState.NOT_RELEVANT, CellState.GIVEN_UP)

    @property
    def _discussed(self) -> bool:
        return self.state in (CellState.RECORDED, CellState.DISCUSSED, CellState.CONTESTED)

    def missing_on(self, today: date) -> bool:
        """Not discussed although our own deadline has passed; being informed, or a meeting that did
        not deal with it, is no discussion.
        """
        return self.state is CellState.PLANNED and self.basis is not None and today > self.basis.due


@cached_on_state
def matrix(state: State) -> tuple[Cell, ...]:
    """Every cell of the newest versions: affected committees first, then those named as not
    affected.
    """
    return tuple(
        cell(state, proposal, committee)
        for proposal in state.proposals()
        for committee in (*proposal.affected, *(n.committee for n in proposal.not_affected))
    )


def cell(state: State, proposal: Proposal, committee: str) -> Cell:
    """Where a committee stands with this version of a proposal."""
    basis = treatment_before(state.plan, proposal)
    for other in proposal.not_affected:
        if other.committee == committee:
            return Cell(
                proposal=proposal,
                committee=committee,
                state=CellState.NOT_RELEVANT,
                basis=basis,
                reason=other.reason,
            )
    found = records_that_count(state, proposal, committee)
    best = min(found, key=lambda r: _rank(r, basis), default=None)
    more = sorted(
        (r for r in found if r.counts and r is not best), key=lambda r: (r.fact.held_on, r.seq)
    )
    state_now = _cell_state(best)
    if proposal.out and state_now is CellState.PLANNED:
        state_now = CellState.GIVEN_UP
    return Cell(
        proposal=proposal,
        committee=committee,
        state=state_now,
        basis=basis,
        record=best,
        more=tuple(more),
        recorded_on=state.plan.calendar.local_day(best.entry.at) if best else None,
    )


def _rank(record: Record, basis: Treatment | None) -> tuple[object, ...]:
    """What stands best comes first: a discussion before anything less, before the treatment,
    confirmed, and the earliest; of what is less than a discussion the latest meeting.
    """
    if not record.counts:
        return True, -record.fact.held_on.toordinal(), -record.seq
    late = basis is not None and record.fact.held_on >= basis.treatment
    return False, late, record.state is not RecordState.CONFIRMED, record.fact.held_on, record.seq


def _cell_state(record: Record | None) -> CellState:
    if record is None or (not record.counts and record.state is not RecordState.CONTESTED):
        return CellState.PLANNED
    return {
        RecordState.AWAITING: CellState.RECORDED,
        RecordState.CONFIRMED: CellState.DISCUSSED,
        RecordState.CONTESTED: CellState.CONTESTED,
        RecordState.WITHDRAWN: CellState.PLANNED,
    }[record.state]


# What is recorded.


def records_that_count(state: State, proposal: Proposal, committee: str) -> tuple[Record, ...]:
    """Everything a committee has recorded about this version, in order; withdrawn and
    corrected records are passed over.
    """
    here = [
        r
        for r in state.records.values()
        if r.fact.committee == committee and r.withdrawn is None and _covers(r, proposal)
    ]
    gone = corrected(state) if here else frozenset()
    return tuple(r for r in here if r.seq not in gone)


def _covers(record: Record, proposal: Proposal) -> bool:
    return any(
        ref.id == proposal.id and ref.version == proposal.version for ref in record.fact.proposals
    )


def corrected(state: State) -> frozenset[int]:
    """The records a later, standing one took the place of, also by way of a
    correction that was itself corrected.
    """
    found = set[int]()
    for record in state.records.values():
        old = record.fact.corrects if record.withdrawn is None else None
        while old is not None and old not in found:
            found.add(old)
            old = state.records[old].fact.corrects if old in state.records else None
    return frozenset(found)


def proposals_of(state: State, record: Record) -> tuple[Proposal, ...]:
    """Its proposals in the versions it is about."""
    found = (
        {p.version: p for p in state.versions.get(ref.id, ())}.get(ref.version)
        for ref in record.fact.proposals
    )
    return tuple(version for version in found if version is not None)


def discussed_on(state: State, record: Record) -> dict[str, date | None]:
    """Each of its proposals with the day of the first discussion that stands in the committee, None
    where there is none.
    """
    here = {
        p.id: _discussions(state, p, record.fact.committee) for p in proposals_of(state, record)
    }
    return {id: min((r.fact.held_on for r in found), default=None) for id, found in here.items()}


def also_discussed(state: State, record: Record) -> list[date]:
    """The days of the other discussions that stand about a discussion's proposals."""
    others = (
        other
        for proposal in proposals_of(state, record)
        for other in _discussions(state, proposal, record.fact.committee)
        if other.seq != record.seq
    )
    return sorted({other.fact.held_on for other in others}) if record.counts else []


def treated_before(state: State, record: Record) -> dict[str, date]:
    """Of a discussion's proposals those that had been treated politically when it was held, with
    the day.
    """
    known = {p.id: treatment_before(state.plan, p) for p in proposals_of(state, record)}
    return {
        id: basis.treatment
        for id, basis in known.items()
        if basis and record.counts and record.fact.held_on >= basis.treatment
    }


def _discussions(state: State, proposal: Proposal, committee: str) -> list[Record]:
    return [r for r in records_that_count(state, proposal, committee) if r.counts]


# Who discusses, answers and meets.


def discussion_milestone(plan: Plan) -> str | None:
    """The plan's row that asks for discussions in MED; its kind gives the rhythm."""
    return next(
        (
            m.key
            for m in plan.milestones
            if plan.kind(m.kind).does is Does.DISCUSSION and m.cancelled is None
        ),
        None,
    )


def answering_seats(plan: Plan, record: Record) -> tuple[Seat, ...]:
    """Who answers a record: the other side's person, then the next in line (rules M3, M6)."""
    committee = record.fact.committee
    if record.other_side.value == "management":
        return (Seat(Role.CHAIR, committee),)
    return employee_seats(plan, committee)


def employee_seats(plan: Plan, committee: str) -> tuple[Seat, ...]:
    """Who speaks for a committee's employees, in order: the first seat that is filled does."""
    staff = plan.has_organ(committee) and plan.organ(committee).staff_meeting
    order = (Role.EMPLOYEE_REP,) if staff else (Role.VICE_CHAIR, Role.SUBSTITUTE, Role.EMPLOYEE_REP)
    return tuple(Seat(role, committee) for role in order)


def could_meet_with(state: State, committee: str) -> tuple[Organ, ...]:
    """The committees a joint meeting could be held with: those that share a proposal; the main
    committee only where it is itself among the affected.
    """
    sharing = {key for p in state.proposals() if committee in p.affected for key in p.affected}
    return tuple(o for o in state.plan.med_committees() if o.key in sharing - {committee})


def last_meeting(state: State, committee: str, today: date) -> date:
    """The committee's latest meeting that has been held, else today."""
    meetings = state.plan.organ(committee).meetings
    days = (m.when.earliest for m in meetings if m.cancelled is None and is_dated(m.when))
    return max((day for day in days if day is not None and day <= today), default=today)


# The part that is asked for.


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """What is asked for; "" = all. `meeting` is the organ that treats, or
    `organ/day` for one meeting of it.
    """

    area: str = ""
    committee: str = ""
    meeting: str = ""

    @property
    def any(self) -> bool:
        """Whether anything is left out."""
        return bool(self.area or self.committee or self.meeting)


def chosen_cells(state: State, chosen: Chosen) -> tuple[Cell, ...]:
    """The cells of the matrix that are asked for, in its order."""
    return tuple(c for c in matrix(state) if _fits(c, chosen))


def _fits(cell: Cell, chosen: Chosen) -> bool:
    organ, _, day = chosen.meeting.partition("/")
    basis = cell.basis
    treated = not organ or (
        basis is not None
        and basis.organ == organ
        and (not day or basis.treatment.isoformat() == day)
    )
    return (
        (not chosen.area or cell.proposal.area == chosen.area)
        and (not chosen.committee or cell.committee == chosen.committee)
        and treated
    )


def meetings(state: State) -> tuple[str, ...]:
    """Every meeting that treats something, as `organ/day`, by day."""
    found = {(c.basis.treatment, c.basis.organ) for c in matrix(state) if c.basis}
    return tuple(f"{organ}/{day.isoformat()}" for day, organ in sorted(found))


# The days counted back.


@dataclass(frozen=True, kw_only=True)
class CountedBack:
    """Every day on the way back from the treatment, the latest first. All are local days."""

    treatment: date
    dispatch: date
    """The political agenda leaves."""
    case_deadline: date
    """The secretariat has the case, MED's views in it: the last day for the discussion."""
    meeting: date | None
    """The committee's last ordinary meeting until then; None where the plan knows of none, and
    what follows is counted from the last day instead (rules M15).
    """
    scheduled: bool
    """The plan knows the committee's meetings, so that none is none."""
    call_by: date
    """Notice of the meeting has left."""
    material_by: date
    """The members have the material."""
    begin_by: date
    """The chair hears of it: the working days of notice before the material is due."""

    @property
    def without_meeting(self) -> bool:
        """Its meetings are known, and none of them lies in time."""
        return self.scheduled and self.meeting is None


def counted_back(
    plan: Plan,
    basis: Treatment,
    committee: str = "",
    *,
    after: date | None = None,
) -> CountedBack:
    """The steps for one discussion, for a committee by its own meetings; one on the day `after` or
    before it is of no use.
    """
    rules, days, last = plan.rules, plan.calendar, basis.due
    meetings = _ordinary(plan, committee)
    useful = (day for day in meetings if day <= last and (after is None or day > after))
    meeting = max(useful, default=None)
    counted_from = meeting or last
    material_by = counted_from - timedelta(days=rules.material_days)
    return CountedBack(
        treatment=basis.treatment,
        dispatch=basis.dispatch,
        case_deadline=basis.case_deadline,
        meeting=meeting,
        scheduled=bool(meetings),
        call_by=days.shift(counted_from, -rules.notice_days),
        material_by=material_by,
        begin_by=days.shift(material_by, -rules.notice_days),
    )


def steps_of(state: State, found: Cell) -> CountedBack | None:
    """The steps for one committee's discussion of this version; None where no day is known. A
    meeting before it was there, or one that did less than discuss it, is of no use.
    """
    if found.basis is None:
        return None
    proposal = found.proposal
    there = state.submitted[proposal.id, proposal.version]
    passed = [state.plan.calendar.local_day(there.at)]
    if found.record is not None and not found.record.counts:
        passed.append(found.record.fact.held_on)
    return counted_back(state.plan, found.basis, found.committee, after=max(passed))


def _ordinary(plan: Plan, committee: str) -> tuple[date, ...]:
    """The days of a committee's meetings, as the plan has them."""
    organ = plan.organ(committee) if plan.has_organ(committee) else None
    return tuple(
        meeting.when.earliest
        for meeting in (organ.meetings if organ else ())
        if meeting.cancelled is None and is_dated(meeting.when) and meeting.when.earliest
    )


# Each side's words.


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
    """The record it was written to, where a correction has since changed the day,
    the outcome or the proposals.
    """


def spoken(state: State, record: Record) -> tuple[Spoken, ...]:
    """Every side's words about a record in the order they were written: its own, and those of the
    records it corrects or that corrected it and were taken back.
    """
    found = (one for other in family(state, record) for one in _words_of(other, record))
    return tuple(sorted(found, key=lambda s: (s.entry.seq, s.text.id)))


def family(state: State, record: Record) -> tuple[Record, ...]:
    """A record with all that it corrects, directly or not, and the corrections of these
    that were withdrawn; by number.
    """
    found = {record.seq: record}
    while True:
        near = {
            r.seq: r for r in state.records.values() if r.seq not in found and _joined(r, found)
        }
        if not near:
            return tuple(found[seq] for seq in sorted(found))
        found |= near


def _joined(other: Record, found: dict[int, Record]) -> bool:
    replaced = any(r.fact.corrects == other.seq for r in found.values())
    return replaced or (other.fact.corrects in found and other.withdrawn is not None)


def _words_of(written_to: Record, record: Record) -> Iterator[Spoken]:
    """The words of one record of the family, seen from the one that stands. What its own side wrote
    as it recorded is left out where the correction by the same person has words in their place.
    """
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
