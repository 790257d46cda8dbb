"""A pure question to a state, answered once: a state never changes, so neither does the answer."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from process.state import State

P = ParamSpec("P")
T = TypeVar("T")


def remembered(question: Callable[Concatenate[State, P], T]) -> Callable[Concatenate[State, P], T]:
    """The same question, which gives its last answer again when the same state is asked the same.

    One answer is kept for each question, with the state itself, and goes with it; `State.after` gives a state that remembers nothing.
    """
    name = f"{question.__module__}.{question.__qualname__}"

    @wraps(question)
    def answer(state: State, /, *args: P.args, **kwargs: P.kwargs) -> T:
        asked = (args, kwargs)
        kept: tuple[object, T] | None = state.__dict__.get(name)
        if kept is None or kept[0] != asked:
            kept = (asked, question(state, *args, **kwargs))
            state.__dict__[name] = kept
        return kept[1]

    return answer
