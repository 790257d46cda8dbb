"""Each notice arrives once, whatever the far end does; what is not wanted any more is not sent."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from process.channel import Turned, Unclear, Unsent
from process.deadlines.obligations import obligations
from process.ledger.facts import Delivered, Snoozed, Undone
from process.reminders.notices import NoticeKind
from process.reminders.rhythm import rhythm_steps
from tests.jobs.conftest import Bench
from tests.support.cast import at

SCHOOL = "forslag/head:skole"
MORNING = at("2024-03-13")


def test_a_due_notice_arrives_once_however_often_the_rounds_run(any_bench: Bench) -> None:
    for _ in range(3):
        any_bench.round(MORNING)

    assert sorted(m.person for m in any_bench.channel.arrived) == ["p-plejechef", "p-skolechef"]
    assert set(any_bench.channel.notice_counts().values()) == {1}


def test_what_was_done_meanwhile_is_not_sent(bench: Bench) -> None:
    bench.planner().round(MORNING)
    bench.write(Delivered(obligation=SCHOOL), at=MORNING, actor="p-skolechef")

    bench.drain(MORNING)

    assert [m.person for m in bench.channel.arrived] == ["p-plejechef"]


def test_a_message_planned_before_closing_time_waits_for_the_next_opening(bench: Bench) -> None:
    bench.planner().round(at("2024-03-15", "16:59"))

    bench.drain(at("2024-03-15", "17:01"))
    assert bench.channel.arrived == []

    bench.round(at("2024-03-18"))
    assert {m.day for m in bench.channel.arrived} == {date(2024, 3, 18)}
    assert set(bench.channel.notice_counts().values()) == {1}


def test_a_snoozed_notice_comes_on_its_day(bench: Bench) -> None:
    bench.planner().round(MORNING)
    bench.write(
        Snoozed(obligation=SCHOOL, until=date(2024, 3, 18)), at=MORNING, actor="p-skolechef"
    )
    for day in ("2024-03-13", "2024-03-15", "2024-03-18"):
        bench.round(at(day))

    school = [
        (m.day, n.kind) for m in bench.channel.arrived for n in m.notices if n.obligation == SCHOOL
    ]
    assert school == [(date(2024, 3, 18), NoticeKind.SNOOZED)]


def test_a_step_left_out_of_a_digest_comes_once_when_what_stopped_it_is_undone(
    any_bench: Bench,
) -> None:
    """A chair has two proposals in one digest, snoozes one before it leaves,
    and takes that back afterwards.
    """
    chair, first, second = "p-formand", "discuss:R-001:1/lmu_skole", "discuss:R-002:1/lmu_skole"
    state = any_bench.ledger.state("r24")
    days = state.plan.calendar
    owed = next(o for o in obligations(state) if o.key == first)
    morning = rhythm_steps(owed, days)[0].due(days)
    any_bench.planner().round(morning)
    (entry,) = any_bench.write(Snoozed(obligation=first, until=owed.due), at=morning, actor=chair)
    any_bench.drain(morning)
    assert said_to(any_bench, chair) == [(morning, second)]

    any_bench.write(Undone(undoes=entry.seq), at=morning + timedelta(hours=1), actor=chair)
    any_bench.round(morning + timedelta(hours=1))
    assert said_to(any_bench, chair) == [(morning, second)]
    for _ in range(2):
        any_bench.round(days.delivery_on(days.shift(days.local_day(morning), 1)))

    assert said_to(any_bench, chair) == [(morning, second), (morning, first)]


def test_a_step_dropped_with_its_whole_message_comes_the_same_day_when_the_act_is_undone(
    any_bench: Bench,
) -> None:
    any_bench.planner().round(MORNING)
    (entry,) = any_bench.write(Delivered(obligation=SCHOOL), at=MORNING, actor="p-skolechef")
    any_bench.drain(MORNING)
    any_bench.write(Undone(undoes=entry.seq), at=at("2024-03-13", "09:00"), actor="p-skolechef")
    for _ in range(2):
        any_bench.round(at("2024-03-13", "09:00"))

    assert said_to(any_bench, "p-skolechef") == [(MORNING, SCHOOL)]


def said_to(bench: Bench, person: str) -> list[tuple[datetime, str]]:
    """When what was said to a person fell due, and what about, in order of sending."""
    return [
        (n.due, n.obligation)
        for m in bench.channel.arrived
        if m.person == person
        for n in m.notices
    ]


def test_a_lost_answer_is_looked_for_and_not_sent_again(any_bench: Bench) -> None:
    any_bench.channel.next_outcomes.append("lost")
    any_bench.round(MORNING)

    assert set(any_bench.channel.notice_counts().values()) == {1}
    assert any_bench.outbox_log.counts(MORNING).unclear == 0


def test_what_never_arrived_is_sent_after_the_look(any_bench: Bench) -> None:
    any_bench.channel.next_outcomes.append(Unclear(why="timeout"))
    any_bench.round(MORNING)

    assert sorted(m.person for m in any_bench.channel.arrived) == ["p-plejechef", "p-skolechef"]


def test_while_nobody_knows_nothing_is_sent(bench: Bench) -> None:
    bench.channel.next_outcomes.append(Unclear(why="timeout"))
    bench.channel.find_answers.append(Unclear(why="history does not answer"))
    bench.round(MORNING)

    assert len(bench.channel.arrived) == 1
    assert bench.outbox_log.counts(MORNING).unclear == 1


def test_what_did_not_leave_waits_in_the_queue(bench: Bench) -> None:
    bench.channel.next_outcomes.append(Unsent(why="no route"))

    bench.round(MORNING)

    assert len(bench.channel.arrived) == 1
    assert bench.outbox_log.counts(MORNING).queued == 1


def test_who_cannot_be_reached_is_told_of_to_the_process_owner_once(bench: Bench) -> None:
    bench.channel.next_outcomes.append(Turned(why="account_inactive", gone=True))

    for _ in range(2):
        bench.round(MORNING)

    told = [
        (m.person, n.kind)
        for m in bench.channel.arrived
        for n in m.notices
        if n.kind is NoticeKind.TO_ADMIN
    ]
    assert told == [("p-procesejer", NoticeKind.TO_ADMIN)]
    assert bench.outbox_log.counts(MORNING).failed == 1


def test_a_revoked_token_stops_the_round_and_loses_nothing(bench: Bench) -> None:
    bench.channel.next_outcomes.append(Turned(why="token_revoked", all=True))
    bench.planner().round(MORNING)

    delivery = bench.delivery()
    assert (delivery.one(MORNING), delivery.one(MORNING)) == (True, False)
    assert not delivery.able()
    assert bench.channel.arrived == []
    assert bench.outbox_log.counts(MORNING).queued == 2


def test_a_message_is_brought_up_to_date_when_its_matter_is_done(any_bench: Bench) -> None:
    planner = any_bench.planner()
    planner.round(MORNING)
    any_bench.drain(MORNING)
    any_bench.write(Delivered(obligation=SCHOOL), at=at("2024-03-13", "09:00"), actor="p-skolechef")

    planner.round(at("2024-03-13", "09:00"))
    any_bench.drain(at("2024-03-13", "09:00"))

    assert [m.person for _, m in any_bench.channel.updated] == ["p-skolechef"]
    assert [n.obligation for _, m in any_bench.channel.updated for n in m.notices] == [SCHOOL]


def test_after_ten_days_of_silence_there_is_one_message_each_and_nothing_stale(
    bench: Bench,
) -> None:
    bench.round(at("2024-03-21", "10:00"))

    assert {m.person: [n.kind.value for n in m.notices] for m in bench.channel.arrived} == {
        "p-skolechef": ["escalation_told"],
        "p-plejechef": ["escalation_told"],
        "p-direktoer": ["escalated", "escalated"],
    }
