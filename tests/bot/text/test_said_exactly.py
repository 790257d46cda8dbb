"""A sentence that holds only when what it speaks of is there."""

from __future__ import annotations

from datetime import date

import pytest

from bot.text import mail, med_status, plan, refusals
from process.errors import Missing
from process.ledger.facts import (
    DiscussionConfirmed,
    DiscussionContested,
    DiscussionRecorded,
    Fact,
    Outcome,
    ProposalRef,
    Side,
    Text,
    Undone,
)
from process.med.involvement import cell
from tests.support.cast import at, small_process

CONTESTED = DiscussionContested(record=0, description=Text(id="t", digest="d"))
MEETINGS: list[tuple[Fact | None, str]] = [
    (None, "registreret, venter på den anden side, mødet var torsdag den 18. april 2024"),
    (DiscussionConfirmed(record=0), "drøftet torsdag den 18. april 2024"),
    (CONTESTED, "bestridt, mødet var torsdag den 18. april 2024"),
    (Undone(undoes=0), "mangler"),
]


@pytest.mark.parametrize(("answer", "said"), MEETINGS)
def test_the_day_beside_a_record_is_the_meetings(answer: Fact | None, said: str) -> None:
    stage = small_process()
    (record,) = stage.write(
        DiscussionRecorded(
            committee="lmu_skole",
            proposals=(ProposalRef(id="R-001", version=1),),
            held_on=date(2024, 4, 18),
            outcome=Outcome.DISCUSSED,
            by_side=Side.MANAGEMENT,
        ),
        at=at("2024-04-19"),
        actor="p-formand",
        seat="chair:lmu_skole",
    )
    if answer is not None:
        name = "undoes" if isinstance(answer, Undone) else "record"
        answer = type(answer)(**vars(answer) | {name: record.seq})
        stage.write(answer, at=at("2024-04-20"), actor="p-naestformand")
    proposal = stage.state.proposal("R-001")
    assert proposal is not None
    found = cell(stage.state, proposal, "lmu_skole")
    assert med_status.cell_line(found, committee="LokalMED") == f"LokalMED: {said}"


@pytest.mark.parametrize("links", [True, False])
@pytest.mark.parametrize("answers", [True, False])
def test_a_mail_speaks_of_links_only_where_it_has_some(links: bool, answers: bool) -> None:
    said = mail.footer(help="", answers=answers, links=links)
    assert ("link" in said.lower()) is links


@pytest.mark.parametrize("count", [0, 1, 2])
@pytest.mark.parametrize("undated", [0, 1, 3])
def test_rows_without_a_date_are_not_among_the_confirmed(count: int, undated: int) -> None:
    said = plan.unconfirmed_head(count=count, undated=undated)
    assert ("har ingen dato endnu" in said) is (not count and bool(undated))
    assert "Alle datoer i planen" not in said


def test_whoever_cancels_is_not_asked_where_to_move() -> None:
    said = refusals.sentence(Missing(field="cancelled_row"), None)
    assert "aflyses" in said and "flyttes" not in said
