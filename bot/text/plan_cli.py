"""What the words after `plan` say on the command line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.text.dates import full

WORDS: dict[str, str] = {
    "check": "Læs planen, og vis fejl (fil og linje) og spørgsmål. Intet bliver skrevet.",
    "show": "Vis planen som tabel, JSON eller tegning, også som den så ud en bestemt dag.",
    "diff": "Vis, hvad to planer siger forskelligt, og hvem det rører.",
    "adopt": "Vedtag planen eller en ændring af den. Derefter er det protokollen, der gælder.",
    "export": "Skriv den vedtagne plan ud igen: som planfil med sine kommentarer, eller som tabel.",
    "import": "Lav et udkast af en tabel eller et notat, eller læg en tabel på en plan.",
    "roll": "Lav næste års udkast: samme uge og ugedag, og hver dato mærket som ikke bekræftet.",
    "schema": "Skriv JSON-skemaet, som en editor kan bruge, mens planen skrives.",
}
FILES = {"import": "importing"}
"""Words that cannot be the name of a module."""

FORMAT = "text er til mennesker, json er til programmer."
FORMAT_CHECK = "text, json, eller html til at sende videre."
FORMAT_SHOW = "text, json, eller en tegning: svg eller png."
FORMAT_EXPORT = "yaml, eller en tabel: csv eller xlsx."
OUTPUT = "Skriv til en fil i stedet for skærmen."
ON_DAY = "Som planen så ud den dag (2024-03-13); uden fil."
REASON = "Hvorfor planen vedtages eller ændres. Alle, det rører, får årsagen at læse."
APPROVED_BY = "Hvilket organ der har besluttet det (navn eller nøgle)."
APPROVED_ON = "Hvilken dag det blev besluttet (2024-03-13)."
YES = "Spørg ikke, selv om filen gør ændringer fra Slack om."
LIKE = "Skriv planen ind i denne fil, så dens kommentarer bliver stående."
ONTO = "Læg tabellen på denne planfil; uden den på den vedtagne plan."
DRAFT = "Lav et nyt udkast i stedet for at ændre en plan."
YEAR = "Året for datoer, der ikke selv siger det."
TO_YEAR = "Året, udkastet er til."
KEY = "Planens nøgle (fx norddjurs-2025)."
TITLE = "Planens titel."
MUNICIPALITY = "Kommunens navn."
CONTINUE = "Skal det gøres?"


def written(path: str) -> str:
    """A file was written."""
    return f"Skrevet: {path}."


def needs_plan(file: str) -> str:
    """A table says only what changes."""
    return f"{file} er en tabel og siger kun, hvad der skal ændres. Vælg en plan med --onto, eller vedtag en plan først."


def is_rehearsal(file: str) -> str:
    """A rehearsal is never adopted as the real thing."""
    return f"{file} er en øvelse (extends) og kan ikke vedtages. Vedtag den plan, den bygger på."


def binary_needs_output(form: str) -> str:
    """A picture is not for the screen."""
    return f"{form} kan ikke vises på skærmen. Vælg en fil med --output."


def nothing_drawn() -> str:
    """No row has a day."""
    return "Ingen række i planen har en dato, så der er intet at tegne."


def not_done() -> str:
    """The question was answered with no, or nobody was there to answer."""
    return "Intet er skrevet. Brug --yes, hvis filen skal gælde."


def revision_adopted(title: str, seq: int) -> str:
    """A revision stands in the ledger."""
    return f"Ændringen af {title} er vedtaget (protokollens nr. {seq})."


def comments_lost() -> str:
    """The file could not be made to say the plan."""
    return "Planen kunne ikke skrives ind i filen, som den er; den er skrevet uden kommentarer."


def as_on(on: date) -> str:
    """Above a plan as it looked on a day."""
    return f"Som planen stod ved udgangen af {full(on)}:"


def no_plan_then(on: date) -> str:
    """Nothing had been adopted."""
    return f"Der var ikke vedtaget nogen plan {full(on)}."


def rolled_head(title: str, year: int, count: int) -> str:
    """At the head of a rolled draft."""
    dates = "Én dato er" if count == 1 else f"{count} datoer er"
    return (
        f"Udkast til {year}, lavet ud fra {title}: samme uge og ugedag, flyttet væk fra lukkedage.\n"
        f"{dates} overført og ikke bekræftet (rolled_from). Bekræft dem i Slack med /plan bekræft,\n"
        "eller slet rolled_from i filen. Noter, kilder, dagsordener og programmer hører til sidste år og er ikke med."
    )


def cannot_roll(title: str) -> str:
    """A plan without dates has no year."""
    return f"{title} har ingen datoer, så der er intet år at gå ud fra."


def already(year: int) -> str:
    """Rolling to the plan's own year."""
    return f"Planen er allerede for {year}."


def rules_counted(rules: int, changed: Sequence[str]) -> str:
    """How many rules looked, and what the plan has changed of them."""
    return " ".join([f"{rules} kontroller er kørt.", *changed])
