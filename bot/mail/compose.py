"""A message as a mail: the words in plain text and in HTML, what can be done as links, and the dates as a calendar file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import parseaddr
from html import escape

from bot.ical.feed import Feed, feed
from bot.ical.owed import entry_of
from bot.ical.scopes import Scope, ScopeKind
from bot.ical.write import to_bytes
from bot.text import mail as words
from bot.text.marks import CODE, CODE_END, STRONG, STRONG_END, plain
from bot.text.rendered import Choice, Rendered, Section
from process.channel import Message
from process.obligations import find
from process.state import State

Link = Callable[[Choice], str]
"""The page where a choice can be made by whoever gets the mail; "" where there is none."""
SUBJECT_LIMIT = 120


def compose(message: Message, rendered: Rendered, state: State, *, sender: str, to: str, link: Link, help: str = "") -> EmailMessage:
    """The mail, its id made from the message's key: a second copy is recognised as the same."""
    mail = EmailMessage()
    name, address = parseaddr(sender)
    user, _, domain = address.rpartition("@")
    mail["From"] = Address(name or words.SENDER, user, domain)
    mail["To"] = to
    mail["Subject"] = _subject(rendered)
    mail["Message-ID"] = f"<{message.key}@{domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    mail.set_content("\n\n".join([*_plain(rendered, link), words.footer(help=help)]) + "\n")
    mail.add_alternative(_html(rendered, link, help), subtype="html")
    dates = _calendar(message, state)
    if dates:
        mail.add_attachment(dates, maintype="text", subtype="calendar", filename=words.CALENDAR_FILE, params={"method": "PUBLISH"})
    return mail


def _subject(rendered: Rendered) -> str:
    """The first sentence, without the greeting."""
    text = " ".join(plain(rendered.text).split()).removeprefix(words.GREETING).strip()
    return text if len(text) <= SUBJECT_LIMIT else f"{text[: SUBJECT_LIMIT - 1].rsplit(' ', 1)[0]}…"


def _plain(rendered: Rendered, link: Link) -> Iterator[str]:
    for section in rendered.sections:
        if section.heading:
            yield section.heading.upper()
        yield plain(section.text)
        yield from (f"{choice.label}: {url}" for choice, url in _linked(section, link))


def _linked(section: Section, link: Link) -> list[tuple[Choice, str]]:
    found = [(choice, choice.url or link(choice)) for choice in section.choices]
    return [(choice, url) for choice, url in found if url]


def _html(rendered: Rendered, link: Link, help: str) -> str:
    parts: list[str] = []
    for section in rendered.sections:
        if section.heading:
            parts.append(f"<h2>{escape(plain(section.heading))}</h2>")
        parts += [f"<p>{_marked(line)}</p>" for line in section.text.splitlines()]
        linked = [f'<a href="{escape(url, quote=True)}">{escape(choice.label)}</a>' for choice, url in _linked(section, link)]
        if linked:
            parts.append(f"<p>{' · '.join(linked)}</p>")
    parts.append(f"<p><small>{escape(words.footer(help=help))}</small></p>")
    return f'<!doctype html><html lang="da"><body>{"".join(parts)}</body></html>'


def _marked(text: str) -> str:
    tags = {STRONG: "<strong>", STRONG_END: "</strong>", CODE: "<code>", CODE_END: "</code>"}
    return "".join(tags.get(letter, escape(letter)) for letter in text)


def _calendar(message: Message, state: State) -> bytes:
    """The deadlines it is about, as the person's own calendar has them; b"" when there are none."""
    keys = dict.fromkeys(notice.obligation for notice in message.notices if notice.obligation)
    entries = tuple(entry_of(state, owed) for key in keys if (owed := find(state, key)) is not None)
    if not entries:
        return b""
    own = feed(state, Scope(kind=ScopeKind.PERSON, key=message.person), message.day)
    return to_bytes(Feed(scope=own.scope, title=own.title, about=own.about, entries=entries))
