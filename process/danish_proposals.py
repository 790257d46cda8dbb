"""What a table of proposals calls things: the headings of its columns and the words in its cells. Everything is compared folded."""

from __future__ import annotations

from process.danish_days import fold
from process.plan import Level
from process.proposals import StationOutcome

COLUMNS: dict[str, tuple[str, ...]] = {
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

HEADINGS = {fold(word): name for name, words in COLUMNS.items() for word in words}
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
    for name, words in {"closed": ("lukket", "lukket punkt"), "supplementary": ("tillægsdagsorden",)}.items()
    for word in words
}
"""What may stand after a station's colon besides its outcome."""
YES = frozenset(map(fold, ("ja", "x", "sand", "true", "1")))


def field_of(heading: str) -> str | None:
    """Which part of a proposal a column holds; None for one we have no use for."""
    return HEADINGS.get(fold(heading).strip(" :."))


def heading_of(field: str) -> str:
    """What a part of a proposal is called in a table."""
    return COLUMNS[field][0]
