"""Noticing: reads the ledger, decides what is due, writes it to the outbox. Running it twice, or on
two machines, changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from process.deadlines.obligations import find, obligations, responsible
from process.ledger.entries import Entry
from process.ledger.facts import (
    DiscussionRecorded,
    MilestoneCancelled,
    MilestoneMoved,
    PlanAdopted,
    ProposalSubmitted,
)
from process.ledger.obligation_keys import ConfirmationKey, DiscussionKey, QuestionKey
from process.ledger.state import State
from process.reminders.digests import NOBODYS, drafts_of
from process.reminders.due import due_notices
from process.reminders.escalation import climbs
from process.reminders.notices import Notice, NoticeKind
from storage.directory import Preferences
from storage.ledger import Ledger
from storage.outbox import Outbox
from storage.outbox_log import OutboxLog, SentMessage


def with_real_attempts(told: OutboxLog, state: State, notice: Notice, now: datetime) -> Notice:
    """An escalation with the instants its owners were written to since it was
    theirs; any other notice as it is.

    Of an elected representative nothing is told (rules M3).
    """
    owed = find(state, notice.obligation) if notice.kind is NoticeKind.ESCALATED else None
    if owed is None or not climbs(owed):
        return notice
    days = state.plan.calendar
    owners = responsible(state, owed, days.local_day(now))
    since = owed.since
    mine = (at for person, at in told.was_told(state.process, owed.key) if person in owners)
    return replace(
        notice, tried=tuple(at for at in mine if since is None or days.local_day(at) >= since)
    )


@dataclass(frozen=True, kw_only=True)
class PlanRound:
    """What one round wrote: notices that were new, and messages that must say what stands now."""

    notices: int
    updates: int


class Planner:
    """One per process and worker. Remembers only how far it has looked for updates, to save
    work.
    """

    def __init__(
        self,
        *,
        process: str,
        ledger: Ledger,
        outbox: Outbox,
        outbox_log: OutboxLog,
        wishes: Preferences | None = None,
    ) -> None:
        """`wishes`: when people want to hear from us; the plan's own ways when left out."""
        self._process, self._ledger, self._wishes = process, ledger, wishes
        self._outbox, self._log = outbox, outbox_log
        self._looked = 0

    def round(self, now: datetime) -> PlanRound:
        """Write what is due at `now` (domain clock)."""
        state = self._ledger.state(self._process)
        if state.adopted is None:
            return PlanRound(notices=0, updates=0)
        return PlanRound(notices=self._notices(state, now), updates=self._updates(state, now))

    def _notices(self, state: State, now: datetime) -> int:
        due = due_notices(state, now)
        known = self._outbox.known(self._process, due)
        fresh = [with_real_attempts(self._log, state, n, now) for n in due if n.key not in known]
        wishes = self._wishes.all(self._process) if self._wishes and fresh else NOBODYS
        drafts = drafts_of(fresh, now, state.plan.calendar, wishes)
        return self._outbox.put_all(self._process, drafts) if drafts else 0

    def _updates(self, state: State, now: datetime) -> int:
        if state.seq == self._looked:
            return 0
        put = 0
        if state.seq < self._looked:
            self._looked = 0  # a rehearsal began again
        for entry in self._ledger.entries(self._process, after=self._looked, upto=state.seq):
            for told in self._told_of(state, entry):
                if told.at <= entry.at:
                    put += self._outbox.put_update(
                        self._process, told.ref, revision=entry.seq, not_before=now
                    )
        self._looked = state.seq
        return put

    def _told_of(self, state: State, entry: Entry) -> Iterator[SentMessage]:
        """Every message about what an entry changes: the questions and the reminders,
        and what was answered before.
        """
        for obligation in touched(state, entry):
            yield from self._log.messages_about(self._process, obligation=obligation)
        for seq in answers_touched(state, entry):
            yield from self._log.messages_about(self._process, entry=seq)


def answers_touched(state: State, entry: Entry) -> Iterator[int]:
    """The earlier entries of what an entry is about, and of the record it took the place of: news,
    receipts and contests tell of them.
    """
    about = state.about.get(entry.seq)
    if isinstance(about, str):
        yield from (e.seq for e in state.history_of(about).history if e.seq < entry.seq)
    while isinstance(about, int) and about in state.records:
        record = state.records[about]
        yield from (e.seq for e in record.history if e.seq < entry.seq)
        about = record.fact.corrects


def touched(state: State, entry: Entry) -> Iterator[str]:
    """The obligations an entry changes, so that every message about them can be brought up to
    date.
    """
    about = state.about.get(entry.seq)
    if isinstance(about, str):
        yield about
        yield from (str(QuestionKey(e.seq)) for e in state.history_of(about).history)
    elif about is not None:
        yield str(ConfirmationKey(about))
        record = state.records[about].fact
        yield from (
            str(DiscussionKey(ref.id, ref.version, record.committee)) for ref in record.proposals
        )
        if isinstance(entry.fact, DiscussionRecorded) and entry.fact.corrects is not None:
            yield str(ConfirmationKey(entry.fact.corrects))
    elif isinstance(entry.fact, ProposalSubmitted):
        told = entry.fact.proposal
        yield from (
            str(DiscussionKey(told.id, n, committee))
            for n in range(1, told.version + 1)
            for committee in told.affected
        )
    elif isinstance(entry.fact, (MilestoneMoved, MilestoneCancelled, PlanAdopted)):
        rows = {
            key for key, revised in state.change_counts.items() if revised.entry.seq == entry.seq
        }
        yield from (
            o.key for o in obligations(state) if o.milestone in rows and o.committee is None
        )
