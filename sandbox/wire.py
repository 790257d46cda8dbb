"""Small words the whole sandbox shares: JSON objects, Slack's refusals, ids and the one lock."""

import secrets
import threading
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

JSON = dict[str, Any]

P = ParamSpec("P")
R = TypeVar("R")


class SlackError(Exception):
    """Slack would refuse this; `error` is the word it would use, `messages` the places it would point at."""

    def __init__(self, error: str, *, messages: list[str] | None = None, **extra: Any) -> None:
        super().__init__(error)
        self.error = error
        self.messages = messages or []
        self.extra = extra

    def body(self) -> JSON:
        answer: JSON = {"ok": False, "error": self.error, **self.extra}
        if self.messages:
            answer["response_metadata"] = {"messages": self.messages}
        return answer


class Lockable(Protocol):
    lock: threading.RLock


L = TypeVar("L", bound=Lockable)


def locked(method: Callable[Concatenate[L, P], R]) -> Callable[Concatenate[L, P], R]:
    """Run the method while holding the workspace's one lock."""

    @wraps(method)
    def guarded(self: L, /, *args: P.args, **kwargs: P.kwargs) -> R:
        with self.lock:
            return method(self, *args, **kwargs)

    return guarded


def new_id(prefix: str) -> str:
    return prefix + secrets.token_hex(5).upper()


def short_id() -> str:
    return secrets.token_urlsafe(4)


def timestamp(seconds: float) -> str:
    return f"{seconds:.6f}"
