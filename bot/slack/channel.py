"""The only outgoing post to Slack: one call, never repeated by itself, and an exact word on
how it went (process.channel).
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from urllib.request import Request

from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient, WebhookResponse

from bot.messages.message import View
from bot.messages.render import render
from bot.outward import Deadline, opener
from bot.slack.blocks import message_blocks, spoken
from bot.slack.outcomes import FAULTS, outcome_of
from bot.text import digests as words
from process.channel import Message, Outcome, Sent, Turned, Unclear, Unsent, Wait
from process.ledger.state import State
from process.reminders.notices import NoticeKind
from process.seats import PersonId
from storage.directory import Directory, Person

SECONDS = 10
"""HTTP deadline of a post; the outbox's lease and quarantine are longer."""
LOOKBACK_SECONDS = 60
PAGE = 200
EVENT = "fristvogter_notice"
log = logging.getLogger("fristvogter.slack")
Picture = Callable[[State, date], bytes | None]
"""The board of a day as PNG; None when there is nothing to draw."""


class SlackChannel:
    """Direct messages from the bot."""

    name = "slack"
    blind = False

    def __init__(
        self,
        client: WebClient,
        *,
        process: str,
        directory: Directory,
        view: Callable[[], View],
        picture: Picture | None = None,
    ) -> None:
        self._client = client
        self._process = process
        self._directory = directory
        self._view = view
        self._picture = picture

    def reaches(self, person: PersonId) -> bool:
        """Whether the person may be looked for in Slack: by id, or by e-mail address the first
        time.
        """
        found = self._person(person)
        return (
            found is not None
            and found.active
            and found.delivery != "mail"
            and bool(found.slack_id or found.email)
        )

    def send(self, message: Message, state: State) -> Outcome:
        """Post it once; see `process.channel`. A conversation that is gone is forgotten and opened
        anew: nothing was posted there.
        """
        outcome = self._post(message, state)
        if isinstance(outcome, Turned) and outcome.why == "channel_not_found":
            self._directory.set_channel(self._process, message.person, "")
            outcome = self._post(message, state)
        return outcome

    def _post(self, message: Message, state: State) -> Outcome:
        channel = self._channel_of(message.person)
        if not isinstance(channel, str):
            return channel
        try:
            answer = self._client.chat_postMessage(
                channel=channel,
                unfurl_links=False,
                unfurl_media=False,
                **self._content(message, state),
            )
        except FAULTS as fault:
            return outcome_of(fault)
        sent = Sent(ref=f"{answer['channel']}/{answer['ts']}")
        attach(self._client, self._picture, message, state, sent.ref)
        return sent

    def find(self, key: str, person: PersonId, since: datetime) -> Sent | Wait | Unclear | None:
        """Look through the conversation for the key in a message's metadata."""
        channel = self._channel_of(person)
        if not isinstance(channel, str):
            return None if isinstance(channel, Turned) else Unclear(why="channel unknown")
        oldest, cursor = f"{since.timestamp() - LOOKBACK_SECONDS:.6f}", ""
        while True:
            try:
                page = self._client.conversations_history(
                    channel=channel,
                    oldest=oldest,
                    include_all_metadata=True,
                    limit=PAGE,
                    cursor=cursor or None,
                )
            except FAULTS as fault:
                outcome = outcome_of(fault)
                return outcome if isinstance(outcome, Wait) else Unclear(why=outcome.why)
            messages: list[dict[str, Any]] = page.get("messages") or []
            for stamp in (message["ts"] for message in messages if _key_of(message) == key):
                return Sent(ref=f"{channel}/{stamp}")
            cursor = (page.get("response_metadata") or {}).get("next_cursor", "")
            if not cursor:
                return None

    def update(self, ref: str, message: Message, state: State) -> Outcome:
        """Make the message say what stands; a message that is gone or may not be changed is turned
        down for good, and so is one in a conversation that was never this person's.
        """
        channel, _, ts = ref.partition("/")
        theirs = self._channel_of(message.person)
        if theirs != channel:
            return Turned(why="another conversation") if isinstance(theirs, str) else theirs
        try:
            self._client.chat_update(channel=channel, ts=ts, **self._content(message, state))
        except FAULTS as fault:
            return outcome_of(fault)
        return Sent(ref=ref)

    def _content(self, message: Message, state: State) -> dict[str, Any]:
        rendered = render(message, state, view=self._view())
        metadata = {"event_type": EVENT, "event_payload": {"k": message.key}}
        return {
            "text": spoken(rendered.text),
            "blocks": message_blocks(rendered),
            "metadata": metadata,
        }

    def _person(self, id: PersonId) -> Person | None:
        return self._directory.get(self._process, id)

    def _channel_of(self, id: PersonId) -> str | Outcome:
        """The direct-message channel: opened once, then remembered. Opening posts nothing, so
        its faults are safe to repeat.
        """
        person = self._person(id)
        if person is None or not person.active:
            return Turned(why="not in the directory", gone=True)
        if person.slack_channel:
            return person.slack_channel
        try:
            slack_id = person.slack_id or self._look_up(person)
        except FAULTS as fault:
            found = unsent_if_unclear(outcome_of(fault))
            return (
                replace(found, stranger=True) if isinstance(found, Turned) and found.gone else found
            )
        try:
            channel = str(self._client.conversations_open(users=slack_id)["channel"]["id"])
        except FAULTS as fault:
            return unsent_if_unclear(outcome_of(fault))
        self._directory.set_channel(self._process, id, channel)
        return channel

    def _look_up(self, person: Person) -> str:
        slack_id = str(self._client.users_lookupByEmail(email=person.email)["user"]["id"])
        self._directory.set_slack_id(self._process, person.id, slack_id)
        return slack_id


