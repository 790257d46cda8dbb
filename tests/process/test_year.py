"""Whatever people do in a year, and whenever the bot looks: the promises of
rules M3 and S2 hold.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from process.deadlines.obligations import Obligation, ObligationKind, find, obligations, responsible
from process.ledger.facts import Side
from process.ledger.state import State
from process.med.involvement import employee_seats
from process.plan.model import Level
from process.reminders.due import due_notices, next_due
from process.reminders.escalation import escalated_to
from process.reminders.notices import Notice, NoticeKind
from process.reminders.rhythm import rhythm_steps
from process.seats import PersonId, Role
from tests.process.random_year import DAYS, START, Dice, Year, dice, play_out
from tests.support.cast import OUTSIDER, PLAN, at

BUSY = [
    at(day.isoformat())
    for n in range(130)
    if PLAN.calendar.is_working(day := date(2024, 3, 11) + timedelta(days=n)) and n < 56
]
"""Every working day's delivery hour from the first reminder until the first treatment."""
MOMENT = st.builds(
    lambda day, minute: at(
        (START + timedelta(days=day)).isoformat(), f"{minute // 60:02}:{minute % 60:02}"
    ),
    st.integers(0, DAYS),
    st.integers(0, 1439),
)
ROUNDS = st.lists(MOMENT, min_size=5, max_size=25)
ELECTED = (Role.VICE_CHAIR, Role.SUBSTITUTE, Role.EMPLOYEE_REP)


def about(notice: Notice, state: State) -> str:
    """The obligation a notice is about."""
    return notice.obligation or str(state.about.get(notice.entry, ""))


@settings(max_examples=60)
@given(dice(), ROUNDS)
def test_what_is_written_is_wanted_once_in_time_and_by_the_right_people(
    rolled: list[Dice], rounds: list[datetime]
) -> None:
    year = play_out(rolled, [*rounds, *BUSY])
    days = year.state.plan.calendar

    keys = Counter(n.key for _, draft, _ in year.sent for n in draft.notices)
    assert set(keys.values()) <= {1}
    for now, draft, state in year.sent:
        assert days.is_open(now)
        assert draft.person != OUTSIDER and draft.person in state.people()
        for notice in draft.notices:
            assert notice.due <= now
            assert not notice.obligation or _is_open(state, notice.obligation)
            _goes_up_the_right_ladder(state, notice, days.local_day(now))
    _elected_are_asked_three_times_at_most(year)


def _is_open(state: State, key: str) -> bool:
    owed = find(state, key)
    return owed is not None and owed.open


def _goes_up_the_right_ladder(state: State, notice: Notice, today: date) -> None:
    if notice.kind is not NoticeKind.ESCALATED:
        return
    owed = find(state, notice.obligation)
    assert owed is not None
    assert any(notice.person in state.holders(seat, today) for seat in escalated_to(state, owed))
    roles = {seat.role for seat in escalated_to(state, owed)}
    if owed.record is not None and owed.record.other_side is Side.EMPLOYEES:
        assert {
            *roles,
            *(seat.role for seat in employee_seats(state.plan, owed.record.fact.committee)),
        } <= {*ELECTED, Role.SECRETARY}
        assert notice.tried == ()
    elif owed.committee is not None:
        assert state.plan.organ(owed.committee).level is Level.LOCAL
        assert roles == {Role.HEAD, Role.DEPUTY}
    else:
        assert owed.seat.role is Role.HEAD
        assert roles == {Role.DEPUTY, Role.DIRECTOR, Role.PROCESS_OWNER}


def _elected_are_asked_three_times_at_most(year: Year) -> None:
    """The question and two reminders, whether as the one who answers or as the next in line; days
    they named themselves aside.
    """
    kinds = (NoticeKind.CONFIRM_RECORD, NoticeKind.ESCALATED)
    asked = Counter(
        (n.person, n.obligation)
        for _, p, s in year.sent
        for n in p.notices
        if n.kind in kinds and _of_the_elected(s, n)
    )
    assert [who for who, times in asked.items() if times > 3] == []


