"""What a table or a note calls things: the headings of columns, and the words that tell what a row
is. Everything is compared folded.
"""

from __future__ import annotations

import re

from process.dates.danish_grammar import fold
from process.plan.model import Does, Level, OrganKind
from process.plan.proposals import StationOutcome

PLAN_COLUMNS: dict[str, tuple[str, ...]] = {
    "key": ("nøgle", "key", "id"),
    "when": (
        *(
            "hvornår",
            "dato",
            "datoer",
            "tidspunkt",
            "tid",
            "frist",
            "deadline",
            "termin",
            "periode",
        ),
        *("start", "startdato", "fra", "dag", "when"),
    ),
    "title": (
        *(
            "hvad",
            "titel",
            "aktivitet",
            "milepæl",
            "emne",
            "opgave",
            "handling",
            "beskrivelse",
            "indhold",
        ),
        *("begivenhed", "proces", "trin"),
    ),
    "kind": ("slags", "type", "kategori"),
    "owners": ("ansvarlig", "ansvarlige", "ansv", "ejer", "hvem", "tovholder", "afsender"),
    "organ": ("organ", "udvalg", "forum", "fora", "møde"),
    "receiver": ("modtager", "til"),
    "track": ("spor", "projekt"),
    "place": ("sted", "lokale", "hvor"),
    "note": ("note", "noter", "bemærkning", "bemærkninger", "kommentar", "kommentarer"),
    "cancelled": ("aflyst",),
}
"""The first word of each is the one an export writes."""

PARTS: dict[str, tuple[str, ...]] = {
    "until": ("slut", "slutdato", "til dato"),
    "week": ("uge", "uger", "ugenr", "uge nr"),
    "month": ("måned", "mdr"),
    "hour": ("kl", "klokken", "klokkeslæt", "tidsrum"),
}
"""Columns that say a part of the time; together they are what `when` says alone."""
COUNTERS = {"nr", "nummer", "lb nr", "loebenr", "#"}
"""Columns that only count the rows."""

PLAN_HEADINGS = {
    fold(word): name for name, words in (PLAN_COLUMNS | PARTS).items() for word in words
}

KINDS: tuple[tuple[str, str, str, Does], ...] = (
    (
        "aflevering",
        "Aflevering",
        r"aflever|indsend|indlever|fremsend|materiale til|bidrag|skal have|frist for|deadline",
        Does.DELIVERY,
    ),
    ("hoering", "Høring", r"hoering(?!ssvar)", Does.CONSULTATION),
    ("droeftelse", "Drøftelse i MED", r"droeft", Does.DISCUSSION),
    ("orientering", "Orientering", r"orienter|status til|faar status", Does.INFORMATION),
    (
        "behandling",
        "Behandling",
        r"behandl|vedtag|godkend|beslut|priorit|budgetforlig",
        Does.DECISION,
    ),
    ("begivenhed", "Begivenhed", r"", Does.EVENT),
)
"""Key, label, the words that tell it, and what it is; the last one fits everything."""

ORGAN_KINDS: tuple[tuple[str, OrganKind, Level | None], ...] = (
    (r"hoved-?(udvalg|med)|^hu$|^hmu$", OrganKind.MED_COMMITTEE, Level.MAIN),
    (r"omraade-?med|^omu", OrganKind.MED_COMMITTEE, Level.AREA),
    (r"lokal-?med|^lmu|-med\b|^med\b", OrganKind.MED_COMMITTEE, Level.LOCAL),
    (r"kommunalbestyrelse|byraad|^kb$", OrganKind.COUNCIL, None),
    (r"oekonomiudvalg|^oe[ku]$", OrganKind.FINANCE_COMMITTEE, None),
    (r"udvalg", OrganKind.STANDING_COMMITTEE, None),
    (r"direktion", OrganKind.EXECUTIVE_BOARD, None),
    (r"styregruppe", OrganKind.STEERING_GROUP, None),
    (r"gruppeform", OrganKind.GROUP_LEADERS, None),
    (r"chef", OrganKind.HEADS, None),
)

BODY = re.compile(
    r"(?:hoved-?med|hovedudvalget|(?:omraade|lokal)-?med|kommunalbestyrelsen|byraadet|direktionen|[a-z]+udvalget)s?"
)
"""One word that names a body a row can be held by."""
DEADLINE = re.compile(r"^(?:sidste )?(?:frist|deadline)\b|\bfrist for\b")
READING = re.compile(r"(?P<number>[12])\.? ?behandling")
BULLET = re.compile(r"^\s*(?:[-*•·–>]+|\d{1,2}\)|[a-z]\))\s+", re.IGNORECASE)
"""What stands before a line of a list; "18." is not one, since "18. marts" is a date."""


def column(heading: str) -> str | None:
    """What a column holds, by its heading; None for one we have no use for."""
    return PLAN_HEADINGS.get(fold(heading).strip(" :.?"))


def column_of(heading: str) -> str | None:
    """The same for a cell that stands among headings: "Dato (2026)" and "Ansvarlig enhed"
    are told by their first word.
    """
    return column(heading) or column(re.split(r"[ /(,]", heading.strip())[0])


def is_counter(heading: str) -> bool:
    """Whether a column only counts the rows."""
    return fold(heading).strip(" :.?") in COUNTERS


