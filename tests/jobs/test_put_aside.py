"""One message that cannot be read, made or found is put aside with its reason: the others go on,
and those who keep the process hear of it.
"""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select, update

from process.channel import Message, Outcome, Turned, Unclear
from process.ledger.facts import Delivered
from process.ledger.state import State
from process.reminders.notices import NoticeKind
from storage.directory import Directory, Person
from storage.tables import from_now, outbox, outbox_item
from tests.jobs.conftest import Bench
from tests.support.cast import at

MORNING = at("2024-03-13")
CHEF, OTHER, OWNER = "p-skolechef", "p-plejechef", "p-procesejer"


def told(bench: Bench) -> list[tuple[str, str]]:
    """What the process's keepers were told: to whom, and the kind of thing."""
    notices = [(m.person, n) for m in bench.channel.arrived for n in m.notices]
    return [(p, n.because.partition(":")[0]) for p, n in notices if n.kind is NoticeKind.TO_ADMIN]


def reasons(bench: Bench) -> list[str]:
    """Why messages failed."""
    with bench.database.read() as connection:
        failed = select(outbox.c.why).where(outbox.c.state == "failed").order_by(outbox.c.id)
        return [why.partition(":")[0] for why in connection.scalars(failed)]


def test_a_row_of_a_newer_version_stops_nobody(any_bench: Bench) -> None:
    any_bench.planner().round(MORNING)
    with any_bench.database.write() as connection:
        newer = '{"is":"Notice","kind":"of a newer version"}'
        mine = update(outbox_item).where(outbox_item.c.person == CHEF)
        connection.execute(mine.values(payload=newer))
    any_bench.drain(MORNING)
    assert {m.person for m in any_bench.channel.arrived} == {OTHER, OWNER}
    assert (told(any_bench), reasons(any_bench)) == ([(OWNER, "aside")], ["unreadable"])
    assert any_bench.outbox_log.skipped("r24", CHEF, limit=9) == ()


def test_a_message_we_cannot_make_is_tried_and_then_put_aside(any_bench: Bench) -> None:
    """Nothing is posted by it; but only the far end can say so, and it is looked there first."""
    send = any_bench.channel.send

    def burst(message: Message, state: State) -> Outcome:
        if message.person == CHEF:
            raise KeyError("an error of ours")
        return send(message, state)

    any_bench.channel.send = burst  # type: ignore[method-assign]
    any_bench.planner().round(MORNING)
    for _ in range(12):
        any_bench.drain(MORNING)
        with any_bench.database.write() as connection:
            connection.execute(update(outbox).values(retry_at=None))
    assert {m.person for m in any_bench.channel.arrived} == {OTHER, OWNER}
    assert (told(any_bench), reasons(any_bench)) == ([(OWNER, "aside")], ["fault KeyError"])


def test_a_message_that_is_never_found_is_given_to_those_who_can_look(any_bench: Bench) -> None:
    any_bench.planner().round(MORNING)
    any_bench.channel.next_outcomes.append(Unclear(why="timeout"))
    any_bench.channel.find_answers.extend([Unclear(why="missing_scope")] * 2)
    any_bench.drain(MORNING)
    assert (told(any_bench), reasons(any_bench)) == ([], [])
    with any_bench.database.write() as connection:
        often = {"looks": 119, "retry_at": None}
        connection.execute(update(outbox).where(outbox.c.state == "unclear").values(often))
    any_bench.drain(MORNING)
    assert (told(any_bench), reasons(any_bench)) == ([(OWNER, "aside")], ["unclear"])
    assert len(any_bench.channel.arrived) == 2


def test_after_the_clock_was_set_nobody_looks_before_a_post_may_have_ended(
    any_bench: Bench,
) -> None:
    """A clock set forward makes a post of just now look old, and it may still be on its way."""
    any_bench.planner().round(MORNING)
    seconds = [0.0]
    delivery = any_bench.delivery(quarantine=45.0, monotonic=lambda: seconds[0])
    any_bench.channel.next_outcomes.append("lost")
    while delivery.one(MORNING):
        pass
    with any_bench.database.write() as connection:
        connection.execute(update(outbox).values(last_attempt_at=from_now(-3600)))
    seconds[0] = 44.0
    assert not delivery.one(MORNING)
    assert any_bench.outbox_log.counts(MORNING).unclear == 1


