"""Messages: one DM with the bot per person (and a few channels), in the order Slack would keep them."""

import threading
from collections.abc import Callable
from itertools import count

from sandbox.people import People
from sandbox.settings import SandboxSettings
from sandbox.store import Store
from sandbox.wire import JSON, SlackError, locked, timestamp


class Conversations:
    def __init__(self, settings: SandboxSettings, store: Store, people: People, lock: threading.RLock, changed: Callable[[], None]) -> None:
        self.lock = lock
        self._settings = settings
        self._store = store
        self._people = people
        self._changed = changed
        self._owners = {self.dm_of(member.id): member.id for member in people.all()}
        self._channels = {channel.id: channel for channel in settings.channels}
        self._load()

    def _load(self) -> None:
        self._messages: dict[str, dict[str, JSON]] = {}
        for key, message in self._store.all("message").items():
            self._messages.setdefault(key.split(":")[0], {})[message["ts"]] = message
        self._read = {user: body["ts"] for user, body in self._store.all("read").items()}
        stamps = [float(ts) for channel in self._messages.values() for ts in channel]
        self._last_stamp = max(stamps, default=0.0)

    @locked
    def stamp(self) -> str:
        """A ts nobody has: Slack's are unique per channel and grow."""
        self._last_stamp = max(self._settings.now(), self._last_stamp + 0.000_010)
        return timestamp(self._last_stamp)

    def dm_of(self, user_id: str) -> str:
        return "D" + user_id[1:]

    def owner_of(self, channel_id: str) -> str | None:
        """The person whose DM this is."""
        return self._owners.get(channel_id)

    @locked
    def writable(self, target: str) -> str:
        """The channel id a post to `target` (channel or user id) ends in, or Slack's refusal."""
        if self._people.is_bot(target):
            raise SlackError("cannot_dm_bot")
        if self._people.knows(target):
            target = self.dm_of(target)
        owner = self.owner_of(target)
        if owner is not None:
            self._people.active(owner)
            return target
        if target not in self._channels:
            raise SlackError("channel_not_found")
        if not self._channels[target].bot_is_member:
            raise SlackError("not_in_channel")
        return target

    @locked
    def readable(self, channel_id: str) -> str:
        if self.owner_of(channel_id) is None and channel_id not in self._channels:
            raise SlackError("channel_not_found")
        if channel_id in self._channels and not self._channels[channel_id].bot_is_member:
            raise SlackError("not_in_channel")
        return channel_id

    @locked
    def info(self, channel_id: str) -> JSON:
        owner = self.owner_of(channel_id)
        if owner is not None:
            return {"id": channel_id, "is_im": True, "is_channel": False, "user": owner, "is_user_deleted": self._people.has_left(owner)}
        if channel_id not in self._channels:
            raise SlackError("channel_not_found")
        channel = self._channels[channel_id]
        return {"id": channel_id, "name": channel.name, "is_im": False, "is_channel": True, "is_member": channel.bot_is_member}

    @locked
    def add(self, channel_id: str, message: JSON) -> JSON:
        """Keep the message; it gets its ts here unless it has one."""
        stored = {"type": "message", **message}
        stored.setdefault("ts", self.stamp())
        parent = self._messages.get(channel_id, {}).get(stored.get("thread_ts", ""))
        if parent is None:
            stored.pop("thread_ts", None)  # Slack posts on top, without an error, when the parent is gone
        self._keep(channel_id, stored)
        return stored

    def _keep(self, channel_id: str, message: JSON) -> None:
        self._messages.setdefault(channel_id, {})[message["ts"]] = message
        self._store.put("message", f"{channel_id}:{message['ts']}", message)
        self._changed()

    @locked
    def find(self, channel_id: str, ts: str) -> JSON:
        message = self._messages.get(channel_id, {}).get(ts)
        if message is None:
            raise SlackError("message_not_found")
        return message

    @locked
    def replace(self, channel_id: str, message: JSON) -> None:
        self._keep(channel_id, message)

    @locked
    def remove(self, channel_id: str, ts: str) -> None:
        self.find(channel_id, ts)
        del self._messages[channel_id][ts]
        self._store.delete("message", f"{channel_id}:{ts}")
        self._changed()

    @locked
    def everything(self, channel_id: str) -> list[JSON]:
        """All messages, ephemeral ones included, oldest first."""
        return sorted(self._messages.get(channel_id, {}).values(), key=lambda message: float(message["ts"]))

    @locked
    def history(self, channel_id: str) -> list[JSON]:
        """What conversations.history sees, oldest first: no ephemeral messages, no replies inside threads."""
        return [m for m in self.everything(channel_id) if not m.get("is_ephemeral") and m.get("thread_ts", m["ts"]) == m["ts"]]

    @locked
    def thread(self, channel_id: str, ts: str) -> list[JSON]:
        """The parent and its replies, oldest first."""
        self.find(channel_id, ts)
        return [m for m in self.everything(channel_id) if m["ts"] == ts or m.get("thread_ts") == ts]

    @locked
    def unread(self, user_id: str) -> int:
        seen = float(self._read.get(user_id, "0"))
        messages = self.everything(self.dm_of(user_id))
        return sum(1 for m in messages if float(m["ts"]) > seen and m.get("bot_id") and not m.get("is_ephemeral"))

    @locked
    def mark_read(self, user_id: str) -> None:
        messages = self.everything(self.dm_of(user_id))
        if messages and self._read.get(user_id) != messages[-1]["ts"]:
            self._read[user_id] = messages[-1]["ts"]
            self._store.put("read", user_id, {"ts": messages[-1]["ts"]})
            self._changed()

    @locked
    def clear(self) -> None:
        self._messages.clear()
        self._read.clear()
        self._store.clear("message", "read")
        self._changed()


def page_of(messages: list[JSON], *, cursor: str, limit: int) -> tuple[list[JSON], str]:
    """The slice after `cursor` (the ts the last slice ended with) and the next cursor, empty at the end."""
    start = next((i + 1 for i, m in zip(count(), messages, strict=False) if m["ts"] == cursor), 0) if cursor else 0
    chosen = messages[start : start + limit]
    more = start + limit < len(messages)
    return chosen, chosen[-1]["ts"] if more else ""
