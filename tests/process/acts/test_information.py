"""That an information was given: who may say so, and from when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from process.acts.deadlines import deliver, undo
from process.acts.information import inform, untold
from process.dates.when import Day
from process.deadlines.obligations import find
from process.errors import AlreadyDone, BadDay, Missing, NotYours, Refused, Unknown
from process.ledger.entries import new_text
from process.ledger.facts import InformationGiven, MilestoneCancelled, PlanAdopted
from process.plan.model import Does, Kind, Milestone
from process.simulation import Stage
from tests.support.cast import PLAN, at

DAY = date(2024, 2, 29)
ROW = Milestone(
    key="status",
    title="Status til Hovedudvalget",
    kind="status",
    when=Day(day=DAY),
    organ="hu",
    owners=("head:skole",),
)
KEY = "status/head:skole"


@pytest.fixture
def planned(stage: Stage) -> Stage:
    """The chef of the schools is to tell the main committee on 29 February."""
    kinds = (*PLAN.kinds, Kind(key="status", label="Status", does=Does.INFORMATION))
    plan = replace(PLAN, kinds=kinds, milestones=(*PLAN.milestones, ROW))
    stage.write(PlanAdopted(plan=plan, reason="Med status"), at=at("2024-01-02"))
    return stage


@pytest.mark.parametrize(
    ("person", "day", "refused"),
    [
        ("p-skolechef", "2024-02-28", BadDay),
        ("p-skolechef", "2024-02-29", None),
        ("p-sekretaer", "2024-02-28", BadDay),
        ("p-sekretaer", "2024-03-05", None),
        ("p-procesejer", "2024-03-05", None),
        ("p-plejechef", "2024-03-05", NotYours),
        ("p-formand", "2024-03-05", NotYours),
        ("p-naestformand", "2024-03-05", NotYours),
    ],
)
def test_whose_word_counts_and_from_when(
    planned: Stage, person: str, day: str, refused: type[Refused] | None
) -> None:
    may = ROW in untold(planned.state, person, at(day))
    assert may is (refused is None)
    if refused is None:
        decided = inform(planned.state, by=person, milestone="status", at=at(day))
        assert decided.facts == (InformationGiven(milestone="status", day=DAY),)
        return
    with pytest.raises(refused):
        inform(planned.state, by=person, milestone="status", at=at(day))


def test_the_owner_hands_nothing_in_but_says_that_it_was_told(planned: Stage) -> None:
    now, note = at("2024-03-01"), new_text("Ord", id="t", salt="s")
    with pytest.raises(Missing):
        deliver(planned.state, by="p-skolechef", obligation=KEY, at=now, note=note)
    decided = deliver(planned.state, by="p-skolechef", obligation=KEY, at=now)
    planned.write(*decided.facts, at=now, actor="p-skolechef", seat=decided.seat)
    owed = find(planned.state, KEY)
    assert owed is not None and not owed.open
    with pytest.raises(AlreadyDone):
        inform(planned.state, by="p-sekretaer", milestone="status", at=now)


def test_a_word_taken_back_leaves_it_as_planned(planned: Stage) -> None:
    now = at("2024-03-01")
    (said,) = planned.write(
        InformationGiven(milestone="status", day=DAY), at=now, actor="p-skolechef"
    )
    decided = undo(planned.state, by="p-skolechef", seq=said.seq, at=now)
    planned.write(*decided.facts, at=now, actor="p-skolechef")
    owed = find(planned.state, KEY)
    assert owed is not None and owed.open and planned.state.told("status") is None


@pytest.mark.parametrize("key", ["forslag", "fagudvalg", "findes-ikke"])
def test_nothing_but_an_information_is_told(planned: Stage, key: str) -> None:
    with pytest.raises(Unknown):
        inform(planned.state, by="p-sekretaer", milestone=key, at=at("2024-06-01"))


def test_what_was_cancelled_is_not_told(planned: Stage) -> None:
    planned.write(MilestoneCancelled(milestone="status", why="Aflyst"), at=at("2024-02-01"))
    with pytest.raises(Refused):
        inform(planned.state, by="p-sekretaer", milestone="status", at=at("2024-03-01"))
