"""Who is asking: a Slack user is a person of the process through the directory, or hears privately
why not.
"""

from __future__ import annotations

from dataclasses import dataclass

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
    """A guest of another workspace: no answer of theirs may count."""


@dataclass(unsafe_hash=True)
class SlackSilent(Refused):
    """Slack did not say who it is; nothing was done."""


def who(context: Context, client: WebClient, body: Json, *, team: str | None) -> PersonId:
    """The person behind a payload. Raises Stranger, FromElsewhere, SlackSilent."""
    user_id, user_team = _user_of(body)
    if team and user_team and user_team != team:
        raise FromElsewhere()
    found = context.directory.by_slack_id(context.process, user_id)
    if found is not None and found.active:
        return found.id
    return _introduced(context, client, user_id)


def _introduced(context: Context, client: WebClient, user_id: str) -> PersonId:
    """The first time somebody writes before the bot has: by the e-mail address Slack knows,
    once.
    """
    try:
        profile: Json = client.users_info(user=user_id)["user"]
    except FAULTS as fault:
        raise SlackSilent() from fault
    if (
        profile.get("deleted")
        or profile.get("is_bot")
        or profile.get("is_restricted")
        or profile.get("is_stranger")
    ):
        raise Stranger()
    email = str((profile.get("profile") or {}).get("email", ""))
    found = context.directory.by_email(context.process, email) if email else None
    if found is None or not found.active or found.slack_id:
        raise Stranger()
    try:
        context.directory.set_slack_id(context.process, found.id, user_id)
    except PersonTaken as taken:
        raise Stranger() from taken
    return found.id


def _user_of(body: Json) -> tuple[str, str]:
    """Commands name the user flat, buttons and forms in an object, events inside the event."""
    user = body.get("user")
    if isinstance(user, dict):
        return str(user.get("id", "")), str(user.get("team_id", ""))
    event: Json = body.get("event") or {}
    if event:
        return str(event.get("user", "")), str(event.get("user_team") or event.get("team") or "")
    return str(body.get("user_id", "")), str(body.get("team_id", ""))
