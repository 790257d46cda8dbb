"""What shows in an entry though it stands elsewhere in the plan: a body's or an area's name, a day counted from another row.

When it changes, so does what people read, while the row itself stands as it was. Counted beside the row's own revisions, since
nobody's deadline has come anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from process.basis import basis_of
from process.plan import Milestone, Plan
from process.proposals import Proposal
from process.when import Relative

PLACE = "place:"
AROUND = "around:"
TITLE = "title:"
Shown = dict[str, object]


def surroundings(plan: Plan | None, proposals: Iterable[Proposal]) -> Shown:
    """What stands around each place, row, meeting and proposal; nothing where there is no plan yet."""
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
    basis = basis_of(plan, proposal)
    return basis, plan.place_name(basis.organ) if basis else ""
