"""MED's record answered: the other side confirms or contests the record, each writes only its own side's views."""

from __future__ import annotations

from datetime import date, datetime

from process.decision import Decision, NewText, need_fits
from process.entries import (
    DiscussionConfirmed,
    DiscussionContested,
    Entry,
    Fact,
    MinutesNoted,
    Side,
    Undone,
    ViewsAdded,
)
from process.errors import AlreadyDone, BadDay, Missing, NoLongerOwed, NotYours, SamePerson
from process.involvement import answering_seats
from process.records import Record, RecordState
from process.seats import PersonId, Role, Seat
from process.state import State
from process.verbs.recording import Meeting, need_record, record
from process.verbs.rights import is_process_owner, side_in, today

__all__ = ["Meeting", "add_views", "confirm", "contest", "note_minutes", "record", "take_back_answer", "withdraw"]


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
    """Take back one's own record; it stays in the ledger as withdrawn. Raises Unknown, NotYours, NoLongerOwed, TooLong."""
    found = need_record(state, record)
    own = found.entry.actor == by
    if not own and not is_process_owner(state, by, today(state, at)):
        raise NotYours(act="withdraw", seats=(found.entry.seat,))
    need_fits("why", why)
    seat = found.entry.seat if own else str(Seat(Role.PROCESS_OWNER, state.process))
    return Decision(facts=(Undone(undoes=record, why=why),), seat=seat)


def take_back_answer(state: State, *, by: PersonId, record: int, at: datetime) -> Decision:
    """Take back one's own confirmation; the record waits again. Raises Unknown, NotYours, NoLongerOwed."""
    found = need_record(state, record)
    if found.answer is None:
        raise NoLongerOwed(obligation=f"confirm:{record}")
    if found.answer.actor != by:
        raise NotYours(act="undo", seats=(found.answer.seat,))
    return Decision(facts=(Undone(undoes=found.answer.seq),), seat=found.answer.seat)


def _answered(answer: Entry) -> AlreadyDone:
    act = "confirm" if isinstance(answer.fact, DiscussionConfirmed) else "contest"
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
