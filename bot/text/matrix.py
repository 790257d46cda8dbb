"""The matrix of proposals and committees in words: its letters and marks, a cell on a day, the list
in Slack, and the sheet; never by colour alone.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from bot.text.grammar import full, in_line
from bot.text.marks import code, strong
from process.dates.danish_grammar import short_day
from process.ledger.facts import Outcome
from process.med.involvement import Cell, CellState

LETTERS = {
    "D": "Drøftet, og begge sider har bekræftet det",
    "R": "Registreret, afventer den anden side",
    "B": "Registreringen er bestridt",
    "O": "Kun orienteret, ikke drøftet",
    "F": "Begyndt, fortsætter på næste møde",
    "S": "Behandlet skriftligt",
    "P": "Planlagt, senest den viste dag",
    "M": "Mangler, dagen er passeret",
    "–": "Ikke berørt",
    "U": "Udgået: forkastet, før det blev drøftet",
}
BY_STATE = {
    CellState.DISCUSSED: "D",
    CellState.RECORDED: "R",
    CellState.CONTESTED: "B",
    CellState.NOT_RELEVANT: "–",
    CellState.GIVEN_UP: "U",
}
BY_OUTCOME = {Outcome.INFORMED: "O", Outcome.BEGUN: "F", Outcome.IN_WRITING: "S"}
MARKS = {
    "1": "efter sagsfristen til udvalget",
    "2": "efter udvalgets behandling",
    "3": "holdt i tide, registreret efter sagsfristen",
}
RAISED = {"1": "¹", "2": "²", "3": "³"}
WITH_A_MEETING = "DRBOFS"
WITH_A_DUE_DAY = "PM"
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
    "U": "E6E6E6",
}
"""Beside the letter, never instead of it."""


# A cell.


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A cell on a day: never by colour alone."""

    letter: str
    day: date | None
    mark: str
    """"1" after our own deadline, "2" after the treatment, "3" held in time and put down late,
    "" in time.
    """
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
    mark = _mark(cell) if met and cell.held_on else ""
    more = tuple(record.fact.held_on for record in cell.more)
    spoken = [
        LETTERS[letter],
        *([MARKS[mark]] if mark else []),
        *([_both_days(cell)] if mark else []),
        *([cell.reason] if cell.reason else []),
    ]
    return Shown(
        letter=letter,
        day=day,
        mark=mark,
        spoken=", ".join([*spoken, *discussed_also(more)]),
        more=more,
    )


def _both_days(cell: Cell) -> str:
    """`holdt 18. april, registreret 10. september`."""
    days = [("holdt", cell.held_on), ("registreret", cell.recorded_on)]
    return ", ".join(f"{word} {short_day(day)}" for word, day in days if day)


def _mark(cell: Cell) -> str:
    if cell.after_treatment:
        return "2"
    if cell.after_deadline:
        return "1"
    return "3" if cell.recorded_late else ""


def letter_of(cell: Cell, today: date) -> str:
    """Its letter among `LETTERS`."""
    if cell.state in BY_STATE:
        return BY_STATE[cell.state]
    if cell.outcome in BY_OUTCOME:
        return BY_OUTCOME[cell.outcome]
    return "M" if cell.missing_on(today) else "P"


def discussed_also(days: Sequence[date]) -> list[str]:
    """A committee's other discussions of the same version, to be heard; nothing where there is
    one.
    """
    return [f"også registreret {in_line([short_day(day) for day in days])}"] if days else []


def slashed(day: date) -> str:
    """`18/4`, for a narrow place."""
    return f"{day.day}/{day.month}"


# On the

LEVELS = {"main": "Hovedudvalg", "area": "OmrådeMED", "local": "LokalMED"}


def level_answer(days: Sequence[date], *, committee: bool) -> str:
    """Whether the recommending leader's level has discussed it: a fact, not a verdict."""
    if not committee:
        return "ikke på planen"
    return f"ja, {in_line([slashed(d) for d in days])}" if days else "ikke endnu"


def treated(organ: str, day: date, case_deadline: date, *, assumed: bool) -> str:
    """Where and when the politicians have it, and when the case must be ready."""
    return (
        f"{organ} {slashed(day)}{' (antaget dag)' if assumed else ''}, "
        f"sagsfrist {slashed(case_deadline)}"
    )


def short_name(committee: str) -> str:
    """A committee's name at the head of a column."""
    return (
        committee.replace("LokalMED ", "LMU ")
        .replace("OmrådeMED ", "OMU ")
        .replace("Personalemøde med MED-status, ", "Personalemøde ")
    )


# The list in Slack.

WHOLE = "Hvem har drøftet hvad"
BOARD = "Åbn tavlen"
ON_THE_BOARD = "Tavlen viser det hele i farver, også som Excel."


def line(*, shown: str, squares: Sequence[tuple[str, str]]) -> str:
    """`R-001 Vikardækning: OMU Sundhed D 16/4 · LMU Prøvegården M 24/4`."""
    cells = " · ".join(f"{short_name(name)} {square}" for name, square in squares)
    return f"{strong(shown)}: {cells}"


def compact(cell: Cell, today: date) -> str:
    """`D 18/4`, with a raised mark where it was late."""
    found = shown(cell, today)
    raised = RAISED.get(found.mark, "")
    also = "".join(f" +{slashed(day)}" for day in found.more)
    return f"{found.letter}{f' {slashed(found.day)}' if found.day else ''}{raised}{also}"


def legend(squares: Collection[Shown]) -> str:
    """What the letters and the marks for late mean that are in use."""
    letters, marks = {square.letter for square in squares}, {square.mark for square in squares}
    meanings = [
        f"{letter} = {LETTERS[letter].casefold()}" for letter in LETTERS if letter in letters
    ]
    late = [f"{RAISED[mark]} = {meaning}" for mark, meaning in MARKS.items() if mark in marks]
    return "; ".join([*meanings, *late]) + "."


def more_rows(*, count: int) -> str:
    """What an answer has no room for."""
    return (
        f"Og {count} forslag mere. "
        f"Skriv et område, et udvalg eller en kode efter {code('/med status')}."
    )


# The sheet.

SHEET = "MED"
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
LEVELS_HEAD = ("Lederens eget niveau", "Hovedudvalg")


def as_of(on: date, printed: date) -> str:
    """The day it shows, and the day it was printed."""
    return f"Viser protokollen, som den stod {full(on)}. Udskrevet {full(printed)}."


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


def file_name(process: str, on: date, ending: str) -> str:
    """ASCII, since a header carries it."""
    return f"med-{process}-{on.isoformat()}.{ending}"