def refuse(bench: Bench) -> int:
    """The first message cannot be sent to its person; its number."""
    bench.channel.next_outcomes.append(Turned(why="user_not_found", gone=True))
    bench.planner().round(MORNING)
    bench.drain(MORNING)
    (failed,) = bench.outbox_log.failed("r24", limit=9)
    assert (failed.why, failed.in_doubt) == ("user_not_found", False)
    return failed.id


def test_what_failed_is_sent_again_when_somebody_says_so(any_bench: Bench) -> None:
    number = refuse(any_bench)
    box = any_bench.outbox
    assert not box.arrived("r24", number, at=MORNING)
    assert [box.send_again("r24", number), box.send_again("r24", number)] == [True, False]
    any_bench.drain(MORNING)
    assert {CHEF, OTHER} <= {m.person for m in any_bench.channel.arrived}
    assert set(any_bench.channel.notice_counts().values()) == {1}


def test_what_failed_is_sent_by_itself_when_the_address_is_another(any_bench: Bench) -> None:
    directory = Directory(any_bench.database)
    people = [Person(id=person, email=f"{person}@old.example") for person in (CHEF, OTHER)]
    directory.put("r24", people)
    refuse(any_bench)
    directory.put("r24", [replace(one, name="A new name only") for one in people])
    assert len(any_bench.outbox_log.failed("r24", limit=9)) == 1
    directory.put("r24", [replace(one, email=f"{one.id}@new.example") for one in people])
    any_bench.drain(MORNING)
    assert {CHEF, OTHER} <= {m.person for m in any_bench.channel.arrived}
    assert any_bench.outbox_log.failed("r24", limit=9) == ()


def test_what_failed_is_sent_by_itself_when_slack_tells_another_id(any_bench: Bench) -> None:
    directory = Directory(any_bench.database)
    directory.put("r24", [Person(id=person, slack_id=f"U-{person}") for person in (CHEF, OTHER)])
    refuse(any_bench)
    for person in (CHEF, OTHER):
        directory.set_slack_id("r24", person, f"U-{person}")
    assert len(any_bench.outbox_log.failed("r24", limit=9)) == 1, "nothing is new"
    for person in (CHEF, OTHER):
        directory.set_slack_id("r24", person, f"W-{person}")
    any_bench.drain(MORNING)
    assert {CHEF, OTHER} <= {m.person for m in any_bench.channel.arrived}
    assert any_bench.outbox_log.failed("r24", limit=9) == ()


def test_what_nobody_could_look_for_is_found_by_itself_when_looking_works_again(
    any_bench: Bench,
) -> None:
    """A scope was missing, and is corrected."""
    any_bench.planner().round(MORNING)
    any_bench.channel.next_outcomes.extend(["lost", "lost"])
    any_bench.channel.find_answers.append(Unclear(why="missing_scope"))
    for _ in range(2):
        any_bench.delivery().one(MORNING)
    with any_bench.database.write() as connection:
        connection.execute(update(outbox).values(looks=119))
    any_bench.delivery().one(MORNING)
    assert len(any_bench.outbox_log.failed("r24", limit=9)) == 1
    any_bench.drain(MORNING)
    assert any_bench.outbox_log.failed("r24", limit=9) == ()
    assert set(any_bench.channel.notice_counts().values()) == {1}


def test_what_failed_and_is_not_wanted_any_more_is_not_sent_again(any_bench: Bench) -> None:
    number = refuse(any_bench)
    for obligation, person in (("forslag/head:skole", CHEF), ("forslag/head:pleje", OTHER)):
        any_bench.write(Delivered(obligation=obligation), at=MORNING, actor=person)
    before = len(any_bench.channel.arrived)
    assert any_bench.outbox.send_again("r24", number)
    any_bench.drain(MORNING)
    assert len(any_bench.channel.arrived) == before
    assert any_bench.outbox_log.failed("r24", limit=9) == ()


def test_what_somebody_saw_arrive_is_not_sent_again(any_bench: Bench) -> None:
    any_bench.planner().round(MORNING)
    any_bench.channel.next_outcomes.append("lost")
    any_bench.channel.find_answers.append(Unclear(why="missing_scope"))
    any_bench.delivery().one(MORNING)
    with any_bench.database.write() as connection:
        connection.execute(update(outbox).values(looks=119))
    any_bench.drain(MORNING)
    (doubt,) = any_bench.outbox_log.failed("r24", limit=9)
    assert doubt.in_doubt and any_bench.outbox.arrived("r24", doubt.id, at=MORNING)
    any_bench.round(MORNING)
    assert set(any_bench.channel.notice_counts().values()) == {1}
