"""An embargo ends on its day, on every surface alike: the evening before the code alone,
on the day the neutral title.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.documents.sheets import matrix_rows
from bot.ical.scopes import Scope, ScopeKind, may_show
from bot.web.matrix import med_matrix
from process.ledger.facts import ProposalSubmitted
from process.med.involvement import Chosen
from process.plan.proposals import shown_on
from process.reminders.due import due_notices
from tests.support.cast import PROPOSALS, at, small_process

DAY = date(2024, 4, 17)
HELD = replace(PROPOSALS[0], embargo_until=DAY)


@pytest.mark.parametrize(
    ("today", "spoken"), [(date(2024, 4, 16), False), (DAY, True), (date(2024, 4, 18), True)]
)
def test_the_title_is_released_on_the_day(today: date, spoken: bool) -> None:
    stage = small_process()
    stage.write(ProposalSubmitted(proposal=HELD), at=at("2024-04-01"))
    state = stage.state
    (line,) = [
        n for group in med_matrix(state, today).groups for n in group.lines if n.id == "R-001"
    ]
    sheet = next(row for row in matrix_rows(state, today, Chosen()) if row and row[0] == "R-001")
    reminded = [
        n
        for n in due_notices(state, at(today.isoformat()))
        if n.obligation == "discuss:R-001:1/lmu_skole"
    ]
    committee = may_show(HELD, Scope(kind=ScopeKind.MED, key="lmu_skole"), today)
    title = "Holddannelse" if spoken else ""
    assert (line.title, sheet[1], bool(reminded), committee) == (title, title, spoken, spoken)
    assert shown_on(HELD, today) == ("R-001 Holddannelse" if spoken else "R-001")


def test_what_may_be_shared_from_a_day_is_asked_for_on_that_day() -> None:
    shared = replace(PROPOSALS[0], share_from=DAY)
    assert [shared.withheld_until(day) for day in (date(2024, 4, 16), DAY)] == [DAY, None]
    assert [
        may_show(shared, Scope(kind=ScopeKind.MED, key="lmu_skole"), day)
        for day in (date(2024, 4, 16), DAY)
    ] == [False, True]
