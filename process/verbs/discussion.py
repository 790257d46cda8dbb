"""MED's record: one side records, the other confirms or contests the record, each writes only its own side's views."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from process.decision import Decision, NewText, need_fits
from process.entries import (
    DiscussionConfirmed,
    DiscussionContested,
    DiscussionRecorded,
    Entry,
    Fact,
    Outcome,
    ProposalRef,
    Side,
    Undone,
    ViewsAdded,
)
from process.errors import AlreadyDone, BadDay, Missing, NoLongerOwed, NotYours, SamePerson, Unknown
from process.involvement import answering_seats, corrected, standing_records
from process.proposals import Proposal
from process.records import Record, RecordState
from process.seats import PersonId, Role, Seat
from process.state import State
from process.verbs.rights import is_process_owner, side_in, today


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """What one side says of one meeting; `proposals` are ids, read in their newest version."""

    committee: str
    proposals: tuple[str, ...]
    held_on: date
    outcome: Outcome = Outcome.DISCUSSED
    material_on: date | None = None
    sides: frozenset[Side] = frozenset({Side.MANAGEMENT, Side.EMPLOYEES})
    minutes: str = ""
    minutes_approved: bool = False
    corrects: int | None = None


def record(state: State, meeting: Meeting, *, by: PersonId, at: datetime, views: NewText | None = None) -> Decision:
    """Record a meeting. Raises Unknown, NotYours, Missing, BadDay (a meeting not held yet), AlreadyDone (somebody recorded first),
    TooLong."""
    if not state.plan.has_organ(meeting.committee):
        raise Unknown(what="committee", name=meeting.committee)
    seat, side = side_in(state, by, meeting.committee, at, "record")
    if not meeting.proposals:
        raise Missing(field="proposals")
    if meeting.held_on > today(state, at):
        raise BadDay(why="future", day=meeting.held_on, limit=today(state, at))
    if meeting.material_on and meeting.material_on > meeting.held_on:
        raise BadDay(why="after_limit", day=meeting.material_on, limit=meeting.held_on)
    need_fits("views", views)
    need_fits("minutes", meeting.minutes)
    proposals = tuple(dict.fromkeys(_affected(state, id, meeting.committee) for id in meeting.proposals))
    _may_correct(state, meeting, by, at)
    for proposal in proposals:
        _not_recorded_yet(state, proposal, meeting)
    return _said(seat, _fact(meeting, proposals, side, views), views)


def confirm(state: State, *, by: PersonId, record: int, at: datetime) -> Decision:
    """It took place and is rendered correctly; nothing about agreeing. A colleague's answer stands until they take it back. Raises
    Unknown, NotYours, SamePerson, NoLongerOwed, AlreadyDone."""
    found, seat = _answerable(state, by, record, at, "confirm")
    if found.answer is not None and (found.state is RecordState.CONFIRMED or found.answer.actor != by):
        raise _answered(found.answer)
    return _said(seat, DiscussionConfirmed(record=record))


def contest(state: State, *, by: PersonId, record: int, description: NewText, at: datetime) -> Decision:
    """The record is not right; both descriptions stand side by side. Raises as `confirm`, Missing for an empty description, TooLong."""
    found, seat = _answerable(state, by, record, at, "contest")
    if not description.content.strip():
        raise Missing(field="description")
    need_fits("description", description)
    if found.answer is not None and found.answer.actor != by:
        raise _answered(found.answer)
    return _said(seat, DiscussionContested(record=record, description=description.text), description)


def add_views(state: State, *, by: PersonId, record: int, views: NewText, at: datetime) -> Decision:
    """A side's own views, several side by side. Raises Unknown, NotYours, Missing, NoLongerOwed."""
    found = _record(state, record)
    seat, side = side_in(state, by, found.fact.committee, at, "views")
    if not views.content.strip():
        raise Missing(field="views")
    need_fits("views", views)
    own = Side.EMPLOYEES if side is Side.EMPLOYEES else Side.MANAGEMENT
    return _said(seat, ViewsAdded(record=record, side=own, views=views.text), views)


