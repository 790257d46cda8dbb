"""Whoever is escalated to reads what was really sent, not what the rhythm would have sent."""

from __future__ import annotations

from process.reminders.notices import NoticeKind
from tests.jobs.conftest import Bench
from tests.support.cast import at


def test_days_on_which_the_worker_was_off_are_not_said_to_have_been_tried(any_bench: Bench) -> None:
    for day in ("2024-03-13", "2024-03-19", "2024-03-21"):
        any_bench.round(at(day))

    notice = next(
        n
        for m in any_bench.channel.arrived
        for n in m.notices
        if n.kind is NoticeKind.ESCALATED and "skole" in n.obligation
    )
    assert notice.tried == (at("2024-03-13"), at("2024-03-19"))
