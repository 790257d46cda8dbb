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
BEFORE = date(2024, 4, 1)


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
        "UID:a\r\nSUMMARY:Hver uge\r\nDTSTART;VALUE=DATE:20240418\r\nRRULE:FREQ=DAILY",
        "UID:b\r\nSUMMARY:Uden dag",
    )
    found = read_meetings(data, PLAN.calendar, document=DOCUMENT)
    assert found.passed_over == (
        ("Hver uge", "gentager sig efter en regel, der ikke kan følges; skriv møderne enkeltvis"),
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
        proposed(PLAN, "direktion", read_meetings(data, PLAN.calendar, document=DOCUMENT), TODAY)


def test_a_proposed_plan_follows_the_published_calendar_and_leaves_other_sources_alone() -> None:
    organ = "voksen_plejeudvalget"
    known = PLAN.organ(organ).meetings
    first = read_meetings(
        calendar("UID:a@b\r\nDTSTART:20240403T140000Z", "UID:c@b\r\nDTSTART;VALUE=DATE:20240430"),
        PLAN.calendar,
        document=DOCUMENT,
    )
    plan = proposed(PLAN, organ, first, BEFORE)
    assert [(m.key, m.when) for m in plan.organ(organ).meetings] == [
        (known[0].key, Day(day=date(2024, 4, 3), start=time(16))),
        (first.meetings[1].key, Day(day=date(2024, 4, 30))),
    ]
    moved = read_meetings(
        calendar("UID:a@b\r\nDTSTART:20240404T140000Z"), PLAN.calendar, document=DOCUMENT
    )
    again = proposed(plan, organ, moved, BEFORE).organ(organ).meetings
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
    assert elsewhere in proposed(other, organ, moved, BEFORE).organ(organ).meetings


def test_two_meetings_on_one_day_never_share_a_key() -> None:
    data = calendar("UID:a@b\r\nDTSTART:20240403T080000Z", "UID:c@b\r\nDTSTART:20240403T140000Z")
    found = proposed(
        PLAN, "voksen_plejeudvalget", read_meetings(data, PLAN.calendar, document=DOCUMENT), TODAY
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


def published(data: bytes, charset: str = "") -> list[tuple[str, str, str | None]]:
    """Day, title and why cancelled, of each meeting."""
    found = read_meetings(data, PLAN.calendar, document=DOCUMENT, charset=charset)
    return [(str(m.when.earliest), m.title, m.cancelled) for m in found.meetings]


ONE = "UID:a\r\nDTSTART;VALUE=DATE:20240418\r\n"
GONE = "Aflyst i mødekalenderen"


def test_three_meetings_with_one_uid_are_three_and_stay_three() -> None:
    data = calendar(*(f"UID:a\r\nDTSTART;VALUE=DATE:2024050{day}" for day in (1, 2, 3)))
    first = read_meetings(data, PLAN.calendar, document=DOCUMENT)
    assert len({m.key for m in first.meetings}) == 3
    plan = proposed(PLAN, "direktion", first, BEFORE)
    assert proposed(plan, "direktion", first, BEFORE) == plan


def test_the_newest_word_about_one_meeting_counts() -> None:
    data = calendar(ONE + "SUMMARY:Ny\r\nSEQUENCE:2", ONE + "SUMMARY:Gammel\r\nSEQUENCE:1")
    assert published(data) == [("2024-04-18", "Ny", None)]


def test_a_calendar_of_what_is_to_come_cancels_nothing_that_was_held() -> None:
    both = calendar(
        "UID:a\r\nDTSTART;VALUE=DATE:20240501",
        "UID:b\r\nDTSTART;VALUE=DATE:20240601",
        "UID:c\r\nDTSTART;VALUE=DATE:20240602",
    )
    ahead = calendar("UID:c\r\nDTSTART;VALUE=DATE:20240602")
    first, later = (read_meetings(d, PLAN.calendar, document=DOCUMENT) for d in (both, ahead))
    plan = proposed(PLAN, "direktion", first, BEFORE)
    found = proposed(plan, "direktion", later, date(2024, 5, 20)).organ("direktion").meetings
    said = {str(m.when.earliest): m.cancelled for m in found}
    assert said["2024-05-01"] is None
    assert said["2024-06-01"] == "Står ikke længere i mødekalenderen"


@pytest.mark.parametrize(
    ("lines", "when"),
    [
        (
            "DTSTART:20240418T000000\r\nDTEND:20240419T000000",
            Day(day=date(2024, 4, 18)),
        ),
        (
            "DTSTART:20240417T220000Z\r\nDTEND:20240418T220000Z",
            Day(day=date(2024, 4, 18)),
        ),
        (
            "DTSTART:20240418T120000\r\nDURATION:PT1H30M",
            Day(day=date(2024, 4, 18), start=time(12), end=time(13, 30)),
        ),
        (
            "DTSTART;VALUE=DATE:20240418\r\nDURATION:P2D",
            Span(first=date(2024, 4, 18), last=date(2024, 4, 19)),
        ),
        ("DTSTART:20240418T120000\r\nDURATION:x", Day(day=date(2024, 4, 18), start=time(12))),
    ],
)
def test_a_length_and_a_whole_day_are_understood(lines: str, when: When) -> None:
    found = read_meetings(calendar(f"UID:a\r\n{lines}"), PLAN.calendar, document=DOCUMENT)
    assert [m.when for m in found.meetings] == [when]


@pytest.mark.parametrize(
    ("zone", "start"),
    [
        *(
            (name, time(12))
            for name in (
                "UTC", "utc", "Z", "GMT", "Etc/UTC", "Etc/GMT", "Zulu", "UCT", "Universal",
                "(UTC)", "(UTC) Coordinated Universal Time", "tzone://Microsoft/Utc",
                "Greenwich Mean Time", "Greenwich",
            )
        ),
        *(
            (name, time(10))
            for name in (
                "Europe/Copenhagen", "Romance Standard Time", "Copenhagen",
                "(UTC+01:00) Brussels, Copenhagen, Madrid, Paris",
            )
        ),
    ],
)  # fmt: skip
def test_utc_is_utc_by_any_of_its_names_and_our_own_zone_by_its(zone: str, start: time) -> None:
    data = calendar(f'UID:a\r\nDTSTART;TZID="{zone}":20240418T100000')
    (found,) = read_meetings(data, PLAN.calendar, document=DOCUMENT).meetings
    assert found.when == Day(day=date(2024, 4, 18), start=start)


TITLE = calendar(ONE + "SUMMARY:Møde på rådhuset")
EXPECTED = [("2024-04-18", "Møde på rådhuset", None)]


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        (TITLE, ""),
        (TITLE, "iso-8859-1"),
        (TITLE, "no-such-charset"),
        (b"\xef\xbb\xbf" + TITLE, ""),
        (TITLE.decode().encode("iso-8859-1"), ""),
        (TITLE.decode().encode("iso-8859-1"), "iso-8859-1"),
        (TITLE.decode().encode("utf-16"), ""),
        (TITLE.decode().encode("utf-16-be"), ""),
        (TITLE.decode().encode("utf-16-le"), "utf-16"),
        (TITLE.replace(b"\r\n", b"\r"), ""),
        (TITLE.replace(b"\r\n", b"\n"), ""),
        (TITLE.replace("ø".encode(), b"\xc3\r\n \xb8"), ""),
        (TITLE.replace("ø".encode(), b"\xc3\n\t\xb8"), ""),
        (b"<pre>\r\n" + TITLE + b"</pre> slut\r\n", ""),
        (TITLE.replace(b"END:VEVENT", b"SUMMARY:Noget andet\r\nEND:VEVENT"), ""),
        (TITLE.replace("ø".encode(), b"&oslash;").replace("å".encode(), b"&#229;"), ""),
        (TITLE.replace(b"rd", b"r\xe2\x80\x8bd").replace(b" ", b"\xc2\xa0"), ""),
        (TITLE.replace("rå".encode(), "r\u00ada\u030a".encode()), ""),
    ],
)  # fmt: skip
def test_a_title_is_read_however_it_was_written(data: bytes, charset: str) -> None:
    assert published(data, charset) == EXPECTED