def withdraw(state: State, *, by: PersonId, record: int, why: str, at: datetime) -> Decision:
    """Take back one's own record; it stays in the ledger as withdrawn. Raises Unknown, NotYours, NoLongerOwed, TooLong."""
    found = _record(state, record)
    own = found.entry.actor == by
    if not own and not is_process_owner(state, by, today(state, at)):
        raise NotYours(act="withdraw", seats=(found.entry.seat,))
    need_fits("why", why)
    seat = found.entry.seat if own else str(Seat(Role.PROCESS_OWNER, state.process))
    return Decision(facts=(Undone(undoes=record, why=why),), seat=seat)


def take_back_answer(state: State, *, by: PersonId, record: int, at: datetime) -> Decision:
    """Take back one's own confirmation; the record waits again. Raises Unknown, NotYours, NoLongerOwed."""
    found = _record(state, record)
    if found.answer is None:
        raise NoLongerOwed(obligation=f"confirm:{record}")
    if found.answer.actor != by:
        raise NotYours(act="undo", seats=(found.answer.seat,))
    return Decision(facts=(Undone(undoes=found.answer.seq),), seat=found.answer.seat)


def _record(state: State, seq: int) -> Record:
    found = state.records.get(seq)
    if found is None:
        raise Unknown(what="record", name=str(seq))
    if found.withdrawn is not None or seq in corrected(state):
        raise NoLongerOwed(obligation=f"confirm:{seq}")
    return found


def _answered(answer: Entry) -> AlreadyDone:
    act = "confirm" if isinstance(answer.fact, DiscussionConfirmed) else "contest"
    return AlreadyDone(act=act, at=answer.at, seat=answer.seat)


def _answerable(state: State, by: PersonId, seq: int, at: datetime, act: str) -> tuple[Record, Seat]:
    found = _record(state, seq)
    seat, side = side_in(state, by, found.fact.committee, at, act)
    if found.entry.actor == by:
        raise SamePerson(act=act)
    wanted = Side.EMPLOYEES if found.other_side is Side.EMPLOYEES else Side.MANAGEMENT
    if side is not wanted:
        raise NotYours(act=act, seats=tuple(str(other) for other in answering_seats(state.plan, found)))
    return found, seat


def _affected(state: State, id: str, committee: str) -> Proposal:
    proposal = state.proposal(id) or state.proposal(id.upper())
    if proposal is None:
        raise Unknown(what="proposal", name=id, near=_near(state, committee))
    if committee not in proposal.affected:
        raise Unknown(what="proposal_here", name=id.upper(), near=_near(state, committee))
    return proposal


def _near(state: State, committee: str) -> tuple[str, ...]:
    return tuple(p.id for p in state.proposals() if committee in p.affected)


def _may_correct(state: State, meeting: Meeting, by: PersonId, at: datetime) -> None:
    if meeting.corrects is None:
        return
    old = _record(state, meeting.corrects)
    if old.fact.committee != meeting.committee:
        raise Unknown(what="record", name=str(meeting.corrects))
    side = side_in(state, by, meeting.committee, at, "record")[1]
    own = {old.fact.by_side} | ({Side.MANAGEMENT} if old.fact.by_side is Side.SECRETARY else set())
    if old.entry.actor != by and side not in own:
        raise NotYours(act="record", seats=(old.entry.seat,))


def _not_recorded_yet(state: State, proposal: Proposal, meeting: Meeting) -> None:
    """One discussion a version; anything less once a meeting."""
    for old in standing_records(state, proposal, meeting.committee):
        same = (old.fact.held_on, old.fact.outcome) == (meeting.held_on, meeting.outcome)
        if old.seq != meeting.corrects and (old.counts or same):
            raise AlreadyDone(act="record", at=old.entry.at, seat=old.entry.seat, day=old.fact.held_on)


def _fact(meeting: Meeting, proposals: tuple[Proposal, ...], side: Side, views: NewText | None) -> Fact:
    return DiscussionRecorded(
        committee=meeting.committee,
        proposals=tuple(ProposalRef(id=p.id, version=p.version) for p in proposals),
        held_on=meeting.held_on,
        outcome=meeting.outcome,
        by_side=side,
        material_on=meeting.material_on,
        sides=meeting.sides,
        views=views.text if views else None,
        minutes=meeting.minutes,
        minutes_approved=meeting.minutes_approved,
        corrects=meeting.corrects,
        on_behalf=side is Side.SECRETARY,
    )


def _said(seat: Seat, fact: Fact, text: NewText | None = None) -> Decision:
    return Decision(facts=(fact,), seat=str(seat), texts=(text,) if text else ())
