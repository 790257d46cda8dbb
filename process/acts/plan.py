"""What is done to the plan: adopted, its rows moved, cancelled and confirmed, the meetings that an
organ's own calendar publishes taken over; proposals submitted from files, and seats filled.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from process.acts.rights import need_process_owner
from process.dates.danish import write
from process.dates.when import EachMeeting, Relative, When, Window, fault_of
from process.errors import AlreadyDone, BadDay, BuiltOn, Missing, NoLongerOwed, Unknown
from process.ledger.entries import Decision, Entry, NewText, need_fits
from process.ledger.facts import (
    DatesConfirmed,
    MeetingsDeclined,
    MeetingsProposed,
    MilestoneCancelled,
    MilestoneMoved,
    PlanAdopted,
    ProposalSubmitted,
    SeatLeft,
    SeatTaken,
)
from process.ledger.plan_changes import RowMove, inherited
from process.ledger.state import State
from process.plan.model import Meeting, Milestone, Plan, rows_of, unconfirmed
from process.plan.proposals import Proposal
from process.seats import PersonId, Seat


def adopt(
    state: State,
    plan: Plan,
    *,
    reason: str,
    approved_by: str = "",
    approved_on: date | None = None,
    source: NewText | None = None,
) -> Decision:
    """Adopt a plan, or a revision of it, from the command line; raises
    AlreadyDone when just this plan stands.
    """
    words = source.text if source else None
    fact = PlanAdopted(
        plan=plan, reason=reason, approved_by=approved_by, approved_on=approved_on, source=words
    )
    if state.adopted == inherited(state.adopted, fact) and state.at is not None:
        raise AlreadyDone(act="adopt", at=state.at, seat="")
    return Decision(facts=(fact,), texts=(source,) if source else ())


# Its rows.


def confirm_dates(state: State, *, by: PersonId, rows: tuple[str, ...], at: datetime) -> Decision:
    """Dates carried over from last year are right as they stand; `meeting:organ/*` means all of an
    organ's. Raises NotYours, Unknown, AlreadyDone (none of them is open).
    """
    seat = need_process_owner(state, by, at, "confirm_dates")
    known, waiting = rows_of(state.plan), unconfirmed(state.plan)
    meant = tuple(row for key in rows for row in _meant(key, waiting))
    for key in meant:
        if key not in known:
            raise Unknown(what="milestone", name=key, near=_near(key, known))
    still = tuple(key for key in meant if key in waiting)
    if not still:
        raise AlreadyDone(act="confirm_dates", at=_since(state, meant[0]), seat=str(seat))
    return Decision(facts=(DatesConfirmed(rows=still),), seat=str(seat))


def _meant(key: str, waiting: Iterable[str]) -> tuple[str, ...]:
    every = key.removesuffix("*") if key.endswith("/*") else None
    return tuple(row for row in waiting if every and row.startswith(every)) or (key,)


def move(
    state: State,
    *,
    by: PersonId,
    milestone: str,
    to: When,
    why: str,
    at: datetime,
    approved_by: str = "",
    approved_on: date | None = None,
) -> Decision:
    """Move a milestone. Raises NotYours, Unknown (the row, or the one it shall be counted from),
    Missing (no reason given), TooLong, BadDay (no such time), AlreadyDone (it stands there
    already), NoLongerOwed (it was cancelled).
    """
    seat = need_process_owner(state, by, at, "move")
    row = need_milestone(state, milestone)
    if not why.strip():
        raise Missing(field="why")
    need_fits("why", why)
    _goes_on(row)
    need_when(state, row, to)
    if row.when == to:
        raise AlreadyDone(act="move", at=_since(state, row.key), seat=str(seat), day=to.latest)
    fact = MilestoneMoved(
        milestone=row.key, to=to, why=why, approved_by=approved_by, approved_on=approved_on
    )
    return Decision(facts=(fact,), seat=str(seat))


def move_back(state: State, *, by: PersonId, moved: int, why: str, at: datetime) -> Decision:
    """Give the row the day it had before the move of that entry, for as long as nothing was built
    on it (rules P12). Raises NotYours, Unknown (no such move, or a row it was counted from is
    gone), BuiltOn.
    """
    seat = need_process_owner(state, by, at, "move")
    found = need_row_move(state, moved)
    fact = MilestoneMoved(milestone=found.key, to=found.before.when, why=why)
    latest, today = found.before.when.latest, state.plan.calendar.local_day(at)
    if _was_built_on(state, found) or (latest is not None and latest < today):
        raise BuiltOn(title=found.before.title)
    need_when(state, state.plan.milestone(found.key), found.before.when)
    return Decision(facts=(fact,), seat=str(seat))


def need_row_move(state: State, seq: int) -> RowMove:
    """What that entry moved by hand; raises Unknown."""
    for found in state.moves:
        if found.entry.seq == seq and isinstance(found.entry.fact, MilestoneMoved):
            return found
    raise Unknown(what="entry", name=str(seq))


def need_to_see_move(state: State, by: PersonId, moved: int, at: datetime) -> None:
    """Who may look at a move; raises NotYours, Unknown."""
    need_process_owner(state, by, at, "move")
    need_row_move(state, moved)


def counted_from(plan: Plan, key: str) -> tuple[Milestone, ...]:
    """The rows whose day is counted from that row's, and those counted from them, in the plan's
    order.
    """
    found = {key}
    while (
        more := {
            row.key
            for row in plan.milestones
            if isinstance(row.when, Relative) and row.when.milestone in found
        }
        - found
    ):
        found |= more
    return tuple(row for row in plan.milestones if row.key in found and row.key != key)


def _was_built_on(state: State, found: RowMove) -> bool:
    """Whether somebody since changed the row or what is counted from it, or said a word about what
    these owe.
    """
    rows = {found.key, *(row.key for row in counted_from(state.plan, found.key))}
    changed = (state.change_counts[key].entry.seq for key in rows if key in state.change_counts)
    if not found.still_holds(state.plan) or max(changed) > found.entry.seq:
        return True
    return any(
        told.history[-1].seq > found.entry.seq
        for key, told in state.histories.items()
        if key.partition("/")[0] in rows and told.history
    )


def cancel(state: State, *, by: PersonId, milestone: str, why: str, at: datetime) -> Decision:
    """Cancel a milestone. Raises NotYours, Unknown, Missing, TooLong, AlreadyDone."""
    seat = need_process_owner(state, by, at, "cancel")
    row = need_milestone(state, milestone)
    if not why.strip():
        raise Missing(field="why")
    need_fits("why", why)
    if row.cancelled is not None:
        raise AlreadyDone(act="cancel", at=_since(state, row.key), seat=str(seat))
    return Decision(facts=(MilestoneCancelled(milestone=row.key, why=why),), seat=str(seat))


def need_mover(state: State, by: PersonId, milestone: str, at: datetime) -> None:
    """Raises NotYours, Unknown, NoLongerOwed for who cannot move or cancel a row."""
    need_process_owner(state, by, at, "move")
    _goes_on(need_milestone(state, milestone))


def _goes_on(row: Milestone) -> None:
    if row.cancelled is not None:
        raise NoLongerOwed(obligation=row.key)


def need_milestone(state: State, key: str) -> Milestone:
    """The row by key, or by the start of its title; raises Unknown with the nearest names."""
    if state.plan.has_milestone(key):
        return state.plan.milestone(key)
    matches = [m for m in state.plan.milestones if m.title.casefold().startswith(key.casefold())]
    if len(matches) == 1:
        return matches[0]
    raise Unknown(
        what="milestone", name=key, near=_near(key, (m.key for m in state.plan.milestones))
    )


def need_when(state: State, row: Milestone, to: When) -> None:
    """A time a plan file could say of the row as well; raises BadDay for one no calendar or
    group holds and for a row that would be counted from itself, Unknown for one that is
    counted from a row there is not.
    """
    if fault_of(to) is not None or (
        isinstance(to, Window | EachMeeting) and not state.plan.group(_group(to))
    ):
        raise BadDay(why="unreadable", text=write(to))
    seen: set[str] = set()
    when = to
    while isinstance(when, Relative) and when.milestone not in seen:
        seen.add(when.milestone)
        if when.milestone == row.key:
            raise BadDay(why="circular", text=row.title)
        if not state.plan.has_milestone(when.milestone):
            raise Unknown(
                what="milestone",
                name=when.milestone,
                near=_near(when.milestone, (m.key for m in state.plan.milestones)),
            )
        when = state.plan.milestone(when.milestone).when


def _group(when: Window | EachMeeting) -> str:
    return when.group if isinstance(when, EachMeeting) else when.until_meetings_of


def _near(name: str, known: object) -> tuple[str, ...]:
    return tuple(difflib.get_close_matches(name, list(known), n=3, cutoff=0.5))  # type: ignore[call-overload]


def _since(state: State, key: str) -> datetime:
    return state.change_counts[key].entry.at


# Meetings as they are published elsewhere.


def propose_meetings(
    state: State, *, organ: str, meetings: tuple[Meeting, ...], source: str
) -> Decision:
    """Lay published meetings before the process owner. Raises Unknown (the organ), AlreadyDone
    (they stand so, or are proposed already).
    """
    if not state.plan.has_organ(organ):
        raise Unknown(
            what="organ",
            name=organ,
            near=tuple(difflib.get_close_matches(organ, [o.key for o in state.plan.organs], n=3)),
        )
    fact = MeetingsProposed(organ=organ, meetings=meetings, source=source)
    same = with_meetings(state.plan, organ, meetings) == state.plan or any(
        entry.fact == fact for entry in pending_meetings(state)
    )
    if same and state.at is not None:
        raise AlreadyDone(act="propose_meetings", at=state.at, seat="")
    return Decision(facts=(fact,))


def accept_meetings(
    state: State, *, by: PersonId, proposal: int, reason: str, at: datetime
) -> Decision:
    """Take the meetings over into the plan. Raises NotYours, NoLongerOwed (answered,
    overtaken or in the plan already).
    """
    seat = need_process_owner(state, by, at, "move")
    found = need_pending_meetings(state, proposal)
    decided = adopt(state, with_proposed_meetings(state, found), reason=reason)
    return Decision(facts=decided.facts, seat=str(seat))


def decline_meetings(state: State, *, by: PersonId, proposal: int, at: datetime) -> Decision:
    """Let the plan stand as it is. Raises NotYours, NoLongerOwed."""
    seat = need_process_owner(state, by, at, "move")
    return Decision(
        facts=(MeetingsDeclined(proposal=need_pending_meetings(state, proposal).seq),),
        seat=str(seat),
    )


def pending_meetings(state: State) -> tuple[Entry, ...]:
    """The newest proposal for each organ that would still change the plan, oldest first."""
    if state.adopted is None:
        return ()
    found = [
        e
        for e in state.published.values()
        if isinstance(e.fact, MeetingsProposed) and state.plan.has_organ(e.fact.organ)
    ]
    return tuple(
        sorted(
            (e for e in found if with_proposed_meetings(state, e) != state.plan),
            key=lambda entry: entry.seq,
        )
    )


def need_pending_meetings(state: State, proposal: int) -> Entry:
    """The proposal while it waits; raises NoLongerOwed."""
    found = next((entry for entry in pending_meetings(state) if entry.seq == proposal), None)
    if found is None:
        raise NoLongerOwed(obligation=f"meetings:{proposal}")
    return found


def with_proposed_meetings(state: State, proposal: Entry) -> Plan:
    """The plan as the proposal would make it."""
    assert isinstance(proposal.fact, MeetingsProposed), "only proposed meetings are looked up here"
    return with_meetings(state.plan, proposal.fact.organ, proposal.fact.meetings)


def with_meetings(plan: Plan, organ: str, meetings: tuple[Meeting, ...]) -> Plan:
    """The plan with all of an organ's meetings replaced."""
    return replace(
        plan,
        organs=tuple(replace(o, meetings=meetings) if o.key == organ else o for o in plan.organs),
    )


