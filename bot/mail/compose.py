"""A message as a mail: the words in plain text and in HTML, what can be done as links, and the
dates as a calendar file.

The HTML has no tables, no pictures, no scripts and no style sheet, since Outlook and telephones
each drop some of them. Letters have no colour of their own, so that a dark screen may choose it;
only the button says both of its colours.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from html import escape

from bot.ical.entries import entry_of
from bot.ical.feed import Feed, feed
from bot.ical.scopes import Scope, ScopeKind
from bot.ical.write import to_bytes
from bot.messages import subjects
from bot.messages.message import Choice, Rendered, Section
from bot.text import mail as words
from bot.text.marks import CODE, CODE_END, STRONG, STRONG_END, outside_slack, plain
from process.channel import Message
from process.deadlines.obligations import find
from process.ledger.state import State
from process.reminders.notices import NoticeKind

Linked = Sequence[tuple[Section, list[tuple[Choice, str]]]]
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


def compose(
    message: Message, rendered: Rendered, state: State, envelope: Envelope, *, link: Link
) -> EmailMessage:
    """The mail, its id made from the message's key: a second copy is recognised as the same. Raises
    ValueError for an address no mail can go to.
    """
    mail = EmailMessage()
    head(mail, envelope, key=message.key)
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    title = subjects.subject(message, rendered, state)
    set_subject(mail, title)
    about = subjects.thread(message, state)
    if about:
        mail["References"] = mail["In-Reply-To"] = made_id(
            envelope, f"{state.process}|{message.person}|{about}"
        )
    linked = [(section, _linked(section, link)) for section in rendered.sections]
    links = any(found for _, found in linked)
    foot = words.footer(help=envelope.help, answers=bool(envelope.reply_to), links=links)
    mail.set_content("\n\n".join([*_plain(linked), "-- \n" + foot]) + "\n")
    mail.add_alternative(as_html(linked, title=title, foot=foot), subtype="html")
    dates = _calendar(message, state)
    if dates:
        mail.add_attachment(
            dates,
            maintype="text",
            subtype="calendar",
            filename=words.CALENDAR_FILE,
            params={"method": "PUBLISH"},
        )
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
    """As RFC 2047 wants it: folding a long one between two words with Danish letters, `email` by
    itself loses the space there.
    """
    mail.set_raw("Subject", Header(title, "utf-8", header_name="Subject").encode())


def made_id(envelope: Envelope, key: str) -> str:
    """An id that says nothing, and that nobody without the seal can make for a message of ours."""
    domain = parseaddr(envelope.sender)[1].rpartition("@")[2]
    return f"<{hmac.digest(envelope.seal, key.encode(), hashlib.sha256).hex()[:32]}@{domain}>"


def _linked(section: Section, link: Link) -> list[tuple[Choice, str]]:
    found = [(choice, choice.url or link(choice)) for choice in section.choices]
    return [(choice, url) for choice, url in found if url]


def _plain(linked: list[tuple[Section, list[tuple[Choice, str]]]]) -> Iterator[str]:
    for section, links in linked:
        if section.heading:
            yield section.heading.upper()
        yield plain(outside_slack(section.text))
        yield from (f"{choice.label}: {url}" for choice, url in links)


def _calendar(message: Message, state: State) -> bytes:
    """The deadlines it is about, as the person's own calendar has them; b"" when there are none."""
    own_kinds = (notice for notice in message.notices if notice.kind is not NoticeKind.ESCALATED)
    keys = dict.fromkeys(notice.obligation for notice in own_kinds if notice.obligation)
    entries = tuple(entry_of(state, owed) for key in keys if (owed := find(state, key)) is not None)
    if not entries:
        return b""
    own = feed(state, Scope(kind=ScopeKind.PERSON, key=message.person), message.day)
    return to_bytes(Feed(scope=own.scope, title=own.title, about=own.about, entries=entries))


LETTERS = "font-family:'Segoe UI',Aptos,Calibri,Arial,sans-serif;font-size:16px;line-height:1.5"
PAGE = f"max-width:38em;margin:0 auto;padding:12px;{LETTERS}"
HEADING = (
    "font-size:18px;line-height:1.35;margin:28px 0 8px;padding-top:16px;border-top:1px solid "
    "#b9c2bd"
)
PARAGRAPH = "margin:0 0 12px"
DEEDS = "margin:0 0 20px;line-height:2.6"
BUTTON = (
    "background-color:#12664f;border:1px solid "
    "#12664f;border-radius:4px;color:#ffffff;font-weight:bold;padding:9px 16px;"
    "text-decoration:none;white-space:nowrap"
)
LINK = "white-space:nowrap"
FOOT = "margin:28px 0 0;padding-top:12px;border-top:1px solid #b9c2bd;font-size:14px"
GAP = " &nbsp;&nbsp; "


def as_html(linked: Linked, *, title: str, foot: str) -> str:
    """The whole part; every word is escaped."""
    inside = "\n".join([*_html_parts(linked), f'<p style="{FOOT}">{escape(foot)}</p>'])
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
    )
    head += f'<meta name="color-scheme" content="light dark"><title>{escape(title)}</title>'
    return (
        f'<!doctype html>\n<html lang="da"><head>{head}</head>\n<body><div lang="da" '
        f'style="{PAGE}">\n{inside}\n</div></body></html>\n'
    )


def _html_parts(linked: Linked) -> Iterator[str]:
    for section, links in linked:
        if section.heading:
            yield f'<h2 style="{HEADING}">{escape(plain(section.heading))}</h2>'
        lines = (line for line in outside_slack(section.text).splitlines() if line.strip())
        yield from (f'<p style="{PARAGRAPH}">{_html_marked(line)}</p>' for line in lines)
        if links:
            deeds = GAP.join(_html_link(choice, url) for choice, url in links)
            yield f'<p style="{DEEDS}">{deeds}</p>'


def _html_link(choice: Choice, url: str) -> str:
    style = BUTTON if choice.first else LINK
    return f'<a href="{escape(url, quote=True)}" style="{style}">{escape(choice.label)}</a>'


def _html_marked(text: str) -> str:
    tags = {STRONG: "<strong>", STRONG_END: "</strong>", CODE: "<code>", CODE_END: "</code>"}
    return "".join(tags.get(letter, escape(letter)) for letter in text)
