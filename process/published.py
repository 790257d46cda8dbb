"""An organ's meetings as its own calendar publishes them: proposed in the ledger until the process owner says yes or no."""

from __future__ import annotations

from dataclasses import replace

from process.entries import Entry
from process.facts import MeetingsProposed
from process.plan import Meeting, Plan
from process.state import State


def with_meetings(plan: Plan, organ: str, meetings: tuple[Meeting, ...]) -> Plan:
    """The plan with all of an organ's meetings replaced."""
    return replace(plan, organs=tuple(replace(o, meetings=meetings) if o.key == organ else o for o in plan.organs))


def pending(state: State) -> tuple[Entry, ...]:
    """The newest proposal for each organ that would still change the plan, oldest first."""
    if state.adopted is None:
        return ()
    found = [e for e in state.published.values() if isinstance(e.fact, MeetingsProposed) and state.plan.has_organ(e.fact.organ)]
    return tuple(sorted((e for e in found if would_be(state, e) != state.plan), key=lambda entry: entry.seq))


def would_be(state: State, proposal: Entry) -> Plan:
    """The plan as the proposal would make it."""
    assert isinstance(proposal.fact, MeetingsProposed), "only proposed meetings are looked up here"
    return with_meetings(state.plan, proposal.fact.organ, proposal.fact.meetings)
