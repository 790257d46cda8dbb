"""What is said of rows that were read from a table or a note, and of the ones that were not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from bot.text.dates import in_line
from bot.text.grammar import upper_first


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


WHY: dict[str, tuple[str, str]] = {
    "no_time_in_line": (
        "der er ikke fundet et tidspunkt",
        "Er det en frist eller et møde, så skriv linjen om, fx “18. marts: Forslag afleveres”.",
    ),
    "no_when": ("der står ikke, hvornår det er", "Skriv en dag, en uge eller en måned."),
    "when_unreadable": (
        "“{value}” kan ikke læses som et tidspunkt",
        "Skriv fx 18. marts 2026, uge 12-15, medio maj eller 1. maj - 22. maj.",
    ),
    "when_no_year": ("“{value}” har intet årstal", "Skriv året, eller brug --year."),
    "when_counted": (
        "“{value}” kan ikke regnes ud, for der er ikke netop én række med en dag at regne fra",
        "Skriv dagen, eller fx “10 arbejdsdage før” og rækkens nøgle.",
    ),
    "when_before": ("“{value}” kan både være med og uden den dag", "Skriv senest og den sidste dag, der er i tide."),
    "when_repeats": (
        "“{value}” er flere møder",
        "Skriv hver dag som sin egen række, eller hent møderne fra en kalender med fristvogter meetings import.",
    ),
    "when_ongoing": ("“{value}” er ingen bestemt dag", "Skal nogen mindes om det, så giv det en dag; ellers kan det blive stående."),
    "when_waiting": ("dagen er ikke kendt endnu", "Skriv den, når den er."),
    "when_season": ("“{value}” kan betyde flere måneder", "Skriv månederne, fx september-november 2026."),
    "when_condition": ("“{value}” kommer an på noget andet", "Skriv en dag, når den kendes, eller fx “efter” og en rækkes nøgle."),
    "reckoned": ("“{value}” er regnet ud til {day}", "Se efter, om det passer; flyttes den anden dag, følger denne ikke med."),
    "no_title": ("der står ikke, hvad det er", "Skriv, hvad der skal ske."),
    "unknown_row": ("planen har ingen række “{value}”", "Ret nøglen, eller lad den være tom i en ny række."),
    "unknown_kind": ("planen har ingen slags “{value}”", "Vælg en af dem, der står under kinds."),
    "unknown_organ": ("planen har intet organ “{value}”", "Vælg et af dem, der står under organs."),
    "unknown_receiver": ("planen har intet organ “{value}” som modtager", "Vælg et af dem, der står under organs."),
    "unknown_track": ("planen har intet spor “{value}”", "Vælg et af dem, der står under tracks."),
    "unknown_seat": ("planen har ingen plads “{value}”", "Skriv den som rolle:sted, fx head:skole, eller skriv bare ordene."),
    "twice": ("rækken “{value}” står to gange i tabellen", "Slet den ene."),
}
"""What is wrong with a row, and what to write instead."""


def why_unread(row: Unread) -> str:
    """Why a row could not be read, and what to write instead."""
    wrong, remedy = WHY[row.why]
    value, _, day = row.value.partition("|")
    return f"{wrong.format(value=value, day=day)}. {remedy}"


def unread_lines(rows: Sequence[Unread]) -> Iterator[str]:
    """Every one of them, with its line: the ones that are in with no day, the ones to look at, and last the lines that name no time."""
    prose = [row for row in rows if row.why == "no_time_in_line"]
    for row in rows:
        if row.why != "no_time_in_line":
            yield f"linje {row.line}: {row.text}\n  {upper_first(why_unread(row))}{' Rækken er med uden dato.' if row.kept else ''}"
    if prose:
        yield "Linjer uden et tidspunkt, som ikke er taget med:"
        yield from (f"  linje {row.line}: {row.text}" for row in prose)
        yield f"  {WHY['no_time_in_line'][1]}"


def counted(read: int, rows: Sequence[Unread]) -> str:
    """How many rows there are, and how many somebody has to look at."""
    told = "1 række er læst" if read == 1 else f"{read} rækker er læst"
    if not rows:
        return f"{told}, og alle linjer er med."
    look = sum(row.why != "no_time_in_line" for row in rows)
    left = len(rows) - look
    parts = [f"{look} skal ses efter" if look else "", f"{left} {'linje' if left == 1 else 'linjer'} er ikke taget med" if left else ""]
    return f"{told}; {in_line([part for part in parts if part])}."


def is_packed(file: str) -> str:
    """A Word or PDF file where text is wanted."""
    return f"{file} er en Word- eller PDF-fil. Gem den som ren tekst (.txt), eller kopiér tabellen over i et regneark (.xlsx)."


def other_sheets(names: Sequence[str]) -> str:
    """Sheets of a workbook that were left."""
    told = in_line([f"“{name}”" for name in names])
    return f"{'Arket' if len(names) == 1 else 'Arkene'} {told} er ikke læst. Skal de med, så gem hvert ark som sin egen fil."


def untouched(titles: Sequence[str]) -> str:
    """Rows the table does not mention."""
    shown = [f"“{title}”" for title in titles[:5]]
    more = f" og {len(titles) - 5} til" if len(titles) > 5 else ""
    return f"Tabellen nævner ikke {', '.join(shown) if more else in_line(shown)}{more}; de står, som de stod."


def draft_comment(source: str, rows: Sequence[Unread]) -> str:
    """At the head of a draft."""
    lines = [f"Udkast læst fra {source}. Slags og organer er gættet ud fra ordene; se dem efter.", "Datoer er ikke gættet."]
    if rows:
        lines += ["", "Se efter:", *unread_lines(rows)]
    return "\n".join(lines)
