"""Proposals handed in by people: who may, what must fit the plan, and which version it becomes."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from process.decision import Decision, need_fits
from process.errors import AlreadyDone, Missing, NotYours, TooLong, Unknown
from process.facts import Fact
from process.plan import OrganKind
from process.proposals import Proposal, Station
from process.seats import PersonId, Role, Seat
from process.state import State
from process.verbs.process import submit
from process.verbs.rights import is_process_owner, today

CODE = re.compile(r"[A-Z]{1,4}-\d{1,5}")
"""What can be typed after a command."""
NEUTRAL_TITLE_LIMIT = 60
"""It stands in select menus and calendars."""


def propose(state: State, proposal: Proposal, *, by: PersonId, at: datetime, material: bool = False) -> Decision:
    """Hand in a proposal, or change one. `material`: a new version, which re-opens its discussions; else the version stays and so do
    they. Raises NotYours, Missing, Unknown, TooLong, AlreadyDone."""
    seat = may_propose(state, proposal.area, by, at)
    if seat is None:
        owner = Seat(Role.PROCESS_OWNER, state.process)
        raise NotYours(act="propose", seats=(str(owner), str(Seat(Role.HEAD, proposal.area))))
    return Decision(facts=submit(state, checked(state, versioned(state, proposal, material=material))).facts, seat=str(seat))


def versioned(state: State, proposal: Proposal, *, material: bool) -> Proposal:
    """The proposal with the version it becomes."""
    old = state.proposal(proposal.id)
    if old is None or not material:
        return replace(proposal, version=old.version if old else 1)
    treated = tuple(replace(s, version=old.version) if s.outcome and not s.version else s for s in proposal.stations)
    return replace(proposal, version=old.version + 1, stations=treated)


def many(state: State, proposals: Iterable[Proposal]) -> Decision:
    """A whole file of them, all or none; those that stand already are passed over. Raises Missing, Unknown, TooLong, AlreadyDone for a
    version that is older than the one that stands."""
    facts: list[Fact] = []
    for read in proposals:
        proposal = with_what_happened(state, read)
        if state.proposal(proposal.id) != proposal:
            facts += submit(state, checked(state, proposal)).facts
    return Decision(facts=tuple(facts))


def with_what_happened(state: State, proposal: Proposal) -> Proposal:
    """The proposal with what is known of its stations: a table that does not mention an outcome takes none back."""
    old = state.proposal(proposal.id)
    known = {(s.organ, s.day): s for s in (old.stations if old else ()) if s.outcome or s.closed or s.supplementary}
    said = {(s.organ, s.day) for s in proposal.stations}
    plain = (known.get((s.organ, s.day), s) if s == Station(organ=s.organ, day=s.day) else s for s in proposal.stations)
    gone = [s for place, s in known.items() if s.outcome and place not in said]
    whole = replace(proposal, stations=in_order((*gone, *plain)) if gone else tuple(plain))
    return versioned(state, whole, material=True) if old and whole.version == old.version + 1 else whole


def in_order(stations: tuple[Station, ...]) -> tuple[Station, ...]:
    """By day; one without a day stays behind those it stood behind."""
    keys, latest = list[date](), date.min
    for station in stations:
        latest = station.day or latest
        keys.append(latest)
    return tuple(station for _, _, station in sorted(zip(keys, range(len(keys)), stations, strict=True), key=lambda row: row[:2]))


def near_id(state: State, id: str) -> tuple[str, ...]:
    """The codes that come closest to what was meant."""
    return _near(id.upper(), list(state.versions))


def checked(state: State, proposal: Proposal) -> Proposal:
    """The proposal, when it fits the plan; raises Missing, Unknown, TooLong."""
    if not CODE.fullmatch(proposal.id):
        raise Missing(field="code")
    for field in ("title", "neutral_title"):
        if not getattr(proposal, field).strip():
            raise Missing(field=field)
    need_fits("title", proposal.title)
    if len(proposal.neutral_title) > NEUTRAL_TITLE_LIMIT:
        raise TooLong(field="neutral_title", length=len(proposal.neutral_title), limit=NEUTRAL_TITLE_LIMIT)
    if not state.plan.has_area(proposal.area):
        raise Unknown(what="area", name=proposal.area, near=_near(proposal.area, [a.key for a in state.plan.areas]))
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
    for key in (*(s.organ for s in proposal.stations), *([proposal.origin] if proposal.origin else [])):
        if not state.plan.has_organ(key):
            raise Unknown(what="organ", name=key, near=_near(key, [o.key for o in state.plan.organs]))


def _near(name: str, known: list[str]) -> tuple[str, ...]:
    return tuple(difflib.get_close_matches(name, known, n=3, cutoff=0.5))


def may_propose(state: State, area: str, by: PersonId, at: datetime) -> Seat | None:
    """The seat in which a person may hand in an area's proposals: the process owner's, or the area's head's; None when neither."""
    owner, head = Seat(Role.PROCESS_OWNER, state.process), Seat(Role.HEAD, area)
    if is_process_owner(state, by, today(state, at)):
        return owner
    if state.is_in(head, by, today(state, at)):
        return head
    return None


__all__ = ["AlreadyDone", "checked", "in_order", "many", "may_propose", "propose", "versioned"]
