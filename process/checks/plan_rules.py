"""Rules about what a plan leaves open (owners, dates, sources that disagree, the council's two
readings) and about its days: what falls on one nobody works, or on one with something else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

from process.checks.finding import Fact, Found
from process.dates.danish import why_closed, write
from process.dates.danish_grammar import fold
from process.dates.when import (
    Day,
    EachMeeting,
    NoLater,
    Relative,
    Several,
    Span,
    Undated,
    When,
    is_dated,
)
from process.dates.workdays import SATURDAY
from process.plan.model import (
    OWING,
    Does,
    Level,
    Meeting,
    Milestone,
    Organ,
    OrganKind,
    OwnerBasis,
    Plan,
)


def owner_not_stated(plan: Plan) -> Iterator[Found]:
    """Somebody owes it, the source does not say who; nobody will be reminded (rules D1)."""
    for row in _owing(plan):
        if row.owner_basis is OwnerBasis.NOT_STATED:
            yield Found(f"milestones.{row.key}", {"title": row.title})


def owner_without_seat(plan: Plan) -> Iterator[Found]:
    """The owner is named in words but is no seat anybody holds; nobody will be reminded."""
    for row in _owing(plan):
        if row.owner_basis is not OwnerBasis.NOT_STATED and not row.owners:
            yield Found(f"milestones.{row.key}", {"title": row.title, "owner": row.owner_words})


def undated(plan: Plan) -> Iterator[Found]:
    """The source names no day, month or week; it stays so until somebody decides."""
    for row in plan.milestones:
        if row.cancelled is None and (
            isinstance(row.when, Undated) or (isinstance(row.when, Relative) and not row.when.days)
        ):
            words = row.when.words if isinstance(row.when, Undated) else ""
            yield Found(f"milestones.{row.key}", {"title": row.title, "words": words})


def guessed(plan: Plan) -> Iterator[Found]:
    """An import guessed it from the row's words; it is asked about until somebody has looked."""
    for row in plan.milestones:
        if row.cancelled is None and row.guessed:
            organ = plan.organ(row.organ).name if row.organ else ""
            yield Found(
                f"milestones.{row.key}",
                {
                    "title": row.title,
                    "fields": row.guessed,
                    "kind": plan.kind(row.kind).label,
                    "organ": organ,
                    "reading": row.reading or 0,
                    "when": write(row.when),
                },
            )


def sources_disagree(plan: Plan) -> Iterator[Found]:
    """Two sources tell of the same thing differently; both rows stand, and
    each pair is asked about once.
    """
    asked: set[frozenset[str]] = set()
    for row in plan.milestones:
        for key in row.conflicts_with:
            pair = frozenset((row.key, key))
            if pair not in asked and plan.has_milestone(key):
                asked.add(pair)
                yield Found(f"milestones.{row.key}", _both(row, plan.milestone(key)))


def _both(one: Milestone, other: Milestone) -> dict[str, str]:
    return {
        "one": one.title,
        "one_source": _documents(one),
        "other": other.title,
        "other_source": _documents(other),
    }


def _documents(row: Milestone) -> str:
    return ", ".join(dict.fromkeys(source.document for source in row.source))


def readings_missing(plan: Plan) -> Iterator[Found]:
    """The council's readings have no rows; the last lawful first reading follows from the last
    lawful second (rules P10).
    """
    limit, gap = plan.rules.budget_adopted_by, plan.rules.reading_gap_days
    missing = tuple(str(n) for n in (1, 2) if not _readings(plan, n))
    if not missing or (limit is None and not _is_about_a_budget(plan)):
        return
    dates: dict[str, Fact] = {"gap": gap}
    if limit is not None:
        dates |= {"last_first": limit - timedelta(days=gap), "last_second": limit}
    yield Found("milestones", {"missing": missing, **dates})


