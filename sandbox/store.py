"""The workspace on disk: documents by kind and key in the sandbox's own SQLite file, so a restart keeps messages and buttons."""

import json
import sqlite3

from sandbox.wire import JSON

SCHEMA = "CREATE TABLE IF NOT EXISTS document (kind TEXT NOT NULL, key TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (kind, key))"


class Store:
    """Not thread-safe by itself: the workspace's lock is held around every call."""

    def __init__(self, path: str | None) -> None:
        self._db = sqlite3.connect(path or ":memory:", check_same_thread=False, isolation_level=None)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=NORMAL")
        self._db.execute(SCHEMA)

    def put(self, kind: str, key: str, body: JSON) -> None:
        text = json.dumps(body, ensure_ascii=False)
        self._db.execute(
            "INSERT INTO document VALUES (?, ?, ?) ON CONFLICT (kind, key) DO UPDATE SET body = excluded.body", (kind, key, text)
        )

    def delete(self, kind: str, key: str) -> None:
        self._db.execute("DELETE FROM document WHERE kind = ? AND key = ?", (kind, key))

    def all(self, kind: str) -> dict[str, JSON]:
        rows = self._db.execute("SELECT key, body FROM document WHERE kind = ? ORDER BY key", (kind,))
        return {key: json.loads(body) for key, body in rows}

    def clear(self, *kinds: str) -> None:
        for kind in kinds:
            self._db.execute("DELETE FROM document WHERE kind = ?", (kind,))

    def close(self) -> None:
        self._db.close()
