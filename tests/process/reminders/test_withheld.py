"""Nobody is reminded of a proposal that may not be spoken of yet; when it may,
the step that stands is said.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from process.deadlines.obligations import find, title_on
from process.ledger.facts import ProposalSubmitted
from process.plan.proposals import Proposal
from process.reminders.due import due_notices, next_due, why_not_sent
from process.simulation import Stage
from tests.support.cast import PROPOSALS, at

KEY = "discuss:R-001:1/lmu_skole"


def wanted(stage: Stage, day: str) -> list[str]:
    return [n.because for n in due_notices(stage.state, at(day)) if n.obligation == KEY]


DAY = date(2024, 4, 17)


@pytest.mark.parametrize(
    "held", [replace(PROPOSALS[0], embargo_until=DAY), replace(PROPOSALS[0], share_from=DAY)]
)
def test_it_is_held_back_until_its_day_and_then_said(stage: Stage, held: Proposal) -> None:
    assert wanted(stage, "2024-04-15") == ["before:5"]
    notice = next(n for n in due_notices(stage.state, at("2024-04-15")) if n.obligation == KEY)

    stage.write(ProposalSubmitted(proposal=held), at=at("2024-04-15", "07:50"))

    ahead = [f"prepare:{date(2024, 4, 8).toordinal()}"] if held.share_from else []
    again = [f"shared:{DAY.toordinal()}"] if held.share_from else ["before:5"]
    assert [
        wanted(stage, day) for day in ("2024-04-15", "2024-04-16", "2024-04-17", "2024-04-19")
    ] == [ahead, ahead, again, ["before:1"]]
    assert why_not_sent(stage.state, notice, at("2024-04-15")) == "embargoed"
    assert next_due(stage.state, at("2024-04-16")) == at("2024-04-17")


def test_what_was_ever_embargoed_has_its_title_only_where_a_day_is_asked_for(stage: Stage) -> None:
    """So that no list, log or preview that forgets to ask can say it too soon."""
    held = replace(PROPOSALS[0], embargo_until=DAY)
    stage.write(ProposalSubmitted(proposal=held), at=at("2024-03-01"))
    owed = find(stage.state, KEY)
    assert owed is not None and owed.title == "R-001"
    days = (DAY - timedelta(days=1), DAY, DAY + timedelta(days=30))
    assert [title_on(owed, day) for day in days] == ["R-001", held.shown, held.shown]
    assert held.neutral_title in held.shown
