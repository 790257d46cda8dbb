"""MED's record: one side records a meeting, the other confirms or contests it, each writes only its
own side's views; minutes are noted, and what was said can be put right or taken back.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime

from process.acts.rights import is_process_owner, side_in, today
from process.errors import (
    AlreadyDone,
    BadDay,
    Missing,
    NoLongerOwed,
    NotYours,
    OwnAnswerStands,
    Refused,
    SamePerson,
    Unknown,
)
from process.ledger.entries import Decision, Entry, NewText, need_fits
from process.ledger.facts import (
    DiscussionConfirmed,
    DiscussionContested,
    DiscussionRecorded,
    Fact,
    MinutesNoted,
    Outcome,
    ProposalRef,
    Side,
    Undone,
    ViewsAdded,
)
from process.ledger.history import Record, RecordState
from process.ledger.obligation_keys import ConfirmationKey
from process.ledger.state import State
from process.med.involvement import answering_seats, corrected, records_that_count
from process.med.levels import born
from process.plan.model import Level, OrganKind
from process.plan.proposals import Proposal
from process.seats import PersonId, Role, Seat


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """What one side says of one meeting; `proposals` are ids, read in their newest version."""

    committee: str
    proposals: tuple[str, ...]
    held_on: date
    outcome: Outcome = Outcome.DISCUSSED
    material_on: date | None = None
    sides: frozenset[Side] = frozenset()
    """Who took part, as far as somebody has said so."""
    minutes: str = ""
    corrects: int | None = None
    joint: tuple[str, ...] = ()
    """The other committees, when it was a joint meeting."""

    @property
    def committees(self) -> tuple[str, ...]:
        """All that met."""
        return tuple(dict.fromkeys((self.committee, *self.joint)))


def record(
    state: State, meeting: Meeting, *, by: PersonId, at: datetime, views: NewText | None = None
) -> Decision:
    """Record a meeting: one entry for each committee that met, since each answers for
    itself. Raises Unknown, NotYours, Missing, BadDay (a meeting not held yet), AlreadyDone
    (somebody recorded first), TooLong.
    """
    for committee in meeting.joint:
        need_committee(state, committee)
    seat, side = need_recorder(state, by, meeting.committee, at)
    _need_sense(state, meeting, at)
    need_fits("views", views)
    need_fits("minutes", meeting.minutes)
    _need_own(state, meeting, by, at)
    facts = tuple(_facts(state, meeting, side, views))
    return Decision(facts=facts, seat=str(seat), texts=(views,) if views else ())


def need_recorder(state: State, by: PersonId, committee: str, at: datetime) -> tuple[Seat, Side]:
    """The seat and side in which a person records what a committee did; raises Unknown,
    NotYours.
    """
    need_committee(state, committee)
    return side_in(state, by, committee, at, "record")


def before_its_time(state: State, meeting: Meeting) -> tuple[tuple[str, date], ...]:
    """The proposals a meeting can hardly have been about, each with the first day it could: it was
    not there yet, or was not to be shared. Whoever records it is asked first.
    """
    found = []
    for id in meeting.proposals:
        proposal = state.proposal(id) or state.proposal(id.upper())
        if proposal is None:
            continue
        first = max(filter(None, (born(state, proposal), proposal.share_from)))
        if meeting.held_on < first:
            found.append((proposal.id, first))
    return tuple(found)


def need_committee(state: State, key: str) -> None:
    """Raises Unknown for what is no MED committee of the plan."""
    if not state.plan.has_organ(key) or state.plan.organ(key).kind is not OrganKind.MED_COMMITTEE:
        raise Unknown(what="committee", name=key)


def _need_sense(state: State, meeting: Meeting, at: datetime) -> None:
    if not meeting.proposals:
        raise Missing(field="proposals")
    if meeting.held_on > today(state, at):
        raise BadDay(why="future", day=meeting.held_on, limit=today(state, at))
    if meeting.material_on and meeting.material_on > meeting.held_on:
        raise BadDay(why="after_limit", day=meeting.material_on, limit=meeting.held_on)


def _need_own(state: State, meeting: Meeting, by: PersonId, at: datetime) -> None:
    if meeting.corrects is None:
        return
    old = need_record(state, meeting.corrects)
    if old.fact.committee != meeting.committee:
        raise Unknown(what="record", name=str(meeting.corrects))
    if not may_correct(state, old, by=by, at=at):
        raise NotYours(act="record", seats=(old.entry.seat,))


def _facts(state: State, meeting: Meeting, side: Side, views: NewText | None) -> Iterator[Fact]:
    known = [_proposal(state, id, meeting) for id in dict.fromkeys(meeting.proposals)]
    for committee in meeting.committees:
        proposals = tuple(dict.fromkeys(p for p in known if _concerns(state, p, committee)))
        if not proposals:
            raise Unknown(what="proposal_here", name=known[0].id, near=_near(state, committee))
        here = replace(
            meeting,
            committee=committee,
            joint=tuple(c for c in meeting.committees if c != committee),
        )
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
    """Whether it touches the committee; the main committee may take up any, be it as
    information.
    """
    return committee in proposal.affected or state.plan.organ(committee).level is Level.MAIN


def _near(state: State, committee: str) -> tuple[str, ...]:
    return tuple(p.id for p in state.proposals() if committee in p.affected)


def _not_recorded_yet(state: State, proposal: Proposal, meeting: Meeting) -> None:
    """Each meeting once, whatever it did; another day is another meeting,
    which has a record of its own.
    """
    for old in records_that_count(state, proposal, meeting.committee):
        if old.seq != meeting.corrects and old.fact.held_on == meeting.held_on:
            raise AlreadyDone(
                act="record", at=old.entry.at, seat=old.entry.seat, day=old.fact.held_on
            )


def _fact(
    meeting: Meeting, proposals: tuple[Proposal, ...], side: Side, views: NewText | None
) -> Fact:
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


# Putting it right.


def may_correct(state: State, old: Record, *, by: PersonId, at: datetime) -> bool:
    """Whether the record is the person's own to put right, or their side's; raises NotYours for
    who speaks for neither side.
    """
    return old.entry.actor == by or side_in(state, by, old.fact.committee, at, "record")[
        1
    ] in own_sides(old)


def own_sides(old: Record) -> set[Side]:
    """The sides whose record it is: what the secretary wrote on the chair's behalf is the
    chair's too.
    """
    return {old.fact.by_side} | (
        {Side.MANAGEMENT} if old.fact.by_side is Side.SECRETARY or old.from_elsewhere else set()
    )


def need_corrector(state: State, by: PersonId, record: int, at: datetime) -> None:
    """Raises Unknown, NotYours, NoLongerOwed, or as `contest`, for who has nothing to put right
    about a record: neither their side's record nor their own description.
    """
    found = need_record(state, record)
    need_recorder(state, by, found.fact.committee, at)
    if may_correct(state, found, by=by, at=at):
        return
    need_contestable(state, by=by, record=record, at=at)
    if found.answer is None:
        raise NotYours(act="record", seats=(found.entry.seat,))


# Answering it.


def confirm(state: State, *, by: PersonId, record: int, at: datetime) -> Decision:
    """It took place and is rendered correctly; nothing about agreeing. An answer, one's own too,
    stands until it is taken back. Raises Unknown, NotYours, SamePerson, NoLongerOwed,
    AlreadyDone, OwnAnswerStands.
    """
    found, seat = _answerable(state, by, record, at, "confirm")
    if found.answer is not None:
        raise _answered(found, found.answer, by, "confirm")
    return _said(seat, DiscussionConfirmed(record=record))


def contest(
    state: State, *, by: PersonId, record: int, description: NewText, at: datetime
) -> Decision:
    """The record is not right; both descriptions stand side by side, and each may put its own
    right. Raises as `confirm`, Missing for an empty description, TooLong.
    """
    seat = need_contestable(state, by=by, record=record, at=at)
    if not description.content.strip():
        raise Missing(field="description")
    need_fits("description", description)
    return _said(
        seat, DiscussionContested(record=record, description=description.text), description
    )


def need_contestable(state: State, *, by: PersonId, record: int, at: datetime) -> Seat:
    """The seat in which a person may contest a record, or put their own
    description right; raises as `confirm`.
    """
    found, seat = _answerable(state, by, record, at, "contest")
    if found.answer is not None and (
        found.state is RecordState.CONFIRMED or found.answer.actor != by
    ):
        raise _answered(found, found.answer, by, "contest")
    return seat


def _answerable(
    state: State, by: PersonId, seq: int, at: datetime, act: str
) -> tuple[Record, Seat]:
    found = need_record(state, seq)
    seat, side = side_in(state, by, found.fact.committee, at, act)
    if found.entry.actor == by:
        raise SamePerson(act=act)
    wanted = Side.EMPLOYEES if found.other_side is Side.EMPLOYEES else Side.MANAGEMENT
    if side is not wanted and not found.from_elsewhere:
        raise NotYours(
            act=act, seats=tuple(str(other) for other in answering_seats(state.plan, found))
        )
    return found, seat


def _answered(found: Record, answer: Entry, by: PersonId, wanted: str) -> Refused:
    """What stands: a double press is told so, and whoever wants the other
    thing how to change their mind.
    """
    act = "confirm" if isinstance(answer.fact, DiscussionConfirmed) else "contest"
    if answer.actor == by and act != wanted:
        return OwnAnswerStands(act=act, at=answer.at, record=found.seq)
    return AlreadyDone(act=act, at=answer.at, seat=answer.seat)


def take_back_answer(state: State, *, by: PersonId, record: int, at: datetime) -> Decision:
    """Take back one's own answer, with what it was put right by; the record waits again. Raises
    Unknown, NotYours, NoLongerOwed.
    """
    found = need_record(state, record)
    if found.answer is None:
        raise NoLongerOwed(obligation=str(ConfirmationKey(record)))
    if found.answer.actor != by:
        raise NotYours(act="undo", seats=(found.answer.seat,))
    own = [e.seq for e in found.answers if e.actor == by]
    return Decision(facts=tuple(Undone(undoes=seq) for seq in own), seat=found.answer.seat)


# Views and minutes.


def add_views(state: State, *, by: PersonId, record: int, views: NewText, at: datetime) -> Decision:
    """A side's own views, several side by side. Raises Unknown, NotYours, Missing, NoLongerOwed."""
    _, seat, side = need_side(state, by, record, at, "views")
    if not views.content.strip():
        raise Missing(field="views")
    need_fits("views", views)
    own = Side.EMPLOYEES if side is Side.EMPLOYEES else Side.MANAGEMENT
    return _said(seat, ViewsAdded(record=record, side=own, views=views.text), views)


