"""The committees whose own meetings all lie too late, or too early, for what they owe: told to the
chair, the chef above and whoever keeps the process as soon as it can be computed (rules M15).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from process.deadlines.obligations import Obligation, ObligationKind, responsible
from process.ledger.state import State
from process.reminders.escalation import escalated_to
from process.reminders.notices import Notice, NoticeKind
from process.seats import PersonId, Role, Seat


def without_meeting(state: State, owed: Sequence[Obligation], now: datetime) -> Iterator[Notice]:
    """One notice for each committee, day and person, while it holds."""
    today = state.plan.calendar.local_day(now)
    found: dict[tuple[str, date], list[Obligation]] = {}
    for one in owed:
        if lacks_meeting(state, one, today) and today <= one.due:
            found.setdefault((one.committee or "", one.due), []).append(one)
    for (committee, due), about in found.items():
        at = max(state.submitted[o.proposal.id, o.proposal.version].at for o in about if o.proposal)
        for person in dict.fromkeys(_told(state, about[0], today)):
            yield Notice(
                key=f"{state.process}|no_meeting:{committee}/{due.isoformat()}|{person}",
                process=state.process,
                kind=NoticeKind.NO_MEETING,
                person=person,
                due=at,
                obligation=about[0].key,
                step=f"{due.isoformat()}:no_meeting",
            )


GRACE = 3
"""Working days after its last useful meeting in which a chair is only asked how it went."""


def lacks_meeting(state: State, owed: Obligation, day: date) -> bool:
    """Whether an open discussion has no ordinary meeting left before the day it is owed by."""
    first = no_meeting_from(state, owed)
    embargoed = owed.proposal is not None and owed.proposal.embargoed_on(day)
    return first is not None and first <= day and not embargoed


def no_meeting_from(state: State, owed: Obligation) -> date | None:
    """The first day on which that holds, if nothing is recorded; None where it cannot be known."""
    steps = owed.steps
    if owed.kind is not ObligationKind.DISCUSSION or not owed.open or steps is None:
        return None
    if steps.meeting is not None:
        return state.plan.calendar.shift(steps.meeting, GRACE + 1)
    return date.min if steps.scheduled else None


def _told(state: State, owed: Obligation, today: date) -> Iterator[PersonId]:
    yield from responsible(state, owed, today)
    above = (state.holders(seat, today) for seat in escalated_to(state, owed))
    yield from next((held for held in above if held), ())
    yield from state.holders(Seat(Role.PROCESS_OWNER, state.process), today)
