"""One SMTP conversation a mail, and an exact word on how it went."""

from __future__ import annotations

import smtplib
import socket
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import parseaddr

from bot.outward import Deadline
from process.channel import Outcome, Sent, Turned, Unclear, Unsent

SECONDS = 10.0
TOTAL_SECONDS = 30.0
"""From the first word to the last; a lease is longer."""
NAME_LIMIT = 80
PERMANENT = 500


@dataclass(frozen=True, kw_only=True)
class MailServer:
    """Where mail is handed in, and who it is from. Without a user nobody logs in."""

    host: str
    port: int = 587
    user: str = ""
    password: str = ""
    starttls: bool = True
    sender: str = ""
    reply_to: str = ""
    """Who reads what people write back; nobody when empty."""
    bounces: str = ""
    """Where what cannot be delivered comes back; a `*` in it stands for the mail's own id (VERP).
    The sender's address when empty.
    """
    seal: bytes = b""
    """What the mails' ids are made with."""

    def envelope_sender(self, mail: EmailMessage) -> str:
        """The address a mail is returned to."""
        own = str(mail["Message-ID"]).strip("<>").partition("@")[0]
        return self.bounces.replace("*", own) if self.bounces else parseaddr(str(mail["From"]))[1]


def hand_in(server: MailServer, mail: EmailMessage) -> Outcome:
    """Give a mail to the server once, and say exactly how that went."""
    try:
        with Deadline(TOTAL_SECONDS) as deadline:
            return _hand_in(deadline, server, mail)
    except TimeoutError as fault:
        return Unclear(why=type(fault).__name__)


def _hand_in(deadline: Deadline, server: MailServer, mail: EmailMessage) -> Outcome:
    try:
        smtp = _Smtp(server, deadline)
    except (OSError, smtplib.SMTPException) as fault:
        return Unsent(why=type(fault).__name__)
    try:
        return _speak(smtp, server, mail)
    finally:
        smtp.close()


class _Smtp(smtplib.SMTP):
    """A conversation that is over when its time is."""

    def __init__(self, server: MailServer, deadline: Deadline) -> None:
        self._deadline = deadline
        super().__init__(server.host, server.port, timeout=SECONDS)

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        return self._deadline.connect((host, port))


def silence_of(server: MailServer | None) -> str:
    """Why nothing could be handed in, as a word; "" when the server answers
    and lets us in. Sends nothing.
    """
    if server is None:
        return ""
    try:
        with Deadline(TOTAL_SECONDS) as deadline, _Smtp(server, deadline) as smtp:
            _greet(smtp, server)
    except (OSError, smtplib.SMTPException) as fault:
        return type(fault).__name__
    return ""


def _greet(smtp: smtplib.SMTP, server: MailServer) -> None:
    smtp.ehlo()
    if server.starttls:
        smtp.starttls(context=ssl.create_default_context())
    if server.user:
        smtp.login(server.user, server.password)


def _speak(smtp: smtplib.SMTP, server: MailServer, mail: EmailMessage) -> Outcome:
    """Until the server has the mail every fault is safe to repeat; after that only its own word
    counts.
    """
    try:
        _greet(smtp, server)
    except smtplib.SMTPAuthenticationError as fault:
        return Turned(why=f"smtp {fault.smtp_code}", all=True)
    except (OSError, smtplib.SMTPException) as fault:
        return Unsent(why=type(fault).__name__)
    try:
        smtp.send_message(mail, from_addr=server.envelope_sender(mail))
    except smtplib.SMTPNotSupportedError:
        return Turned(why="server cannot write this address", gone=True)
    except smtplib.SMTPRecipientsRefused as fault:
        return _refused(max(code for code, _ in fault.recipients.values()), gone=True)
    except smtplib.SMTPSenderRefused as fault:
        return _refused(fault.smtp_code, all=True)
    except smtplib.SMTPResponseException as fault:
        return _refused(fault.smtp_code)
    except (OSError, smtplib.SMTPException) as fault:
        return Unclear(why=type(fault).__name__[:NAME_LIMIT])
    return Sent(ref=str(mail["Message-ID"]))


def _refused(code: int, *, gone: bool = False, all: bool = False) -> Outcome:
    """Servers say 4xx when it is worth another try."""
    return (
        Turned(why=f"smtp {code}", gone=gone, all=all)
        if code >= PERMANENT
        else Unsent(why=f"smtp {code}")
    )
