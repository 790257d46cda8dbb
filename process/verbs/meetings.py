"""An organ's published meetings: proposed by whoever reads them in, taken over or turned down by the process owner."""

from __future__ import annotations

import difflib
from datetime import datetime

from process.decision import Decision
from process.entries import Entry
from process.errors import AlreadyDone, NoLongerOwed, Unknown
from process.facts import MeetingsDeclined, MeetingsProposed
from process.plan import Meeting
from process.published import pending, with_meetings, would_be
from process.seats import PersonId
from process.state import State
from process.verbs.process import adopt
from process.verbs.rights import need_process_owner


def propose(state: State, *, organ: str, meetings: tuple[Meeting, ...], source: str) -> Decision:
    """Lay published meetings before the process owner. Raises Unknown (the organ), AlreadyDone (they stand so, or are proposed already)."""
    if not state.plan.has_organ(organ):
        raise Unknown(what="organ", name=organ, near=tuple(difflib.get_close_matches(organ, [o.key for o in state.plan.organs], n=3)))
    fact = MeetingsProposed(organ=organ, meetings=meetings, source=source)
    same = with_meetings(state.plan, organ, meetings) == state.plan or any(entry.fact == fact for entry in pending(state))
    if same and state.at is not None:
        raise AlreadyDone(act="propose_meetings", at=state.at, seat="")
    return Decision(facts=(fact,))


def accept(state: State, *, by: PersonId, proposal: int, reason: str, at: datetime) -> Decision:
    """Take the meetings over into the plan. Raises NotYours, NoLongerOwed (answered, overtaken or in the plan already)."""
    seat = need_process_owner(state, by, at, "move")
    found = need_pending(state, proposal)
    decided = adopt(state, would_be(state, found), reason=reason)
    return Decision(facts=decided.facts, seat=str(seat))


def decline(state: State, *, by: PersonId, proposal: int, at: datetime) -> Decision:
    """Let the plan stand as it is. Raises NotYours, NoLongerOwed."""
    seat = need_process_owner(state, by, at, "move")
    return Decision(facts=(MeetingsDeclined(proposal=need_pending(state, proposal).seq),), seat=str(seat))


def need_pending(state: State, proposal: int) -> Entry:
    """The proposal while it waits; raises NoLongerOwed."""
    found = next((entry for entry in pending(state) if entry.seq == proposal), None)
    if found is None:
        raise NoLongerOwed(obligation=f"meetings:{proposal}")
    return found
