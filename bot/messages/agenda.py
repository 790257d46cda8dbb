"""The finished item for a committee's agenda, paragraph by paragraph."""

from __future__ import annotations

from datetime import date

from bot.text import med, papers
from bot.text.grammar import place
from bot.text.marks import strong
from process.ledger.state import State
from process.med.involvement import Cell, CellState, matrix, steps_of
from process.plan.proposals import shown_on


def paragraphs(state: State, committee: str, today: date) -> list[str]:
    """The item, paragraph by paragraph."""
    cells = undiscussed(state, committee)
    if not cells:
        return [papers.NOTHING]
    name = place(state.plan, committee)
    lines = "\n".join(line(state, c, today) for c in cells)
    head = strong(papers.title(ids=[c.proposal.id for c in cells]))
    return [
        papers.COPY,
        head,
        papers.case(committee=name),
        lines,
        *days(state, cells),
        papers.ASKS,
        papers.MINUTES,
    ]


def undiscussed(state: State, committee: str) -> list[Cell]:
    """The proposals a committee has not discussed."""
    return [c for c in matrix(state) if c.committee == committee and c.state is CellState.PLANNED]


def line(state: State, cell: Cell, today: date) -> str:
    """One proposal: when it is treated, and from when it may be shared; by code alone
    where its title may not stand.
    """
    proposal, basis = cell.proposal, cell.basis
    shown = shown_on(proposal, today)
    share = med.sharing(known=proposal.share_from is not None, share_from=proposal.share_from)
    if basis is None:
        return papers.undated(shown=shown, version=proposal.version, share=share)
    organ = place(state.plan, basis.organ)
    return papers.line(
        shown=shown,
        version=proposal.version,
        organ=organ,
        treatment=basis.treatment,
        assumed=basis.assumed,
        share=share,
    )


def days(state: State, cells: list[Cell]) -> list[str]:
    """The days a chair must keep, for the first treatment; nothing where none has a day."""
    found = min(
        (steps for c in cells if (steps := steps_of(state, c))),
        key=lambda steps: steps.case_deadline,
        default=None,
    )
    if found is None:
        return []
    return [
        papers.days(
            last=found.case_deadline,
            meeting=found.meeting,
            material=found.material_by,
            call=found.call_by,
        )
    ]
