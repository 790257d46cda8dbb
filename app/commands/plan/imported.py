"""An import as a person reads it before anything is kept: each row of the file beside what was
understood of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.text.imports import ImportedRow
from config.plan_table import Account, Imported
from process.dates.danish import write
from process.plan.model import Milestone, Plan


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
    return ImportedRow(
        line=account.line,
        printed=account.text,
        when=write(row.when),
        title=row.title,
        kind=plan.kind(row.kind).label,
        organ=", ".join(plan.organ(key).name for key in organs),
        owner=row.owner_words,
        reading=f"{row.reading}." if row.reading else "",
        place=row.place,
        note=row.note,
        guessed=guessed,
    )
