"""A `when`, a day and an hour as a plan file may write them: in Danish, as an ISO date, or with structured keys
(`{window: {opens: …}}`, one key that names the kind). Values no calendar holds are faults."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, time
from types import MappingProxyType
from typing import Any, get_args

from config.tree import Branch, Report
from process.danish_when import WhenError, read
from process.danish_when import write as write_when
from process.faults import near
from process.when import (
    Day,
    EachMeeting,
    Months,
    NoLater,
    PartOfMonth,
    Relative,
    Several,
    Span,
    Undated,
    Weeks,
    When,
    Window,
    fault_of,
)

YEARS = range(1990, 2101)
"""A date outside is a slip of the finger."""

WHEN_KINDS: Mapping[str, type] = MappingProxyType(
    {
        "day": Day,
        "no_later": NoLater,
        "span": Span,
        "weeks": Weeks,
        "part_of_month": PartOfMonth,
        "months": Months,
        "window": Window,
        "each_meeting": EachMeeting,
        "relative": Relative,
        "undated": Undated,
        "several": Several,
    }
)
HOUR = re.compile(r"(?:kl\.? ?)?(\d{1,2})(?:[.:](\d{2}))?")
WHEN_CODES = {"no_year": "when_no_year", "impossible": "when_impossible", "reversed": "when_reversed", "weekday": "when_weekday"}


def is_when(kind: Any) -> bool:
    """Whether an annotation is `When` or a choice among its kinds."""
    choices = get_args(kind)
    return bool(choices) and all(choice in get_args(When) for choice in choices)


class WhenValues:
    """Reads dates; `value` reads a structured kind's fields."""

    def __init__(self, report: Report, year: int | None, value: Callable[[Branch, Any], Any]) -> None:
        self.report = report
        self.year = year
        self.value = value

    def read(self, branch: Branch) -> When:
        """The when at a branch; Undated where there is none to read, with the fault noted."""
        before = len(self.report.faults)
        when = self._worded(branch) if branch.mapping is None else self._structured(branch, branch.mapping)
        return when if len(self.report.faults) == before and self._in_range(branch, when) else Undated()

    def day(self, branch: Branch) -> date:
        """One date; ISO or Danish."""
        before = len(self.report.faults)
        when = self.read(branch)
        if isinstance(when, Day) and when.start is None:
            return when.day
        if len(self.report.faults) == before:
            self.report.add(branch, "wrong_type", expected="date", value=branch.shown)
        return date(2000, 1, 1)

    def hour(self, branch: Branch) -> time:
        """A clock time: "12:00", "kl. 12", "12.00"."""
        match = HOUR.fullmatch(str(branch.value).strip()) if isinstance(branch.value, str | int | float) else None
        if match is None:
            self.report.add(branch, "wrong_type", expected="time", value=branch.shown)
        elif int(match[1]) > 23 or int(match[2] or 0) > 59:
            self.report.add(branch, "impossible_time", value=branch.shown)
        else:
            return time(int(match[1]), int(match[2] or 0))
        return time(0)

    def _worded(self, branch: Branch) -> When:
        if isinstance(branch.value, date):
            return Day(day=branch.value)
        if not isinstance(branch.value, str):
            self.report.add(branch, "wrong_type", expected="when", value=branch.shown)
            return Undated()
        try:
            return read(branch.value, year=self.year)
        except WhenError as error:
            day = write_when(Day(day=error.day)) if error.day else ""
            self.report.add(branch, WHEN_CODES.get(error.why, "when_unreadable"), value=branch.shown, day=day)
            return Undated()

    def _structured(self, branch: Branch, mapping: dict[str, Branch]) -> When:
        name = next(iter(mapping), "")
        for unknown in mapping:
            if unknown not in WHEN_KINDS:
                self.report.add(mapping[unknown], "unknown_field", key=unknown, near=near(unknown, list(WHEN_KINDS)))
        if len(mapping) != 1:
            self.report.add(branch, "when_unreadable", value=", ".join(mapping))
        if len(mapping) != 1 or name not in WHEN_KINDS:
            return Undated()
        when: When = self.value(mapping[name], WHEN_KINDS[name])
        return when

    def _in_range(self, branch: Branch, when: When) -> bool:
        """Years first: no week or month can be asked of a year that is none."""
        parts = when.parts if isinstance(when, Several) else (when,)
        years = {v if k == "year" else v.year for part in parts for k, v in vars(part).items() if k == "year" or isinstance(v, date)}
        if strange := [year for year in years if year not in YEARS]:
            self.report.add(branch, "year_out_of_range", value=str(strange[0]))
        elif why := fault_of(when):
            self.report.add(branch, WHEN_CODES[why], value=branch.shown or ", ".join(branch.mapping or ()), day="")
        return not strange and fault_of(when) is None