def unsent_if_unclear(outcome: Outcome) -> Outcome:
    """Before the post, not knowing means that nothing was posted."""
    return Unsent(why=outcome.why) if isinstance(outcome, Unclear) else outcome


def _key_of(message: dict[str, Any]) -> str:
    metadata = message.get("metadata") or {}
    return (
        str((metadata.get("event_payload") or {}).get("k", ""))
        if metadata.get("event_type") == EVENT
        else ""
    )


def attach(
    client: WebClient, picture: Picture | None, message: Message, state: State, ref: str
) -> bool:
    """Put the picture in the thread of the overview that was just sent; at most once, since
    only a first sending comes here.
    """
    if picture is None or not any(notice.kind is NoticeKind.WEEKLY for notice in message.notices):
        return False
    drawn = picture(state, message.day)
    if drawn is None:
        return False
    channel, _, ts = ref.partition("/")
    name, title, spoken = (
        words.picture_file(message.day),
        words.picture_title(message.day),
        words.picture_spoken(state.plan.title, message.day),
    )
    try:
        client.files_upload_v2(
            channel=channel, thread_ts=ts, content=drawn, filename=name, title=title, alt_txt=spoken
        )
    except FAULTS as fault:
        log.warning("the board's picture was not sent: %s", type(fault).__name__)
        return False
    return True


class TimedClient(WebClient):
    """A client whose calls are over when their time is, however slowly Slack speaks."""

    def _perform_urllib_http_request_internal(self, url: str, req: Request) -> dict[str, Any]:
        status, headers, body = _asked(req, self.timeout)
        return {"status": status, "headers": headers, "body": body}


class TimedHook(WebhookClient):
    """The same for an address that Slack gave for one answer."""

    def _perform_http_request_internal(self, url: str, req: Request) -> WebhookResponse:
        status, headers, body = _asked(req, self.timeout)
        return WebhookResponse(url=url, status_code=status, body=body, headers=headers)


def _asked(request: Request, seconds: int) -> tuple[int, Any, str]:
    with Deadline(seconds) as deadline, opener(deadline).open(request) as answer:
        charset = answer.headers.get_content_charset() or "utf-8"
        return answer.status, answer.headers, answer.read().decode(charset)


def sender(
    token: str, *, base_url: str = "https://slack.com/api/", seconds: int = SECONDS
) -> WebClient:
    """A client for posts: slack_sdk's own retries are off, since they post
    twice when a connection drops.
    """
    return TimedClient(token=token, base_url=base_url, timeout=seconds, retry_handlers=[])
