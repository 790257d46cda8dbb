"""The report of an import as one HTML file that stands by itself: to be mailed, printed, kept."""

from __future__ import annotations

from collections.abc import Sequence

from bot.text.imports import HEADINGS, ImportedRow, cells
from bot.web.pages import environment
from process.plan.model import Plan


def import_page(
    plan: Plan, rows: Sequence[ImportedRow], told: Sequence[str], *, file: str, summary: str
) -> str:
    """What is to be looked at first, then every row of the file with what was understood of it."""
    values = {
        "title": plan.title,
        "municipality": plan.municipality,
        "file": file,
        "summary": summary,
        "told": told,
        "organs": [organ.name for organ in plan.organs],
        "headings": HEADINGS,
        "rows": [cells(row) for row in rows],
    }
    return environment().get_template("import.html").render(values)