def _of_the_elected(state: State, notice: Notice) -> bool:
    owed = find(state, notice.obligation)
    return owed is not None and owed.record is not None and owed.record.other_side is Side.EMPLOYEES


@settings(max_examples=40)
@given(dice(), ROUNDS)
def test_everybody_who_owes_has_heard_of_it_before_the_deadline(
    rolled: list[Dice], rounds: list[datetime]
) -> None:
    def look(year: Year, now: datetime) -> None:
        state, today = year.state, year.state.plan.calendar.local_day(now)
        for owed in obligations(state) if year.state.plan.calendar.is_open(now) else ():
            for person in responsible(state, owed, today):
                if _should_know(state, owed, person, now) and not _digest_went(year, person, today):
                    assert _has_heard(year, owed, person), (owed.key, person, now)

    play_out(rolled, [*rounds, *BUSY], look)


def _should_know(state: State, owed: Obligation, person: PersonId, now: datetime) -> bool:
    """A step has come, the day has not passed, and the person has not answered in some other
    way.
    """
    days, standing = state.plan.calendar, state.history_of(owed.key)
    today, more = days.local_day(now), standing.more_time
    resting = (
        (more and more.granted is None)
        or person in standing.disowned
        or standing.snoozed.get(person, today) > today
    )
    begun = any(step.due(days) <= now for step in rhythm_steps(owed, days))
    return (
        owed.open
        and owed.kind in (ObligationKind.DELIVERY, ObligationKind.DISCUSSION)
        and begun
        and today <= owed.due
        and not resting
    )


def _digest_went(year: Year, person: PersonId, today: date) -> bool:
    return any(p.digest and p.person == person and p.day == today for _, p, _ in year.sent)


def _has_heard(year: Year, owed: Obligation, person: PersonId) -> bool:
    mine = [n for _, p, _ in year.sent if p.person == person for n in p.notices]
    moves = {move.entry.seq for move in year.state.moves if move.key == owed.milestone}
    return any(about(n, year.state) == owed.key or n.entry in moves for n in mine)


@settings(max_examples=60)
@given(dice())
def test_the_state_folds_the_same_from_scratch(rolled: list[Dice]) -> None:
    year = play_out(rolled, [])
    begun = Year().state

    state = begun
    for entry in year.entries:
        state = state.after(entry)

    assert state == year.state
    assert obligations(state) == obligations(year.state)


@settings(max_examples=25)
@given(dice(), st.lists(st.integers(0, DAYS * 24), min_size=10, max_size=30, unique=True))
def test_nothing_falls_due_before_the_instant_that_was_named(
    rolled: list[Dice], hours: list[int]
) -> None:
    state = play_out([d for d in rolled if d.day < 100], []).state
    begin = at((START + timedelta(days=101)).isoformat(), "00:00")
    instants = sorted(begin + timedelta(hours=h % 2400) for h in hours)

    for first, second in pairwise(instants):
        fresh = {n.key for n in due_notices(state, second)} - {
            n.key for n in due_notices(state, first)
        }
        coming = next_due(state, first)
        if coming is None or coming > second:
            assert {key for key in fresh if not _by_the_calendar(state, first, second)} == set()


def _by_the_calendar(state: State, first: datetime, second: datetime) -> bool:
    """Seats change hands at midnight, and who is new in one is told then; that
    is no instant of the rhythm.
    """
    days = state.plan.calendar
    between = (days.local_day(first), days.local_day(second))
    ends = [t.since for ts in state.tenures.values() for t in ts] + [
        t.until for ts in state.tenures.values() for t in ts if t.until
    ]
    handed = [s.handed.until for s in state.histories.values() if s.handed and s.handed.until]
    return any(between[0] <= day <= between[1] for day in (*ends, *handed))
