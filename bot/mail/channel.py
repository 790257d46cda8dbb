"""The outgoing post by mail (process.channel): one SMTP conversation a message, and an exact word on how it went."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import parseaddr

from bot.mail.compose import Envelope, compose
from bot.text.messages import render
from bot.text.rendered import Choice, View
from process.channel import Message, Outcome, Sent, Turned, Unclear, Unsent
from process.seats import PersonId
from process.state import State
from storage.directory import Directory, Person

SECONDS = 10.0
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
    """Where what cannot be delivered comes back; a `*` in it stands for the mail's own id (VERP). The sender's address when empty."""
    seal: bytes = b""
    """What the mails' ids are made with."""

    def envelope_sender(self, mail: EmailMessage) -> str:
        """The address a mail is returned to."""
        own = str(mail["Message-ID"]).strip("<>").partition("@")[0]
        return self.bounces.replace("*", own) if self.bounces else parseaddr(str(mail["From"]))[1]


class MailChannel:
    """Mail from the bot. What was sent cannot be changed; a second copy carries the same id."""

    name = "mail"

    def __init__(
        self,
        server: MailServer,
        *,
        process: str,
        directory: Directory,
        view: Callable[[], View],
        now: Callable[[], datetime],
        link: Callable[[PersonId, Choice], str] = lambda _person, _choice: "",
        help: str = "",
    ) -> None:
        """`now`: the domain clock; `link`: the page where a person can make a choice without Slack; `help`: the address of the pages."""
        self._server, self._process, self._directory = server, process, directory
        self._view, self._now, self._link, self._help = view, now, link, help

    def reaches(self, person: PersonId) -> bool:
        """Whether the person has an address."""
        found = self._directory.get(self._process, person)
        return found is not None and found.active and bool(found.email)

    def send(self, message: Message, state: State) -> Outcome:
        """Hand it to the server once; see `process.channel`."""
        person = self._directory.get(self._process, message.person)
        if person is None or not person.email:
            return Turned(why="no address", gone=True)
        rendered = render(message, state, view=self._view())
        try:
            mail = compose(message, rendered, state, self._envelope(person, state), link=lambda choice: self._link(message.person, choice))
        except ValueError:
            return Turned(why="address cannot be used", gone=True)
        return hand_in(self._server, mail)

    def _envelope(self, person: Person, state: State) -> Envelope:
        return Envelope(
            sender=self._server.sender,
            to=person.email,
            name=person.name,
            at=state.plan.calendar.local(self._now()),
            seal=self._server.seal,
            reply_to=self._server.reply_to,
            help=self._help,
        )

    def find(self, key: str, person: PersonId, since: datetime) -> Sent | Unclear | None:
        """Nobody can look into another's mailbox. It counts as absent: nothing is lost, and a second copy has the same id."""
        return None

    def update(self, ref: str, message: Message, state: State) -> Outcome:
        """What was sent stays as it is."""
        return Turned(why="mail cannot be changed")


def hand_in(server: MailServer, mail: EmailMessage) -> Outcome:
    """Give a mail to the server once, and say exactly how that went."""
    try:
        smtp = smtplib.SMTP(server.host, server.port, timeout=SECONDS)
    except (OSError, smtplib.SMTPException) as fault:
        return Unsent(why=type(fault).__name__)
    try:
        return _speak(smtp, server, mail)
    finally:
        smtp.close()


def _speak(smtp: smtplib.SMTP, server: MailServer, mail: EmailMessage) -> Outcome:
    """Until the server has the mail every fault is safe to repeat; after that only its own word counts."""
    try:
        smtp.ehlo()
        if server.starttls:
            smtp.starttls(context=ssl.create_default_context())
        if server.user:
            smtp.login(server.user, server.password)
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
    return Turned(why=f"smtp {code}", gone=gone, all=all) if code >= PERMANENT else Unsent(why=f"smtp {code}")
