"""Noticing: reads the ledger, decides what is due, writes it to the outbox. Running it twice, or on
two machines, changes nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from jobs.alerts import tell_owners
from process.dates.workdays import WorkCalendar
from process.deadlines.obligations import Obligation, ObligationKind, obligations
from process.ledger.entries import Entry
from process.ledger.facts import (
    ConsultationOpened,
    MilestoneCancelled,
    MilestoneMoved,
    PlanAdopted,
    ProposalSubmitted,
    ResponseReceived,
    SeatLeft,
    SeatTaken,
)
from process.ledger.obligation_keys import ConfirmationKey, DiscussionKey, QuestionKey
from process.ledger.state import State
from process.plan.model import MEETING
from process.reminders.digests import NOBODYS, Draft, Wishes, drafts_of
from process.reminders.due import attempted, due_notices, with_attempts
from process.reminders.news import stood_in
from process.reminders.notices import Notice
from storage.directory import Preferences
from storage.ledger import Ledger
from storage.outbox import Outbox, Touched
from storage.outbox_log import OutboxLog


@dataclass(frozen=True, kw_only=True)
class PlanRound:
    """What one round wrote: notices that were new, and messages that must say what stands now."""

    notices: int
    updates: int


class Planner:
    """One per process and worker. How far it has looked for updates stands in the database."""

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

    def round(self, now: datetime) -> PlanRound:
        """Write what is due at `now` (domain clock)."""
        state = self._ledger.state(self._process)
        if state.adopted is None:
            return PlanRound(notices=0, updates=0)
        told = sum(
            tell_owners(self._outbox, state, f"entry:{entry.seq}", now, period="once")
            for entry in state.unreadable
        )
        return PlanRound(
            notices=self._notices(state, now) + told, updates=self._updates(state, now)
        )

    def _notices(self, state: State, now: datetime) -> int:
        due = due_notices(state, now)
        known = self._outbox.known(self._process, due)
        fresh = [n for n in due if n.key not in known]
        told = attempted(state, fresh)
        sent = self._log.was_told(self._process, told) if told else {}
        fresh = with_attempts(state, fresh, sent, now)
        wishes = self._wishes.all(self._process) if self._wishes and fresh else NOBODYS
        if not fresh:
            return 0
        drafts = self._drafts(state, fresh, now, wishes)
        return self._outbox.put_all(self._process, drafts)

    def _drafts(
        self, state: State, fresh: list[Notice], now: datetime, wishes: Wishes
    ) -> list[Draft]:
        """The messages to write now; since a copy was put back, what fell due before that in the
        messages it may have gone in then.
        """
        copied, days = self._outbox.put_back_at(), state.plan.calendar
        without = self._outbox.days_without(self._process) if copied else frozenset()
        turns: dict[datetime, list[Notice]] = {}
        for notice in fresh:
            ats = _turns_of(state, notice, copied) if copied else ()
            looked = (at for at in ats if _key_at(notice, at, days, wishes) not in without)
            turns.setdefault(next(looked, now), []).append(notice)
        return [
            draft for at, found in turns.items() for draft in drafts_of(found, at, days, wishes)
        ]

    def _updates(self, state: State, now: datetime) -> int:
        after = self._outbox.place(self._process)
        if state.seq == after:
            return 0
        entries = self._ledger.entries(self._process, after=after, upto=state.seq)
        return self._outbox.put_updates(
            self._process, touched_by(state, entries), after=after, upto=state.seq, not_before=now
        )


def _turns_of(state: State, notice: Notice, copied: datetime) -> Iterator[datetime]:
    """When a notice from before a copy was put back may have had its turn: that morning, and each
    later one, should nobody have been at work. What had been taken back was wanted again that day.
    """
    if notice.due > copied:
        return
    days = state.plan.calendar
    before = [e.at for e in state.history_of(notice.obligation).history if e.at < copied]
    wanted_again = bool(before) and before[-1] > notice.due
    at = before[-1] if wanted_again else _morning_from(notice.due, days)
    yield at
    while (at := _morning_after(at, days)) <= copied:
        yield at


def _morning_from(instant: datetime, days: WorkCalendar) -> datetime:
    morning = days.delivery_on(days.on_or_after(days.local_day(instant)))
    return morning if morning >= instant else _morning_after(instant, days)


def _morning_after(instant: datetime, days: WorkCalendar) -> datetime:
    return days.delivery_on(days.on_or_after(days.local_day(instant) + timedelta(days=1)))


def _key_at(notice: Notice, at: datetime, days: WorkCalendar, wishes: Wishes) -> str:
    (draft,) = drafts_of([notice], at, days, wishes)
    return draft.key


def touched_by(state: State, entries: Iterable[Entry]) -> Touched:
    """What a row of entries touches. Of several about one thing only the newest is looked at: it
    touches all that the earlier ones did.
    """
    newest = {state.about.get(entry.seq, entry.seq): entry for entry in entries}
    obligations: dict[str, Entry] = {}
    earlier: dict[int, Entry] = {}
    for entry in sorted(newest.values(), key=lambda e: e.seq):
        obligations |= dict.fromkeys(obligations_touched(state, entry), entry)
        earlier |= dict.fromkeys(entries_touched(state, entry), entry)
    return Touched(obligations=obligations, entries=earlier)


def entries_touched(state: State, entry: Entry) -> Iterator[int]:
    """The earlier entries of what an entry is about, of the record it took the place of, and of the
    absence it ended: news, receipts and contests tell of them.
    """
    if isinstance(entry.fact, SeatLeft):
        yield from (e.seq for e in stood_in(state, entry.fact) if e.seq < entry.seq)
    if isinstance(entry.fact, (ConsultationOpened, ResponseReceived)):
        yield from (e.seq for e in _consultation(state, entry.fact) if e.seq < entry.seq)
    about = state.about.get(entry.seq)
    if isinstance(about, str):
        yield from (e.seq for e in state.history_of(about).history if e.seq < entry.seq)
    while isinstance(about, int) and about in state.records:
        record = state.records[about]
        yield from (e.seq for e in record.history if e.seq < entry.seq)
        about = record.fact.corrects


def _consultation(state: State, fact: ConsultationOpened | ResponseReceived) -> tuple[Entry, ...]:
    id = fact.consultation if isinstance(fact, ResponseReceived) else fact.consultation.id
    return state.consultations[id].history if id in state.consultations else ()


def obligations_touched(state: State, entry: Entry) -> Iterator[str]:
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
        if record.corrects is not None:
            yield str(ConfirmationKey(record.corrects))
    elif isinstance(entry.fact, ProposalSubmitted):
        told = entry.fact.proposal
        yield from (
            str(DiscussionKey(told.id, n, committee))
            for n in range(1, told.version + 1)
            for committee in told.affected
        )
    elif isinstance(entry.fact, (SeatTaken, SeatLeft)):
        yield from (o.key for o in obligations(state) if o.open and o.seat == entry.fact.seat)
    elif isinstance(entry.fact, (MilestoneMoved, MilestoneCancelled, PlanAdopted)):
        rows = {
            key for key, revised in state.change_counts.items() if revised.entry.seq == entry.seq
        }
        yield from (
            o.key
            for o in obligations(state)
            if (o.milestone in rows and o.committee is None) or _meets(o, rows)
        )


def _meets(owed: Obligation, rows: Collection[str]) -> bool:
    """Whether a committee that owes a discussion meets on one of the rows."""
    about = f"{MEETING}{owed.committee}/"
    return owed.kind is ObligationKind.DISCUSSION and any(row.startswith(about) for row in rows)
