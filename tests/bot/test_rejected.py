"""After a proposal was rejected nothing anywhere says that a discussion of it is missing; what was
discussed before stays discussed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from bot.messages.agenda import undiscussed
from bot.text.annex import level_stands
from bot.text.matrix import shown
from bot.text.med_status import cell_line
from bot.web.matrix import med_matrix
from process.ledger.facts import (
    DiscussionConfirmed,
    DiscussionRecorded,
    Fact,
    Outcome,
    ProposalRef,
    ProposalSubmitted,
    Side,
)
from process.ledger.state import State
from process.med.involvement import Cell, CellState, matrix
from process.med.levels import levels
from process.plan.proposals import Station, StationOutcome
from process.simulation import Stage
from tests.support.cast import PROPOSALS, at, small_process

TODAY = date(2024, 5, 3)
COMMITTEE = "lmu_skole"


def begun(*, rejected: bool, discussed: bool) -> State:
    """R-001, rejected by its standing committee on 2 May, when it was discussed or was not."""
    stage = small_process()
    if discussed:
        refs = (ProposalRef(id="R-001", version=1),)
        fact = DiscussionRecorded(
            committee=COMMITTEE,
            proposals=refs,
            held_on=date(2024, 4, 18),
            outcome=Outcome.DISCUSSED,
            by_side=Side.MANAGEMENT,
        )
        entry = write(stage, fact, "2024-04-18", "p-formand")
        write(stage, DiscussionConfirmed(record=entry), "2024-04-19", "p-naestformand")
    if rejected:
        station = Station(organ="bu", day=date(2024, 5, 2), outcome=StationOutcome.REJECTED)
        out = replace(PROPOSALS[0], stations=(station,))
        write(stage, ProposalSubmitted(proposal=out), "2024-05-02", "p-procesejer")
    return stage.state


def write(stage: Stage, fact: Fact, day: str, actor: str) -> int:
    return stage.write(fact, at=at(day, "12:00"), actor=actor)[0].seq


def of(state: State) -> list[Cell]:
    return [c for c in matrix(state) if c.proposal.id == "R-001"]


def states(state: State) -> list[CellState]:
    return [c.state for c in of(state)]


def test_it_is_missing_nowhere_unless_it_was_not_rejected() -> None:
    assert states(begun(rejected=False, discussed=False)) == [CellState.PLANNED] * 2
    assert states(begun(rejected=True, discussed=False)) == [CellState.GIVEN_UP] * 2
    assert states(begun(rejected=True, discussed=True)) == [
        CellState.DISCUSSED,
        CellState.GIVEN_UP,
    ]


SURFACES: dict[str, Callable[[State], str]] = {
    "agenda item": lambda s: " ".join(c.proposal.id for c in undiscussed(s, COMMITTEE)),
    "matrix": lambda s: " ".join(shown(c, TODAY).spoken for c in of(s)),
    "status": lambda s: " ".join(cell_line(c, committee="") for c in of(s)),
    "annex": lambda s: " ".join(
        level_stands(committee="", state=c.standing, on=c.held_on) for c in of(s)
    ),
    "due": lambda s: " ".join(str(c.missing_on(TODAY)) for c in of(s)),
}
MISSING = ("R-001", "Mangler", "mangler", "ikke registreret", "True")


@pytest.mark.parametrize("surface", SURFACES)
def test_no_surface_says_it_is_missing(surface: str) -> None:
    says = SURFACES[surface]
    before = says(begun(rejected=False, discussed=False))
    after = says(begun(rejected=True, discussed=False))
    assert any(word in before for word in MISSING), before
    assert not any(word in after for word in MISSING), after


def test_counts_leave_it_out_and_keep_what_was_discussed() -> None:
    for discussed in (False, True):
        before = med_matrix(begun(rejected=False, discussed=discussed), TODAY)
        after = med_matrix(begun(rejected=True, discussed=discussed), TODAY)
        assert after.discussed == before.discussed == int(discussed)
        assert before.total - after.total == 2 - int(discussed)


def test_no_level_waits_for_it() -> None:
    state = begun(rejected=True, discussed=True)
    proposal = state.proposal("R-001")
    assert proposal is not None
    found = levels(state, proposal, TODAY)
    assert [i.cell.committee for i in found.local] == [COMMITTEE]