def note_minutes(
    state: State, *, by: PersonId, record: int, link: str, approved_on: date | None, at: datetime
) -> Decision:
    """Where the minutes lie, and when both sides approved them. Raises Unknown, NotYours,
    NoLongerOwed, BadDay, TooLong, AlreadyDone.
    """
    found, seat, _ = need_side(state, by, record, at, "minutes")
    need_fits("minutes", link)
    if approved_on and approved_on < found.fact.held_on:
        raise BadDay(why="before_meeting", day=approved_on, limit=found.fact.held_on)
    if approved_on and approved_on > today(state, at):
        raise BadDay(why="future", day=approved_on, limit=today(state, at))
    fact = MinutesNoted(record=record, link=link, approved_on=approved_on)
    if found.minutes == fact:
        raise AlreadyDone(act="minutes", at=found.history[-1].at, seat="")
    return _said(seat, fact)


def need_side(
    state: State, by: PersonId, record: int, at: datetime, act: str
) -> tuple[Record, Seat, Side]:
    """A record that stands, with the seat and side in which a person speaks of it; raises Unknown,
    NotYours, NoLongerOwed.
    """
    found = need_record(state, record)
    return found, *side_in(state, by, found.fact.committee, at, act)


# Taking it back.


def withdraw(state: State, *, by: PersonId, record: int, why: str, at: datetime) -> Decision:
    """Take back a record, as whoever made it, its side's holder of the seat or the process owner;
    it stays in the ledger as withdrawn. One that the other side has answered, or that somebody else
    made, needs a reason. Raises as `need_withdrawer`, Missing, TooLong.
    """
    found, seat = need_withdrawer(state, by, record, at)
    need_fits("why", why)
    if needs_reason(found, by) and not why.strip():
        raise Missing(field="why_withdrawn")
    return Decision(facts=(Undone(undoes=record, why=why.strip()),), seat=seat)