def _is_about_a_budget(plan: Plan) -> bool:
    """A reading is among the rows, or the council decides something."""
    councils = {organ.key for organ in plan.group(OrganKind.COUNCIL)}
    decided = any(row.organ in councils for row in rows_that(plan, Does.DECISION))
    return decided or any(row.reading and row.cancelled is None for row in plan.milestones)


def readings_too_close(plan: Plan) -> Iterator[Found]:
    """The second reading comes too soon after the first, or after the year's last lawful day."""
    first, second = _reading(plan, 1), _reading(plan, 2)
    limit, gap = plan.rules.budget_adopted_by, plan.rules.reading_gap_days
    if second and limit and second[1] > limit:
        yield Found(second[0], {"day": second[1], "limit": limit, "gap": 0})
    if first and second and (second[1] - first[1]).days < gap:
        yield Found(
            second[0], {"day": second[1], "limit": first[1] + timedelta(days=gap), "gap": gap}
        )


def _reading(plan: Plan, number: int) -> tuple[str, date] | None:
    for row in _readings(plan, number):
        if is_dated(row.when) and row.when.earliest:
            return f"milestones.{row.key}", row.when.earliest
    return None


def _readings(plan: Plan, number: int) -> list[Milestone]:
    """The council's own: the finance committee reads the budget too, and its days do not count."""
    return [
        row
        for row in plan.milestones
        if row.reading == number
        and row.cancelled is None
        and (row.organ is None or plan.organ(row.organ).kind is OrganKind.COUNCIL)
    ]


def _owing(plan: Plan) -> list[Milestone]:
    return [
        row
        for row in plan.milestones
        if row.cancelled is None and plan.kind(row.kind).does in OWING
    ]


POLITICAL = (OrganKind.STANDING_COMMITTEE, OrganKind.FINANCE_COMMITTEE, OrganKind.COUNCIL)


@dataclass(frozen=True, kw_only=True)
class Happening:
    """Something on a day. `who` is the organ, or the row itself where no organ is named."""

    path: str
    title: str
    who: str
    when: Day | NoLater | Span
    is_row: bool
    organ: str | None

    @property
    def days(self) -> tuple[date, ...]:
        """The day, or the first and the last."""
        if isinstance(self.when, Span):
            return (self.when.first, self.when.last)
        return (self.when.day,)

    @property
    def ends(self) -> time | None:
        """When it is over that day, where that is said."""
        if isinstance(self.when, NoLater):
            return self.when.at
        return self.when.end or self.when.start


def happenings(plan: Plan) -> Iterator[Happening]:
    """Everything that has a day and is not cancelled, rows first."""
    for row in plan.milestones:
        if row.cancelled is None:
            yield from _row(row)
    for organ, meeting in plan.meetings():
        if meeting.cancelled is None:
            yield from _meeting(organ, meeting)


def _row(row: Milestone) -> Iterator[Happening]:
    path = f"milestones.{row.key}"
    for when in dated_parts(row.when):
        yield Happening(
            path=path,
            title=row.title,
            who=row.organ or path,
            when=when,
            is_row=True,
            organ=row.organ,
        )


def _meeting(organ: Organ, meeting: Meeting) -> Iterator[Happening]:
    title = f"{organ.name}: {meeting.title}" if meeting.title else organ.name
    for when in dated_parts(meeting.when):
        path = f"organs.{organ.key}.meetings.{meeting.key}"
        yield Happening(
            path=path, title=title, who=organ.key, when=when, is_row=False, organ=organ.key
        )


def dated_parts(when: When) -> Iterator[Day | NoLater | Span]:
    """The parts of a when that name a day themselves."""
    for part in when.parts if isinstance(when, Several) else (when,):
        if isinstance(part, Day | NoLater | Span):
            yield part


def rows_that(plan: Plan, does: Does) -> list[Milestone]:
    """The rows of one sort that stand."""
    return [m for m in plan.milestones if m.cancelled is None and plan.kind(m.kind).does is does]


