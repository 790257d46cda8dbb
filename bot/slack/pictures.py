"""The board's picture under the week's overview. The message is whole without it, so what goes wrong here is only noted."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date

from slack_sdk import WebClient

from bot.slack.outcomes import FAULTS
from bot.text import weekly_picture as words
from process.channel import Message
from process.notices import NoticeKind
from process.state import State

log = logging.getLogger("fristvogter.slack")

Picture = Callable[[State, date], bytes | None]
"""The board of a day as PNG; None when there is nothing to draw."""


def attach(client: WebClient, picture: Picture | None, message: Message, state: State, ref: str) -> bool:
    """Put the picture in the thread of the overview that was just sent; at most once, since only a first sending comes here."""
    if picture is None or not any(notice.kind is NoticeKind.WEEKLY for notice in message.notices):
        return False
    drawn = picture(state, message.day)
    if drawn is None:
        return False
    channel, _, ts = ref.partition("/")
    name, title, spoken = words.file_name(message.day), words.title(message.day), words.spoken(state.plan.title, message.day)
    try:
        client.files_upload_v2(channel=channel, thread_ts=ts, content=drawn, filename=name, title=title, alt_txt=spoken)
    except FAULTS as fault:
        log.warning("the board's picture was not sent: %s", type(fault).__name__)
        return False
    return True
