"""Mail that came back: delivery status notifications (RFC 3464, 3463), as Exchange, Postfix and
Gmail write them, and those of servers that only write prose. Nothing that comes in is trusted: a
mail counts by an id that only we can have made.

The mailbox it is looked for in (IMAP, RFC 3501) is read and marked; nothing is deleted there.
"""

from __future__ import annotations

import imaplib
import logging
import re
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import Message
from typing import Any

from bot.outward import Deadline
from process.channel import Returned

LARGEST = 256 * 1024
"""Bytes of a returned mail that are looked at; what matters stands at its
beginning and in the head of ours.
"""
MOST_LINES, LONGEST_LINE, MOST_FOLDS = 4000, 998, 8
MOST_NESTED = 20
"""Boundaries, and mails within mails. The standard library's reader takes the square of these."""
MOST_PARTS = 50
MOST_RECEIVERS = 100
UNSAID = "5.0.0"
_TAG = re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")
_STATUS = re.compile(r"(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.])")
_SERVERS = re.compile(r"^(mailer-daemon|postmaster|microsoftexchange[0-9a-f]*)@", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s<>,;:\"]+")
_LINE_END = re.compile(rb"\r\n|\r|\n")
NAMES_OURS = (
    "To",
    "Delivered-To",
    "X-Original-To",
    "X-Failed-Recipients",
    "In-Reply-To",
    "References",
    "Original-Envelope-Id",
)
HEADS = (
    "message/rfc822",
    "text/rfc822-headers",
    "message/rfc822-headers",
    "message/global",
    "message/global-headers",
)
STATUSES = ("message/delivery-status", "message/global-delivery-status")
FAILED, DELAYED = "failed", "delayed"


def read_returned(raw: bytes) -> Returned | None:
    """What came back and why; None for any other mail: an answer, an automatic reply, a receipt,
    or nothing that can be read. Never raises, and costs no more than what is read.
    """
    sieved = _sieved(raw)
    try:
        return _read(sieved) if sieved else None
    except Exception as fault:
        log.warning("a mail nobody can read is left alone: %s", type(fault).__name__)
        return None


def _sieved(raw: bytes) -> bytes:
    """Without what no server writes: endless lines and heads; b"" where too much lies inside
    another.
    """
    kept, folds = [], 0
    for line in _LINE_END.split(raw[:LARGEST], MOST_LINES)[:MOST_LINES]:
        folds = folds + 1 if line[:1] in (b" ", b"\t") else 0
        if folds <= MOST_FOLDS:
            kept.append(line[:LONGEST_LINE])
    sieved = b"\n".join(kept)
    words = sieved.lower()
    return sieved if max(words.count(b"boundary"), words.count(b"message/")) <= MOST_NESTED else b""


def _read(sieved: bytes) -> Returned | None:
    mail = message_from_bytes(sieved, policy=policy.compat32)
    parts = list(_parts(mail))
    fields = [
        block for part in parts if part.get_content_type() in STATUSES for block in _blocks(part)
    ]
    if fields:
        found = _said(fields)
    elif _is_report(mail) or _is_from_a_server(mail):
        found = _in_prose(parts)
    else:
        return None
    tags = tuple(dict.fromkeys(_tags(mail, parts, fields)))
    return (
        Returned(tags=tags, status=found[1], failed=found[0] == FAILED) if found and tags else None
    )


def _parts(mail: Message) -> Iterator[Message]:
    """The parts in order, ours among them, as far as anybody needs to look."""
    for number, part in enumerate(mail.walk()):
        if number == MOST_PARTS:
            return
        yield part


def _blocks(part: Message) -> list[Message]:
    """A status report is a list of blocks of fields: one about the message, then one for each
    receiver.
    """
    payload = part.get_payload()
    if isinstance(payload, list):
        return [block for block in payload[:MOST_RECEIVERS] if isinstance(block, Message)]
    return [
        message_from_bytes(block.encode(errors="replace"), policy=policy.compat32)
        for block in str(payload).split("\n\n")[:MOST_RECEIVERS]
    ]


