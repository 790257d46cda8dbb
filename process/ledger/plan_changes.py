"""What an entry does to the plan: the plan after it, the rows whose time changed, the meetings that
went out, the rhythms that are kept, the treatments that got another day, and everything that counts
as changed in a calendar.

The ledger owns the plan: a date that was another keeps its history whichever way it was changed, by
a chat command or by a new file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from process.dates.when import Relative, is_dated
from process.errors import NoPlan
from process.ledger.entries import Entry
from process.ledger.facts import DatesConfirmed, MilestoneCancelled, MilestoneMoved, PlanAdopted
from process.plan.model import (
    MEETING,
    OWING,
    Meeting,
    Milestone,
    Moved,
    Organ,
    Plan,
    Rhythm,
    rows_of,
)
from process.plan.proposals import Proposal
from process.plan.treatment import Treatment, treatment_before

PlanFact = PlanAdopted | MilestoneMoved | MilestoneCancelled | DatesConfirmed


@dataclass(frozen=True, kw_only=True)
class RowMove:
    """A row that got another time, was cancelled, came back, or went out of the plan (`after`
    None).
    """

    entry: Entry
    before: Milestone
    after: Milestone | None
    owed: bool = False
    """Whether rows of its kind are owed by somebody."""

    @property
    def key(self) -> str:
        """The row's key."""
        return self.before.key

    @property
    def goes_on(self) -> bool:
        """Whether the row goes on with a time."""
        return self.after is not None and self.after.cancelled is None

    def still_holds(self, plan: Plan) -> bool:
        """Whether the plan still says what this entry made it say."""
        if self.after is None:
            return not plan.has_milestone(self.key)
        if not plan.has_milestone(self.key):
            return False
        row = plan.milestone(self.key)
        return row.when == self.after.when and (row.cancelled is None) == (
            self.after.cancelled is None
        )


@dataclass(frozen=True, kw_only=True)
class TakenOut:
    """A meeting that stood in the plan and does no more, as if it were cancelled, with
    the organ it was a meeting of.
    """

    organ: Organ
    meeting: Meeting


@dataclass(frozen=True, kw_only=True)
class Applied:
    """The plan after an entry, the rows it moved, and the keys it revised."""

    plan: Plan
    moves: tuple[RowMove, ...] = ()
    keys: tuple[str, ...] = ()


def apply(plan: Plan | None, entry: Entry, fact: PlanFact) -> Applied:
    """The plan after the entry; raises NoPlan when there is none to change,
    KeyError for a row it lacks.
    """
    if isinstance(fact, PlanAdopted):
        return _adopted(plan, entry, fact)
    if plan is None:
        raise NoPlan()
    if isinstance(fact, DatesConfirmed):
        return Applied(plan=_confirmed(plan, frozenset(fact.rows)), keys=fact.rows)
    before = plan.milestone(fact.milestone)
    after = (
        _moved(before, fact)
        if isinstance(fact, MilestoneMoved)
        else replace(before, cancelled=fact.why)
    )
    found = _row_move(plan, entry, before, after)
    return Applied(plan=_with(plan, after), moves=(found,) if found else (), keys=(before.key,))


def taken_out(
    known: Mapping[str, TakenOut], old: Plan | None, new: Plan, why: str
) -> dict[str, TakenOut]:
    """By `organ/key`: every meeting the plan has held and holds no more. One that was cancelled
    before it went is not told anew.
    """
    stand = {f"{organ.key}/{meeting.key}" for organ, meeting in new.meetings()}
    held = {
        f"{o.key}/{m.key}": TakenOut(organ=o, meeting=replace(m, cancelled=why))
        for o, m in _standing(old)
    }
    return {key: out for key, out in {**known, **held}.items() if key not in stand}


def _standing(plan: Plan | None) -> Iterator[tuple[Organ, Meeting]]:
    return (
        (organ, meeting)
        for organ, meeting in (plan.meetings() if plan else ())
        if meeting.cancelled is None
    )


def inherited(old: Plan | None, fact: PlanAdopted) -> Plan:
    """The new plan with the history of the rows the old one had: what they were,
    why they moved, who decided.
    """
    if old is None:
        return fact.plan
    rows = tuple(
        _heir(old.milestone(row.key), row, fact) if old.has_milestone(row.key) else row
        for row in fact.plan.milestones
    )
    return fact.plan if rows == fact.plan.milestones else replace(fact.plan, milestones=rows)


def _adopted(old: Plan | None, entry: Entry, fact: PlanAdopted) -> Applied:
    plan = inherited(old, fact)
    before, after = rows_of(old) if old else {}, rows_of(plan)
    changed = tuple(key for key in {**before, **after} if before.get(key) != after.get(key))
    pairs = [
        (row, plan.milestone(row.key) if plan.has_milestone(row.key) else None)
        for row in (old.milestones if old else ())
    ]
    moves = tuple(found for was, now in pairs if old and (found := _row_move(old, entry, was, now)))
    return Applied(plan=plan, moves=moves, keys=changed)


def _heir(old: Milestone, new: Milestone, fact: PlanAdopted) -> Milestone:
    history = (*old.moved, *(moved for moved in new.moved if moved not in old.moved))
    told = len(new.moved) > len(old.moved) and new.moved[-1].was == old.when
    if old.when != new.when and old.rolled_from is None and not told:
        history = (
            *history,
            Moved(
                was=old.when,
                why=fact.reason,
                approved_by=fact.approved_by,
                approved_on=fact.approved_on,
            ),
        )
    return replace(new, moved=history)


