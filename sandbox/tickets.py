"""What Slack lends out for a moment: trigger ids (3 s, once) and response addresses (5 uses, 30 minutes)."""

import threading
from dataclasses import dataclass

from sandbox.settings import SandboxSettings
from sandbox.wire import SlackError, locked, new_id

RESPONSE_USES = 5
RESPONSE_SECONDS = 30 * 60


@dataclass(kw_only=True)
class Trigger:
    user_id: str
    born: float
    used: bool = False


@dataclass(kw_only=True)
class ResponseAddress:
    channel_id: str
    user_id: str
    born: float
    message_ts: str | None = None
    uses: int = 0


class Tickets:
    def __init__(self, settings: SandboxSettings, lock: threading.RLock) -> None:
        self.lock = lock
        self._settings = settings
        self._triggers: dict[str, Trigger] = {}
        self._addresses: dict[str, ResponseAddress] = {}
        self._sockets: set[str] = set()

    @locked
    def lend_trigger(self, user_id: str) -> str:
        name = f"{new_id('')}.{new_id('')}"
        self._triggers[name] = Trigger(user_id=user_id, born=self._settings.now())
        return name

    @locked
    def spend_trigger(self, name: str) -> str:
        """The person behind the trigger, once and within three seconds."""
        trigger = self._triggers.get(name)
        if trigger is None:
            raise SlackError("invalid_trigger_id")
        if trigger.used:
            raise SlackError("exchanged_trigger_id")
        if self._settings.now() - trigger.born > self._settings.trigger_seconds:
            raise SlackError("expired_trigger_id")
        trigger.used = True
        return trigger.user_id

    @locked
    def lend_address(self, channel_id: str, user_id: str, message_ts: str | None = None) -> str:
        name = new_id("R")
        now = self._settings.now()
        self._addresses[name] = ResponseAddress(channel_id=channel_id, user_id=user_id, born=now, message_ts=message_ts)
        return name

    @locked
    def use_address(self, name: str) -> ResponseAddress:
        address = self._addresses.get(name)
        if address is None or self._settings.now() - address.born > RESPONSE_SECONDS:
            raise SlackError("expired_url")
        if address.uses >= RESPONSE_USES:
            raise SlackError("used_url")
        address.uses += 1
        return address

    @locked
    def lend_socket(self) -> str:
        name = new_id("S")
        self._sockets.add(name)
        return name

    @locked
    def take_socket(self, name: str) -> bool:
        """Whether the ticket was good; it is so once."""
        known = name in self._sockets
        self._sockets.discard(name)
        return known
