"""A mail that came back is understood whoever wrote it, everything else is left alone, and nothing
that comes in can break the reader.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
