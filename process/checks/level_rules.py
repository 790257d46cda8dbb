"""Rules about consultations, levels that are never asked, and what nobody has settled or holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from process.checks.finding import Fact, Found, Held
from process.checks.happenings import organs_of, rows_that
from process.danish_when import write
from process.plan import OWING, Does, Level, Milestone, Plan
from process.revising import MEETING, unconfirmed
from process.seats import Seat
from process.touching import seats_of
from process.when import is_dated

FANNED_OUT = ("chair:*", "vice_chair:*", "employee_rep:*", "secretary:*")
"""Owners that stand for every committee a proposal touches: area and local ones."""


def consultation_too_short(plan: Plan) -> Iterator[Found]:
    """Fewer days to answer than the plan's own least number."""
    for row, first, last in _consultations(plan):
        days = (last - first).days + 1
        if first != last and days < plan.rules.consultation_days:
            yield Found(f"milestones.{row.key}", {"title": row.title, "days": days, "least": plan.rules.consultation_days})


def consultation_ends_closed(plan: Plan) -> Iterator[Found]:
    """The last day to answer is one on which nobody is at work."""
    for row, _, last in _consultations(plan):
        if not plan.calendar.is_working(last):
            name = plan.calendar.closed_name(last) or ""
            yield Found(f"milestones.{row.key}", {"title": row.title, "day": last, "name": name})


def consultation_answered_too_late(plan: Plan) -> Iterator[Found]:
    """The answers come in on the day of a decision they are meant for, or the day before it."""
    decisions: dict[tuple[str | None, date], list[Milestone]] = {}
    for decision in rows_that(plan, Does.DECISION):
        if is_dated(decision.when) and decision.when.earliest:
            decisions.setdefault((decision.track, decision.when.earliest), []).append(decision)
    for row, _, last in _consultations(plan):
        for day in (last, last + timedelta(days=1)):
            for decision in decisions.get((row.track, day), ()):
                yield Found(f"milestones.{row.key}", {"title": row.title, "day": last, "decision": decision.title, "decided": day})


def _consultations(plan: Plan) -> Iterator[tuple[Milestone, date, date]]:
    for row in rows_that(plan, Does.CONSULTATION):
        if is_dated(row.when) and row.when.earliest and row.when.latest:
            yield row, row.when.earliest, row.when.latest


def level_never_asked(plan: Plan) -> Iterator[Found]:
    """The plan has committees of a level, and no discussion reaches them (the main committee has a rule of its own)."""
    asked = {level for row in rows_that(plan, Does.DISCUSSION) for level in _levels(plan, row)}
    for level in (Level.AREA, Level.LOCAL):
        here = [organ for organ in plan.med_committees() if organ.level is level]
        if here and level not in asked:
            yield Found(f"organs.{here[0].key}", {"level": str(level), "count": len(here), "organ": here[0].name})


def _levels(plan: Plan, row: Milestone) -> set[Level]:
    if any(owner in FANNED_OUT for owner in row.owners):
        return {Level.AREA, Level.LOCAL}
    places = {*organs_of(row), *(owner.partition(":")[2] for owner in row.owners)}
    return {organ.level for organ in plan.med_committees() if organ.key in places and organ.level is not None}


def tentative(plan: Plan) -> Iterator[Found]:
    """The date or the place is only expected."""
    for row in plan.milestones:
        if row.cancelled is None and (row.tentative or row.place_tentative):
            facts: dict[str, Fact] = {"title": row.title, "date": int(row.tentative), "place": row.place if row.place_tentative else ""}
            yield Found(f"milestones.{row.key}", facts)


def not_confirmed(plan: Plan) -> Iterator[Found]:
    """Dates carried over from last year that nobody has confirmed: rows one by one, an organ's meetings together."""
    rows = unconfirmed(plan)
    for key, row in rows.items():
        if not key.startswith(MEETING) and row.rolled_from is not None:
            yield Found(f"milestones.{key}", {"title": row.title, "when": write(row.when), "count": 1})
    for organ in plan.organs:
        count = sum(key.startswith(f"{MEETING}{organ.key}/") for key in rows)
        if count:
            yield Found(f"organs.{organ.key}", {"title": organ.name, "when": "", "count": count})


def owner_not_held(plan: Plan, held: Held) -> Iterator[Found]:
    """A seat owes it, and nobody sits there; nobody will be reminded. One question for each seat."""
    owing: dict[Seat, list[str]] = {}
    rows = [row for row in plan.milestones if row.cancelled is None and plan.kind(row.kind).does in OWING]
    for row in rows:
        for seat in seats_of(plan, row):
            owing.setdefault(seat, []).append(row.key)
    titles = {row.key: row.title for row in rows}
    for seat, keys in owing.items():
        if seat not in held:
            yield Found(f"milestones.{keys[0]}", {"seat": str(seat), "titles": tuple(titles[key] for key in keys)})
