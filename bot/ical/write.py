"""Entries to bytes, through icalendar but past its defaults (its zones, its clock, its random
ids).

The zone is a fixed yearly rule, since programs read only the first of icalendar's own
transitions. No UID on the calendar itself, since one client then keeps a single event. Every
stamp comes from the entry.

One entry that fails is left out and reported; the calendar is never lost. `quarantined` tries
every entry of the process once, whoever may see it, for the process owner.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from icalendar import Alarm, Calendar, Event, vText
from icalendar.enums import CLASS, STATUS, TRANSP

from bot.ical.entries import consultation_window, entry_of, meeting_entries, milestone_entries
from bot.ical.entry import FeedEntry, clean_line, clean_text
from bot.ical.feed import NO_CHOICE, Choice, Feed, with_ahead
from bot.ical.scopes import PUBLIC
from bot.text import calendar as words
from process.deadlines.obligations import obligations
from process.ledger.state import State

MOST_BYTES = 1_000_000
"""Google drops what lies beyond a megabyte."""
MOST_OCTETS = 75
PRODUCT = "-//Fristvogter//Kalender 1.0//DA"
ZONE = "Europe/Copenhagen"
REFRESH = timedelta(hours=4)
END = b"END:VCALENDAR\r\n"
VTIMEZONE = (
    b"BEGIN:VTIMEZONE\r\nTZID:Europe/Copenhagen\r\nX-LIC-LOCATION:Europe/Copenhagen\r\n"
    b"BEGIN:DAYLIGHT\r\nDTSTART:19700329T020000\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\n"
    b"TZNAME:CEST\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nEND:DAYLIGHT\r\n"
    b"BEGIN:STANDARD\r\nDTSTART:19701025T030000\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\n"
    b"TZNAME:CET\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\n"
    b"END:VTIMEZONE\r\n"
)


@dataclass(frozen=True, kw_only=True)
class Written:
    """A calendar as bytes, and what had to be left out of it."""

    data: bytes
    left_out: tuple[LeftOut, ...] = ()


def to_bytes(feed: Feed, *, page: str = "", choice: Choice = NO_CHOICE) -> bytes:
    """The calendar file. `page` is where entries link back to; never a secret address."""
    return write(feed, page=page, choice=choice).data


def write(feed: Feed, *, page: str = "", choice: Choice = NO_CHOICE) -> Written:
    """The calendar file and what was left out of it, each with its reason."""
    good, bad = sift(with_ahead(feed.entries, choice))
    left_out = list(bad)
    parts: list[tuple[FeedEntry, bytes]] = []
    for entry in good:
        event = _event(entry, page, choice, own=feed.scope.own)
        if isinstance(event, bytes):
            parts.append((entry, event))
        else:
            left_out.append(LeftOut(uid=entry.uid, why=event))
    head = _head(feed, page, [entry for entry, _ in parts])
    events, too_much = within_size(parts, MOST_BYTES - len(head) - len(END))
    return Written(data=b"".join([head, *events, END]), left_out=(*left_out, *too_much))


def _head(feed: Feed, page: str, entries: Iterable[FeedEntry]) -> bytes:
    entries = list(entries)
    name, about = clean_line(feed.title), clean_line(feed.about, 1000)
    changed = max((entry.stamp.modified for entry in entries), default=None)
    calendar = Calendar.new(
        prodid=PRODUCT,
        name=name,
        description=about,
        url=page or None,
        color="steelblue",
        refresh_interval=REFRESH,
        last_modified=changed,
    )
    del calendar["UID"]
    calendar["REFRESH-INTERVAL"].params["VALUE"] = "DURATION"
    # icalendar writes X- properties as they come, so their text must be escaped as text is
    calendar["X-WR-CALNAME"], calendar["X-WR-CALDESC"] = vText(name), vText(about)
    calendar.add("X-WR-TIMEZONE", ZONE)
    calendar.add("X-PUBLISHED-TTL", "PT4H")
    zone = VTIMEZONE if any(in_zone(entry) for entry in entries) else b""
    written: bytes = calendar.to_ical()
    return written.removesuffix(END) + zone


def _event(entry: FeedEntry, page: str, choice: Choice, *, own: bool) -> bytes | Fault:
    """An entry's own lines, or why it cannot be written; the borders of the library end here."""
    try:
        written = vevent(entry, page, choice, own=own).to_ical()
    except (ValueError, TypeError, AssertionError):
        return Fault.UNWRITABLE
    return fault_in(written) or written


def vevent(
    entry: FeedEntry, page: str = "", choice: Choice = NO_CHOICE, *, own: bool = False
) -> Event:
    """An entry as icalendar's event, every value given."""
    start, end = (_instant(entry, at) for at in (entry.start, entry.end))
    description = "\n".join(
        filter(None, (clean_text(entry.description), words.link(page) if page else ""))
    )
    event = Event.new(
        uid=entry.uid,
        start=start,
        end=end,
        summary=clean_line(entry.summary),
        description=description or None,
        location=clean_line(entry.location) or None,
        categories=[words.CATEGORIES[entry.category]] if entry.category in words.CATEGORIES else (),
        classification=CLASS.PRIVATE if own else CLASS.PUBLIC,
        status=_status(entry, choice),
        transparency=TRANSP.OPAQUE if entry.busy else TRANSP.TRANSPARENT,
        stamp=entry.stamp.modified,
        created=entry.stamp.created,
        last_modified=entry.stamp.modified,
        sequence=entry.stamp.count,
        url=page or None,
        subcomponents=[_alarm(entry, days) for days in choice.alarms if entry.remind],
    )
    event.add("X-MICROSOFT-CDO-BUSYSTATUS", "BUSY" if entry.busy else "FREE")
    return event


