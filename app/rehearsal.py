"""The rehearsal: a real process on a made-up clock that only moves forward, stepping through
every due moment (rules D18).
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from app.stores import Stores
from config.rehearsal_file import Rehearsal, load_rehearsal
from jobs.worker import Worker
from process.ledger.entries import SYSTEM, Decision
from process.ledger.facts import Fact, PlanAdopted, ProposalSubmitted, SeatTaken
from process.ledger.state import State
from process.plan.model import Plan
from process.reminders.due import due_notices, next_due
from storage.directory import Person

SHIPPED = Path(__file__).parent.parent / "config" / "plans" / "norddjurs-2024-oevelse.yaml"
BEGINS = date(2024, 3, 1)
"""The day the rehearsal opens on, at the plan's delivery hour."""
SEEDED = date(2023, 11, 1)
"""The day before the process began, on which plan, seats and proposals are entered."""
MOST_STEPS = 400


@dataclass(frozen=True, kw_only=True)
class Stop:
    """Where the clock could go next: the instant and how many people are written to then."""

    at: datetime
    people: int


def first_instant(plan: Plan) -> datetime:
    """When the rehearsal begins (UTC)."""
    return plan.calendar.delivery_on(BEGINS)


def prepare(stores: Stores, file: Path | None) -> Rehearsal:
    """Make the database a rehearsal's and fill it, once; raises NotRehearsal, PlanFaults."""
    rehearsal = load_rehearsal(file or SHIPPED)
    stores.rehearsal.mark(first_instant(rehearsal.plan))
    seed(stores, rehearsal)
    return rehearsal


def seed(stores: Stores, rehearsal: Rehearsal) -> None:
    """Plan, people, seats and proposals, when the ledger holds none of it yet."""
    plan = rehearsal.plan
    if stores.ledger.head(plan.key)[0]:
        return
    people = (
        Person(id=p.id, name=p.name, email=p.email, slack_id=p.slack_id) for p in rehearsal.people
    )
    stores.directory.put(plan.key, people)
    facts = seed_facts(rehearsal)
    at = plan.calendar.instant(SEEDED, time(8))
    stores.ledger.decide(
        plan.key, lambda state: Decision(facts=() if state.seq else facts), actor=SYSTEM, at=at
    )


def seed_facts(rehearsal: Rehearsal) -> tuple[Fact, ...]:
    """What the rehearsal's ledger begins with."""
    seats = (
        SeatTaken(seat=s, person=p.id, since=p.since, until=p.until)
        for p in rehearsal.people
        for s in p.seats
    )
    proposals = (ProposalSubmitted(proposal=p) for p in rehearsal.proposals)
    return (PlanAdopted(plan=rehearsal.plan, reason="rehearsal"), *seats, *proposals)


class Stepper:
    """Moves the rehearsal clock and lets the worker do at every due moment
    what it would have done then.
    """

    def __init__(self, *, stores: Stores, rehearsal: Rehearsal, worker: Worker) -> None:
        self._stores, self._rehearsal, self._worker = stores, rehearsal, worker
        self._process = rehearsal.plan.key
        self._lock = threading.Lock()

    def now(self) -> datetime:
        """The domain clock."""
        now = self._stores.rehearsal.now()
        assert now is not None, "the database was marked when the house was built"
        return now

    def state(self) -> State:
        """The process as it stands."""
        return self._stores.ledger.state(self._process)

    def next_stop(self) -> Stop | None:
        """The next moment at which something falls due, or None when the year is over."""
        now, state = self.now(), self.state()
        moments = [m for m in (next_due(state, now), self._waiting(now)) if m is not None]
        if not moments:
            return None
        due = due_notices(state, min(moments))
        known = self._stores.outbox.known(self._process, due)
        return Stop(at=min(moments), people=len({n.person for n in due if n.key not in known}))

    def _waiting(self, now: datetime) -> datetime | None:
        due = self._stores.outbox.next_due(self._process)
        return due if due is not None and due > now else None

    def step(self) -> None:
        """To the next stop; nothing happens when there is none."""
        with self._lock:
            stop = self.next_stop()
            if stop is not None:
                self._go(stop.at)

    def forward(self, days: int) -> None:
        """So many days on, through every stop on the way, ending at the delivery hour."""
        calendar = self._rehearsal.plan.calendar
        self.to(calendar.local_day(self.now()) + timedelta(days=days))

    def to(self, day: date) -> None:
        """To the delivery hour of a day, through every stop on the way. Raises ClockWentBack."""
        goal = self._rehearsal.plan.calendar.delivery_on(day)
        with self._lock:
            for _ in range(MOST_STEPS):
                stop = self.next_stop()
                if stop is None or stop.at >= goal:
                    break
                self._go(stop.at)
            self._go(goal)

    def _go(self, instant: datetime) -> None:
        self._stores.rehearsal.move(instant)
        self._worker.settle()

    def again(self) -> None:
        """Begin again: everything forgotten, the clock at its first instant."""
        with self._lock:
            self._stores.rehearsal.wipe(first_instant(self._rehearsal.plan))
            seed(self._stores, self._rehearsal)
            self._worker.settle()
