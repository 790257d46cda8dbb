"""What is known of one process: the values of a state and the questions that can be asked of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from process.entries import GENESIS, Entry
from process.errors import NoPlan
from process.hearings import Hearing
from process.plan import Milestone, Plan, Rhythm
from process.proposals import Proposal
from process.records import Record
from process.rescheduling import Rescheduled
from process.revising import RowMove, TakenOut
from process.seats import PersonId, Seat, Tenure
from process.standing import Revision, Standing


@dataclass(frozen=True, kw_only=True)
class Known:
    """Everything that is known of one process after `seq` entries."""

    process: str
    seq: int = 0
    head: str = GENESIS
    at: datetime | None = None
    adopted: Plan | None = None
    tenures: Mapping[Seat, tuple[Tenure, ...]] = field(default_factory=dict)
    standings: Mapping[str, Standing] = field(default_factory=dict)
    versions: Mapping[str, tuple[Proposal, ...]] = field(default_factory=dict)
    submitted: Mapping[tuple[str, int], Entry] = field(default_factory=dict)
    records: Mapping[int, Record] = field(default_factory=dict)
    hearings: Mapping[str, Hearing] = field(default_factory=dict)
    published: Mapping[str, Entry] = field(default_factory=dict)
    """By organ: the meetings its own calendar proposed last, until they are turned down."""
    moves: tuple[RowMove, ...] = ()
    rhythms: Mapping[str, Rhythm] = field(default_factory=dict)
    """For each row that had begun when the plan was changed: the rhythm it began with."""
    revisions: Mapping[str, Revision] = field(default_factory=dict)
    taken_out: Mapping[str, TakenOut] = field(default_factory=dict)
    """By `organ/key`: the meetings that went out of the plan without having been cancelled first."""
    rescheduled: Mapping[str, Rescheduled] = field(default_factory=dict)
    """By proposal: how the treatment of the version that stands was last given another day."""
    stand_ins: tuple[Entry, ...] = ()
    """The entries that let somebody stand in for a seat's holder."""
    about: Mapping[int, str | int] = field(default_factory=dict)
    """For each entry that can be undone: the obligation key or the record it is about."""

    @property
    def plan(self) -> Plan:
        """The plan as it stands; raises NoPlan."""
        if self.adopted is None:
            raise NoPlan()
        return self.adopted

    def standing(self, obligation: str) -> Standing:
        """What has happened to an obligation; an empty one when nothing has."""
        return self.standings.get(obligation, Standing())

    def rhythm_of(self, row: Milestone) -> Rhythm:
        """When people are written to about a row, by the rule that stood when that began."""
        return self.rhythms.get(row.key) or self.plan.kind(row.kind).rhythm

    def proposal(self, id: str) -> Proposal | None:
        """The newest version of a proposal."""
        return self.versions[id][-1] if id in self.versions else None

    def proposals(self) -> tuple[Proposal, ...]:
        """The newest version of each proposal, in order of id."""
        return tuple(self.versions[id][-1] for id in sorted(self.versions))

    def holders(self, seat: Seat, day: date) -> tuple[PersonId, ...]:
        """Who answers for a seat that day: a stand-in where there is one, else its holders."""
        here = [t for t in self.tenures.get(seat, ()) if t.covers(day)]
        deputies = tuple(dict.fromkeys(t.person for t in here if t.deputy))
        return deputies or tuple(dict.fromkeys(t.person for t in here))

    def is_in(self, seat: Seat, person: PersonId, day: date) -> bool:
        """Whether a person holds the seat or stands in for it that day; the holder keeps their rights while somebody stands in."""
        return any(t.person == person and t.covers(day) for t in self.tenures.get(seat, ()))

    def seats_of(self, person: PersonId, day: date) -> tuple[Seat, ...]:
        """The seats a person holds or stands in for that day."""
        return tuple(sorted(s for s, tenures in self.tenures.items() if any(t.person == person and t.covers(day) for t in tenures)))

    def people(self) -> tuple[PersonId, ...]:
        """Everybody who holds or held a seat."""
        return tuple(sorted({t.person for tenures in self.tenures.values() for t in tenures}))
