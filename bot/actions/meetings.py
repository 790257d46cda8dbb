"""What the process owner says to an organ's published meetings."""

from __future__ import annotations

from bot.actions.doing import Done, carry_out
from bot.context import Context
from bot.text.calendar_import import reason
from process.facts import MeetingsProposed
from process.seats import PersonId
from process.state import State
from process.verbs import meetings


def accept_meetings(context: Context, person: PersonId, proposal: int) -> Done:
    """Take them over into the plan."""
    return carry_out(
        context,
        person,
        lambda s, at: meetings.accept(s, by=person, proposal=proposal, reason=reason_of(s, proposal), at=at),
    )


def decline_meetings(context: Context, person: PersonId, proposal: int) -> Done:
    """Let the plan stand."""
    return carry_out(context, person, lambda s, at: meetings.decline(s, by=person, proposal=proposal, at=at))


def reason_of(state: State, proposal: int) -> str:
    """Why the plan is revised, in the words that stand in the ledger."""
    fact = meetings.need_pending(state, proposal).fact
    assert isinstance(fact, MeetingsProposed), "only proposed meetings are pending"
    return reason(organ=state.plan.place_name(fact.organ))
