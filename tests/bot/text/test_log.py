"""The log says what each message was and why it came just then."""

from __future__ import annotations

import pytest

from bot.text import log, simulation
from process.reminders.notices import Notice, NoticeKind
from tests.support.cast import at


def notice(because: str, obligation: str = "") -> Notice:
    return Notice(
        key="k",
        process="r24",
        kind=NoticeKind.REMINDER,
        person="p-1",
        due=at("2024-03-13", "08:00"),
        obligation=obligation,
        because=because,
    )


def test_every_kind_of_notice_has_its_word_in_the_log_and_in_a_simulation() -> None:
    assert set(log.KINDS) == set(simulation.KINDS) == set(NoticeKind)


@pytest.mark.parametrize(
    ("because", "obligation", "came", "comes"),
    [
        ("before:1", "", "der var 1 arbejdsdag til fristen", "der er 1 arbejdsdag til"),
        ("before:0", "", "det var dagen", "der er 0 arbejdsdage til"),
        ("escalated:0", "", "ingen sad på pladsen", "ingen sidder på pladsen"),
        (
            "escalated:3",
            "confirm:7",
            "registreringen ventede på svar",
            "registreringen venter på svar",
        ),
    ],
)
def test_why_is_said_afterwards_to_the_person_and_at_that_moment_in_a_simulation(
    because: str, obligation: str, came: str, comes: str
) -> None:
    one = notice(because, obligation)
    assert log.because(one, past=True) == f", fordi {came}"
    assert log.because(one, past=False) == f", fordi {comes}"


def test_what_needs_no_reason_is_given_none() -> None:
    assert log.because(notice("asked:0"), past=False) == ""
    assert log.because(notice("unanswered"), past=True) == ""