def test_two_calendars_in_one_file_are_both_read_and_one_may_take_back() -> None:
    taken = calendar("UID:b\r\nDTSTART;VALUE=DATE:20240502\r\nSUMMARY:To").replace(
        b"VERSION:2.0", b"VERSION:2.0\r\nMETHOD:CANCEL"
    )
    assert published(TITLE + taken) == [*EXPECTED, ("2024-05-02", "To", GONE)]


def test_more_days_fewer_days_and_one_that_was_moved() -> None:
    data = calendar(
        ONE + "SUMMARY:M\r\nRDATE;VALUE=DATE:20240502,20240503\r\nRDATE;VALUE=DATE:20240504"
        "\r\nEXDATE;VALUE=DATE:20240503",
        "UID:b\r\nSUMMARY:Serie\r\nDTSTART:20240601T100000\r\nRRULE:FREQ=MONTHLY;COUNT=3",
        "UID:b\r\nSUMMARY:Flyttet\r\nRECURRENCE-ID:20240601T100000\r\nDTSTART:20240605T100000",
    )
    assert [day for day, _, _ in published(data)] == [
        "2024-04-18", "2024-05-02", "2024-05-04", "2024-06-05", "2024-07-01", "2024-08-01"
    ]  # fmt: skip


THURSDAYS = ["2024-04-18", "2024-04-25", "2024-05-02"]