# Proposals and seats.


def submit(state: State, proposal: Proposal) -> Decision:
    """A proposal or its next version; raises AlreadyDone when just this version or a later one
    stands, Unknown for a committee the plan lacks. The same version with other details (a station's
    day, one more committee) re-opens nothing.
    """
    old = state.proposal(proposal.id)
    if old is not None and old.version > proposal.version:
        raise AlreadyDone(act="submit", at=state.submitted[old.id, old.version].at, seat="")
    if old == proposal:
        raise AlreadyDone(
            act="submit", at=state.submitted[proposal.id, proposal.version].at, seat=""
        )
    for committee in proposal.affected:
        if not state.plan.has_organ(committee):
            raise Unknown(
                what="committee",
                name=committee,
                near=_near(committee, (o.key for o in state.plan.organs)),
            )
    return Decision(facts=(ProposalSubmitted(proposal=proposal),))


def take_seat(
    state: State,
    seat: Seat,
    person: PersonId,
    *,
    since: date,
    until: date | None = None,
    deputy: bool = False,
) -> Decision:
    """A person takes a seat; raises AlreadyDone when they hold it."""
    for tenure in state.tenures.get(seat, ()):
        if (tenure.person, tenure.since, tenure.until, tenure.deputy) == (
            person,
            since,
            until,
            deputy,
        ) and state.at is not None:
            raise AlreadyDone(act="take_seat", at=state.at, seat=str(seat))
    return Decision(
        facts=(SeatTaken(seat=seat, person=person, since=since, until=until, deputy=deputy),)
    )


def leave_seat(state: State, seat: Seat, person: PersonId, *, last_day: date) -> Decision:
    """A person leaves a seat after `last_day`; raises Unknown when they do not hold it."""
    if person not in {
        t.person for t in state.tenures.get(seat, ()) if t.until is None or t.until > last_day
    }:
        raise Unknown(what="seat", name=str(seat))
    return Decision(facts=(SeatLeft(seat=seat, person=person, last_day=last_day),))
