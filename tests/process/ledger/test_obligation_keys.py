"""An obligation's key is written as old ledgers, buttons and links have it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from process.deadlines.obligations import ObligationKind, obligations
from process.ledger.obligation_keys import (
    ConfirmationKey,
    DeliveryKey,
    DiscussionKey,
    ObligationKey,
    QuestionKey,
    ResponseKey,
    consultation_key,
    read_key,
)
from process.seats import Role, Seat
from tests.process.random_year import Dice, dice, play_out

WRITTEN: dict[str, ObligationKey] = {
    "forslag/head:skole": DeliveryKey("forslag", Seat(Role.HEAD, "skole")),
    "discuss:R-001:12/lmu_skole": DiscussionKey("R-001", 12, "lmu_skole"),
    "confirm:17": ConfirmationKey(17),
    "answer:9": QuestionKey(9),
    "hearing:h1/chair:lmu_skole": ResponseKey("h1", Seat(Role.CHAIR, "lmu_skole")),
}


@pytest.mark.parametrize(("text", "key"), WRITTEN.items())
def test_a_key_is_written_and_read_as_it_always_was(text: str, key: ObligationKey) -> None:
    assert str(key) == text
    assert read_key(text) == key


@pytest.mark.parametrize(
    "text",
    (
        "",
        "forslag",
        "forslag/",
        "forslag/skole",
        "forslag/king:skole",
        "R-001",
        "confirm:",
        "confirm:x",
        "confirm:17/head:skole",
        "answer:-1",
        "discuss:R-001/lmu_skole",
        "discuss:R-001:1",
        "meeting:hu/m1",
        consultation_key("h1"),
    ),
)
def test_what_is_no_obligation_is_read_as_none(text: str) -> None:
    assert read_key(text) is None


KINDS = {
    ObligationKind.DELIVERY: (DeliveryKey, ResponseKey),
    ObligationKind.DISCUSSION: (DiscussionKey,),
    ObligationKind.CONFIRMATION: (ConfirmationKey,),
    ObligationKind.ANSWER: (QuestionKey,),
}


@settings(max_examples=20)
@given(dice())
def test_whatever_is_owed_in_a_year_says_by_its_key_what_it_is(rolled: list[Dice]) -> None:
    owed = obligations(play_out(rolled, []).state)
    by_key = {o.key: o for o in owed}
    for obligation in owed:
        key = read_key(obligation.key)
        assert isinstance(key, KINDS[obligation.kind])
        assert str(key) == obligation.key
        if obligation.kind is ObligationKind.ANSWER:
            assert obligation.title == by_key[obligation.about].title
        else:
            assert obligation.about == ""
