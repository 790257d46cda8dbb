"""Rules about what a plan leaves open: owners, dates, sources that disagree, and the council's two readings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from process.checks.finding import Found
from process.plan import OWING, Milestone, OwnerBasis, Plan
from process.when import Relative, Undated, is_dated


def owner_not_stated(plan: Plan) -> Iterator[Found]:
    """Somebody owes it, the source does not say who; nobody will be reminded (DESIGN 13.3)."""
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
        if row.cancelled is None and (isinstance(row.when, Undated) or (isinstance(row.when, Relative) and not row.when.days)):
            words = row.when.words if isinstance(row.when, Undated) else ""
            yield Found(f"milestones.{row.key}", {"title": row.title, "words": words})


def sources_disagree(plan: Plan) -> Iterator[Found]:
    """Two sources tell of the same thing differently; both rows stand, and each pair is asked about once."""
    asked: set[frozenset[str]] = set()
    for row in plan.milestones:
        for key in row.conflicts_with:
            pair = frozenset((row.key, key))
            if pair not in asked and plan.has_milestone(key):
                asked.add(pair)
                yield Found(f"milestones.{row.key}", _both(row, plan.milestone(key)))


def _both(one: Milestone, other: Milestone) -> dict[str, str]:
    return {"one": one.title, "one_source": _documents(one), "other": other.title, "other_source": _documents(other)}


def _documents(row: Milestone) -> str:
    return ", ".join(dict.fromkeys(source.document for source in row.source))


def readings_missing(plan: Plan) -> Iterator[Found]:
    """The council's readings have no rows; the last lawful first reading follows from the last lawful second (DOMAIN b2.1, b2.4)."""
    limit = plan.rules.budget_adopted_by
    missing = tuple(str(n) for n in (1, 2) if not any(row.reading == n and row.cancelled is None for row in plan.milestones))
    if limit is not None and missing:
        last_first = limit - timedelta(days=plan.rules.reading_gap_days)
        yield Found("milestones", {"missing": missing, "last_first": last_first, "last_second": limit, "gap": plan.rules.reading_gap_days})


def readings_too_close(plan: Plan) -> Iterator[Found]:
    """The second reading comes too soon after the first, or after the year's last lawful day."""
    first, second = _reading(plan, 1), _reading(plan, 2)
    limit, gap = plan.rules.budget_adopted_by, plan.rules.reading_gap_days
    if second and limit and second[1] > limit:
        yield Found(second[0], {"day": second[1], "limit": limit, "gap": 0})
    if first and second and (second[1] - first[1]).days < gap:
        yield Found(second[0], {"day": second[1], "limit": first[1] + timedelta(days=gap), "gap": gap})


def _reading(plan: Plan, number: int) -> tuple[str, date] | None:
    for row in plan.milestones:
        if row.reading == number and row.cancelled is None and is_dated(row.when) and row.when.earliest:
            return f"milestones.{row.key}", row.when.earliest
    return None


def _owing(plan: Plan) -> list[Milestone]:
    return [row for row in plan.milestones if row.cancelled is None and plan.kind(row.kind).does in OWING]
