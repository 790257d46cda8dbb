"""What the process owner does to the plan, and a look beforehand at whom it touches."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.actions.doing import Done, carry_out
from bot.context import Context
from process.obligations import Obligation, ObligationKind, obligations
from process.plan import Milestone
from process.seats import PersonId, Seat
from process.state import State
from process.steps import steps
from process.verbs import process as verbs
from process.when import Relative, When


@dataclass(frozen=True, kw_only=True)
class MovePreview:
    """What a move would do; nothing is written by looking."""

    row: Milestone
    to: When
    touched: tuple[Seat, ...]
    """Seats with an open deadline there, who will be told."""
    closed: str | None = None
    """The closed day's name when the new day is closed ("" = a weekend); None when it is a working day or no single day."""
    follow: tuple[Milestone, ...] = ()
    """Rows that are counted from this one."""
    first_reminder: date | None = None
    """When people next hear of it under the new date."""


def preview_move(context: Context, person: PersonId, *, milestone: str, to: When, why: str) -> MovePreview:
    """Whom and what a move touches. Raises what moving would raise."""
    state, at = context.state(), context.now()
    verbs.move(state, by=person, milestone=milestone, to=to, why=why, at=at)
    row = verbs.need_milestone(state, milestone)
    return MovePreview(
        row=row,
        to=to,
        touched=tuple(dict.fromkeys(o.seat for o in touched(state, row.key))),
        closed=_closed(state, to),
        follow=tuple(m for m in state.plan.milestones if isinstance(m.when, Relative) and m.when.milestone == row.key),
        first_reminder=_first_reminder(_as_if(state, row, to), row.key, at),
    )


def move_milestone(
    context: Context,
    person: PersonId,
    *,
    milestone: str,
    to: When,
    why: str,
    approved_by: str = "",
    approved_on: date | None = None,
) -> Done:
    """Move a row of the plan."""
    return carry_out(
        context,
        person,
        lambda s, at: verbs.move(
            s, by=person, milestone=milestone, to=to, why=why, at=at, approved_by=approved_by, approved_on=approved_on
        ),
    )


def cancel_milestone(context: Context, person: PersonId, *, milestone: str, why: str) -> Done:
    """Cancel a row of the plan."""
    return carry_out(context, person, lambda s, at: verbs.cancel(s, by=person, milestone=milestone, why=why, at=at))


def touched(state: State, milestone: str) -> list[Obligation]:
    """The open deadlines of a row."""
    return [o for o in obligations(state) if o.milestone == milestone and o.open and o.kind is ObligationKind.DELIVERY]


def _as_if(state: State, row: Milestone, to: When) -> State:
    rows = tuple(replace(m, when=to) if m.key == row.key else m for m in state.plan.milestones)
    return replace(state, adopted=replace(state.plan, milestones=rows))


def _closed(state: State, to: When) -> str | None:
    days = state.plan.calendar
    if to.latest is None or to.latest != to.earliest or days.is_working(to.latest):
        return None
    return days.closed_name(to.latest) or ""


def _first_reminder(state: State, milestone: str, at: datetime) -> date | None:
    days = state.plan.calendar
    found = (step.day for o in touched(state, milestone) for step in steps(o, days) if days.delivery_on(step.day) > at)
    return min(found, default=None)
