"""A timetable somebody sends, as a draft and as a person reads it before anything is kept: each row
of the file beside what was understood of it. The command line and the upload page read alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from app.faults import CannotSay
from bot.text import plan_files
from bot.text.imports import ImportedRow, NotRead, ReadTimetable
from bot.text.plan_table import EMPLOYEES_ONLY
from config.note_lines import no_row, note_rows
from config.plan_import import Head, draft, head_of, with_unread, year_told
from config.plan_table import Account, Imported
from config.plan_writer import plan_text
from config.table_row import is_table
from config.tables import decoded, document_text, loose_lines, other_sheets, read_table, table_head
from config.tree import PlanFaults
from process.dates.danish import write
from process.plain_text import plain
from process.plan.model import Milestone, Plan

PACKED = (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"{\\rtf")
"""How Word's, Writer's and PDF's files begin: their words cannot be told from the rest."""
UNSAFE = re.compile(r"[^\w .()+-]")


def read_timetable(name: str, data: bytes, year: int | None) -> ReadTimetable:
    """A file somebody uploads, read as the command line reads one; raises NotRead with the
    sentence.
    """
    with TemporaryDirectory() as folder:
        file = Path(folder, UNSAFE.sub("_", name)[-80:].lstrip(". ") or "_")
        file.write_bytes(data)
        head = Head(key="", title="", municipality="", year=year)
        try:
            found = draft_of(file, head)
            beside = other_sheets_told(file)
        except PlanFaults as error:
            raise NotRead(plan_files.fault_report(error.faults)) from error
        except CannotSay as error:
            raise NotRead(str(error)) from error
    return told(found, file.name, beside)


def told(found: Imported, name: str, beside: tuple[str, ...] = ()) -> ReadTimetable:
    """The draft with everything that is said of it."""
    return ReadTimetable(
        file=name,
        plan=found.plan,
        rows=imported_rows(found),
        told=(*beside, *plan_files.unread_lines(found.unread)),
        summary=plan_files.rows_counted(len(found.plan.milestones), found.unread),
        draft=plan_text(found.plan, comment=plan_files.draft_comment(name, found.unread)),
    )


def draft_of(file: Path, head: Head) -> Imported:
    """The draft of a plan in a table, a Word file or a note. Raises PlanFaults, and CannotSay for
    a file whose words cannot be told from the rest.
    """
    text = document_text(file)
    if text is None and is_table(file):
        made = draft(
            head_of(head, table_head(file), name=file.stem), read_table(file), source=file.name
        )
        beside = (no_row(line, cells[0]) for line, cells in loose_lines(file))
        return year_told(with_unread(made, tuple(beside)), head.year)
    if text is None:
        data = file.read_bytes()
        if data.startswith(PACKED):
            raise CannotSay(plan_files.is_packed(file.name))
        text = plain(decoded(data))
    rows, unread = note_rows(text, year=head.year)
    made = draft(head_of(head, text.splitlines(), name=file.stem), rows, source=file.name)
    return year_told(with_unread(made, unread), head.year)


def other_sheets_told(file: Path) -> tuple[str, ...]:
    """A line about the sheets that were left, where there are any."""
    left = other_sheets(file)
    return (plan_files.other_sheets(left),) if left else ()


def imported_rows(found: Imported) -> tuple[ImportedRow, ...]:
    """In the order of the file; lines that gave no row stand among them."""
    rows = [row for account in found.accounts for row in _rows(found.plan, account)]
    taken = {row.line for row in rows}
    rest = (
        ImportedRow(line=one.line, printed=one.text)
        for one in found.unread
        if one.line not in taken
    )
    return tuple(sorted((*rows, *rest), key=lambda row: row.line))


def _rows(plan: Plan, account: Account) -> Iterator[ImportedRow]:
    for key in account.keys:
        guessed = tuple((g.field, g.word) for g in account.guesses if g.key == key)
        yield _row(plan, account, plan.milestone(key), guessed)


def _row(
    plan: Plan, account: Account, row: Milestone, guessed: tuple[tuple[str, str], ...]
) -> ImportedRow:
    organs = (row.organ, *row.with_organs) if row.organ else ()
    side = [EMPLOYEES_ONLY] if row.employees_only else []
    return ImportedRow(
        line=account.line,
        printed=account.text,
        when=write(row.when),
        title=row.title,
        kind=plan.kind(row.kind).label,
        organ=", ".join([*(plan.organ(key).name for key in organs), *side]),
        owner=row.owner_words,
        reading=f"{row.reading}." if row.reading else "",
        place=row.place,
        note=row.note,
        guessed=guessed,
    )
