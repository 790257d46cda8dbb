"""Looking into the mailbox where mail comes back (IMAP, RFC 3501): reads what is new there, marks what it has read, deletes nothing."""

from __future__ import annotations

import imaplib
import logging
import re
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from bot.mail.returned import LARGEST

SECONDS = 10.0
MOST = 100
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
    """One folder of one mailbox. Without `tls` everything is said in the open: for a server on this machine only."""

    host: str
    port: int = 993
    user: str = ""
    password: str = ""
    folder: str = "INBOX"
    tls: bool = True

    def visit(self, take: Callable[[bytes], None]) -> int:
        """Hand every mail that was not handed on before to `take`, and mark it; says how many. What raises stays unmarked.

        Raises MailboxSilent."""
        with self._opened() as imap:
            search, mark = _marks(imap)
            found: bytes = _answer(imap.uid("SEARCH", *search))[0] or b""
            uids = [uid.decode() for uid in found.split()][:MOST]
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
            imap = self._connected()
            try:
                imap.login(self.user, self.password)
                _answer(imap.select(f'"{self.folder}"'))
                yield imap
            finally:
                _leave(imap)
        except (imaplib.IMAP4.error, OSError) as fault:
            raise MailboxSilent(type(fault).__name__) from fault

    def _connected(self) -> imaplib.IMAP4:
        if self.tls:
            return imaplib.IMAP4_SSL(self.host, self.port, ssl_context=ssl.create_default_context(), timeout=SECONDS)
        return imaplib.IMAP4(self.host, self.port, timeout=SECONDS)


def _leave(imap: imaplib.IMAP4) -> None:
    try:
        imap.logout()
    except (imaplib.IMAP4.error, OSError):
        log.info("the mailbox hung up first")


def _marks(imap: imaplib.IMAP4) -> tuple[tuple[str, ...], str]:
    kept = b" ".join(flags for flags in imap.response("PERMANENTFLAGS")[1] if isinstance(flags, bytes))
    return marks(kept.decode(errors="replace"))


def marks(kept: str) -> tuple[tuple[str, ...], str]:
    """What to look for and how to mark it: a keyword of our own where a server keeps any (`kept`), else whether it was seen."""
    return (("UNKEYWORD", KEYWORD), KEYWORD) if "\\*" in kept or KEYWORD in kept.strip("()").split() else (("UNSEEN",), "\\Seen")


def _content(imap: imaplib.IMAP4, uid: str) -> bytes | None:
    """The beginning of a mail; None when it is gone meanwhile. Reading it this way does not mark it as seen."""
    parts = _answer(imap.uid("FETCH", uid, f"(BODY.PEEK[]<0.{LARGEST}>)"))
    return next((part[1] for part in parts if isinstance(part, tuple) and re.search(rb"BODY\[\]", part[0], re.IGNORECASE)), None)


def _answer(said: tuple[str, list[Any]]) -> list[Any]:
    """What the server answered; an error when it refused."""
    word, parts = said
    if word != "OK":
        raise imaplib.IMAP4.error(word)
    return parts
