"""What an import made of each row of a timetable: as it was printed, as it was understood, and what
of that was only guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.text.grammar import in_line
from bot.text.marks import code
from process.plan.model import Plan


@dataclass(frozen=True, kw_only=True)
class ImportedRow:
    """One row of the draft beside the row it was made from; "" where the row says nothing.
    `guessed` gives the word a field was guessed from ("" for one that no word told).
    """

    line: int
    printed: str
    when: str = ""
    title: str = ""
    kind: str = ""
    organ: str = ""
    owner: str = ""
    reading: str = ""
    place: str = ""
    note: str = ""
    guessed: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class ReadTimetable:
    """A timetable somebody sent, read: the draft, its rows beside what was printed, what is to be
    looked at, and the draft as a file.
    """

    file: str
    plan: Plan
    rows: tuple[ImportedRow, ...]
    told: tuple[str, ...]
    summary: str
    draft: str


class NotRead(Exception):
    """The file could not be read at all; the message is the sentence for it."""


# The page where the process owner uploads one.

ABOUT_UPLOAD = (
    "Upload tidsplanen på siden bag knappen: regneark, Word eller note. Du ser hver række, som den "
    "blev forstået, og hvad der er gættet. Intet bliver vedtaget; du får et udkast, du kan rette."
)
NO_PAGES = (
    "Her kan ingen åbne sider, "
    f"så tidsplanen læses med {code('fristvogter plan import')} på serveren."
)
OPEN = "Upload en tidsplan"
NO_FILE = "Vælg en fil først."
NO_SUCH_YEAR = "Året skal være et tal fra 1990 til 2100, eller stå tomt."


HEADINGS = (
    "Linje",
    "Som skrevet",
    "Hvornår",
    "Hvad",
    "Slags",
    "Organ",
    "Ansvarlig",
    "Behandling",
    "Sted",
    "Note",
)
NOT_TAKEN = "ikke taget med"


def cells(row: ImportedRow) -> list[str]:
    """The row for a table, under `HEADINGS`."""
    return [
        str(row.line),
        row.printed,
        _told(row, "when", row.when or NOT_TAKEN),
        row.title,
        _told(row, "kind", row.kind),
        _told(row, "organ", row.organ),
        row.owner,
        _told(row, "reading", row.reading),
        row.place,
        row.note,
    ]


def row_lines(rows: Sequence[ImportedRow]) -> Iterator[str]:
    """Every row for a screen: as it was printed, and below it what was understood."""
    for row in rows:
        yield f"linje {row.line}: {row.printed}"
        named = zip(HEADINGS[4:], cells(row)[4:], strict=True)
        told = [f"{name.lower()}: {value}" for name, value in named if value]
        yield f"  {' · '.join(filter(None, [cells(row)[2], row.title, *told]))}"


def _told(row: ImportedRow, field: str, value: str) -> str:
    guessed = dict(row.guessed)
    if field not in guessed or not value:
        return value
    word = guessed[field]
    return f"{value} (gættet af “{word}”)" if word else f"{value} (gættet)"


def proposed_organs(names: Sequence[str]) -> str:
    """Bodies a draft had to make."""
    return f"Foreslåede organer, set ud fra navnene: {in_line(names)}. Se dem efter."
