"""Invitations by mail, for organs whose members work by them: one for each member, meeting and revision of the meeting."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from process.entries import Entry
from process.notices import Notice, NoticeKind
from process.plan import Meeting, Organ, OrganKind, Plan
from process.revising import MEETING
from process.seats import PersonId, Role, Seat
from process.state import State
from process.surroundings import PLACE


def invitations(state: State, now: datetime) -> Iterator[Notice]:
    """What the members should have been sent by `now` about each meeting that is still to come; the newest revision only."""
    today = state.plan.calendar.local_day(now)
    for organ, meeting in state.plan.meetings():
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
            because=f"revision:{count}",
        )


def revision_of(state: State, organ: str, meeting: str) -> tuple[int, Entry]:
    """How often what a meeting's members read has changed, and the entry that changed it last; as the calendars count it."""
    found = [state.revisions[key] for key in (f"{MEETING}{organ}/{meeting}", f"{PLACE}{organ}") if key in state.revisions]
    return sum(r.count for r in found), max((r.entry for r in found), key=lambda entry: entry.seq)


def members(state: State, organ: Organ, today: date) -> tuple[PersonId, ...]:
    """Everybody whose seat is in the organ, or comes with a place at its table."""
    return tuple(p for p in state.people() if organ.key in organs_of_seats(state.plan, state.seats_of(p, today)))


def organs_of_seats(plan: Plan, seats: tuple[Seat, ...]) -> frozenset[str]:
    """A seat in an organ has its meetings; the head of an area those of the heads, a director those of the executive board."""
    organs = {seat.place for seat in seats if plan.has_organ(seat.place)}
    kinds = {OrganKind.HEADS for seat in seats if seat.role is Role.HEAD}
    kinds |= {OrganKind.EXECUTIVE_BOARD for seat in seats if seat.role in (Role.DIRECTOR, Role.CHIEF_EXECUTIVE)}
    kinds |= {OrganKind.COORDINATION_GROUP for seat in seats if seat.role is Role.PROCESS_OWNER}
    steering = {plan.area(seat.place).steering_group for seat in seats if seat.role is Role.HEAD and plan.has_area(seat.place)}
    return frozenset(organs | {o.key for o in plan.organs if o.kind in kinds} | {key for key in steering if key})
