"""A thousand plans, a year each, people who answer, snooze, ask and hand over at random: the
promises of the reminders hold in all.

The plans are drawn from numbered seeds, so every run sees the same thousand; a failure names its
seed.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from config.plan_file import CustomaryDays, closed_days
from process.acts import deadlines as deadline
from process.dates.when import NoLater
from process.dates.workdays import ClosedDay, WorkCalendar
from process.deadlines.obligations import Obligation, ObligationKind, find, obligations, responsible
from process.deadlines.pauses import pause_of, pauses
from process.ledger.entries import Decision
from process.ledger.facts import Delivered, PlanAdopted, SeatTaken
from process.ledger.state import State
from process.plan.model import ABOVE_HEADS, Area, Does, Kind, Milestone, Plan, Rhythm, Rules
from process.reminders.notices import Notice, NoticeKind
from process.reminders.rhythm import rhythm_steps
from process.seats import Role, Seat
from process.simulation import Stage, Told, simulate
from tests.support.cast import at

PLANS, GROUPS = 1000, 20
FIRST, LAST = date(2024, 1, 1), date(2024, 12, 31)
PUBLIC = closed_days(range(2023, 2026), CustomaryDays())
TO_OWNER = frozenset(
    {
        NoticeKind.REMINDER,
        NoticeKind.OVERDUE,
        NoticeKind.SNOOZED,
        NoticeKind.UNANSWERED,
        NoticeKind.ESCALATION_TOLD,
    }
)
OWN_DOING = (NoticeKind.SNOOZED, NoticeKind.UNANSWERED)
"""What follows from a person's own act, once for each."""
PEOPLE = {
    "head:a": "p-a",
    "head:b": "p-b",
    "deputy:a": "p-e",
    "director:d": "p-d",
    "process_owner:x": "p-x",
}


def drawn(chance: random.Random) -> Plan:
    """A small plan: two areas, one to three rows, a rhythm, closed days of its own."""
    rhythm = Rhythm(
        remind=tuple(sorted(chance.sample(range(11), chance.randint(1, 3)), reverse=True)),
        nag_every=chance.choice((1, 2, 3, 5)),
        nags=chance.randint(0, 4),
        escalate_after=chance.choice((None, 1, 3, 5)),
        ladder=chance.choice((None, (), tuple(chance.sample(ABOVE_HEADS, chance.randint(1, 3))))),
    )
    own = tuple(
        ClosedDay(day=FIRST + timedelta(days=chance.randrange(366)), name="Lukket")
        for _ in range(chance.randint(0, 6))
    )
    days = WorkCalendar(closed=PUBLIC + own)
    rows = tuple(
        Milestone(
            key=f"m{n}",
            title=f"Bidrag {n}",
            kind="k",
            when=NoLater(day=FIRST + timedelta(days=chance.randrange(20, 350))),
            owners=(chance.choice(("head:*", "head:a", "head:b")),),
        )
        for n in range(chance.randint(1, 3))
    )
    kinds = (Kind(key="k", label="K", does=Does.DELIVERY, rhythm=rhythm),)
    areas = (Area(key="a", name="A", director="d"), Area(key="b", name="B", director="d"))
    weekly = chance.choice(((), (Role.DIRECTOR, Role.PROCESS_OWNER)))
    return Plan(
        key="x",
        title="X",
        municipality="Y",
        uid_host="frist.invalid",
        calendar=days,
        kinds=kinds,
        areas=areas,
        milestones=rows,
        rules=Rules(weekly=weekly),
    )


class Crowd:
    """People who mostly do nothing, and sometimes anything; what they may not do is
    refused and changes nothing.
    """

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance

    def __call__(self, state: State, notice: Notice, times: int, now: object) -> Decision | None:
        owed = find(state, notice.obligation) if notice.kind in TO_OWNER else None
        if owed is None:
            return None
        instant, day = notice.due, state.plan.calendar.local_day(notice.due)
        match self._chance.randrange(10):
            case 0 | 1:
                return deadline.deliver(state, by=notice.person, obligation=owed.key, at=instant)
            case 2:
                until = day + timedelta(days=self._chance.randint(1, 8))
                return deadline.snooze(
                    state, by=notice.person, obligation=owed.key, until=until, at=instant
                )
            case 4:
                until = day + timedelta(days=self._chance.randint(1, 90))
                return deadline.ask_more_time(
                    state, by=notice.person, obligation=owed.key, until=until, at=instant
                )
            case 5:
                return deadline.not_mine(state, by=notice.person, obligation=owed.key, at=instant)
            case 3:
                return deadline.hand_over(
                    state,
                    by=notice.person,
                    obligation=owed.key,
                    to=self._chance.choice(("p-a", "p-b")),
                    at=instant,
                )
        return None


def year_of(seed: int) -> tuple[State, list[Told]]:
    """The state before anybody acted, and all that was sent in the year."""
    chance = random.Random(seed)
    stage, start = Stage(State.empty("x")), at("2024-01-01", "00:00")
    stage.write(PlanAdopted(plan=drawn(chance), reason="Begyndelsen"), at=start)
    for seat, person in PEOPLE.items():
        stage.write(SeatTaken(seat=Seat.parse(seat), person=person, since=FIRST), at=start)
    return stage.state, list(simulate(stage.state, first=FIRST, last=LAST, answer=Crowd(chance)))


