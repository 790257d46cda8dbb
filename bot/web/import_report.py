"""The report of an import as one HTML file that stands by itself: to be mailed, printed, kept."""

from __future__ import annotations

import base64

from bot.text.imports import HEADINGS, ReadTimetable, cells
from bot.web.pages import environment

ALWAYS = 5
"""How many of the first columns stand also where no row says anything in them."""


def import_page(read: ReadTimetable, *, with_draft: bool = False) -> str:
    """What is to be looked at first, then every row of the file with what was understood of it;
    `with_draft` to take the draft from the page as a file.
    """
    draft = base64.b64encode(read.draft.encode()).decode() if with_draft else ""
    rows = [cells(row) for row in read.rows]
    used = [n for n in range(len(HEADINGS)) if n < ALWAYS or any(row[n] for row in rows)]
    values = {
        "title": read.plan.title,
        "municipality": read.plan.municipality,
        "file": read.file,
        "summary": read.summary,
        "told": read.told,
        "organs": [organ.name for organ in read.plan.organs],
        "headings": [HEADINGS[n] for n in used],
        "rows": [[row[n] for n in used] for row in rows],
        "draft": draft,
        "draft_name": f"{read.plan.key}.yaml",
    }
    return environment().get_template("import.html").render(values)
