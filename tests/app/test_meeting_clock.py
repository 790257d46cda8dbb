"""In the rehearsal nobody in MED hears of a meeting too late to act on it: the first word comes the
notice and the material before the last useful meeting (rules M15).
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.rehearsal import BEGINS, SHIPPED, seed_facts
from config.rehearsal_file import load_rehearsal
from process.deadlines.obligations import ObligationKind, find, obligations
from process.ledger.state import State
from process.reminders.escalation import escalated_to
from process.reminders.notices import NoticeKind
from process.seats import PersonId, Role, Seat
from process.simulation import Stage, simulate

LAST = date(2024, 6, 14)


@pytest.fixture(scope="module")
def begun() -> State:
    """The rehearsal on the day it opens."""
    rehearsal = load_rehearsal(SHIPPED)
    stage = Stage(State.empty(rehearsal.plan.key))
    at = rehearsal.plan.calendar.delivery_on(date(2023, 11, 1))
    stage.write(*seed_facts(rehearsal), at=at)
    return stage.state


def test_every_committee_hears_in_time_for_its_last_useful_meeting(begun: State) -> None:
    first: dict[tuple[str, date], date] = {}
    without: dict[tuple[str, date], set[PersonId]] = {}
    days, rules = begun.plan.calendar, begun.plan.rules
    for message in simulate(begun, first=BEGINS, last=LAST, answer=lambda *_: None):
        on = days.local_day(message.at)
        for notice in message.draft.notices:
            owed = find(begun, notice.obligation)
            if owed is None or owed.committee is None:
                continue
            row = (owed.committee, owed.due)
            if notice.kind is NoticeKind.REMINDER:
                first.setdefault(row, on)
            elif notice.kind is NoticeKind.NO_MEETING:
                meeting = owed.steps.meeting if owed.steps else None
                if meeting is None:
                    without.setdefault(row, set()).add(notice.person)
                assert on == BEGINS if meeting is None else on > meeting, "as soon as it can be"
    talks = (o for o in obligations(begun) if o.kind is ObligationKind.DISCUSSION and o.open)
    rows = {(o.committee or "", o.due): o for o in talks}
    for (committee, due), owed in sorted(rows.items()):
        steps, name = owed.steps, begun.plan.place_name(committee)
        assert steps is not None and steps.scheduled, committee
        print(f"{name:<40} {first[committee, due]} {steps.material_by} {steps.meeting} {due}")
        if steps.meeting is None:
            above = begun.holders(escalated_to(begun, owed)[0], BEGINS)
            keeps = begun.holders(Seat(Role.PROCESS_OWNER, begun.process), BEGINS)
            chair = begun.holders(owed.seat, BEGINS)
            assert without.pop((committee, due)) == {*chair, *above, *keeps}
        counted_from = steps.meeting or due
        material = counted_from - timedelta(days=rules.material_days)
        assert first[committee, due] <= days.shift(material, -rules.notice_days), committee
    assert len(rows) > 15 and without == {}


def test_the_days_lie_in_order(begun: State) -> None:
    for owed in obligations(begun):
        if owed.steps is not None:
            found, counted = owed.steps, owed.steps.meeting or owed.due
            assert found.begin_by <= found.material_by < counted <= found.case_deadline
            assert found.call_by <= counted
            assert found.case_deadline < found.dispatch <= found.treatment
