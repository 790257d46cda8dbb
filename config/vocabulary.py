"""What a table or a note calls things: the headings of columns, and the words that tell what a row
is. Everything is compared folded.
"""

from __future__ import annotations

import re

from process.dates.danish_grammar import fold
from process.plan.model import Does, Level, OrganKind, OwnerBasis
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
    "organ": ("organ", "udvalg", "forum", "fora", "møde", "aktør", "aktører"),
    "receiver": ("modtager", "til"),
    "track": ("spor", "projekt"),
    "place": ("sted", "lokale", "hvor"),
    "note": ("note", "noter", "bemærkning", "bemærkninger", "kommentar", "kommentarer"),
    "cancelled": ("aflyst",),
    "with_organs": ("fælles_med",),
    "reading": ("budgetbehandling",),
    "tentative": ("dato_forventet",),
    "conditional": ("betinget_af",),
    "fixed_by": ("fastsat_af",),
    "owed": ("skal_afleveres",),
    "owner_words": ("ansvar_i_kilden",),
    "owner_basis": ("ansvar_er",),
    "employees_only": ("kun_medarbejdersiden",),
    "place_tentative": ("sted_forventet",),
    "public": ("offentlig",),
    "audience": ("målgruppe",),
    "conflicts_with": ("modsiger",),
    "programme": ("program",),
    "moved": ("flyttet_fra",),
    "rolled_from": ("overført_fra",),
    "guessed": ("gættet",),
    "source": ("kilde",),
}
"""The first word of each is the one an export writes."""

BASES = {
    OwnerBasis.STATED: "angivet",
    OwnerBasis.IMPLIED: "underforstået",
    OwnerBasis.NOT_STATED: "ikke angivet",
}
"""Whether a source says who is responsible, in the words of a table."""

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
    fold(word).replace("_", " "): name
    for name, words in (PLAN_COLUMNS | PARTS).items()
    for word in words
}

KINDS: dict[Does, tuple[str, str]] = {
    Does.DELIVERY: ("aflevering", "Aflevering"),
    Does.CONSULTATION: ("hoering", "Høring"),
    Does.DISCUSSION: ("droeftelse", "Drøftelse i MED"),
    Does.INFORMATION: ("orientering", "Orientering"),
    Does.DECISION: ("behandling", "Behandling"),
    Does.EVENT: ("begivenhed", "Begivenhed"),
}
"""Key and label of the kinds a draft has."""
ACTS: tuple[tuple[Does, re.Pattern[str]], ...] = tuple(
    (does, re.compile(pattern, re.IGNORECASE))
    for does, pattern in (
        (
            Does.DELIVERY,
            r"\b(?:aflever|indsend|indlever|fremsend)\w*|\bfrist for\b|\bdeadline\b|\bskal have\b"
            r"|^materiale til\b",
        ),
        (
            Does.CONSULTATION,
            r"\b\w*h(?:ø|oe)ring(?!s?(?:svar|spart|smateriale|sberettig|smøde))\w*",
        ),
        (Does.DISCUSSION, r"\bdr(?:ø|oe)ft\w*"),
        (
            Does.INFORMATION,
            r"\b\w*orienter\w*|\binformer\w*|\bpr(?:æ|ae)sent\w* for\b"
            r"|\bfår gennemgået\b|\bfår status\b|\bstatus til\b",
        ),
        (
            Does.DECISION,
            r"\b\w*behandl\w*|\bvedt(?:ag|og)\w*|\bgodkend\w*|\bbeslut\w*|\bprioriter\w*"
            r"|\bbudgetforlig\w*|\bindstil\w*",
        ),
    )
)
"""The words that tell what is done, and what it then is."""
EVENTS = re.compile(r"\bm(?:ø|oe)de|seminar|begivenhed|arrangement|temadag|event", re.IGNORECASE)
DECISIONS = re.compile(r"politisk|afg(?:ø|oe)r", re.IGNORECASE)

ORGAN_KINDS: tuple[tuple[str, OrganKind, Level | None], ...] = (
    (r"hoved[- ]?(udvalg|med)|^h-?med$|^hu$|^[hr]mu$", OrganKind.MED_COMMITTEE, Level.MAIN),
    (r"(omraade|center|forvaltnings|regions)-?med|^[oc]mu", OrganKind.MED_COMMITTEE, Level.AREA),
    (r"lokal-?med|^lmu|-med\b|^med\b", OrganKind.MED_COMMITTEE, Level.LOCAL),
    (r"kommunalbestyrelse|byraad|regionsraad|borgerrepr|^[kb][br]$", OrganKind.COUNCIL, None),
    (r"^oekonomi(-| |udvalg)|^oee?[ku]$|^oeku$", OrganKind.FINANCE_COMMITTEE, None),
    (r"udvalg", OrganKind.STANDING_COMMITTEE, None),
    (r"direktion", OrganKind.EXECUTIVE_BOARD, None),
    (r"styregruppe", OrganKind.STEERING_GROUP, None),
    (r"gruppeform", OrganKind.GROUP_LEADERS, None),
    (r"chef", OrganKind.HEADS, None),
)

