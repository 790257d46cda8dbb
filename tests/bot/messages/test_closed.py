"""A message about something that is over says why just that is over, and tells of nothing that did
not happen (rules M18).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from bot.messages.message import View
from bot.messages.render import render
from bot.text.marks import plain
from process.channel import Message
from process.ledger.facts import (
    Delivered,
    DiscussionRecorded,
    Fact,
    MilestoneCancelled,
    Outcome,
    PlanAdopted,
    ProposalRef,
    ProposalSubmitted,
    Received,
    Side,
)
from process.plan.proposals import NotAffected, Proposal, Station, StationOutcome
from process.reminders.notices import Notice
from process.simulation import Stage
from tests.process.reminders.played import due_when_played
from tests.support.cast import PLAN, PROPOSALS, at, small_process

CHAIR, CHEF, HEAD = "p-formand", "p-skolechef", "p-skolechef"
VIEW = View(name_of=lambda _: "", text_of=lambda _: "")
LMU = "LokalMED Eksempelskolen"


def rejected(proposal: Proposal) -> ProposalSubmitted:
    """The committee says no."""
    no = Station(organ="bu", day=date(2024, 5, 2), outcome=StationOutcome.REJECTED)
    return ProposalSubmitted(proposal=replace(proposal, stations=(no,)))


def anew(proposal: Proposal) -> ProposalSubmitted:
    return ProposalSubmitted(proposal=replace(proposal, version=2))


def spared(proposal: Proposal) -> ProposalSubmitted:
    left = tuple(c for c in proposal.affected if c != "lmu_skole")
    because = NotAffected(committee="lmu_skole", reason="Andre hold")
    return ProposalSubmitted(proposal=replace(proposal, affected=left, not_affected=(because,)))


def recorded(*proposals: Proposal) -> DiscussionRecorded:
    return DiscussionRecorded(
        committee="lmu_skole",
        proposals=tuple(ProposalRef(id=p.id, version=p.version) for p in proposals),
        held_on=date(2024, 4, 18),
        outcome=Outcome.DISCUSSED,
        by_side=Side.MANAGEMENT,
    )


FIRST, SECOND = PROPOSALS[:2]
BOTH_RECORDED = f"{LMU} har registreret drøftelsen af R-001 Holddannelse og R-002."
GONE_FIRST = f"R-001 Holddannelse er forkastet politisk, så {LMU} skal ikke drøfte det mere."
GONE_SECOND = f"R-002 er forkastet politisk, så {LMU} skal ikke drøfte det mere."
RECORDED_FIRST = f"{LMU} har registreret drøftelsen af R-001 Holddannelse."
NEW = "Fristen for drøftelsen af {} i " + LMU + " gælder ikke længere: forslaget er kommet i en ny"
SPARED = f"Fristen for drøftelsen af R-001 i {LMU} gælder ikke længere: forslaget berører ikke"
HAPPENED: list[tuple[Sequence[Fact], list[str], list[str]]] = [
    ((recorded(FIRST, SECOND),), [BOTH_RECORDED], ["forkastet", "gælder ikke"]),
    (
        (rejected(FIRST), rejected(SECOND)),
        [f"R-001 Holddannelse og R-002 er forkastet politisk, så {LMU} skal ikke drøfte dem mere."],
        ["registreret drøftelsen", "gælder ikke"],
    ),
    ((recorded(FIRST), rejected(SECOND)), [RECORDED_FIRST, GONE_SECOND], ["R-001 og R-002"]),
    ((recorded(SECOND), rejected(FIRST)), [GONE_FIRST], [BOTH_RECORDED]),
    ((rejected(SECOND),), ["R-001 Holddannelse", GONE_SECOND], ["R-002. ", "registreret drøft"]),
    ((spared(FIRST), rejected(SECOND)), [SPARED, GONE_SECOND], ["registreret"]),
    ((anew(FIRST), anew(SECOND)), [NEW.format("R-001"), NEW.format("R-002")], ["registreret"]),
]


def told(stage: Stage, person: str, day: str, about: str) -> tuple[Notice, ...]:
    """What a person is told that morning."""
    found = (n for n in due_when_played(stage.state, at(day)) if n.person == person)
    return tuple(n for n in found if about in n.obligation)


def words(stage: Stage, person: str, notices: tuple[Notice, ...], day: str) -> str:
    """What the same message says now."""
    message = Message(key="k", person=person, notices=notices, day=date.fromisoformat(day))
    return "\n".join(plain(s.text) for s in render(message, stage.state, view=VIEW).sections)


@pytest.mark.parametrize(("person", "day"), [(CHAIR, "2024-04-26"), (CHEF, "2024-05-01")])
@pytest.mark.parametrize(("facts", "says", "never"), HAPPENED)
def test_each_discussion_says_what_became_of_it(
    person: str, day: str, facts: Sequence[Fact], says: list[str], never: list[str]
) -> None:
    stage = small_process()
    stage.write(Delivered(obligation="forslag/head:skole"), at=at("2024-03-14"), actor=CHEF)
    notices = told(stage, person, day, "lmu_skole")
    assert {n.obligation.split(":")[1] for n in notices} == {"R-001", "R-002"}

    stage.write(*facts, at=at("2024-05-02", "12:00"), actor=CHAIR, seat="chair:lmu_skole")
    said = words(stage, person, notices, day)
    assert [part for part in says if part not in said] == [], said
    assert [part for part in never if part in said] == [], said


without = replace(PLAN, milestones=tuple(r for r in PLAN.milestones if r.key != "forslag"))
OVER: list[tuple[Fact, str]] = [
    (Delivered(obligation="forslag/head:skole"), "afleveret"),
    (Received(obligation="forslag/head:skole"), "modtaget"),
    (
        MilestoneCancelled(milestone="forslag", why="Processen er udsat"),
        "er aflyst. Årsag: Processen er udsat.",
    ),
    (PlanAdopted(plan=without, reason="Nyt"), "taget ud af planen"),
    (
        PlanAdopted(plan=replace(PLAN, areas=PLAN.areas[1:]), reason="Nyt"),
        "Fristen for råderumsforslag afleveres gælder ikke længere: opgaven ligger ikke",
    ),
]


@pytest.mark.parametrize(("fact", "says"), OVER)
def test_a_delivery_says_what_became_of_it(fact: Fact, says: str) -> None:
    stage = small_process()
    notices = told(stage, HEAD, "2024-03-15", "forslag/")
    stage.write(fact, at=at("2024-03-15", "12:00"), actor="p-gruppen", seat="process_owner:r24")
    said = words(stage, HEAD, notices, "2024-03-15")
    assert says in said
    assert ("afleveret" in said) is isinstance(fact, Delivered), said