def _status(entry: FeedEntry, choice: Choice) -> STATUS:
    """Google hides what is CANCELLED, so that nobody would read AFLYST;
    whoever wants the mark asks for it.
    """
    if entry.cancelled:
        return STATUS.CANCELLED if choice.mark_cancelled else STATUS.CONFIRMED
    return STATUS.TENTATIVE if entry.tentative else STATUS.CONFIRMED


def _alarm(entry: FeedEntry, days: int) -> Alarm:
    """At nine in the morning, whole days before a whole-day entry; the same
    clock time before a meeting.
    """
    before = timedelta(days=-days)
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", clean_line(words.alarm(entry.summary)))
    alarm.add(
        "TRIGGER", before if isinstance(entry.start, datetime) else before + timedelta(hours=9)
    )
    return alarm


def in_zone(entry: FeedEntry) -> bool:
    """Whether its clock times are written in the zone: an hour that comes
    twice can only be told in UTC.
    """
    ends = [at for at in (entry.start, entry.end) if isinstance(at, datetime)]
    return bool(ends) and all(getattr(at.tzinfo, "key", "") == ZONE and not at.fold for at in ends)


def _instant(entry: FeedEntry, at: date | datetime) -> date | datetime:
    return at.astimezone(UTC) if isinstance(at, datetime) and not in_zone(entry) else at


class Fault(StrEnum):
    """Why an entry was left out."""

    DUPLICATE = "duplicate uid"
    NO_LENGTH = "ends before or when it starts"
    NAIVE = "a clock time without a zone"
    MIXED = "a day at one end and a clock time at the other"
    NO_TITLE = "no title"
    LONG_LINE = "a line of more than 75 octets"
    BAD_CHARACTER = "a character that may not stand there"
    UNWRITABLE = "the calendar library refused it"
    TOO_MUCH = "beyond the size programs read"


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """An entry that was not published, and why."""

    uid: str
    why: Fault


_UID = re.compile("[!-~]+")
_CONTROL = re.compile(b"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|(?<!\r)\n|\r(?!\n)")


def sift(entries: Iterable[FeedEntry]) -> tuple[tuple[FeedEntry, ...], tuple[LeftOut, ...]]:
    """The entries that may be published, and those that may not. Of two with one uid the first
    stands.
    """
    good: dict[str, FeedEntry] = {}
    bad: list[LeftOut] = []
    for entry in entries:
        why = Fault.DUPLICATE if entry.uid in good else fault_of(entry)
        if why is None:
            good[entry.uid] = entry
        else:
            bad.append(LeftOut(uid=entry.uid, why=why))
    return tuple(good.values()), tuple(bad)


def fault_of(entry: FeedEntry) -> Fault | None:
    """What is wrong with an entry by itself."""
    if not _UID.fullmatch(entry.uid):
        return Fault.BAD_CHARACTER
    if isinstance(entry.start, datetime) is not isinstance(entry.end, datetime):
        return Fault.MIXED
    if any(isinstance(end, datetime) and end.tzinfo is None for end in (entry.start, entry.end)):
        return Fault.NAIVE
    if not _begins_before_it_ends(entry):
        return Fault.NO_LENGTH
    return None if entry.summary.strip() else Fault.NO_TITLE


def _begins_before_it_ends(entry: FeedEntry) -> bool:
    if isinstance(entry.start, datetime) and isinstance(entry.end, datetime):
        return (
            entry.start.timestamp() < entry.end.timestamp()
        )  # by the instant: two local times of one zone compare by the wall
    return entry.start < entry.end


def fault_in(written: bytes) -> Fault | None:
    """What is wrong with an entry as written."""
    if _CONTROL.search(written):
        return Fault.BAD_CHARACTER
    if any(len(octets) > MOST_OCTETS for octets in written.split(b"\r\n")):
        return Fault.LONG_LINE
    return None


def within_size(
    parts: Sequence[tuple[FeedEntry, bytes]], room: int
) -> tuple[list[bytes], list[LeftOut]]:
    """The newest entries that fit, in their order; what is longest over goes first."""
    kept: list[bytes] = []
    dropped: list[LeftOut] = []
    for entry, written in reversed(parts):
        room -= len(written)
        if room < 0:
            dropped.append(LeftOut(uid=entry.uid, why=Fault.TOO_MUCH))
        else:
            kept.append(written)
    return kept[::-1], dropped[::-1]


@dataclass(frozen=True, kw_only=True)
class Quarantined:
    """An entry that is in no calendar: what it is called, and why."""

    title: str
    why: Fault


def quarantined(state: State) -> tuple[Quarantined, ...]:
    """Every entry that cannot be published, by title; none where there is no plan."""
    if state.adopted is None:
        return ()
    entries = {entry.uid: entry for entry in sorted(_every(state), key=lambda entry: entry.order)}
    found = write(
        Feed(scope=PUBLIC, title=state.plan.title, about="", entries=tuple(entries.values()))
    ).left_out
    named = (
        Quarantined(title=entries[left.uid].summary or left.uid, why=left.why)
        for left in found
        if left.uid in entries
    )
    return tuple(
        sorted(
            (one for one in named if one.why is not Fault.TOO_MUCH),
            key=lambda one: (one.title, one.why),
        )
    )


def _every(state: State) -> Iterator[FeedEntry]:
    for row in state.plan.milestones:
        yield from milestone_entries(state, row, [], public=False)
    for organ, meeting in state.plan.meetings():
        yield from meeting_entries(state, organ, meeting, public=False, own=False)
    yield from (entry_of(state, obligation) for obligation in obligations(state))
    yield from (
        consultation_window(state, id, history) for id, history in state.consultations.items()
    )
