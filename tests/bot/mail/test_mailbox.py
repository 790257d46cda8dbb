"""The mailbox where mail comes back, on a real IMAP server: each mail is read once, nothing is
deleted, and silence is one word.
"""

from __future__ import annotations

import imaplib
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.mail.returned import KEYWORD, LARGEST, Mailbox, MailboxSilent, marks, read_returned
from tests.bot.mail import dsn
from tests.support.processes import await_open, free_port, started

USER, PASSWORD = "demouser", "demopass"
SERVER = [sys.executable, "-c", "from pymap.main import main; main()"]


def logged_in(port: int) -> imaplib.IMAP4:
    imap = imaplib.IMAP4("127.0.0.1", port, timeout=5)
    imap.login(USER, PASSWORD)
    return imap


@pytest.fixture
def box(tmp_path: Path) -> Iterator[Mailbox]:
    port = free_port()
    command = [*SERVER, "--host", "127.0.0.1", "--port", str(port), "--no-tls", "dict"]
    with started(command, env={}, cwd=tmp_path) as server:
        await_open(port)
        assert server.poll() is None, "the IMAP server ended by itself"
        yield Mailbox(host="127.0.0.1", port=port, user=USER, password=PASSWORD, tls=False)


def put(box: Mailbox, *mails: str) -> None:
    """Delivered, as a mail server would."""
    imap = logged_in(box.port)
    for mail in mails:
        assert imap.append("INBOX", "", "", mail.replace("\n", "\r\n").encode())[0] == "OK"
    imap.logout()


def lying(box: Mailbox) -> list[bytes]:
    """The flags of every mail that lies there."""
    imap = logged_in(box.port)
    imap.select("INBOX")
    found = imap.uid("FETCH", "1:*", "(FLAGS)")[1]
    imap.logout()
    return [one for one in found if isinstance(one, bytes)]


def test_each_mail_is_read_once_and_stays_where_it_lies(box: Mailbox) -> None:
    put(box, dsn.POSTFIX, dsn.ANSWER)
    seen: list[bytes] = []
    assert (box.visit(seen.append), box.visit(seen.append)) == (2, 0)
    assert [found.status if (found := read_returned(raw)) else "" for raw in seen] == ["5.1.1", ""]
    assert len(lying(box)) == 2 and all(
        b"\\Seen" in flags and b"\\Deleted" not in flags for flags in lying(box)
    )

    put(box, dsn.GMAIL)
    assert box.visit(seen.append) == 1 and len(seen) == 3


def test_what_could_not_be_dealt_with_is_read_again(box: Mailbox) -> None:
    put(box, dsn.POSTFIX, dsn.GMAIL)
    seen: list[bytes] = []

    def fails(raw: bytes) -> None:
        seen.append(raw)
        raise ValueError("the database is away")

    with pytest.raises(ValueError, match="away"):
        box.visit(fails)
    assert box.visit(seen.append) == 2 and seen[0] == seen[1]


def test_a_mail_without_end_is_read_to_the_bound(box: Mailbox) -> None:
    put(box, dsn.POSTFIX + "x" * (2 * LARGEST))
    seen: list[bytes] = []
    box.visit(seen.append)
    assert len(seen[0]) == LARGEST and read_returned(seen[0]) is not None


@pytest.mark.parametrize(
    "wrong", [{"password": "forkert"}, {"folder": "Findes ikke"}, {"user": "ingen"}]
)
def test_a_mailbox_that_cannot_be_opened_says_so_in_a_word(
    box: Mailbox, wrong: dict[str, str]
) -> None:
    with pytest.raises(MailboxSilent) as silent:
        replace(box, **wrong).check()  # type: ignore[arg-type]  # names of fields
    assert silent.value.why == "error"
    box.check()


def test_a_server_that_is_not_there_or_speaks_no_tls_is_silent(box: Mailbox) -> None:
    for other in (
        Mailbox(host="127.0.0.1", port=free_port(), tls=False),
        Mailbox(host="127.0.0.1", port=box.port),
    ):
        with pytest.raises(MailboxSilent):
            other.check()


@pytest.mark.parametrize(
    ("kept", "mark"),
    [
        (r"(\Answered \Flagged \Deleted \Seen \Draft \*)", KEYWORD),
        (rf"(\Seen {KEYWORD})", KEYWORD),
        (r"(\Seen \Answered \Flagged \Deleted \Draft $MDNSent)", r"\Seen"),
        ("", r"\Seen"),
    ],
)
def test_our_own_mark_is_used_where_a_server_keeps_any(kept: str, mark: str) -> None:
    assert marks(kept)[1] == mark
