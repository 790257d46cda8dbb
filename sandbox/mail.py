"""The workspace's post office: an SMTP server on this machine that puts mail into the post-boxes
and turns strangers away; and a mail as its reader sees it.
"""

import asyncio
import socket
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from email.utils import parsedate_to_datetime
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope

HOST = "127.0.0.1"
NAME = "sandkassen.invalid"


class Slot:
    """What the server asks: is there such a post-box, and where to put the mail."""

    def __init__(
        self, knows: Callable[[str], bool], keep: Callable[[Sequence[str], bytes], None]
    ) -> None:
        self._knows = knows
        self._keep = keep

    async def handle_RCPT(
        self, server: Any, session: Any, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if not self._knows(address):
            return "550 5.1.1 no such mailbox here"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Envelope) -> str:
        content = envelope.original_content or b""
        self._keep(list(envelope.rcpt_tos), content)
        return "250 2.0.0 OK"


class PostOffice:
    """Serves one listening socket from a thread of its own, so that whoever sends
    may wait for it in any other.
    """

    def __init__(self, listener: socket.socket, slot: Slot) -> None:
        self._listener = listener
        self._slot = slot
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="sandbox-post", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(
            self._loop.create_server(self._session, sock=self._listener)
        )
        self._loop.run_forever()
        server.close()
        self._loop.run_until_complete(server.wait_closed())
        self._loop.close()

    def _session(self) -> SMTP:
        return SMTP(self._slot, hostname=NAME, enable_SMTPUTF8=True, loop=self._loop)


def listening(port: int) -> socket.socket:
    """A socket to serve on, of this machine only; 0 takes any free port."""
    found = socket.socket()
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    found.bind((HOST, port))
    found.listen()
    return found


@dataclass(frozen=True, kw_only=True)
class Attached:
    name: str
    kind: str
    content: bytes


@dataclass(frozen=True, kw_only=True)
class Letter:
    subject: str
    sender: str
    to: str
    at: datetime | None
    text: str
    html: str
    attached: tuple[Attached, ...]
    head: str
    """The header lines as they came."""


def read_letter(raw: bytes) -> Letter:
    mail = message_from_bytes(raw, policy=policy.default)
    assert isinstance(mail, EmailMessage), "the policy makes them"
    text, html = mail.get_body(("plain",)), mail.get_body(("html",))
    return Letter(
        subject=str(mail["Subject"] or ""),
        sender=str(mail["From"] or ""),
        to=str(mail["To"] or ""),
        at=_instant(str(mail["Date"] or "")),
        text=_said(text),
        html=_said(html),
        attached=tuple(
            _attached(part)
            for part in mail.walk()
            if not part.is_multipart() and part not in (text, html)
        ),
        head=raw.partition(b"\r\n\r\n")[0].decode("utf-8", errors="replace").replace("\r\n", "\n"),
    )


def _said(part: MIMEPart | None) -> str:
    return str(part.get_content()).replace("\r\n", "\n") if part is not None else ""


def _attached(part: EmailMessage) -> Attached:
    payload = part.get_payload(decode=True)
    name = part.get_filename() or f"bilag.{part.get_content_subtype()}"
    return Attached(
        name=name,
        kind=part.get_content_type(),
        content=payload if isinstance(payload, bytes) else b"",
    )


def _instant(written: str) -> datetime | None:
    try:
        return parsedate_to_datetime(written)
    except ValueError:
        return None
