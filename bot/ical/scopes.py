"""Whose calendar it is (the public's, an area's, a committee's, an organ's, a role's or a
person's), what it may show, and who may have it. An address dies with the seat it was made for.

Whatever is not named here is in no calendar:

| item | offentlig | udvalg, organ | omraade, med | rolle, person |
|---|---|---|---|---|
| public milestone or meeting | yes | what concerns it | what concerns it | what concerns it |
| other milestone or meeting | no | what concerns it | what concerns it | what concerns it |
| hand-in of a seat | no | what it receives | the area's | one's own |
| discussion of a proposal | no | no | when it may be shared | one's own, by code while embargoed |
| consultation's window | no | the heard, its keepers | the heard | the heard, process owner |
| record to answer, request for more time, answer to a consultation | no | no | no | one's own |
"""

from __future__ import annotations

import difflib
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.text.calendar import ROLE_WORDS, SCOPE_WORDS
from process.dates.when import EachMeeting, Window
from process.errors import Unknown
from process.ledger.state import State
from process.plan.model import Level, Milestone, Organ, OrganKind, Plan
from process.plan.proposals import Proposal
from process.reminders.invitations import organs_of_seats
from process.seats import PersonId, Role, Seat


class ScopeKind(StrEnum):
    """The kinds of feed; the values are their ASCII spelling and what an address is stored
    under.
    """

    PUBLIC = "offentlig"
    AREA = "omraade"
    MED = "med"
    COMMITTEE = "udvalg"
    ORGAN = "organ"
    ROLE = "rolle"
    PERSON = "person"


@dataclass(frozen=True, kw_only=True)
class Scope:
    """One feed's scope. `key` names the area, organ, seat or person; the public feed has none."""

    kind: ScopeKind
    key: str = ""

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}" if self.key else str(self.kind)

    @property
    def seat(self) -> Seat:
        """The seat of a role's feed; raises ValueError for any other."""
        return Seat.parse(self.key)

    @property
    def own(self) -> bool:
        """Whether it is one person's or one seat's own calendar, in which their
        meetings take up their time.
        """
        return self.kind in (ScopeKind.ROLE, ScopeKind.PERSON)


PUBLIC = Scope(kind=ScopeKind.PUBLIC)


def parse(text: str) -> Scope:
    """Read `offentlig`, `omraade:KEY`, `rolle:chef:KEY` and so on, with Danish
    letters too; raises Unknown.
    """
    word, _, key = unicodedata.normalize("NFC", text.strip()).partition(":")
    kind = SCOPE_WORDS.get(word.lower())
    if kind is None or (kind == ScopeKind.PUBLIC) != (not key):
        near = tuple(difflib.get_close_matches(word.lower(), [str(k) for k in ScopeKind], n=3))
        raise Unknown(what="scope", name=text, near=near)
    if kind == ScopeKind.ROLE:
        key = _seat_key(key, text)
    return Scope(kind=ScopeKind(kind), key=key)


def _seat_key(key: str, text: str) -> str:
    role, _, place = key.partition(":")
    try:
        return str(Seat.parse(f"{ROLE_WORDS.get(role.lower(), role)}:{place}"))
    except ValueError as error:
        raise Unknown(what="scope", name=text, near=tuple(sorted(ROLE_WORDS))) from error


def check_known(state: State, scope: Scope) -> None:
    """Raise Unknown, with the nearest keys, when the process has no such area, organ, seat or
    person.
    """
    if scope.key in (known := _keys(state, scope)):
        return
    raise Unknown(
        what="scope", name=str(scope), near=tuple(difflib.get_close_matches(scope.key, known, n=3))
    )


def _keys(state: State, scope: Scope) -> list[str]:
    plan = state.plan
    match scope.kind:
        case ScopeKind.PUBLIC:
            return [""]
        case ScopeKind.AREA:
            return [area.key for area in plan.areas]
        case ScopeKind.MED:
            return [organ.key for organ in plan.med_committees()]
        case ScopeKind.COMMITTEE:
            return [organ.key for organ in plan.organs if organ.kind in POLITICAL]
        case ScopeKind.ORGAN:
            return [organ.key for organ in plan.organs]
        case ScopeKind.ROLE:
            return _seats(state)
    return list(state.people())


POLITICAL = (OrganKind.STANDING_COMMITTEE, OrganKind.FINANCE_COMMITTEE, OrganKind.COUNCIL)


