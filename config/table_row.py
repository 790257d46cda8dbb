"""A row of a table as people send it, and which files are tables; apart from what reads them, which
is slow to load.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

TABLES = (".csv", ".tsv", ".xlsx", ".docx", ".ods")


@dataclass(frozen=True, kw_only=True)
class TableRow:
    """One row: its line in the file, what stands in each known column, and all of it as it was
    written.
    """

    line: int
    cells: dict[str, str]
    text: str
    extra: tuple[tuple[str, str], ...] = ()
    """What stands in columns we have no use for, with their headings; a draft keeps it as a
    note.
    """


def is_table(path: Path) -> bool:
    """Whether the file's name says that it is a table."""
    return path.suffix.lower() in TABLES
