"""Proposals handed in by people, one or a whole file: who may, what must fit the plan, and which
version it becomes; and their sagsgang, as the political organs treat them.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from process.acts.plan import submit
from process.acts.rights import is_process_owner, today
from process.errors import AlreadyDone, BadDay, Missing, NotYours, TooLong, Unknown
from process.ledger.entries import Decision, need_fits
from process.ledger.facts import Fact
from process.ledger.state import State
from process.plan.model import OrganKind, Plan
from process.plan.proposals import Proposal, Station, StationOutcome
from process.seats import PersonId, Role, Seat


def propose(
    state: State, proposal: Proposal, *, by: PersonId, at: datetime, material: bool = False
) -> Decision:
    """Hand in a proposal, or change one. `material`: a new version, which re-opens its discussions;
    else the version stays and so do they. Another area's is not taken over by moving it to one's
    own. Raises NotYours, Missing, Unknown, TooLong, AlreadyDone.
    """
    old = state.proposal(proposal.id)
    if old is not None:
        need_proposer(state, by, old.area, at)
    seat = need_proposer(state, by, proposal.area, at)
    return Decision(
        facts=submit(state, checked(state, versioned(state, proposal, material=material))).facts,
        seat=str(seat),
    )


def need_proposer(state: State, by: PersonId, area: str, at: datetime) -> Seat:
    """The seat in which a person hands in and changes an area's proposals; raises NotYours."""
    seat = may_propose(state, area, by, at)
    if seat is None:
        owner = Seat(Role.PROCESS_OWNER, state.process)
        raise NotYours(act="propose", seats=(str(owner), str(Seat(Role.HEAD, area))))
    return seat


def may_propose(state: State, area: str, by: PersonId, at: datetime) -> Seat | None:
    """The seat in which a person may hand in an area's proposals: the process owner's, or the
    area's head's; None when neither.
    """
    owner, head = Seat(Role.PROCESS_OWNER, state.process), Seat(Role.HEAD, area)
    if is_process_owner(state, by, today(state, at)):
        return owner
    if state.is_in(head, by, today(state, at)):
        return head
    return None


def need_proposal(state: State, id: str) -> Proposal:
    """The proposal; raises Unknown with the codes that come closest."""
    found = state.proposal(id)
    if found is None:
        raise Unknown(what="proposal", name=id, near=near_id(state, id))
    return found


def versioned(state: State, proposal: Proposal, *, material: bool) -> Proposal:
    """The proposal with the version it becomes."""
    old = state.proposal(proposal.id)
    if old is None or not material:
        return replace(proposal, version=old.version if old else 1)
    treated = tuple(
        replace(s, version=old.version) if s.outcome and not s.version else s
        for s in proposal.stations
    )
    return replace(proposal, version=old.version + 1, stations=treated)


# A whole file of them.


def submit_all(state: State, proposals: Iterable[Proposal]) -> Decision:
    """A whole file of them, all or none; those that stand already are passed over. Raises Missing,
    Unknown, TooLong, AlreadyDone for a version that is older than the one that stands.
    """
    facts: list[Fact] = []
    for read in proposals:
        proposal = with_what_happened(state, read)
        if state.proposal(proposal.id) != proposal:
            facts += submit(state, checked(state, proposal)).facts
    return Decision(facts=tuple(facts))


def with_what_happened(state: State, proposal: Proposal) -> Proposal:
    """The proposal with what is known of its stations: a table that does not
    mention an outcome takes none back.
    """
    old = state.proposal(proposal.id)
    known = {
        (s.organ, s.day): s
        for s in (old.stations if old else ())
        if s.outcome or s.closed or s.supplementary
    }
    said = {(s.organ, s.day) for s in proposal.stations}
    plain = (
        known.get((s.organ, s.day), s) if s == Station(organ=s.organ, day=s.day) else s
        for s in proposal.stations
    )
    gone = [s for place, s in known.items() if s.outcome and place not in said]
    whole = replace(proposal, stations=in_order((*gone, *plain)) if gone else tuple(plain))
    return (
        versioned(state, whole, material=True)
        if old and whole.version == old.version + 1
        else whole
    )


# What must fit the plan.


CODE = re.compile(r"[A-Z]{1,4}-\d{1,5}")
"""What can be typed after a command."""


NEUTRAL_TITLE_LIMIT = 60
"""It stands in select menus and calendars."""


def checked(state: State, proposal: Proposal) -> Proposal:
    """The proposal, when it fits the plan; raises Missing, Unknown, TooLong."""
    if not CODE.fullmatch(proposal.id):
        raise Missing(field="code")
    for field in ("title", "neutral_title"):
        if not getattr(proposal, field).strip():
            raise Missing(field=field)
    need_fits("title", proposal.title)
    if len(proposal.neutral_title) > NEUTRAL_TITLE_LIMIT:
        raise TooLong(
            field="neutral_title", length=len(proposal.neutral_title), limit=NEUTRAL_TITLE_LIMIT
        )
    if not state.plan.has_area(proposal.area):
        raise Unknown(
            what="area",
            name=proposal.area,
            near=_near(proposal.area, [a.key for a in state.plan.areas]),
        )
    _need_organs(state, proposal)
    for other in proposal.not_affected:
        if not other.reason.strip():
            raise Missing(field="reason")
        need_fits("reason", other.reason)
    return proposal


