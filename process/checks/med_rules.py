"""Rules about MED: whether a discussion can come before the decision it is about, at which level, and with what time for it.

The information and discussion duty: DOMAIN b1 (a discussion belongs before the recommendation, information does not replace it).
The numbers are practice from elsewhere and stand in the plan's `rules`; they are counted back from the first treatment.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from process.checks.finding import Fact, Found
from process.checks.happenings import POLITICAL, first_days, first_treatments, main_committee, organs_of, rows_that
from process.danish_when import write
from process.days import Counting
from process.plan import Does, Milestone, OrganKind, Plan
from process.when import Window, is_dated

Facts = dict[str, Fact]


def discussion_after_treatment(plan: Plan) -> Iterator[Found]:
    """A discussion that cannot come before the treatment it belongs before. Conditional rows (new proposals) come after by nature."""
    treated = first_treatments(plan)
    for row in _discussions(plan):
        first = _first_treatment(row, treated)
        ends = row.when.earliest if isinstance(row.when, Window) else row.when.latest
        if first and ends and ends >= first:
            yield Found(f"milestones.{row.key}", {"title": row.title, "day": ends, "when": write(row.when), "treatment": first})


def decided_before_discussion(plan: Plan) -> Iterator[Found]:
    """The executive board treats the matter on or before the first day a MED committee can discuss it (DOMAIN b1.3)."""
    boards: dict[tuple[str, date, str | None], list[Milestone]] = {}
    for row in rows_that(plan, Does.DECISION):
        day = row.when.earliest
        if day and row.organ and plan.organ(row.organ).kind is OrganKind.EXECUTIVE_BOARD:
            boards.setdefault((row.organ, day, row.track), []).append(row)
    discussed = first_days(_discussions(plan))
    for (organ, day, track), rows in boards.items():
        discussion = discussed.get(track)
        if discussion and day <= discussion:
            titles = tuple(row.title for row in rows)
            facts: Facts = {
                "organ": plan.organ(organ).name,
                "day": day,
                "when": write(rows[-1].when),
                "titles": titles,
                "discussion": discussion,
            }
            yield Found(f"milestones.{rows[-1].key}", {**facts, "informed": _informed(plan, until=day)})


def views_miss_dispatch(plan: Plan) -> Iterator[Found]:
    """A MED committee hears of it so late that its views cannot stand in the agenda of the first treatment."""
    treated = first_treatments(plan)
    for row in (*rows_that(plan, Does.INFORMATION), *rows_that(plan, Does.DISCUSSION)):
        first, day = _first_treatment(row, treated), row.when.earliest
        if not first or not day or not _is_med(plan, row) or isinstance(row.when, Window):
            continue
        dispatch = _dispatch(plan, first)
        if dispatch[plan.rules.dispatch_counting] <= day < first:
            facts: Facts = {"title": row.title, "day": day, "when": write(row.when), "treatment": first, "days": plan.rules.dispatch_days}
            dispatched = {"weekday": dispatch[Counting.WEEKDAY], "working_day": dispatch[Counting.WORKING_DAY]}
            yield Found(f"milestones.{row.key}", {**facts, **dispatched})


def material_time(plan: Plan) -> Iterator[Found]:
    """With the material's days counted from the window's opening, few or no days are left for a meeting before the agenda leaves."""
    for row, window in _windows(plan):
        first = window.closes_first
        opens, days, dispatch = window.opens, plan.calendar, _dispatch(plan, first)
        earliest = opens + timedelta(days=plan.rules.material_days)
        earliest = max(earliest, days.shift(opens, plan.rules.notice_days))
        latest = days.shift(dispatch[plan.rules.dispatch_counting], -plan.rules.minutes_days)
        if days.count(earliest - timedelta(days=1), latest) < plan.rules.narrow_days:
            numbers = {name: getattr(plan.rules, name) for name in ("material_days", "notice_days", "minutes_days")}
            bounds = {"opens": opens, "treatment": first, "earliest": earliest, "by_notice": days.shift(opens, plan.rules.notice_days)}
            ends = {"weekday": dispatch[Counting.WEEKDAY], "working_day": dispatch[Counting.WORKING_DAY]}
            between = days.count(opens - timedelta(days=1), first - timedelta(days=1))
            yield Found(f"milestones.{row.key}", {"title": row.title, **bounds, **numbers, **ends, "working_days": between})


def case_deadline(plan: Plan) -> Iterator[Found]:
    """The case must be with the secretariat before a committee that was given its time can have met (PEOPLE 2.8)."""
    for row, window in _windows(plan):
        first = window.closes_first
        due = plan.calendar.shift(first, -plan.rules.case_days)
        earliest = window.opens + timedelta(days=plan.rules.material_days)
        if earliest > due:
            numbers = {"case_days": plan.rules.case_days, "material_days": plan.rules.material_days}
            yield Found(f"milestones.{row.key}", {"title": row.title, "treatment": first, "due": due, "earliest": earliest, **numbers})


def main_committee_never_discusses(plan: Plan) -> Iterator[Found]:
    """The main committee is informed, or not mentioned, and nowhere discusses (DOMAIN b1.1, b1.4)."""
    main = main_committee(plan)
    if main is None or any(main.key in organs_of(row) for row in rows_that(plan, Does.DISCUSSION)):
        return
    named = sum(main.key in organs_of(row) for row in plan.milestones) + len(main.meetings)
    yield Found(f"organs.{main.key}", {"organ": main.name, "informed": _informed(plan), "named": named})


def main_committee_meets_politicians(plan: Plan) -> Iterator[Found]:
    """No meeting of the main committee with the political leadership about the budget (DOMAIN b1.7)."""
    main = main_committee(plan)
    if main is None:
        return
    joint = [organs_of(row) for row in plan.milestones if main.key in organs_of(row)]
    if not any(plan.organ(key).kind in POLITICAL for organs in joint for key in organs if plan.has_organ(key)):
        yield Found(f"organs.{main.key}", {"organ": main.name})


def _discussions(plan: Plan) -> list[Milestone]:
    return [row for row in rows_that(plan, Does.DISCUSSION) if not row.conditional]


def _windows(plan: Plan) -> list[tuple[Milestone, Window]]:
    return [(row, row.when) for row in _discussions(plan) if isinstance(row.when, Window)]


def _first_treatment(row: Milestone, treated: Mapping[str | None, date]) -> date | None:
    """The window's own first closing day, else the track's first political treatment."""
    return row.when.closes_first if isinstance(row.when, Window) else treated.get(row.track)


def _dispatch(plan: Plan, treatment: date) -> dict[Counting, date]:
    """When the agenda leaves, in both ways of counting, since practice differs on Saturdays."""
    return {counting: plan.calendar.shift(treatment, -plan.rules.dispatch_days, counting) for counting in Counting}


def _is_med(plan: Plan, row: Milestone) -> bool:
    return any(plan.organ(key).kind is OrganKind.MED_COMMITTEE for key in organs_of(row))


def _informed(plan: Plan, until: date = date.max) -> tuple[date, ...]:
    """The days the main committee is informed on."""
    main = main_committee(plan)
    rows = [row for row in rows_that(plan, Does.INFORMATION) if main and main.key in organs_of(row)]
    return tuple(sorted(row.when.earliest for row in rows if is_dated(row.when) and row.when.earliest and row.when.earliest <= until))
