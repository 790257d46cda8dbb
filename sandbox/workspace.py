"""The workspace as one thing: people, conversations, views and what is lent out, behind one lock; no HTTP in here."""

import threading

from sandbox.conversations import Conversations
from sandbox.elements import with_ids
from sandbox.files import Files
from sandbox.journal import Journal
from sandbox.people import People
from sandbox.postbox import Postbox
from sandbox.settings import SandboxSettings
from sandbox.store import Store
from sandbox.tickets import Tickets
from sandbox.views import Views
from sandbox.wire import JSON, locked


class Workspace:
    def __init__(self, settings: SandboxSettings) -> None:
        self.settings = settings
        self.lock = threading.RLock()
        self.version = 0
        self._store = Store(settings.store)
        self.people = People(settings, self._store, self.lock)
        self.conversations = Conversations(settings, self._store, self.people, self.lock, self.touch)
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
            "bot_profile": {"id": settings.bot_id, "app_id": settings.app_id, "name": settings.bot_name, "team_id": settings.team_id},
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
        return self.conversations.add(channel_id, self.bot_message({**content, "is_ephemeral": True, "only_for": user_id}))

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
