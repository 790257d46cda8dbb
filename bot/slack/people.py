"""Who is asking: a Slack user is a person of the process through the directory, or hears privately
why not.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from slack_sdk import WebClient

from bot.context import Context
from bot.slack.blocks import Json
from bot.slack.outcomes import FAULTS
from process.errors import Refused
from process.seats import PersonId
from storage.errors import PersonTaken


@dataclass(unsafe_hash=True)
class Stranger(Refused):
    """Nobody in the directory has this Slack id or the e-mail address behind it."""


@dataclass(unsafe_hash=True)
class FromElsewhere(Refused):
    """A guest, or somebody of another workspace: no answer of theirs may count."""


@dataclass(unsafe_hash=True)
class SlackSilent(Refused):
    """Slack did not say who it is; nothing was done."""


@dataclass(frozen=True, kw_only=True)
class Home:
    """Where the bot is installed, as Slack itself says to its token; never what a payload says."""

    team: str
    enterprise: str = ""

    def has_sent(self, body: Json) -> bool:
        """Whether everything a payload says of where it and its person come from is here."""
        person = body.get("user")
        people: list[Json] = [one for one in (person, body.get("event")) if isinstance(one, dict)]
        named = [_named(body, "team"), *(one.get("team_id") for one in people)]
        named += [one.get(word) for one in people for word in ("user_team", "team")]
        elsewhere = _named(body, "enterprise")
        return bool(named[0]) and not (
            {str(team) for team in named if team} - {self.team}
            or (elsewhere and elsewhere != self.enterprise)
        )


def _named(body: Json, what: str) -> str:
    """Commands and events name a team flat, buttons and forms in an object."""
    told = body.get(what)
    return str((told.get("id") if isinstance(told, dict) else body.get(f"{what}_id")) or "")


GUEST = ("is_restricted", "is_ultra_restricted", "is_stranger")
LOOKED_AT = timedelta(hours=1)
"""So long what Slack said of an account is believed; a guest is one from the next look on."""


class Accounts:
    """Who an account is. What Slack says of each is remembered for a while, so that not every
    press asks.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self._ours: dict[str, datetime] = {}

    def who(self, client: WebClient, body: Json, *, home: Home, now: datetime) -> PersonId:
        """The person behind a payload. Raises Stranger, FromElsewhere, SlackSilent."""
        if not home.has_sent(body):
            raise FromElsewhere()
        context, user_id = self._context, _user_of(body)
        found = context.directory.by_slack_id(context.process, user_id)
        if found is None or not found.active:
            return _introduced(context, client, user_id, home)
        if not timedelta() <= now - self._ours.get(user_id, now - 2 * LOOKED_AT) < LOOKED_AT:
            with suppress(SlackSilent):  # the id is known; only what it is now cannot be told
                _card(client, user_id, home)
            self._ours[user_id] = now
        return found.id


def _card(client: WebClient, user_id: str, home: Home) -> Json:
    """What Slack says of an account that may act here; raises Stranger, FromElsewhere,
    SlackSilent.
    """
    try:
        card: Json = client.users_info(user=user_id)["user"]
    except FAULTS as fault:
        raise SlackSilent() from fault
    if (card.get("team_id") and card["team_id"] != home.team) or any(map(card.get, GUEST)):
        raise FromElsewhere()
    if card.get("deleted") or card.get("is_bot"):
        raise Stranger()
    return card


def _introduced(context: Context, client: WebClient, user_id: str, home: Home) -> PersonId:
    """The first time somebody writes before the bot has: by the e-mail address Slack knows,
    once.
    """
    profile = _card(client, user_id, home)
    email = str((profile.get("profile") or {}).get("email", ""))
    found = context.directory.by_email(context.process, email) if email else None
    if found is None or not found.active or found.slack_id:
        raise Stranger()
    try:
        context.directory.set_slack_id(context.process, found.id, user_id)
    except PersonTaken as taken:
        raise Stranger() from taken
    return found.id


def _user_of(body: Json) -> str:
    """Commands name the user flat, buttons and forms in an object, events inside the event."""
    user, event = body.get("user"), body.get("event") or {}
    if isinstance(user, dict):
        return str(user.get("id", ""))
    return str((event.get("user") if event else body.get("user_id")) or "")
