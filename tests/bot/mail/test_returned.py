"""A mail that came back is understood whoever wrote it, everything else is left alone, and nothing
that comes in can break the reader.
"""

from __future__ import annotations

import pickle
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.house import ROOT
from bot.mail.returned import LARGEST, read_returned
from process.channel import Returned
from tests.bot.mail import dsn


def bounced(status: str, *, failed: bool = True) -> Returned:
    return Returned(tags=(dsn.TAG,), status=status, failed=failed)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (dsn.POSTFIX, bounced("5.1.1")),
        (dsn.EXCHANGE, bounced("5.2.2")),
        (dsn.GMAIL, bounced("5.7.1")),
        (dsn.PROSE, bounced("5.1.1")),
        (dsn.DELAYED, bounced("4.4.1", failed=False)),
        (dsn.EXPIRED, bounced("4.4.7")),
        (dsn.POSTFIX.replace("Status: 5.1.1\n", ""), bounced("5.1.1")),
        (dsn.POSTFIX.replace("5.1.1", ""), bounced("5.0.0")),
        (dsn.POSTFIX.replace("text/rfc822-headers", "message/rfc822-headers"), bounced("5.1.1")),
        (dsn.POSTFIX.replace("Action: failed\n", ""), bounced("5.1.1")),
        (dsn.POSTFIX.replace("\n", "\r\n"), bounced("5.1.1")),
    ],
)
def test_what_came_back_names_its_mail_and_why(text: str, expected: Returned) -> None:
    assert read_returned(text.encode()) == expected


def test_only_a_refusal_for_good_rests_the_address() -> None:
    found = [read_returned(text.encode()) for text in (dsn.POSTFIX, dsn.EXPIRED, dsn.DELAYED)]
    assert [one.permanent for one in found if one is not None] == [True, False, False]


@pytest.mark.parametrize(
    "text",
    [dsn.AUTOMATIC, dsn.ANSWER, dsn.READ, dsn.DELIVERED, "", "x", "Subject: x\n\n" + dsn.TAG],
)
def test_whatever_else_comes_is_left_alone(text: str) -> None:
    assert read_returned(text.encode()) is None


def test_a_report_that_names_no_mail_of_ours_is_left_alone() -> None:
    assert read_returned(dsn.POSTFIX.replace(dsn.TAG, "1234").encode()) is None


def test_a_report_without_the_head_of_our_mail_is_known_by_the_address_it_came_to() -> None:
    head = dsn.POSTFIX.index("--9B1C2.1710313205/mx.example.org\nContent-Description: Undelivered")
    cut = dsn.POSTFIX[:head]
    assert read_returned(cut.encode()) is None
    named = cut.replace("To: frister@example.org", f"To: retur+{dsn.TAG}@example.org")
    assert read_returned(named.encode()) == bounced("5.1.1")


def test_a_report_that_goes_on_for_ever_is_read_to_its_bound() -> None:
    long = dsn.POSTFIX.encode() + b"x" * (2 * LARGEST)
    assert read_returned(long) == bounced("5.1.1")
    nested = "".join(
        f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(200)
    )
    assert read_returned(("From: MAILER-DAEMON@x\n" + nested).encode()) is None


LONG = 300_000


def _repeated(before: bytes, part: bytes, after: bytes = b"\n\n") -> bytes:
    return before + part * (LONG // len(part)) + after


def _nested(depth: int) -> bytes:
    head = b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n"
    return b"".join(head % (number, number) for number in range(depth))


REPORT = b"Content-Type: multipart/report; boundary=q\n\n--q\n"
SERVER = b"From: mailer-daemon@x\n"
HOSTILE = {
    "an address without a sign": _repeated(b"From: ", b"a"),
    "letters of no charset": _repeated(b"From: ", b"\xe6"),
    "a thousand senders": _repeated(b"", b"From: a\n"),
    "a folded head": _repeated(b"From: ", b"a\n "),
    "empty parameters": _repeated(b"Content-Type: multipart/report", b";"),
    "quoted parameters": _repeated(b'Content-Type: multipart/report; a="', b';\\"'),
    "numbered parameters": _repeated(b"Content-Type: multipart/report", b"; a*0=b"),
    "parts in parts": _nested(4000),
    "parts in parts, and lines": _nested(18) + b"\n" * LONG,
    "mails in mails": _repeated(b"", b"Content-Type: message/rfc822\n\n"),
    "a receiver a line": _repeated(b"Content-Type: message/delivery-status\n\n", b"A: b\n\n"),
    "receivers in a report": _repeated(
        REPORT + b"Content-Type: message/delivery-status\n\n", b"Status: 5.1.1\n\n"
    ),
    "empty parts": _repeated(REPORT, b"--q\n\n"),
    "an id of spaces": _repeated(SERVER + b"\nMessage-ID:", b" "),
    "ids without end": _repeated(SERVER + b"\n", b"Message-ID:\n"),
    "an id in pieces": _repeated(SERVER + b"\n", b"0123456789abcdef"),
    "numbers and dots": _repeated(SERVER + b"\n", b"5."),
    "line ends": _repeated(b"", b"\r"),
    "nothing encoded": _repeated(SERVER + b"Content-Transfer-Encoding: base64\n\n", b"=A"),
    "soft ends": _repeated(SERVER + b"Content-Transfer-Encoding: quoted-printable\n\n", b"=\n"),
    "words encoded": _repeated(b"From: ", b"=?utf-8?q?a?= "),
    "a charset of nothing": SERVER + b'Content-Type: text/plain; charset="\x00"\n\nx',
}


def test_reading_a_hostile_mail_costs_no_more_than_its_size() -> None:
    """All of them in two seconds of the processor's time: one that took the square of its size
    took a minute by itself, and the system would end the reader here.
    """
    read = (
        "import pickle, sys; from bot.mail.returned import read_returned;"
        "from resource import RLIMIT_CPU, getrusage, RUSAGE_SELF, setrlimit;"
        "begun = int(getrusage(RUSAGE_SELF).ru_utime) + 2; setrlimit(RLIMIT_CPU, (begun, begun));"
        "print(*map(read_returned, pickle.load(sys.stdin.buffer)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", read],
        input=pickle.dumps(list(HOSTILE.values())),
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.split() == [b"None"] * len(HOSTILE)


@given(st.binary(max_size=2000))
def test_garbage_is_no_returned_mail_and_breaks_nothing(raw: bytes) -> None:
    assert read_returned(raw) is None


@given(st.sampled_from([dsn.POSTFIX, dsn.EXCHANGE, dsn.GMAIL, dsn.PROSE]), st.data())
def test_a_report_that_was_damaged_on_its_way_breaks_nothing(
    text: str, data: st.DataObject
) -> None:
    raw = bytearray(text.encode())
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(raw) - 1))
        raw[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=12))
    found = read_returned(bytes(raw))
    assert found is None or found.tags
