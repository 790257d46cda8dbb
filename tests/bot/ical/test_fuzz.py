"""Whatever stands in a plan, the file stays one that two readers agree on; nothing is lost
but what no calendar can hold.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import icalendar
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.ical.entry import FeedEntry, clean_line, clean_text, stretches
from bot.ical.feed import Feed, feed
from bot.ical.scopes import PUBLIC
from bot.ical.stamps import Stamp
from bot.ical.write import to_bytes, write
from process.dates.when import Day, Span
from tests.bot.ical.lines import Item, read
from tests.bot.ical.story import ADOPTED, PAGE, PLAN, TODAY, begin

STAMP = Stamp(count=3, created=ADOPTED, modified=ADOPTED)
NASTY = (
    "linje et\r\nlinje to",
    'Han sagde "nej", og gik; ikke: ja',
    "BEGIN:VEVENT\nUID:snydt",
    "\\\\fil01\\Norddjurs\\Nyt",
    "\x00\x07\x0b\x1f\x7f\x85\u2028\u2029slut",
    "👩‍👩‍👧‍👦" * 40,
    "å" * 5000,
    "\ud800 løst surrogat",
    "\u202egnirts\u202c",
    "\\N \\n \\, \\;",
    "",
    " \t ",
)
TEXTS = st.one_of(st.sampled_from(NASTY), st.text(st.characters(), max_size=300))


def calendar(*entries: FeedEntry, title: str = "Titel", about: str = "Om") -> Feed:
    return Feed(scope=PUBLIC, title=title, about=about, entries=entries)


def entry(summary: str = "Titel", **changes: Any) -> FeedEntry:
    day = date(2024, 4, 18)
    made = FeedEntry(
        uid="en@x.invalid",
        start=day,
        end=day + timedelta(days=1),
        summary=summary,
        description="",
        stamp=STAMP,
    )
    return replace(made, **changes)


def by_library(data: bytes) -> list[tuple[str, object, str, str]]:
    events = icalendar.Calendar.from_ical(data).walk("VEVENT")
    return [
        (
            str(e["UID"]),
            _utc(e.decoded("DTSTART")),
            str(e["SUMMARY"]),
            str(e.get("DESCRIPTION", "")),
        )
        for e in events
    ]


def by_lines(items: list[Item]) -> list[tuple[str, object, str, str]]:
    return [(item.uid, item.start, item.summary, item.description) for item in items]


def _utc(at: object) -> object:
    return at.astimezone(UTC) if isinstance(at, datetime) else at


@given(summary=TEXTS, description=TEXTS, location=TEXTS, title=TEXTS, about=TEXTS)
@example(summary=NASTY[3], description=NASTY[2], location=NASTY[1], title=NASTY[0], about=NASTY[4])
def test_both_readers_read_the_same_whatever_the_text(
    summary: str, description: str, location: str, title: str, about: str
) -> None:
    odd = entry(f"x{summary}", description=description, location=location)
    made = write(
        calendar(odd, entry(uid="to@x.invalid"), title=f"x{title}", about=about), page=PAGE
    )
    items = read(made.data)
    assert by_lines(items) == by_library(made.data)
    assert [item.uid for item in items] == ["en@x.invalid", "to@x.invalid"] and made.left_out == ()
    assert items[0].summary == clean_line(f"x{summary}")


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("a\r\nb\rc\u2028d", "a b c d"),
        ("\\\\fil01\\Norddjurs", "//fil01/Norddjurs"),
        ("e\u0301n", "én"),
        ("a\x00b\x7fc\ud800", "abc"),
        ("ord " * 60, " ".join(["ord"] * 49) + " …"),
        ("x" * 5000, "x" * 198 + " …"),
    ],
)
def test_a_title_becomes_one_clean_line(raw: str, cleaned: str) -> None:
    assert clean_line(raw) == cleaned


def test_a_description_keeps_its_lines_and_shows_where_it_was_cut() -> None:
    assert clean_text("en  \r\nto\n\n") == "en\nto"
    assert (len(clean_text("x" * 9000)), clean_text("x" * 9000)[-2:]) == (4000, " …")


CHANGES_OF_TIME = [
    date(2024, 3, 30),
    date(2024, 3, 31),
    date(2024, 4, 1),
    date(2024, 10, 26),
    date(2024, 10, 27),
    date(2024, 10, 28),
]


@given(
    day=st.sampled_from(CHANGES_OF_TIME),
    start=st.times(timezones=st.none()),
    hours=st.integers(0, 30),
)
def test_clock_times_are_the_same_instant_for_everybody_across_the_changes_of_time(
    day: date, start: time, hours: int
) -> None:
    at = start.replace(second=0, microsecond=0, fold=0)
    last = day + timedelta(days=hours // 24)
    when = (
        Day(day=day, start=at)
        if not hours
        else Span(first=day, last=last + timedelta(days=1), start=at, end=at)
    )
    (stretch,) = stretches(PLAN, when)
    made = to_bytes(calendar(entry(start=stretch.start, end=stretch.end)))
    (item,) = read(made)
    assert item.start == PLAN.calendar.instant(day, at)
    assert by_lines([item]) == by_library(made)
    assert (
        isinstance(stretch.end, datetime) and item.end == stretch.end.astimezone(UTC) > item.start
    )


def test_a_deadline_with_a_clock_time_is_a_whole_day_that_says_the_hour() -> None:
    items = read(to_bytes(feed(begin().state, PUBLIC, TODAY), page=PAGE))
    hearing = next(item for item in items if item.uid.startswith("hoering"))
    assert (hearing.start, hearing.end) == (date(2024, 8, 29), date(2024, 9, 12))
    conference = next(item for item in items if item.uid.startswith("borgerkonference_marts"))
    assert (conference.start, conference.end) == (
        datetime(2024, 3, 12, 16, tzinfo=UTC),
        datetime(2024, 3, 12, 19, tzinfo=UTC),
    )
