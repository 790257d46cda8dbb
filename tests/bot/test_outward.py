"""A server that drips a byte now and then holds nobody longer than a conversation may last."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from email.message import EmailMessage

import pytest
from slack_bolt import BoltRequest, BoltResponse

from bot.mail import returned, smtp
from bot.mail.returned import Mailbox, MailboxSilent
from bot.mail.smtp import MailServer, hand_in
from bot.outward import Deadline, opener, ping
from bot.slack.app import make_bolt
from bot.slack.channel import TimedHook, sender
from bot.slack.outcomes import FAULTS, outcome_of
from bot.text import refusals
from process.channel import Unclear, Unsent
from tests.bot.slack.world import Office

PATIENCE = 60.0


@pytest.fixture
def dripping() -> Iterator[int]:
    """A port that answers one byte at a time, for ever."""
    listener, ended = socket.create_server(("127.0.0.1", 0)), threading.Event()

    def drip(peer: socket.socket) -> None:
        with peer:
            for byte in b"HTTP/1.1 200 OK\r\nX-Drip: " + b"x" * 100_000:
                if ended.wait(0.05):
                    return
                try:
                    peer.sendall(bytes([byte]))
                except OSError:
                    return

    def serve() -> None:
        while not ended.is_set():
            try:
                peer, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=drip, args=(peer,), daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    yield listener.getsockname()[1]
    ended.set()
    listener.close()


def in_time(call: object) -> list[object]:
    """What came of it; nothing when it is held up."""
    said: list[object] = []
    asking = threading.Thread(target=lambda: said.append(call()), daemon=True)  # type: ignore[operator]
    asking.start()
    asking.join(PATIENCE)
    return said


def test_a_fetch_is_over_in_time(dripping: int) -> None:
    def fetch() -> str:
        try:
            with Deadline(0.5) as deadline:
                opener(deadline).open(f"http://127.0.0.1:{dripping}/").read()
        except TimeoutError:
            return "cut"
        return "read"

    assert in_time(fetch) == ["cut"]


def test_a_ping_is_over_in_time(dripping: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.outward.PING_SECONDS", 0.5)
    assert in_time(lambda: ping(f"http://127.0.0.1:{dripping}/")) == [False]


def test_a_mailbox_that_drips_is_left_in_time(
    dripping: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(returned, "TOTAL_SECONDS", 0.5)
    box = Mailbox(host="127.0.0.1", port=dripping, tls=False)

    def look() -> str:
        try:
            box.check()
        except MailboxSilent:
            return "silent"
        return "open"

    assert in_time(look) == ["silent"]


def test_a_post_to_slack_that_drips_is_unclear(dripping: int) -> None:
    client = sender("xoxb", base_url=f"http://127.0.0.1:{dripping}/api/", seconds=1)

    def post() -> object:
        try:
            return client.chat_postMessage(channel="D1", text="x")
        except FAULTS as fault:
            return outcome_of(fault)

    assert in_time(post) == [Unclear(why="TimeoutError")]


def test_a_mail_server_that_drips_holds_nobody(
    dripping: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(smtp, "TOTAL_SECONDS", 0.5)
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Message-ID"] = "a@example.org", "b@example.org", "<1@x>"
    server = MailServer(host="127.0.0.1", port=dripping, starttls=False)
    (outcome,) = in_time(lambda: hand_in(server, mail))
    assert isinstance(outcome, (Unclear, Unsent))


def test_a_command_is_answered_while_slack_drips(dripping: int, office: Office) -> None:
    """Bolt asks who the token is, and we who writes, each with a total time."""
    client = sender("xoxb", base_url=f"http://127.0.0.1:{dripping}/api/", seconds=1)
    bolt = make_bolt(office.context, client=client)
    body = {"command": "/frist", "text": "", "user_id": "UNOBODY", "team_id": "T1"}

    def typed() -> BoltResponse:
        return bolt.dispatch(BoltRequest(body=body, mode="socket_mode"))

    (answer,) = in_time(typed)
    assert isinstance(answer, BoltResponse) and answer.status == 200
    assert json.loads(str(answer.body))["text"] == refusals.CANNOT_REACH_SLACK


def test_an_address_for_one_answer_that_drips_holds_nobody(dripping: int) -> None:
    hook = TimedHook(f"http://127.0.0.1:{dripping}/", timeout=1, retry_handlers=[])

    def answered() -> str:
        try:
            hook.send(text="x")
        except FAULTS as fault:
            return type(fault).__name__
        return "sent"

    assert in_time(answered) == ["TimeoutError"]
