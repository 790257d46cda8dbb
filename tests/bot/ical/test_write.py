"""One bad entry is left out and named; the rest of the calendar stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.ical.feed import Choice, read_choice
from bot.ical.write import MOST_BYTES, Fault, LeftOut, fault_in, to_bytes, write
from tests.bot.ical.lines import read
from tests.bot.ical.test_fuzz import calendar, entry

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
NOON = datetime(2024, 4, 18, 12, tzinfo=COPENHAGEN)
GOOD = entry(uid="god@x.invalid")


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"uid": "god@x.invalid"}, Fault.DUPLICATE),
        ({"end": date(2024, 4, 18)}, Fault.NO_LENGTH),
        ({"start": NOON, "end": NOON}, Fault.NO_LENGTH),
        ({"start": NOON.replace(tzinfo=None), "end": NOON}, Fault.NAIVE),
        ({"start": NOON}, Fault.MIXED),
        ({"summary": " "}, Fault.NO_TITLE),
        ({"uid": ""}, Fault.BAD_CHARACTER),
        ({"uid": "x\r\nSUMMARY:snydt"}, Fault.BAD_CHARACTER),
        ({"uid": "x\x07"}, Fault.BAD_CHARACTER),
    ],
)
def test_a_bad_entry_is_left_out_with_its_reason(changes: dict[str, Any], why: Fault) -> None:
    bad = entry(**({"uid": "skidt@x.invalid"} | changes))
    made = write(calendar(GOOD, bad))
    assert [item.uid for item in read(made.data)] == ["god@x.invalid"]
    assert [left.uid for left in made.left_out] == [bad.uid]
    assert made.left_out[0].why in (why, Fault.UNWRITABLE)


def test_a_line_that_is_too_long_is_found() -> None:
    assert (fault_in(b"X:" + b"y" * 73 + b"\r\n"), fault_in(b"X:" + b"y" * 74 + b"\r\n")) == (
        None,
        Fault.LONG_LINE,
    )


def test_what_is_longest_over_goes_first_when_it_grows_too_big(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert MOST_BYTES == 1_000_000
    days = [
        entry(uid=f"{n}@x.invalid", start=date(2024, 4, n), end=date(2024, 4, n + 1))
        for n in range(1, 10)
    ]
    monkeypatch.setattr("bot.ical.write.MOST_BYTES", 2000)
    made = write(calendar(*days))
    assert len(made.data) <= 2000
    assert [item.uid for item in read(made.data)] == [
        day.uid for day in days[-len(read(made.data)) :]
    ]
    assert made.left_out[0] == LeftOut(uid="1@x.invalid", why=Fault.TOO_MUCH)


def test_only_ones_own_meeting_with_a_clock_time_takes_up_time() -> None:
    meeting = entry(start=NOON, end=NOON + timedelta(hours=1), busy=True)
    busy, free = (
        read(to_bytes(calendar(e)))[0].properties for e in (meeting, replace(meeting, busy=False))
    )
    assert (busy["TRANSP"], busy["X-MICROSOFT-CDO-BUSYSTATUS"]) == ("OPAQUE", "BUSY")
    assert (free["TRANSP"], free["X-MICROSOFT-CDO-BUSYSTATUS"]) == ("TRANSPARENT", "FREE")


def test_the_zone_is_written_only_where_a_clock_time_is() -> None:
    timed = to_bytes(calendar(entry(start=NOON, end=NOON + timedelta(hours=1))))
    assert (
        b"BEGIN:VTIMEZONE" in timed,
        b"RDATE" in timed,
        b"BEGIN:VTIMEZONE" in to_bytes(calendar(GOOD)),
    ) == (True, False, False)


def test_a_cancelled_entry_is_confirmed_unless_the_mark_is_asked_for() -> None:
    gone = calendar(entry(cancelled=True))
    statuses = [
        read(to_bytes(gone, choice=Choice(mark_cancelled=mark)))[0].properties["STATUS"]
        for mark in (False, True)
    ]
    assert statuses == ["CONFIRMED", "CANCELLED"]


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("7d,1d", (7, 1)),
        ("7", (7,)),
        ("1d,7d,3d,2d", (7, 3, 2)),
        ("0d,61d,-1", (1,)),
        ("x", ()),
        ("", ()),
    ],
)
def test_days_of_warning_are_read_kindly(words: str, days: tuple[int, ...]) -> None:
    assert read_choice(words).alarms == days


def test_alarms_ring_at_nine_and_extra_entries_stand_days_before() -> None:
    made = to_bytes(
        calendar(entry("FRIST: Svar", remind=True)), choice=Choice(alarms=(1,), ahead=(7,))
    )
    early, due = read(made)
    assert (early.uid, early.start, early.summary) == (
        "om-7.en@x.invalid",
        date(2024, 4, 11),
        "Om 7 dage: FRIST: Svar",
    )
    assert (due.start, made.count(b"BEGIN:VALARM"), made.count(b"TRIGGER:-PT15H\r\n")) == (
        date(2024, 4, 18),
        1,
        1,
    )


def test_what_is_done_warns_nobody() -> None:
    made = to_bytes(calendar(entry("✓ Afleveret: Svar")), choice=Choice(alarms=(1,), ahead=(7,)))
    assert (len(read(made)), b"VALARM" in made) == (1, False)


def test_stamps_come_from_the_entry_alone() -> None:
    found = read(to_bytes(calendar(GOOD)))[0].properties
    stamp = "20240220T080000Z"
    assert {found[name] for name in ("DTSTAMP", "LAST-MODIFIED", "CREATED")} == {stamp}
    assert (found["SEQUENCE"], datetime(2024, 2, 20, 8, tzinfo=UTC)) == ("3", GOOD.stamp.modified)
