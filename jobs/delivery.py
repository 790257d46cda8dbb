"""Telling: claims one message, asks again whether it is wanted, sends it,
settles it. One message per call.

A message that may have arrived is looked for before it is posted a second time; what nobody wants
any more is skipped with its reason. No reminder is lost; a duplicate needs a process frozen between
the last look at the lease and the request.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from jobs.alerts import tell_owners
from process.channel import Channel, Message, Outcome, Sent, Turned, Unclear, Unsent, Wait
from process.ledger.state import State
from process.reminders.due import due_notices, why_not_sent
from process.reminders.notices import Notice, NoticeKind, opaque
from storage.errors import StorageError
from storage.ledger import Ledger
from storage.outbox import (
    IN_DOUBT,
    LEASE_SECONDS,
    QUARANTINE_SECONDS,
    Claimed,
    MessageState,
    Outbox,
)
from storage.rests import Rest

RETRY_SECONDS = 30.0
"""Pause after a message that certainly did not leave."""
LOOK_BACK = timedelta(days=1)
"""How far before the first attempt to look for a message: clocks differ, and one that was set back
since then calls the attempt later than it was.
"""
MOST_LOOKS = 120
"""How often a message in doubt is looked for in vain, an hour in all, before somebody has to say
whether it arrived.
"""
WHY_LIMIT = 200
MOST_FAULTS = 3
"""Posts of one message that ended in an error of our own before it is put aside."""
STEP_SECONDS = 5.0
"""So much between two looks at the database's clock and the monotonic one is a clock that was
set.
"""

log = logging.getLogger("fristvogter.delivery")


class Delivery:
    """Sends what the outbox holds for one process, over the first channel that
    reaches the person and takes it.
    """

    def __init__(
        self,
        *,
        process: str,
        ledger: Ledger,
        outbox: Outbox,
        channels: Sequence[Channel],
        worker: str,
        lease: float = LEASE_SECONDS,
        quarantine: float = QUARANTINE_SECONDS,
        apart: Mapping[NoticeKind, Channel] | None = None,
        monotonic: Callable[[], float],
    ) -> None:
        """`lease`: seconds a claimed message is this worker's; `quarantine`: how long a post
        of unknown fate is left alone.

        `apart`: kinds that go over a channel of their own and no other; `monotonic`: seconds on a
        clock that nobody sets.
        """
        self._process, self._ledger, self._outbox = process, ledger, outbox
        self._channels, self._apart, self._worker = tuple(channels), dict(apart or {}), worker
        self._lease, self._quarantine = lease, quarantine
        self._rests, self._monotonic = outbox.rests, monotonic
        self._drift, self._steady_since = 0.0, monotonic()

    def one(self, now: datetime) -> bool:
        """Deal with the next message that may go at `now` (domain clock); False when there is none,
        or nothing can be sent at all.
        """
        if not self._open():
            return False
        for claimed in self._outbox.claim(
            now=now, limit=1, worker=self._worker, process=self._process, lease=self._lease
        ):
            return self._guarded(self._deliver, claimed, now)
        if not self._steady():
            return False
        doubtful = {"lease": self._lease, "quarantine": self._quarantine}
        for claimed in self._outbox.stale(
            limit=1, worker=self._worker, process=self._process, **doubtful
        ):
            return self._guarded(self._look, claimed, now)
        return False

    def able(self) -> bool:
        """Whether no channel turns everybody away."""
        return not any(rest.refusals for rest in self._rests.all(self._process).values())

    def _open(self) -> bool:
        """Whether any channel may be used now."""
        rests = self._rests.all(self._process)
        channels = (*self._channels, *self._apart.values())
        return any(c.name not in rests or not rests[c.name].on for c in channels)

    def _steady(self) -> bool:
        """Whether the database's clock has run evenly for as long as a post may be on its way. One
        that was set says nothing of how long ago a post was.
        """
        here = self._monotonic()
        drift = self._outbox.instant().timestamp() - here
        if abs(drift - self._drift) > STEP_SECONDS:
            self._steady_since = here
        self._drift = drift
        return here - self._steady_since >= self._quarantine

    def _guarded(
        self, deal: Callable[[Claimed, datetime], bool], claimed: Claimed, now: datetime
    ) -> bool:
        """An error of ours about one message stops no other."""
        try:
            return deal(claimed, now)
        except StorageError:
            raise
        except Exception as fault:
            log.exception("message %s failed in our own hands", opaque(claimed.key))
            why = f"fault {type(fault).__name__}"
            if claimed.attempts >= MOST_FAULTS:
                self._put_aside(claimed, now, why)
            else:  # whatever had been posted is in doubt by now, and stays so
                self._outbox.release_in_doubt(claimed, seconds=RETRY_SECONDS, why=why)
            return True

    def _put_aside(self, claimed: Claimed, now: datetime, why: str) -> None:
        """Nobody can send it as it is; those who keep the process hear of it."""
        self._outbox.settle(claimed, MessageState.FAILED, at=now, why=why)
        log.error("message %s is put aside: %s", opaque(claimed.key), why)
        state = self._ledger.state(self._process)
        word, day = f"aside:{claimed.person}", state.plan.calendar.local_day(now)
        tell_owners(self._outbox, state, word, now, period=f"{claimed.id}:{day}", number=claimed.id)

    def _deliver(self, claimed: Claimed, now: datetime) -> bool:
        if claimed.unreadable:
            self._put_aside(claimed, now, f"unreadable: {claimed.unreadable}"[:WHY_LIMIT])
            return True
        state = self._ledger.state(self._process)
        if claimed.update_of:
            return self._update(claimed, state, now)
        if not state.plan.calendar.is_open(now):
            self._outbox.put_off(claimed, why="closed")
            return True
        wanted = self._wanted(claimed, state, now)
        if not wanted:
            return True
        return self._send(claimed, wanted, state, now)

    def _send(
        self, claimed: Claimed, wanted: tuple[Notice, ...], state: State, now: datetime
    ) -> bool:
        """Over the first channel that takes it. One that clearly refuses leaves it to the next, and
        the process's keepers hear of it.
        """
        ways = [channel for channel in self._ways(claimed) if channel.reaches(claimed.person)]
        for channel in ways:
            last = channel is ways[-1]
            rest = self._rest(channel)
            if rest is not None and (last or not rest.refusals):
                self._outbox.release(claimed, seconds=max(rest.seconds, 1.0), why=rest.why)
                return True
            if rest is not None:
                self._tell_rerouted(claimed, channel, Turned(why=rest.why, all=True), state, now)
                continue
            if not self._outbox.mark_attempt(claimed, said=state.seq):
                return True
            outcome = channel.send(_message(claimed, wanted), state)
            if not isinstance(outcome, Turned) or last:
                return self._settle(claimed, channel, outcome, state, now)
            self._turned(claimed, channel, outcome, state, now)
            self._outbox.absent(claimed)
        return self._unreachable(claimed, state, now, "no channel reaches the person")

    def _rest(self, channel: Channel) -> Rest | None:
        """The rest a channel is in; None when it may be used, or this worker is to try it."""
        rest = self._rests.all(self._process).get(channel.name)
        if rest is None:
            return None
        if not rest.on and self._rests.may_try(self._process, channel.name):
            return None
        return self._rests.all(self._process).get(channel.name)

    def _turned(
        self, claimed: Claimed, channel: Channel, outcome: Turned, state: State, now: datetime
    ) -> None:
        level = logging.INFO if outcome.stranger else logging.WARNING
        log.log(level, "%s turns %s down: %s", channel.name, opaque(claimed.key), outcome.why)
        if outcome.all:
            self._rests.refused(self._process, channel.name, why=outcome.why)
        if not outcome.stranger:
            self._tell_rerouted(claimed, channel, outcome, state, now)

    def _tell_rerouted(
        self, claimed: Claimed, channel: Channel, outcome: Turned, state: State, now: datetime
    ) -> None:
        because = (
            f"down:{channel.name}" if outcome.all else f"rerouted:{claimed.person}:{channel.name}"
        )
        day = state.plan.calendar.local_day(now).isoformat()
        tell_owners(
            self._outbox,
            state,
            because,
            now,
            period=day if outcome.all else day[:7],
            about=claimed.person,
        )

    def _wanted(self, claimed: Claimed, state: State, now: datetime) -> tuple[Notice, ...]:
        """What of it is still wanted; the rest is skipped with its reason, and a message
        with nothing left is dropped.
        """
        keys = {notice.key for notice in due_notices(state, now)}
        wanted = tuple(n for n in claimed.notices if n.key in keys or n.kind is NoticeKind.TO_ADMIN)
        gone = [n for n in claimed.notices if n not in wanted]
        if wanted:
            for notice in gone:
                self._outbox.leave_out(claimed, notice, why=why_not_sent(state, notice, now))
        else:
            reasons = sorted({why_not_sent(state, notice, now) for notice in gone}) or ["empty"]
            self._outbox.settle(claimed, MessageState.DROPPED, at=now, why=",".join(reasons))
        return wanted

    def _update(self, claimed: Claimed, state: State, now: datetime) -> bool:
        channel = self._channel(claimed) if claimed.channel else None
        if channel is None:
            self._outbox.settle(claimed, MessageState.DROPPED, at=now, why="channel is gone")
            return True
        rest = self._rest(channel)
        if rest is not None:
            self._outbox.release(claimed, seconds=max(rest.seconds, 1.0), why=rest.why)
            return True
        if not self._outbox.mark_attempt(claimed):
            self._outbox.absent(claimed)  # an update says what stands, however often it is said
            self._outbox.mark_attempt(claimed)
        today = state.plan.calendar.local_day(now)
        message = replace(_message(claimed, claimed.notices), read_on=today)
        outcome = channel.update(claimed.update_of, message, state)
        if isinstance(outcome, Turned) and not outcome.all:
            self._outbox.settle(claimed, MessageState.DROPPED, at=now, why=outcome.why)
            return True
        if isinstance(outcome, Unclear):
            outcome = Unsent(why=outcome.why)
        return self._settle(claimed, channel, outcome, state, now)

    def _look(self, claimed: Claimed, now: datetime) -> bool:
        """An earlier post of unknown fate: look before anything else."""
        channel = self._channel(claimed)
        if channel is None or claimed.update_of:
            self._outbox.absent(claimed)
            self._outbox.release(claimed, seconds=0)
            return True
        if claimed.put_back and channel.blind:
            return self._give_up_looking(claimed, now)
        days = self._ledger.state(self._process).plan.calendar
        if claimed.put_back and not days.is_open(now):
            # not there, it would be put off, put anew and looked for again, until there is work
            self._outbox.release(claimed, seconds=RETRY_SECONDS, why="closed")
            return True
        since = (
            claimed.first_attempt_at or datetime.min.replace(tzinfo=UTC) + LOOK_BACK
        ) - LOOK_BACK
        found = channel.find(opaque(claimed.carries), claimed.person, since)
        if (found is None or isinstance(found, Sent)) and not channel.blind:
            self._outbox.look_again(self._process)
        match found:
            case Sent():
                self._outbox.settle(
                    claimed,
                    MessageState.SENT,
                    at=now,
                    channel=channel.name,
                    ref=found.ref,
                    why="found",
                )
            case Wait(seconds=seconds):
                seconds = self._rests.wait(
                    self._process, channel.name, seconds=seconds, why="asked to wait"
                )
                self._outbox.release(claimed, seconds=seconds, why="asked to wait")
            case Unclear() if claimed.looks >= MOST_LOOKS:
                self._put_aside(claimed, now, f"{IN_DOUBT}{found.why}"[:WHY_LIMIT])
            case Unclear():
                self._outbox.release(claimed, seconds=RETRY_SECONDS, why=found.why)
            case None if claimed.put_back and claimed.digest and claimed.day < days.local_day(now):
                self._outbox.absent_that_day(claimed)
            case None:
                self._outbox.absent(claimed)
                self._outbox.release(claimed, seconds=0, why="not there")
        return True

    def _give_up_looking(self, claimed: Claimed, now: datetime) -> bool:
        """A copy was put back, and nobody can look for what was sent after it had been taken: those
        who keep the process say, and hear of all such messages in one.
        """
        self._outbox.settle(claimed, MessageState.FAILED, at=now, why=f"{IN_DOUBT}put back")
        state = self._ledger.state(self._process)
        day = state.plan.calendar.local_day(now).isoformat()
        tell_owners(self._outbox, state, "copied", now, period=day)
        return True

    def _settle(
        self, claimed: Claimed, channel: Channel, outcome: Outcome, state: State, now: datetime
    ) -> bool:
        self._note(channel, outcome)
        through = {"channel": channel.name}
        match outcome:
            case Sent(ref=ref):
                ref = ref or claimed.update_of
                self._outbox.settle(claimed, MessageState.SENT, at=now, ref=ref, **through)
            case Wait():
                rest = self._rests.wait(
                    self._process, channel.name, seconds=outcome.seconds, why="asked to wait"
                )
                self._outbox.release(claimed, seconds=rest, why="asked to wait")
            case Unsent(why=why):
                self._outbox.release(claimed, seconds=RETRY_SECONDS, why=why, counted=True)
            case Unclear(why=why):
                log.warning("unclear whether %s arrived: %s", opaque(claimed.key), why)
                self._outbox.settle(claimed, MessageState.UNCLEAR, at=now, why=why, **through)
            case Turned(all=True, why=why):
                log.error("%s turns everybody away: %s", channel.name, why)
                rest = self._rests.refused(self._process, channel.name, why=why)
                self._outbox.release(claimed, seconds=rest, why=why)
            case Turned(why=why):
                return self._unreachable(claimed, state, now, why)
        return True

    def _note(self, channel: Channel, outcome: Outcome) -> None:
        """A channel that answers about one message works again for all."""
        answered = isinstance(outcome, Sent) or (isinstance(outcome, Turned) and not outcome.all)
        if answered and channel.name in self._rests.all(self._process):
            self._rests.over(self._process, channel.name)

    def _unreachable(self, claimed: Claimed, state: State, now: datetime, why: str) -> bool:
        """Settle as failed and tell the process owner (unless it is them), once."""
        self._outbox.settle(claimed, MessageState.FAILED, at=now, why=why)
        log.error("message %s failed: %s", opaque(claimed.key), why)
        day = state.plan.calendar.local_day(now).isoformat()
        tell_owners(
            self._outbox,
            state,
            f"unreached:{claimed.person}",
            now,
            period=day,
            about=claimed.person,
            number=claimed.id,
        )
        return True

    def _ways(self, claimed: Claimed) -> Sequence[Channel]:
        """The channels that may carry it."""
        kinds = {notice.kind for notice in claimed.notices} & {*self._apart, NoticeKind.INVITATION}
        return (
            [self._apart[kind] for kind in kinds if kind in self._apart]
            if kinds
            else self._channels
        )

    def _channel(self, claimed: Claimed) -> Channel | None:
        """The one that has the message, or may have it."""
        ways = (c for c in self._ways(claimed) if claimed.channel in ("", c.name))
        return next(
            (channel for channel in ways if claimed.channel or channel.reaches(claimed.person)),
            None,
        )


def _message(claimed: Claimed, notices: tuple[Notice, ...]) -> Message:
    ordered = tuple(sorted(notices, key=lambda notice: (notice.due, notice.key)))
    key = opaque(claimed.carries)
    return Message(key=key, person=claimed.person, notices=ordered, day=claimed.day)
