"""Which notices are due and still wanted: one pure function of the state and the domain clock.

A notice is still wanted exactly when `due_notices` still yields it, so planning and the last question before sending are the
same rule. Only the latest step of an obligation counts: after an outage nobody is told what is stale.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from process.days import WorkCalendar
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
from process.escalation import escalated_to, spokesmen
from process.notices import Notice, NoticeKind
from process.obligations import Obligation, ObligationKind, obligations, responsible
from process.records import Record
from process.seats import PersonId, Role, Seat
from process.state import State


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of an obligation's rhythm: the local working day it falls on, what is said, and why it comes then."""

    name: str
    day: date
    kind: NoticeKind
    because: str


def steps(obligation: Obligation, days: WorkCalendar) -> tuple[Step, ...]:
    """The owner's steps in order of day; a reminder that would fall on a closed day comes the working day before."""
    if obligation.kind is ObligationKind.CONFIRMATION:
        return _confirmation_steps(obligation, days)
    if obligation.kind is ObligationKind.ANSWER:
        return _answer_steps(obligation, days)
    due, rhythm = obligation.due, obligation.rhythm
    found = [_step(due, NoticeKind.REMINDER, "before", n, _before(days, due, n)) for n in rhythm.remind]
    every = rhythm.nag_every or 1
    found += [_step(due, NoticeKind.OVERDUE, "after", 1 + n * every, days.shift(due, 1 + n * every)) for n in range(rhythm.nags)]
    if rhythm.escalate_after and obligation.kind is ObligationKind.DELIVERY:
        day = days.shift(due, rhythm.escalate_after)
        told = _step(due, NoticeKind.ESCALATION_TOLD, "escalated", rhythm.escalate_after, day)
        found = [s for s in found if s.day != day] + [told]
    return tuple(sorted(found, key=lambda s: s.day))


def _before(days: WorkCalendar, due: date, working_days: int) -> date:
    return days.shift(due, -working_days) if working_days else days.on_or_before(due)


def _step(due: date, kind: NoticeKind, because: str, number: int, day: date) -> Step:
    return Step(name=f"{due.isoformat()}:{because}:{number}", day=day, kind=kind, because=f"{because}:{number}")


def _confirmation_steps(obligation: Obligation, days: WorkCalendar) -> tuple[Step, ...]:
    assert obligation.record is not None, "a confirmation is about a record"
    start = days.local_day(obligation.record.entry.at)
    every, nags = obligation.rhythm.nag_every or 1, obligation.rhythm.nags
    return tuple(_act_step(obligation.record.seq, NoticeKind.CONFIRM_RECORD, start, n, n * every, days) for n in range(nags + 1))


def _act_step(seq: int, kind: NoticeKind, start: date, number: int, after: int, days: WorkCalendar) -> Step:
    day = days.shift(start, after) if after else days.on_or_after(start)
    return Step(name=f"{seq}:asked:{number}", day=day, kind=kind, because=f"asked:{number}")


def _answer_steps(obligation: Obligation, days: WorkCalendar) -> tuple[Step, ...]:
    assert obligation.asked is not None, "an answer is about a request"
    start = days.local_day(obligation.asked.at)
    every = obligation.rhythm.nag_every or 1
    return tuple(
        _act_step(obligation.asked.seq, NoticeKind.MORE_TIME_ASKED, start, n, n * every, days) for n in range(obligation.rhythm.nags + 1)
    )


def due_notices(state: State, now: datetime) -> tuple[Notice, ...]:
    """Every notice that should have been written by `now` and is still wanted, in order of due instant."""
    if state.adopted is None:
        return ()
    found = [*_of_obligations(state, now), *_of_entries(state, now)]
    return tuple(sorted(found, key=lambda n: (n.due, n.key)))


def next_due(state: State, after: datetime) -> datetime | None:
    """The first instant after `after` at which a notice falls due, as things stand; None when nothing is left."""
    if state.adopted is None:
        return None
    days = state.plan.calendar
    open_ones = [o for o in obligations(state) if o.open]
    instants = {days.delivery_on(s.day) for o in open_ones for s in (*steps(o, days), *_snooze_steps(state, o, days))}
    return min((i for i in instants if i > after), default=None)


def _of_obligations(state: State, now: datetime) -> Iterator[Notice]:
    today = state.plan.calendar.local_day(now)
    for obligation in obligations(state):
        if obligation.open:
            for person in responsible(state, obligation, today):
                yield from _to_owner(state, obligation, person, now)
            yield from _to_others(state, obligation, now)


def _to_owner(state: State, obligation: Obligation, person: PersonId, now: datetime) -> Iterator[Notice]:
    days, standing = state.plan.calendar, state.standing(obligation.key)
    more = standing.more_time
    if (more and more.granted is None) or standing.not_mine:
        return
    wanted = steps(obligation, days) + _snooze_steps(state, obligation, days, person)
    current = latest(wanted, now, days)
    snoozed = standing.snoozed.get(person)
    if current is None or (snoozed and current.day < snoozed):
        return
    yield _notice(state, obligation, current, person)


def _snooze_steps(state: State, obligation: Obligation, days: WorkCalendar, person: PersonId | None = None) -> tuple[Step, ...]:
    snoozed = state.standing(obligation.key).snoozed
    until = [day for who, day in snoozed.items() if person in (None, who)]
    return tuple(_step(obligation.due, NoticeKind.SNOOZED, "snoozed", d.toordinal(), days.on_or_before(d)) for d in until)


