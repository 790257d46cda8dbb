"""What a person can say in the workspace: slash commands, plain messages, and opening a tab."""

import threading
import time

from sandbox.events import Answer, Call, Peer, show_ack
from sandbox.interactions import Payloads
from sandbox.settings import Command
from sandbox.wire import JSON, SlackError, new_id
from sandbox.workspace import Workspace


class Talk:
    def __init__(self, workspace: Workspace, peer: Peer) -> None:
        self._workspace = workspace
        self._payloads = Payloads(workspace)
        self._peer = peer

    def command(self, user_id: str, name: str, text: str, base: str) -> Answer:
        """Type a slash command; what the app answers is shown to that person only."""
        workspace = self._workspace
        member = workspace.people.active(user_id)
        channel_id = workspace.conversations.dm_of(user_id)
        known = next(
            (command for command in workspace.settings.commands if command.name == name), None
        )
        if known is None:
            return self._failed(channel_id, user_id, "unknown_command", name)
        payload = self._payloads.command(
            channel_id=channel_id,
            user_id=user_id,
            user_name=member.name,
            command=name,
            text=self._escaped(known, text),
            response_url=f"{base}/response/{workspace.tickets.lend_address(channel_id, user_id)}",
            trigger_id=workspace.tickets.lend_trigger(user_id),
        )
        answer = self._peer.deliver(Call(kind="command", payload=payload))
        if answer.error:
            return self._failed(channel_id, user_id, answer.error, name)
        return self._shown(channel_id, user_id, name, answer)

    def _shown(self, channel_id: str, user_id: str, name: str, answer: Answer) -> Answer:
        try:
            show_ack(self._workspace, channel_id, user_id, answer.body)
        except SlackError as refused:
            return self._failed(channel_id, user_id, refused.error, name, refused.messages)
        return answer

    def _failed(
        self, channel_id: str, user_id: str, code: str, about: str, details: list[str] | None = None
    ) -> Answer:
        """Slackbot tells the person, only that person, that it went wrong."""
        notice = {"code": code, "about": about, "details": details or []}
        text = f"{about} failed with the error {code!r}"
        self._workspace.whisper(
            channel_id, user_id, {"user": "USLACKBOT", "bot_id": "", "text": text, "notice": notice}
        )
        return Answer(error=code)

    def _escaped(self, command: Command, text: str) -> str:
        """With should_escape, @name arrives as <@U…|name>."""
        if not command.should_escape:
            return text
        for member in sorted(self._workspace.people.all(), key=lambda member: -len(member.name)):
            text = text.replace(f"@{member.name}", f"<@{member.id}|{member.name}>")
        return text

    def say(self, user_id: str, text: str) -> Answer:
        """Write a plain message to the bot."""
        workspace = self._workspace
        workspace.people.active(user_id)
        channel_id = workspace.conversations.dm_of(user_id)
        message = workspace.conversations.add(
            channel_id, {"user": user_id, "text": text, "client_msg_id": new_id("")}
        )
        return self._event(self._payloads.said(channel_id, message, workspace.settings.now()))

    def open_tab(self, user_id: str, tab: str) -> Answer:
        workspace = self._workspace
        workspace.people.active(user_id)
        channel_id = workspace.conversations.dm_of(user_id)
        home = workspace.views.home(user_id)
        return self._event(
            self._payloads.home_opened(user_id, channel_id, tab, home, workspace.settings.now())
        )

    def _event(self, payload: JSON) -> Answer:
        """Deliver an event; nobody waits for the repetitions."""
        answer = self._peer.deliver(Call(kind="event", payload=payload))
        if answer.error and answer.error != "no_app":
            threading.Thread(target=self._repeat, args=(payload, answer.error), daemon=True).start()
        return answer

    def _repeat(self, payload: JSON, error: str) -> None:
        reason = {
            "operation_timeout": "http_timeout",
            "connection_failed": "connection_failed",
        }.get(error, "http_error")
        for number, pause in enumerate(self._workspace.settings.retry_seconds, start=1):
            time.sleep(pause)
            if not self._peer.deliver(
                Call(kind="event", payload=payload, retry_num=number, retry_reason=reason)
            ).error:
                return
