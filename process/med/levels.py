"""Where a proposal has been, level by level: local involvement, the recommending leader's own
level, and the main committee.

Facts with dates and in time, late or missing; never a verdict. A local discussion does not stand in
for the leader's level, and information does not stand in for a discussion, but information that
became one is recorded as such (rules M9). And the decision points: an organ's
meeting with the proposals before it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from enum import StrEnum

from process.dates.when import is_dated
from process.errors import BadDay, Unknown
from process.ledger.facts import InformationGiven, Outcome
from process.ledger.state import State
from process.med.involvement import Cell, CellState, cell, records_that_count
from process.plan.model import Does, Level, Milestone, Organ, OrganKind, Plan
from process.plan.proposals import Proposal
from process.plan.treatment import treatment_before


class Timing(StrEnum):
    """How a committee's discussion lies to the days it should meet."""

    IN_TIME = "in_time"
    AFTER_DEADLINE = "after_deadline"
    AFTER_TREATMENT = "after_treatment"
    MISSING = "missing"
    AHEAD = "ahead"
    """Not discussed, and the day has not passed."""


@dataclass(frozen=True, kw_only=True)
class Involved:
    """One committee of a level."""

    cell: Cell
    timing: Timing

    @property
    def day(self) -> date | None:
        """The day it was discussed."""
        return self.cell.held_on


@dataclass(frozen=True, kw_only=True)
class MainLevel:
    """The main committee: when it was informed and will be, and when it discussed."""

    organ: str
    informed: tuple[date, ...] = ()
    """Days an entry says it was told."""
    unrecorded: tuple[date, ...] = ()
    """Days planned that have passed, with no word of whether it was told (rules M18)."""
    to_inform: tuple[date, ...] = ()
    discussed: tuple[date, ...] = ()
    became: tuple[date, ...] = ()
    """Days it was told that became a discussion."""
    to_discuss: bool = False
    """The plan has a discussion for it, or a proposal asks it for one."""
    before: tuple[date, ...] = ()
    """Days it was told before the proposal was there: about others."""
    since: date | None = None
    """The day the proposal came, where there are such days."""
    recorded: tuple[tuple[date, date], ...] = ()
    """Of a day that was put down later: the day, and the day it was put down (rules M17)."""


@dataclass(frozen=True, kw_only=True)
class Levels:
    """One proposal's way through the levels."""

    local: tuple[Involved, ...]
    own: tuple[Involved, ...]
    """Committees at the level of the leader who recommends it."""
    main: tuple[MainLevel, ...]


def levels(state: State, proposal: Proposal, today: date) -> Levels:
    """Where it stands on a day."""
    excused = {n.committee for n in proposal.not_affected}
    here = [
        c
        for c in proposal.affected
        if c not in excused
        and state.plan.has_organ(c)
        and cell(state, proposal, c).state is not CellState.GIVEN_UP
    ]
    return Levels(
        local=tuple(
            _involved(state, proposal, c, today)
            for c in here
            if state.plan.organ(c).level is Level.LOCAL
        ),
        own=tuple(
            _involved(state, proposal, c, today)
            for c in here
            if state.plan.organ(c).level is proposal.level
        ),
        main=tuple(
            _main(state, proposal, o, today)
            for o in state.plan.med_committees()
            if o.level is Level.MAIN
        ),
    )


def _involved(state: State, proposal: Proposal, committee: str, today: date) -> Involved:
    found = cell(state, proposal, committee)
    return Involved(cell=found, timing=timing(found, today))


def timing(found: Cell, today: date) -> Timing:
    """In time, late in one of two ways, missing, or still ahead."""
    if found.state in (CellState.PLANNED, CellState.NOT_RELEVANT):
        return Timing.MISSING if found.missing_on(today) else Timing.AHEAD
    if found.after_treatment:
        return Timing.AFTER_TREATMENT
    return Timing.AFTER_DEADLINE if found.after_deadline else Timing.IN_TIME


