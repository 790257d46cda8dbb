"""The rehearsal clock, seen from outside: it stands in the bot's own app and
is read and moved over HTTP.
"""

import json
import threading
import urllib.error
import urllib.request

from sandbox.settings import SandboxSettings
from sandbox.wire import JSON

LOOK_SECONDS = 3.0
MOVE_SECONDS = 120.0
NOW_ONLY = "?kun=nu"
"""Asks the clock for the instant alone, which is all that is certain while it moves."""
MOVES = ("next", "day", "week", "to", "reset")


class ClockError(Exception):
    """The clock said no: `sentence` is its own explanation, `code` is ours when it said nothing."""

    def __init__(self, *, sentence: str = "", code: str = "") -> None:
        super().__init__(sentence or code)
        self.sentence = sentence
        self.code = code


class RehearsalClock:
    def __init__(self, settings: SandboxSettings) -> None:
        self._url = settings.control_url
        self._token = settings.control_token
        self._moving = threading.Lock()
        self._last: JSON = {}
        self.refusal = ""
        """What the clock said when it last refused to move."""

    @property
    def exists(self) -> bool:
        return self._url is not None

    def look(self) -> JSON:
        """What the clock shows; while it is being moved, how far it has come, beside what it
        showed last.
        """
        if not self._moving.locked() or not self._last:
            self._last = self._ask(None, LOOK_SECONDS)
            return self._last
        try:
            return {**self._last, **self._ask(None, LOOK_SECONDS, NOW_ONLY), "moving": True}
        except ClockError:
            return self._last

    def move(self, move: str, to: str = "") -> JSON:
        if move not in MOVES:
            raise ClockError(code="unknown_move")
        if not self._moving.acquire(blocking=False):
            raise ClockError(code="busy")
        try:
            self._last = self._ask(
                {"move": move, "to": to} if move == "to" else {"move": move}, MOVE_SECONDS
            )
        finally:
            self._moving.release()
        return self._last

    def _ask(self, order: JSON | None, seconds: float, query: str = "") -> JSON:
        if self._url is None:
            raise ClockError(code="no_clock")
        body = json.dumps(order).encode() if order is not None else None
        headers = {"Content-Type": "application/json", "X-Rehearsal-Token": self._token}
        request = urllib.request.Request(
            self._url + query, data=body, headers=headers, method="POST" if body else "GET"
        )
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=seconds) as response:
                return understood(response.read())
        except urllib.error.HTTPError as refused:
            with refused:
                self.refusal = str(understood(refused.read()).get("error", ""))
            raise ClockError(sentence=self.refusal, code="refused") from refused
        except OSError as broken:
            raise ClockError(code="silent") from broken


def understood(raw: bytes) -> JSON:
    try:
        answer = json.loads(raw)
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}
