"""What the calendars are tested on: the Norddjurs plan, an example of seats and proposals, and
chapters of what happens to it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from bench.house import ROOT
from config.plan_file import load_plan
from process.dates.when import Day, NoLater
from process.ledger.facts import (
    Delivered,
    DiscussionConfirmed,
    DiscussionRecorded,
    Fact,
    MilestoneCancelled,
    MilestoneMoved,
    Outcome,
    PlanAdopted,
    ProposalRef,
    ProposalSubmitted,
    SeatTaken,
    Side,
)
from process.ledger.state import State
from process.plan.model import Area, Level, Organ, OrganKind, Plan
from process.plan.proposals import Proposal, Station
from process.seats import Role, Seat
from process.simulation import Stage

PLAN = load_plan(ROOT / "config" / "plans" / "norddjurs-2024.yaml")
ADOPTED = datetime(2024, 2, 20, 8, tzinfo=UTC)
TODAY = date(2024, 3, 22)
PAGE = "https://eksempel.invalid/"
HEAD = Seat(Role.HEAD, "skole_dagtilbud")
CHAIR = Seat(Role.CHAIR, "omu_skole")
VICE = Seat(Role.VICE_CHAIR, "omu_skole")
PROPOSAL = Proposal(
    id="R-001",
    version=1,
    title="Den hemmelige titel",
    neutral_title="Neutral titel",
    area="skole_dagtilbud",
    affected=("omu_skole",),
    stations=(Station(organ="boerne_ungdomsudvalget", day=date(2024, 5, 7)),),
)


def at(month: int, day: int, hour: int = 8) -> datetime:
    return datetime(2024, month, day, hour, tzinfo=UTC)


def with_med(plan: Plan) -> Plan:
    """The plan with one MED committee for Skole og Dagtilbud."""
    omu = Organ(
        key="omu_skole",
        name="OmrådeMED Skole",
        kind=OrganKind.MED_COMMITTEE,
        level=Level.AREA,
        area="skole_dagtilbud",
    )
    areas = tuple(_with_committee(area) for area in plan.areas)
    return replace(plan, organs=(*plan.organs, omu), areas=areas)


def _with_committee(area: Area) -> Area:
    return (
        replace(area, standing_committee="boerne_ungdomsudvalget")
        if area.key == "skole_dagtilbud"
        else area
    )


def begin(plan: Plan = PLAN, *facts: Fact) -> Stage:
    """A process whose plan is adopted, with a head, a chair and a vice chair."""
    play = Stage(State.empty(plan.key))
    play.write(PlanAdopted(plan=plan, reason="vedtaget"), at=ADOPTED)
    people = ((HEAD, "chef"), (CHAIR, "formand"), (VICE, "naestformand"))
    seats = [SeatTaken(seat=seat, person=person, since=date(2024, 1, 1)) for seat, person in people]
    play.write(*seats, *facts, at=ADOPTED)
    return play


def chapters() -> dict[str, State]:
    """The same process before and after a move, a cancellation and a hand-in."""
    play = begin()
    found = {"1-vedtaget": play.state}
    moved = NoLater(day=date(2024, 3, 22))
    play.write(
        MilestoneMoved(milestone="raaderumsforslag", to=moved, why="Skolerne mangler tal"),
        at=at(3, 13),
    )
    play.write(
        MilestoneMoved(
            milestone="borgermoede_teknisk_budget",
            to=Day(day=date(2024, 8, 21)),
            why="Salen er optaget",
        ),
        at=at(3, 13),
    )
    found["2-flyttet"] = play.state
    play.write(
        MilestoneCancelled(milestone="borgerkonference_juni", why="Den første var nok"),
        at=at(3, 14),
    )
    found["3-aflyst"] = play.state
    play.write(
        Delivered(obligation="raaderumsforslag/head:skole_dagtilbud"), at=at(3, 15), actor="chef"
    )
    found["4-afleveret"] = play.state
    return found


def discussed(
    play: Stage,
    *,
    confirmed: bool = True,
    outcome: Outcome = Outcome.DISCUSSED,
    day: date = date(2024, 4, 18),
) -> int:
    """A record of the proposal in its committee; returns its number."""
    fact = DiscussionRecorded(
        committee="omu_skole",
        proposals=(ProposalRef(id="R-001", version=1),),
        held_on=day,
        outcome=outcome,
        by_side=Side.MANAGEMENT,
    )
    (entry,) = play.write(fact, at=at(4, 19), actor="formand")
    if confirmed:
        play.write(DiscussionConfirmed(record=entry.seq), at=at(4, 20), actor="naestformand")
    return entry.seq


def with_proposal(proposal: Proposal = PROPOSAL) -> Stage:
    """The plan with its committee and one proposal."""
    return begin(with_med(PLAN), ProposalSubmitted(proposal=proposal))
