"""A proposal's sagsgang: its stations with day and outcome, kept by the process owner and the political organs' secretariats."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from process.decision import Decision
from process.errors import AlreadyDone, BadDay, Missing, NotYours, Unknown
from process.plan import OrganKind, Plan
from process.proposals import Proposal, Station, StationOutcome
from process.seats import PersonId, Role, Seat
from process.state import State
from process.verbs.process import submit
from process.verbs.proposals import checked, in_order, near_id, versioned
from process.verbs.rights import is_process_owner, today

POLITICAL = (OrganKind.STANDING_COMMITTEE, OrganKind.FINANCE_COMMITTEE, OrganKind.COUNCIL)
ASKS = (StationOutcome.SENT_BACK, StationOutcome.AMENDED)
"""After these the proposal may be materially another, so whoever writes it is asked."""


def set_stations(
    state: State, id: str, stations: tuple[Station, ...], *, by: PersonId, at: datetime, material: bool | None = None
) -> Decision:
    """The stations as they stand now, in order of day. `material`: the meeting made another proposal of it, whose discussions are owed
    anew; None = not said. Raises Unknown, NotYours, Missing (material; station_day, an outcome without its day), BadDay (not held yet),
    AlreadyDone."""
    old = state.proposal(id)
    if old is None:
        raise Unknown(what="proposal", name=id, near=near_id(state, id))
    seat = may_set(state, by, at)
    if seat is None:
        raise NotYours(act="stations", seats=tuple(map(str, keepers(state))))
    ordered = in_order(stations)
    _need_sense(state, old, ordered, at)
    if material is None and asks(old, ordered):
        raise Missing(field="material")
    proposal = versioned(state, replace(old, stations=ordered), material=bool(material))
    return Decision(facts=submit(state, checked(state, proposal)).facts, seat=str(seat))


def asks(old: Proposal, stations: tuple[Station, ...]) -> bool:
    """Whether an outcome was added after which the proposal may be another."""
    known = {(s.organ, s.day, s.outcome) for s in old.stations}
    return any(s.outcome in ASKS and (s.organ, s.day, s.outcome) not in known for s in stations)


def _need_sense(state: State, old: Proposal, stations: tuple[Station, ...], at: datetime) -> None:
    seen = set[tuple[str, date | None]]()
    for station in stations:
        if (station.organ, station.day) in seen:
            raise AlreadyDone(act="station", at=state.submitted[old.id, old.version].at, seat="", day=station.day)
        seen.add((station.organ, station.day))
        if station.outcome and station.day is None:
            raise Missing(field="station_day")
        if station.outcome and station.day and station.day > today(state, at):
            raise BadDay(why="future", day=station.day, limit=today(state, at))


def may_set(state: State, by: PersonId, at: datetime) -> Seat | None:
    """The seat in which a person keeps the sagsgang; None when in none."""
    owner = Seat(Role.PROCESS_OWNER, state.process)
    if is_process_owner(state, by, today(state, at)):
        return owner
    return next((seat for seat in keepers(state) if state.is_in(seat, by, today(state, at))), None)


def keepers(state: State) -> tuple[Seat, ...]:
    """The process owner's seat, and the secretaries of the political organs that have one."""
    secretaries = (Seat(Role.SECRETARY, key) for key in political(state.plan))
    return (Seat(Role.PROCESS_OWNER, state.process), *(seat for seat in secretaries if seat in state.tenures))


def political(plan: Plan) -> tuple[str, ...]:
    """The organs that treat proposals politically."""
    return tuple(o.key for o in plan.organs if o.kind in POLITICAL)
