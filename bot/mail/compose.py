"""A message as a mail: the words in plain text and in HTML, what can be done as links, and the dates as a calendar file."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr

from bot.ical.feed import Feed, feed
from bot.ical.owed import entry_of
from bot.ical.scopes import Scope, ScopeKind
from bot.ical.write import to_bytes
from bot.mail.html import document
from bot.text import mail as words
from bot.text import subjects
from bot.text.marks import outside_slack, plain
from bot.text.rendered import Choice, Rendered, Section
from process.channel import Message
from process.notices import NoticeKind
from process.obligations import find
from process.state import State

Link = Callable[[Choice], str]
"""The page where a choice can be made by whoever gets the mail; "" where there is none."""


@dataclass(frozen=True, kw_only=True)
class Envelope:
    """What stands around the words: from whom, to whom, when, and where answers go."""

    sender: str
    to: str
    name: str = ""
    at: datetime
    """The instant in the process's own zone."""
    seal: bytes = b""
    """Makes ids nobody else can make."""
    reply_to: str = ""
    help: str = ""


def compose(message: Message, rendered: Rendered, state: State, envelope: Envelope, *, link: Link) -> EmailMessage:
    """The mail, its id made from the message's key: a second copy is recognised as the same. Raises ValueError for an address no mail
    can go to."""
    mail = EmailMessage()
    head(mail, envelope, key=message.key)
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    title = subjects.subject(message, rendered, state)
    set_subject(mail, title)
    about = subjects.thread(message, state)
    if about:
        mail["References"] = mail["In-Reply-To"] = made_id(envelope, f"{state.process}|{message.person}|{about}")
    foot = words.footer(help=envelope.help, answers=bool(envelope.reply_to))
    linked = [(section, _linked(section, link)) for section in rendered.sections]
    mail.set_content("\n\n".join([*_plain(linked), "-- \n" + foot]) + "\n")
    mail.add_alternative(document(linked, title=title, foot=foot), subtype="html")
    dates = _calendar(message, state)
    if dates:
        mail.add_attachment(dates, maintype="text", subtype="calendar", filename=words.CALENDAR_FILE, params={"method": "PUBLISH"})
    return mail


def head(mail: EmailMessage, envelope: Envelope, *, key: str) -> None:
    """The lines that every mail from here has. Raises ValueError."""
    name, address = parseaddr(envelope.sender)
    mail["From"] = _address(name or words.SENDER, address)
    mail["To"] = _address(envelope.name, envelope.to)
    mail["Date"] = format_datetime(envelope.at)
    mail["Message-ID"] = made_id(envelope, key)
    if envelope.reply_to:
        mail["Reply-To"] = envelope.reply_to


def _address(name: str, spec: str) -> Address:
    """One address; raises ValueError also for what `email` has an error of its own."""
    try:
        return Address(name, addr_spec=spec)
    except (MessageError, IndexError) as error:
        raise ValueError(f"no address: {spec[:40]}") from error


def set_subject(mail: EmailMessage, title: str) -> None:
    """As RFC 2047 wants it: folding a long one between two words with Danish letters, `email` by itself loses the space there."""
    mail.set_raw("Subject", Header(title, "utf-8", header_name="Subject").encode())


def made_id(envelope: Envelope, key: str) -> str:
    """An id that says nothing, and that nobody without the seal can make for a message of ours."""
    domain = parseaddr(envelope.sender)[1].rpartition("@")[2]
    return f"<{hmac.digest(envelope.seal, key.encode(), hashlib.sha256).hex()[:32]}@{domain}>"


def _plain(linked: list[tuple[Section, list[tuple[Choice, str]]]]) -> Iterator[str]:
    for section, links in linked:
        if section.heading:
            yield section.heading.upper()
        yield plain(outside_slack(section.text))
        yield from (f"{choice.label}: {url}" for choice, url in links)


def _linked(section: Section, link: Link) -> list[tuple[Choice, str]]:
    found = [(choice, choice.url or link(choice)) for choice in section.choices]
    return [(choice, url) for choice, url in found if url]


def _calendar(message: Message, state: State) -> bytes:
    """The deadlines it is about, as the person's own calendar has them; b"" when there are none."""
    own_kinds = (notice for notice in message.notices if notice.kind is not NoticeKind.ESCALATED)
    keys = dict.fromkeys(notice.obligation for notice in own_kinds if notice.obligation)
    entries = tuple(entry_of(state, owed) for key in keys if (owed := find(state, key)) is not None)
    if not entries:
        return b""
    own = feed(state, Scope(kind=ScopeKind.PERSON, key=message.person), message.day)
    return to_bytes(Feed(scope=own.scope, title=own.title, about=own.about, entries=entries))
