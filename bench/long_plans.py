"""Plan files of any length in the shapes people write them, for the measurement of `plan check`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from process.dates.danish_grammar import long_day, month_name

HEAD = """\
process:
  key: lang-plan
  title: En lang plan
  municipality: Lang Kommune
  uid_host: lang.fristvogter.invalid
  budget_years: 2026-2029
  year: 2025
rules: {budget_adopted_by: 15. oktober 2025}
tracks: {budget: Budget, raaderum: Omstilling}
kinds:
  aflevering: {label: Aflevering, does: delivery, rhythm: {remind: [3, 1], nag_every: 2, nags: 3, escalate_after: 3}}
  droeftelse: {label: Samtale, does: discussion}
  behandling: {label: Behandling, does: decision}
  hoering: {label: Svarfrist, does: consultation}
  moede: {label: Seminar, does: event}
organs:
  direktion: {name: Direktionen, kind: executive_board}
  udvalg: {name: Kulturudvalget, kind: standing_committee}
  hovedudvalg: {name: Hovedudvalget, kind: med_committee, level: main}
areas:
  skole: {name: Skole og Dagtilbud}
  aeldre: {name: Sundhed}
milestones:
"""  # noqa: E501
KINDS = ("aflevering", "droeftelse", "behandling", "hoering", "moede")
FIRST = date(2025, 1, 6)


def when(number: int) -> str:
    """A time in words: mostly days, as in a real plan, with a week, a span and
    a part of a month among them.
    """
    day = FIRST + timedelta(days=number * 7 // 40)
    match number % 10:
        case 3:
            return f"uge {day.isocalendar().week} {day.isocalendar().year}"
        case 5:
            return f"medio {month_name(day.month)} {day.year}"
        case 7:
            return f"{long_day(day)} - {long_day(day + timedelta(days=16))}"
        case 8:
            return f"{long_day(day)} kl. 9.00-11.30"
    return f"senest {long_day(day)}"


def short(number: int) -> Iterator[str]:
    """What a row needs, and who: 6 lines."""
    yield f"  raekke_{number}:"
    yield f"    title: Bidrag nr. {number} til budgettet"
    yield f"    kind: {KINDS[number % len(KINDS)]}"
    yield f"    when: {when(number)}"
    yield '    owners: ["head:*"]'
    yield "    owner_basis: stated"


def usual(number: int) -> Iterator[str]:
    """With track and source: 8 lines."""
    yield from short(number)
    yield f"    track: {'budget' if number % 2 else 'raaderum'}"
    yield "    source: {document: Tids- og procesplan, place: side 2}"


def full(number: int) -> Iterator[str]:
    """As the fullest rows of the shipped plan: 11 lines."""
    yield from usual(number)
    yield f'    owed: "Bidrag nr. {number} for {{area}}"'
    yield "    receiver: direktion"
    yield "    note: Hele dagen er rettidig."


def one_line(number: int) -> Iterator[str]:
    """The whole row in braces: 1 line."""
    said = (
        f"title: Bidrag nr. {number} til budgettet, kind: {KINDS[number % len(KINDS)]}, when: "
        f"{when(number)}"
    )
    yield f'  raekke_{number}: {{{said}, owners: ["head:skole"], owner_basis: stated}}'


SHAPES: dict[str, Callable[[int], Iterator[str]]] = {
    "short": short,
    "usual": usual,
    "full": full,
    "one line": one_line,
}


def plan_file(shape: str, rows: int) -> str:
    """A plan of so many rows."""
    return HEAD + "".join(f"{line}\n" for number in range(rows) for line in SHAPES[shape](number))
