"""A whole spring over Norddjurs' plan: 40 proposals, 5 areas, 25 committees; the matrix on five
days equals the table a person wrote.

Columns of each group: OmrådeMED and its four LokalMED. P planned, M missing, R recorded, D
discussed, B contested, O informed, F begun, – not affected, 2 discussed at two meetings; small
letters are late: d after our own deadline, r and e (recorded, discussed) after the treatment.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from bot.text.matrix import shown
from config.plan_file import load_plan
from process.acts import proposals
from process.acts import records as discussion
from process.acts.proposals import set_stations
from process.acts.records import Meeting
from process.ledger.entries import Decision, new_text
from process.ledger.facts import Outcome, PlanAdopted, ProposalSubmitted, SeatTaken
from process.ledger.state import State
from process.med.involvement import matrix
from process.plan.model import Level, Organ, OrganKind, Plan
from process.plan.proposals import NotAffected, Proposal, Station, StationOutcome
from process.reminders.due import due_notices
from process.seats import Role, Seat
from process.simulation import Stage

BASE = load_plan(Path(__file__).parents[2] / "config" / "plans" / "norddjurs-2024.yaml")
AREAS = tuple(a.key for a in BASE.areas)[:5]
LATE = {("D", "1"): "d", ("D", "2"): "e", ("R", "2"): "r"}


def lmu(area: int, number: int) -> str:
    return f"lmu{area}{number}" if number else f"omu{area}"


def committees() -> Iterator[Organ]:
    for a, area in enumerate(AREAS, start=1):
        for n in range(5):
            level, staff = (Level.LOCAL if n else Level.AREA), (a, n) == (1, 4)
            yield Organ(
                key=lmu(a, n),
                name=lmu(a, n).upper(),
                kind=OrganKind.MED_COMMITTEE,
                level=level,
                area=area,
                staff_meeting=staff,
                example=True,
            )


PLAN = replace(BASE, organs=(*BASE.organs, *committees()))


def proposal(a: int, n: int, version: int = 1) -> Proposal:
    """`R-<area><number>`; area 2 is treated on 21 May, the others on the earliest
    day of the window, 30 April.
    """
    treated = date(2024, 5, 21) if a == 2 else date(2024, 4, 30)
    organ = PLAN.area(AREAS[a - 1]).standing_committee or "oekonomiudvalget"
    excused = (
        (NotAffected(committee=lmu(5, 1), reason="Ikke deres opgave"),) if (a, n) == (5, 5) else ()
    )
    return Proposal(
        id=f"R-{a}0{n}",
        version=version,
        title=f"Forslag {a}.{n}",
        neutral_title=f"Emne {a}.{n}",
        area=AREAS[a - 1],
        stations=(Station(organ=organ, day=treated),),
        affected=tuple(lmu(a, k) for k in range(5) if not (excused and k == 1)),
        not_affected=excused,
    )


class Spring:
    """The play, with people who act in their seats."""

    def __init__(self, plan: Plan) -> None:
        self.play = Stage(State.empty(plan.key))
        start = plan.calendar.instant(date(2024, 4, 1), datetime.min.time())
        self.play.write(PlanAdopted(plan=plan, reason="Begyndelsen"), at=start)
        for organ in committees():
            other = Role.EMPLOYEE_REP if organ.staff_meeting else Role.VICE_CHAIR
            for role in (Role.CHAIR, other):
                seat = Seat(role, organ.key)
                self.play.write(
                    SeatTaken(seat=seat, person=f"{role}:{organ.key}", since=date(2024, 1, 1)),
                    at=start,
                )
        for role, place in ((Role.PROCESS_OWNER, plan.key), (Role.SECRETARY, "hovedudvalget")):
            self.play.write(
                SeatTaken(seat=Seat(role, place), person=str(role), since=date(2024, 1, 1)),
                at=start,
            )
        for a in range(1, 6):
            for n in range(1, 9):
                self.play.write(ProposalSubmitted(proposal=proposal(a, n)), at=start)

    def at(self, day: str) -> datetime:
        return self.play.state.plan.calendar.delivery_on(date.fromisoformat(f"2024-{day}"))

    def write(self, day: str, person: str, decision: Decision) -> int:
        return self.play.write(*decision.facts, at=self.at(day), actor=person, seat=decision.seat)[
            0
        ].seq

    def record(
        self,
        day: str,
        committee: str,
        *ids: str,
        held: str = "",
        outcome: Outcome = Outcome.DISCUSSED,
        by: str = "chair",
        corrects: int | None = None,
        joint: tuple[str, ...] = (),
    ) -> int:
        person = by if by == "secretary" else f"{by}:{committee}"
        held_on = date.fromisoformat(f"2024-{held or day}")
        meeting = Meeting(
            committee=committee,
            proposals=ids,
            held_on=held_on,
            outcome=outcome,
            corrects=corrects,
            joint=joint,
        )
        return self.write(
            day, person, discussion.record(self.play.state, meeting, by=person, at=self.at(day))
        )

    def confirm(self, day: str, committee: str, record: int, by: str = "vice_chair") -> None:
        person = f"{by}:{committee}"
        self.write(
            day,
            person,
            discussion.confirm(self.play.state, by=person, record=record, at=self.at(day)),
        )

    def postpone(self, day: str, id: str, *, to: str) -> None:
        """The process owner writes what the standing committee did, and when it takes the case
        up again.
        """
        (held,) = (p for p in self.play.state.proposals() if p.id == id)
        first = replace(held.stations[0], outcome=StationOutcome.POSTPONED)
        again = Station(organ=first.organ, day=date.fromisoformat(f"2024-{to}"))
        decision = set_stations(
            self.play.state, id, (first, again), by="process_owner", at=self.at(day)
        )
        self.write(day, "process_owner", decision)

    def table(self, day: str) -> str:
        """The matrix that day, one line for each proposal number, one group for each area."""
        today = date.fromisoformat(f"2024-{day}")
        cells = {(c.proposal.id, c.committee): shown(c, today) for c in matrix(self.play.state)}
        found = {
            key: "2" if s.more else LATE.get((s.letter, s.mark), s.letter)
            for key, s in cells.items()
        }
        rows = (
            " ".join("".join(found[f"R-{a}0{n}", lmu(a, k)] for k in range(5)) for a in range(1, 6))
            for n in range(1, 9)
        )
        return "\n".join(rows)


def spring(s: Spring) -> Iterator[tuple[str, str]]:
    """Day by day what happens, and the table on five of the days."""
    omu1 = s.record("04-11", "omu1", *(f"R-10{n}" for n in range(1, 9)))
    s.confirm("04-12", "omu1", omu1)
    lmu11 = s.record("04-12", "lmu11", "R-101", "R-102")
    yield "04-12", s.table("04-12")

    text = new_text("Vi nåede kun R-101.", id="t1", salt="s")
    contest = discussion.contest(
        s.play.state, by="vice_chair:lmu11", record=lmu11, description=text, at=s.at("04-15")
    )
    s.write("04-15", "vice_chair:lmu11", contest)
    s.record("04-16", "lmu12", "R-103", outcome=Outcome.INFORMED, by="vice_chair")
    s.record("04-16", "lmu14", "R-104", outcome=Outcome.BEGUN)
    lmu21 = s.record("04-18", "lmu21", "R-201", "R-202", joint=("lmu22",))
    s.confirm("04-18", "lmu21", lmu21)
    yield "04-18", s.table("04-18")

    corrected = s.record("04-19", "lmu11", "R-101", held="04-12", corrects=lmu11)
    s.confirm("04-22", "lmu11", corrected)
    s.confirm("04-22", "lmu22", lmu21 + 1)
    s.confirm("04-22", "lmu31", s.record("04-22", "lmu31", "R-301"))
    yield "04-22", s.table("04-22")

    s.write(
        "04-29",
        "process_owner",
        proposals.propose(
            s.play.state, proposal(1, 8), by="process_owner", at=s.at("04-29"), material=True
        ),
    )
    s.record("05-02", "lmu41", "R-401")
    s.confirm("05-03", "omu1", s.record("05-02", "omu1", "R-108"))
    s.confirm(
        "05-03", "lmu14", s.record("05-03", "lmu14", "R-104", held="04-26"), by="employee_rep"
    )
    s.confirm("05-03", "omu1", s.record("05-02", "omu1", "R-102"))
    s.postpone("05-02", "R-402", to="05-21")
    yield "05-03", s.table("05-03")

    s.write(
        "05-06",
        "chair:lmu21",
        discussion.withdraw(
            s.play.state, by="chair:lmu21", record=lmu21, why="Forkert møde", at=s.at("05-06")
        ),
    )
    s.confirm("05-07", "lmu42", s.record("05-06", "lmu42", "R-402"))
    s.record("05-08", "lmu21", "R-201", outcome=Outcome.MEETING_CANCELLED)
    s.confirm("05-24", "lmu21", s.record("05-23", "lmu21", "R-201", by="secretary"))
    yield "05-24", s.table("05-24")


BY_HAND = {
    "04-12": """
        DRPPP PPPPP PPPPP PPPPP PPPPP
        DRPPP PPPPP PPPPP PPPPP PPPPP
        DPPPP PPPPP PPPPP PPPPP PPPPP
        DPPPP PPPPP PPPPP PPPPP PPPPP
        DPPPP PPPPP PPPPP PPPPP P–PPP
        DPPPP PPPPP PPPPP PPPPP PPPPP
        DPPPP PPPPP PPPPP PPPPP PPPPP
        DPPPP PPPPP PPPPP PPPPP PPPPP""",
    "04-18": """
        DBPPP PDRPP PPPPP PPPPP PPPPP
        DBPPP PDRPP PPPPP PPPPP PPPPP
        DPOPP PPPPP PPPPP PPPPP PPPPP
        DPPPF PPPPP PPPPP PPPPP PPPPP
        DPPPP PPPPP PPPPP PPPPP P–PPP
        DPPPP PPPPP PPPPP PPPPP PPPPP
        DPPPP PPPPP PPPPP PPPPP PPPPP
        DPPPP PPPPP PPPPP PPPPP PPPPP""",
    "04-22": """
        DDMMM PDDPP MdMMM MMMMM MMMMM
        DMMMM PDDPP MMMMM MMMMM MMMMM
        DMOMM PPPPP MMMMM MMMMM MMMMM
        DMMMF PPPPP MMMMM MMMMM MMMMM
        DMMMM PPPPP MMMMM MMMMM M–MMM
        DMMMM PPPPP MMMMM MMMMM MMMMM
        DMMMM PPPPP MMMMM MMMMM MMMMM
        DMMMM PPPPP MMMMM MMMMM MMMMM""",
    "05-03": """
        DDMMM PDDPP MdMMM MrMMM MMMMM
        2MMMM PDDPP MMMMM PPPPP MMMMM
        DMOMM PPPPP MMMMM MMMMM MMMMM
        DMMMd PPPPP MMMMM MMMMM MMMMM
        DMMMM PPPPP MMMMM MMMMM M–MMM
        DMMMM PPPPP MMMMM MMMMM MMMMM
        DMMMM PPPPP MMMMM MMMMM MMMMM
        eMMMM PPPPP MMMMM MMMMM MMMMM""",
    "05-24": """
        DDMMM MeDMM MdMMM MrMMM MMMMM
        2MMMM MMDMM MMMMM MMDMM MMMMM
        DMOMM MMMMM MMMMM MMMMM MMMMM
        DMMMd MMMMM MMMMM MMMMM MMMMM
        DMMMM MMMMM MMMMM MMMMM M–MMM
        DMMMM MMMMM MMMMM MMMMM MMMMM
        DMMMM MMMMM MMMMM MMMMM MMMMM
        eMMMM MMMMM MMMMM MMMMM MMMMM""",
}
SPRING = Spring(PLAN)
TABLES = dict(spring(SPRING))


def test_the_spring_has_forty_proposals_five_areas_and_twenty_five_committees() -> None:
    state = Spring(PLAN).play.state
    assert (len(state.proposals()), len(AREAS), len(list(committees()))) == (40, 5, 25)


@pytest.mark.parametrize("day", BY_HAND)
def test_the_matrix_is_the_one_written_by_hand(day: str) -> None:
    assert TABLES[day].splitlines() == [line.strip() for line in BY_HAND[day].strip().splitlines()]


def told(kind: str) -> list[str]:
    """Who has been told of it when the spring is over."""
    return sorted(
        n.person for n in due_notices(SPRING.play.state, SPRING.at("05-24")) if n.kind == kind
    )


def test_the_other_side_hears_of_the_withdrawal_and_of_nothing_else_of_the_kind() -> None:
    assert told("withdrawn") == ["vice_chair:lmu21"]


def test_of_the_postponed_meeting_those_hear_who_still_owe_their_discussion() -> None:
    assert told("rescheduled") == ["chair:lmu41", "chair:lmu43", "chair:lmu44", "chair:omu4"]
