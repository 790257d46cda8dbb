"""A proposal that changed materially, or came up at a committee's meeting, opens discussions anew: told to those who owe them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from process.entries import Entry, ProposalSubmitted
from process.notices import NoticeKind
from process.obligations import Obligation, ObligationKind, day_of, responsible
from process.seats import PersonId
from process.state import State


def of_proposals(state: State, owed: Sequence[Obligation]) -> Iterator[tuple[Entry, NoticeKind, PersonId]]:
    """Each new version once to each who owes its discussion, as long as it is owed."""
    told: dict[tuple[int, PersonId], Entry] = {}
    for obligation in reopened(state, owed):
        assert obligation.proposal is not None, "a discussion is about a proposal"
        entry = state.submitted[obligation.proposal.id, obligation.proposal.version]
        for person in responsible(state, obligation, day_of(state, entry.at)):
            told[entry.seq, person] = entry
    yield from ((entry, NoticeKind.REOPENED, person) for (_, person), entry in told.items())


def reopened(state: State, owed: Sequence[Obligation]) -> Iterator[Obligation]:
    """The open discussions that a later version, or a proposal from a meeting, made somebody owe."""
    for obligation in owed:
        proposal = obligation.proposal
        open_one = obligation.kind is ObligationKind.DISCUSSION and obligation.open
        if open_one and proposal is not None and (proposal.version > 1 or proposal.origin):
            yield obligation


def touched_by(state: State, entry: Entry, owed: Sequence[Obligation], person: PersonId) -> tuple[Obligation, ...]:
    """The discussions an entry made one person owe, that are still open."""
    if not isinstance(entry.fact, ProposalSubmitted):
        return ()
    id, day = entry.fact.proposal.id, day_of(state, entry.at)
    return tuple(o for o in reopened(state, owed) if o.proposal and o.proposal.id == id and person in responsible(state, o, day))