def _seats(state: State) -> list[str]:
    """Every seat somebody has had, and every one the plan's places could have."""
    places = [
        *(a.key for a in state.plan.areas),
        *(o.key for o in state.plan.organs),
        *_directors(state.plan),
        state.process,
    ]
    return [*map(str, state.tenures), *(f"{role}:{place}" for role in Role for place in places)]


def _directors(plan: Plan) -> list[str]:
    return [area.director for area in plan.areas if area.director]


def may_show(proposal: Proposal, scope: Scope, today: date) -> bool:
    """Whether a proposal may be mentioned at all: to those who owe its discussion always, to
    the rest when it may be shared.
    """
    if scope.own:
        return True
    if scope.kind not in (ScopeKind.AREA, ScopeKind.MED):
        return False
    return all(day is None or day <= today for day in (proposal.share_from, proposal.embargo_until))


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
    if scope.kind is ScopeKind.AREA and (
        row.public or not row.owners or _owned_in(state.plan, row, scope.key)
    ):
        return True
    if organs & {row.organ, row.receiver, *row.with_organs}:
        return True
    return any(_in_group(state.plan.organ(key), row) for key in organs if state.plan.has_organ(key))


def _of_area(plan: Plan, key: str) -> frozenset[str]:
    if not plan.has_area(key):
        return frozenset()
    area = plan.area(key)
    committees = {organ.key for organ in plan.organs if organ.area == key}
    return frozenset(
        committees | {organ for organ in (area.steering_group, area.standing_committee) if organ}
    )


def _owned_in(plan: Plan, row: Milestone, area: str) -> bool:
    places = {area, *_of_area(plan, area)}
    return any(owner.partition(":")[2] in ("*", *places) for owner in row.owners)


def _in_group(organ: Organ, row: Milestone) -> bool:
    """A fan-out over all committees of a kind concerns each of them; so does what
    names the organ as its audience.
    """
    if isinstance(row.when, EachMeeting) and row.when.group in (organ.kind, organ.key):
        return True
    if isinstance(row.when, Window) and (
        organ.kind is OrganKind.MED_COMMITTEE
        or row.when.until_meetings_of in (organ.kind, organ.key)
    ):
        return True
    return bool({organ.name, organ.short, *organ.also_called} - {""} & set(row.audience))


ABOVE = (Role.PROCESS_OWNER, Role.CHIEF_EXECUTIVE)


def may_have(state: State, person: PersonId, today: date) -> tuple[Scope, ...]:
    """Every calendar a person may have an address for, their own first."""
    seats = state.seats_of(person, today)
    offered = _offered(state, seats)
    own = (Scope(kind=ScopeKind.PERSON, key=person),) if seats else ()
    return (
        *own,
        *(scope for scope in offered if any(entitles(state.plan, seat, scope) for seat in seats)),
    )


def closed_on(state: State, person: PersonId, scope: Scope | None, today: date) -> date | None:
    """The last day of the seats that gave the scope (None: of any seat), when all have ended; None
    while one goes on or none ever did.
    """
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
    """Whether a seat may have a scope's calendar. What the calendar then shows,
    `concerns` and `may_show` say.
    """
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
    return (
        seat.role is Role.DIRECTOR
        and plan.has_area(area)
        and plan.area(area).director == seat.place
    )


def _keeps_med(plan: Plan, seat: Seat) -> bool:
    """The secretary of the main committee keeps an eye on all of them."""
    main = plan.has_organ(seat.place) and plan.organ(seat.place).level is Level.MAIN
    return seat.role is Role.SECRETARY and main


def _above_committee(plan: Plan, seat: Seat, committee: str) -> bool:
    area = plan.organ(committee).area if plan.has_organ(committee) else None
    return area is not None and _leads(plan, seat, area)


def _works_for(plan: Plan, seat: Seat, organ: str) -> bool:
    """An area's head and director follow its committee and steering group; heads and
    directors their own meetings.
    """
    areas = [area for area in plan.areas if _leads(plan, seat, area.key)]
    kind = plan.organ(organ).kind if plan.has_organ(organ) else None
    own = {Role.HEAD: OrganKind.HEADS, Role.DIRECTOR: OrganKind.EXECUTIVE_BOARD}.get(seat.role)
    return any(organ in (area.standing_committee, area.steering_group) for area in areas) or (
        own is not None and own is kind
    )
