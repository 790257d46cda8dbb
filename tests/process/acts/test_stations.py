"""A proposal's sagsgang: what each meeting made of it, what that does to the discussions
before it, and who hears of it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from process.acts import proposals
from process.acts import records as discussion
from process.acts.proposals import set_stations
from process.dates.when import Day
from process.deadlines.obligations import find, owed_by
from process.errors import AlreadyDone, BadDay, Missing, NotYours, Refused, Unknown
from process.ledger.codec import canonical
from process.ledger.entries import fact_of, payload_of
from process.ledger.facts import Outcome, PlanAdopted, ProposalSubmitted, SeatTaken
from process.plan.model import Meeting, Organ, OrganKind
from process.plan.proposals import Proposal, Station, StationOutcome, shown_title
from process.plan.treatment import treatment_before
from process.reminders.due import due_notices
from process.seats import Seat
from process.simulation import Stage
from tests.support.cast import PLAN, PROPOSALS, at

OWNER, SECRETARIAT, CHAIR, VICE, HAVE = (
    "p-procesejer",
    "p-byraad",
    "p-formand",
    "p-naestformand",
    "p-haveleder",
)
MAY2, MAY16, MAY30 = date(2024, 5, 2), date(2024, 5, 16), date(2024, 5, 30)
BU2 = Station(organ="bu", day=MAY2)
PO, SB, AM = StationOutcome.POSTPONED, StationOutcome.SENT_BACK, StationOutcome.AMENDED
COUNCIL = (
    Organ(key="oek", name="Økonomiudvalget", kind=OrganKind.FINANCE_COMMITTEE),
    Organ(key="kb", name="Kommunalbestyrelsen", kind=OrganKind.COUNCIL),
)


@pytest.fixture
def stage(stage: Stage) -> Stage:
    """With three meetings of BU, a finance committee and a council whose
    secretary keeps the sagsgang.
    """
    days = enumerate((MAY2, MAY16, date(2024, 6, 20)))
    meetings = tuple(Meeting(key=f"bu{n}", when=Day(day=day)) for n, day in days)
    organs = tuple(replace(o, meetings=meetings) if o.key == "bu" else o for o in PLAN.organs)
    stage.write(
        PlanAdopted(plan=replace(PLAN, organs=(*organs, *COUNCIL)), reason="Møderne"),
        at=at("2024-01-02"),
    )
    stage.write(
        SeatTaken(seat=Seat.parse("secretary:kb"), person=SECRETARIAT, since=date(2024, 1, 1)),
        at=at("2024-01-02"),
    )
    return stage


def keep(
    stage: Stage, day: str, *stations: Station, material: bool | None = None, by: str = OWNER
) -> Proposal:
    now = at(day, "15:00")
    decision = set_stations(stage.state, "R-001", stations, by=by, at=now, material=material)
    stage.write(*decision.facts, at=now, actor=by, seat=decision.seat)
    return proposal(stage)


def proposal(stage: Stage) -> Proposal:
    found = stage.state.proposal("R-001")
    assert found is not None
    return found


def treated(stage: Stage) -> tuple[str, date, date] | None:
    basis = treatment_before(stage.state.plan, proposal(stage))
    return (basis.organ, basis.treatment, basis.due) if basis else None


def refusal(decide: Callable[[], object]) -> Refused:
    with pytest.raises(Refused) as refused:
        decide()
    return refused.value


def told(stage: Stage, day: str, kind: str = "rescheduled") -> list[tuple[str, int]]:
    return [
        (n.person, n.entry) for n in due_notices(stage.state, at(day, "15:00")) if n.kind == kind
    ]


def discuss(stage: Stage, day: str, by: str = CHAIR, committee: str = "lmu_skole") -> None:
    meeting = discussion.Meeting(
        committee=committee,
        proposals=("R-001",),
        held_on=date.fromisoformat(day),
        outcome=Outcome.DISCUSSED,
    )
    decision = discussion.record(stage.state, meeting, by=by, at=at(day))
    stage.write(*decision.facts, at=at(day), actor=by, seat=decision.seat)


@pytest.mark.parametrize("outcome", StationOutcome)
@pytest.mark.parametrize("closed", [False, True])
def test_every_outcome_is_kept_open_or_closed_by_either_keeper(
    stage: Stage, outcome: StationOutcome, closed: bool
) -> None:
    here = replace(BU2, outcome=outcome, closed=closed)
    for by in (OWNER, SECRETARIAT):
        found = keep(
            stage,
            "2024-05-03",
            here,
            Station(organ=f"{'oek' if by == OWNER else 'kb'}"),
            material=False,
            by=by,
        )
        assert (found.version, found.stations[0]) == (1, here)


@pytest.mark.parametrize(
    ("stations", "treatment"),
    [
        ((BU2,), ("bu", MAY2, date(2024, 4, 22))),
        # postponed without a new station: the committee's next meeting in the plan
        ((replace(BU2, outcome=PO),), ("bu", MAY16, date(2024, 5, 3))),
        ((replace(BU2, outcome=SB),), ("bu", MAY16, date(2024, 5, 3))),
        # to a day of its own
        (
            (replace(BU2, outcome=PO), Station(organ="bu", day=MAY30)),
            ("bu", MAY30, date(2024, 5, 20)),
        ),
        # twice
        (
            (replace(BU2, outcome=PO), Station(organ="bu", day=MAY16, outcome=PO)),
            ("bu", date(2024, 6, 20), date(2024, 6, 10)),
        ),
        # to a meeting nobody has set: no day, and so no deadline
        ((Station(organ="vp", day=MAY2, outcome=PO),), None),
        # on a supplementary agenda the case deadline is past: the working day before
        (
            (replace(BU2, outcome=PO), Station(organ="bu", day=MAY16, supplementary=True)),
            ("bu", MAY16, date(2024, 5, 15)),
        ),
        # what was settled stands, wherever it goes on to
        (
            (replace(BU2, outcome=AM), Station(organ="oek", day=MAY16)),
            ("bu", MAY2, date(2024, 4, 22)),
        ),
    ],
)
def test_a_station_that_settled_nothing_moves_what_is_owed_before_it(
    stage: Stage, stations: tuple[Station, ...], treatment: tuple[str, date, date] | None
) -> None:
    keep(stage, "2024-05-17", *stations, material=False)
    assert treated(stage) == treatment
    owed = find(stage.state, "discuss:R-001:1/lmu_skole")
    assert (owed.due if owed else None) == (treatment[2] if treatment else None)


def test_those_owing_are_told_once_and_who_has_discussed_is_not(stage: Stage) -> None:
    keep(stage, "2024-04-10", BU2)
    discuss(stage, "2024-04-18", HAVE, "pm_have")
    assert told(stage, "2024-05-03") == []
    keep(stage, "2024-05-03", replace(BU2, outcome=PO))
    seq = stage.state.seq
    assert told(stage, "2024-05-03") == [(CHAIR, seq)] == told(stage, "2024-05-10")
    keep(stage, "2024-05-06", replace(BU2, outcome=PO, closed=True))
    assert told(stage, "2024-05-06") == [(CHAIR, seq)]  # another detail is no news
    keep(stage, "2024-05-07", replace(BU2, outcome=PO), Station(organ="bu", day=MAY30))
    assert told(stage, "2024-05-07") == [(CHAIR, stage.state.seq)]
    discuss(stage, "2024-05-14")
    assert told(stage, "2024-05-14") == []


def test_nobody_hears_of_it_before_it_may_be_spoken_of(stage: Stage) -> None:
    held = replace(proposal(stage), embargo_until=date(2024, 5, 8))
    decision = proposals.propose(stage.state, held, by=OWNER, at=at("2024-04-10"))
    stage.write(*decision.facts, at=at("2024-04-10"))
    keep(stage, "2024-05-03", replace(BU2, outcome=PO))
    assert [bool(told(stage, day)) for day in ("2024-05-03", "2024-05-07", "2024-05-08")] == [
        False,
        False,
        True,
    ]


@pytest.mark.parametrize("outcome", [SB, AM])
def test_sent_back_and_amended_ask_whether_it_became_another_proposal(
    stage: Stage, outcome: StationOutcome
) -> None:
    here = replace(BU2, outcome=outcome)
    assert refusal(lambda: keep(stage, "2024-05-03", here)) == Missing("material")
    same = keep(stage, "2024-05-03", here, material=False)
    assert same.version == 1
    assert (
        keep(stage, "2024-05-03", here, Station(organ="oek"), material=None).version == 1
    )  # asked once, not for every later change


def test_a_materially_changed_one_opens_its_discussions_before_the_next_station(
    stage: Stage,
) -> None:
    discuss(stage, "2024-04-18")
    found = keep(
        stage,
        "2024-05-03",
        replace(BU2, outcome=AM),
        Station(organ="oek", day=MAY30),
        material=True,
    )
    assert (found.version, [s.version for s in found.stations]) == (2, [1, 0])
    assert treated(stage) == ("oek", MAY30, date(2024, 5, 20))
    assert [
        o.key for o in owed_by(stage.state, CHAIR, date(2024, 5, 3)) if o.proposal == found
    ] == ["discuss:R-001:2/lmu_skole"]
    assert {person for person, _ in told(stage, "2024-05-03", "reopened")} == {CHAIR, HAVE}
    back = keep(
        stage,
        "2024-05-17",
        *found.stations[:1],
        Station(organ="bu", day=MAY16, outcome=SB),
        material=True,
    )
    assert (back.version, treated(stage)) == (3, ("bu", date(2024, 6, 20), date(2024, 6, 10)))


def test_a_rejected_one_is_owed_by_nobody_and_what_was_recorded_stays(stage: Stage) -> None:
    keep(stage, "2024-05-03", replace(BU2, outcome=StationOutcome.REJECTED))
    assert [
        o
        for o in owed_by(stage.state, CHAIR, date(2024, 5, 3))
        if o.proposal and o.proposal.id == "R-001"
    ] == []
    keep(stage, "2024-05-03", replace(BU2, outcome=StationOutcome.PRIORITISED))
    assert [
        o.key
        for o in owed_by(stage.state, CHAIR, date(2024, 5, 3))
        if o.proposal == proposal(stage)
    ] == ["discuss:R-001:1/lmu_skole"]


def test_a_closed_items_title_is_hidden_until_the_embargos_day(stage: Stage) -> None:
    found = keep(stage, "2024-05-01", replace(BU2, closed=True))
    assert (found.shown, shown_title(found, date(2025, 1, 1))) == ("R-001", "")
    dated = replace(found, embargo_until=MAY16)
    assert [shown_title(dated, day) for day in (date(2024, 5, 15), MAY16)] == ["", "Holddannelse"]


def test_stations_stand_in_order_of_day(stage: Stage) -> None:
    found = keep(
        stage,
        "2024-05-01",
        Station(organ="oek", day=MAY30),
        Station(organ="kb"),
        Station(organ="bu", day=MAY16),
        BU2,
    )
    assert [s.organ + (f"{s.day:%d}" if s.day else "") for s in found.stations] == [
        "bu02",
        "bu16",
        "oek30",
        "kb",
    ]


def test_what_makes_no_sense_is_refused(stage: Stage) -> None:
    keep(stage, "2024-04-10", BU2)
    assert refusal(lambda: keep(stage, "2024-05-01", replace(BU2, outcome=PO))) == BadDay(
        why="future", day=MAY2, limit=date(2024, 5, 1)
    )
    assert refusal(lambda: keep(stage, "2024-05-03", Station(organ="bu", outcome=PO))) == Missing(
        "station_day"
    )
    assert isinstance(
        refusal(lambda: keep(stage, "2024-05-03", BU2, replace(BU2, closed=True))), AlreadyDone
    )
    assert isinstance(refusal(lambda: keep(stage, "2024-05-03", BU2)), AlreadyDone)
    assert refusal(lambda: keep(stage, "2024-05-03", Station(organ="xx", day=MAY2))) == Unknown(
        what="organ", name="xx"
    )
    refused = refusal(lambda: keep(stage, "2024-05-03", BU2, by=CHAIR))
    assert refused == NotYours(act="stations", seats=("process_owner:r24", "secretary:kb"))


def test_a_table_read_again_takes_no_outcome_back(stage: Stage) -> None:
    kept = keep(
        stage, "2024-05-03", replace(BU2, outcome=PO, closed=True), Station(organ="bu", day=MAY16)
    )
    as_before = replace(kept, stations=(BU2, Station(organ="bu", day=MAY16)))
    assert proposals.submit_all(stage.state, [as_before]).facts == ()
    (fact,) = proposals.submit_all(
        stage.state, [replace(kept, stations=(Station(organ="bu", day=MAY30),))]
    ).facts
    assert [(s.day, s.outcome) for s in fact.proposal.stations] == [(MAY2, PO), (MAY30, None)]  # type: ignore[union-attr]


def test_a_station_written_before_these_fields_reads_as_it_was() -> None:
    here = replace(BU2, closed=True)
    written = canonical(
        payload_of(ProposalSubmitted(proposal=replace(PROPOSALS[0], stations=(here,))))
    )
    older = written.replace(',"supplementary":false,"version":0', "", 1)
    assert older != written
    fact = fact_of(json.loads(older))
    assert isinstance(fact, ProposalSubmitted) and fact.proposal.stations == (here,)
