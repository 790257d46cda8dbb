"""What the whole sandbox shares: JSON objects, Slack's refusals, ids, the one lock, and documents
by kind and key in the sandbox's own SQLite file, so that a restart keeps messages and buttons.
"""

import json
import secrets
import sqlite3
import threading
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

JSON = dict[str, Any]

P = ParamSpec("P")
R = TypeVar("R")


class SlackError(Exception):
    """Slack would refuse this; `error` is the word it would use, `messages`
    the places it would point at.
    """

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


SCHEMA = (
    "CREATE TABLE IF NOT EXISTS document (kind TEXT NOT NULL, key TEXT NOT NULL, "
    "body TEXT NOT NULL, PRIMARY KEY (kind, key))"
)


class Store:
    """Not thread-safe by itself: the workspace's lock is held around every call."""

    def __init__(self, path: str | None) -> None:
        self._db = sqlite3.connect(
            path or ":memory:", check_same_thread=False, isolation_level=None
        )
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=NORMAL")
        self._db.execute(SCHEMA)

    def put(self, kind: str, key: str, body: JSON) -> None:
        text = json.dumps(body, ensure_ascii=False)
        self._db.execute(
            "INSERT INTO document VALUES (?, ?, ?) ON CONFLICT (kind, key) "
            "DO UPDATE SET body = excluded.body",
            (kind, key, text),
        )

    def delete(self, kind: str, key: str) -> None:
        self._db.execute("DELETE FROM document WHERE kind = ? AND key = ?", (kind, key))

    def all(self, kind: str) -> dict[str, JSON]:
        rows = self._db.execute(
            "SELECT key, body FROM document WHERE kind = ? ORDER BY key", (kind,)
        )
        return {key: json.loads(body) for key, body in rows}

    def clear(self, *kinds: str) -> None:
        for kind in kinds:
            self._db.execute("DELETE FROM document WHERE kind = ?", (kind,))

    def close(self) -> None:
        self._db.close()