def kind_of(title: str) -> tuple[str, str, Does]:
    """Key, label and nature of the kind a title sounds like: a guess that the draft's owner
    looks at.
    """
    words = fold(title)
    found = next(kind for kind in KINDS if re.search(kind[2], words))
    return found[0], found[1], found[3]


def organ_kind(name: str) -> tuple[OrganKind, Level | None]:
    """What a body sounds like."""
    words = fold(name)
    return next(
        ((kind, level) for pattern, kind, level in ORGAN_KINDS if re.search(pattern, words)),
        (OrganKind.OTHER, None),
    )


def body_in(title: str) -> str:
    """The one body a title names, as it is written there; "" where there is none or several."""
    words = [word.strip(" ,.;:()") for word in title.split()]
    found = list(
        dict.fromkeys(word.removesuffix("s") for word in words if BODY.fullmatch(fold(word)))
    )
    return found[0] if len(found) == 1 else ""


def is_deadline(title: str) -> bool:
    """Whether a title says that its time is the last one."""
    return DEADLINE.search(fold(title)) is not None


PLAN_TITLE = re.compile(
    r"^(?:tids|proces|forloebs|budget)?-? ?(?:og "
    r")?(?:tidsplan|procesplan|proces|aarshjul|budgetproces)\b"
)
MUNICIPALITY = re.compile(r"\b[A-ZÆØÅ][\w-]+(?: [A-ZÆØÅ][\w-]+)* Kommune\b")


UNNAMED = "Kommunen"
"""A municipality whose name stands nowhere."""


def is_plan_title(line: str) -> bool:
    """Whether a line at the head of a table or a note is its title."""
    return len(line) <= 100 and " " in line.strip() and PLAN_TITLE.search(fold(line)) is not None


def municipality_in(line: str) -> str:
    """The municipality a line names; "" where it names none."""
    match = MUNICIPALITY.search(line)
    return match[0] if match else ""


WHY_NO_TIME: tuple[tuple[str, str], ...] = (
    ("when_counted", r"\d+ (?:dage?|uger?) (?:foer|efter) "),
    ("when_before", r"\binden\b"),
    ("when_repeats", r"\bhver(?:t|\b)|ugentlig|maanedlig|kvartalsvis"),
    ("when_ongoing", r"loebende|hele aaret|efter behov|ved behov"),
    ("when_waiting", r"afvent|foelger|ikke fast|senere|ukendt|mangler"),
    ("when_season", r"foraar|efteraar|sommer|vinter"),
    ("when_condition", r"^(?:naar|hvis|efter|foer)\b"),
)


def why_no_time(words: str) -> str:
    """What it is that keeps a wording from being a time, as a code."""
    return next(
        (why for why, pattern in WHY_NO_TIME if re.search(pattern, fold(words))), "when_unreadable"
    )


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


PROPOSAL_COLUMNS: dict[str, tuple[str, ...]] = {
    "id": ("kode", "nr", "nummer", "id", "forslag"),
    "version": ("udgave", "version"),
    "title": ("titel", "navn"),
    "neutral_title": ("neutral titel", "neutral"),
    "area": ("område", "chefområde"),
    "level": ("niveau", "indstillende niveau"),
    "stations": ("stationer", "sagsgang", "behandles af"),
    "affected": ("berørte", "berørte udvalg", "med-udvalg"),
    "not_affected": ("ikke berørte", "ikke berørt"),
    "others_to_hear": ("skal også høres", "andre der høres", "høres"),
    "share_from": ("må deles fra",),
    "embargo_until": ("må omtales fra", "hemmelig til", "fortroligt indtil", "embargo"),
    "may_identify": ("kan pege på enkeltpersoner",),
    "origin": ("rejst af", "kommer fra"),
}
"""The first word of each is the one to write."""

PROPOSAL_HEADINGS = {fold(word): name for name, words in PROPOSAL_COLUMNS.items() for word in words}
NEEDED = ("id", "title", "neutral_title", "area")
LEVELS = {
    fold(word): level
    for level, words in {
        Level.MAIN: ("hovedudvalg", "hu", "main"),
        Level.AREA: ("område", "områdemed", "omu", "area"),
        Level.LOCAL: ("lokal", "lokalmed", "lmu", "local"),
    }.items()
    for word in words
}
STATION_OUTCOMES = {
    fold(word): outcome
    for word, outcome in {
        "prioriteret": StationOutcome.PRIORITISED,
        "sendt tilbage": StationOutcome.SENT_BACK,
        "udsat": StationOutcome.POSTPONED,
        "ændret": StationOutcome.AMENDED,
        "delvist vedtaget": StationOutcome.PARTLY_ADOPTED,
        "forkastet": StationOutcome.REJECTED,
    }.items()
}
STATION_MARKS = {
    fold(word): name
    for name, words in {
        "closed": ("lukket", "lukket punkt"),
        "supplementary": ("tillægsdagsorden",),
    }.items()
    for word in words
}
"""What may stand after a station's colon besides its outcome."""
YES = frozenset(map(fold, ("ja", "x", "sand", "true", "1")))


def field_of(heading: str) -> str | None:
    """Which part of a proposal a column holds; None for one we have no use for."""
    return PROPOSAL_HEADINGS.get(fold(heading).strip(" :."))


def heading_of(field: str) -> str:
    """What a part of a proposal is called in a table."""
    return PROPOSAL_COLUMNS[field][0]
