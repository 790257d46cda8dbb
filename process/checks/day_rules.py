"""Rules about single days: closed ones, half ones, and days on which too much happens."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from process.checks.finding import Found
from process.checks.happenings import Happening, happenings
from process.days import SATURDAY
from process.plan import OrganKind, Plan
from process.when import Day, NoLater


def closed_day(plan: Plan) -> Iterator[Found]:
    """It lies on a weekend, a closed day, or a half day past its closing hour (or with no hour said)."""
    halves = {c.day: c for c in plan.calendar.closed if c.from_time is not None}
    for thing in happenings(plan):
        for day in thing.days:
            half = halves.get(day)
            if not plan.calendar.is_working(day):
                yield Found(thing.path, {"title": thing.title, "day": day, "name": plan.calendar.closed_name(day) or "", "until": ""})
            elif half and half.from_time and (thing.ends is None or thing.ends > half.from_time):
                until = half.from_time.isoformat("minutes")
                yield Found(thing.path, {"title": thing.title, "day": day, "name": half.name, "until": until})


def day_after_closed(plan: Plan) -> Iterator[Found]:
    """A MED committee meets the day after a closed or half weekday: its members have no whole working day before it to prepare."""
    names = {c.day: c.name for c in plan.calendar.closed if c.day.weekday() < SATURDAY}
    for thing in happenings(plan):
        before = thing.days[0] - timedelta(days=1)
        is_med = thing.organ is not None and plan.organ(thing.organ).kind is OrganKind.MED_COMMITTEE
        if is_med and before in names:
            yield Found(thing.path, {"title": thing.title, "day": thing.days[0], "name": names[before], "before": before})


def same_day(plan: Plan) -> Iterator[Found]:
    """Several things of the process on one day, for people who may be needed at more than one of them."""
    for day, things in _by_day(plan).items():
        rows = [thing for thing in things if thing.is_row]
        if rows and len({thing.who for thing in things}) > 1:
            titles = tuple(dict.fromkeys(thing.title for thing in things))
            yield Found(rows[0].path, {"day": day, "titles": titles})


def _by_day(plan: Plan) -> dict[date, list[Happening]]:
    """Deadlines and long spans ask nobody to be anywhere; other committees' own meetings concern other people."""
    days: dict[date, list[Happening]] = defaultdict(list)
    for thing in happenings(plan):
        kind = plan.organ(thing.organ).kind if thing.organ else None
        elsewhere = not thing.is_row and kind in (OrganKind.OTHER, OrganKind.MED_COMMITTEE)
        if isinstance(thing.when, Day) and not elsewhere:
            days[thing.when.day].append(thing)
    return dict(sorted(days.items()))


def two_meetings_one_day(plan: Plan) -> Iterator[Found]:
    """One organ has two meetings on one day."""
    for organ in plan.organs:
        days: dict[date, list[str]] = defaultdict(list)
        for meeting in organ.meetings:
            if isinstance(meeting.when, Day) and meeting.cancelled is None and organ.kind is not OrganKind.OTHER:
                days[meeting.when.day].append(meeting.key)
        for day, keys in days.items():
            if len(keys) > 1:
                yield Found(f"organs.{organ.key}.meetings.{keys[1]}", {"organ": organ.name, "day": day, "count": len(keys)})


def programme_order(plan: Plan) -> Iterator[Found]:
    """A programme line that ends before it begins, or lies on a day outside its event."""
    rows = [(f"milestones.{m.key}", m.title, m.when, m.programme) for m in plan.milestones]
    meetings = [(f"organs.{o.key}.meetings.{m.key}", m.title or o.name, m.when, m.programme) for o, m in plan.meetings()]
    for path, title, when, programme in (*rows, *meetings):
        for n, line in enumerate(programme):
            first, last = when.earliest, when.latest
            outside = bool(line.day and first and last and not isinstance(when, NoLater) and not first <= line.day <= last)
            if outside or (line.end is not None and line.end < line.start):
                yield Found(f"{path}.programme.{n}", {"title": title, "line": line.what})