def _main(state: State, proposal: Proposal, organ: Organ, today: date) -> MainLevel:
    """The main committee and one proposal: what was told before the proposal came was not about
    it.
    """
    found = main_level(state, organ, today)
    records = [
        r
        for r in records_that_count(state, proposal, organ.key)
        if r.fact.outcome is not Outcome.MEETING_CANCELLED
    ]
    discussed = tuple(sorted({r.fact.held_on for r in records if r.counts}))
    told = {r.fact.held_on for r in records if r.fact.outcome is Outcome.INFORMED}
    since = born(state, proposal)
    before = tuple(d for d in (*found.informed, *found.unrecorded) if d < since and d not in told)
    planned = {*found.informed, *found.unrecorded, *found.to_inform}
    return replace(
        found,
        informed=tuple(sorted({d for d in found.informed if d >= since} | told)),
        unrecorded=tuple(
            d for d in found.unrecorded if d >= since and d not in told and d not in discussed
        ),
        discussed=discussed,
        became=tuple(
            sorted({d for d in discussed if d in planned} | {d for d in found.became if d >= since})
        ),
        to_discuss=found.to_discuss or organ.key in proposal.affected,
        before=before,
        since=since if before else None,
        recorded=found.recorded,
    )


def main_level(state: State, organ: Organ, today: date) -> MainLevel:
    """The main committee whatever the proposal: what it was told, and what is planned."""
    rows = [(m, state.told(m.key)) for m in information_rows(state, organ)]
    told = {e.fact.day: (e, e.fact) for _, e in rows if e and isinstance(e.fact, InformationGiven)}
    planned = {m.when.earliest for m, e in rows if e is None and m.when.earliest}
    local = state.plan.calendar.local_day
    return MainLevel(
        organ=organ.key,
        informed=tuple(sorted(told)),
        unrecorded=tuple(sorted(d for d in planned if d < today and d not in told)),
        to_inform=tuple(sorted(d for d in planned if d >= today and d not in told)),
        became=tuple(sorted(day for day, (_, fact) in told.items() if fact.became_discussion)),
        to_discuss=any(
            m.organ == organ.key and state.plan.kind(m.kind).does is Does.DISCUSSION
            for m in state.plan.milestones
            if m.cancelled is None
        ),
        recorded=tuple(
            (day, local(e.at)) for day, (e, _) in sorted(told.items()) if local(e.at) > day
        ),
    )


def born(state: State, proposal: Proposal) -> date:
    """The day a proposal came into the process, in its first version."""
    first = state.versions[proposal.id][0]
    return state.plan.calendar.local_day(state.submitted[proposal.id, first.version].at)


def information_rows(state: State, organ: Organ) -> list[Milestone]:
    """The rows in which the plan tells a committee, without asking for a discussion."""
    return [
        m
        for m in state.plan.milestones
        if m.organ == organ.key
        and state.plan.kind(m.kind).does is Does.INFORMATION
        and m.cancelled is None
    ]


def information_days(state: State, organ: Organ) -> list[date]:
    """The days of these rows."""
    return sorted({m.when.earliest for m in information_rows(state, organ) if m.when.earliest})


TOGETHER = (OrganKind.FINANCE_COMMITTEE, OrganKind.COUNCIL, OrganKind.EXECUTIVE_BOARD)
"""Organs that treat the whole catalogue when no proposal's sagsgang says otherwise."""


@dataclass(frozen=True, kw_only=True)
class DecisionPoint:
    """An organ's meeting and the proposals before it, in order of id. `day` is
    local; None while it is not known.
    """

    organ: str
    day: date | None
    proposals: tuple[Proposal, ...]
    assumed: bool = False
    """The organ has no meeting date yet, so the earliest day of its window stands in
    (rules M14).
    """
    catalogue: bool = False
    """No sagsgang names the meeting, so every proposal is taken."""

    def shows(self, today: date) -> date:
        """The day a paper to it shows: a meeting that was held freezes its own (rules M27)."""
        held = self.day is not None and not self.assumed and self.day < today
        return self.day if self.day and held else today

    @property
    def key(self) -> str:
        """`organ/2024-05-02`, or the organ alone while the day is not known."""
        return f"{self.organ}/{self.day.isoformat()}" if self.day else self.organ


