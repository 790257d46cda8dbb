"""What comes in from a page is read without trusting it."""

from __future__ import annotations

import pytest

from bot.forms.form import Values
from process.errors import Unknown


@pytest.mark.parametrize(
    ("typed", "expected"), [("17", 17), ("", None), ("-1", None), ("1e3", None), ("9" * 5000, None)]
)
def test_an_entrys_number_is_read_or_none(typed: str, expected: int | None) -> None:
    assert Values({"corrects": (typed,)}).number("corrects") == expected


def test_a_record_no_ledger_could_hold_is_unknown_in_short() -> None:
    with pytest.raises(Unknown) as refused:
        _ = Values({"record": ("9" * 5000,)}).record

    assert refused.value == Unknown(what="record", name="9" * 20)
