"""What the process owner does to the plan, and a look beforehand at whom it touches."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from bot.actions.doing import Done, carry_out
from bot.context import Context
from process.decision import Decision
from process.entries import Entry
from process.news import news
from process.obligations import Obligation, ObligationKind, obligations, responsible
from process.plan import Milestone
from process.play import Play
from process.revising import unconfirmed
from process.revision import Difference, difference, moved_plan
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
    """Seats with an open deadline there."""
    told: tuple[Seat, ...] = ()
    """Those of them who are written to at once, since they have heard of the old date."""
    closed: str | None = None
    """The closed day's name when the new day is closed ("" = a weekend); None when it is a working day or no single day."""
    follow: tuple[Milestone, ...] = ()
    """Rows that are counted from this one."""
    first_reminder: date | None = None
    """When people next hear of it under the new date."""
    discussions: int = 0
    """MED discussions whose last day follows along."""
    difference: Difference = field(default_factory=Difference)
    """What the plan would say differently: the order of rows, and the calendars."""


def preview_move(context: Context, person: PersonId, *, milestone: str, to: When, why: str) -> MovePreview:
    """Whom and what a move touches. Raises what moving would raise."""
    state, at = context.state(), context.now()
    decision = verbs.move(state, by=person, milestone=milestone, to=to, why=why, at=at)
    row = verbs.need_milestone(state, milestone)
    after = _as_if(state, row, to)
    return MovePreview(
        row=row,
        to=to,
        touched=tuple(dict.fromkeys(o.seat for o in touched(state, row.key))),
        told=_told(state, person, decision, touched(state, row.key), at),
        closed=_closed(state, to),
        follow=tuple(m for m in state.plan.milestones if isinstance(m.when, Relative) and m.when.milestone == row.key),
        first_reminder=_first_reminder(after, row.key, at),
        discussions=_discussions(state, after),
        difference=difference(state.plan, after.plan),
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


def _told(state: State, person: PersonId, decision: Decision, owed: list[Obligation], at: datetime) -> tuple[Seat, ...]:
    """Whom the news of it would go to, were it written now."""
    stage = Play(state)
    entry = stage.write(*decision.facts, at=at, actor=person, seat=decision.seat)[-1]
    people, day = people_told(stage.state, entry, at), state.plan.calendar.local_day(at)
    return tuple(dict.fromkeys(o.seat for o in owed if people & set(responsible(state, o, day))))


def people_told(state: State, entry: Entry, at: datetime) -> frozenset[PersonId]:
    """Everybody an entry is news to."""
    return frozenset(n.person for n in news(state, obligations(state), at) if n.entry == entry.seq)


def _as_if(state: State, row: Milestone, to: When) -> State:
    return replace(state, adopted=moved_plan(state.plan, replace(row, when=to, rolled_from=None)))


def _discussions(before: State, after: State) -> int:
    """Open discussions that get another last day."""
    was = {o.key: o.due for o in obligations(before) if o.kind is ObligationKind.DISCUSSION and o.open}
    return sum(o.due != was[o.key] for o in obligations(after) if o.key in was)


def _closed(state: State, to: When) -> str | None:
    days = state.plan.calendar
    if to.latest is None or to.latest != to.earliest or days.is_working(to.latest):
        return None
    return days.closed_name(to.latest) or ""


def _first_reminder(state: State, milestone: str, at: datetime) -> date | None:
    days = state.plan.calendar
    found = (step.day for o in touched(state, milestone) for step in steps(o, days) if days.delivery_on(step.day) > at)
    return min(found, default=None)


def confirm_dates(context: Context, person: PersonId, *, key: str) -> Done:
    """A carried-over date is right, or all of an organ's (`meeting:organ/*`)."""

    def verb(state: State, at: datetime) -> Decision:
        every = key.removesuffix("*") if key.endswith("/*") else None
        rows = tuple(k for k in unconfirmed(state.plan) if k.startswith(every)) if every else (key,)
        return verbs.confirm_dates(state, by=person, rows=rows or (key,), at=at)

    return carry_out(context, person, verb)
