"""What Slack sends an app, word for word: commands, interactions and events."""

import copy
from typing import Any

from sandbox.settings import SandboxSettings
from sandbox.wire import JSON, new_id, timestamp


class Payloads:
    def __init__(self, settings: SandboxSettings) -> None:
        self._settings = settings

    def _where(self) -> JSON:
        settings = self._settings
        return {
            "team": {"id": settings.team_id, "domain": settings.team_domain},
            "api_app_id": settings.app_id,
            "token": "deprecated",
            "enterprise": None,
            "is_enterprise_install": False,
        }

    def _who(self, user_id: str, name: str) -> JSON:
        return {"id": user_id, "username": name, "name": name, "team_id": self._settings.team_id}

    def command(self, **fields: str) -> JSON:
        """The fields of the form of a slash command."""
        settings = self._settings
        return {
            "token": "deprecated",
            "team_id": settings.team_id,
            "team_domain": settings.team_domain,
            "channel_name": "directmessage",
            "api_app_id": settings.app_id,
            "is_enterprise_install": "false",
            **fields,
        }

    def message_actions(self, user: tuple[str, str], channel_id: str, message: JSON, **fields: Any) -> JSON:
        ephemeral = bool(message.get("is_ephemeral"))
        payload = {
            "type": "block_actions",
            "user": self._who(*user),
            **self._where(),
            "container": {"type": "message", "message_ts": message["ts"], "channel_id": channel_id, "is_ephemeral": ephemeral},
            "channel": {"id": channel_id, "name": "directmessage"},
            **fields,
        }
        if not ephemeral:
            payload["message"] = copy.deepcopy(message)
        return payload

    def view_actions(self, user: tuple[str, str], view: JSON, **fields: Any) -> JSON:
        container = {"type": "view", "view_id": view["id"]}
        shown = copy.deepcopy(view)
        return {"type": "block_actions", "user": self._who(*user), **self._where(), "container": container, "view": shown, **fields}

    def submission(self, user: tuple[str, str], view: JSON, trigger_id: str) -> JSON:
        return {
            "type": "view_submission",
            "user": self._who(*user),
            **self._where(),
            "trigger_id": trigger_id,
            "view": copy.deepcopy(view),
            "response_urls": [],
        }

    def closed(self, user: tuple[str, str], view: JSON, *, cleared: bool) -> JSON:
        return {"type": "view_closed", "user": self._who(*user), **self._where(), "view": copy.deepcopy(view), "is_cleared": cleared}

    def event(self, event: JSON, now: float) -> JSON:
        """The outer envelope of the Events API."""
        settings = self._settings
        bot = {"enterprise_id": None, "team_id": settings.team_id, "user_id": settings.bot_user_id, "is_bot": True}
        return {
            "token": "deprecated",
            "team_id": settings.team_id,
            "context_team_id": settings.team_id,
            "api_app_id": settings.app_id,
            "event": event,
            "type": "event_callback",
            "event_id": new_id("Ev"),
            "event_time": int(now),
            "authorizations": [{**bot, "is_enterprise_install": False}],
            "is_ext_shared_channel": False,
        }

    def home_opened(self, user_id: str, channel_id: str, tab: str, home: JSON | None, now: float) -> JSON:
        event: JSON = {"type": "app_home_opened", "user": user_id, "channel": channel_id, "event_ts": timestamp(now), "tab": tab}
        if home is not None:
            event["view"] = copy.deepcopy(home)
        return self.event(event, now)

    def said(self, channel_id: str, message: JSON, now: float) -> JSON:
        event = {
            "type": "message",
            "channel_type": "im",
            "channel": channel_id,
            "user": message["user"],
            "text": message["text"],
            "ts": message["ts"],
            "event_ts": message["ts"],
            "client_msg_id": message["client_msg_id"],
            "team": self._settings.team_id,
        }
        return self.event(event, now)
