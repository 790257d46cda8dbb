"""The workspace as one thing, behind one lock and with no HTTP in here: people, conversations,
views, post, files, what Slack lends out for a moment, and a journal of what came in.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

from sandbox.elements import with_ids
from sandbox.postbox import Postbox
from sandbox.settings import Member, SandboxSettings
from sandbox.views import Views
from sandbox.wire import JSON, SlackError, Store, locked, new_id, timestamp


class Workspace:
    def __init__(self, settings: SandboxSettings) -> None:
        self.settings = settings
        self.lock = threading.RLock()
        self.version = 0
        self._store = Store(settings.store)
        self.people = People(settings, self._store, self.lock)
        self.conversations = Conversations(
            settings, self._store, self.people, self.lock, self.touch
        )
        self.views = Views(settings, self._store, self.lock, self.touch)
        self.tickets = Tickets(settings, self.lock)
        self.files = Files(self.lock)
        self.postbox = Postbox(self._store, self.lock, self.touch)
        self.journal = Journal(self._store, self.lock, settings.now)
        self._marks = list(self._store.all("mark").values())

    def touch(self) -> None:
        """Something a person can see has changed."""
        self.version += 1

    @locked
    def bot_message(self, content: JSON) -> JSON:
        """The message as the bot's own, with ids on its blocks."""
        settings = self.settings
        message = {
            "type": "message",
            "user": settings.bot_user_id,
            "bot_id": settings.bot_id,
            "app_id": settings.app_id,
            "team": settings.team_id,
            "bot_profile": {
                "id": settings.bot_id,
                "app_id": settings.app_id,
                "name": settings.bot_name,
                "team_id": settings.team_id,
            },
            **content,
        }
        if message.get("blocks"):
            message["blocks"] = with_ids(message["blocks"])
        return message

    @locked
    def post(self, channel_id: str, content: JSON) -> JSON:
        """A message from the bot everybody in the conversation sees."""
        message = self.conversations.add(channel_id, self.bot_message(content))
        self.journal.note_post(channel_id, self.conversations.owner_of(channel_id), message)
        return message

    @locked
    def whisper(self, channel_id: str, user_id: str, content: JSON) -> JSON:
        """A message only one person sees."""
        return self.conversations.add(
            channel_id, self.bot_message({**content, "is_ephemeral": True, "only_for": user_id})
        )

    @locked
    def marks(self) -> list[JSON]:
        """Where the rehearsal clock was moved: {"ts", "label"}, oldest first."""
        return list(self._marks)

    @locked
    def mark(self, ts: str, label: str) -> None:
        entry = {"ts": ts, "label": label}
        self._marks.append(entry)
        self._store.put("mark", ts, entry)
        self.touch()

    @locked
    def begin_again(self) -> None:
        """Forget every message, view and count; who has left stays away."""
        self.conversations.clear()
        self.views.forget_all()
        self.postbox.clear()
        self.journal.clear()
        self._marks.clear()
        self._store.clear("mark")
        self.touch()

    @locked
    def close(self) -> None:
        self._store.close()


class Conversations:
    """One DM with the bot per person (and a few channels), in the order Slack would keep them."""

    def __init__(
        self,
        settings: SandboxSettings,
        store: Store,
        people: People,
        lock: threading.RLock,
        changed: Callable[[], None],
    ) -> None:
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
            return {
                "id": channel_id,
                "is_im": True,
                "is_channel": False,
                "user": owner,
                "is_user_deleted": self._people.has_left(owner),
            }
        if channel_id not in self._channels:
            raise SlackError("channel_not_found")
        channel = self._channels[channel_id]
        return {
            "id": channel_id,
            "name": channel.name,
            "is_im": False,
            "is_channel": True,
            "is_member": channel.bot_is_member,
        }

    @locked
    def add(self, channel_id: str, message: JSON) -> JSON:
        """Keep the message; it gets its ts here unless it has one."""
        stored = {"type": "message", **message}
        stored.setdefault("ts", self.stamp())
        parent = self._messages.get(channel_id, {}).get(stored.get("thread_ts", ""))
        if parent is None:
            stored.pop(
                "thread_ts", None
            )  # Slack posts on top, without an error, when the parent is gone
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
        return sorted(
            self._messages.get(channel_id, {}).values(), key=lambda message: float(message["ts"])
        )

    @locked
    def history(self, channel_id: str) -> list[JSON]:
        """What conversations.history sees, oldest first: no ephemeral
        messages, no replies inside threads.
        """
        return [
            m
            for m in self.everything(channel_id)
            if not m.get("is_ephemeral") and m.get("thread_ts", m["ts"]) == m["ts"]
        ]

    @locked
    def thread(self, channel_id: str, ts: str) -> list[JSON]:
        """The parent and its replies, oldest first."""
        self.find(channel_id, ts)
        return [m for m in self.everything(channel_id) if m["ts"] == ts or m.get("thread_ts") == ts]

    @locked
    def unread(self, user_id: str) -> int:
        seen = float(self._read.get(user_id, "0"))
        messages = self.everything(self.dm_of(user_id))
        return sum(
            1
            for m in messages
            if float(m["ts"]) > seen and m.get("bot_id") and not m.get("is_ephemeral")
        )

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
    """The slice after `cursor` (the ts the last slice ended with) and the next cursor, empty at
    the end.
    """
    start = (
        next((i + 1 for i, m in zip(count(), messages, strict=False) if m["ts"] == cursor), 0)
        if cursor
        else 0
    )
    chosen = messages[start : start + limit]
    more = start + limit < len(messages)
    return chosen, chosen[-1]["ts"] if more else ""


