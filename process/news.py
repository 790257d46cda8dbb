"""What somebody did, told to those it touches: at once, each once, and only while it still holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from process.entries import (
    DiscussionConfirmed,
    DiscussionContested,
    Entry,
    HandedOver,
    MilestoneCancelled,
    MilestoneMoved,
    MoreTimeAnswered,
    NotMine,
)
from process.escalation import spokesmen
from process.involvement import corrected
from process.notices import Notice, NoticeKind
from process.obligations import Obligation, ObligationKind, day_of, responsible
from process.seats import PersonId, Role, Seat
from process.state import State

Told = tuple[Entry, NoticeKind, PersonId]
Moves = MilestoneMoved | MilestoneCancelled


def news(state: State, owed: Sequence[Obligation], now: datetime) -> Iterator[Notice]:
    """Every notice about an entry that still holds; `owed` is all of `obligations(state)`."""
    for entry, kind, person in (*_of_plan(state, owed), *_of_standings(state, owed), *_of_records(state)):
        if entry.at <= now:
            yield _notice(state, entry, kind, person)


def _notice(state: State, entry: Entry, kind: NoticeKind, person: PersonId) -> Notice:
    key = f"{state.process}|entry:{entry.seq}|{kind}|{person}"
    return Notice(key=key, process=state.process, kind=kind, person=person, due=entry.at, entry=entry.seq)


def _of_plan(state: State, owed: Sequence[Obligation]) -> Iterator[Told]:
    """The last word on each row, as long as the plan still says it; what came before is stale."""
    for key, entry in {entry.fact.milestone: entry for entry in state.moves if isinstance(entry.fact, Moves)}.items():
        if not state.plan.has_milestone(key):
            continue
        row = state.plan.milestone(key)
        moved = isinstance(entry.fact, MilestoneMoved) and entry.fact.to == row.when and row.cancelled is None
        if moved or (isinstance(entry.fact, MilestoneCancelled) and row.cancelled is not None):
            kind = NoticeKind.MOVED if moved else NoticeKind.CANCELLED
            touched = [o for o in owed if o.milestone == key and o.met is None and o.kind is ObligationKind.DELIVERY]
            people = {person: None for o in touched if not _handed_since(state, o, entry) for person in _owners_then(state, o, entry)}
            yield from ((entry, kind, person) for person in people)


def _handed_since(state: State, obligation: Obligation, entry: Entry) -> bool:
    """Whoever gets it later is told the date that holds by being handed it."""
    handed = state.standing(obligation.key).handed_by
    return handed is not None and handed.seq > entry.seq


def _owners_then(state: State, obligation: Obligation, entry: Entry) -> tuple[PersonId, ...]:
    return responsible(state, obligation, day_of(state, entry.at))


def _of_standings(state: State, owed: Sequence[Obligation]) -> Iterator[Told]:
    """About what is still owed: what was taken back, or has been handed on, is not told."""
    for obligation in (o for o in owed if o.open and o.key in state.standings):
        standing = state.standing(obligation.key)
        for entry in standing.counting:
            match entry.fact:
                case MoreTimeAnswered(asked=asked):
                    asker = next(e.actor for e in standing.history if e.seq == asked)
                    yield from ((entry, NoticeKind.MORE_TIME_ANSWERED, asker),) if asker != entry.actor else ()
                case HandedOver(to=person) if entry == standing.handed_by and person != entry.actor:
                    yield entry, NoticeKind.HANDED_OVER, person
                case NotMine() if entry.actor in standing.disowned:
                    for person in state.holders(Seat(Role.PROCESS_OWNER, state.process), day_of(state, entry.at)):
                        yield entry, NoticeKind.NOT_MINE, person


def _of_records(state: State) -> Iterator[Told]:
    gone = corrected(state)
    for record in state.records.values():
        answer = record.answer
        if answer is None or record.withdrawn is not None or record.seq in gone:
            continue
        kind = {DiscussionConfirmed: NoticeKind.RECEIPT, DiscussionContested: NoticeKind.CONTESTED}[type(answer.fact)]
        named = (record.entry.actor, answer.actor, *spokesmen(state, record, day_of(state, answer.at)))
        yield from ((answer, kind, person) for person in dict.fromkeys(named))