@pytest.mark.parametrize(
    ("lines", "days"),
    [
        ("DTSTART;VALUE=DATE:20240418\r\nRRULE:FREQ=WEEKLY;COUNT=3", THURSDAYS),
        ("DTSTART;VALUE=DATE:20240418\r\nRRULE:FREQ=WEEKLY;UNTIL=20240502", THURSDAYS),
        ("DTSTART:20240418T080000Z\r\nRRULE:FREQ=WEEKLY;UNTIL=20240502T080000Z", THURSDAYS),
        (
            "DTSTART;TZID=Europe/Copenhagen:20240418T100000\r\nRRULE:FREQ=WEEKLY;COUNT=4;BYDAY=TH"
            "\r\nEXDATE;TZID=Europe/Copenhagen:20240509T100000",
            THURSDAYS,
        ),
        (
            "DTSTART;VALUE=DATE:20240312\r\nRRULE:FREQ=MONTHLY;COUNT=3;BYDAY=2TU",
            ["2024-03-12", "2024-04-09", "2024-05-14"],
        ),
        (
            "DTSTART;VALUE=DATE:20240131\r\nRRULE:FREQ=MONTHLY;INTERVAL=2;COUNT=3;BYMONTHDAY=-1",
            ["2024-01-31", "2024-03-31", "2024-05-31"],
        ),
        ("DTSTART;VALUE=DATE:20240418\r\nRRULE:FREQ=DAILY;COUNT=3", []),
        ("DTSTART;VALUE=DATE:20240418\r\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31", []),
        ("DTSTART;VALUE=DATE:20240418\r\nRRULE:FREQ=WEEKLY;BYSETPOS=50", []),
        ("DTSTART;VALUE=DATE:20240418\r\nRRULE:FREQ=WEEKLY\r\nRRULE:FREQ=WEEKLY", []),
        ("DTSTART;VALUE=DATE:20240418\r\nRRULE:FREQ=MONTHLY;BYDAY=XX", []),
        ("DTSTART;VALUE=DATE:20240418\r\nRRULE:FREQ=WEEKLY;INTERVAL=0", []),
        ("DTSTART;VALUE=DATE:20240418\r\nRRULE:FREQ=WEEKLY;INTERVAL=-1", []),
        ("DTSTART;VALUE=DATE:20240418\r\nRRULE:FREQ=WEEKLY;INTERVAL=99999999", []),
    ],
)
def test_a_meeting_is_repeated_as_its_rule_says_or_passed_over_by_name(
    lines: str, days: list[str]
) -> None:
    data = calendar(f"UID:r\r\nSUMMARY:Serie\r\n{lines}")
    assert [day for day, _, _ in published(data)] == days
    passed = read_meetings(data, PLAN.calendar, document=DOCUMENT).passed_over
    assert bool(passed) is not bool(days)


def test_a_rule_without_an_end_is_followed_for_two_years_at_most() -> None:
    found = published(
        calendar("UID:r\r\nSUMMARY:M\r\nDTSTART;VALUE=DATE:20240418\r\nRRULE:FREQ=WEEKLY")
    )
    assert (len(found), found[-1][0]) == (105, "2026-04-16")


@pytest.mark.parametrize(
    ("title", "cancelled"),
    [
        ("Udgårdens Venner", None),
        ("Aflystningsudvalget", None),
        ("Møde – AFLYST", GONE),
        ("AFLYST: Møde", GONE),
        ("Møde (udgår)", GONE),
        ("Annulleret møde", GONE),
    ],
)
def test_a_title_says_that_it_is_cancelled_by_a_word_of_its_own(
    title: str, cancelled: str | None
) -> None:
    assert published(calendar(ONE + f"SUMMARY:{title}")) == [("2024-04-18", title, cancelled)]
