"""What stands in a file: faults in a plan, a rehearsal or a people file, rows of a table that could
not be read, and what an organ's own calendar says otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Protocol

from bot.text.grammar import full, in_line, upper_first
from bot.text.marks import code, strong
from process.faults import Fault

# Faults: one sentence and one remedy for each, with its place.

EXPECTED = {
    "mapping": "en gruppe af felter (navn: værdi)",
    "text": "tekst; sæt den i anførselstegn",
    "number": "et helt tal",
    "yes_no": "true eller false",
    "date": "en dag, fx 2024-03-18 eller 18. marts 2024",
    "time": 'et klokkeslæt, fx "12:00"',
    "when": "et tidspunkt, fx senest 18. marts 2024, uge 24/25 2024 eller uden dato",
}
SENTENCES: dict[str, tuple[str, str]] = {
    "file_not_found": ("Filen findes ikke", "Se stien efter."),
    "file_unreadable": (
        "Filen kan ikke læses ({why})",
        "Se efter, om det er en fil, og om du har lov til at læse den.",
    ),
    "not_utf8": ("Filen er ikke UTF-8 (byten {byte})", "Gem den igen som UTF-8."),
    "empty_file": ("Filen er tom", "Skriv noget i den, eller vælg en anden."),
    "too_large": ("Filen er for stor til at være en plan", "Se efter, om det er den rigtige fil."),
    "syntax": (
        "Filen kan ikke læses videre her ({problem})",
        "Se efter indrykning, kolon og anførselstegn på linjen og linjen før.",
    ),
    "too_deep": (
        "Filen er foldet for dybt, eller et anker peger på sig selv",
        "Skriv stedet ud uden anker (& og *).",
    ),
    "duplicate_key": (
        "'{key}' står to gange, første gang på linje {first_line}",
        "Slet den ene, eller giv den et andet navn.",
    ),
    "bad_key": (
        "'{key}' kan ikke bruges som nøgle",
        (
            "Brug bogstaverne a-z (ikke æ, ø, å), tal, bindestreg og understreg, højst 60 tegn, "
            "med bogstav eller tal forrest."
        ),
    ),
    "unknown_field": ("'{key}' er ikke et felt her", "Ret stavemåden, eller slet feltet."),
    "missing_field": ("Feltet '{field}' mangler", "Skriv det."),
    "wrong_type": ("Her skal stå {expected}", "Der står '{value}'."),
    "not_a_choice": ("'{value}' kan ikke vælges her", "Vælg en af: {choices}."),
    "impossible_date": ("Dagen '{value}' findes ikke", "Se måned og dag efter i en kalender."),
    "impossible_time": (
        "Klokkeslættet '{value}' findes ikke",
        'Skriv time 0-23 og minut 00-59, fx "12:00".',
    ),
    "impossible_zone": ("Tidszonen '{value}' findes ikke", "Brug Europe/Copenhagen."),
    "delivery_in_quiet": (
        "Beskederne skal ud kl. {value}, men det er i stilletiden",
        "Vælg et tidspunkt mellem quiet_until og quiet_from.",
    ),
    "impossible_number": (
        "Tallet '{value}' kan ikke bruges her",
        "Skriv et tal fra {lowest} til {highest}.",
    ),
    "year_out_of_range": (
        "Årstallet {value} må være en skrivefejl",
        "Skriv et år mellem 1990 og 2100.",
    ),
    "when_unreadable": (
        "'{value}' kan ikke læses som et tidspunkt",
        (
            "Skriv fx 18. marts 2024, senest 18. marts 2024 kl. 12, "
            "29. august – 11. september 2024, uge 24/25 2024 eller uden dato."
        ),
    ),
    "when_no_year": ("'{value}' har intet årstal", "Skriv året, eller sæt year under process."),
    "when_impossible": ("'{value}' findes ikke i kalenderen", "Se dag, måned og uge efter."),
    "when_reversed": ("'{value}' slutter, før det begynder", "Byt de to om, eller ret den ene."),
    "when_either": (
        "'{value}' er to tider, og kun den ene gælder",
        "Skriv uden dato: {value}, indtil den er valgt.",
    ),
    "when_expected": (
        "'{value}' er ikke sikkert",
        "Skriv dagen alene, og sæt tentative: true på rækken.",
    ),
    "when_weekday": ("'{value}' passer ikke sammen: datoen er {day}", "Ret ugedagen eller datoen."),
    "unknown_owner": (
        "Planen har ingen plads '{value}'",
        "Ret stavemåden; pladser skrives rolle:sted, fx head:skole_dagtilbud eller head:*.",
    ),
    "unknown_role": (
        "'{role}' i '{value}' er ikke en rolle",
        (
            "Brug head, deputy, director, chief_executive, process_owner, chair, vice_chair, "
            "substitute, employee_rep, secretary eller member."
        ),
    ),
    "unknown_organ": (
        "Planen har intet organ '{value}'",
        "Ret stavemåden, eller skriv organet under organs.",
    ),
    "unknown_area": (
        "Planen har intet chefområde '{value}'",
        "Ret stavemåden, eller skriv området under areas.",
    ),
    "unknown_kind": (
        "Planen har ingen slags '{value}'",
        "Ret stavemåden, eller skriv den under kinds.",
    ),
    "unknown_milestone": (
        "Planen har ingen række '{value}'",
        "Ret stavemåden, eller skriv rækken under milestones.",
    ),
    "unknown_track": (
        "Planen har intet spor '{value}'",
        "Ret stavemåden, eller skriv sporet under tracks.",
    ),
    "unknown_group": (
        "Planen har ingen gruppe af organer, der hedder '{value}'",
        "Skriv fx fagudvalg, eller nøglen på ét organ.",
    ),
    "unknown_check": (
        "Der er ingen kontrol, der hedder '{value}'",
        "Ret stavemåden, eller slet den her; navnene står i docs/plan-format.md.",
    ),
    "unknown_person": (
        "Personfilen har ingen '{value}'",
        "Ret id'et, eller skriv personen i personfilen.",
    ),
    "bad_rung": (
        "'{value}' kan ikke være et led i stigen for en slags, der er {does}",
        "Vælg blandt: {choices}.",
    ),
    "rung_twice": ("'{value}' står to gange i stigen", "Slet den ene."),
    "ladder_unused": (
        "Ingen bliver mindet om en slags, der er {does}, så stigen bliver aldrig brugt",
        "Slet ladder.",
    ),
    "ladder_without_days": (
        "Stigen bliver aldrig brugt, for rytmen siger ikke hvornår",
        "Skriv escalate_after, eller slet ladder.",
    ),
    "circular": ("Rækken regnes fra '{value}', som selv regnes fra den", "Giv en af dem en dag."),
    "owner_basis": (
        "Rækken har ejere, men owner_basis siger, at ejeren ikke er angivet",
        "Skriv owner_basis: stated eller implied.",
    ),
    "employees_discuss": (
        "Medarbejdersiden alene kan ikke drøfte for udvalget",
        "Giv rækken en slags, der er en begivenhed, eller fjern employees_only.",
    ),
    "bad_placeholder": (
        "'{value}' kan ikke udfyldes i en besked",
        "Brug kun {{area}} i krøllede parenteser.",
    ),
    "not_example": (
        "Det, en øvelse tilføjer, skal være mærket",
        "Skriv example: true, og for et chefområde feltets navn i example: [...].",
    ),
    "overrides_plan": (
        "En øvelse må ikke lave om på det, planen siger",
        "Slet linjen, eller ret den i planen.",
    ),
    "extends_missing": (
        "Øvelsen siger ikke, hvilken plan den bygger på",
        "Skriv extends: og navnet på en planfil i samme mappe.",
    ),
    "no_header": (
        "Overskriften mangler: {columns}",
        "Første linje skal være id;navn;e-mail;slack_id;pladser;fra;til.",
    ),
    "no_table_header": (
        "Tabellen har ingen overskrifter, der kan læses",
        (
            "Den skal have en kolonne 'hvornår' (eller dato, "
            "frist, tid) og en kolonne 'hvad' (eller titel, aktivitet) eller 'nøgle'."
        ),
    ),
    "row_unread": ("Rækken kan ikke læses: '{value}'", "{why}."),
    "unknown_column": ("Kolonnen '{value}' kendes ikke", "Ret overskriften, eller slet kolonnen."),
    "wrong_columns": (
        "Rækken har {found} felter, overskriften {expected}",
        "Se efter et semikolon for meget eller for lidt.",
    ),
    "duplicate_value": (
        "{column} '{value}' står også på linje {first_line}",
        "Giv hver person sin egen.",
    ),
    "bad_email": ("'{value}' er ikke en mailadresse", "Ret den, eller lad feltet være tomt."),
    "no_process_owner": (
        "Ingen sidder på pladsen process_owner",
        (
            "Giv en person pladsen process_owner:<planens nøgle>, "
            "ellers kan ingen vedtage eller flytte noget."
        ),
    ),
}


def fault_sentence(fault: Fault) -> str:
    """`fil.yaml:12: milestones.x.when: sætning. Råd.` with the spellings that come closest."""
    wrong, remedy = SENTENCES[fault.code]
    words = dict(fault.fields)
    if "expected" in words:
        words["expected"] = EXPECTED.get(words["expected"], words["expected"])
    near = words.get("near", "")
    place = f"{fault.path}: " if fault.path else ""
    hint = f" Mente du {_or(near.split(', '))}?" if near else ""
    return (
        f"{fault.file}:{fault.line}: {place}{wrong.format(**words)}.{hint} {remedy.format(**words)}"
    ).replace(" Der står ''.", "")


def _or(names: Sequence[str]) -> str:
    """`a, b eller c`."""
    return " eller ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def fault_report(faults: Sequence[Fault]) -> str:
    """The whole report: one line for each fault and how many there are."""
    count = "1 fejl" if len(faults) == 1 else f"{len(faults)} fejl"
    return "\n".join([*(fault_sentence(fault) for fault in faults), f"{count}. Intet er skrevet."])


# A draft from a table or a note.


class Unread(Protocol):
    """A row that was not read: its line, its words, why, and the value that was in the way."""

    @property
    def line(self) -> int: ...
    @property
    def text(self) -> str: ...
    @property
    def why(self) -> str: ...
    @property
    def value(self) -> str: ...
    @property
    def kept(self) -> bool: ...


WHY: dict[str, tuple[str, str]] = {
    "no_time_in_line": (
        "der er ikke fundet et tidspunkt",
        "Er det en frist eller et møde, så skriv linjen om, fx “18. marts: Forslag afleveres”.",
    ),
    "no_when": ("der står ikke, hvornår det er", "Skriv en dag, en uge eller en måned."),
    "when_unreadable": (
        "“{value}” kan ikke læses som et tidspunkt",
        "Skriv fx 18. marts 2026, uge 12-15, medio maj eller 1. maj - 22. maj.",
    ),
    "when_no_year": ("“{value}” har intet årstal", "Skriv året, eller brug --year."),
    "heading_of_another_year": (
        "overskriften nævner {value}, og datoer uden årstal er læst i {day}",
        "Passer det ikke, så læs filen igen med det rigtige år.",
    ),
    "when_counted": (
        "“{value}” kan ikke regnes ud, for der er ikke netop én række med en dag at regne fra",
        "Skriv dagen, eller fx “10 arbejdsdage før” og rækkens nøgle.",
    ),
    "when_before": (
        "“{value}” kan både være med og uden den dag",
        "Skriv senest og den sidste dag, der er i tide.",
    ),
    "when_repeats": (
        "“{value}” er flere møder",
        (
            "Skriv hver dag som sin egen række, "
            "eller hent møderne fra en kalender med fristvogter meetings import."
        ),
    ),
    "when_ongoing": (
        "“{value}” er ingen bestemt dag",
        "Skal nogen mindes om det, så giv det en dag; ellers kan det blive stående.",
    ),
    "when_unclear": (
        "kun noget af “{value}” kan læses som en tid",
        "Skriv hele tiden først, fx 18. marts 2026 eller uge 34, og det, der skal ske, bagefter.",
    ),
    "when_several": (
        "rækken nævner flere tider ({value}), og ingen af dem er valgt",
        "Skriv den tid, rækken handler om, forrest.",
    ),
    "when_impossible": ("“{value}” findes ikke i kalenderen", "Se dag, måned og klokkeslæt efter."),
    "when_reversed": ("“{value}” slutter, før det begynder", "Byt de to om, eller ret den ene."),
    "when_weekday": ("“{value}” passer ikke sammen: datoen er {day}", "Ret ugedagen eller datoen."),
    "when_either": (
        "“{value}” er to tider, og kun den ene gælder",
        "Skriv den rigtige, når den er valgt.",
    ),
    "when_two_days": (
        "rækken nævner også “{value}”, som ikke ligger efter dens egen dag",
        "Se efter, hvornår der skal svares.",
    ),
    "answer_day": (
        "rækken nævner en svarfrist (“{value}”), så den varer {day}",
        "Se efter, om det passer.",
    ),
    "disagrees": (
        "rækken siger også {value}, men tiden er {day}",
        "Ret den ene af dem.",
    ),
    "split": (
        "rækken siger flere ting og er blevet til flere rækker: {value}",
        "Se efter, om de skal være adskilt.",
    ),
    "kind_unknown": (
        "“{value}” er ikke en kendt slags; den er gættet ud fra ordene og står i noten",
        "Skriv fx aflevering, høring, drøftelse, orientering, behandling eller begivenhed.",
    ),
    "left_over": (
        "“{value}” hører ikke til noget felt og står i noten",
        "Flyt det, hvis det skal stå et andet sted.",
    ),
    "speaks_of_change": (
        "rækken siger “{value}”, og dagen er den, der står i den",
        "Ret dagen, hvis en anden gælder; er det aflyst, så skriv hvorfor i kolonnen aflyst.",
    ),
    "when_waiting": ("dagen er ikke kendt endnu", "Skriv den, når den er."),
    "when_season": (
        "“{value}” kan betyde flere dage eller måneder",
        "Skriv dem, fx 27.-31. december 2026 eller september-november 2026.",
    ),
    "when_condition": (
        "“{value}” kommer an på noget andet",
        "Skriv en dag, når den kendes, eller fx “efter” og en rækkes nøgle.",
    ),
    "reckoned": (
        "“{value}” er regnet ud til {day}",
        "Se efter, om det passer; flyttes den anden dag, følger denne ikke med.",
    ),
    "no_title": ("der står ikke, hvad det er", "Skriv, hvad der skal ske."),
    "unknown_row": (
        "planen har ingen række “{value}”",
        "Ret nøglen, eller lad den være tom i en ny række.",
    ),
    "unknown_kind": ("planen har ingen slags “{value}”", "Vælg en af dem, der står under kinds."),
    "unknown_organ": ("planen har intet organ “{value}”", "Vælg et af dem, der står under organs."),
    "unknown_receiver": (
        "planen har intet organ “{value}” som modtager",
        "Vælg et af dem, der står under organs.",
    ),
    "unknown_track": ("planen har intet spor “{value}”", "Vælg et af dem, der står under tracks."),
    "bad_cell": (
        "“{value}” kan ikke læses",
        "Skriv det, som eksporten skriver det, eller lad cellen stå tom.",
    ),
    "unknown_reading": ("“{value}” er ikke 1. eller 2. behandling", "Skriv 1 eller 2."),
    "unknown_seat": (
        "planen har ingen plads “{value}”",
        "Skriv den som rolle:sted, fx head:skole, eller skriv bare ordene.",
    ),
    "twice": ("rækken “{value}” står to gange i tabellen", "Slet den ene."),
}
"""What is wrong with a row, and what to write instead."""


def why_unread(row: Unread) -> str:
    """Why a row could not be read, and what to write instead."""
    wrong, remedy = WHY[row.why]
    value, _, day = row.value.partition("|")
    return f"{wrong.format(value=value, day=day)}. {remedy}"


def unread_lines(rows: Sequence[Unread]) -> Iterator[str]:
    """Every one of them, with its line: the ones that are in with no day, the ones to look at, and
    last the lines that name no time.
    """
    prose = [row for row in rows if row.why == "no_time_in_line"]
    for row in rows:
        if row.why != "no_time_in_line":
            yield (
                f"linje {row.line}: {row.text}\n  "
                f"{upper_first(why_unread(row))}{' Rækken er med uden dato.' if row.kept else ''}"
            )
    if prose:
        yield "Linjer uden et tidspunkt, som ikke er taget med:"
        yield from (f"  linje {row.line}: {row.text}" for row in prose)
        yield f"  {WHY['no_time_in_line'][1]}"


def rows_counted(read: int, rows: Sequence[Unread]) -> str:
    """How many rows there are, and how many somebody has to look at."""
    told = "1 række er læst" if read == 1 else f"{read} rækker er læst"
    if not rows:
        return f"{told}, og alle linjer er med."
    look = sum(row.why != "no_time_in_line" for row in rows)
    left = len(rows) - look
    parts = [
        f"{look} skal ses efter" if look else "",
        f"{left} {'linje' if left == 1 else 'linjer'} er ikke taget med" if left else "",
    ]
    return f"{told}; {in_line([part for part in parts if part])}."


def is_packed(file: str) -> str:
    """A Word or PDF file where text is wanted."""
    return (
        f"{file} er en PDF-fil eller en ældre Word-fil. Gem den som docx eller ren tekst (.txt), "
        "eller kopiér tabellen over i et regneark (.xlsx)."
    )


def other_sheets(names: Sequence[str]) -> str:
    """Sheets of a workbook that were left."""
    told = in_line([f"“{name}”" for name in names])
    return (
        f"{'Arket' if len(names) == 1 else 'Arkene'} {told} er ikke læst. "
        "Skal de med, så gem hvert ark som sin egen fil."
    )


def untouched(titles: Sequence[str]) -> str:
    """Rows the table does not mention."""
    shown = [f"“{title}”" for title in titles[:5]]
    more = f" og {len(titles) - 5} til" if len(titles) > 5 else ""
    return (
        f"Tabellen nævner ikke {', '.join(shown) if more else in_line(shown)}{more}; "
        "de står, som de stod."
    )


def draft_comment(source: str, rows: Sequence[Unread]) -> str:
    """At the head of a draft."""
    lines = [
        f"Udkast læst fra {source}. Det, der er gættet ud fra ordene, står under guessed på hver",
        "række; plan check spørger om det, til det er slettet.",
    ]
    if rows:
        lines += ["", "Se efter:", *unread_lines(rows)]
    return "\n".join(lines)


# An organ's own calendar.

REPEATS = "gentager sig efter en regel, der ikke kan følges; skriv møderne enkeltvis"
"""Weekly and monthly meetings are followed."""
NO_DAY = "mangler dag eller UID"
"""Without a day or an identity of its own it cannot be followed."""
MEETING_CANCELLED = "Aflyst i mødekalenderen"
"""The reason that stands in the plan."""
NO_LONGER_THERE = "Står ikke længere i mødekalenderen"
"""The reason that stands in the plan."""
CANCELLED_WORD = re.compile(
    r"\b(?:aflyst|udgår|udgået|annulleret|cancelled|canceled)\b", re.IGNORECASE
)


def says_cancelled(title: str) -> bool:
    """Many calendars write it in the title only, as a word of its own."""
    return CANCELLED_WORD.search(title) is not None


MEETINGS_HEADING = "Ændringer i mødekalendere"
ACCEPT = "Vedtag ændringerne"
DECLINE = "Behold planen"


def meetings_proposed(*, organ: str, on: date, lines: Sequence[str], more: int = 0) -> str:
    """What an organ's own calendar says otherwise than the plan."""
    tail = [f"Og {more} mere."] if more else []
    return "\n".join(
        [
            f"{strong(organ)}s egen mødekalender siger noget andet end planen (læst {full(on)}):",
            *lines,
            *tail,
        ]
    )


def meetings_told(*, organ: str) -> str:
    """To the process owner, at once."""
    status = code("/plan status")
    return (
        f"Mødekalenderen for {strong(organ)} siger noget andet end planen. "
        f"{status} viser ændringerne, og du afgør, om de skal gælde."
    )


ACCEPTED = "Planen er ændret efter mødekalenderen. Kalendere og påmindelser følger selv med."
DECLINED = "Planen står, som den gjorde. Ændringerne er lagt væk."


def meetings_reason(*, organ: str) -> str:
    """Why the plan was revised."""
    return f"Efter {organ}s egen mødekalender"
