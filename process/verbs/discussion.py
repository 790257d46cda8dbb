"""MED's record answered: the other side confirms or contests the record, each writes only its own side's views."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime

from process.decision import Decision, NewText, need_fits
from process.entries import Entry
from process.errors import AlreadyDone, BadDay, Missing, NoLongerOwed, NotYours, OwnAnswerStands, Refused, SamePerson
from process.facts import DiscussionConfirmed, DiscussionContested, Fact, MinutesNoted, Side, Undone, ViewsAdded
from process.involvement import answering_seats
from process.records import Record, RecordState
from process.seats import PersonId, Role, Seat
from process.state import State
from process.verbs.recording import Meeting, need_record, own_sides, record
from process.verbs.rights import is_process_owner, side_in, today

__all__ = [
    "Meeting",
    "add_views",
    "confirm",
    "contest",
    "need_contestable",
    "needs_reason",
    "note_minutes",
    "record",
    "take_back_answer",
    "withdraw",
]


def confirm(state: State, *, by: PersonId, record: int, at: datetime) -> Decision:
    """It took place and is rendered correctly; nothing about agreeing. An answer, one's own too, stands until it is taken back. Raises
    Unknown, NotYours, SamePerson, NoLongerOwed, AlreadyDone, OwnAnswerStands."""
    found, seat = _answerable(state, by, record, at, "confirm")
    if found.answer is not None:
        raise _answered(found, found.answer, by, "confirm")
    return _said(seat, DiscussionConfirmed(record=record))


def contest(state: State, *, by: PersonId, record: int, description: NewText, at: datetime) -> Decision:
    """The record is not right; both descriptions stand side by side, and each may put its own right. Raises as `confirm`, Missing for an
    empty description, TooLong."""
    seat = need_contestable(state, by=by, record=record, at=at)
    if not description.content.strip():
        raise Missing(field="description")
    need_fits("description", description)
    return _said(seat, DiscussionContested(record=record, description=description.text), description)


def need_contestable(state: State, *, by: PersonId, record: int, at: datetime) -> Seat:
    """The seat in which a person may contest a record, or put their own description right; raises as `confirm`."""
    found, seat = _answerable(state, by, record, at, "contest")
    if found.answer is not None and (found.state is RecordState.CONFIRMED or found.answer.actor != by):
        raise _answered(found, found.answer, by, "contest")
    return seat


def add_views(state: State, *, by: PersonId, record: int, views: NewText, at: datetime) -> Decision:
    """A side's own views, several side by side. Raises Unknown, NotYours, Missing, NoLongerOwed."""
    found = need_record(state, record)
    seat, side = side_in(state, by, found.fact.committee, at, "views")
    if not views.content.strip():
        raise Missing(field="views")
    need_fits("views", views)
    own = Side.EMPLOYEES if side is Side.EMPLOYEES else Side.MANAGEMENT
    return _said(seat, ViewsAdded(record=record, side=own, views=views.text), views)


def note_minutes(state: State, *, by: PersonId, record: int, link: str, approved_on: date | None, at: datetime) -> Decision:
    """Where the minutes lie, and when both sides approved them. Raises Unknown, NotYours, NoLongerOwed, BadDay, TooLong, AlreadyDone."""
    found = need_record(state, record)
    seat, _ = side_in(state, by, found.fact.committee, at, "minutes")
    need_fits("minutes", link)
    if approved_on and approved_on < found.fact.held_on:
        raise BadDay(why="before_meeting", day=approved_on, limit=found.fact.held_on)
    if approved_on and approved_on > today(state, at):
        raise BadDay(why="future", day=approved_on, limit=today(state, at))
    fact = MinutesNoted(record=record, link=link, approved_on=approved_on)
    if found.minutes == fact:
        raise AlreadyDone(act="minutes", at=found.history[-1].at, seat="")
    return _said(seat, fact)


def withdraw(state: State, *, by: PersonId, record: int, why: str, at: datetime) -> Decision:
    """Take back a record, as whoever made it, its side's holder of the seat or the process owner; it stays in the ledger as withdrawn.
    One that the other side has answered, or that somebody else made, needs a reason. Raises Unknown, NotYours, NoLongerOwed, Missing,
    TooLong."""
    found = need_record(state, record)
    seat = _withdrawing(state, found, by, at)
    need_fits("why", why)
    if needs_reason(found, by) and not why.strip():
        raise Missing(field="why_withdrawn")
    return Decision(facts=(Undone(undoes=record, why=why.strip()),), seat=seat)


def needs_reason(record: Record, by: PersonId) -> bool:
    """Whether taking it back touches what others have said, so that they are told why."""
    return record.answer is not None or record.entry.actor != by


def _withdrawing(state: State, found: Record, by: PersonId, at: datetime) -> str:
    owner = Seat(Role.PROCESS_OWNER, state.process)
    if found.entry.actor == by:
        return found.entry.seat
    with suppress(NotYours):
        seat, side = side_in(state, by, found.fact.committee, at, "withdraw")
        if side in own_sides(found):
            return str(seat)
    if is_process_owner(state, by, today(state, at)):
        return str(owner)
    raise NotYours(act="withdraw", seats=tuple(dict.fromkeys((found.entry.seat, str(owner)))))


def take_back_answer(state: State, *, by: PersonId, record: int, at: datetime) -> Decision:
    """Take back one's own answer, with what it was put right by; the record waits again. Raises Unknown, NotYours,
    NoLongerOwed."""
    found = need_record(state, record)
    if found.answer is None:
        raise NoLongerOwed(obligation=f"confirm:{record}")
    if found.answer.actor != by:
        raise NotYours(act="undo", seats=(found.answer.seat,))
    own = [e.seq for e in found.answers if e.actor == by]
    return Decision(facts=tuple(Undone(undoes=seq) for seq in own), seat=found.answer.seat)


def _answered(found: Record, answer: Entry, by: PersonId, wanted: str) -> Refused:
    """What stands: a double press is told so, and whoever wants the other thing how to change their mind."""
    act = "confirm" if isinstance(answer.fact, DiscussionConfirmed) else "contest"
    if answer.actor == by and act != wanted:
        return OwnAnswerStands(act=act, at=answer.at, record=found.seq)
    return AlreadyDone(act=act, at=answer.at, seat=answer.seat)


def _answerable(state: State, by: PersonId, seq: int, at: datetime, act: str) -> tuple[Record, Seat]:
    found = need_record(state, seq)
    seat, side = side_in(state, by, found.fact.committee, at, act)
    if found.entry.actor == by:
        raise SamePerson(act=act)
    wanted = Side.EMPLOYEES if found.other_side is Side.EMPLOYEES else Side.MANAGEMENT
    if side is not wanted and not found.from_elsewhere:
        raise NotYours(act=act, seats=tuple(str(other) for other in answering_seats(state.plan, found)))
    return found, seat


def _said(seat: Seat, fact: Fact, text: NewText | None = None) -> Decision:
    return Decision(facts=(fact,), seat=str(seat), texts=(text,) if text else ())