def first_treatments(plan: Plan) -> dict[str | None, date]:
    """The day of each track's first political treatment; a decision before anything is
    handed in treats none of it.
    """
    return first_days(political_decisions(plan))


def political_decisions(plan: Plan) -> list[Milestone]:
    """What politicians decide once something is handed in."""
    begins = first_days(rows_that(plan, Does.DELIVERY))
    return [
        row
        for row in rows_that(plan, Does.DECISION)
        if row.when.earliest
        and row.when.earliest >= begins.get(row.track, date.min)
        and _is_political(plan, row)
    ]


def first_days(rows: list[Milestone]) -> dict[str | None, date]:
    """The first day of each track's rows."""
    days: dict[str | None, date] = {}
    for row in rows:
        if day := row.when.earliest:
            days[row.track] = min(day, days.get(row.track, day))
    return days


def _is_political(plan: Plan, row: Milestone) -> bool:
    if isinstance(row.when, EachMeeting):
        return any(organ.kind in POLITICAL for organ in plan.group(row.when.group))
    return row.organ is not None and plan.organ(row.organ).kind in POLITICAL


def main_committee(plan: Plan) -> Organ | None:
    """The top MED committee."""
    return next((o for o in plan.med_committees() if o.level is Level.MAIN), None)


def organs_of(row: Milestone) -> tuple[str, ...]:
    """The organ that holds it and those it is held with; not the one of which only the employees
    meet.
    """
    if row.employees_only:
        return row.with_organs
    return (*((row.organ,) if row.organ else ()), *row.with_organs)


def closed_day(plan: Plan) -> Iterator[Found]:
    """It lies on a weekend, a closed day, or a half day past its closing hour (or with no hour
    said). A range may begin on any day, and the end of a consultation has a question of its own.
    """
    told = {f"milestones.{row.key}" for row in rows_that(plan, Does.CONSULTATION)}
    for thing in happenings(plan):
        for day in thing.days[-1:] if thing.path not in told else ():
            closed = plan.calendar.closed_on(day)
            until = closed.from_time if closed else None
            if (why := why_closed(plan.calendar, day)) and (
                until is None or thing.ends is None or thing.ends > until
            ):
                yield Found(thing.path, {"title": thing.title, "day": day, "name": why})


def day_after_closed(plan: Plan) -> Iterator[Found]:
    """A MED committee meets the day after a closed or half weekday: its members have no whole
    working day before it to prepare.
    """
    names = {c.day: c.name for c in plan.calendar.closed if c.day.weekday() < SATURDAY}
    for thing in happenings(plan):
        before = thing.days[0] - timedelta(days=1)
        is_med = thing.organ is not None and plan.organ(thing.organ).kind is OrganKind.MED_COMMITTEE
        if is_med and before in names:
            yield Found(
                thing.path,
                {
                    "title": thing.title,
                    "day": thing.days[0],
                    "name": names[before],
                    "before": before,
                },
            )


def same_day(plan: Plan) -> Iterator[Found]:
    """Several things of the process on one day, for people who may be needed at more than one of
    them.
    """
    for day, things in _by_day(plan).items():
        rows = [thing for thing in things if thing.is_row]
        titles = tuple(dict.fromkeys(thing.title for thing in things))
        if rows and len({thing.who for thing in things}) > 1 and len(titles) > 1:
            yield Found(rows[0].path, {"day": day, "titles": titles})


def _by_day(plan: Plan) -> dict[date, list[Happening]]:
    """Deadlines and long spans ask nobody to be anywhere; other committees' own
    meetings concern other people.
    """
    days: dict[date, list[Happening]] = defaultdict(list)
    handed_in = {f"milestones.{row.key}" for row in rows_that(plan, Does.DELIVERY)}
    for thing in happenings(plan):
        kind = plan.organ(thing.organ).kind if thing.organ else None
        elsewhere = not thing.is_row and kind in (OrganKind.OTHER, OrganKind.MED_COMMITTEE)
        if isinstance(thing.when, Day) and not elsewhere and thing.path not in handed_in:
            days[thing.when.day].append(thing)
    return dict(sorted(days.items()))


