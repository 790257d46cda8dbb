"""MED's status in words: what stands, with dates, and never a verdict."""

from __future__ import annotations

from datetime import date

from bot.text.dates import full, in_line
from bot.text.marks import code, strong
from process.involvement import Cell, CellState
from process.records import RecordState

STATES = {
    CellState.PLANNED: "mangler",
    CellState.RECORDED: "registreret, venter på den anden side",
    CellState.DISCUSSED: "drøftet",
    CellState.CONTESTED: "bestridt",
    CellState.NOT_RELEVANT: "ikke berørt",
}

HOW = {
    RecordState.AWAITING: "registreret, venter på svar,",
    RecordState.CONFIRMED: "drøftet",
    RecordState.CONTESTED: "bestridt",
    RecordState.WITHDRAWN: "trukket tilbage",
}


def cell_line(cell: Cell, *, committee: str) -> str:
    """`LokalMED Eksempelskolen: drøftet torsdag den 18. april 2024`."""
    held = f" {full(cell.held_on)}" if cell.held_on and cell.state is not CellState.PLANNED else ""
    reason = f" ({cell.reason})" if cell.reason else ""
    return f"{committee}: {STATES[cell.state]}{held}{reason}{lateness(cell)}{further(cell)}"


def further(cell: Cell) -> str:
    """The committee's other discussions of the same version, each with where it stands."""
    found = [f"{HOW[record.state]} {full(record.fact.held_on)}" for record in cell.more]
    return f"; også {in_line(found)}" if found else ""


def lateness(cell: Cell) -> str:
    """Two marks that say two things: after our own deadline, and after the treatment (PEOPLE 2.4)."""
    if cell.after_treatment:
        return ", efter politisk behandling"
    return ", efter egen frist" if cell.after_deadline else ""


def proposal_head(*, shown: str, organ: str, treatment: date | None, assumed: bool) -> str:
    """The head of a proposal's status."""
    if treatment is None:
        return f"{strong(shown)}. Den politiske behandling har ingen dato endnu."
    guess = " (antaget dato)" if assumed else ""
    return f"{strong(shown)}. {organ} behandler det {full(treatment)}{guess}."


def no_proposals() -> str:
    """There is nothing to show."""
    return "Der er ikke indsendt forslag endnu."


def counts(*, discussed: int, waiting: int, contested: int, missing: int) -> str:
    """A committee or a proposal in one line."""
    return f"Drøftet: {discussed} · venter på svar: {waiting} · bestridt: {contested} · mangler: {missing}"


def nothing_missing() -> str:
    """Nothing is missing anywhere the person keeps an eye on."""
    return "Der er ikke noget, der mangler at blive drøftet i de udvalg, du følger."


def more(*, count: int) -> str:
    """What an answer has no room for."""
    return f"Og {count} forslag mere. Skriv koden efter {code('/med status')} for at se ét af dem."
