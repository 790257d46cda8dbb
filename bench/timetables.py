"""The same random timetable written as CSV, XLSX, a Word table and a note, in ten ways of writing
and sixteen layouts (organ, kind, owner, place, note and hour in columns of their own or not), read
back and compared: no row may come back as another one without a word.

python -m bench.timetables [ROWS]
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from operator import attrgetter
from pathlib import Path

from docx import Document
from openpyxl import Workbook

from config.clauses import same_body
from config.note_lines import note_rows
from config.plan_import import Head, draft, with_unread
from config.plan_table import Imported
from config.tables import read_table
from config.vocabulary import KINDS
from process.dates.danish_grammar import MONTH_NAMES, WEEKDAYS
from process.dates.when import (
    Day,
    Months,
    NoLater,
    Open,
    PartOfMonth,
    Several,
    Span,
    Third,
    Undated,
    Weeks,
    When,
)
from process.plan.model import Does, Milestone

YEAR = 2027
ROWS_A_PLAN = 25
STYLES = 10
LAYOUTS = 16
HEAD = Head(key="k", title="T", municipality="M", year=YEAR)


@dataclass(frozen=True)
class Row:
    """One row as it is meant."""

    when: When
    title: str
    does: Does
    body: str
    deed: str = ""
    """The title where the body stands in a column of its own."""
    owner: str = ""
    place: str = ""
    note: str = ""


ACTS: tuple[tuple[str, str, Does, tuple[str, ...]], ...] = (
    (
        "{} drøfter {}",
        "Drøftelse af {}",
        Does.DISCUSSION,
        ("HovedMED", "Hovedudvalget", "OmrådeMED Skole", "LokalMED", "HMU"),
    ),
    ("{}: Drøftelse af {}", "Drøftelse af {}", Does.DISCUSSION, ("Hoved-MED", "MED-udvalget")),
    ("{} drøfter {}", "Drøfter {}", Does.DECISION, ("Økonomiudvalget", "Direktionen")),
    (
        "{} orienteres om {}",
        "Orientering om {}",
        Does.INFORMATION,
        ("MED", "Byrådet", "Kultur- og Fritidsudvalget"),
    ),
    (
        "{} behandler {}",
        "Behandling af {}",
        Does.DECISION,
        ("Økonomi- og Erhvervsudvalget", "Fagudvalgene"),
    ),
    (
        "{} godkender {}",
        "{} godkendes",
        Does.DECISION,
        ("Kommunalbestyrelsen", "Udvalget for Børn og Unge"),
    ),
    ("Byrådet: Orientering om {}s drøftelser af {}", "", Does.INFORMATION, ("Økonomiudvalget",)),
)
THINGS = (
    "budgettet",
    "forslag til besparelser for 12 mio. kr.",
    "råderumskataloget 2028-2031",
    "planen, der gælder fra 1. januar 2028",
    "anlæg (2. udgave)",
    "rammer for 3 områder",
)
ALONE: tuple[tuple[str, Does], ...] = (
    ("Budgetseminar", Does.EVENT),
    ("Borgermøde om skolerne", Does.EVENT),
    ("Kataloget sendes i høring", Does.CONSULTATION),
    ("Forslag afleveres til Økonomi", Does.DELIVERY),
    ("Temadag for ledere, nr. 4", Does.EVENT),
    ("Høringssvar samles", Does.EVENT),
)


BESIDE = {
    "owner": ("Økonomichefen", "Sekretariatet og HR", "Kommunaldirektøren", "Hver chef"),
    "place": ("Byrådssalen", "Lokale 2.14", "Teams", "Rådhuset, mødelokale A"),
    "note": ("Materiale udsendes 28/4", "Husk bilag 3", "Se sag nr. 24/1123", "Med forplejning"),
}


def rows(dice: random.Random, count: int) -> list[Row]:
    """Rows in the order of the year."""
    found = [replace(_what(dice), when=_when(dice)) for _ in range(count)]
    return sorted(found, key=lambda row: row.when.earliest or row.when.latest or date.max)


def _what(dice: random.Random) -> Row:
    more = {name: dice.choice(("", *said)) for name, said in BESIDE.items()}
    if dice.random() < 0.4:
        title, does = dice.choice(ALONE)
        return Row(when=Undated(), title=title, does=does, body="", deed=title, **more)
    words, deed, does, bodies = dice.choice(ACTS)
    body, thing = dice.choice(bodies), dice.choice(THINGS)
    title = words.format(body, thing)
    deed = deed.format(thing) or title.partition(": ")[2]
    acts = "Byrådet" if title.startswith("Byrådet:") else body
    return Row(
        when=Undated(), title=title, does=does, body=acts, deed=deed[:1].upper() + deed[1:], **more
    )


def _when(dice: random.Random) -> When:
    day = date(YEAR, 1, 1) + timedelta(days=dice.randrange(330))
    later = day + timedelta(days=dice.randint(1, 30))
    week = day.isocalendar().week
    choices: tuple[Callable[[], When], ...] = (
        lambda: Day(day=day),
        lambda: Day(day=day),
        lambda: Day(day=day, start=_hour(dice)),
        lambda: Day(day=day, start=time(9), end=time(dice.randint(10, 16), 30)),
        lambda: NoLater(day=day),
        lambda: NoLater(day=day, at=time(12)),
        lambda: Span(first=day, last=later),
        lambda: Weeks(year=YEAR, first=min(week, 51), last=min(week, 51)),
        lambda: Weeks(year=YEAR, first=min(week, 50), last=min(week, 50) + 1, both=True),
        lambda: PartOfMonth(year=YEAR, month=day.month, third=dice.choice(list(Third))),
        lambda: PartOfMonth(year=YEAR, month=day.month, third=Third.MID, no_later=True),
        lambda: Months(year=YEAR, first=day.month, last=day.month),
        lambda: Open(begins=Day(day=day)),
        lambda: Open(begins=Day(day=day), not_before=True),
        lambda: Open(ends=Day(day=day)),
        lambda: Several(parts=(Day(day=day), Day(day=later))),
    )
    return dice.choice(choices)()


def _hour(dice: random.Random) -> time:
    return time(dice.randint(7, 18), dice.choice((0, 15, 30)))


def wording(when: When, style: int) -> str:
    """The time as somebody writes it who writes in this style."""
    day, link = _day(style), (" - ", "-", " – ", " til ", " – ")[style % 5]
    match when:
        case Day():
            return day(when.day) + _hours(when.start, when.end, style)
        case NoLater():
            word = ("senest ", "Senest ", "senest d. ")[style % 3]
            bare = day(when.day).removeprefix("den ").removeprefix("d. ")
            word = "senest " if bare[0].isalpha() else word
            return word + bare + _hours(when.at, None, style)
        case Span():
            return f"{day(when.first)}{link}{day(when.last)}"
        case Weeks():
            if when.first == when.last:
                return f"{'Uge' if style % 2 else 'uge'} {when.first}"
            return f"uge {when.first}{(' og ', '-', ' - ', ' og uge ')[style % 4]}{when.last}"
        case PartOfMonth():
            return f"{'senest ' if when.no_later else ''}{when.third} {_month(when.month, style)}"
        case Months():
            return _month(when.first, style)
        case Open():
            if isinstance(when.begins, Day):
                return f"{'tidligst' if when.not_before else 'fra'} {day(when.begins.day)}"
            if isinstance(when.ends, Day):
                return f"{('indtil', 'frem til', 'til og med')[style % 3]} {day(when.ends.day)}"
        case Several():
            mark = (" og ", " + ", ", ", " samt ", " & ")[style % 5]
            return mark.join(day(part.day) for part in when.parts if isinstance(part, Day))
    raise TypeError(when)


def _day(style: int) -> Callable[[date], str]:
    def written(day: date) -> str:
        weekday, month = WEEKDAYS[day.weekday()], MONTH_NAMES[day.month - 1]
        return (
            f"{day.day}. {month}",
            f"{day.day}/{day.month}",
            f"{weekday} den {day.day}. {month} {day.year}",
            f"{day.day}.{day.month}.{day.year}",
            f"{day.day:02d}-{day.month:02d}-{day.year}",
            f"{weekday[:3]}. {day.day}. {month[:3]}.",
            f"d. {day.day}/{day.month}-{day.year % 100:02d}",
            day.isoformat(),
            f"den {day.day}. {month}",
            f"{day.day}. {month.upper()} {day.year}",
        )[style]

    return written


def _month(month: int, style: int) -> str:
    return MONTH_NAMES[month - 1] if style % 2 else f"{MONTH_NAMES[month - 1]} {YEAR}"


def _hours(start: time | None, end: time | None, style: int) -> str:
    if start is None:
        return ""
    sign = ".:"[style % 2]
    head = f"{start.hour}{sign}{start.minute:02d}"
    if end is None:
        return f" kl. {head}"
    tail = f"{end.hour}{sign}{end.minute:02d}"
    return (f" kl. {head}-{tail}", f", kl. {head} – {tail}", f" (kl. {head} – kl. {tail})")[
        style % 3
    ]


def laid(plan: list[Row], style: int, layout: int) -> tuple[list[list[str]], list[Row]]:
    """The plan as a table with headings, in one of the ways people lay it out, and what each of
    its rows then says: more with every column there is.
    """
    columns: list[tuple[str, Callable[[Row], str]]] = [
        (("Dato", "Hvornår", "Tidspunkt")[style % 3], lambda row: wording(row.when, style)),
        (("Aktivitet", "Hvad", "Emne")[style % 3], lambda row: row.title),
    ]
    if layout & 1:
        columns[1] = (columns[1][0], lambda row: row.deed)
        columns.append((("Organ", "Forum", "Udvalg", "Aktør")[style % 4], lambda row: row.body))
    else:
        plan = [replace(row, deed=row.title) for row in plan]
    if layout & 2:
        head = ("Type", "Slags", "Kategori")[style % 3]
        columns.append((head, lambda row: KINDS[row.does][1].removesuffix(" i MED")))
    if layout & 4:
        for name, heads in HEADS.items():
            columns.append((heads[style % len(heads)], attrgetter(name)))
    else:
        plan = [replace(row, owner="", place="", note="") for row in plan]
    if layout & 8:
        head = columns[0][0]
        columns[0] = (head, lambda row: wording(_bare(row.when), style))
        hours = ("Kl.", "Tidsrum", "Klokken")[style % 3]
        columns.append((hours, lambda row: _clock(row.when, style)))
    lines = [[head for head, _ in columns]]
    return lines + [[cell(row) for _, cell in columns] for row in plan], plan


HEADS = {
    "owner": ("Ansvarlig", "Tovholder", "Ansv."),
    "place": ("Sted", "Lokale"),
    "note": ("Bemærkning", "Noter", "Kommentar"),
}


def _bare(when: When) -> When:
    """The same without its hours."""
    if isinstance(when, Day):
        return Day(day=when.day)
    return NoLater(day=when.day) if isinstance(when, NoLater) else when


def _clock(when: When, style: int) -> str:
    if isinstance(when, Day) and when.start is not None:
        return _hours(when.start, when.end, style % 2).removeprefix(",").strip()
    return _hours(when.at, None, 0).strip() if isinstance(when, NoLater) else ""


def ways(plan: list[Row], turn: int, folder: Path) -> Iterator[tuple[str, list[Row], Imported]]:
    """The plan written and read back, by each way in, and what it then says."""
    style = turn % STYLES
    lines, told = laid(plan, style, turn % LAYOUTS)
    yield "csv", told, _csv(lines, style, folder / "plan.csv")
    yield "xlsx", told, _xlsx(lines, folder / "plan.xlsx")
    yield "docx", told, _docx(lines, folder / "plan.docx")
    bare, said = laid(plan, style, 0)
    yield "note", said, _note(bare[1:], style)


def _csv(lines: list[list[str]], style: int, path: Path) -> Imported:
    mark = ";\t"[style % 2]
    text = "\n".join(mark.join(cells) for cells in lines)
    path.write_bytes(text.encode(("utf-8-sig", "cp1252", "utf-8", "utf-16")[style % 4]))
    return draft(HEAD, read_table(path), source=path.name)


def _xlsx(lines: list[list[str]], path: Path) -> Imported:
    book = Workbook()
    for cells in [["Tidsplan"], [""], *lines]:
        book.worksheets[0].append(cells)
    book.save(path)
    return draft(HEAD, read_table(path), source=path.name)


def _docx(lines: list[list[str]], path: Path) -> Imported:
    document = Document()
    document.add_paragraph("Tidsplan")
    table = document.add_table(rows=0, cols=len(lines[0]))
    for cells in lines:
        made = table.add_row().cells
        for cell, words in zip(made, cells, strict=True):
            cell.text = words
    document.save(str(path))
    return draft(HEAD, read_table(path), source=path.name)


def _note(lines: list[list[str]], style: int) -> Imported:
    bullet = ("- ", "", "• ", "* ", "– ")[style % 5]
    mark = (": ", " - ", "\t", ": ", " – ")[style // 2]
    text = "\n".join(f"{bullet}{when}{mark}{title}" for when, title in lines)
    found, unread = note_rows(text, year=YEAR)
    return with_unread(draft(HEAD, found, source="note"), unread)


@dataclass
class Count:
    """How many rows came back as they were meant, were told, or are another row."""

    right: int = 0
    told: int = 0
    wrong: int = 0


def compare(
    plan: list[Row], found: Imported, first_line: int, step: int = 1
) -> Iterator[tuple[Row, str]]:
    """Each row with what became of it: right, told or wrong."""
    told = {one.line for one in found.unread}
    by_line: dict[int, list[Milestone]] = {}
    for account in found.accounts:
        by_line[account.line] = [found.plan.milestone(key) for key in account.keys]
    for n, row in enumerate(plan):
        line = first_line + n
        made = by_line.get(line, [])
        if len(made) == 1 and _same(row, made[0], found):
            yield row, "told" if line in told else "right"
        else:
            yield row, "told" if line in told else "wrong"


def _same(row: Row, made: Milestone, found: Imported) -> bool:
    body = found.plan.organ(made.organ).name if made.organ else ""
    does = found.plan.kind(made.kind).does
    title = made.title.casefold() == row.deed.casefold()
    beside = (made.owner_words, made.place, made.note) == (row.owner, row.place, row.note)
    named = same_body(body, row.body)
    return made.when == row.when and title and beside and does is row.does and named


FIRST_LINE = {"csv": 2, "xlsx": 4, "docx": 3, "note": 1}


def run(count: int, seed: int = 1) -> tuple[dict[str, Counter[str]], list[str]]:
    """So many rows by every way in and in every style; and what came back wrong."""
    dice, wrong = random.Random(seed), list[str]()
    counts: dict[str, Counter[str]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for turn in range(max(1, count // (ROWS_A_PLAN * 4))):
            plan = rows(dice, ROWS_A_PLAN)
            for way, said, found in ways(plan, turn, Path(folder)):
                for row, outcome in compare(said, found, FIRST_LINE[way]):
                    counts.setdefault(way, Counter())[outcome] += 1
                    if outcome == "wrong":
                        when = wording(row.when, turn % STYLES)
                        wrong.append(
                            f"{way}, {turn}: {when} | {row.deed} | {row.body} | {row.note}"
                        )
    return counts, wrong


def main() -> None:
    """Ten thousand rows, or as many as are asked for."""
    counts, wrong = run(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
    for line in wrong[:40]:
        print(f"  {line}")
    for way, count in counts.items():
        print(f"{way:5} right {count['right']:6}, told {count['told']:5}, wrong {count['wrong']:5}")


if __name__ == "__main__":
    main()
