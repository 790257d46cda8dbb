"""What is said of rows that were read from a table or a note, and of the ones that were not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from bot.text.dates import in_line


class Unread(Protocol):
    """A row that was not read: its line, its words, why, and the value that was in the way."""

    @property
    def line(self) -> int: ...
    @property
    def text(self) -> str: ...
    @property
    def why(self) -> str: ...
    @property
    def value(self) -> str: ...
    @property
    def kept(self) -> bool: ...


WHY = {
    "no_time_in_line": "der er ikke fundet et tidspunkt på linjen",
    "no_when": "der står ikke, hvornår det er",
    "when_unreadable": "tidspunktet “{value}” kan ikke læses",
    "when_no_year": "“{value}” har intet årstal; brug --year",
    "no_title": "der står ikke, hvad det er",
    "unknown_row": "planen har ingen række “{value}”",
    "unknown_kind": "planen har ingen slags “{value}”",
    "unknown_organ": "planen har intet organ “{value}”",
    "unknown_receiver": "planen har intet organ “{value}” som modtager",
    "unknown_track": "planen har intet spor “{value}”",
    "unknown_seat": "planen har ingen plads “{value}”",
    "twice": "rækken “{value}” står to gange i tabellen",
}


def why_unread(row: Unread) -> str:
    """Why a row could not be read."""
    return WHY[row.why].format(value=row.value)


def unread_lines(rows: Sequence[Unread]) -> Iterator[str]:
    """Every one of them, with its line."""
    for row in rows:
        taken = " Rækken er med uden dato." if row.kept else ""
        yield f"linje {row.line}: {why_unread(row)}: {row.text}.{taken}"


def counted(read: int, unread: int) -> str:
    """How many of each."""
    rows = "1 række" if read == 1 else f"{read} rækker"
    return f"{rows} er læst, og {'alle linjer er med' if not unread else f'{unread} står nedenfor, som ikke kunne læses helt'}."


def untouched(titles: Sequence[str]) -> str:
    """Rows the table does not mention."""
    shown = [f"“{title}”" for title in titles[:5]]
    more = f" og {len(titles) - 5} til" if len(titles) > 5 else ""
    return f"Tabellen nævner ikke {', '.join(shown) if more else in_line(shown)}{more}; de står, som de stod."


def draft_comment(source: str, rows: Sequence[Unread]) -> str:
    """At the head of a draft."""
    lines = [f"Udkast læst fra {source}. Slags og organer er gættet ud fra ordene; se dem efter.", "Datoer er ikke gættet."]
    if rows:
        lines += ["", "Det her kunne ikke læses:", *unread_lines(rows)]
    return "\n".join(lines)
