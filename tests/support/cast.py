"""A small process for tests: two areas, three committees, three proposals, and a cast with fixed
roles.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from process.dates.when import Day, EachMeeting, NoLater, Undated, Window
from process.dates.workdays import ClosedDay, WorkCalendar
from process.ledger.facts import PlanAdopted, ProposalSubmitted, SeatTaken
from process.ledger.state import State
from process.plan.model import (
    Area,
    Does,
    Kind,
    Level,
    Meeting,
    Milestone,
    Organ,
    OrganKind,
    OwnerBasis,
    Plan,
    Rhythm,
)
from process.plan.proposals import NotAffected, Proposal
from process.seats import Seat
from process.simulation import Stage

EASTER = tuple(
    ClosedDay(day=day, name=name)
    for day, name in (
        (date(2024, 3, 28), "Skærtorsdag"),
        (date(2024, 3, 29), "Langfredag"),
        (date(2024, 4, 1), "2. påskedag"),
        (date(2024, 5, 9), "Kristi himmelfartsdag"),
    )
)
HALF = (ClosedDay(day=date(2024, 5, 1), name="1. maj", from_time=time(12)),)

KINDS = (
    Kind(
        key="delivery",
        label="Aflevering",
        does=Does.DELIVERY,
        rhythm=Rhythm(remind=(3, 1), nag_every=2, nags=3, escalate_after=3),
    ),
    Kind(
        key="discussion",
        label="Drøftelse",
        does=Does.DISCUSSION,
        rhythm=Rhythm(remind=(5, 1), nag_every=3, nags=2),
    ),
    Kind(key="decision", label="Beslutning", does=Does.DECISION),
    Kind(key="event", label="Arrangement", does=Does.EVENT),
)

ORGANS = (
    Organ(key="raaderumsgruppen", name="Råderumsgruppen", kind=OrganKind.COORDINATION_GROUP),
    Organ(
        key="bu",
        name="Børne- og Ungdomsudvalget",
        kind=OrganKind.STANDING_COMMITTEE,
        meetings=(Meeting(key="bu1", when=Day(day=date(2024, 5, 2))),),
    ),
    Organ(key="vp", name="Voksen- og Plejeudvalget", kind=OrganKind.STANDING_COMMITTEE),
    Organ(key="hu", name="Hovedudvalget", kind=OrganKind.MED_COMMITTEE, level=Level.MAIN),
    Organ(
        key="lmu_skole",
        name="LokalMED Eksempelskolen",
        kind=OrganKind.MED_COMMITTEE,
        level=Level.LOCAL,
        area="skole",
    ),
    Organ(
        key="pm_have",
        name="Personalemødet i Prøvehaven",
        kind=OrganKind.MED_COMMITTEE,
        level=Level.LOCAL,
        area="skole",
        staff_meeting=True,
    ),
)

MILESTONES = (
    Milestone(
        key="forslag",
        title="Råderumsforslag afleveres",
        kind="delivery",
        when=NoLater(day=date(2024, 3, 18)),
        owners=("head:*",),
        owner_basis=OwnerBasis.IMPLIED,
        owed="Råderumsforslag for {area}",
        receiver="raaderumsgruppen",
    ),
    Milestone(
        key="status", title="Status uden ejer", kind="delivery", when=Day(day=date(2024, 2, 29))
    ),
    Milestone(
        key="udateret",
        title="Sideløbende frist",
        kind="delivery",
        when=Undated(),
        owners=("head:pleje",),
    ),
    Milestone(
        key="inddragelse",
        title="Inddragelse af MED",
        kind="discussion",
        when=Window(
            opens=date(2024, 4, 10),
            until_meetings_of="standing_committee",
            closes_first=date(2024, 4, 30),
            closes_last=date(2024, 5, 30),
        ),
    ),
    Milestone(
        key="fagudvalg",
        title="Fagudvalgene behandler",
        kind="decision",
        when=EachMeeting(
            group="standing_committee", first=date(2024, 4, 30), last=date(2024, 5, 30)
        ),
    ),
)

PLAN = Plan(
    key="r24",
    title="Råderum",
    municipality="Prøvekøbing",
    uid_host="frist.invalid",
    calendar=WorkCalendar(closed=EASTER + HALF),
    kinds=KINDS,
    organs=ORGANS,
    areas=(
        Area(key="skole", name="Skole og Dagtilbud", director="velfaerd", standing_committee="bu"),
        Area(key="pleje", name="Sundhed og Omsorg", director="velfaerd", standing_committee="vp"),
    ),
    milestones=MILESTONES,
)

PROPOSALS = (
    Proposal(
        id="R-001",
        version=1,
        title="Færre hold",
        neutral_title="Holddannelse",
        area="skole",
        affected=("lmu_skole", "pm_have"),
    ),
    Proposal(
        id="R-002",
        version=1,
        title="Én leder",
        neutral_title="Ledelse",
        area="skole",
        affected=("lmu_skole",),
        may_identify=True,
        not_affected=(NotAffected(committee="pm_have", reason="Har ingen afdelingsleder"),),
    ),
    Proposal(
        id="R-003",
        version=1,
        title="Rengøring",
        neutral_title="Rengøring",
        area="pleje",
        affected=("hu",),
    ),
)

CAST = {
    "head:skole": "p-skolechef",
    "head:pleje": "p-plejechef",
    "director:velfaerd": "p-direktoer",
    "process_owner:r24": "p-procesejer",
    "chair:lmu_skole": "p-formand",
    "vice_chair:lmu_skole": "p-naestformand",
    "chair:pm_have": "p-haveleder",
    "employee_rep:pm_have": "p-repraesentant",
    "secretary:hu": "p-sekretaer",
    "member:raaderumsgruppen": "p-gruppen",
    "chair:hu": "p-kommunaldirektoer",
}
OUTSIDER = "p-udenfor"


def at(day: str, clock: str = "08:00") -> datetime:
    """A local clock time in 2024 as a UTC instant: at("2024-03-18", "09:12")."""
    return PLAN.calendar.instant(date.fromisoformat(day), time.fromisoformat(clock)).astimezone(UTC)


def small_process(plan: Plan = PLAN) -> Stage:
    """The process with a plan, cast and proposals, as on 1 January 2024."""
    play, start = Stage(State.empty("r24")), at("2024-01-01")
    play.write(PlanAdopted(plan=plan, reason="Begyndelsen"), at=start)
    for seat, person in CAST.items():
        play.write(
            SeatTaken(seat=Seat.parse(seat), person=person, since=date(2024, 1, 1)), at=start
        )
    for proposal in PROPOSALS:
        play.write(ProposalSubmitted(proposal=proposal), at=start)
    return play
