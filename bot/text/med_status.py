"""MED's status in words: what stands, with dates, and never a verdict."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from bot.text import board
from bot.text.grammar import full, in_line
from bot.text.marks import code, strong
from process.dates.danish_grammar import short_day
from process.ledger.history import RecordState
from process.med.involvement import Cell, CellState, CountedBack
from process.med.levels import Involved, Levels, MainLevel, Timing
from process.plan.model import Level

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
    """Two marks that say two things: after our own deadline, and after the treatment
    (rules M16).
    """
    if cell.after_treatment:
        return ", efter politisk behandling"
    return ", efter egen frist" if cell.after_deadline else ""


def proposal_head(*, shown: str, organ: str, treatment: date | None, assumed: bool) -> str:
    """The head of a proposal's status."""
    if treatment is None:
        return f"{strong(shown)}. Den politiske behandling har ingen dato endnu."
    guess = " (antaget dato)" if assumed else ""
    return f"{strong(shown)}. {organ} behandler det {full(treatment)}{guess}."


NO_PROPOSALS = "Der er ikke indsendt forslag endnu."


def counts(*, discussed: int, waiting: int, contested: int, missing: int) -> str:
    """A committee or a proposal in one line."""
    return (
        f"Drøftet: {discussed} · venter på svar: "
        f"{waiting} · bestridt: {contested} · mangler: {missing}"
    )


NOTHING_MISSING = "Der er ikke noget, der mangler at blive drøftet i de udvalg, du følger."
"""Nothing is missing anywhere the person keeps an eye on."""


def more(*, count: int) -> str:
    """What an answer has no room for."""
    return f"Og {count} forslag mere. Skriv koden efter {code('/med status')} for at se ét af dem."


LEVELS = {Level.MAIN: "Hovedudvalg", Level.AREA: "OmrådeMED", Level.LOCAL: "LokalMED"}
TIMING = {
    Timing.IN_TIME: "rettidigt",
    Timing.AFTER_DEADLINE: "efter egen frist",
    Timing.AFTER_TREATMENT: "efter politisk behandling",
    Timing.MISSING: "mangler",
    Timing.AHEAD: "ikke endnu",
}
STANDS = {CellState.RECORDED: "venter på den anden sides svar", CellState.CONTESTED: "bestridt"}
"""What a record is that both sides do not stand behind."""


def because(*, organ: str, found: CountedBack, assumed: bool) -> str:
    """The whole arithmetic behind the last day, step by step back."""
    guess = " (antaget dato)" if assumed else ""
    return (
        f"Fordi: {organ} {short_day(found.treatment)}{guess}, "
        f"dagsorden ud {short_day(found.dispatch)}, sagsfrist {short_day(found.case_deadline)}. "
        f"Materialet skal være hos medlemmerne senest {short_day(found.material_by)}, "
        f"og mødet skal være indkaldt senest {short_day(found.call_by)}."
    )


def level_lines(found: Levels, *, level: Level, names: dict[str, str]) -> list[str]:
    """Local involvement, the recommending leader's level, the main committee."""
    lines = (
        [f"Lokal inddragelse: {local_line(found)}"]
        if found.local and level is not Level.LOCAL
        else []
    )
    lines.append(f"Lederens eget niveau: {own_line(found, level)}")
    return [*lines, *(main_line(names.get(m.organ, m.organ), m) for m in found.main)]


def local_line(found: Levels) -> str:
    """How many local committees have discussed it; what is unanswered or contested
    is not counted as discussed.
    """
    done = [i for i in found.local if i.cell.state is CellState.DISCUSSED]
    others = [
        f"{count} {STANDS[state]}"
        for state in STANDS
        if (count := sum(i.cell.state is state for i in found.local))
    ]
    discussed = f"{len(done)} af {len(found.local)} LokalMED har drøftet det{_marks(done)}"
    return f"{'; '.join([discussed, *others])}."


def own_line(found: Levels, level: Level) -> str:
    """Whether the level of the leader who recommends it has discussed it."""
    if not found.own:
        return f"{LEVELS[level]}: ikke på planen."
    return f"{LEVELS[level]}: {', '.join(_one(i) for i in found.own)}."


def main_line(name: str, found: MainLevel) -> str:
    """The main committee in one line (rules M9): status is information, and
    may have become a discussion.
    """
    parts = (
        [f"orienteret {in_line([short_day(d) for d in found.informed])}"] if found.informed else []
    )
    parts += (
        [f"orienteres {in_line([short_day(d) for d in found.to_inform])}"]
        if found.to_inform
        else []
    )
    parts += [_discussed(found)] if found.discussed else ["drøftelse ikke planlagt"]
    return f"{name}: {'; '.join(parts)}."


def _discussed(found: MainLevel) -> str:
    became = (
        f" (orienteringen {in_line([short_day(d) for d in found.became])} blev til en drøftelse)"
        if found.became
        else ""
    )
    return f"drøftet {in_line([short_day(d) for d in found.discussed])}{became}"


def _one(found: Involved) -> str:
    said = ", ".join(filter(None, (TIMING[found.timing], STANDS.get(found.cell.state))))
    return (
        f"{full(found.day)} ({said})"
        if found.day and found.timing is not Timing.AHEAD
        else TIMING[found.timing]
    )


