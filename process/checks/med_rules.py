"""Rules about MED: whether a discussion can come before the decision it is about, at which
level, and with what time for it.

The information and discussion duty (rules M11): a discussion belongs before the recommendation,
information does not replace it. The numbers are practice from elsewhere and stand in the plan's
`rules`; they are counted back from the first treatment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, time, timedelta

from process.checks.finding import Fact, Found, Held
from process.checks.plan_rules import (
    POLITICAL,
    first_days,
    first_treatments,
    main_committee,
    organs_of,
    political_decisions,
    rows_that,
)
from process.dates.danish import why_closed, write
from process.dates.danish_grammar import ANSWER_DAY, WhenError, fold, long_day, read
from process.dates.when import Day, NoLater, When, Window, is_dated
from process.dates.workdays import Counting
from process.plan.diff import seats_of
from process.plan.model import MEETING, OWING, Does, Level, Milestone, OrganKind, Plan, unconfirmed
from process.seats import Seat

Facts = dict[str, Fact]
NOON = time(12)
EVERYWHERE = (
    *("behandl", "droeft", "orienter", "godkend", "beslut", "vedtag", "prioriter", "udvalg"),
    *("hovedudvalg", "fagudvalg", "kommunalb", "oekonomi", "direktion", "omraade", "lokalmed"),
    *("budgetfor", "forslag", "moede"),
)
"""How words begin that say nothing of what a row is about."""
SAVINGS = ("raaderum", "bespar", "effektiviser", "reduktion", "omprioriter")
"""What a process is about that employees are always heard on; folded."""


def discussion_after_treatment(plan: Plan) -> Iterator[Found]:
    """A discussion that cannot come before the treatment it belongs before. Conditional rows (new
    proposals) come after by nature.
    """
    treated = first_treatments(plan)
    for row in _discussions(plan):
        first = _first_treatment(plan, row, treated)
        ends = row.when.earliest if isinstance(row.when, Window) else row.when.latest
        if first and ends and ends >= first:
            yield Found(
                f"milestones.{row.key}",
                {"title": row.title, "day": ends, "when": write(row.when), "treatment": first},
            )


def decided_before_discussion(plan: Plan) -> Iterator[Found]:
    """The executive board treats the matter on or before the first day a MED committee
    can discuss it (rules M11).
    """
    boards: dict[tuple[str, date, str | None], list[Milestone]] = {}
    for row in rows_that(plan, Does.DECISION):
        day = row.when.earliest
        if day and row.organ and plan.organ(row.organ).kind is OrganKind.EXECUTIVE_BOARD:
            boards.setdefault((row.organ, day, row.track), []).append(row)
    discussions = _discussions(plan)
    for (organ, day, track), rows in boards.items():
        about = [one for row in rows for one in _about(row, discussions)]
        discussion = first_days(about).get(track)
        if discussion and day <= discussion:
            titles = tuple(row.title for row in rows)
            facts: Facts = {
                "organ": plan.organ(organ).name,
                "day": day,
                "when": write(rows[-1].when),
                "titles": titles,
                "discussion": discussion,
            }
            yield Found(
                f"milestones.{rows[-1].key}", {**facts, "informed": _informed(plan, until=day)}
            )


def med_told_after_decision(plan: Plan) -> Iterator[Found]:
    """MED hears of a matter the same day it is decided, by the hours or the order of the rows, or
    the next morning: then it only hears of it.
    """
    places = {row.key: n for n, row in enumerate(plan.milestones)}
    decisions = [row for row in rows_that(plan, Does.DECISION) if isinstance(row.when, Day)]
    for row in (*rows_that(plan, Does.INFORMATION), *rows_that(plan, Does.DISCUSSION)):
        if not isinstance(row.when, Day) or not _is_med(plan, row) or row.conditional:
            continue
        for decision in _about(row, decisions):
            after = _comes_after(plan, (row, row.when), (decision, decision.when), places)
            if after and isinstance(decision.when, Day):
                yield Found(
                    f"milestones.{row.key}",
                    {
                        "title": row.title,
                        "when": write(row.when),
                        "decision": decision.title,
                        "decided": write(decision.when),
                    },
                )
                break


def _comes_after(
    plan: Plan,
    told: tuple[Milestone, Day],
    decided: tuple[Milestone, When],
    places: Mapping[str, int],
) -> bool:
    """The same day, later; or the next working day, before noon or with no hour said."""
    row, when = told
    decision, moment = decided
    if not isinstance(moment, Day) or (decision.organ and decision.organ == row.organ):
        return False
    if when.day == moment.day:
        if when.start and moment.start:
            return when.start >= moment.start
        return places[row.key] > places[decision.key]
    next_day = plan.calendar.shift(moment.day, 1)
    return when.day == next_day and when.start is not None and when.start < NOON


def no_med(plan: Plan) -> Iterator[Found]:
    """A process with savings or room to find has no MED committee at all."""
    if plan.med_committees():
        return
    titles = [fold(title) for title in (plan.title, *(row.title for row in plan.milestones))]
    word = next((word for word in SAVINGS if any(word in title for title in titles)), "")
    if word:
        row = next((row for row in plan.milestones if word in fold(row.title)), None)
        yield Found("organs", {"title": row.title if row else plan.title})


def views_miss_dispatch(plan: Plan) -> Iterator[Found]:
    """A MED committee hears of it so late that its views cannot stand in the
    agenda of the first treatment.
    """
    treated = first_treatments(plan)
    for row in (*rows_that(plan, Does.INFORMATION), *rows_that(plan, Does.DISCUSSION)):
        first, day = _first_treatment(plan, row, treated), row.when.earliest
        if not first or not day or not _is_med(plan, row) or isinstance(row.when, Window):
            continue
        dispatch = _dispatch(plan, first)
        if dispatch[plan.rules.dispatch_counting] <= day < first:
            facts: Facts = {
                "title": row.title,
                "day": day,
                "when": write(row.when),
                "treatment": first,
                "days": plan.rules.dispatch_days,
            }
            dispatched = {
                "weekday": dispatch[Counting.WEEKDAY],
                "working_day": dispatch[Counting.WORKING_DAY],
            }
            yield Found(f"milestones.{row.key}", {**facts, **dispatched})


def material_time(plan: Plan) -> Iterator[Found]:
    """With the material's days counted from the window's opening, few or no days are left for a
    meeting before the agenda leaves.
    """
    for row, window in _windows(plan):
        first = window.closes_first
        opens, days, dispatch = window.opens, plan.calendar, _dispatch(plan, first)
        earliest = opens + timedelta(days=plan.rules.material_days)
        earliest = max(earliest, days.shift(opens, plan.rules.notice_days))
        latest = days.shift(dispatch[plan.rules.dispatch_counting], -plan.rules.minutes_days)
        if days.count(earliest - timedelta(days=1), latest) < plan.rules.narrow_days:
            numbers = {
                name: getattr(plan.rules, name)
                for name in ("material_days", "notice_days", "minutes_days")
            }
            bounds = {
                "opens": opens,
                "treatment": first,
                "earliest": earliest,
                "by_notice": days.shift(opens, plan.rules.notice_days),
            }
            ends = {
                "weekday": dispatch[Counting.WEEKDAY],
                "working_day": dispatch[Counting.WORKING_DAY],
            }
            between = days.count(opens - timedelta(days=1), first - timedelta(days=1))
            yield Found(
                f"milestones.{row.key}",
                {"title": row.title, **bounds, **numbers, **ends, "working_days": between},
            )


def case_deadline(plan: Plan) -> Iterator[Found]:
    """The case must be with the secretariat before a committee that was given its
    time can have met (rules M13).
    """
    for row, window in _windows(plan):
        first = window.closes_first
        due = plan.calendar.shift(first, -plan.rules.case_days)
        earliest = window.opens + timedelta(days=plan.rules.material_days)
        if earliest > due:
            numbers = {"case_days": plan.rules.case_days, "material_days": plan.rules.material_days}
            yield Found(
                f"milestones.{row.key}",
                {
                    "title": row.title,
                    "treatment": first,
                    "due": due,
                    "earliest": earliest,
                    **numbers,
                },
            )


def main_committee_never_discusses(plan: Plan) -> Iterator[Found]:
    """The main committee is informed, or not mentioned, and nowhere discusses (rules M8)."""
    main = main_committee(plan)
    if main is None or any(main.key in organs_of(row) for row in rows_that(plan, Does.DISCUSSION)):
        return
    named = sum(main.key in organs_of(row) for row in plan.milestones) + len(main.meetings)
    yield Found(
        f"organs.{main.key}", {"organ": main.name, "informed": _informed(plan), "named": named}
    )


def main_committee_meets_politicians(plan: Plan) -> Iterator[Found]:
    """No meeting of the main committee with the political leadership about the budget
    (rules M8).
    """
    main = main_committee(plan)
    if main is None:
        return
    joint = [organs_of(row) for row in plan.milestones if main.key in organs_of(row)]
    if not any(
        plan.organ(key).kind in POLITICAL
        for organs in joint
        for key in organs
        if plan.has_organ(key)
    ):
        yield Found(f"organs.{main.key}", {"organ": main.name})


def _discussions(plan: Plan) -> list[Milestone]:
    return [row for row in rows_that(plan, Does.DISCUSSION) if not row.conditional]


def _windows(plan: Plan) -> list[tuple[Milestone, Window]]:
    return [(row, row.when) for row in _discussions(plan) if isinstance(row.when, Window)]


def _first_treatment(plan: Plan, row: Milestone, treated: Mapping[str | None, date]) -> date | None:
    """The window's own first closing day; else the first political treatment of what the row is
    about, where a decision's title says the same thing; else the track's first.
    """
    if isinstance(row.when, Window):
        return row.when.closes_first
    own = [
        decision.when.earliest
        for decision in political_decisions(plan)
        if _same_matter(row, decision) and decision.when.earliest
    ]
    return min(own, default=treated.get(row.track))


def _about(row: Milestone, others: list[Milestone]) -> list[Milestone]:
    """Those a title says are about the same as the row; where none does, all of its track."""
    same = [other for other in others if _same_matter(row, other)]
    return same or [other for other in others if other.track == row.track]


def _same_matter(row: Milestone, other: Milestone) -> bool:
    return row.track == other.track and bool(_matters(row) & _matters(other))


def _matters(row: Milestone) -> set[str]:
    """The words of a title that name the matter: long ones, cut to their stem."""
    words = re.findall(r"[a-z]{8,}", fold(row.title))
    return {word[:8] for word in words if not word.startswith(EVERYWHERE)}


def _dispatch(plan: Plan, treatment: date) -> dict[Counting, date]:
    """When the agenda leaves, in both ways of counting, since practice differs on Saturdays."""
    return {
        counting: plan.calendar.shift(treatment, -plan.rules.dispatch_days, counting)
        for counting in Counting
    }


def _is_med(plan: Plan, row: Milestone) -> bool:
    return any(plan.organ(key).kind is OrganKind.MED_COMMITTEE for key in organs_of(row))


def _informed(plan: Plan, until: date = date.max) -> tuple[date, ...]:
    """The days the main committee is informed on."""
    main = main_committee(plan)
    rows = [row for row in rows_that(plan, Does.INFORMATION) if main and main.key in organs_of(row)]
    return tuple(
        sorted(
            row.when.earliest
            for row in rows
            if is_dated(row.when) and row.when.earliest and row.when.earliest <= until
        )
    )


FANNED_OUT = ("chair:*", "vice_chair:*", "employee_rep:*", "secretary:*")
"""Owners that stand for every committee a proposal touches: area and local ones."""


def consultation_too_short(plan: Plan) -> Iterator[Found]:
    """Fewer days to answer than the plan's own least number; one day alone is one day. Of a last
    day (`senest`) nobody knows how long it lasts.
    """
    for row, first, last in _consultations(plan):
        days = (last - first).days + 1
        names_both_ends = not isinstance(row.when, NoLater)
        if names_both_ends and days < plan.rules.consultation_days:
            yield Found(
                f"milestones.{row.key}",
                {"title": row.title, "days": days, "least": plan.rules.consultation_days},
            )


def consultation_ends_closed(plan: Plan) -> Iterator[Found]:
    """The last day to answer is one on which nobody is at work."""
    for row, _, last in _consultations(plan):
        if not plan.calendar.is_working(last):
            why = why_closed(plan.calendar, last)
            yield Found(f"milestones.{row.key}", {"title": row.title, "day": last, "name": why})


def consultation_answered_too_late(plan: Plan) -> Iterator[Found]:
    """The answers come in on the day of a decision they are meant for, or the day before it."""
    decisions: dict[tuple[str | None, date], list[Milestone]] = {}
    for decision in rows_that(plan, Does.DECISION):
        if is_dated(decision.when) and decision.when.earliest:
            decisions.setdefault((decision.track, decision.when.earliest), []).append(decision)
    for row, _, last in _consultations(plan):
        for day in (last, last + timedelta(days=1)):
            for decision in decisions.get((row.track, day), ()):
                yield Found(
                    f"milestones.{row.key}",
                    {"title": row.title, "day": last, "decision": decision.title, "decided": day},
                )


def _consultations(plan: Plan) -> Iterator[tuple[Milestone, date, date]]:
    """With the first and the last day; until the deadline its title names, where it names one."""
    for row in rows_that(plan, Does.CONSULTATION):
        if is_dated(row.when) and row.when.earliest and row.when.latest:
            yield row, row.when.earliest, max(row.when.latest, _answer_day(row) or date.min)


def _answer_day(row: Milestone) -> date | None:
    """The day by which the title says to answer, of a row that has a day itself."""
    match = ANSWER_DAY.search(row.title) if isinstance(row.when, Day) else None
    if match is None or row.when.latest is None:
        return None
    try:
        return read(match["day"], year=row.when.latest.year).latest
    except WhenError:
        return None


def level_never_asked(plan: Plan) -> Iterator[Found]:
    """The plan has committees of a level, and no discussion reaches them (the main
    committee has a rule of its own).
    """
    asked = {level for row in rows_that(plan, Does.DISCUSSION) for level in _levels(plan, row)}
    for level in (Level.AREA, Level.LOCAL):
        here = [organ for organ in plan.med_committees() if organ.level is level]
        if here and level not in asked:
            yield Found(
                f"organs.{here[0].key}",
                {"level": str(level), "count": len(here), "organ": here[0].name},
            )


def _levels(plan: Plan, row: Milestone) -> set[Level]:
    if any(owner in FANNED_OUT for owner in row.owners):
        return {Level.AREA, Level.LOCAL}
    places = {*organs_of(row), *(owner.partition(":")[2] for owner in row.owners)}
    return {
        organ.level
        for organ in plan.med_committees()
        if organ.key in places and organ.level is not None
    }


def tentative(plan: Plan) -> Iterator[Found]:
    """The date or the place is only expected."""
    for row in plan.milestones:
        if row.cancelled is None and (row.tentative or row.place_tentative):
            facts: dict[str, Fact] = {
                "title": row.title,
                "date": int(row.tentative),
                "place": row.place if row.place_tentative else "",
            }
            yield Found(f"milestones.{row.key}", facts)


def not_confirmed(plan: Plan) -> Iterator[Found]:
    """Dates carried over from last year that nobody has confirmed: rows one by one,
    an organ's meetings together.
    """
    rows = unconfirmed(plan)
    limit = plan.rules.budget_adopted_by
    if limit is not None and plan.rules.budget_adopted_by_rolled_from is not None:
        yield Found("rules.budget_adopted_by", {"title": "", "when": long_day(limit), "count": 1})
    for key, row in rows.items():
        if not key.startswith(MEETING) and row.rolled_from is not None:
            yield Found(
                f"milestones.{key}", {"title": row.title, "when": write(row.when), "count": 1}
            )
    for organ in plan.organs:
        count = sum(key.startswith(f"{MEETING}{organ.key}/") for key in rows)
        if count:
            yield Found(f"organs.{organ.key}", {"title": organ.name, "when": "", "count": count})


def owner_not_held(plan: Plan, held: Held) -> Iterator[Found]:
    """A seat owes it, and nobody sits there; nobody will be reminded. One question for each
    seat.
    """
    owing: dict[Seat, list[str]] = {}
    rows = [
        row
        for row in plan.milestones
        if row.cancelled is None and plan.kind(row.kind).does in OWING
    ]
    for row in rows:
        for seat in seats_of(plan, row):
            owing.setdefault(seat, []).append(row.key)
    titles = {row.key: row.title for row in rows}
    for seat, keys in owing.items():
        if seat not in held:
            yield Found(
                f"milestones.{keys[0]}",
                {"seat": str(seat), "titles": tuple(titles[key] for key in keys)},
            )
