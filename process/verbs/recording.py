"""MED's record made: what one side says of one meeting, for one committee or for all that met together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from process.decision import Decision, NewText, need_fits
from process.errors import AlreadyDone, BadDay, Missing, NoLongerOwed, NotYours, Unknown
from process.facts import DiscussionRecorded, Fact, Outcome, ProposalRef, Side
from process.involvement import corrected, standing_records
from process.plan import Level, OrganKind
from process.proposals import Proposal
from process.records import Record
from process.seats import PersonId
from process.state import State
from process.verbs.rights import side_in, today


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
    corrects: int | None = None
    joint: tuple[str, ...] = ()
    """The other committees, when it was a joint meeting."""

    @property
    def committees(self) -> tuple[str, ...]:
        """All that met."""
        return tuple(dict.fromkeys((self.committee, *self.joint)))


def record(state: State, meeting: Meeting, *, by: PersonId, at: datetime, views: NewText | None = None) -> Decision:
    """Record a meeting: one entry for each committee that met, since each answers for itself. Raises Unknown, NotYours, Missing, BadDay
    (a meeting not held yet), AlreadyDone (somebody recorded first), TooLong."""
    for committee in meeting.committees:
        _need_committee(state, committee)
    seat, side = side_in(state, by, meeting.committee, at, "record")
    _need_sense(state, meeting, at)
    need_fits("views", views)
    need_fits("minutes", meeting.minutes)
    _may_correct(state, meeting, by, at)
    facts = tuple(_facts(state, meeting, side, views))
    return Decision(facts=facts, seat=str(seat), texts=(views,) if views else ())


def need_record(state: State, seq: int) -> Record:
    """The record as long as it stands; raises Unknown, NoLongerOwed."""
    found = state.records.get(seq)
    if found is None:
        raise Unknown(what="record", name=str(seq))
    if found.withdrawn is not None or seq in corrected(state):
        raise NoLongerOwed(obligation=f"confirm:{seq}")
    return found


def _need_committee(state: State, key: str) -> None:
    if not state.plan.has_organ(key) or state.plan.organ(key).kind is not OrganKind.MED_COMMITTEE:
        raise Unknown(what="committee", name=key)


def _need_sense(state: State, meeting: Meeting, at: datetime) -> None:
    if not meeting.proposals:
        raise Missing(field="proposals")
    if meeting.held_on > today(state, at):
        raise BadDay(why="future", day=meeting.held_on, limit=today(state, at))
    if meeting.material_on and meeting.material_on > meeting.held_on:
        raise BadDay(why="after_limit", day=meeting.material_on, limit=meeting.held_on)


def _facts(state: State, meeting: Meeting, side: Side, views: NewText | None) -> Iterator[Fact]:
    known = [_proposal(state, id, meeting) for id in dict.fromkeys(meeting.proposals)]
    for committee in meeting.committees:
        proposals = tuple(dict.fromkeys(p for p in known if _concerns(state, p, committee)))
        if not proposals:
            raise Unknown(what="proposal_here", name=known[0].id, near=_near(state, committee))
        here = replace(meeting, committee=committee, joint=tuple(c for c in meeting.committees if c != committee))
        for proposal in proposals:
            _not_recorded_yet(state, proposal, here)
        yield _fact(here, proposals, side, views if committee == meeting.committee else None)


def _proposal(state: State, id: str, meeting: Meeting) -> Proposal:
    proposal = state.proposal(id) or state.proposal(id.upper())
    if proposal is None:
        raise Unknown(what="proposal", name=id, near=_near(state, meeting.committee))
    if not any(_concerns(state, proposal, committee) for committee in meeting.committees):
        raise Unknown(what="proposal_here", name=id.upper(), near=_near(state, meeting.committee))
    return proposal


def _concerns(state: State, proposal: Proposal, committee: str) -> bool:
    """Whether it touches the committee; the main committee may take up any, be it as information."""
    return committee in proposal.affected or state.plan.organ(committee).level is Level.MAIN


def _near(state: State, committee: str) -> tuple[str, ...]:
    return tuple(p.id for p in state.proposals() if committee in p.affected)


def _may_correct(state: State, meeting: Meeting, by: PersonId, at: datetime) -> None:
    if meeting.corrects is None:
        return
    old = need_record(state, meeting.corrects)
    if old.fact.committee != meeting.committee:
        raise Unknown(what="record", name=str(meeting.corrects))
    if not may_correct(state, old, by=by, at=at):
        raise NotYours(act="record", seats=(old.entry.seat,))


def may_correct(state: State, old: Record, *, by: PersonId, at: datetime) -> bool:
    """Whether the record is the person's own to put right, or their side's; raises NotYours for who speaks for neither side."""
    return old.entry.actor == by or side_in(state, by, old.fact.committee, at, "record")[1] in own_sides(old)


def own_sides(old: Record) -> set[Side]:
    """The sides whose record it is: what the secretary wrote on the chair's behalf is the chair's too."""
    return {old.fact.by_side} | ({Side.MANAGEMENT} if old.fact.by_side is Side.SECRETARY or old.from_elsewhere else set())


def _not_recorded_yet(state: State, proposal: Proposal, meeting: Meeting) -> None:
    """Each meeting once, whatever it did; another day is another meeting, which has a record of its own."""
    for old in standing_records(state, proposal, meeting.committee):
        if old.seq != meeting.corrects and old.fact.held_on == meeting.held_on:
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
        corrects=meeting.corrects,
        on_behalf=side is Side.SECRETARY,
        joint=meeting.joint,
    )
