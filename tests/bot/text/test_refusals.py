"""Every refusal has one sentence of its own: what stands now, and what can be done."""

from __future__ import annotations

import re
from datetime import date, time

import pytest

from bot.text import refusals
from bot.text.marks import starred
from bot.text.refusals import ACTS, DONE, FIELDS, THINGS
from process.errors import (
    AlreadyDone,
    BadDay,
    BadPreference,
    BothSides,
    BuiltOn,
    CannotTake,
    LostRace,
    Missing,
    NoLongerOwed,
    NoPlan,
    NotYours,
    OwnAnswerStands,
    Refused,
    SamePerson,
    TooLong,
    Unknown,
    Unwritable,
)
from tests.support.cast import at, small_process

PLAN = small_process().state.plan
SATURDAY, DUE = date(2024, 3, 23), date(2024, 3, 18)
EVERY: list[Refused] = [
    BadDay(why="before_its_time", day=date(2024, 4, 18), limit=date(2024, 5, 2), text="R-040"),
    *(Unknown(what=what, name="R-999", near=("R-001", "R-002")) for what in THINGS),
    *(NotYours(act=act, seats=("head:skole", "process_owner:r24")) for act in ACTS),
    *(
        AlreadyDone(act=act, at=at("2024-03-13", "09:12"), seat="head:skole", day=day)
        for act in DONE
        for day in (None, DUE)
    ),
    *(
        BadDay(why=why, day=SATURDAY, limit=DUE)
        for why in ("past", "future", "closed", "after_limit", "before_due", "order")
    ),
    BadDay(why="unreadable", text="31. februar"),
    *(Missing(field=field) for field in FIELDS),
    NoLongerOwed(obligation="x"),
    BuiltOn(title="Forslag"),
    SamePerson(act="confirm"),
    *(
        OwnAnswerStands(act=act, at=at("2024-03-13", "09:12"), record=7)
        for act in ("confirm", "contest")
    ),
    TooLong(field="views", length=3001, limit=3000),
    NoPlan(),
    Unwritable(),
    LostRace(seq=7),
    BothSides(committee="lmu_skole"),
    CannotTake(title="Råderumsforslag", elected=True),
    CannotTake(title="Råderumsforslag", until=date(2024, 3, 20)),
    BadPreference(why="hour", first=time(7), last=time(17)),
    BadPreference(why="days"),
]


@pytest.mark.parametrize(
    "refused", EVERY, ids=lambda r: f"{type(r).__name__}-{next(iter(r.__dict__.values()), '')}"
)
def test_a_refusal_is_a_whole_sentence_that_says_what_can_be_done(refused: Refused) -> None:
    said = starred(refusals.sentence(refused, PLAN))
    assert said[0].isupper() and said.endswith((".", "?")), said
    assert not re.search(r"None|\{|\}|  | \.|\.\.|[a-z]+_[a-z]+|[a-z]+:[a-z]+", said), said
    assert len(said) > 30


def test_each_can_also_be_said_before_there_is_a_plan() -> None:
    assert [refused for refused in EVERY if not refusals.sentence(refused, None)] == []


def test_every_kind_of_refusal_is_here() -> None:
    assert {kind for kind in Refused.__subclasses__() if kind.__module__ == "process.errors"} == {
        type(r) for r in EVERY
    }


def test_what_people_most_often_meet() -> None:
    assert starred(refusals.sentence(BadDay(why="closed", day=SATURDAY), PLAN)) == (
        "Lørdag den 23. marts 2024 er en lukkedag (weekend). Vælg en arbejdsdag, for eksempel 22. "
        "marts eller 25. marts."
    )
    assert refusals.sentence(TooLong(field="views", length=3001, limit=3000), PLAN) == (
        "Teksten er 1 tegn for lang; der er plads til 3.000. Intet er gemt eller slettet: "
        "kort den lidt af, eller læg resten i referatet."
    )
    done = AlreadyDone(act="deliver", at=at("2024-03-18", "09:12"), seat="head:skole")
    assert refusals.sentence(done, PLAN) == (
        "Det blev meldt afleveret mandag den 18. marts kl. 9.12 af chefen for Skole og Dagtilbud. "
        "Du skal ikke gøre mere."
    )
