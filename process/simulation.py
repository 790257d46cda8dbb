"""A whole process played at full speed on a made-up clock: the same rules as the live planner,
without a database or a server.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from process.errors import Refused
from process.ledger.entries import SYSTEM, Decision, Entry, seal
from process.ledger.facts import Fact
from process.ledger.state import State
from process.reminders.digests import Draft, drafts_of
from process.reminders.due import Attempts, due_notices, next_due, with_attempts
from process.reminders.notices import Notice
from process.seats import PersonId


@dataclass(frozen=True, kw_only=True)
class Told:
    """One message that would go out: when (UTC), to whom, what, and the state it is written
    from.
    """

    at: datetime
    draft: Draft
    state: State


Answer = Callable[[State, Notice, int, datetime], Decision | None]
"""What a person does on a notice: the state, the notice, how often they were
written to about it, the instant.
"""


class Stage:
    """A state in memory that entries are added to; nothing leaves it."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.entries: list[Entry] = []

    def write(
        self, *facts: Fact, at: datetime, actor: PersonId = SYSTEM, seat: str = ""
    ) -> tuple[Entry, ...]:
        """Append facts to the state."""
        entries: list[Entry] = []
        for fact in facts:
            state = self.state
            entry = seal(
                process=state.process,
                seq=state.seq + 1,
                at=at,
                actor=actor,
                seat=seat,
                fact=fact,
                prev_hash=state.head,
            )
            self.state = state.after(entry)
            entries.append(entry)
        self.entries += entries
        return tuple(entries)


def simulate(state: State, *, first: date, last: date, answer: Answer) -> Iterator[Told]:
    """Every message from the start of `first` to the end of `last` (local days),
    people answering as `answer` says.
    """
    days = state.plan.calendar
    stage, told, keys = Stage(state), set[str](), set[str]()
    sent: dict[str, list[tuple[PersonId, datetime]]] = defaultdict(list)
    now: datetime | None = days.instant(first, time(0, 0))
    end = days.instant(last, time(23, 59))
    while now is not None and now <= end:
        seq = stage.state.seq
        fresh = [n for n in due_notices(stage.state, now) if n.key not in told]
        fresh = with_attempts(stage.state, fresh, sent, now)
        for draft in drafts_of(fresh, now, days):
            if draft.not_before > now or draft.key in keys:
                continue
            if stage.state.seq != seq:
                break
            keys.add(draft.key)
            told.update(n.key for n in draft.notices)
            yield Told(at=now, draft=draft, state=stage.state)
            for notice in draft.notices:
                sent[notice.obligation or notice.key].append((notice.person, now))
            _answers(stage, draft, sent, now, answer)
        # where somebody answered, what is wanted now may be another thing
        if stage.state.seq == seq:
            now = _next(stage.state, now, [n for n in fresh if n.key not in told])


def _answers(
    stage: Stage,
    draft: Draft,
    sent: Attempts,
    now: datetime,
    answer: Answer,
) -> None:
    for notice in draft.notices:
        times = sum(who == notice.person for who, _ in sent[notice.obligation or notice.key])
        try:
            decision = answer(stage.state, notice, times, now)
        except Refused:
            continue
        if decision is not None:
            stage.write(*decision.facts, at=now, actor=notice.person, seat=decision.seat)


def _next(state: State, now: datetime, fresh: list[Notice]) -> datetime | None:
    days = state.plan.calendar
    tomorrow = days.delivery_on(days.on_or_after(days.local_day(now) + timedelta(days=1)))
    waiting = [
        p.not_before if p.not_before > now else tomorrow for p in drafts_of(fresh, now, days)
    ]
    coming = next_due(state, now)
    entries = [n.due for n in due_notices(state, days.next_open(now)) if n.due > now]
    return min((*waiting, *entries, *([coming] if coming else [])), default=None)
