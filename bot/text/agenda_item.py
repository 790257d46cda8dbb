"""A finished item for a committee's agenda: a chair copies it, forwards it, and need not write it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.text.dates import full, in_line, short_day
from bot.text.med import MINUTES_PREVAIL, NOT_AGREED

TITLE = "Dagsordenspunkt"
LABEL = "Lav dagsordenspunkt"
TAKE_AWAY = "Eller tag det med som dokument under overskrifterne Sagsgang, Sagsfremstilling, Økonomiske konsekvenser, Indstilling og Bilag."
COPY = "Markér teksten, og kopiér den ind i jeres dagsorden."
NOTHING = "Udvalget mangler ikke at drøfte noget, så der er ikke noget at sætte på dagsordenen."


def heading(*, ids: Sequence[str]) -> str:
    """The item's title; codes only, since an agenda may be public."""
    return f"Drøftelse af råderumsforslag {in_line(ids)}"


def case(*, committee: str) -> str:
    """What it is about."""
    return (
        f"Sagsfremstilling: {committee} inddrages i en drøftelse af de forslag, der berører udvalgets område, før de behandles politisk. "
        "Udvalget drøfter forslagenes konsekvenser for arbejds- og personaleforhold, herunder sammenhængen mellem ressourcer og "
        "arbejdsmængde."
    )


def line(*, shown: str, version: int, organ: str, treatment: date, assumed: bool, share: str) -> str:
    """One proposal."""
    guess = " (antaget dato)" if assumed else ""
    return f"• {shown}, udgave {version}: {organ} behandler det {full(treatment)}{guess}. {share}"


def undated(*, shown: str, version: int, share: str) -> str:
    """One proposal whose treatment has no date."""
    return f"• {shown}, udgave {version}. {share}"


def days(*, last: date, material: date, call: date) -> str:
    """The days a chair must keep."""
    return (
        f"Tidsplan: Drøftelsen skal være holdt og registreret senest {full(last)}, så synspunkterne kan komme med i den politiske sag. "
        f"Medlemmerne skal have materialet senest {short_day(material)}, og mødet skal være indkaldt senest {short_day(call)}."
    )


def asks() -> str:
    """What the committee is asked to do."""
    return (
        "Udvalget drøfter: 1) Hvad betyder forslagene for opgaverne og for medarbejderne? 2) Hvad skal der til, for at de kan lade sig "
        "gøre? 3) Hvilke synspunkter skal følge med til politikerne fra ledelsessiden og fra medarbejdersiden?"
    )


def minutes() -> str:
    """How the minutes are written."""
    return f"Til referatet: Skriv begge siders synspunkter hver for sig. {NOT_AGREED} {MINUTES_PREVAIL}"
