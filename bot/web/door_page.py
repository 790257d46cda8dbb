"""What stands on a door's page: what waits for an answer, what the committee has left, and what has been recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.doors import GOOD_FOR, Door
from bot.text import about_agenda, agenda_item, med, med_changed, med_form, med_levels, med_status
from bot.text import door as words
from bot.text.marks import plain
from bot.text.rendered import View
from bot.text.roles import here
from bot.web.door_records import items_of
from process.arithmetic import counted_back
from process.facts import Side
from process.involvement import Cell, CellState, matrix
from process.plan import Level
from process.proposals import shown_title
from process.seats import Seat
from process.state import State
from process.when import is_dated


@dataclass(frozen=True, kw_only=True)
class Line:
    """One proposal of the committee."""

    id: str
    title: str
    state: str
    because: str
    missing: bool


def values(state: State, door: Door, seat: Seat, side: Side, today: date, view: View) -> dict[str, object]:
    """Everything the template shows."""
    committee = door.committee
    cells = [c for c in matrix(state) if c.committee == committee and c.state is not CellState.NOT_RELEVANT]
    items = list(items_of(state, door, side, view))
    return {
        "title": state.plan.title,
        "committee": state.plan.place_name(committee),
        "role": here(seat),
        "employees": side is Side.EMPLOYEES,
        "waiting": [i for i in items if i.asks],
        "records": [i for i in items if not i.asks],
        "lines": [_line(state, c, today) for c in cells],
        "outcomes": [(str(o), label) for o, label in med.OUTCOMES.items()],
        "sides": [(str(s), label) for s, label in words.SIDES.items()],
        "usual_sides": (str(Side.MANAGEMENT), str(Side.EMPLOYEES)),
        "others": [(o.key, o.name) for o in state.plan.med_committees() if o.key != committee and _may_join(state, committee, o.key)],
        "agenda": _agenda(state, committee, cells, today),
        "agenda_words": agenda_item,
        "last_meeting": last_meeting(state, committee, today),
        "today": today,
        "until": words.open_until(on=state.plan.calendar.local_day(door.address.created_at + GOOD_FOR)),
        "form": med_form,
        "changed": med_changed,
        "not_agreed": f"{med.NOT_AGREED} {med.MINUTES_PREVAIL}",
    }


def _agenda(state: State, committee: str, cells: list[Cell], today: date) -> list[str]:
    """The finished item, while there is something to put on an agenda."""
    missing = any(cell.state is CellState.PLANNED for cell in cells)
    return [plain(text) for text in about_agenda.paragraphs(state, committee, today)] if missing else []


def last_meeting(state: State, committee: str, today: date) -> date:
    """The committee's latest meeting that has been held, else today."""
    organ = state.plan.organ(committee)
    days = [m.when.earliest for m in organ.meetings if m.cancelled is None and is_dated(m.when) and m.when.earliest]
    return max((day for day in days if day <= today), default=today)


def _may_join(state: State, committee: str, other: str) -> bool:
    """Committees that share a proposal can meet about it together."""
    return state.plan.organ(other).level is not Level.MAIN and any({committee, other} <= set(p.affected) for p in state.proposals())


def _line(state: State, cell: Cell, today: date) -> Line:
    because = ""
    if cell.basis and cell.state is CellState.PLANNED:
        organ = state.plan.place_name(cell.basis.organ)
        because = med_levels.because(organ=organ, found=counted_back(state.plan, cell.basis), assumed=cell.basis.assumed)
    return Line(
        id=cell.proposal.id,
        title=shown_title(cell.proposal, today),
        state=med_status.STATES[cell.state] + med_status.lateness(cell) + med_status.further(cell),
        because=because,
        missing=cell.state is CellState.PLANNED,
    )
