"""Whatever somebody types lies beside the chain, is read back where it stood, and can be forgotten
everywhere (rules L7).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime
from typing import get_args, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from process.dates.when import NoLater
from process.ledger.codec import Words
from process.ledger.facts import (
    TYPED,
    DiscussionRecorded,
    Fact,
    MilestoneCancelled,
    MilestoneMoved,
    MinutesNoted,
    Outcome,
    PlanAdopted,
    ProposalRef,
    ProposalSubmitted,
    ResponseReceived,
    ResponseWithdrawn,
    Side,
    Undone,
    has_words,
    texts_of,
    typed_apart,
)
from process.ledger.state import State
from process.plan.model import Moved
from process.plan.proposals import NotAffected
from storage.database import Database
from storage.ledger import Ledger
from storage.verify import Verified, export_lines, verify
from tests.storage.cast import LATER, NOW, OWNER, P, says
from tests.support.cast import PLAN, PROPOSALS

TOLD = "Kun skolechefen vidste det"
ROW = PLAN.milestones[0]
DAY = NoLater(day=date(2024, 3, 22))
SAID: tuple[Fact, ...] = (
    PlanAdopted(plan=PLAN, reason=TOLD),
    PlanAdopted(plan=PLAN, reason="", approved_by=TOLD),
    PlanAdopted(
        plan=replace(
            PLAN,
            milestones=(
                replace(ROW, moved=(Moved(was=ROW.when, why=TOLD, approved_by=TOLD),)),
                *PLAN.milestones[1:],
            ),
        ),
        reason="",
    ),
    PlanAdopted(
        plan=replace(PLAN, milestones=(replace(ROW, cancelled=TOLD), *PLAN.milestones[1:])),
        reason="",
    ),
    MilestoneMoved(milestone="forslag", to=DAY, why=TOLD, approved_by=TOLD),
    MilestoneCancelled(milestone="forslag", why=TOLD),
    Undone(undoes=1, why=TOLD),
    ProposalSubmitted(
        proposal=replace(PROPOSALS[0], not_affected=(NotAffected(committee="lmu", reason=TOLD),))
    ),
    DiscussionRecorded(
        committee="lmu",
        proposals=(ProposalRef(id="R-1", version=1),),
        held_on=date(2024, 4, 18),
        outcome=Outcome.DISCUSSED,
        by_side=Side.MANAGEMENT,
        minutes=TOLD,
    ),
    MinutesNoted(record=1, link=TOLD),
    ResponseReceived(
        consultation="h", party="p", received_at=datetime(2024, 9, 1, tzinfo=UTC), link=TOLD
    ),
    ResponseWithdrawn(response=1, why=TOLD),
)


def test_every_fact_in_which_something_is_typed_is_tried_here() -> None:
    """One that comes later comes into the list."""
    tried = {type(fact) for fact in SAID}
    typing = {kind for kind in get_args(Fact) if any(_typed(kind, set()))}
    assert typing == tried


def _typed(kind: object, seen: set[type]) -> Iterator[str]:
    for part in get_args(kind):
        yield from _typed(part, seen)
    if isinstance(kind, type) and is_dataclass(kind) and kind not in seen:
        seen.add(kind)
        hints = get_type_hints(kind)
        for f in fields(kind):
            if f.name in TYPED and hints[f.name] is str:
                yield f.name
            yield from _typed(hints[f.name], seen)


@pytest.mark.parametrize("fact", SAID, ids=lambda fact: type(fact).__name__)
def test_what_is_typed_is_not_in_the_chain_is_read_back_and_can_be_forgotten(
    database: Database, fact: Fact
) -> None:
    here, elsewhere = Ledger(database), Ledger(database)
    state, (entry,) = here.decide(P, says(fact), actor=OWNER, at=NOW)

    assert not any("skolechefen" in line for line in export_lines(database, P))
    assert entry.fact == fact
    assert here.entries(P) == [entry]
    assert elsewhere.state(P) == state == State.fold(P, here.entries(P))
    assert not has_words(here.entries(P)[0].fact)
    assert isinstance(verify(database, P), Verified)

    ids = [text.id for text in texts_of(entry.fact)]
    assert here.erase(P, ids, at=LATER, why="bedt om") == len(ids) > 0
    assert here.erase(P, ids, at=LATER, why="bedt om") == 0
    found = verify(database, P)
    assert isinstance(found, Verified) and not found.by_hand
    for ledger in (here, elsewhere, Ledger(database)):
        assert TOLD not in repr(ledger.state(P)) and TOLD not in repr(ledger.entries(P))


def test_words_that_lie_apart_already_are_not_drawn_again(database: Database) -> None:
    """A plan that is adopted anew carries the moves of the one before."""
    book = Ledger(database)
    book.decide(P, says(SAID[2]), actor=OWNER, at=NOW)
    again = PlanAdopted(plan=book.state(P).plan, reason="")
    _, (entry,) = book.decide(P, says(again), actor=OWNER, at=LATER)
    assert texts_of(entry.fact) == texts_of(book.entries(P)[0].fact)


def test_an_entry_of_before_keeps_its_words_and_says_so() -> None:
    said = MilestoneMoved(milestone="a", to=DAY, why=TOLD)
    assert has_words(said) and not has_words(replace(said, why=""))


@settings(max_examples=200)
@given(st.one_of(*(st.from_type(kind) for kind in get_args(Fact) if kind is not PlanAdopted)))
def test_nothing_but_what_was_typed_is_changed(fact: Fact) -> None:
    apart = typed_apart(fact, lambda words: Words(words, {"is": "Text", "id": "i", "digest": "d"}))
    assert apart == fact
    assert not has_words(apart)
    assert typed_apart(apart, lambda _: pytest.fail("drawn twice")) is apart