def _need_organs(state: State, proposal: Proposal) -> None:
    committees = [o.key for o in state.plan.organs if o.kind is OrganKind.MED_COMMITTEE]
    for key in (*proposal.affected, *(n.committee for n in proposal.not_affected)):
        if key not in committees:
            raise Unknown(what="committee", name=key, near=_near(key, committees))
    for key in (
        *(s.organ for s in proposal.stations),
        *([proposal.origin] if proposal.origin else []),
    ):
        if not state.plan.has_organ(key):
            raise Unknown(
                what="organ", name=key, near=_near(key, [o.key for o in state.plan.organs])
            )


def near_id(state: State, id: str) -> tuple[str, ...]:
    """The codes that come closest to what was meant."""
    return _near(id.upper(), list(state.versions))


def _near(name: str, known: list[str]) -> tuple[str, ...]:
    return tuple(difflib.get_close_matches(name, known, n=3, cutoff=0.5))


# Their sagsgang.


ASKS = (StationOutcome.SENT_BACK, StationOutcome.AMENDED)
"""After these the proposal may be materially another, so whoever writes it is asked."""


def set_stations(
    state: State,
    id: str,
    stations: tuple[Station, ...],
    *,
    by: PersonId,
    at: datetime,
    material: bool | None = None,
) -> Decision:
    """The stations as they stand now, in order of day. `material`: the meeting made another
    proposal of it, whose discussions are owed anew; None = not said. Raises Unknown, NotYours,
    Missing (material; station_day, an outcome without its day), BadDay (not held yet), AlreadyDone.
    """
    old = need_proposal(state, id)
    seat = need_keeper(state, by, at)
    ordered = in_order(stations)
    _need_order(state, old, ordered, at)
    if material is None and asks(old, ordered):
        raise Missing(field="material")
    proposal = versioned(state, replace(old, stations=ordered), material=bool(material))
    return Decision(facts=submit(state, checked(state, proposal)).facts, seat=str(seat))


def asks(old: Proposal, stations: tuple[Station, ...]) -> bool:
    """Whether an outcome was added after which the proposal may be another."""
    known = {(s.organ, s.day, s.outcome) for s in old.stations}
    return any(s.outcome in ASKS and (s.organ, s.day, s.outcome) not in known for s in stations)


def _need_order(state: State, old: Proposal, stations: tuple[Station, ...], at: datetime) -> None:
    seen = set[tuple[str, date | None]]()
    for station in stations:
        if (station.organ, station.day) in seen:
            raise AlreadyDone(
                act="station", at=state.submitted[old.id, old.version].at, seat="", day=station.day
            )
        seen.add((station.organ, station.day))
        if station.outcome and station.day is None:
            raise Missing(field="station_day")
        if station.outcome and station.day and station.day > today(state, at):
            raise BadDay(why="future", day=station.day, limit=today(state, at))


def in_order(stations: tuple[Station, ...]) -> tuple[Station, ...]:
    """By day; one without a day stays behind those it stood behind."""
    keys, latest = list[date](), date.min
    for station in stations:
        latest = station.day or latest
        keys.append(latest)
    return tuple(
        station
        for _, _, station in sorted(
            zip(keys, range(len(keys)), stations, strict=True), key=lambda row: row[:2]
        )
    )


def may_set(state: State, by: PersonId, at: datetime) -> Seat | None:
    """The seat in which a person keeps the sagsgang; None when in none."""
    owner = Seat(Role.PROCESS_OWNER, state.process)
    if is_process_owner(state, by, today(state, at)):
        return owner
    return next((seat for seat in keepers(state) if state.is_in(seat, by, today(state, at))), None)


def need_keeper(state: State, by: PersonId, at: datetime) -> Seat:
    """The same; raises NotYours."""
    seat = may_set(state, by, at)
    if seat is None:
        raise NotYours(act="stations", seats=tuple(map(str, keepers(state))))
    return seat


def keepers(state: State) -> tuple[Seat, ...]:
    """The process owner's seat, and the secretaries of the political organs that have one."""
    secretaries = (Seat(Role.SECRETARY, key) for key in political(state.plan))
    return (
        Seat(Role.PROCESS_OWNER, state.process),
        *(seat for seat in secretaries if seat in state.tenures),
    )


POLITICAL = (OrganKind.STANDING_COMMITTEE, OrganKind.FINANCE_COMMITTEE, OrganKind.COUNCIL)


def political(plan: Plan) -> tuple[str, ...]:
    """The organs that treat proposals politically."""
    return tuple(o.key for o in plan.organs if o.kind in POLITICAL)
