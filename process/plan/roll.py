"""Next year's draft from this year's plan: the same ISO week and weekday, moved off closed days,
and nothing pretends to be settled.

Every date that is carried over keeps the one it came from in `rolled_from` until somebody confirms
it. What law fixes keeps its day and month. What belongs to one year alone (programmes, agendas,
notes, sources, cancellations) stays behind.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from process.dates.when import (
    Day,
    EachMeeting,
    Months,
    NoLater,
    Open,
    PartOfMonth,
    Relative,
    Several,
    Span,
    Undated,
    Weeks,
    When,
    Window,
    last_week,
)
from process.dates.workdays import WorkCalendar
from process.plan.model import Meeting, Milestone, Organ, Plan, Rules

YEAR = re.compile(r"(?<!\d)(19|20)\d\d(?!\d)")
DATED_KEY = re.compile(r"(?P<head>.*?)(?P<day>(?:19|20)\d\d_\d\d(?:_\d\d)?)(?P<tail>.*)")


def base_year(plan: Plan) -> int | None:
    """The year most of its dates lie in; None when it has none."""
    days = [m.when.earliest for m in plan.milestones if m.when.earliest]
    years = Counter(day.year for day in days)
    return max(years, key=lambda year: (years[year], year)) if years else None


def rolled(plan: Plan, *, years: int, calendar: WorkCalendar) -> Plan:
    """The draft so many years on; `calendar` holds the closed days of the years it reaches."""
    roll = _Roll(years, plan.calendar, calendar)
    return replace(
        plan,
        key=roll.words(plan.key),
        title=roll.words(plan.title),
        budget_years=roll.words(plan.budget_years),
        calendar=calendar,
        rules=_rules(plan.rules, years),
        organs=tuple(roll.organ(organ) for organ in plan.organs),
        milestones=tuple(roll.row(row) for row in plan.milestones),
    )


def _rules(rules: Rules, years: int) -> Rules:
    """The day the minister sets is a date like any other: nobody knows next year's yet."""
    day = rules.budget_adopted_by
    if day is None:
        return rules
    return replace(
        rules,
        budget_adopted_by=_same_date(day, years),
        budget_adopted_by_rolled_from=rules.budget_adopted_by_rolled_from or day,
    )


def shifted(when: When, years: int) -> When:
    """The same ISO weeks and weekdays so many years on, closed days or not; what
    names no day stays as it is.
    """
    return _Roll(years, WorkCalendar(), WorkCalendar()).when(when)


def _same_date(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)


@dataclass(frozen=True)
class _Roll:
    years: int
    old: WorkCalendar
    new: WorkCalendar

    def words(self, text: str) -> str:
        """Years in a title follow along."""
        return YEAR.sub(lambda year: str(int(year[0]) + self.years), text)

    def row(self, row: Milestone) -> Milestone:
        """Next year's row."""
        when = self.fixed(row.when) if row.fixed_by else self.when(row.when)
        return replace(
            row,
            **self._kept(row, when, certain=bool(row.fixed_by)),
            title=self.words(row.title),
            owed=self.words(row.owed),
            moved=(),
            conflicts_with=(),
        )

    def organ(self, organ: Organ) -> Organ:
        """The organ with next year's meetings; those that were cancelled have lost their reason."""
        found: dict[str, Meeting] = {}
        for meeting in organ.meetings:
            when = self.when(meeting.when)
            key = _free(_key(meeting.key, when, self.years), found)
            found[key] = replace(
                meeting, key=key, agenda=(), **self._kept(meeting, when, certain=False)
            )
        return replace(organ, meetings=tuple(found.values()))

    def _kept(self, row: Milestone | Meeting, when: When, *, certain: bool) -> dict[str, Any]:
        stays = certain or isinstance(when, Relative | Undated)
        rolled_from = None if stays else row.rolled_from or row.when
        return {
            "when": when,
            "rolled_from": rolled_from,
            "programme": (),
            "cancelled": None,
            "note": "",
            "source": (),
        }

    def when(self, when: When) -> When:
        """The same week and weekday."""
        match when:
            case Day() | NoLater():
                return replace(when, day=self.day(when.day, back=isinstance(when, NoLater)))
            case Span() | EachMeeting():
                first = self.day(when.first)
                return replace(when, first=first, last=max(first, self.day(when.last, back=True)))
            case Window():
                opens, first = self.day(when.opens), self.day(when.closes_first)
                return replace(
                    when,
                    opens=opens,
                    closes_first=first,
                    closes_last=max(first, self.day(when.closes_last, back=True)),
                )
            case Weeks():
                year = when.year + self.years
                last_year = None if when.last_year is None else when.last_year + self.years
                return replace(
                    when,
                    year=year,
                    first=min(when.first, last_week(year)),
                    last=min(when.last, last_week(last_year or year)),
                    last_year=last_year,
                )
            case PartOfMonth():
                return replace(when, year=when.year + self.years)
            case Months():
                last_year = None if when.last_year is None else when.last_year + self.years
                return replace(when, year=when.year + self.years, last_year=last_year)
            case Open():
                return replace(when, begins=self._end(when.begins), ends=self._end(when.ends))
            case Several():
                parts = (self.when(part) for part in when.parts)
                return replace(
                    when,
                    parts=tuple(
                        part
                        for part in parts
                        if isinstance(part, Day | Span | Weeks | PartOfMonth | Months)
                    ),
                )
        return when

    def _end(
        self, end: Day | Weeks | PartOfMonth | Months | None
    ) -> Day | Weeks | PartOfMonth | Months | None:
        rolled = None if end is None else self.when(end)
        return rolled if isinstance(rolled, Day | Weeks | PartOfMonth | Months) else None

    def fixed(self, when: When) -> When:
        """The same day and month, as the law says it."""
        match when:
            case Day() | NoLater():
                return replace(when, day=_same_date(when.day, self.years))
            case Span():
                return replace(
                    when,
                    first=_same_date(when.first, self.years),
                    last=_same_date(when.last, self.years),
                )
        return self.when(when)

    def day(self, day: date, *, back: bool = False) -> date:
        """A working day stays one: it moves on from a closed day, and a deadline moves back."""
        year, week, weekday = day.isocalendar()
        found = date.fromisocalendar(
            year + self.years, min(week, last_week(year + self.years)), weekday
        )
        if not self.old.is_working(day) or self.new.is_working(found):
            return found
        return self.new.on_or_before(found) if back else self.new.on_or_after(found)


def _key(key: str, when: When, years: int) -> str:
    """A key that says its own day says the new one."""
    match = DATED_KEY.fullmatch(key)
    if not match:
        return key
    day = when.earliest
    if day is None:
        return f"{match['head']}{int(match['day'][:4]) + years}{match['day'][4:]}{match['tail']}"
    return f"{match['head']}{day.strftime('%Y_%m_%d')[: len(match['day'])]}{match['tail']}"


def _free(key: str, taken: dict[str, Meeting]) -> str:
    number = 2
    name = key
    while name in taken:
        name, number = f"{key}_{number}", number + 1
    return name
