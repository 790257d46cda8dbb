"""Everything the templates show of the workspace, gathered as plain values for one person at one moment."""

import json
from itertools import zip_longest
from typing import Any

from sandbox.clock import ClockError, RehearsalClock
from sandbox.page import text
from sandbox.page.mrkdwn import Mrkdwn
from sandbox.settings import Member
from sandbox.wire import JSON
from sandbox.workspace import Workspace

NO_FACE: JSON = {"error": "", "now": "", "label": "", "next": None, "links": [], "log": []}


class Scene:
    def __init__(self, workspace: Workspace, clock: RehearsalClock) -> None:
        self._workspace = workspace
        self._clock = clock

    def shared(self, user_id: str | None, flash: str, clock: JSON | None, tab: str = "") -> JSON:
        """What every page shows: the cast, the clock, the commands."""
        settings = self._workspace.settings
        return {
            "base": settings.base_path,
            "bot": settings.bot_name,
            "cast": [self._person(member, user_id, tab) for member in self._workspace.people.everybody()],
            "clock": clock,
            "commands": settings.commands,
            "flash": flash,
            "version": self._workspace.version,
            "me": None,
            "tab": "",
            "dialog": None,
            "confirm": None,
        }

    def _person(self, member: Member, user_id: str | None, tab: str) -> JSON:
        workspace = self._workspace
        here = member.id == user_id
        return {
            "id": member.id,
            "name": member.name,
            "title": member.title,
            "seats": member.seats,
            "initials": initials(member.name),
            "slack": member.slack,
            "unread": (0 if here and tab == "beskeder" else workspace.conversations.unread(member.id)) + self._letters(member),
            "here": here,
            "offered": member.offered,
            "left": workspace.people.has_left(member.id),
        }

    def _letters(self, member: Member) -> int:
        return self._workspace.postbox.unread(member.email)

    def clock(self) -> JSON | None:
        """What the rehearsal clock shows, or why it shows nothing; None when there is none."""
        if not self._clock.exists:
            return None
        try:
            return clock_face(self._clock.look())
        except ClockError as silent:
            return {**NO_FACE, "error": silent.sentence or text.flash(silent.code)}

    def person(self, user_id: str, tab: str, flash: str, clock: JSON | None) -> JSON:
        """The page of one person."""
        workspace = self._workspace
        member = workspace.people.somebody(user_id)
        return {
            **self.shared(user_id, flash, clock, tab),
            "me": member,
            "gone": workspace.people.has_left(user_id),
            "tab": tab,
            "letters_unread": self._letters(member),
            "has_post": self._workspace.settings.mail is not None,
            "tz": member.tz,
            "mrkdwn": self._reader(member),
            "entries": self._entries(member) if tab == "beskeder" else [],
            "home": workspace.views.home(user_id),
            "home_raw": pretty(workspace.views.home(user_id)),
            "dialog": self._dialog(user_id),
            "people": [(other.id, other.name) for other in workspace.people.all()],
        }

    def _reader(self, member: Member) -> Mrkdwn:
        people = self._workspace.people
        settings = self._workspace.settings
        names = {other.id: other.name for other in people.all()} | {settings.bot_user_id: settings.bot_name}
        return Mrkdwn(names=names, channels={channel.id: channel.name for channel in settings.channels}, tz=member.tz)

    def _entries(self, member: Member) -> list[JSON]:
        """Messages and the marks of the clock between them, oldest first; a mark nothing follows is left out."""
        conversations = self._workspace.conversations
        messages = [self._message(m, member) for m in conversations.everything(conversations.dm_of(member.id))]
        marks = [{"kind": "mark", "key": f"mark-{m['ts']}", **m} for m in self._workspace.marks()]
        entries = sorted([*messages, *marks], key=lambda entry: float(entry["ts"]))
        followers = zip_longest(entries, entries[1:], fillvalue={"kind": "nothing"})
        return [entry for entry, after in followers if "message" in (entry["kind"], after["kind"])]

    def _message(self, message: JSON, member: Member) -> JSON:
        people = self._workspace.people
        notice = message.get("notice")
        from_bot = people.is_bot(message["user"])
        return {
            "kind": "message",
            "key": message["ts"],
            "ts": message["ts"],
            "from_bot": from_bot,
            "author": "Slackbot" if notice else people.display_name(message["user"]),
            "initials": initials("Slackbot" if notice else people.display_name(message["user"])),
            "when": text.said_at(message["ts"], member.tz),
            "whispered": bool(message.get("is_ephemeral")),
            "edited": "edited" in message,
            "blocks": message.get("blocks") or [],
            "files": message.get("files") or [],
            "text": text.notice(notice) if notice else message["text"],
            "notice": bool(notice),
            "raw": pretty(message),
        }

    def _dialog(self, user_id: str) -> JSON | None:
        views = self._workspace.views
        view = views.top(user_id)
        if view is None:
            return None
        errors = {block_id: text.field_error(error) for block_id, error in views.errors(view["id"]).items()}
        return {"view": view, "errors": errors, "depth": len(views.stack(user_id)), "raw": pretty(view)}


def clock_face(shown: JSON) -> JSON:
    """The clock's answer with its instants in Danish words and the newest line of the log first."""
    told = shown.get("log") or []
    oldest_first = bool(told) and text.instant(told[0].get("at")) < text.instant(told[-1].get("at"))
    log = [{**line, "at": text.moment(line.get("at"))} for line in (told[::-1] if oldest_first else told)]
    following = shown.get("next")
    return {
        **NO_FACE,
        **shown,
        "log": log,
        "next": {**following, "at": text.moment(following.get("at"))} if following else None,
    }


def initials(name: str) -> str:
    words = [word for word in name.partition("(")[0].split() if word[:1].isalnum()]
    return "".join(word[0] for word in words[:2]).upper()


def pretty(thing: Any) -> str:
    return json.dumps(thing, ensure_ascii=False, indent=2)
