"""How far messages were brought up to date is a fact of the database: a worker that starts again
reads what is new, and nothing else.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import event

from process.channel import Message, Outcome
from process.ledger.facts import Delivered, Undone
from process.ledger.state import State
from tests.jobs.conftest import Bench
from tests.support.cast import at

SCHOOL, HEAD = "forslag/head:skole", "p-skolechef"
MORNING = at("2024-03-13")


def press(bench: Bench, now: datetime) -> None:
    """Done, and taken back."""
    (done,) = bench.write(Delivered(obligation=SCHOOL), at=now, actor=HEAD)
    bench.write(Undone(undoes=done.seq), at=now, actor=HEAD)


def statements(bench: Bench, now: datetime) -> int:
    """How much a planner that just started asks the database."""
    asked: list[str] = []
    engine = bench.database._engine  # the one place to count at
    count = lambda *told: asked.append(told[2])  # noqa: E731
    event.listen(engine, "before_cursor_execute", count)
    bench.planner().round(now)
    event.remove(engine, "before_cursor_execute", count)
    return len(asked)


def test_many_presses_about_one_deadline_cost_a_restarted_worker_no_more_than_few(
    bench: Bench,
) -> None:
    bench.round(MORNING)
    asked = []
    for presses in (2, 40):
        for n in range(presses):
            press(bench, MORNING + timedelta(seconds=n))
        asked.append(statements(bench, MORNING + timedelta(hours=1)))
        bench.drain(MORNING + timedelta(hours=1))
    assert asked[1] <= asked[0]
    assert len(bench.channel.updated) == 2


def test_a_worker_that_starts_again_finds_nothing_to_bring_up_to_date(any_bench: Bench) -> None:
    any_bench.round(MORNING)
    press(any_bench, MORNING)
    assert [any_bench.planner().round(MORNING).updates for _ in range(2)] == [1, 0]


def test_of_two_planners_that_look_at_once_one_puts_the_updates(any_bench: Bench) -> None:
    any_bench.round(MORNING)
    press(any_bench, MORNING)
    one, other = any_bench.planner(), any_bench.planner()
    assert one.round(MORNING).updates + other.round(MORNING).updates == 1


def test_a_message_on_its_way_while_its_deadline_changed_says_what_stands_afterwards(
    any_bench: Bench,
) -> None:
    """Its words were made before the press, and the planner looked before it was sent."""
    post = any_bench.channel.send

    def press_meanwhile(message: Message, state: State) -> Outcome:
        if message.person == HEAD and not pressed:
            pressed.append(True)
            press(any_bench, MORNING)
            any_bench.planner().round(MORNING)
        return post(message, state)

    pressed: list[bool] = []
    any_bench.channel.send = press_meanwhile  # type: ignore[method-assign]
    any_bench.round(MORNING)
    assert [message.person for _, message in any_bench.channel.updated] == [HEAD]
