"""A notice says why it comes; what lies in an outbox is read as it was written."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from process.ledger.codec import canonical, decode, encode
from process.reminders.due import due_notices
from process.reminders.notices import Because, Notice, NoticeKind, Reason
from process.simulation import Stage
from tests.support.cast import at

STORED = (
    '{"because":"escalated:3","due":"2024-03-21T07:00:00.000000+00:00","entry":0,"is":"Notice",'
    '"key":"r24|forslag/head:skole|2024-03-18:escalated:3|escalated|p-direktoer",'
    '"kind":"escalated","obligation":"forslag/head:skole","person":"p-direktoer",'
    '"process":"r24","step":"2024-03-18:escalated:3",'
    '"tried":["2024-03-13T07:00:00.000000+00:00"]}'
)
"""A row of an outbox, as every version has written it."""


def test_a_row_of_an_old_outbox_is_read_and_written_back_byte_for_byte() -> None:
    notice = decode(Notice, json.loads(STORED))

    assert notice.why == Because(Reason.ESCALATED, 3)
    assert notice.counted_from == date(2024, 3, 18)
    assert notice.tried == (datetime(2024, 3, 13, 7, tzinfo=UTC),)
    assert canonical(encode(notice)) == STORED


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("before:0", Because(Reason.BEFORE, 0)),
        ("after:3", Because(Reason.AFTER, 3)),
        ("snoozed:738959", Because(Reason.SNOOZED, 738959)),
        ("asked:1", Because(Reason.ASKED, 1)),
        ("weekly:11", Because(Reason.WEEKLY, 11)),
        ("revision:0", Because(Reason.REVISION, 0)),
        ("unanswered", Because(Reason.UNANSWERED)),
    ],
)
def test_each_reason_is_the_word_it_always_was(text: str, why: Because) -> None:
    assert (str(why), Because.read(text)) == (text, why)


@pytest.mark.parametrize(
    "text", ["", "unreached:p-1", "down:slack", "before:x", "bounced:p:5.1.1:"]
)
def test_what_is_about_no_step_has_no_such_reason(text: str) -> None:
    assert Because.read(text) is None


def test_every_step_of_a_rhythm_can_be_read_from_its_notice(stage: Stage) -> None:
    for day in ("2024-03-13", "2024-03-19", "2024-03-21", "2024-03-25"):
        owed = [n for n in due_notices(stage.state, at(day)) if n.obligation]
        assert owed
        for notice in owed:
            assert notice.step == f"{notice.counted_from}:{notice.why}"


@pytest.mark.parametrize(("because", "digested"), [("asked:0", False), ("asked:1", True)])
def test_asking_again_belongs_in_the_days_message_and_the_first_time_does_not(
    because: str, digested: bool
) -> None:
    notice = Notice(
        key="k",
        process="r24",
        kind=NoticeKind.CONFIRM_RECORD,
        person="p",
        due=at("2024-03-13"),
        because=because,
    )
    assert notice.digested is digested
