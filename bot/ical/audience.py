"""What each scope may see. Whatever is not named here is in no calendar.

| item | offentlig | udvalg, organ | omraade, med | rolle, person |
|---|---|---|---|---|
| public milestone or meeting | yes | what concerns it | what concerns it | what concerns it |
| other milestone or meeting | no | what concerns it | what concerns it | what concerns it |
| hand-in of a seat | no | what it receives | the area's | one's own |
| discussion of a proposal | no | no | when it may be shared | one's own, by code while embargoed |
| consultation's window | no | who is heard, its keepers | who is heard | who is heard, process owner |
| record to answer, request for more time, answer to a consultation | no | no | no | one's own |
"""

from __future__ import annotations

from datetime import date

from bot.ical.scopes import Scope, ScopeKind
from process.invitations import organs_of_seats
from process.plan import Milestone, Organ, OrganKind, Plan
from process.proposals import Proposal
from process.state import State
from process.when import EachMeeting, Window


def may_show(proposal: Proposal, scope: Scope, today: date) -> bool:
    """Whether a proposal may be mentioned at all: to those who owe its discussion always, to the rest when it may be shared."""
    if scope.own:
        return True
    if scope.kind not in (ScopeKind.AREA, ScopeKind.MED):
        return False
    return all(day is None or day <= today for day in (proposal.share_from, proposal.embargo_until))


def shown_as(proposal: Proposal) -> str:
    """Code and neutral title; the code alone for what can point to persons or has ever been embargoed.

    The embargo's end must not change the entry by itself: an entry changes when the ledger does (DESIGN 13.13).
    """
    return proposal.id if proposal.embargo_until else proposal.shown


def organs_of(state: State, scope: Scope, today: date) -> frozenset[str]:
    """The organs whose meetings the scope is about."""
    plan = state.plan
    match scope.kind:
        case ScopeKind.PUBLIC:
            return frozenset(organ.key for organ in plan.organs)
        case ScopeKind.AREA:
            return _of_area(plan, scope.key)
        case ScopeKind.ROLE:
            return organs_of_seats(plan, (scope.seat,))
        case ScopeKind.PERSON:
            return organs_of_seats(plan, state.seats_of(scope.key, today))
    return frozenset({scope.key})


def concerns(state: State, row: Milestone, scope: Scope, organs: frozenset[str]) -> bool:
    """Whether a milestone belongs in the scope's calendar."""
    if scope.kind is ScopeKind.PUBLIC:
        return row.public
    if scope.kind is ScopeKind.AREA and (row.public or not row.owners or _owned_in(state.plan, row, scope.key)):
        return True
    if organs & {row.organ, row.receiver, *row.with_organs}:
        return True
    return any(_in_group(state.plan.organ(key), row) for key in organs if state.plan.has_organ(key))


def _of_area(plan: Plan, key: str) -> frozenset[str]:
    if not plan.has_area(key):
        return frozenset()
    area = plan.area(key)
    committees = {organ.key for organ in plan.organs if organ.area == key}
    return frozenset(committees | {organ for organ in (area.steering_group, area.standing_committee) if organ})


def _owned_in(plan: Plan, row: Milestone, area: str) -> bool:
    places = {area, *_of_area(plan, area)}
    return any(owner.partition(":")[2] in ("*", *places) for owner in row.owners)


def _in_group(organ: Organ, row: Milestone) -> bool:
    """A fan-out over all committees of a kind concerns each of them; so does what names the organ as its audience."""
    if isinstance(row.when, EachMeeting) and row.when.group in (organ.kind, organ.key):
        return True
    if isinstance(row.when, Window) and (organ.kind is OrganKind.MED_COMMITTEE or row.when.until_meetings_of in (organ.kind, organ.key)):
        return True
    return bool({organ.name, organ.short, *organ.also_called} - {""} & set(row.audience))
