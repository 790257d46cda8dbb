"""What has come in over the Web API: every accepted post and the number of calls and refusals; tests count here."""

import threading
from collections import Counter
from collections.abc import Callable

from sandbox.store import Store
from sandbox.wire import JSON, locked


class Journal:
    def __init__(self, store: Store, lock: threading.RLock, now: Callable[[], float]) -> None:
        self.lock = lock
        self._store = store
        self._now = now
        self._posts = list(store.all("post").values())
        self._calls: Counter[str] = Counter()
        self._refusals: dict[str, Counter[str]] = {}

    @locked
    def note_post(self, channel_id: str, user_id: str | None, message: JSON) -> None:
        post = {
            "channel": channel_id,
            "user": user_id,
            "ts": message["ts"],
            "text": message.get("text", ""),
            "metadata": message.get("metadata"),
            "at": self._now(),
        }
        self._posts.append(post)
        self._store.put("post", f"{message['ts']}:{channel_id}", post)

    @locked
    def note_call(self, method: str) -> None:
        self._calls[method] += 1

    @locked
    def note_refusal(self, method: str, error: str) -> None:
        self._refusals.setdefault(method, Counter())[error] += 1

    @locked
    def as_json(self) -> JSON:
        refusals = {method: dict(counts) for method, counts in self._refusals.items()}
        return {"posts": list(self._posts), "calls": dict(self._calls), "refusals": refusals}

    @locked
    def clear(self) -> None:
        self._posts.clear()
        self._calls.clear()
        self._refusals.clear()
        self._store.clear("post")
