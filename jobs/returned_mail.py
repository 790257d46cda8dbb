"""What follows when a mail comes back: the address rests, the message goes to the next channel
or has failed, and those who keep the process hear of it. Once for each mail that came back,
however often its return is told.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from enum import StrEnum

from jobs.alerts import tell_owners
from process.channel import Channel, Returned
from process.reminders.notices import opaque
from storage.directory import Directory
from storage.inbox import ReturnedMail
from storage.ledger import Ledger
from storage.outbox import Outbox
from storage.outbox_log import OutboxLog, ReturnedMessage

log = logging.getLogger("fristvogter.returned")


class Taken(StrEnum):
    """What became of a returned mail."""

    BOUNCED = "bounced"
    NOTED = "noted"
    """Only delayed: the server is still trying."""
    UNKNOWN = "unknown"
    """We never sent it, or its return was told before."""


class Returns:
    """Takes what came back to one process."""

    def __init__(
        self,
        *,
        process: str,
        ledger: Ledger,
        outbox: Outbox,
        outbox_log: OutboxLog,
        directory: Directory,
        returned: ReturnedMail,
        channels: Sequence[Channel],
        wake: Callable[[], None],
    ) -> None:
        """`channels`: every way to reach people, as the delivery has them; `wake` nudges the
        worker.
        """
        self._process, self._ledger, self._directory = process, ledger, directory
        self._outbox, self._log = outbox, outbox_log
        self._returned, self._channels, self._wake = returned, tuple(channels), wake

    def take(self, found: Returned, now: datetime) -> Taken:
        """`now`: the domain clock."""
        came = next(
            (
                sent
                for tag in found.tags
                if (sent := self._log.sent_under(self._process, tag)) is not None
            ),
            None,
        )
        if came is None:
            log.warning(
                "a returned mail names none that waits for an answer here; it is left alone"
            )
            return Taken.UNKNOWN
        if not found.failed:
            log.info("%s is delayed: %s", opaque(came.key), found.status)
            return Taken.NOTED
        return self._bounced(came, found, now)

    def _bounced(self, came: ReturnedMessage, found: Returned, now: datetime) -> Taken:
        person = self._directory.get(self._process, came.person)
        if found.permanent and person is not None:
            self._returned.put(
                self._process,
                came.ref,
                person=came.person,
                address=person.email,
                status=found.status,
            )
        next_way = "" if came.channel == "invitation" else self._next_way(came)
        if not self._log.came_back(came, why=f"bounced {found.status}", again=bool(next_way)):
            return Taken.UNKNOWN
        log.error("message %s came back: %s", opaque(came.key), found.status)
        state = self._ledger.state(self._process)
        day = state.plan.calendar.local_day(now).isoformat()
        because = f"bounced:{came.person}:{found.status}:{next_way}"
        tell_owners(self._outbox, state, because, now, period=day[:7], about=came.person)
        self._wake()
        return Taken.BOUNCED

    def _next_way(self, came: ReturnedMessage) -> str:
        """The channel the message goes to instead; "" when there is none."""
        ways = (
            channel.name
            for channel in self._channels
            if channel.name != came.channel and channel.reaches(came.person)
        )
        return next(ways, "")
