"""A year at full speed: no message in a closed hour, none after it is done, each once,
one digest a day per person.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

from process.ledger.entries import Decision
from process.ledger.facts import Delivered, MoreTimeAsked
from process.ledger.state import State
from process.reminders.notices import Notice, NoticeKind
from process.simulation import Stage, simulate
from tests.support.cast import at


def silent(state: State, notice: Notice, times: int, now: datetime) -> Decision | None:
    """Nobody ever answers."""
    return None


def on_second(state: State, notice: Notice, times: int, now: datetime) -> Decision | None:
    """A chef hands in when written to the second time."""
    is_owed = notice.kind in (
        NoticeKind.REMINDER,
        NoticeKind.OVERDUE,
    ) and notice.obligation.startswith("forslag")
    return (
        Decision(facts=(Delivered(obligation=notice.obligation),))
        if is_owed and times == 2
        else None
    )


def test_no_message_leaves_in_a_closed_hour(stage: Stage) -> None:
    days = stage.state.plan.calendar

    told = list(
        simulate(stage.state, first=date(2024, 1, 1), last=date(2024, 12, 31), answer=silent)
    )

    assert len(told) > 20
    assert [t.at for t in told if not days.is_open(t.at)] == []


def test_each_notice_is_told_once_and_one_digest_a_day(stage: Stage) -> None:
    told = list(
        simulate(stage.state, first=date(2024, 1, 1), last=date(2024, 12, 31), answer=silent)
    )

    keys = Counter(n.key for t in told for n in t.draft.notices)
    digests = Counter((t.draft.person, t.draft.day) for t in told if t.draft.digest)
    assert set(keys.values()) == {1}
    assert set(digests.values()) == {1}


def test_nobody_hears_of_what_is_done(stage: Stage) -> None:
    told = list(
        simulate(stage.state, first=date(2024, 1, 1), last=date(2024, 12, 31), answer=on_second)
    )

    about_school = [
        (t.draft.day, n.kind.value)
        for t in told
        for n in t.draft.notices
        if n.obligation == "forslag/head:skole"
    ]
    assert about_school == [(date(2024, 3, 13), "reminder"), (date(2024, 3, 15), "reminder")]


def test_the_first_of_may_is_written_to_before_noon_only(stage: Stage) -> None:
    told = list(
        simulate(stage.state, first=date(2024, 4, 1), last=date(2024, 5, 31), answer=silent)
    )
    days = stage.state.plan.calendar

    may_day = [days.local(t.at).time().isoformat() for t in told if t.draft.day == date(2024, 5, 1)]
    assert set(may_day) <= {"08:00:00"}


def asks_for_time(state: State, notice: Notice, times: int, now: datetime) -> Decision | None:
    """The school's head asks for more time when first written to; nobody else says anything."""
    if notice.obligation != "forslag/head:skole" or notice.kind is not NoticeKind.REMINDER:
        return None
    return Decision(facts=(MoreTimeAsked(obligation=notice.obligation, until=date(2024, 3, 22)),))


def test_what_somebody_does_is_told_at_once(stage: Stage) -> None:
    told = list(
        simulate(stage.state, first=date(2024, 3, 1), last=date(2024, 3, 31), answer=asks_for_time)
    )

    asked = [
        (t.at, t.draft.person) for t in told for n in t.draft.notices if n.because == "asked:0"
    ]
    assert asked == [(at("2024-03-13"), "p-procesejer")]
