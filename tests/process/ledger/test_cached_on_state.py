"""A question to a state is answered once, and never with another state's answer."""

from __future__ import annotations

from process.ledger.state import State, cached_on_state


def test_the_same_state_is_asked_once_and_another_anew() -> None:
    asked: list[tuple[str, int]] = []

    @cached_on_state
    def doubled(state: State, number: int) -> int:
        asked.append((state.process, number))
        return 2 * number

    first, second = State.empty("a"), State.empty("b")
    assert [
        doubled(first, 2),
        doubled(first, 2),
        doubled(second, 2),
        doubled(first, 3),
        doubled(first, 2),
    ] == [4, 4, 4, 6, 4]
    assert asked == [("a", 2), ("b", 2), ("a", 3), ("a", 2)]


def test_two_questions_do_not_answer_for_each_other() -> None:
    @cached_on_state
    def seq(state: State) -> int:
        return state.seq

    @cached_on_state
    def process(state: State) -> str:
        return state.process

    state = State.empty("a")
    assert (seq(state), process(state), seq(state)) == (0, "a", 0)


def test_what_is_remembered_is_no_part_of_the_state() -> None:
    @cached_on_state
    def process(state: State) -> str:
        return state.process

    state = State.empty("a")
    assert process(state) == "a"
    assert state == State.empty("a")