def _moved(row: Milestone, fact: MilestoneMoved) -> Milestone:
    """A date that was only carried over has not been moved: it has been settled."""
    if row.rolled_from is not None:
        return replace(row, when=fact.to, rolled_from=None)
    moved = Moved(
        was=row.when, why=fact.why, approved_by=fact.approved_by, approved_on=fact.approved_on
    )
    return replace(row, when=fact.to, moved=(*row.moved, moved))


def _row_move(
    old: Plan, entry: Entry, before: Milestone, after: Milestone | None
) -> RowMove | None:
    """None when nothing happened that anybody has to hear: the time stands, or it was nobody's
    yet.
    """
    if before.rolled_from is not None or (
        before.cancelled is not None and (after is None or after.cancelled is not None)
    ):
        return None
    same = (
        after is not None
        and before.when == after.when
        and (before.cancelled is None) == (after.cancelled is None)
    )
    owed = old.kind(before.kind).does in OWING
    return None if same else RowMove(entry=entry, before=before, after=after, owed=owed)


def _confirmed(plan: Plan, keys: frozenset[str]) -> Plan:
    rows = tuple(replace(m, rolled_from=None) if m.key in keys else m for m in plan.milestones)
    organs = tuple(
        replace(
            o,
            meetings=tuple(
                replace(m, rolled_from=None) if f"{MEETING}{o.key}/{m.key}" in keys else m
                for m in o.meetings
            ),
        )
        for o in plan.organs
    )
    return replace(plan, milestones=rows, organs=organs)


def _with(plan: Plan, row: Milestone) -> Plan:
    return replace(plan, milestones=tuple(row if m.key == row.key else m for m in plan.milestones))


def kept_rhythms(
    old: Plan | None, kept: Mapping[str, Rhythm], at: datetime
) -> Mapping[str, Rhythm]:
    """For each row that had begun under the old plan at `at`: the rhythm it began with."""
    if old is None:
        return kept
    today = old.calendar.local_day(at)
    begun = {
        row.key: old.kind(row.kind).rhythm for row in old.milestones if _has_begun(old, row, today)
    }
    return {**begun, **kept}


def _has_begun(plan: Plan, row: Milestone, today: date) -> bool:
    kind, due = plan.kind(row.kind), row.when.latest
    if kind.does not in OWING or due is None or not is_dated(row.when):
        return False
    return today >= plan.calendar.shift(due, -max(kind.rhythm.remind, default=0))


PLACE = "place:"
AROUND = "around:"
TITLE = "title:"
Shown = dict[str, object]


def shown_values(plan: Plan | None, proposals: Iterable[Proposal]) -> Shown:
    """What stands around each place, row, meeting and proposal; nothing where there is no plan
    yet.
    """
    if plan is None:
        return {}
    places = [*(area.key for area in plan.areas), *(organ.key for organ in plan.organs)]
    found: Shown = {f"{PLACE}{place}": plan.place_name(place) for place in places}
    found |= {f"{AROUND}{row.key}": _of_row(plan, row) for row in plan.milestones}
    found |= {f"{TITLE}{row.key}": (row.title, row.owed) for row in plan.milestones}
    return found | {proposal.id: _of_proposal(plan, proposal) for proposal in proposals}


def changed(before: Shown, after: Shown) -> tuple[str, ...]:
    """The keys that say something else than before, the new ones among them."""
    return tuple(key for key in after if key not in before or before[key] != after[key])


def _of_row(plan: Plan, row: Milestone) -> tuple[object, ...]:
    receiver = plan.place_name(row.receiver) if row.receiver else ""
    counted = counted_day(plan, row.when) if isinstance(row.when, Relative) else None
    return receiver, plan.kind(row.kind).does, counted


def counted_day(plan: Plan, when: Relative) -> date | None:
    """So many working days from a row that has a day; "some time after it" names none."""
    if not when.days or not plan.has_milestone(when.milestone):
        return None
    anchor = plan.milestone(when.milestone).when
    from_day = anchor.latest if when.days > 0 else anchor.earliest
    return plan.calendar.shift(from_day, when.days) if from_day else None


def _of_proposal(plan: Plan, proposal: Proposal) -> tuple[object, ...]:
    basis = treatment_before(plan, proposal)
    return basis, plan.place_name(basis.organ) if basis else ""


@dataclass(frozen=True, kw_only=True)
class Rescheduled:
    """One version's treatment got another day or another organ; None where no day is known."""

    entry: Entry
    version: int
    before: Treatment | None
    after: Treatment | None


def rescheduled(
    plan: Plan | None, entry: Entry, old: Proposal | None, new: Proposal
) -> Rescheduled | None:
    """What an entry did to the treatment of the same version; None when that
    stands, or the version is another.
    """
    if plan is None or old is None or old.version != new.version:
        return None
    before, after = treatment_before(plan, old), treatment_before(plan, new)
    moved = (
        (before.organ, before.treatment) != (after.organ, after.treatment)
        if before and after
        else before != after
    )
    return (
        Rescheduled(entry=entry, version=new.version, before=before, after=after) if moved else None
    )
