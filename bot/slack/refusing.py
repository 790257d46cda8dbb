"""The private sentence for a refusal, those about who somebody is included."""

from __future__ import annotations

from bot.context import Context
from bot.slack.people import FromElsewhere, SlackSilent, Stranger
from bot.text import refusals, roles
from process.errors import Refused


def refusal(refused: Refused, context: Context) -> str:
    """What stands now and what can be done."""
    state = context.state()
    match refused:
        case Stranger():
            return refusals.stranger(owner=roles.owner(state.plan) if state.adopted else "procesejeren")
        case FromElsewhere():
            return refusals.from_elsewhere()
        case SlackSilent():
            return refusals.cannot_reach_slack()
    return refusals.sentence(refused, state)
