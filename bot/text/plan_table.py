"""The whole plan as a table to be read from top to bottom, and who is responsible for a row."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from datetime import date

from bot.text.grammar import named
from process.dates.danish import write
from process.plan.model import Meeting, Milestone, Organ, OwnerBasis, Plan
from process.seats import Role, Seat

EVERY = {
    Role.HEAD: "hver chef",
    Role.CHAIR: "formanden for hvert berørt MED-udvalg",
    Role.VICE_CHAIR: "næstformanden for hvert berørt MED-udvalg",
}
EMPLOYEES_ONLY = "kun medarbejdersiden"
WIDTHS = (38, 52, 44)


def plan_table(plan: Plan) -> str:
    """The whole plan: its rows (when, what, who), then each organ's meetings and what awaits a
    date.
    """
    rows = sorted(plan.milestones, key=lambda row: row.when.earliest or date.max)
    titles = {row.key: row.title for row in plan.milestones}
    table = [("Hvornår", "Hvad", "Hvem")] + [
        (write(row.when, titles), _what(row), owner_words(plan, row)) for row in rows
    ]
    blocks = [f"{plan.title}, {plan.municipality}", _drawn(table)]
    blocks += [_meetings(organ) for organ in plan.organs if organ.meetings or organ.waiting]
    return "\n\n".join(blocks)


def owner_words(plan: Plan, row: Milestone) -> str:
    """Who is responsible: the seats in words, else the source's words, else that it is not
    stated.
    """
    if row.owner_basis is OwnerBasis.NOT_STATED:
        return "ikke angivet"
    words = ", ".join(_owner(plan, owner) for owner in row.owners) or row.owner_words
    return f"{words} (underforstået)" if row.owner_basis is OwnerBasis.IMPLIED else words


def _owner(plan: Plan, owner: str) -> str:
    role, _, place = owner.partition(":")
    if place == "*":
        return EVERY.get(Role(role), f"{role}:*")
    return named(plan, Seat.parse(owner))


def _what(row: Milestone) -> str:
    marks = ["AFLYST: " + row.cancelled] if row.cancelled is not None else []
    marks += ["ikke endeligt"] if row.tentative else []
    marks += [EMPLOYEES_ONLY] if row.employees_only else []
    marks += ["ikke bekræftet"] if row.rolled_from is not None else []
    marks += [row.conditional] if row.conditional else []
    said = row.title + (f" ({'; '.join(marks)})" if marks else "")
    return f"{said}. {row.note}" if row.note else said


def _drawn(rows: Sequence[tuple[str, str, str]]) -> str:
    """Columns side by side; a cell that is too long goes on below itself."""
    lines: list[str] = []
    for number, row in enumerate(rows):
        cells = [
            textwrap.wrap(cell, width) or [""] for cell, width in zip(row, WIDTHS, strict=True)
        ]
        for n in range(max(map(len, cells))):
            pieces = [
                (cell[n] if n < len(cell) else "").ljust(width)
                for cell, width in zip(cells, WIDTHS, strict=True)
            ]
            lines.append("  ".join(pieces).rstrip())
        if number == 0:
            lines.append("  ".join("-" * width for width in WIDTHS))
    return "\n".join(lines)


def _meetings(organ: Organ) -> str:
    meetings = sorted(organ.meetings, key=lambda meeting: meeting.when.earliest or date.max)
    lines = [organ.name, *(_meeting(meeting) for meeting in meetings)]
    return "\n".join([*lines, *(f"  afventer dato: {item}" for item in organ.waiting)])


def _meeting(meeting: Meeting) -> str:
    words = [f"  {write(meeting.when)}"]
    words += [f"AFLYST: {meeting.cancelled}"] if meeting.cancelled is not None else []
    words += [meeting.title] if meeting.title else []
    words += [meeting.place] if meeting.place else []
    words += ["eksempel"] if meeting.example else []
    return " · ".join(words) + "".join(f"\n    - {item}" for item in meeting.agenda)