def broken(seed: int) -> Iterator[str]:
    """The promises that do not hold in one year."""
    state, told = year_of(seed)
    days = state.plan.calendar
    yield from (f"closed hour {t.at}" for t in told if not days.is_open(t.at))
    notices = [(t, n) for t in told for n in t.draft.notices]
    yield from (
        f"twice: {key}" for key, count in Counter(n.key for _, n in notices).items() if count > 1
    )
    digests = Counter((t.draft.person, t.draft.day) for t in told if t.draft.digest)
    yield from (f"two digests: {who}" for who, count in digests.items() if count > 1)
    yield from (
        f"not on the ladder: {n.key}"
        for t, n in notices
        if n.kind is NoticeKind.ESCALATED and not _on_the_ladder(t, n)
    )
    yield from (
        f"after done: {n.key}"
        for t, n in notices
        if n.obligation and not _open(t.state, n.obligation)
    )
    yield from _rested_too_long(told)
    for owed in obligations(state):
        mine = [(t, n) for t, n in notices if n.obligation == owed.key]
        yield from _past_ceiling(state, owed, mine)
        if _reachable(state, owed) and not any(
            days.local_day(t.at) <= owed.due for t, n in mine if n.kind in TO_OWNER
        ):
            yield f"unheard before {owed.due}: {owed.key}"


def _on_the_ladder(told: Told, notice: Notice) -> bool:
    """Whoever hears of it sits where the plan's ladder says."""
    owed, day = find(told.state, notice.obligation), told.draft.day
    assert owed is not None
    allowed = ABOVE_HEADS if owed.rhythm.ladder is None else owed.rhythm.ladder
    seats = told.state.seats_of(notice.person, day)
    return any(seat.role.value in {above.value for above in allowed} for seat in seats)


def _open(state: State, key: str) -> bool:
    owed = find(state, key)
    return (
        owed is not None
        and owed.open
        and not any(isinstance(e.fact, Delivered) for e in state.history_of(key).counting)
    )


def _past_ceiling(state: State, owed: Obligation, mine: list[tuple[Told, Notice]]) -> Iterator[str]:
    """As often as the rhythm says and on its days, for each who had it in hand; a
    person's own snoozes come on top.
    """
    allowed = {step.name for step in rhythm_steps(owed, state.plan.calendar, told=())}
    every, first = owed.rhythm.nag_every or 1, owed.rhythm.escalate_after or 0
    allowed |= {f"{owed.due.isoformat()}:escalated:{n * every + first}" for n in range(4)}
    steps_taken = {
        (n.step, n.person) for _, n in mine if n.kind in TO_OWNER and n.kind not in OWN_DOING
    }
    yield from (f"past the ceiling: {step}" for step, _ in steps_taken if step not in allowed)
    ceiling = len(owed.rhythm.remind) + owed.rhythm.nags + 3
    most = Counter(person for _, person in steps_taken)
    yield from (
        f"{person} heard {count} times of {owed.key}"
        for person, count in most.items()
        if count > ceiling
    )


def _rested_too_long(told: list[Told]) -> Iterator[str]:
    """Nobody waits longer than the plan lets them: when a rest runs out unanswered, its
    owner hears so that very day.
    """
    if not told:
        return
    last = told[-1].state
    days, heard = (
        last.plan.calendar,
        {n.key for t in told for n in t.draft.notices if n.kind is NoticeKind.UNANSWERED},
    )
    for owed in (o for o in obligations(last) if o.open and o.kind is ObligationKind.DELIVERY):
        for rest in pauses(last, owed.key):
            if days.count(days.local_day(rest.entry.at), rest.ends) > last.plan.rules.rest_days:
                yield f"rests too long: {owed.key} to {rest.ends}"
            key = f"x|{owed.key}|{rest.entry.seq}:unanswered|unanswered|{rest.entry.actor}"
            in_hand = (
                rest.entry.actor in responsible(last, owed, rest.ends)
                and pause_of(last, owed.key, rest.entry.actor, rest.ends) is None
            )
            if (
                rest.ends < days.local_day(told[-1].at)
                and in_hand
                and key not in heard
                and days.delivery_on(rest.ends) > rest.entry.at
            ):
                yield f"not told that nobody answered: {key}"


def _reachable(state: State, owed: Obligation) -> bool:
    return any(FIRST < step.day <= owed.due for step in rhythm_steps(owed, state.plan.calendar))


@pytest.mark.parametrize("group", range(GROUPS))
def test_every_promise_holds_in_every_plan(group: int) -> None:
    size = PLANS // GROUPS
    assert {
        seed: faults
        for seed in range(group * size, (group + 1) * size)
        if (faults := list(broken(seed)))
    } == {}


def test_the_years_are_worth_looking_at() -> None:
    years = [year_of(seed) for seed in range(30)]

    kinds = {n.kind for _, told in years for t in told for n in t.draft.notices}
    assert kinds >= {
        *TO_OWNER,
        NoticeKind.ESCALATED,
        NoticeKind.HANDED_OVER,
        NoticeKind.WEEKLY,
        NoticeKind.MORE_TIME_ASKED,
        NoticeKind.NOT_MINE,
    }
    assert sum(len(told) for _, told in years) > 300
