"""What others publish: an organ's own meeting calendar, from an `.ics` file to meetings and
to a plan somebody may adopt.

Nothing is taken over by itself: the result is proposed, and the process owner sees the
difference before adopting it.
"""

from __future__ import annotations

import codecs
import hashlib
import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TypeGuard

from dateutil.rrule import rrulestr
from icalendar import Calendar, Component, vRecur

from bot.ical.entry import clean_line
from bot.ical.write import MOST_BYTES
from bot.text import plan_files as words
from process.dates.when import Day, Span
from process.dates.workdays import WorkCalendar
from process.plain_text import plain
from process.plan.model import Meeting, Plan, Source

YEARS = range(1990, 2100)


class UnreadableCalendar(Exception):
    """The file is no calendar, or bigger than any meeting calendar is."""


@dataclass(frozen=True, kw_only=True)
class Published:
    """An organ's meetings as published, and the entries that could not be read as
    meetings, each with the reason.
    """

    meetings: tuple[Meeting, ...]
    passed_over: tuple[tuple[str, str], ...] = ()


def read_meetings(
    data: bytes, days: WorkCalendar, *, document: str, charset: str = ""
) -> Published:
    """The meetings in a file; `document` is what the source is called in the plan, `charset` what
    the file was said to be in. Raises UnreadableCalendar.
    """
    if len(data) > MOST_BYTES:
        raise UnreadableCalendar(f"{len(data)} bytes")
    found: dict[tuple[str, str], _Event] = {}
    passed_over: list[tuple[str, str]] = []
    events = list(_events(unfolded(data, charset)))
    instead = {place for event in events if (place := _stands_for(event.component, days))}
    for event in events:
        for one in _occurrences(event, days, instead):
            if isinstance(one, str):
                passed_over.append((_words(event.component, "SUMMARY"), one))
            elif (key := (one.uid, one.which)) not in found or found[key].version <= one.version:
                found[key] = one
    meetings = _named(list(found.values()), document)
    return Published(
        meetings=tuple(sorted(meetings, key=lambda m: (m.when.earliest or date.max, m.key))),
        passed_over=tuple(passed_over),
    )


def proposed(plan: Plan, organ: str, published: Published, today: date) -> Plan:
    """The plan with the organ's meetings as published; what the calendar held before and holds no
    more is cancelled, but for what has been: many list only what is to come.
    """
    known = plan.organ(organ).meetings
    new = _as_known(published.meetings, known)
    kept = [
        _gone(old, published, today)
        for old in known
        if old.key not in {meeting.key for meeting in new}
    ]
    meetings = tuple(sorted([*kept, *new], key=lambda m: (m.when.earliest or date.max, m.key)))
    return replace(
        plan,
        organs=tuple(replace(o, meetings=meetings) if o.key == organ else o for o in plan.organs),
    )


@dataclass(frozen=True, kw_only=True)
class _Source:
    """An event, and whether the calendar it stands in takes everything back."""

    component: Component
    taken_back: bool


@dataclass(frozen=True, kw_only=True)
class _Event:
    """One day of an event. `which` tells it from others under the same uid."""

    uid: str
    which: str
    version: int
    moved: bool
    meeting: Meeting


_LINE_END = re.compile(rb"\r\n|\r|\n")


