"""Invitations by mail, for organs whose members work by them: one for each member, meeting
and revision of the meeting.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from process.ledger.entries import Entry
from process.ledger.plan_changes import PLACE
from process.ledger.state import State
from process.plan.model import MEETING, Meeting, Organ, OrganKind, Plan
from process.reminders.notices import Because, Notice, NoticeKind, Reason
from process.seats import PersonId, Role, Seat


def invitations(state: State, now: datetime) -> Iterator[Notice]:
    """What the members should have been sent by `now` about each meeting that is still to
    come; the newest revision only.
    """
    today = state.plan.calendar.local_day(now)
    for organ, meeting in (*state.plan.meetings(), *_taken_out(state)):
        if organ.invitations and meeting.when.latest is not None and meeting.when.latest >= today:
            yield from _of_meeting(state, organ, meeting, today)


def _of_meeting(state: State, organ: Organ, meeting: Meeting, today: date) -> Iterator[Notice]:
    count, entry = revision_of(state, organ.key, meeting.key)
    if meeting.cancelled is not None and count == 0:
        return  # nobody was ever invited
    for person in members(state, organ, today):
        yield Notice(
            key=f"{state.process}|invitation:{organ.key}/{meeting.key}|{count}|{person}",
            process=state.process,
            kind=NoticeKind.INVITATION,
            person=person,
            due=entry.at,
            entry=entry.seq,
            step=f"{organ.key}/{meeting.key}",
            because=str(Because(Reason.REVISION, count)),
        )


def _taken_out(state: State) -> Iterator[tuple[Organ, Meeting]]:
    """Meetings that went out of the plan, told as cancelled ones; the organ as it is now, or as
    it was where it went out too.
    """
    for out in state.taken_out.values():
        yield (
            state.plan.organ(out.organ.key) if state.plan.has_organ(out.organ.key) else out.organ,
            out.meeting,
        )


def meeting_of(state: State, step: str) -> tuple[Organ, Meeting] | None:
    """The organ and the meeting an invitation is about; a meeting that went
    out of the plan is cancelled.
    """
    found = (*state.plan.meetings(), *_taken_out(state))
    return next(
        ((organ, meeting) for organ, meeting in found if f"{organ.key}/{meeting.key}" == step), None
    )


def revision_of(state: State, organ: str, meeting: str) -> tuple[int, Entry]:
    """How often what a meeting's members read has changed, and the entry that changed it
    last; as the calendars count it.
    """
    found = [
        state.change_counts[key]
        for key in (f"{MEETING}{organ}/{meeting}", f"{PLACE}{organ}")
        if key in state.change_counts
    ]
    return sum(r.count for r in found), max((r.entry for r in found), key=lambda entry: entry.seq)


def members(state: State, organ: Organ, today: date) -> tuple[PersonId, ...]:
    """Everybody whose seat is in the organ, or comes with a place at its table."""
    return tuple(p for p in state.people() if _is_member(state, organ, state.seats_of(p, today)))


def _is_member(state: State, organ: Organ, seats: tuple[Seat, ...]) -> bool:
    return organ.key in organs_of_seats(state.plan, seats) or any(
        seat.place == organ.key for seat in seats
    )


def organs_of_seats(plan: Plan, seats: tuple[Seat, ...]) -> frozenset[str]:
    """A seat in an organ has its meetings; the head of an area those of the heads, a director
    those of the executive board.
    """
    organs = {seat.place for seat in seats if plan.has_organ(seat.place)}
    kinds = {OrganKind.HEADS for seat in seats if seat.role is Role.HEAD}
    kinds |= {
        OrganKind.EXECUTIVE_BOARD
        for seat in seats
        if seat.role in (Role.DIRECTOR, Role.CHIEF_EXECUTIVE)
    }
    kinds |= {OrganKind.COORDINATION_GROUP for seat in seats if seat.role is Role.PROCESS_OWNER}
    steering = {
        plan.area(seat.place).steering_group
        for seat in seats
        if seat.role is Role.HEAD and plan.has_area(seat.place)
    }
    return frozenset(
        organs | {o.key for o in plan.organs if o.kind in kinds} | {key for key in steering if key}
    )
