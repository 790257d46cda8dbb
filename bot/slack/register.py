"""Slack as the register of who is still here: asked once a day, about people whose account is known."""

from __future__ import annotations

from slack_sdk import WebClient

from bot.slack.outcomes import FAULTS
from process.seats import PersonId
from storage.directory import Directory


class SlackRegister:
    """Looks people up with `users.info`."""

    def __init__(self, client: WebClient, *, process: str, directory: Directory) -> None:
        self._client, self._process, self._directory = client, process, directory

    def has_left(self, person: PersonId) -> bool | None:
        """Whether the account is closed; None when there is none, or Slack does not say."""
        found = self._directory.get(self._process, person)
        if found is None or not found.active or not found.slack_id:
            return None
        try:
            return bool(self._client.users_info(user=found.slack_id)["user"].get("deleted"))
        except FAULTS:
            return None
