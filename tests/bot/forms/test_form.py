"""What is filled in is read without trusting it, and a refusal finds its field."""

from __future__ import annotations

from datetime import date

import pytest

from bot.forms.form import Values
from bot.forms.med import RECORD
from process.errors import AlreadyDone, BadDay, Missing, NotYours, TooLong, Unknown
from tests.support.cast import at


@pytest.mark.parametrize(
    ("typed", "expected"), [("17", 17), ("", None), ("-1", None), ("1e3", None), ("9" * 5000, None)]
)
def test_an_entrys_number_is_read_or_none(typed: str, expected: int | None) -> None:
    assert Values({"corrects": (typed,)}).number("corrects") == expected


def test_a_record_no_ledger_could_hold_is_unknown_in_short() -> None:
    with pytest.raises(Unknown) as refused:
        _ = Values({"record": ("9" * 5000,)}).record

    assert refused.value == Unknown(what="record", name="9" * 20)


def test_a_day_is_read_none_or_refused_in_short() -> None:
    values = Values({"a": (" 2024-04-18 ",), "b": ("",), "c": ("31/2" * 100,)})
    assert (values.day("a"), values.day("b"), values.day("x")) == (date(2024, 4, 18), None, None)
    with pytest.raises(BadDay) as refused:
        values.day("c")
    assert len(refused.value.text) == 40


def test_what_a_form_is_about_cannot_be_typed_over() -> None:
    values = Values({"committee": ("hu",), "views": ("Vores ord",)}, about={"committee": "lmu"})
    assert (values.text("committee"), values.text("views")) == ("lmu", "Vores ord")
    assert Values({"committee": ("hu",)}, about={"committee": ""}).text("committee") == ""


def test_a_refusal_stands_beside_its_field_the_nearest_reason_first() -> None:
    day, seat = date(2024, 4, 18), "chair:lmu_skole"
    refused = (
        BadDay(why="after_limit", day=day, limit=day),
        BadDay(why="future", day=day, limit=day),
        Missing(field="day"),
        Missing(field="proposals"),
        TooLong(field="minutes", length=3001, limit=3000),
        TooLong(field="views", length=3001, limit=3000),
        AlreadyDone(act="record", at=at("2024-04-18"), seat=seat),
        NotYours(act="record", seats=(seat,)),
    )
    assert [RECORD.fault(one) for one in refused] == [
        "material_on",
        "held_on",
        "held_on",
        "proposals",
        "minutes",
        "views",
        "proposals",
        "",
    ]