def two_meetings_one_day(plan: Plan) -> Iterator[Found]:
    """One organ has two meetings on one day."""
    for organ in plan.organs:
        days: dict[date, list[str]] = defaultdict(list)
        for meeting in organ.meetings:
            if (
                isinstance(meeting.when, Day)
                and meeting.cancelled is None
                and organ.kind is not OrganKind.OTHER
            ):
                days[meeting.when.day].append(meeting.key)
        for day, keys in days.items():
            if len(keys) > 1:
                yield Found(
                    f"organs.{organ.key}.meetings.{keys[1]}",
                    {"organ": organ.name, "day": day, "count": len(keys)},
                )


def organ_in_two_places(plan: Plan) -> Iterator[Found]:
    """One organ is needed at two things at the same hours; the points of one meeting begin with
    it.
    """
    days: dict[tuple[str, date], list[Happening]] = defaultdict(list)
    for thing in happenings(plan):
        if thing.organ is not None and isinstance(thing.when, Day) and thing.when.end is not None:
            days[thing.organ, thing.when.day].append(thing)
    for (organ, day), things in days.items():
        for n, one in enumerate(things):
            for other in things[:n]:
                if _overlap(one.when, other.when):
                    names: dict[str, Fact] = {"organ": plan.organ(organ).name, "day": day}
                    yield Found(one.path, {**names, "titles": (other.title, one.title)})


def _overlap(one: Day | NoLater | Span, other: Day | NoLater | Span) -> bool:
    if not isinstance(one, Day) or not isinstance(other, Day) or one.start == other.start:
        return False
    times = (one.start, one.end, other.start, other.end)
    first, ends, second, closes = times
    return bool(first and ends and second and closes and first < closes and second < ends)


def one_meeting_two_days(plan: Plan) -> Iterator[Found]:
    """Two documents give one meeting of an organ two days; neither row says that they disagree."""
    met: dict[tuple[str, str], Milestone] = {}
    for row in plan.milestones:
        if row.organ is None or row.cancelled is not None or not isinstance(row.when, Day):
            continue
        other = met.setdefault((row.organ, fold(row.title)), row)
        if (
            isinstance(other.when, Day)
            and other.when.day != row.when.day
            and _documents(other) != _documents(row)
            and other.key not in row.conflicts_with
            and row.key not in other.conflicts_with
        ):
            days: dict[str, Fact] = {"day": row.when.day, "other_day": other.when.day}
            told = _both(row, other)
            names: dict[str, Fact] = {"title": row.title}
            sources = {name: told[name] for name in ("one_source", "other_source")}
            yield Found(f"milestones.{row.key}", {**names, **days, **sources})


def nothing_planned(plan: Plan) -> Iterator[Found]:
    """Neither a row nor a meeting: there is nothing that could be wrong, and nothing that works."""
    if not plan.milestones and not any(True for _ in plan.meetings()):
        yield Found("milestones", {})


def programme_order(plan: Plan) -> Iterator[Found]:
    """A programme line that ends before it begins, or lies on a day outside its event."""
    rows = [(f"milestones.{m.key}", m.title, m.when, m.programme) for m in plan.milestones]
    meetings = [
        (f"organs.{o.key}.meetings.{m.key}", m.title or o.name, m.when, m.programme)
        for o, m in plan.meetings()
    ]
    for path, title, when, programme in (*rows, *meetings):
        for n, line in enumerate(programme):
            first, last = when.earliest, when.latest
            outside = bool(
                line.day
                and first
                and last
                and not isinstance(when, NoLater)
                and not first <= line.day <= last
            )
            if outside or (line.end is not None and line.end < line.start):
                yield Found(f"{path}.programme.{n}", {"title": title, "line": line.what})
