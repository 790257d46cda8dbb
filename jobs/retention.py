"""What is kept no longer than it has to be: looked for nightly, so that nobody has to remember to
forget (rules L14).
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from process.ledger.entries import SYSTEM
from process.ledger.facts import texts_of
from process.ledger.state import State
from process.reminders.digests import PLAIN
from process.seats import PersonId
from storage.addresses import Addresses
from storage.directory import Directory, Preferences, tenant_of
from storage.inbox import ReturnedMail
from storage.ledger import Ledger

log = logging.getLogger("fristvogter.retention")


@dataclass(frozen=True, kw_only=True)
class Periods:
    """For how many days things are kept; 0 = until somebody erases them."""

    words: int
    """What people typed in a process, after the last day anybody did something in it."""
    people: int
    """Names and addresses, after the last day somebody held a seat."""


class Retention:
    """One per process that is served; looks at every process that shares its people."""

    def __init__(
        self,
        *,
        process: str,
        ledger: Ledger,
        directory: Directory,
        addresses: Addresses,
        wishes: Preferences,
        returned: ReturnedMail,
        periods: Periods,
        why: str,
    ) -> None:
        self._process, self._ledger, self._directory = process, ledger, directory
        self._addresses, self._wishes, self._returned = addresses, wishes, returned
        self._periods, self._why = periods, why

    def round(self, now: datetime) -> None:
        """Forget what is over its time at an instant of the real clock; twice is once."""
        here = self._processes()
        if self._periods.words:
            for process in here:
                self._forget_words(process, now)
        if self._periods.people:
            states = [self._ledger.state(process) for process in here]
            for person in over(states, self._everybody(), now, days=self._periods.people):
                self.forget_person(person, now)

    def forget_person(self, person: PersonId, at: datetime) -> tuple[bool, int]:
        """Everything the directory and the postbox know of somebody; says whether there was
        anything left, and how many calendar addresses it closed.
        """
        here = self._processes()
        closed = self._addresses.revoke_all(here, person, at=at)
        self._wishes.put(self._process, person, PLAIN)
        for process in here:
            self._returned.forget(process, person)
        return self._directory.erase(self._process, person, at=at), closed

    def _processes(self) -> list[str]:
        tenant = tenant_of(self._process)
        return [one for one in self._ledger.processes() if tenant_of(one) == tenant]

    def _everybody(self) -> list[PersonId]:
        people = self._directory.all(self._process)
        return [one.id for one in people if one.erased_at is None]

    def _forget_words(self, process: str, now: datetime) -> None:
        entries = self._ledger.entries(process)
        done = max((entry.at for entry in entries if entry.actor != SYSTEM), default=None)
        if done is None or now - done <= timedelta(days=self._periods.words):
            return
        ids = [text.id for entry in entries for text in texts_of(entry.fact)]
        if gone := self._ledger.erase(process, ids, at=now, why=self._why):
            log.warning("process %s: %s texts are over their time and were erased", process, gone)


def over(
    states: list[State], people: list[PersonId], now: datetime, *, days: int
) -> tuple[PersonId, ...]:
    """Those of the people who held a seat, and hold none since more than so many days. Whoever
    never had one is about to get one.
    """
    last: dict[PersonId, date] = {}
    for state in states:
        for tenure in (t for tenures in state.tenures.values() for t in tenures):
            until = tenure.until or date.max
            last[tenure.person] = max(until, last.get(tenure.person, date.min))
    bound = now.date() - timedelta(days=days)
    return tuple(person for person in people if last.get(person, date.max) < bound)