def unfolded(data: bytes, charset: str) -> str:
    """As lines of text: a fold may lie inside a character, so lines are joined before reading."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in data[:4]:
        wide = "utf-16" if data[0] >= 0xFE else "utf-16-le" if data[:1] != b"\x00" else "utf-16-be"
        data, charset = data.decode(wide, errors="replace").encode(), "utf-8"
    joined = re.sub(rb"\n[ \t]", b"", _LINE_END.sub(b"\n", data)).removeprefix(codecs.BOM_UTF8)
    for name in ("utf-8", charset):
        try:
            return joined.decode(name or "utf-8")
        except (UnicodeDecodeError, LookupError):
            continue
    return joined.decode("cp1252", errors="replace")


def _events(text: str) -> Iterator[_Source]:
    """Of every calendar in the text, whatever stands around them."""
    found = list(_calendars(text.split("\n")))
    if not found:
        raise UnreadableCalendar("no calendar in it")
    for one in found:
        try:
            read = Calendar.from_ical("\r\n".join([*one, ""]))
        except (ValueError, IndexError, KeyError, TypeError, AttributeError) as error:
            raise UnreadableCalendar(type(error).__name__) from error
        taken_back = _words(read, "METHOD").upper() == "CANCEL"
        for event in read.walk("VEVENT"):
            yield _Source(component=event, taken_back=taken_back)


def _calendars(lines: list[str]) -> Iterator[list[str]]:
    begun = -1
    for number, line in enumerate(lines):
        word = line.strip().upper()
        if word == "BEGIN:VCALENDAR" and begun < 0:
            begun = number
        elif word == "END:VCALENDAR" and begun >= 0:
            yield lines[begun : number + 1]
            begun = -1


def _words(event: Component, name: str) -> str:
    """The first of what may stand there more than once, as it is read on a page."""
    said = event.get(name, "")
    first = said[0] if isinstance(said, list) and said else said
    return clean_line(plain(html.unescape(str(first))))


Place = tuple[str, date]
"""A uid, and the local day of one of its repetitions."""


def _stands_for(event: Component, days: WorkCalendar) -> Place | None:
    """The repetition an event takes the place of."""
    at = _time(event, "RECURRENCE-ID")
    return (_words(event, "UID"), _day(at, days)) if _is_sane(at) else None


def _day(at: date, days: WorkCalendar) -> date:
    return _local(at, days).date() if isinstance(at, datetime) else at


def _occurrences(
    source: _Source, days: WorkCalendar, instead: Set[Place]
) -> Iterator[_Event | str]:
    """Each day of an event, or why there is none."""
    event = source.component
    uid = _words(event, "UID")
    start, end = (_time(event, name) for name in ("DTSTART", "DTEND"))
    if not uid or not _is_sane(start):
        yield words.NO_DAY
        return
    end = end if _is_sane(end) else _after(start, event)
    title = _words(event, "SUMMARY")
    cancelled = (
        source.taken_back
        or _words(event, "STATUS").upper() == "CANCELLED"
        or words.says_cancelled(title)
    )
    recurrence = _time(event, "RECURRENCE-ID")
    repeated = _repeated(event, start) if "RRULE" in event else []
    if repeated is None:
        yield words.REPEATS
        return
    without = set(_times(event, "EXDATE"))
    for begins in dict.fromkeys([start, *repeated, *_times(event, "RDATE")]):
        if begins in without or not _is_sane(begins):
            continue
        if "RRULE" in event and (uid, _day(begins, days)) in instead:
            continue
        when = _when(begins, _moved_along(start, begins, end), days)
        yield _Event(
            uid=uid,
            which=str(recurrence if _is_sane(recurrence) else when.earliest),
            version=_number(event),
            moved=_is_sane(recurrence) or begins != start,
            meeting=Meeting(
                key="",
                when=when,
                title=title,
                place=_words(event, "LOCATION"),
                cancelled=words.MEETING_CANCELLED if cancelled else None,
            ),
        )


LONGEST = timedelta(days=2 * 366)
"""A rule of repetition without an end is followed so far from its beginning."""
MOST_REPEATED = 200
FOLLOWED = {"WEEKLY": {"BYDAY", "WKST"}, "MONTHLY": {"BYDAY", "BYMONTHDAY", "BYSETPOS", "WKST"}}
"""The rules meetings are repeated by, and what each may say besides how often and until when. Each
has a day in every few months, so that following it ends soon.
"""


def _repeated(event: Component, start: date) -> list[date] | None:
    """The days or instants of a repeated event; None for a rule that is not followed."""
    said = event["RRULE"]
    if not isinstance(said, vRecur):
        return None
    rule: dict[str, list[Any]] = {str(name).upper(): said[name] for name in said}
    often = str(next(iter(rule.get("FREQ", [])), "")).upper()
    if often not in FOLLOWED or rule.keys() - FOLLOWED[often] - TOLD_BESIDES:
        return None
    if not all(0 < number <= MOST_REPEATED for number in rule.get("INTERVAL", [])):
        return None  # every nought weeks never ends
    wall = time() if not isinstance(start, datetime) else start.time()
    begins, ends = datetime.combine(start, wall), _until(rule.pop("UNTIL", []))
    try:
        text = vRecur(rule).to_ical().decode()  # type: ignore[no-untyped-call]
        every = rrulestr(text, dtstart=begins).between(begins, begins + LONGEST, inc=True)
    except (ValueError, TypeError, AttributeError):
        return None
    days = [at.date() for at in every[:MOST_REPEATED] if ends is None or at.date() <= ends]
    if not isinstance(start, datetime):
        return days
    return [datetime.combine(day, wall, start.tzinfo) for day in days]


TOLD_BESIDES = {"FREQ", "INTERVAL", "COUNT", "UNTIL"}


def _until(said: list[Any]) -> date | None:
    ends = next(iter(said), None)
    return ends.date() if isinstance(ends, datetime) else ends if isinstance(ends, date) else None


def _named(events: list[_Event], document: str) -> list[Meeting]:
    """Under a key of its own: the uid, and the day too where several have the uid."""
    alone = {uid for uid, many in Counter(event.uid for event in events).items() if many == 1}
    found = []
    for event in events:
        place = (
            event.uid if event.uid in alone and not event.moved else f"{event.uid}/{event.which}"
        )
        key = f"ics_{hashlib.sha256(place.encode()).hexdigest()[:10]}"
        source = (Source(document=document, place=place),)
        found.append(replace(event.meeting, key=key, source=source))
    return found


_UTC = re.compile(
    r"\(?(?:z|utc|gmt)\)?|.*/utc|.*(?:coordinated universal|greenwich mean) time", re.I
)


def _time(event: Component, name: str) -> object:
    """A day or an instant; UTC by any of its names, which the library takes for no zone at all."""
    try:
        at = event.decoded(name, None)
    except (ValueError, TypeError, AttributeError, KeyError):
        return None
    zone = str(getattr(event.get(name), "params", {}).get("TZID", ""))
    if isinstance(at, datetime) and at.tzinfo is None and _UTC.fullmatch(zone):
        return at.replace(tzinfo=UTC)
    return at


def _times(event: Component, name: str) -> list[date]:
    """The days or instants of a list, which may stand there more than once."""
    said = event.get(name, [])
    lists = said if isinstance(said, list) else [said]
    found = (one.dt for many in lists for one in getattr(many, "dts", ()))
    starts = (at[0] if isinstance(at, tuple) else at for at in found)
    return [at for at in starts if isinstance(at, date)]


def _after(start: date, event: Component) -> date | None:
    """The end that is told as a length."""
    try:
        length = event.decoded("DURATION", None)
        return start + length if isinstance(length, timedelta) else None
    except (ValueError, TypeError, AttributeError, OverflowError):
        return None


def _moved_along(start: date, begins: date, end: date | None) -> date | None:
    """The end of another day of the same event."""
    if end is None or begins == start or type(begins) is not type(start) is not type(end):
        return end if begins == start else None
    return begins + (end - start)


def _number(event: Component) -> int:
    said = _words(event, "SEQUENCE")
    return int(said) if said.isdecimal() and len(said) < 9 else 0


def _is_sane(at: object) -> TypeGuard[date]:
    """A day or an instant of our times; not several, not a duration."""
    return isinstance(at, date) and at.year in YEARS


def _when(start: date, end: date | None, days: WorkCalendar) -> Day | Span:
    """Local days and clock times; an all-day end is exclusive, a floating time is taken as
    local.
    """
    if not isinstance(start, datetime):
        last = end - timedelta(days=1) if end and not isinstance(end, datetime) else start
        return Day(day=start) if last <= start else Span(first=start, last=last)
    begins = _local(start, days)
    if isinstance(end, datetime) and _is_whole(begins, _local(end, days)):
        return _when(begins.date(), _local(end, days).date(), days)
    ends = _local(end, days) if isinstance(end, datetime) and _local(end, days) > begins else None
    if ends is None or ends.date() == begins.date():
        return Day(day=begins.date(), start=begins.time(), end=ends.time() if ends else None)
    return Span(first=begins.date(), last=ends.date(), start=begins.time(), end=ends.time())


def _is_whole(begins: datetime, ends: datetime) -> bool:
    """From midnight to midnight: how some programs write a whole day."""
    return begins.time() == ends.time() == time() and ends > begins


def _local(at: datetime, days: WorkCalendar) -> datetime:
    return (days.local(at) if at.tzinfo else at).replace(
        second=0, microsecond=0, tzinfo=None, fold=0
    )


def _as_known(meetings: Iterable[Meeting], known: Iterable[Meeting]) -> list[Meeting]:
    """Each under the key it has already: by its uid, else by its day where
    nothing else has taken that.
    """
    free = {old.key: old for old in known}
    found = []
    for meeting in sorted(
        meetings, key=lambda m: not any(_uids(m) & _uids(old) for old in free.values())
    ):
        old = next((old for old in free.values() if _uids(old) & _uids(meeting)), None)
        old = old or next(
            (old for old in free.values() if old.when.earliest == meeting.when.earliest), None
        )
        found.append(_renewed(free.pop(old.key), meeting) if old else meeting)
    return found


def _uids(meeting: Meeting) -> set[str]:
    return {source.place for source in meeting.source if source.place}


def _renewed(old: Meeting, meeting: Meeting) -> Meeting:
    """What the plan adds to it (agenda, public) stays."""
    sources = (*(s for s in old.source if s not in meeting.source), *meeting.source)
    return replace(
        old,
        when=meeting.when,
        title=meeting.title,
        place=meeting.place,
        cancelled=meeting.cancelled,
        source=sources,
    )


def _gone(old: Meeting, published: Published, today: date) -> Meeting:
    """Cancelled when it came from this calendar and is still to come; a meeting from another source
    is none of its business.
    """
    documents = {s.document for meeting in published.meetings for s in meeting.source}
    ours = any(s.document in documents for s in old.source)
    held = old.when.latest is not None and old.when.latest < today
    if not ours or held or old.cancelled is not None:
        return old
    return replace(old, cancelled=words.NO_LONGER_THERE)
