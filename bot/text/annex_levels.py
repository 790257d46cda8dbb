"""Where each level stands in a MED annex: what is only recorded, or contested, is never counted as discussed."""

from __future__ import annotations

from datetime import date

from bot.text.dates import full
from bot.text.med_levels import LEVELS
from process.involvement import CellState
from process.plan import Level

STATES = {
    CellState.DISCUSSED: "drøftet",
    CellState.RECORDED: "registreret, venter på den anden side,",
    CellState.CONTESTED: "bestridt",
    CellState.PLANNED: "ikke registreret",
    CellState.NOT_RELEVANT: "ikke berørt",
}
NO_COMMITTEE = "Intet LokalMED er nævnt"


def how_many(*, discussed: int, waiting: int, contested: int, missing: int) -> str:
    """How a level's committees stand, one line for each answer there is: `Drøftet: 2`."""
    counts = {"Drøftet": discussed, "Venter på den anden side": waiting, "Bestridt": contested, "Ikke registreret": missing}
    return "\n".join(f"{label}: {count}" for label, count in counts.items() if count) or NO_COMMITTEE


def stands(*, committee: str, state: CellState, on: date | None) -> str:
    """Where one committee stands, and the day of its meeting."""
    held = f" {full(on)}" if on and state is not CellState.PLANNED else ""
    return f"{committee}: {STATES[state]}{held}"


def not_planned(level: Level) -> str:
    """The level of the leader who recommends it has no committee among those the proposal touches."""
    return f"{LEVELS[level]} er ikke på planen"
