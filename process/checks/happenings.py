"""The plan's rows and meetings seen as one thing that happens on a day, for the rules that do not care which of the two it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

from process.plan import Does, Level, Meeting, Milestone, Organ, OrganKind, Plan
from process.when import Day, EachMeeting, NoLater, Several, Span, When

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
        yield Happening(path=path, title=row.title, who=row.organ or path, when=when, is_row=True, organ=row.organ)


def _meeting(organ: Organ, meeting: Meeting) -> Iterator[Happening]:
    title = f"{organ.name}: {meeting.title}" if meeting.title else organ.name
    for when in dated_parts(meeting.when):
        path = f"organs.{organ.key}.meetings.{meeting.key}"
        yield Happening(path=path, title=title, who=organ.key, when=when, is_row=False, organ=organ.key)


def dated_parts(when: When) -> Iterator[Day | NoLater | Span]:
    """The parts of a when that name a day themselves."""
    for part in when.parts if isinstance(when, Several) else (when,):
        if isinstance(part, Day | NoLater | Span):
            yield part


def rows_that(plan: Plan, does: Does) -> list[Milestone]:
    """The rows of one sort that stand."""
    return [m for m in plan.milestones if m.cancelled is None and plan.kind(m.kind).does is does]


def first_treatments(plan: Plan) -> dict[str | None, date]:
    """The day of each track's first political treatment; a decision before anything is handed in treats none of it."""
    begins = first_days(rows_that(plan, Does.DELIVERY))
    first: dict[str | None, date] = {}
    for row in rows_that(plan, Does.DECISION):
        day = row.when.earliest
        if day and day >= begins.get(row.track, date.min) and _is_political(plan, row):
            first[row.track] = min(day, first.get(row.track, day))
    return first


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
    """The organ that holds it and those it is held with."""
    return (*((row.organ,) if row.organ else ()), *row.with_organs)