def needs_reason(record: Record, by: PersonId) -> bool:
    """Whether taking it back touches what others have said, so that they are told why."""
    return record.answer is not None or record.entry.actor != by


def need_withdrawer(state: State, by: PersonId, record: int, at: datetime) -> tuple[Record, str]:
    """A record that stands, with the seat in which a person takes it back; raises Unknown,
    NotYours, NoLongerOwed.
    """
    found = need_record(state, record)
    owner = Seat(Role.PROCESS_OWNER, state.process)
    if found.entry.actor == by:
        return found, found.entry.seat
    with suppress(NotYours):
        seat, side = side_in(state, by, found.fact.committee, at, "withdraw")
        if side in own_sides(found):
            return found, str(seat)
    if is_process_owner(state, by, today(state, at)):
        return found, str(owner)
    raise NotYours(act="withdraw", seats=tuple(dict.fromkeys((found.entry.seat, str(owner)))))


# What every one of them asks.


def need_record(state: State, seq: int) -> Record:
    """The record as long as it stands; raises Unknown, NoLongerOwed."""
    found = state.records.get(seq)
    if found is None:
        raise Unknown(what="record", name=str(seq))
    if found.withdrawn is not None or seq in corrected(state):
        raise NoLongerOwed(obligation=str(ConfirmationKey(seq)))
    return found


def _said(seat: Seat, fact: Fact, text: NewText | None = None) -> Decision:
    return Decision(facts=(fact,), seat=str(seat), texts=(text,) if text else ())
