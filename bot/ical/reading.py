"""What others publish: an organ's own meeting calendar, from an `.ics` file to meetings and
to a plan somebody may adopt.

Nothing is taken over by itself: the result is proposed, and the process owner sees the
difference before adopting it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TypeGuard

from icalendar import Calendar, Component

from bot.ical.entry import clean_line
from bot.ical.write import MOST_BYTES
from bot.text import plan_files as words
from process.dates.when import Day, Span
from process.dates.workdays import WorkCalendar
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


def read_meetings(data: bytes, days: WorkCalendar, *, document: str) -> Published:
    """The meetings in a file; `document` is what the source is called in the
    plan. Raises UnreadableCalendar.
    """
    if len(data) > MOST_BYTES:
        raise UnreadableCalendar(f"{len(data)} bytes")
    try:
        events = Calendar.from_ical(data).walk("VEVENT")
    except (ValueError, IndexError) as error:
        raise UnreadableCalendar(str(error)) from error
    found: list[Meeting] = []
    passed_over: list[tuple[str, str]] = []
    for event in events:
        meeting = _meeting(event, days, document)
        if isinstance(meeting, Meeting):
            found.append(meeting)
        else:
            passed_over.append((clean_line(str(event.get("SUMMARY", ""))), meeting))
    return Published(
        meetings=tuple(sorted(found, key=lambda m: (m.when.earliest or date.max, m.key))),
        passed_over=tuple(passed_over),
    )


def proposed(plan: Plan, organ: str, published: Published) -> Plan:
    """The plan with the organ's meetings as published; what the calendar held before
    and holds no more is cancelled.
    """
    known = plan.organ(organ).meetings
    new = _as_known(published.meetings, known)
    kept = [
        _gone(old, published) for old in known if old.key not in {meeting.key for meeting in new}
    ]
    meetings = tuple(sorted([*kept, *new], key=lambda m: (m.when.earliest or date.max, m.key)))
    return replace(
        plan,
        organs=tuple(replace(o, meetings=meetings) if o.key == organ else o for o in plan.organs),
    )


def _meeting(event: Component, days: WorkCalendar, document: str) -> Meeting | str:
    if "RRULE" in event:
        return words.REPEATS
    uid = clean_line(str(event.get("UID", "")))
    start, end = (event.decoded(name, None) for name in ("DTSTART", "DTEND"))
    if not uid or not _is_sane(start):
        return words.NO_DAY
    title = clean_line(str(event.get("SUMMARY", "")))
    cancelled = str(event.get("STATUS", "")).upper() == "CANCELLED" or words.says_cancelled(title)
    return Meeting(
        key=f"ics_{hashlib.sha256(uid.encode()).hexdigest()[:10]}",
        when=_when(start, end if _is_sane(end) else None, days),
        title=title,
        place=clean_line(str(event.get("LOCATION", ""))),
        cancelled=words.CANCELLED if cancelled else None,
        source=(Source(document=document, place=uid),),
    )


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
    ends = _local(end, days) if isinstance(end, datetime) and _local(end, days) > begins else None
    if ends is None or ends.date() == begins.date():
        return Day(day=begins.date(), start=begins.time(), end=ends.time() if ends else None)
    return Span(first=begins.date(), last=ends.date(), start=begins.time(), end=ends.time())


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


def _gone(old: Meeting, published: Published) -> Meeting:
    """Cancelled when it came from this calendar; a meeting from another source is none of its
    business.
    """
    documents = {s.document for meeting in published.meetings for s in meeting.source}
    ours = any(s.document in documents for s in old.source)
    return replace(old, cancelled=words.NO_LONGER_THERE) if ours and old.cancelled is None else old
