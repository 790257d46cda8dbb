"""Everything the templates show of the workspace, gathered as plain values for one person at one
moment, with the names of form fields and buttons and what Jinja2 needs to draw them.
"""

import json
import re
from collections.abc import Iterable
from datetime import datetime
from itertools import zip_longest
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup, escape

from sandbox.clock import ClockError, RehearsalClock
from sandbox.elements import Answers, initial, options_of, raw, slots
from sandbox.interactions import Press
from sandbox.page import text as text_page
from sandbox.page.mrkdwn import LINKS, Mrkdwn, with_symbols
from sandbox.page.text import date_token
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
            "cast": [
                self._person(member, user_id, tab) for member in self._workspace.people.everybody()
            ],
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
            "unread": (
                0 if here and tab == "beskeder" else workspace.conversations.unread(member.id)
            )
            + self._letters(member),
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
            return {**NO_FACE, "error": silent.sentence or text_page.flash(silent.code)}

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
        names = {other.id: other.name for other in people.all()} | {
            settings.bot_user_id: settings.bot_name
        }
        return Mrkdwn(
            names=names,
            channels={channel.id: channel.name for channel in settings.channels},
            tz=member.tz,
        )

    def _entries(self, member: Member) -> list[JSON]:
        """Messages and the marks of the clock between them, oldest first; a mark
        nothing follows is left out.
        """
        conversations = self._workspace.conversations
        messages = [
            self._message(m, member)
            for m in conversations.everything(conversations.dm_of(member.id))
        ]
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
            "when": text_page.said_at(message["ts"], member.tz),
            "whispered": bool(message.get("is_ephemeral")),
            "edited": "edited" in message,
            "blocks": message.get("blocks") or [],
            "files": message.get("files") or [],
            "text": text_page.notice(notice) if notice else message["text"],
            "notice": bool(notice),
            "raw": pretty(message),
        }

    def _dialog(self, user_id: str) -> JSON | None:
        views = self._workspace.views
        view = views.top(user_id)
        if view is None:
            return None
        errors = {
            block_id: text_page.field_error(error)
            for block_id, error in views.errors(view["id"]).items()
        }
        return {
            "view": view,
            "errors": errors,
            "depth": len(views.stack(user_id)),
            "raw": pretty(view),
        }


def clock_face(shown: JSON) -> JSON:
    """The clock's answer with its instants in Danish words and the newest line of the log first."""
    told = shown.get("log") or []
    oldest_first = bool(told) and text_page.instant(told[0].get("at")) < text_page.instant(
        told[-1].get("at")
    )
    log = [
        {**line, "at": text_page.moment(line.get("at"))}
        for line in (told[::-1] if oldest_first else told)
    ]
    following = shown.get("next")
    return {
        **NO_FACE,
        **shown,
        "log": log,
        "next": {**following, "at": text_page.moment(following.get("at"))} if following else None,
    }


def initials(name: str) -> str:
    words = [word for word in name.partition("(")[0].split() if word[:1].isalnum()]
    return "".join(word[0] for word in words[:2]).upper()


def pretty(thing: Any) -> str:
    return json.dumps(thing, ensure_ascii=False, indent=2)


FIELD = "v/"


def field_name(block_id: str, action_id: str) -> str:
    return f"{FIELD}{quote(block_id, safe='')}/{quote(action_id, safe='')}"


def button_value(block_id: str, action_id: str, option: str = "") -> str:
    return "/".join(quote(part, safe="") for part in (block_id, action_id, option))


def press_from(value: str) -> Press:
    block_id, action_id, option = ([unquote(part) for part in value.split("/")] + ["", "", ""])[:3]
    return Press(block_id=block_id, action_id=action_id, option=option)


def answers_from(blocks: list[JSON], fields: Iterable[tuple[str, str]], tz: str) -> Answers:
    """Answers to every element of the blocks; a field that was not posted was left empty."""
    posted: dict[str, list[str]] = {}
    for name, value in fields:
        posted.setdefault(name, []).append(value.replace("\r\n", "\n"))
    answers: Answers = {}
    for slot in slots(blocks):
        values = [value for value in posted.get(field_name(*slot.key), []) if value != ""]
        answers[slot.key] = (
            [epoch(value, tz) for value in values]
            if slot.element["type"] == "datetimepicker"
            else values
        )
    return answers


def epoch(value: str, tz: str) -> str:
    """What a datetime-local field says, as seconds."""
    try:
        return str(int(datetime.fromisoformat(value).replace(tzinfo=ZoneInfo(tz)).timestamp()))
    except ValueError:
        return ""


def local_minute(seconds: str, tz: str) -> str:
    return (
        datetime.fromtimestamp(int(seconds), ZoneInfo(tz)).strftime("%Y-%m-%dT%H:%M")
        if seconds
        else ""
    )


URL = re.compile(r"(https?://[^\s<>]+)")
HERE = Path(__file__).parent


class Templates:
    def __init__(self) -> None:
        self._jinja = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._jinja.filters |= {"lines": lines, "symbols": with_symbols, "urls": urls}
        self._jinja.globals |= {
            "field_name": field_name,
            "button_value": button_value,
            "options_of": options_of,
            "chosen": chosen,
            "text_object": text_object,
            "harmless": harmless,
            "html_attributes": html_attributes,
            "picture": picture,
            "local_minute": local_minute,
            "date_token": date_token,
        }

    def page(self, scene: JSON) -> str:
        return self._jinja.get_template("page.html").render(scene)


def lines(text: str) -> Markup:
    """Plain text with its line breaks and symbols."""
    return Markup("<br>").join(escape(line) for line in with_symbols(text).split("\n"))


def urls(text: str) -> Markup:
    """Plain text as mail programs show it: its addresses can be followed."""
    pieces = URL.split(text)
    shown = [
        Markup('<a href="{0}" target="_blank" rel="noopener">{0}</a>').format(piece)
        if number % 2
        else escape(piece)
        for number, piece in enumerate(pieces)
    ]
    return Markup("").join(shown)


def text_object(thing: JSON, reader: Mrkdwn) -> Markup:
    """A text object of Block Kit as HTML."""
    return reader.html(thing["text"]) if thing["type"] == "mrkdwn" else lines(thing["text"])


def chosen(element: JSON, block_id: str, values: JSON) -> list[str]:
    """The raw values an element shows: as the person left it, else as it began."""
    state = values.get(block_id, {}).get(element["action_id"])
    return raw(state) if state is not None else initial(element)


def html_attributes(values: dict[str, str | bool]) -> Markup:
    """The attributes that have something to say, with a space before each."""
    said = {name: name if value is True else value for name, value in values.items() if value}
    return Markup("").join(Markup(' {}="{}"').format(name, value) for name, value in said.items())


def picture(block: JSON, base: str) -> str:
    """Where a picture is: at its own address, or among the files uploaded here."""
    file = block.get("slack_file") or {}
    return f"{base}/files/{file['id']}" if file.get("id") else str(block.get("image_url", ""))


def harmless(address: str) -> str:
    """The address when it is safe to follow, else nothing."""
    return address if address.casefold().startswith((*LINKS, "/")) else ""
