"""What a table or a note calls things: the headings of columns, and the words that tell what a row is. Everything is compared folded."""

from __future__ import annotations

import re

from process.danish_days import fold
from process.plan import Does, Level, OrganKind

COLUMNS: dict[str, tuple[str, ...]] = {
    "key": ("nøgle", "key", "id"),
    "when": ("hvornår", "dato", "datoer", "tidspunkt", "tid", "frist", "deadline", "uge", "when", "hvornår?"),
    "title": ("hvad", "titel", "aktivitet", "milepæl", "emne", "opgave", "handling", "beskrivelse", "indhold", "hvad?"),
    "kind": ("slags", "type", "kategori"),
    "owners": ("ansvarlig", "ansvarlige", "ejer", "hvem", "hvem?"),
    "organ": ("organ", "udvalg", "forum", "møde"),
    "receiver": ("modtager", "til"),
    "track": ("spor", "projekt"),
    "place": ("sted", "lokale"),
    "note": ("note", "noter", "bemærkning", "bemærkninger", "kommentar"),
    "cancelled": ("aflyst",),
}
"""The first word of each is the one an export writes."""

HEADINGS = {fold(word): name for name, words in COLUMNS.items() for word in words}

KINDS: tuple[tuple[str, str, str, Does], ...] = (
    ("aflevering", "Aflevering", r"aflever|indsend|indlever|fremsend|materiale til|bidrag|skal have", Does.DELIVERY),
    ("hoering", "Høring", r"hoering", Does.CONSULTATION),
    ("droeftelse", "Drøftelse i MED", r"droeft", Does.DISCUSSION),
    ("orientering", "Orientering", r"orienter|status til|faar status", Does.INFORMATION),
    ("behandling", "Behandling", r"behandl|vedtag|godkend|beslut|priorit|budgetforlig", Does.DECISION),
    ("begivenhed", "Begivenhed", r"", Does.EVENT),
)
"""Key, label, the words that tell it, and what it is; the last one fits everything."""

ORGAN_KINDS: tuple[tuple[str, OrganKind, Level | None], ...] = (
    (r"hoved-?(udvalg|med)|^hu$|^hmu$", OrganKind.MED_COMMITTEE, Level.MAIN),
    (r"omraade-?med|^omu", OrganKind.MED_COMMITTEE, Level.AREA),
    (r"lokal-?med|^lmu|\bmed\b", OrganKind.MED_COMMITTEE, Level.LOCAL),
    (r"kommunalbestyrelse|byraad|^kb$", OrganKind.COUNCIL, None),
    (r"oekonomiudvalg|^oe[ku]$", OrganKind.FINANCE_COMMITTEE, None),
    (r"udvalg", OrganKind.STANDING_COMMITTEE, None),
    (r"direktion", OrganKind.EXECUTIVE_BOARD, None),
    (r"styregruppe", OrganKind.STEERING_GROUP, None),
    (r"gruppeform", OrganKind.GROUP_LEADERS, None),
    (r"chef", OrganKind.HEADS, None),
)

READING = re.compile(r"(?P<number>[12])\.? ?behandling")
BULLET = re.compile(r"^\s*(?:[-*•·–>]+|\d{1,2}\)|[a-z]\))\s+", re.IGNORECASE)
"""What stands before a line of a list; "18." is not one, since "18. marts" is a date."""


def column(heading: str) -> str | None:
    """What a column holds, by its heading; None for one we have no use for."""
    return HEADINGS.get(fold(heading).strip(" :."))


def kind_of(title: str) -> tuple[str, str, Does]:
    """Key, label and nature of the kind a title sounds like: a guess that the draft's owner looks at."""
    words = fold(title)
    found = next(kind for kind in KINDS if re.search(kind[2], words))
    return found[0], found[1], found[3]


def organ_kind(name: str) -> tuple[OrganKind, Level | None]:
    """What a body sounds like."""
    words = fold(name)
    return next(((kind, level) for pattern, kind, level in ORGAN_KINDS if re.search(pattern, words)), (OrganKind.OTHER, None))


def reading_of(title: str) -> int | None:
    """1 or 2 where a title says it is the first or second reading of the budget."""
    match = READING.search(fold(title))
    return int(match["number"]) if match else None


def slug(title: str, taken: frozenset[str] = frozenset()) -> str:
    """A key from a title, unlike the ones that are taken."""
    words = re.findall(r"[a-z0-9]+", fold(title))
    base = "_".join(words)[:48].strip("_") or "raekke"
    base = base if base[0].isalpha() or base[0].isdigit() else f"r_{base}"
    number, name = 2, base
    while name in taken:
        name, number = f"{base}_{number}", number + 1
    return name
