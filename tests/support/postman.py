"""A mail server on this machine that keeps what it gets, or answers as it was told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller

from bot.mail.smtp import MailServer
from tests.support.processes import free_port


class Postman:
    """What the server does with mail."""

    def __init__(self) -> None:
        self.port = free_port()
        self.kept: list[EmailMessage] = []
        self.answers: dict[str, str] = {}
        self.returns: list[str] = []
        """The envelope's own senders, to whom a mail would come back."""

    def server(self, **more: Any) -> MailServer:
        """The way to it, for the one who posts."""
        return MailServer(
            host="127.0.0.1",
            port=self.port,
            starttls=False,
            sender="Fristvogter <frister@example.org>",
            **more,
        )

    async def handle_RCPT(
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        if "RCPT" not in self.answers:
            envelope.rcpt_tos.append(address)
        return self.answers.get("RCPT", "250 OK")

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.answers.get("DATA") == "hang up":
            server.transport.abort()
            return "250 never heard"
        if "DATA" not in self.answers:
            found = message_from_bytes(envelope.content, policy=policy.default)
            assert isinstance(found, EmailMessage)
            self.kept.append(found)
            self.returns.append(envelope.mail_from)
        return self.answers.get("DATA", "250 OK")


@contextmanager
def at_work() -> Iterator[Postman]:
    """A postman whose server answers until the block ends."""
    postman = Postman()
    controller = Controller(postman, hostname="127.0.0.1", port=postman.port)
    controller.start()
    try:
        yield postman
    finally:
        controller.stop()
