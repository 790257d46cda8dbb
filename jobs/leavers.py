"""Who has left, found daily: nobody is written to in an account that is closed, and their
tasks do not lie there either.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Protocol

from jobs.alerts import tell_owners
from process.acts.absence import leave_all
from process.ledger.entries import SYSTEM, Decision
from process.ledger.state import State
from process.seats import PersonId
from storage.directory import Directory
from storage.ledger import Ledger
from storage.outbox import Outbox

log = logging.getLogger("fristvogter.leavers")


class Register(Protocol):
    """Somewhere that knows who is still here."""

    def has_left(self, person: PersonId) -> bool | None:
        """Whether the person's account is closed; None when it cannot be told just now, or there
        is none.
        """
        ...


class Leavers:
    """One round a day: seats of people who left become empty, so that the one above answers for
    them.
    """

    def __init__(
        self,
        *,
        process: str,
        ledger: Ledger,
        outbox: Outbox,
        directory: Directory,
        registers: Iterable[Register],
    ) -> None:
        self._process, self._ledger, self._outbox = process, ledger, outbox
        self._directory, self._registers = directory, tuple(registers)

    def round(self, now: datetime) -> tuple[PersonId, ...]:
        """Look everybody with a seat up; says who has left. Nothing is done about
        anybody a register is silent on.
        """
        state = self._ledger.state(self._process)
        if state.adopted is None:
            return ()
        today = state.plan.calendar.local_day(now)
        here = [p for p in state.people() if state.seats_of(p, today)]
        gone = tuple(
            person
            for person in here
            if any(register.has_left(person) for register in self._registers)
        )
        for person in gone:
            self._let_go(person, now)
        return gone

    def _let_go(self, person: PersonId, now: datetime) -> None:
        def leave(state: State) -> Decision:
            return leave_all(
                state, person, last_day=state.plan.calendar.local_day(now) - timedelta(days=1)
            )

        before = self._ledger.state(self._process)
        seats = before.seats_of(person, before.plan.calendar.local_day(now))
        self._directory.deactivate(self._process, person)
        state, _ = self._ledger.decide(self._process, leave, actor=SYSTEM, at=now)
        log.warning("somebody has left; %s seats are empty", len(seats))
        period = state.plan.calendar.local_day(now).isoformat()
        tell_owners(
            self._outbox,
            state,
            f"left:{person}:{','.join(map(str, seats))}",
            now,
            period=period,
            about=person,
        )
