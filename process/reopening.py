"""A proposal that changed materially, or came up at a committee's meeting, opens discussions anew: told to those who owe them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from process.entries import Entry
from process.facts import ProposalSubmitted
from process.involvement import cell
from process.notices import NoticeKind
from process.obligations import Obligation, ObligationKind, day_of, responsible
from process.proposals import Proposal
from process.seats import PersonId, Role, Seat
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


def of_stations(state: State, owed: Sequence[Obligation]) -> Iterator[tuple[Entry, NoticeKind, PersonId]]:
    """Another day for the treatment, once to each who owes a discussion before it; whoever has recorded theirs is left in peace."""
    for id, moved in state.rescheduled.items():
        proposal = state.proposal(id)
        if moved.before is None and proposal is not None and _anew(proposal):
            continue  # its first day comes with the word that it is owed anew
        told = [person for _, people in owing(state, id, owed, moved.entry) for person in people]
        yield from ((moved.entry, NoticeKind.RESCHEDULED, person) for person in dict.fromkeys(told))


def owing(state: State, id: str, owed: Sequence[Obligation], entry: Entry) -> Iterator[tuple[str, tuple[PersonId, ...]]]:
    """The committees that have not discussed the version that stands, each with whoever answers for that; also while it has no day."""
    proposal, day = state.proposal(id), day_of(state, entry.at)
    if proposal is None or proposal.out:
        return
    known = {o.committee: o for o in owed if o.proposal is not None and o.proposal.id == id}
    for committee in (c for c in proposal.affected if c not in {n.committee for n in proposal.not_affected}):
        record = cell(state, proposal, committee).record
        if record is None or not record.counts:
            found = known.get(committee)
            yield committee, responsible(state, found, day) if found else state.holders(Seat(Role.CHAIR, committee), day)


def reopened(state: State, owed: Sequence[Obligation]) -> Iterator[Obligation]:
    """The open discussions that a later version, or a proposal from a meeting, made somebody owe."""
    for obligation in owed:
        proposal = obligation.proposal
        open_one = obligation.kind is ObligationKind.DISCUSSION and obligation.open
        if open_one and proposal is not None and _anew(proposal):
            yield obligation


def _anew(proposal: Proposal) -> bool:
    return proposal.version > 1 or bool(proposal.origin)


def touched_by(state: State, entry: Entry, owed: Sequence[Obligation], person: PersonId) -> tuple[Obligation, ...]:
    """The discussions an entry made one person owe, that are still open."""
    if not isinstance(entry.fact, ProposalSubmitted):
        return ()
    id, day = entry.fact.proposal.id, day_of(state, entry.at)
    return tuple(o for o in reopened(state, owed) if o.proposal and o.proposal.id == id and person in responsible(state, o, day))
