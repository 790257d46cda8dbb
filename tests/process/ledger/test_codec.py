"""What the ledger stores comes back as it was, and what does not fit is
refused by the name of its field.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from process.dates.when import Day, NoLater, When
from process.ledger.codec import Json, canonical, decode, encode
from process.ledger.entries import fact_of, payload_of
from process.ledger.facts import (
    Delivered,
    DiscussionRecorded,
    Fact,
    HandedOver,
    MilestoneMoved,
    Outcome,
    PlanAdopted,
    ProposalRef,
    SeatTaken,
    Side,
)
from process.plan.model import Kind
from process.reminders.notices import Notice, NoticeKind
from process.seats import Role, Seat
from tests.support.cast import PLAN

st.register_type_strategy(
    datetime, st.datetimes(timezones=st.just(UTC))
)  # the ledger takes aware instants only
SMALL_FACTS = [kind for kind in get_args(Fact) if kind is not PlanAdopted]


@pytest.mark.parametrize("kind", SMALL_FACTS, ids=lambda kind: kind.__name__)
def test_every_fact_comes_back_as_it_was(kind: type) -> None:
    @settings(max_examples=30)
    @given(st.from_type(kind))
    def comes_back(fact: Fact) -> None:
        assert fact_of(json.loads(canonical(payload_of(fact)))) == fact

    comes_back()


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@example(fact=PlanAdopted(plan=PLAN, reason="Begyndelsen"))
@given(fact=st.builds(PlanAdopted))
def test_a_whole_plan_comes_back_as_it_was(fact: PlanAdopted) -> None:
    assert fact_of(json.loads(canonical(payload_of(fact)))) == fact


@pytest.mark.parametrize("kind", get_args(When), ids=lambda kind: kind.__name__)
def test_every_when_comes_back_as_it_was(kind: type) -> None:
    @settings(max_examples=50)
    @given(st.from_type(kind))
    def comes_back(when: When) -> None:
        assert decode(When, json.loads(canonical(encode(when)))) == when

    comes_back()


@given(st.from_type(Notice), st.datetimes(timezones=st.just(UTC)))
def test_a_notice_comes_back_as_it_was(notice: Notice, instant: datetime) -> None:
    aware = replace(notice, due=instant, tried=(instant,))

    assert decode(Notice, json.loads(canonical(encode(aware)))) == aware


def test_an_instant_is_written_in_utc_whatever_its_zone() -> None:
    local = datetime(2024, 3, 31, 3, 0, tzinfo=PLAN.calendar.tz)

    assert encode(local) == "2024-03-31T01:00:00.000000+00:00"


def test_defaults_are_written_so_that_a_later_default_changes_nothing() -> None:
    assert payload_of(Delivered(obligation="forslag/head:skole")) == {
        "is": "Delivered",
        "obligation": "forslag/head:skole",
        "note": None,
        "part": False,
    }
    assert encode(Kind(key="x", label="X", does=PLAN.kinds[0].does)) == {
        "is": "Kind",
        "key": "x",
        "label": "X",
        "does": "delivery",
        "rhythm": {
            "is": "Rhythm",
            "remind": [],
            "nag_every": None,
            "nags": 0,
            "escalate_after": None,
            "ladder": None,
        },
    }


def test_a_field_the_stored_text_lacks_takes_its_default() -> None:
    assert fact_of({"is": "HandedOver", "obligation": "a", "to": "p"}) == HandedOver(
        obligation="a", to="p", until=None
    )


def test_the_canonical_text_has_one_spelling() -> None:
    fact = MilestoneMoved(
        milestone="forslag", to=NoLater(day=date(2024, 3, 22), at=time(12)), why="Påsken"
    )

    assert canonical(payload_of(fact)) == (
        '{"approved_by":"","approved_on":null,"is":"MilestoneMoved","milestone":"forslag",'
        '"to":{"at":"12:00:00","day":"2024-03-22","is":"NoLater"},"why":"Påsken"}'
    )


def test_a_set_is_written_in_one_order() -> None:
    sides = frozenset({Side.SECRETARY, Side.EMPLOYEES, Side.MANAGEMENT})
    fact = DiscussionRecorded(
        committee="lmu_skole",
        proposals=(ProposalRef(id="R-001", version=1),),
        held_on=date(2024, 4, 18),
        outcome=Outcome.DISCUSSED,
        by_side=Side.MANAGEMENT,
        sides=sides,
    )

    assert fact.sides == sides
    assert encode(fact.sides) == ["employees", "management", "secretary"]


GOOD: dict[str, Json] = {
    "is": "SeatTaken",
    "seat": {"is": "Seat", "role": "head", "place": "skole"},
    "person": "p",
    "since": "2024-01-01",
}


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"person": None}, "SeatTaken.person"),
        ({"person": 7}, "SeatTaken.person"),
        ({"since": "2024-13-01"}, "SeatTaken.since"),
        ({"since": 20240101}, "SeatTaken.since"),
        ({"since": None}, "SeatTaken.since"),
        ({"until": 3}, "SeatTaken.until"),
        ({"deputy": "yes"}, "SeatTaken.deputy"),
        ({"seat": "head:skole"}, "SeatTaken.seat"),
        ({"seat": {"is": "Seat", "role": "boss", "place": "skole"}}, "SeatTaken.seat: Seat.role"),
        ({"seat": {"is": "Seat", "role": "head"}}, "SeatTaken.seat: Seat.place is missing"),
        ({"seat": {"is": "Tenure", "role": "head", "place": "skole"}}, "SeatTaken.seat"),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused_by_its_field(
    change: dict[str, Json], named: str
) -> None:
    assert fact_of(GOOD) == SeatTaken(
        seat=Seat(Role.HEAD, "skole"), person="p", since=date(2024, 1, 1)
    )

    with pytest.raises(ValueError, match=rf"^{named}"):
        fact_of(GOOD | change)


@pytest.mark.parametrize("field", ["seat", "person", "since"])
def test_a_missing_field_is_named(field: str) -> None:
    with pytest.raises(ValueError, match=rf"^SeatTaken.{field} is missing$"):
        fact_of({name: value for name, value in GOOD.items() if name != field})


@pytest.mark.parametrize(
    "payload",
    [
        {"is": "SeatStolen"},
        {"is": None},
        {"is": ["SeatTaken"]},
        {},
        None,
        "SeatTaken",
        7,
        ["SeatTaken"],
    ],
)
def test_what_is_no_fact_of_ours_is_refused(payload: Json) -> None:
    with pytest.raises(ValueError, match=r"is none of .*SeatTaken"):
        fact_of(payload)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (tuple[str, ...], "abc"),
        (frozenset[Side], "management"),
        (tuple[str, str], ["one"]),
        (int, True),
        (int, "1"),
        (date, 20240101),
        (datetime, "2024-01-01T08:00:00"),
        (Seat, {"role": "head"}),
        (When, {"is": "Someday"}),
        (When, "2024-03-18"),
        (Day | None, 5),
    ],
)
def test_what_does_not_fit_is_a_value_error(kind: Any, value: Json) -> None:
    with pytest.raises(ValueError):
        decode(kind, value)


NAIVE = datetime.fromisoformat("2024-01-01T08:00:00")


@pytest.mark.parametrize(
    "value",
    [1.5, NAIVE, {"a": 1}, b"x", object()],
    ids=["float", "naive", "dict", "bytes", "object"],
)
def test_what_has_no_place_in_a_ledger_is_refused_when_written(value: object) -> None:
    with pytest.raises(TypeError):
        encode(value)


def test_the_name_of_a_kind_is_its_word() -> None:
    assert [encode(kind) for kind in (NoticeKind.REMINDER, Role.HEAD)] == ["reminder", "head"]
