"""A part of the matrix: one area's proposals, one committee's cells, or what one political meeting treats."""

from __future__ import annotations

from dataclasses import dataclass

from process.involvement import Cell, matrix
from process.state import State


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """What is asked for; "" = all. `meeting` is the organ that treats, or `organ/day` for one meeting of it."""

    area: str = ""
    committee: str = ""
    meeting: str = ""

    @property
    def any(self) -> bool:
        """Whether anything is left out."""
        return bool(self.area or self.committee or self.meeting)


def chosen_cells(state: State, chosen: Chosen) -> tuple[Cell, ...]:
    """The cells of the matrix that are asked for, in its order."""
    return tuple(c for c in matrix(state) if _fits(c, chosen))


def _fits(cell: Cell, chosen: Chosen) -> bool:
    organ, _, day = chosen.meeting.partition("/")
    basis = cell.basis
    treated = not organ or (basis is not None and basis.organ == organ and (not day or basis.treatment.isoformat() == day))
    return (
        (not chosen.area or cell.proposal.area == chosen.area) and (not chosen.committee or cell.committee == chosen.committee) and treated
    )


def meetings(state: State) -> tuple[str, ...]:
    """Every meeting that treats something, as `organ/day`, by day."""
    found = {(c.basis.treatment, c.basis.organ) for c in matrix(state) if c.basis}
    return tuple(f"{organ}/{day.isoformat()}" for day, organ in sorted(found))