def _said(fields: list[Message]) -> tuple[str, str] | None:
    """What was done, and the status: the gravest of all receivers; None when it was delivered
    after all, or nothing was said.
    """
    found = []
    for block in fields:
        status = _STATUS.search(_text(block, "Status")) or _STATUS.search(
            _text(block, "Diagnostic-Code")
        )
        action = _text(block, "Action").strip().casefold() or _action_of(
            status[0] if status else ""
        )
        if action in (FAILED, DELAYED):
            found.append((action, status[0] if status else UNSAID))
    return next((said for said in found if said[0] == FAILED), found[0] if found else None)


def _in_prose(parts: list[Message]) -> tuple[str, str] | None:
    """Where only people were written to: the first status in the words, else that it failed."""
    own = (part for part in parts if part.get_content_type() == "text/plain")
    words = next((_body(part) for part in own), "")
    status = _STATUS.search(words)
    action = _action_of(status[0]) if status else FAILED
    return (action, status[0] if status else UNSAID) if action else None


def _action_of(status: str) -> str:
    return {"5": FAILED, "4": DELAYED}.get(status[:1], "")


def _is_report(mail: Message) -> bool:
    return (
        mail.get_content_type() == "multipart/report"
        and str(mail.get_param("report-type", "")).casefold() == "delivery-status"
    )


def _is_from_a_server(mail: Message) -> bool:
    """Sent by a program that answers to nobody; an automatic reply comes from somebody's own
    address.
    """
    words = _BETWEEN.split(_text(mail, "From"))
    sender = next((word for word in words if "@" in word.strip("@")), "")
    return bool(_SERVERS.match(sender)) or (
        _text(mail, "Return-Path").strip() == "<>" and not _is_automatic_reply(mail)
    )


def _is_automatic_reply(mail: Message) -> bool:
    said = _text(mail, "Auto-Submitted").casefold()
    return said.startswith("auto-replied") or bool(
        _text(mail, "X-Autoreply") or _text(mail, "X-Autorespond")
    )


def _tags(mail: Message, parts: list[Message], fields: list[Message]) -> Iterator[str]:
    """Ids of ours: in the head of the mail that is returned, in the address it came back to,
    and where servers repeat them.
    """
    for part in parts:
        if part.get_content_type() in HEADS:
            inner = part.get_payload()
            heads = (
                [_text(one, "Message-ID") for one in inner if isinstance(one, Message)]
                if isinstance(inner, list)
                else []
            )
            yield from _TAG.findall(" ".join(heads) or _of_head(_body(part)))
    yield from (tag for part in parts[1:] for tag in _TAG.findall(_text(part, "Message-ID")))
    for block in (mail, *fields):
        yield from (tag for name in NAMES_OURS for tag in _TAG.findall(_text(block, name)))
    yield from (
        tag
        for part in parts
        if part.get_content_type() == "text/plain"
        for tag in _TAG.findall(_of_head(_body(part)))
    )


def _of_head(text: str) -> str:
    """The id in a head that stands in a text."""
    return " ".join(re.findall(r"^Message-ID:\s*(\S+)", text, re.IGNORECASE | re.MULTILINE))


def _body(part: Message) -> str:
    payload = part.get_payload(decode=True)
    return payload.decode("utf-8", errors="replace") if isinstance(payload, bytes) else ""


def _text(part: Message, name: str) -> str:
    return " ".join(str(value) for value in part.get_all(name, []))


TOTAL_SECONDS = 120.0
"""How long one visit may last, however slowly the server speaks; the rest is for the next."""
MOST_MAILS = 100
"""Mails looked at in one visit; the rest wait for the next."""
KEYWORD = "Fristvogter"
"""Our own mark, so that people who read the same mailbox still see what is new to them."""
log = logging.getLogger("fristvogter.mailbox")


