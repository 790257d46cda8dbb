"""A plan file seen as a process: as if it had been adopted just before its first day. Apart from what the other words share, since
the whole of the rules hangs on it."""

from __future__ import annotations

from datetime import date

from process.facts import PlanAdopted
from process.plan import Plan
from process.play import Play
from process.state import State


def state_of(plan: Plan) -> State:
    """The plan as if it had been adopted just before its first day."""
    first = first_day(plan)
    stage = Play(State.empty(plan.key))
    stage.write(PlanAdopted(plan=plan, reason="preview"), at=plan.calendar.delivery_on(first))
    return stage.state


def first_day(plan: Plan) -> date:
    """The first day the plan names."""
    return min((m.when.earliest for m in plan.milestones if m.when.earliest), default=date(2000, 1, 1))
