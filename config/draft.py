"""A first draft of a plan from a table or the text of a note. Kinds and organs are guesses to be looked at; dates are never guessed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from config.closed_days import CustomaryDays, closed_days
from config.draft_time import cell_time, counted
from config.table_plan import Imported, RowFault, Unread
from config.table_row import TableRow
from process.danish_days import fold
from process.danish_table import UNNAMED, body_in, is_plan_title, kind_of, municipality_in, organ_kind, reading_of, slug
from process.days import WorkCalendar
from process.plan import Kind, Milestone, Organ, OwnerBasis, Plan, Rhythm, Source

MOST_HEAD = 12
"""Lines at the head of a note in which it may say what it is."""
DELIVERY_RHYTHM = Rhythm(remind=(3, 1), nag_every=2, nags=3, escalate_after=3)


@dataclass(frozen=True, kw_only=True)
class Head:
    """What a note does not say of the plan it becomes; "" for what is to be found in it."""

    key: str
    title: str
    municipality: str
    year: int | None = None


def head_of(head: Head, lines: Iterable[str], *, name: str) -> Head:
    """The head with what is left open found above the rows: a line that calls itself a plan, and the municipality; else the file's name."""
    above = [" ".join(line.split()) for line in lines if line.strip()][:MOST_HEAD]
    title = head.title or next((line for line in above if is_plan_title(line)), name)
    municipality = head.municipality or next((found for line in above if (found := municipality_in(line))), UNNAMED)
    return replace(head, title=title, municipality=municipality, key=head.key or slug(title).replace("_", "-"))


def draft(head: Head, rows: Iterable[TableRow], *, source: str) -> Imported:
    """A plan of the rows; a row with a title and no time that can be read keeps its words and is told."""
    made: dict[str, Milestone] = {}
    organs: dict[str, Organ] = {}
    unread: list[Unread] = []
    for row in rows:
        try:
            milestone, fault = _milestone(row, head.year, frozenset(made), organs, source)
        except RowFault as refused:
            unread.append(Unread(line=row.line, text=row.text, why=refused.why, value=refused.value))
            continue
        made[milestone.key] = milestone
        if fault is not None:
            unread.append(Unread(line=row.line, text=row.text, why=fault.why, value=fault.value, kept=True, key=milestone.key))
    milestones, unread = counted(tuple(made.values()), unread)
    plan = Plan(
        key=head.key,
        title=head.title,
        municipality=head.municipality,
        uid_host=f"{head.key}.fristvogter.invalid",
        calendar=WorkCalendar(closed=closed_days(_years(milestones), CustomaryDays())),
        kinds=tuple(_kinds(milestones)),
        organs=tuple(organs.values()),
        milestones=milestones,
    )
    return Imported(plan=plan, unread=tuple(unread))


def _years(rows: tuple[Milestone, ...]) -> range:
    years = [day.year for row in rows for day in (row.when.earliest, row.when.latest) if day]
    return range(min(years), max(years) + 2) if years else range(0)


def _kinds(rows: tuple[Milestone, ...]) -> Iterable[Kind]:
    for key, label, does in dict.fromkeys(kind_of(row.title) for row in rows):
        yield Kind(key=key, label=label, does=does, rhythm=DELIVERY_RHYTHM if key == "aflevering" else Rhythm())


def _milestone(
    row: TableRow, year: int | None, taken: frozenset[str], organs: dict[str, Organ], source: str
) -> tuple[Milestone, RowFault | None]:
    cells = row.cells
    title = cells.get("title", "")
    if not title:
        raise RowFault("no_title")
    found = cell_time(cells.get("when", ""), title, year)
    owner = cells.get("owners", "")
    notes = [cells.get("note", ""), found.note, *(f"{heading}: {cell}" if heading else cell for heading, cell in row.extra)]
    milestone = Milestone(
        key=slug(cells.get("key") or found.title, taken),
        title=found.title,
        kind=kind_of(found.title)[0],
        when=found.when,
        tentative=found.tentative,
        owner_basis=OwnerBasis.STATED if owner else OwnerBasis.NOT_STATED,
        owner_words=owner,
        organ=_organ(cells.get("organ") or body_in(title), organs),
        receiver=_organ(cells.get("receiver", ""), organs),
        reading=reading_of(title),
        place=cells.get("place", ""),
        note=". ".join(note.strip(" .") for note in notes if note.strip(" .")),
        cancelled=cells.get("cancelled"),
        source=(Source(document=source, place=f"linje {row.line}"),),
    )
    return milestone, RowFault(found.why, cells.get("when", "")) if found.why else None


def _organ(name: str, organs: dict[str, Organ]) -> str | None:
    if not name:
        return None
    key = next((key for key, organ in organs.items() if fold(organ.name) == fold(name)), None)
    if key is None:
        key = slug(name, frozenset(organs))
        kind, level = organ_kind(name)
        organs[key] = Organ(key=key, name=name, kind=kind, level=level)
    return key


def with_unread(found: Imported, unread: tuple[Unread, ...]) -> Imported:
    """Told together, in the order of the lines; the line that became the title is told already."""
    rest = (row for row in unread if row.text != found.plan.title)
    return replace(found, unread=tuple(sorted((*found.unread, *rest), key=lambda row: row.line)))