class MailboxSilent(Exception):
    """The mailbox could not be looked into; `why` is a word for the log."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, kw_only=True)
class Mailbox:
    """One folder of one mailbox. Without `tls` everything is said in the open: for a
    server on this machine only.
    """

    host: str
    port: int = 993
    user: str = ""
    password: str = ""
    folder: str = "INBOX"
    tls: bool = True

    def visit(self, take: Callable[[bytes], None]) -> int:
        """Hand every mail that was not handed on before to `take`, and mark it; says how
        many. What raises stays unmarked.

        Raises MailboxSilent.
        """
        with self._opened() as imap:
            search, mark = _marks(imap)
            found: bytes = _answer(imap.uid("SEARCH", *search))[0] or b""
            uids = [uid.decode() for uid in found.split()][:MOST_MAILS]
            for uid in uids:
                raw = _content(imap, uid)
                if raw is not None:
                    take(raw)
                _answer(imap.uid("STORE", uid, "+FLAGS.SILENT", f"({mark})"))
        return len(uids)

    def check(self) -> None:
        """Look whether it can be opened; raises MailboxSilent."""
        with self._opened():
            pass

    @contextmanager
    def _opened(self) -> Iterator[imaplib.IMAP4]:
        try:
            with Deadline(TOTAL_SECONDS) as deadline:
                imap = (_Tls if self.tls else _Imap)(self.host, self.port, deadline)
                try:
                    imap.login(self.user, self.password)
                    _answer(imap.select(f'"{self.folder}"'))
                    yield imap
                finally:
                    _leave(imap)
        except (imaplib.IMAP4.error, OSError) as fault:
            raise MailboxSilent(type(fault).__name__) from fault


class _Imap(imaplib.IMAP4):
    """A conversation that is over when its time is."""

    def __init__(self, host: str, port: int, deadline: Deadline) -> None:
        self._deadline = deadline
        super().__init__(host, port)

    def _create_socket(self, timeout: float | None) -> socket.socket:
        return self._deadline.connect((self.host, self.port))


class _Tls(_Imap):
    """The same, encrypted from its first word."""

    def _create_socket(self, timeout: float | None) -> socket.socket:
        plain, trusted = super()._create_socket(timeout), ssl.create_default_context()
        return trusted.wrap_socket(plain, server_hostname=self.host)


def _leave(imap: imaplib.IMAP4) -> None:
    try:
        imap.logout()
    except (imaplib.IMAP4.error, OSError):
        log.info("the mailbox hung up first")


def _marks(imap: imaplib.IMAP4) -> tuple[tuple[str, ...], str]:
    kept = b" ".join(
        flags for flags in imap.response("PERMANENTFLAGS")[1] if isinstance(flags, bytes)
    )
    return marks(kept.decode(errors="replace"))


def marks(kept: str) -> tuple[tuple[str, ...], str]:
    """What to look for and how to mark it: a keyword of our own where a server keeps any
    (`kept`), else whether it was seen.
    """
    return (
        (("UNKEYWORD", KEYWORD), KEYWORD)
        if "\\*" in kept or KEYWORD in kept.strip("()").split()
        else (("UNSEEN",), "\\Seen")
    )


def _content(imap: imaplib.IMAP4, uid: str) -> bytes | None:
    """The beginning of a mail; None when it is gone meanwhile, or the server cannot hand it out:
    the others are read all the same. Reading it this way does not mark it as seen.
    """
    word, parts = imap.uid("FETCH", uid, f"(BODY.PEEK[]<0.{LARGEST}>)")
    if word != "OK":
        log.warning("the server does not hand out mail %s of the mailbox", uid)
        return None
    return next(
        (
            part[1]
            for part in parts
            if isinstance(part, tuple) and re.search(rb"BODY\[\]", part[0], re.IGNORECASE)
        ),
        None,
    )


def _answer(said: tuple[str, list[Any]]) -> list[Any]:
    """What the server answered; an error when it refused."""
    word, parts = said
    if word != "OK":
        raise imaplib.IMAP4.error(word)
    return parts
