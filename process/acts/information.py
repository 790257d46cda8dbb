"""That an information was given: said by whoever owes it, the main committee's secretary, or the
process owner, and never before its day (rules M18).
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime

from process.acts.plan import need_milestone
from process.acts.rights import (
    is_process_owner,
    need_to_deliver,
    secretaries,
    today,
)
from process.deadlines.obligations import obligations
from process.errors import AlreadyDone, BadDay, NoLongerOwed, NotYours, Refused, Unknown
from process.ledger.entries import Decision
from process.ledger.facts import InformationGiven
from process.ledger.state import State
from process.plan.model import Does, Milestone, OrganKind, Plan
from process.seats import PersonId, Role, Seat


def inform(
    state: State,
    *,
    by: PersonId,
    milestone: str,
    at: datetime,
    day: date | None = None,
    became_discussion: bool = False,
) -> Decision:
    """It was told on a day (None: the one planned, else today), and whether it became a discussion.
    Raises Unknown, NotYours, NoLongerOwed, AlreadyDone, BadDay (not yet).
    """
    row = need_information(state, milestone)
    seat = _speaks(state, row, by, at)
    if row.cancelled is not None:
        raise NoLongerOwed(obligation=row.key)
    told = state.told(row.key)
    if told is not None and isinstance(told.fact, InformationGiven):
        raise AlreadyDone(act="inform", at=told.at, seat=told.seat, day=told.fact.day)
    now = today(state, at)
    on = day or planned_day(row) or now
    for asked in (on, row.when.earliest):
        if asked is not None and asked > now:
            raise BadDay(why="not_told_yet", day=asked)
    fact = InformationGiven(milestone=row.key, day=on, became_discussion=became_discussion)
    return Decision(facts=(fact,), seat=str(seat))


def untold(state: State, by: PersonId, at: datetime) -> tuple[Milestone, ...]:
    """The rows a person can say were told, and nobody has, by day."""
    found = []
    for row in state.plan.milestones:
        with suppress(Refused):
            inform(state, by=by, milestone=row.key, at=at)
            found.append(row)
    return tuple(sorted(found, key=lambda row: row.when.earliest or date.max))


def need_information(state: State, milestone: str) -> Milestone:
    """A row that tells somebody something; raises Unknown for any other."""
    row = need_milestone(state, milestone)
    if not informs(state.plan, row):
        raise Unknown(what="milestone", name=milestone)
    return row


def informs(plan: Plan, row: Milestone) -> bool:
    """Whether a row of the plan tells a MED committee something."""
    return (
        plan.kind(row.kind).does is Does.INFORMATION
        and row.organ is not None
        and not row.employees_only
        and plan.has_organ(row.organ)
        and plan.organ(row.organ).kind is OrganKind.MED_COMMITTEE
    )


def planned_day(row: Milestone) -> date | None:
    """The day it was to be told, where there is one day only."""
    return row.when.earliest if row.when.earliest == row.when.latest else None


def _speaks(state: State, row: Milestone, by: PersonId, at: datetime) -> Seat:
    """The seat in which a person says so: the row's own, the secretary's, the process owner's."""
    seats = (*secretaries(state, row.organ or ""), Seat(Role.PROCESS_OWNER, state.process))
    found = _as_owner(state, row, by, at)
    if found is not None:
        return found
    for seat in seats[:-1]:
        if state.is_in(seat, by, today(state, at)):
            return seat
    if is_process_owner(state, by, today(state, at)):
        return seats[-1]
    raise NotYours(act="inform", seats=tuple(map(str, seats)))


def _as_owner(state: State, row: Milestone, by: PersonId, at: datetime) -> Seat | None:
    for owed in obligations(state):
        if owed.milestone == row.key:
            try:
                return need_to_deliver(state, by, owed, at)
            except NotYours:
                continue
    return None
