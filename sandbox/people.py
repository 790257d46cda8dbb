"""Who is in the workspace: the cast, the bot, and who has left."""

import threading

from sandbox.settings import Member, SandboxSettings
from sandbox.store import Store
from sandbox.wire import JSON, SlackError, locked


class People:
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
        return any(wanted and m.email.casefold() == wanted and m.id not in self._gone for m in self._settings.cast)

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
