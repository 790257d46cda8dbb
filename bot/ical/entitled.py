"""Which calendars a seat may have, and since when it may no more: an address dies with the seat it was made for."""

from __future__ import annotations

from datetime import date

from bot.ical.scopes import POLITICAL, Scope, ScopeKind
from process.plan import Level, OrganKind, Plan
from process.seats import PersonId, Role, Seat
from process.state import State

ABOVE = (Role.PROCESS_OWNER, Role.CHIEF_EXECUTIVE)


def may_have(state: State, person: PersonId, today: date) -> tuple[Scope, ...]:
    """Every calendar a person may have an address for, their own first."""
    seats = state.seats_of(person, today)
    offered = _offered(state, seats)
    own = (Scope(kind=ScopeKind.PERSON, key=person),) if seats else ()
    return (*own, *(scope for scope in offered if any(entitles(state.plan, seat, scope) for seat in seats)))


def closed_on(state: State, person: PersonId, scope: Scope | None, today: date) -> date | None:
    """The last day of the seats that gave the scope (None: of any seat), when all have ended; None while one goes on or none ever did."""
    plan = state.plan
    given = [
        tenure
        for seat, held in state.tenures.items()
        if scope is None or scope.kind is ScopeKind.PERSON or entitles(plan, seat, scope)
        for tenure in held
        if tenure.person == person
    ]
    ends = [tenure.until for tenure in given if tenure.until is not None and tenure.until < today]
    return max(ends) if given and len(ends) == len(given) else None


def entitles(plan: Plan, seat: Seat, scope: Scope) -> bool:
    """Whether a seat may have a scope's calendar. What the calendar then shows is `audience`'s to say."""
    match scope.kind:
        case ScopeKind.PUBLIC:
            return True
        case ScopeKind.PERSON:
            return False
        case ScopeKind.ROLE:
            return scope.key == str(seat)
        case ScopeKind.AREA:
            return seat.role in ABOVE or _leads(plan, seat, scope.key)
        case ScopeKind.MED:
            return (
                seat.place == scope.key
                or seat.role is Role.PROCESS_OWNER
                or _keeps_med(plan, seat)
                or _above_committee(plan, seat, scope.key)
            )
    return seat.place == scope.key or seat.role in ABOVE or _works_for(plan, seat, scope.key)


def _offered(state: State, seats: tuple[Seat, ...]) -> list[Scope]:
    plan = state.plan
    found = [(ScopeKind.ROLE, str(seat)) for seat in seats]
    found += [(ScopeKind.AREA, area.key) for area in plan.areas]
    found += [(_kind(organ.kind), organ.key) for organ in plan.organs]
    return [Scope(kind=kind, key=key) for kind, key in found]


def _kind(kind: OrganKind) -> ScopeKind:
    if kind is OrganKind.MED_COMMITTEE:
        return ScopeKind.MED
    return ScopeKind.COMMITTEE if kind in POLITICAL else ScopeKind.ORGAN


def _leads(plan: Plan, seat: Seat, area: str) -> bool:
    if seat.role in (Role.HEAD, Role.DEPUTY):
        return seat.place == area
    return seat.role is Role.DIRECTOR and plan.has_area(area) and plan.area(area).director == seat.place


def _keeps_med(plan: Plan, seat: Seat) -> bool:
    """The secretary of the main committee keeps an eye on all of them."""
    main = plan.has_organ(seat.place) and plan.organ(seat.place).level is Level.MAIN
    return seat.role is Role.SECRETARY and main


def _above_committee(plan: Plan, seat: Seat, committee: str) -> bool:
    area = plan.organ(committee).area if plan.has_organ(committee) else None
    return area is not None and _leads(plan, seat, area)


def _works_for(plan: Plan, seat: Seat, organ: str) -> bool:
    """An area's head and director follow its committee and steering group; heads and directors their own meetings."""
    areas = [area for area in plan.areas if _leads(plan, seat, area.key)]
    kind = plan.organ(organ).kind if plan.has_organ(organ) else None
    own = {Role.HEAD: OrganKind.HEADS, Role.DIRECTOR: OrganKind.EXECUTIVE_BOARD}.get(seat.role)
    return any(organ in (area.standing_committee, area.steering_group) for area in areas) or (own is not None and own is kind)
