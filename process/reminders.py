"""Which notices are due and still wanted: one pure function of the state and the domain clock.

A notice is still wanted exactly when `due_notices` still yields it, so planning and the last question before sending are the
same rule. Only the latest step of an obligation counts: after an outage nobody is told what is stale.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from process.escalation import Rung, climbs, ladder
from process.facts import Snoozed
from process.invitations import invitations
from process.news import news
from process.notices import Notice, NoticeKind
from process.obligations import Obligation, obligations, responsible
from process.remembered import remembered
from process.resting import rest_of
from process.seats import PersonId
from process.state import State
from process.steps import Step, latest, quiet_until, rest_steps, snooze_steps, step_of, steps
from process.unwanted import withheld_until
from process.weekly import next_weekly, weekly


@remembered
def due_notices(state: State, now: datetime) -> tuple[Notice, ...]:
    """Every notice that should have been written by `now` and is still wanted, in order of due instant."""
    if state.adopted is None:
        return ()
    owed = obligations(state)
    found = [*_of_obligations(state, owed, now), *news(state, owed, now), *weekly(state, now), *invitations(state, now)]
    return tuple(sorted(found, key=lambda n: (n.due, n.key)))


def next_due(state: State, after: datetime) -> datetime | None:
    """The first instant after `after` at which a notice falls due, as things stand; None when nothing is left."""
    if state.adopted is None:
        return None
    days, today = state.plan.calendar, state.plan.calendar.local_day(after)
    open_ones = [o for o in obligations(state) if o.open and not o.lapsed_on(today)]
    instants = {s.due(days) for o in open_ones for s in (*steps(o, days), *snooze_steps(state, o), *rest_steps(state, o))}
    instants |= {days.delivery_on(rung.day) for o in open_ones for rung in ladder(state, o, today)}
    instants |= {days.delivery_on(days.on_or_after(day)) for o in open_ones if (day := withheld_until(o, today))}
    overview = next_weekly(state, after)
    return min((i for i in (*instants, *([overview] if overview else [])) if i > after), default=None)


def _of_obligations(state: State, owed: tuple[Obligation, ...], now: datetime) -> Iterator[Notice]:
    today = state.plan.calendar.local_day(now)
    for obligation in owed:
        if obligation.open and not (obligation.lapsed_on(today) or withheld_until(obligation, today)):
            rungs = ladder(state, obligation, today)
            for person in responsible(state, obligation, today):
                yield from _to_owner(state, obligation, person, rungs, now)
            yield from _to_others(state, obligation, rungs, now)


def _to_owner(state: State, obligation: Obligation, person: PersonId, rungs: tuple[Rung, ...], now: datetime) -> Iterator[Notice]:
    days = state.plan.calendar
    if rest_of(state, obligation.key, person, days.local_day(now)):
        return
    told = [(rung.after, rung.day) for rung in rungs]
    asked_for = (*snooze_steps(state, obligation, person), *rest_steps(state, obligation, person))
    current = latest((*steps(obligation, days, told=told), *asked_for), now, days)
    quiet = quiet_until(state, obligation, person)
    if current is None or (quiet and current.day < quiet):
        return
    yield notice_of(state, obligation, current, person)


def notice_of(state: State, obligation: Obligation, step: Step, person: PersonId, tried: tuple[datetime, ...] = ()) -> Notice:
    return Notice(
        key=f"{state.process}|{obligation.key}|{step.name}|{step.kind}|{person}",
        process=state.process,
        kind=step.kind,
        person=person,
        due=step.due(state.plan.calendar),
        obligation=obligation.key,
        step=step.name,
        because=step.because,
        tried=tried,
    )


def _to_others(state: State, obligation: Obligation, rungs: tuple[Rung, ...], now: datetime) -> Iterator[Notice]:
    days = state.plan.calendar
    today = days.local_day(now)
    owners = responsible(state, obligation, today)
    if owners and all(_has_spoken(state, obligation, person, today) for person in owners):
        return
    for rung in rungs:
        step = step_of(obligation.due, NoticeKind.ESCALATED, "escalated", rung.after, rung.day)
        if step.due(days) <= now:
            tried = tuple(days.delivery_on(day) for day in _written(state, obligation, owners) if day < rung.day)
            yield from (notice_of(state, obligation, step, person, tried) for person in rung.people)


def _has_spoken(state: State, obligation: Obligation, person: PersonId, today: date) -> bool:
    """Whoever asked for more time, or said it is not theirs, or when to ask again, has not been silent."""
    quiet = quiet_until(state, obligation, person)
    return rest_of(state, obligation.key, person, today) is not None or (quiet is not None and today < quiet)


def _written(state: State, obligation: Obligation, owners: tuple[PersonId, ...]) -> tuple[date, ...]:
    """The days the rhythm wrote to the owner since it was theirs; never told of an elected representative (PEOPLE 2.3)."""
    if not climbs(obligation) or not owners:
        return ()
    days, since = state.plan.calendar, obligation.since or obligation.due
    counting = state.standing(obligation.key).counting
    snoozes = [(e.at, e.fact.until) for e in counting if isinstance(e.fact, Snoozed) and e.actor in owners]
    found = [s.day for s in steps(obligation, days) if s.day >= since]
    heard = [day for day in found if not any(at <= days.delivery_on(day) and day < until for at, until in snoozes)]
    again = [s.day for s in snooze_steps(state, obligation) if s.day >= since]
    return tuple(sorted({*heard, *again}))