def latest(found: tuple[Step, ...], now: datetime, days: WorkCalendar) -> Step | None:
    """The last step whose delivery hour has come; None before the first."""
    return max((s for s in found if _hour(s, days) <= now), key=lambda s: (s.day, s.name), default=None)


def _hour(step: Step, days: WorkCalendar) -> datetime:
    """Answers to a person's act go at once; what the bot says by itself waits for the delivery hour."""
    if step.because == "asked:0":
        return days.instant(step.day, days.quiet_until)
    return days.delivery_on(step.day)


def _notice(state: State, obligation: Obligation, step: Step, person: PersonId, tried: tuple[datetime, ...] = ()) -> Notice:
    return Notice(
        key=f"{state.process}|{obligation.key}|{step.name}|{step.kind}|{person}",
        process=state.process,
        kind=step.kind,
        person=person,
        due=_hour(step, state.plan.calendar),
        obligation=obligation.key,
        step=step.name,
        because=step.because,
        tried=tried,
    )


def _to_others(state: State, obligation: Obligation, now: datetime) -> Iterator[Notice]:
    days, rhythm = state.plan.calendar, obligation.rhythm
    more = state.standing(obligation.key).more_time
    if rhythm.escalate_after is None or (more and more.granted is None):
        return
    start = days.local_day(obligation.record.entry.at) if obligation.record else obligation.due
    step = _step(obligation.due, NoticeKind.ESCALATED, "escalated", rhythm.escalate_after, days.shift(start, rhythm.escalate_after))
    if _hour(step, days) > now:
        return
    today = days.local_day(now)
    owners = responsible(state, obligation, today)
    tried = tuple(days.delivery_on(s.day) for s in steps(obligation, days) if s.day < step.day)
    for seat in escalated_to(state, obligation):
        for person in state.holders(seat, today):
            if person not in owners:
                yield _notice(state, obligation, step, person, tried)


def _of_entries(state: State, now: datetime) -> Iterator[Notice]:
    for entry in (*state.moves, *_told_entries(state)):
        if entry.at <= now:
            for kind, person in _who_is_told(state, entry):
                yield _about_entry(state, entry, kind, person)


def _told_entries(state: State) -> Iterator[Entry]:
    for standing in state.standings.values():
        yield from (e for e in standing.history if isinstance(e.fact, (MoreTimeAnswered, HandedOver, NotMine)))
    for record in state.records.values():
        if record.answer is not None and record.withdrawn is None:
            yield record.answer


def _about_entry(state: State, entry: Entry, kind: NoticeKind, person: PersonId) -> Notice:
    key = f"{state.process}|entry:{entry.seq}|{kind}|{person}"
    return Notice(key=key, process=state.process, kind=kind, person=person, due=entry.at, entry=entry.seq)


def _who_is_told(state: State, entry: Entry) -> Iterator[tuple[NoticeKind, PersonId]]:
    day = state.plan.calendar.local_day(entry.at)
    match entry.fact:
        case MilestoneMoved(milestone=key) | MilestoneCancelled(milestone=key):
            kind = NoticeKind.MOVED if isinstance(entry.fact, MilestoneMoved) else NoticeKind.CANCELLED
            touched = (o for o in obligations(state) if o.milestone == key and o.met is None and o.kind is ObligationKind.DELIVERY)
            yield from {(kind, p): None for o in touched for p in responsible(state, o, day)}
        case MoreTimeAnswered(asked=asked):
            history = state.standing(str(state.about[asked])).history
            yield from ((NoticeKind.MORE_TIME_ANSWERED, e.actor) for e in history if e.seq == asked)
        case HandedOver(to=person):
            yield NoticeKind.HANDED_OVER, person
        case NotMine():
            for person in state.holders(Seat(Role.PROCESS_OWNER, state.process), day):
                yield NoticeKind.NOT_MINE, person
        case DiscussionConfirmed(record=seq):
            yield from ((NoticeKind.RECEIPT, person) for person in _both_sides(state, state.records[seq], day))
        case DiscussionContested(record=seq):
            yield from ((NoticeKind.CONTESTED, person) for person in _both_sides(state, state.records[seq], day))


def _both_sides(state: State, record: Record, day: date) -> tuple[PersonId, ...]:
    answer = record.answer
    named = (record.entry.actor, answer.actor) if answer else (record.entry.actor,)
    return tuple(dict.fromkeys((*named, *spokesmen(state, record, day))))


def why_unwanted(state: State, notice: Notice, now: datetime) -> str:
    """Why a notice that was written is not sent, as a code for the skip log."""
    if not notice.obligation:
        return "superseded"
    obligation = next((o for o in obligations(state) if o.key == notice.obligation), None)
    if obligation is None:
        return "gone"
    if obligation.met is not None:
        return "met"
    if obligation.cancelled is not None:
        return "cancelled"
    today = state.plan.calendar.local_day(now)
    if notice.person not in responsible(state, obligation, today) and notice.kind is not NoticeKind.ESCALATED:
        return "handed_over"
    if not notice.step.startswith(obligation.due.isoformat()) and obligation.record is None and obligation.asked is None:
        return "moved"
    snoozed = state.standing(obligation.key).snoozed.get(notice.person)
    return "snoozed" if snoozed and today < snoozed + timedelta(days=1) else "superseded"