def decision_points(state: State) -> tuple[DecisionPoint, ...]:
    """Every meeting some proposal comes before, and those where the main committee is
    told, by day; the undated last.
    """
    found = {place: at_meeting(state, *place) for place in _places(state)}
    return tuple(sorted(found.values(), key=lambda p: (p.day or date.max, p.organ)))


def at_meeting(state: State, organ: str, day: date | None) -> DecisionPoint:
    """What one meeting has before it."""
    every, told = state.proposals(), _hears_of_all(state.plan, organ)
    mine = [p for p in every if (organ, day) in _stations(state.plan, p)]
    assumed = any(
        b.assumed
        for b in (treatment_before(state.plan, p) for p in mine)
        if b and (b.organ, b.treatment) == (organ, day)
    )
    catalogue = not told and not mine and state.plan.organ(organ).kind in TOGETHER
    return DecisionPoint(
        organ=organ,
        day=day,
        proposals=every if told or catalogue else tuple(mine),
        assumed=assumed,
        catalogue=catalogue,
    )


def point_then(then: State, now: State, point: DecisionPoint) -> tuple[State, DecisionPoint]:
    """The same meeting as it was known in an earlier state; without proposals where there were none
    yet, and by the plan that stands where there was none of it.
    """
    if then.adopted is None or not then.adopted.has_organ(point.organ):
        then = replace(then, adopted=now.adopted)
    return then, at_meeting(then, point.organ, point.day)


def need_point(state: State, organ: str, day: date | None, today: date) -> DecisionPoint:
    """The organ's meeting on a day; without one its next, else its last. Raises Unknown
    when it has no such proposals.
    """
    known = [p for p in decision_points(state) if p.organ == organ]
    if day is None:
        dated = [p for p in known if p.day is not None]
        ahead = [p for p in dated if p.day and p.day >= today]
        chosen = (ahead or dated[-1:] or known)[:1]
        found = chosen[0] if chosen else at_meeting(state, organ, None)
    else:
        found = at_meeting(state, organ, day)
    if not found.proposals:
        raise Unknown(
            what="decision_point",
            name=state.plan.place_name(organ),
            near=tuple(p.key for p in known),
        )
    return found


def named_point(state: State, key: str, today: date) -> DecisionPoint:
    """The decision point a key names: `organ/2024-05-02`, or an organ alone. Raises Unknown,
    BadDay.
    """
    organ, _, day = key.partition("/")
    if not state.plan.has_organ(organ):
        known = tuple(p.key for p in decision_points(state))
        raise Unknown(
            what="organ",
            name=organ,
            near=tuple(get_close_matches(organ, known, cutoff=0.4)) or known,
        )
    try:
        return need_point(state, organ, date.fromisoformat(day) if day else None, today)
    except ValueError as error:
        raise BadDay(why="unreadable", text=day) from error


def _hears_of_all(plan: Plan, organ: str) -> bool:
    return (
        plan.organ(organ).kind is OrganKind.MED_COMMITTEE and plan.organ(organ).level is Level.MAIN
    )


def _places(state: State) -> set[tuple[str, date | None]]:
    plan = state.plan
    found = {place for p in state.proposals() for place in _stations(plan, p)}
    mains = [o for o in plan.med_committees() if o.level is Level.MAIN] if state.proposals() else []
    return found | {(o.key, day) for o in mains for day in information_days(state, o)}


def _stations(plan: Plan, proposal: Proposal) -> set[tuple[str, date | None]]:
    """Where one proposal comes before an organ: its sagsgang, and the
    treatment MED counts back from.
    """
    basis = treatment_before(plan, proposal)
    treated = {(basis.organ, basis.treatment)} if basis else set()
    named = {
        (s.organ, s.day or _only_day(plan, s.organ))
        for s in proposal.stations
        if plan.has_organ(s.organ)
    }
    return treated | {
        (organ, day)
        for organ, day in named
        if day is not None or basis is None or organ != basis.organ
    }


def _only_day(plan: Plan, organ: str) -> date | None:
    """The day of an organ that has one dated meeting only."""
    days = [
        m.when.earliest
        for m in plan.organ(organ).meetings
        if m.cancelled is None and is_dated(m.when)
    ]
    return days[0] if len(days) == 1 else None
