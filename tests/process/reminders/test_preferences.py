"""When a person's own hour and days hold, and when a deadline goes before them."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from process.errors import BadPreference
from process.reminders.digests import Preference, drafts_of, need_allowed
from process.reminders.notices import Notice, NoticeKind
from tests.support.cast import PLAN, at

DAYS = PLAN.calendar


def notice(
    kind: NoticeKind = NoticeKind.REMINDER, due: str = "2024-03-13", deadline: str = "2024-03-18"
) -> Notice:
    return Notice(
        key=f"k|{kind}",
        process="r24",
        kind=kind,
        person="p",
        due=at(due),
        obligation="o",
        step=f"{deadline}:before:3",
    )


def opens(wish: Preference, *notices: Notice, now: datetime) -> list[datetime]:
    return sorted(p.not_before for p in drafts_of(notices, now, DAYS, {"p": wish}))


LATE = Preference(hour=time(10))
TUESDAYS = Preference(days=frozenset({1}))


@pytest.mark.parametrize(
    ("wish", "what", "now", "expected"),
    [
        (LATE, notice(), at("2024-03-13"), at("2024-03-13", "10:00")),
        (LATE, notice(), at("2024-03-13", "11:00"), at("2024-03-13", "11:00")),
        (LATE, notice(), at("2024-03-13", "18:00"), at("2024-03-14", "10:00")),
        (LATE, notice(), at("2024-03-28", "09:00"), at("2024-04-02", "10:00")),
        (
            Preference(hour=time(14)),
            notice(deadline="2024-05-10"),
            at("2024-05-01"),
            at("2024-05-01"),
        ),  # a half day closes at noon
        (TUESDAYS, notice(deadline="2024-03-19"), at("2024-03-13"), at("2024-03-19")),
        (
            TUESDAYS,
            notice(deadline="2024-03-18"),
            at("2024-03-13"),
            at("2024-03-13"),
        ),  # the deadline comes first
        (TUESDAYS, notice(NoticeKind.OVERDUE), at("2024-03-21"), at("2024-03-21")),
        (
            TUESDAYS,
            notice(NoticeKind.WEEKLY, deadline="2024-03-18"),
            at("2024-03-18"),
            at("2024-03-19"),
        ),
        (
            Preference(days=frozenset({4})),
            notice(NoticeKind.WEEKLY, deadline="2024-03-18"),
            at("2024-03-18"),
            at("2024-03-18"),
        ),
        (
            Preference(together=True),
            notice(NoticeKind.MOVED, due="2024-03-13"),
            at("2024-03-13", "14:00"),
            at("2024-03-14"),
        ),
        (
            Preference(),
            notice(NoticeKind.MOVED, due="2024-03-13"),
            at("2024-03-13", "14:00"),
            at("2024-03-13", "14:00"),
        ),
    ],
)
def test_when_it_goes(wish: Preference, what: Notice, now: datetime, expected: datetime) -> None:
    assert opens(wish, what, now=now) == [expected]


def test_an_invitation_goes_by_itself_also_to_whoever_wants_everything_together() -> None:
    """It is a mail of its own, with the meeting in it."""
    now, wish = at("2024-03-13", "14:00"), Preference(together=True)
    invited, moved = notice(NoticeKind.INVITATION), notice(NoticeKind.MOVED)
    found = drafts_of((invited, moved), now, DAYS, {"p": wish})
    assert [(d.notices, d.digest, d.key == invited.key, d.not_before) for d in found] == [
        ((moved,), True, False, at("2024-03-14")),
        ((invited,), False, True, now),
    ]


def test_what_may_wait_and_what_may_not_go_in_two_messages_on_two_days() -> None:
    found = opens(
        TUESDAYS, notice(deadline="2024-03-26"), notice(NoticeKind.OVERDUE), now=at("2024-03-21")
    )

    assert found == [at("2024-03-21"), at("2024-03-26")]


@pytest.mark.parametrize(
    ("wish", "why"),
    [
        (Preference(hour=time(6)), "hour"),
        (Preference(hour=time(17)), "hour"),
        (Preference(days=frozenset()), "days"),
    ],
)
def test_what_the_plan_does_not_allow_is_refused(wish: Preference, why: str) -> None:
    with pytest.raises(BadPreference) as found:
        need_allowed(wish, DAYS)
    assert found.value.why == why
    assert DAYS.delivers_on(date(2024, 5, 1))