class People:
    """The cast, the bot, and who has left."""

    def __init__(self, settings: SandboxSettings, store: Store, lock: threading.RLock) -> None:
        self.lock = lock
        self._settings = settings
        self._store = store
        self._cast = {member.id: member for member in settings.cast if member.slack}
        self._beside = {member.id: member for member in settings.cast if not member.slack}
        self._gone = set(store.all("gone"))

    def all(self) -> tuple[Member, ...]:
        """The members of the workspace."""
        return tuple(self._cast.values())

    def everybody(self) -> tuple[Member, ...]:
        """The members, and those who have a post-box only."""
        return self._settings.cast

    @locked
    def somebody(self, user_id: str) -> Member:
        """One of everybody."""
        return self._beside[user_id] if user_id in self._beside else self.member(user_id)

    @locked
    def is_here(self, user_id: str) -> bool:
        """One of everybody, also one who has left."""
        return user_id in self._cast or user_id in self._beside

    @locked
    def gets_mail(self, address: str) -> bool:
        """Whether somebody who is still here has the address."""
        wanted = address.strip().casefold()
        return any(
            wanted and m.email.casefold() == wanted and m.id not in self._gone
            for m in self._settings.cast
        )

    @locked
    def member(self, user_id: str) -> Member:
        """The member, also one who has left."""
        if user_id not in self._cast:
            raise SlackError("user_not_found")
        return self._cast[user_id]

    @locked
    def active(self, user_id: str) -> Member:
        member = self.member(user_id)
        if user_id in self._gone:
            raise SlackError("user_not_found")
        return member

    @locked
    def knows(self, user_id: str) -> bool:
        return user_id in self._cast

    @locked
    def has_left(self, user_id: str) -> bool:
        return user_id in self._gone

    @locked
    def deactivate(self, user_id: str) -> None:
        self.member(user_id)
        self._gone.add(user_id)
        self._store.put("gone", user_id, {})

    @locked
    def reactivate(self, user_id: str) -> None:
        self._gone.discard(user_id)
        self._store.delete("gone", user_id)

    @locked
    def by_email(self, email: str) -> Member:
        """Slack answers users_not_found for people who have left, too."""
        wanted = email.strip().casefold()
        for member in self._cast.values():
            if wanted and member.email.casefold() == wanted and member.id not in self._gone:
                return member
        raise SlackError("users_not_found")

    def team_of(self, user_id: str) -> str:
        """The team somebody writes from."""
        return (self._cast[user_id].team if user_id in self._cast else "") or self._settings.team_id

    def is_bot(self, user_id: str) -> bool:
        return user_id == self._settings.bot_user_id

    def display_name(self, user_id: str) -> str:
        if self.is_bot(user_id):
            return self._settings.bot_name
        return self._cast[user_id].name if user_id in self._cast else user_id

    @locked
    def card(self, user_id: str) -> JSON:
        """The user object of users.info."""
        if self.is_bot(user_id):
            return self._card(user_id, self._settings.bot_name, is_bot=True)
        member = self.member(user_id)
        card = self._card(user_id, member.name, is_bot=False)
        card["tz"] = member.tz
        card["profile"] |= {"title": member.title, "email": member.email}
        card |= {"is_restricted": member.guest, "is_ultra_restricted": member.guest}
        if member.team:
            card |= {"team_id": member.team, "is_stranger": True}
        return card

    def _card(self, user_id: str, name: str, *, is_bot: bool) -> JSON:
        return {
            "id": user_id,
            "team_id": self._settings.team_id,
            "name": handle(name),
            "real_name": name,
            "deleted": user_id in self._gone,
            "is_bot": is_bot,
            "is_app_user": False,
            "is_restricted": False,
            "is_ultra_restricted": False,
            "locale": "da-DK",
            "tz": "Europe/Copenhagen",
            "profile": {"real_name": name, "display_name": name, "team": self._settings.team_id},
        }


def handle(name: str) -> str:
    """A user name as old Slack clients write it: lower case, no spaces."""
    return ".".join(name.casefold().split())


class Files:
    """Kept in memory only: pictures of a rehearsal need not outlive it."""

    def __init__(self, lock: threading.RLock) -> None:
        self.lock = lock
        self._files: dict[str, File] = {}

    @locked
    def announce(self, name: str, alt_text: str) -> File:
        file = File(id=new_id("F"), name=name, title=name, alt_text=alt_text)
        self._files[file.id] = file
        return file

    @locked
    def find(self, file_id: str) -> File:
        if file_id not in self._files:
            raise SlackError("file_not_found")
        return self._files[file_id]

    @locked
    def receive(self, file_id: str, content: bytes) -> None:
        self.find(file_id).content = content

    @locked
    def complete(self, file_id: str, title: str | None) -> File:
        file = self.find(file_id)
        if file.content is None:
            raise SlackError("file_update_failed")
        file.title = title or file.title
        return file


@dataclass(kw_only=True)
class File:
    id: str
    name: str
    title: str
    alt_text: str = ""
    content: bytes | None = None

    def card(self) -> JSON:
        return {
            "id": self.id,
            "name": self.name,
            "title": self.title,
            "alt_txt": self.alt_text,
            "mimetype": media_type(self.name),
            "size": len(self.content or b""),
        }


PICTURES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "svg": "image/svg+xml",
}


def media_type(name: str) -> str:
    """Pictures as pictures; all else is only downloaded."""
    return PICTURES.get(name.rpartition(".")[2].casefold(), "application/octet-stream")


class Tickets:
    """What Slack lends out for a moment: trigger ids (3 s, once) and response addresses (5 uses,
    30 minutes)."""

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
        self._addresses[name] = ResponseAddress(
            channel_id=channel_id, user_id=user_id, born=now, message_ts=message_ts
        )
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


class Journal:
    """Every accepted post and the number of calls and refusals; tests count here."""

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