BODY = re.compile(
    r"""
    (?<![\w-])(?:
      (?:[Mm][Ee][Dd]-?[Hh]oved|[Hh]oved[ -]?[Mm][Ee][Dd]-?|[Hh]oved)udvalg(?:et)?
      |[Hh]oved[ -]?(?:MED|med)|H-?MED
      |(?:[Oo]mråde|[Ll]okal|[Cc]enter|[Ff]orvaltnings|[Rr]egions)-?(?:MED|[Mm]ed)
        (?:-?udvalg(?:et|ene)?|(?:\ (?:og\ )?[A-ZÆØÅ][\wæøå]+)*)
      |MED(?:-?udvalg(?:et|ene)?|-organisationen|-systemet)?
      |[LOC]MU(?:\ (?:og\ )?[A-ZÆØÅ][\wæøå]+)*
      |HMU|RMU|HU
      |[Uu]dvalget\ for\ [A-ZÆØÅ][\w-]*(?:(?:,\ |\ og\ |\ )[A-ZÆØÅ][\w-]*)*
      |(?:[A-ZÆØÅ][\w]*-,?\ (?:[A-ZÆØÅ]\w*-,?\ )*(?:og\ )?|[A-ZÆØÅ]{2,4}\ )?\w*udvalg(?:et|ene)?
      |[Kk]ommunalbestyrelsen?|[Bb]yråd(?:et)?|[Rr]egionsråd(?:et)?|[Bb]orgerrepræsentationen?
      |KB|BR|ØE?[UK]|ØKU
      |[Dd]irektionen?|[Cc]hefgruppen?|[Ss]tyregruppen?|[Cc]hefforum
    )(?P<owns>s)?(?![\w-])
    """,
    re.VERBOSE,
)
"""A body's whole name: a longer name is never taken for the shorter one it ends with."""
SHORT_NAME = re.compile(r"\s*\((?P<short>[A-ZÆØÅ][\wÆØÅ-]{1,7})\)")
"""A body's short name, behind its whole one."""
JOINT = re.compile(r"\bf(?:æ|ae)lles ?møde|\bdialogmøde|\bmøde mellem\b", re.IGNORECASE)
NEXT_CLAUSE = re.compile(r"(?:[.;]\s+|,\s+(?:og\s+|mens\s+|hvorefter\s+)?|\s+og\s+)(?=\S)")
VERB = re.compile(r"[\wæøå]+e[rs]\b")
"""How a verb looks that goes on about the body before it."""
LABEL = re.compile(r"\s*(?::|\s[-–—])\s+")
"""What stands between a body and what it does."""
JOINED = re.compile(r"\s*(?:,|og|samt|,\s*og|&)\s*(?:i\s+)?")
PLACED = re.compile(r"\b(?:i|hos|på)\s$", re.IGNORECASE)
EMPLOYEES = r"(?:medarbejder(?:sid|repr)\w*|B-siden?)"
"""How the employees' side of a MED body is called."""
DEADLINE = re.compile(r"^(?:sidste )?(?:frist|deadline)\b|\bfrist for\b")
READING = re.compile(r"\b(?P<number>[12]|foerste|anden)\.? ?behandling")
CHANGED = re.compile(
    r"\b(?:aflys(?:t|es)|udg(?:å|aa)r|udsat|uds(?:æ|ae)ttes|udskudt|udskydes|flytte[ts]|rykke[ts]"
    r"|(?:ny|ændret) dato|nyt tidspunkt)\b",
    re.IGNORECASE,
)
"""Words by which a row speaks of another day or another row than it seems to."""
BULLET = re.compile(r"^\s*(?:[*•·]+\s*(?=\w)|[-*•·–>]+|\d{1,2}\)|[a-z]\))\s+", re.IGNORECASE)
"""What stands before a line of a list; "18." is not one, since "18. marts" is a date."""


def plan_column(heading: str) -> str | None:
    """What a column holds, by its heading; None for one we have no use for."""
    return PLAN_HEADINGS.get(fold(heading).replace("_", " ").strip(" :.?"))


def column_of(heading: str) -> str | None:
    """The same for a cell that stands among headings: "Dato (2026)" and "Ansvarlig enhed"
    are told by their first word.
    """
    return plan_column(heading) or plan_column(re.split(r"[ /(,]", heading.strip())[0])


def is_yes(cell: str) -> bool:
    """Whether a cell says yes."""
    return fold(cell) in YES


def is_counter(heading: str) -> bool:
    """Whether a column only counts the rows."""
    return fold(heading).strip(" :.?") in COUNTERS


def does_in(cell: str) -> Does | None:
    """What a column of kinds says; None for a word we do not know."""
    folded = fold(cell)
    for does, (key, label) in KINDS.items():
        if folded in (key, fold(label)):
            return does
    found = [(m.start(), does) for does, pattern in ACTS if (m := pattern.search(cell))]
    if found:
        return min(found)[1]
    if DECISIONS.search(cell):
        return Does.DECISION
    return Does.EVENT if EVENTS.search(cell) else None


def organ_kind(name: str) -> tuple[OrganKind, Level | None]:
    """What a body sounds like."""
    words = fold(name)
    return next(
        ((kind, level) for pattern, kind, level in ORGAN_KINDS if re.search(pattern, words)),
        (OrganKind.OTHER, None),
    )


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
    ("when_either", r"\d\.? eller \d"),
    ("when_repeats", r"\bhver(?:t|\b)|ugentlig|maanedlig|kvartalsvis"),
    ("when_ongoing", r"loebende|hele aaret|efter behov|ved behov"),
    ("when_waiting", r"afvent|foelger|ikke fast|senere|ukendt|mangler"),
    ("when_season", r"foraar|efteraar|sommer|vinter|\bjul\b|nytaar|paaske|pinse"),
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
    return {"1": 1, "2": 2, "foerste": 1, "anden": 2}[match["number"]] if match else None


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
