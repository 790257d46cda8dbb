"""Invitations that follow the calendars, and meetings read from somebody else's calendar."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ical.feed import entries, feed
from bot.ical.invite import CannotInvite, invitation
from bot.ical.reading import UnreadableCalendar, proposed, read_meetings
from bot.ical.scopes import PUBLIC, parse
from bot.ical.write import to_bytes
from process.dates.when import Day, Span, When
from process.plan.model import Meeting
from tests.bot.ical.lines import unfolded
from tests.bot.ical.story import PLAN, TODAY, begin, chapters
from tests.bot.ical.test_fuzz import entry

NOON = datetime(2024, 4, 18, 12, tzinfo=ZoneInfo("Europe/Copenhagen"))
TO = {"organizer": "sekretariat@eksempel.invalid", "attendee": "formand@eksempel.invalid"}
DOCUMENT = "Mødekalender"


def test_an_invitation_asks_one_person_under_the_calendars_own_uid() -> None:
    meeting = entry(start=NOON, end=NOON + timedelta(hours=2), busy=True)
    lines = {line.name: line for line in unfolded(invitation(meeting, **TO))}
    assert (lines["METHOD"].value, lines["UID"].value, lines["SEQUENCE"].value) == (
        "REQUEST",
        meeting.uid,
        "3",
    )
    assert (lines["ORGANIZER"].value, lines["ATTENDEE"].value) == (
        "mailto:sekretariat@eksempel.invalid",
        "mailto:formand@eksempel.invalid",
    )
    assert {"RSVP=TRUE", "PARTSTAT=NEEDS-ACTION"} <= set(lines["ATTENDEE"].parameters.split(";"))
    assert (lines["STATUS"].value, lines["TZID"].value) == ("CONFIRMED", "Europe/Copenhagen")


def test_a_cancelled_meeting_is_taken_back_with_a_higher_number() -> None:
    before, after = (entries(chapters()[name], PUBLIC, TODAY) for name in ("2-flyttet", "3-aflyst"))
    asked, taken = (
        next(e for e in found if e.uid.startswith("borgerkonference_juni"))
        for found in (before, after)
    )
    lines = {line.name: line.value for line in unfolded(invitation(taken, **TO))}
    assert (lines["METHOD"], lines["STATUS"], lines["SEQUENCE"]) == (
        "CANCEL",
        "CANCELLED",
        str(asked.stamp.count + 1),
    )


def test_what_cannot_be_sent_is_said() -> None:
    with pytest.raises(CannotInvite):
        invitation(entry(end=date(2024, 4, 18)), **TO)


def calendar(*events: str) -> bytes:
    body = "".join(f"BEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\n" for event in events)
    return (
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//DA\r\n{body}END:VCALENDAR\r\n".encode()
    )


@pytest.mark.parametrize(
    ("lines", "when"),
    [
        ("DTSTART;VALUE=DATE:20240418", Day(day=date(2024, 4, 18))),
        ("DTSTART;VALUE=DATE:20240418\r\nDTEND;VALUE=DATE:20240419", Day(day=date(2024, 4, 18))),
        (
            "DTSTART;VALUE=DATE:20240418\r\nDTEND;VALUE=DATE:20240420",
            Span(first=date(2024, 4, 18), last=date(2024, 4, 19)),
        ),
        (
            "DTSTART:20240418T100000Z\r\nDTEND:20240418T113000Z",
            Day(day=date(2024, 4, 18), start=time(12), end=time(13, 30)),
        ),
        ("DTSTART:20240418T120000", Day(day=date(2024, 4, 18), start=time(12))),
        (
            "DTSTART:20240418T120000\r\nDTEND:20240418T120000",
            Day(day=date(2024, 4, 18), start=time(12)),
        ),
    ],
)
def test_a_published_meeting_keeps_its_day_and_hour(lines: str, when: When) -> None:
    found = read_meetings(
        calendar(f"UID:a@b\r\nSUMMARY:Møde\r\nLOCATION:Rådhuset\r\n{lines}"),
        PLAN.calendar,
        document=DOCUMENT,
    )
    assert [(m.when, m.title, m.place, m.cancelled) for m in found.meetings] == [
        (when, "Møde", "Rådhuset", None)
    ]


@pytest.mark.parametrize("lines", ["STATUS:CANCELLED", "SUMMARY:AFLYST: Møde"])
def test_a_cancelled_meeting_is_read_as_cancelled(lines: str) -> None:
    (found,) = read_meetings(
        calendar(f"UID:a@b\r\nDTSTART;VALUE=DATE:20240418\r\n{lines}"),
        PLAN.calendar,
        document=DOCUMENT,
    ).meetings
    assert found.cancelled == "Aflyst i mødekalenderen"


def test_what_is_no_meeting_is_named_and_passed_over() -> None:
    data = calendar(
        "UID:a\r\nSUMMARY:Hver uge\r\nDTSTART;VALUE=DATE:20240418\r\nRRULE:FREQ=WEEKLY",
        "UID:b\r\nSUMMARY:Uden dag",
    )
    found = read_meetings(data, PLAN.calendar, document=DOCUMENT)
    assert found.passed_over == (
        ("Hver uge", "gentager sig; skriv møderne enkeltvis"),
        ("Uden dag", "mangler dag eller UID"),
    )


@pytest.mark.parametrize(
    "data", [b"<html>log ind</html>", b"", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", b"x" * 1_000_001]
)
def test_what_is_no_calendar_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableCalendar):
        read_meetings(data, PLAN.calendar, document=DOCUMENT)


LINES = st.lists(
    st.sampled_from(
        [
            "BEGIN:VCALENDAR",
            "END:VCALENDAR",
            "BEGIN:VEVENT",
            "END:VEVENT",
            "UID:a",
            "UID:",
            "DTSTART:20240418T100000Z",
            "DTSTART:x",
            "DTSTART;VALUE=DATE:20240418",
            "DTEND:20240101T000000",
            "DTEND;TZID=Nowhere/Here:20240418T100000",
            "SUMMARY:\\n",
            "SUMMARY",
            "DTSTART;TZID=:1",
            "RRULE:FREQ=X",
            "STATUS:CANCELLED",
            "DTSTART:99991231T235959Z",
            "DTSTART:00010101T000000Z",
            "DTSTART;TZID=Europe/Copenhagen:20240331T023000",
            "DTSTART:20240418T100000Z\r\nDTSTART:20240418T100000Z",
            "\u00e6:\x00",
        ]
    ),
    max_size=12,
)


@given(
    st.one_of(
        st.binary(max_size=200),
        LINES.map(lambda lines: "\r\n".join(lines).encode()),
        LINES.map(lambda lines: calendar("\r\n".join(lines))),
    )
)
def test_whatever_is_sent_is_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(UnreadableCalendar):
        proposed(PLAN, "direktion", read_meetings(data, PLAN.calendar, document=DOCUMENT))


def test_a_proposed_plan_follows_the_published_calendar_and_leaves_other_sources_alone() -> None:
    organ = "voksen_plejeudvalget"
    known = PLAN.organ(organ).meetings
    first = read_meetings(
        calendar("UID:a@b\r\nDTSTART:20240403T140000Z", "UID:c@b\r\nDTSTART;VALUE=DATE:20240430"),
        PLAN.calendar,
        document=DOCUMENT,
    )
    plan = proposed(PLAN, organ, first)
    assert [(m.key, m.when) for m in plan.organ(organ).meetings] == [
        (known[0].key, Day(day=date(2024, 4, 3), start=time(16))),
        (first.meetings[1].key, Day(day=date(2024, 4, 30))),
    ]
    moved = read_meetings(
        calendar("UID:a@b\r\nDTSTART:20240404T140000Z"), PLAN.calendar, document=DOCUMENT
    )
    again = proposed(plan, organ, moved).organ(organ).meetings
    assert [(m.key, m.when.earliest, m.cancelled) for m in again] == [
        (known[0].key, date(2024, 4, 4), None),
        (first.meetings[1].key, date(2024, 4, 30), "Står ikke længere i mødekalenderen"),
    ]
    elsewhere = replace(known[0], when=Day(day=date(2024, 6, 1)))
    other = replace(
        PLAN,
        organs=tuple(
            replace(o, meetings=(elsewhere,)) if o.key == organ else o for o in PLAN.organs
        ),
    )
    assert elsewhere in proposed(other, organ, moved).organ(organ).meetings


def test_two_meetings_on_one_day_never_share_a_key() -> None:
    data = calendar("UID:a@b\r\nDTSTART:20240403T080000Z", "UID:c@b\r\nDTSTART:20240403T140000Z")
    found = proposed(
        PLAN, "voksen_plejeudvalget", read_meetings(data, PLAN.calendar, document=DOCUMENT)
    )
    keys = [m.key for m in found.organ("voksen_plejeudvalget").meetings]
    assert (len(keys), len(set(keys))) == (2, 2)


def test_our_own_calendar_can_be_read_back() -> None:
    meetings = tuple(
        Meeting(key=f"m{n}", when=Day(day=date(2024, 5, n), start=time(9), end=time(10)))
        for n in range(1, 4)
    )
    plan = replace(
        PLAN,
        organs=tuple(
            replace(o, meetings=meetings) if o.key == "direktion" else o for o in PLAN.organs
        ),
    )
    data = to_bytes(feed(begin(plan).state, parse("organ:direktion"), TODAY))
    found = read_meetings(data, PLAN.calendar, document=DOCUMENT)
    days = [
        meeting.when for meeting in found.meetings if meeting.title.startswith("Møde: Direktionen")
    ]
    assert days == [meeting.when for meeting in meetings]
    assert len(icalendar.Calendar.from_ical(data).walk("VEVENT")) == len(found.meetings)
