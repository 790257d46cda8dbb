"""The worker is off for ten days in April: on return one message each, nothing stale, nothing
lost.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

from process.dates.when import NoLater
from process.deadlines.obligations import obligations
from process.ledger.facts import Delivered, MilestoneMoved, PlanAdopted
from process.plan.model import Milestone
from process.reminders.due import due_notices
from tests.jobs.conftest import Bench
from tests.support.cast import MILESTONES, PLAN, at

OFF, BACK = date(2024, 4, 12), date(2024, 4, 22)
ROWS = tuple(
    Milestone(
        key=key,
        title=f"Bidrag {key}",
        kind="delivery",
        when=NoLater(day=date(2024, 4, day)),
        owners=("head:*",),
        owed="Bidrag",
    )
    for key, day in (("tidligt", 11), ("midt", 16), ("flyttet", 18), ("sent", 24), ("senere", 30))
)


def prepare(bench: Bench) -> None:
    """Five more deadlines around the gap."""
    rows = (*MILESTONES, *ROWS)
    bench.write(
        PlanAdopted(plan=replace(PLAN, milestones=rows), reason="Flere frister"),
        at=at("2024-03-27", "12:00"),
        actor="system",
    )
    for key in ("skole", "pleje"):
        bench.write(
            Delivered(obligation=f"forslag/head:{key}"),
            at=at("2024-03-27", "12:00"),
            actor=f"p-{key}chef",
        )


def days(bench: Bench, first: date, last: date) -> None:
    """A round every hour of the working day."""
    for n in range((last - first).days + 1):
        for hour in ("08:00", "12:00", "16:00"):
            bench.round(at((first + timedelta(days=n)).isoformat(), hour))


def test_on_return_there_is_one_digest_each_nothing_stale_and_nothing_lost(
    any_bench: Bench,
) -> None:
    bench = any_bench
    prepare(bench)
    days(bench, date(2024, 4, 2), OFF - timedelta(days=1))
    before = len(bench.channel.arrived)
    bench.write(
        Delivered(obligation="midt/head:pleje"), at=at("2024-04-15", "09:00"), actor="p-plejechef"
    )
    moved = MilestoneMoved(
        milestone="flyttet", to=NoLater(day=date(2024, 5, 8)), why="Tallene kom senere"
    )
    bench.write(moved, at=at("2024-04-17", "09:00"), actor="p-procesejer")

    days(bench, BACK, BACK)

    back = bench.channel.arrived[before:]
    state = bench.ledger.state("r24")
    digests = [m for m in back if any(n.digested for n in m.notices)]
    assert set(Counter(m.person for m in digests).values()) == {1}
    said = [n for m in back for n in m.notices]
    owed = {o.key: o for o in obligations(state)}
    assert [
        n.key
        for n in said
        if n.obligation and not (n.obligation in owed and owed[n.obligation].open)
    ] == []
    stale = [
        n.step
        for n in said
        if n.because.startswith("before") and date.fromisoformat(n.step[:10]) < BACK
    ]
    assert stale == []
    assert {n.step[:10] for n in said if n.obligation.startswith("flyttet")} == set()
    wanted = {n.key for n in due_notices(state, at(BACK.isoformat(), "16:00"))}
    told = {n.key for m in bench.channel.arrived for n in m.notices}
    assert wanted - told == set()
    assert set(bench.channel.notice_counts().values()) == {1}


def test_the_same_people_have_heard_of_the_same_deadlines_as_if_it_had_never_been_off(
    any_bench: Bench,
) -> None:
    bench = any_bench
    prepare(bench)
    days(bench, date(2024, 4, 2), OFF - timedelta(days=1))
    days(bench, BACK, date(2024, 5, 3))

    about = {
        (m.person, n.obligation)
        for m in bench.channel.arrived
        for n in m.notices
        if n.obligation.endswith(("head:skole", "head:pleje"))
    }
    owners = {
        (f"p-{area}chef", f"{row.key}/head:{area}") for row in ROWS for area in ("skole", "pleje")
    }
    assert owners <= about
    most = Counter((m.person, m.day) for m in bench.channel.arrived)
    assert set(most.values()) == {1}