def _marks(done: list[Involved]) -> str:
    late = [i for i in done if i.timing is not Timing.IN_TIME]
    return f", heraf {len(late)} for sent" if late else ""


WITH_A_MEETING = "DRBOFS"
WITH_A_DUE_DAY = "PM"


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A cell on a day: never by colour alone."""

    letter: str
    day: date | None
    mark: str
    """"1" after our own deadline, "2" after the treatment, "" in time."""
    spoken: str
    more: tuple[date, ...] = ()
    """The days of the committee's other discussions of this version."""


def shown(cell: Cell, today: date) -> Shown:
    """The cell as it looks that day."""
    letter = letter_of(cell, today)
    met = letter in WITH_A_MEETING
    day = (
        cell.held_on if met else cell.basis.due if cell.basis and letter in WITH_A_DUE_DAY else None
    )
    mark = (
        ("2" if cell.after_treatment else "1" if cell.after_deadline else "")
        if met and cell.held_on
        else ""
    )
    more = tuple(record.fact.held_on for record in cell.more)
    spoken = [
        board.LETTERS[letter],
        *([board.MARKS[mark]] if mark else []),
        *([cell.reason] if cell.reason else []),
    ]
    return Shown(
        letter=letter,
        day=day,
        mark=mark,
        spoken=", ".join([*spoken, *board.discussed_also(more)]),
        more=more,
    )


def letter_of(cell: Cell, today: date) -> str:
    """Its letter among `web_board.LETTERS`."""
    if cell.state in board.BY_STATE:
        return board.BY_STATE[cell.state]
    if cell.outcome in board.BY_OUTCOME:
        return board.BY_OUTCOME[cell.outcome]
    return "M" if cell.missing_on(today) else "P"


def compact(cell: Cell, today: date) -> str:
    """`D 18/4`, with a raised mark where it was late."""
    found = shown(cell, today)
    raised = {"1": "¹", "2": "²", "": ""}[found.mark]
    also = "".join(f" +{board.slashed(day)}" for day in found.more)
    return f"{found.letter}{f' {board.slashed(found.day)}' if found.day else ''}{raised}{also}"


WHOLE = "Hvem har drøftet hvad"
BOARD = "Åbn tavlen"
ON_THE_BOARD = "Tavlen viser det hele i farver, også som Excel."
RAISED = {"1": "¹", "2": "²"}


def line(*, shown: str, squares: Sequence[tuple[str, str]]) -> str:
    """`R-001 Vikardækning: OMU Sundhed D 16/4 · LMU Prøvegården M 24/4`."""
    cells = " · ".join(f"{board.short_name(name)} {square}" for name, square in squares)
    return f"{strong(shown)}: {cells}"


def at_home(*, name: str) -> str:
    """A heading in App Home."""
    return f"Drøftelser: {name}"


def legend(squares: Collection[Shown]) -> str:
    """What the letters and the marks for late mean that are in use."""
    letters, marks = {square.letter for square in squares}, {square.mark for square in squares}
    meanings = [
        f"{letter} = {board.LETTERS[letter].casefold()}"
        for letter in board.LETTERS
        if letter in letters
    ]
    late = [f"{RAISED[mark]} = {meaning}" for mark, meaning in board.MARKS.items() if mark in marks]
    return "; ".join([*meanings, *late]) + "."


def more_rows(*, count: int) -> str:
    """What an answer has no room for."""
    return (
        f"Og {count} forslag mere. "
        f"Skriv et område, et udvalg eller en kode efter {code('/med status')}."
    )


HEAD = (
    "Forslag",
    "Neutral titel",
    "Udgave",
    "Område",
    "Behandles af",
    "Behandles den",
    "Sagsfrist",
    "Sagsgang",
)
LEVELS_SHEET = ("Lederens eget niveau", "Hovedudvalg")
NOT_AGREED = "Drøftet betyder ikke enig. Ved forskel gælder det godkendte referat."
SHEET = "MED"
COLOURS = {
    "D": "CDE8D0",
    "R": "DCE6F5",
    "B": "F6D5D5",
    "O": "F1E9C9",
    "F": "F1E9C9",
    "S": "F1E9C9",
    "P": "FFFFFF",
    "M": "F3C9A8",
    "–": "E6E6E6",
}
"""Beside the letter, never instead of it."""


def day(of: date, *, assumed: bool = False) -> str:
    """`18-04-2024`, as a table wants it."""
    return f"{of:%d-%m-%Y}{' (antaget)' if assumed else ''}"


def mark(number: str) -> str:
    """The mark for late as it stands in a cell."""
    return f"({number})"


def cell(
    letter: str, on: date | None, number: str, reason: str, *, more: Sequence[date] = ()
) -> str:
    """`D 18-04-2024 (2)`, and `+ 25-04-2024` for a further discussion."""
    also = [f"+ {day(further)}" for further in more]
    return " ".join(
        filter(None, (letter, day(on) if on else "", mark(number) if number else "", reason, *also))
    )


def as_of(on: date) -> str:
    """The day it shows."""
    return f"Som det så ud {full(on)}."


def file_name(process: str, on: date, ending: str) -> str:
    """ASCII, since a header carries it."""
    return f"med-{process}-{on.isoformat()}.{ending}"
