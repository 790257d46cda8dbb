"""Proposals: the form, the list, and what is said when one has been handed in or changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.text.dates import full, in_line
from bot.text.marks import code, strong

CLI = "Forslag: indlæs dem fra en tabel (CSV eller XLSX)."
CLI_IMPORT = "Indlæs forslag fra en tabel: hele filen eller intet. Den samme fil igen ændrer intet."
CLI_CHECK = "Se kun efter, om filen kan indlæses."

NEW = "Nyt forslag"
EDIT = "Ret forslaget"
TITLE_NEW = "Nyt forslag"
TITLE_EDIT = "Ret forslag"
CODE = "Kode"
CODE_HINT = "Bogstaver, bindestreg og tal, for eksempel R-041."
NAME = "Titel"
NAME_HINT = "Titlen bliver ikke vist i Slack eller kalendere."
NEUTRAL = "Neutral titel"
NEUTRAL_HINT = "Det, alle må se, højst 60 tegn. Ingen navne og intet, der peger på enkeltpersoner."
AREA = "Område"
LEVEL = "Hvilket niveau indstiller?"
LEVELS = {"area": "OmrådeMEDs leder", "local": "LokalMEDs leder", "main": "Hovedudvalgets leder"}
STATIONS = "Sagsgang"
STATIONS_HINT = "En linje for hver station: organets navn og dag, for eksempel Økonomiudvalget 9. april 2024."
AFFECTED = "Berørte MED-udvalg"
NOT_AFFECTED = "Ikke berørte, og hvorfor"
NOT_AFFECTED_HINT = "En linje for hvert: udvalgets navn, kolon og årsagen."
OTHERS = "Andre, der skal høres"
OTHERS_HINT = "En linje for hver, for eksempel Ældrerådet."
SHARE_FROM = "Må deles med kolleger fra"
SHARE_HINT = "Den første dag, medlemmerne må tale med kolleger om det. Indtil da minder vi ingen om at drøfte det."
EMBARGO = "Må omtales fra"
EMBARGO_HINT = "Fortroligt til og med dagen før; fra og med den valgte dag vises den neutrale titel. Indtil da vises kun koden."
FLAGS = "Særligt"
MAY_IDENTIFY = "Kan pege på enkeltpersoner: vis kun koden"
MATERIAL = "Er det en ny udgave?"
MATERIAL_HINT = "Er indholdet ændret, skal berørte udvalg drøfte den nye udgave, og deres formænd får besked."
SAME = "Nej, kun oplysninger er rettet"
CHANGED = "Ja, indholdet er ændret"
ORIGIN = "Rejst på et politisk møde af"
NOBODY = "ikke rejst på et møde"


def line(*, shown: str, version: int, area: str, affected: int, discussed: int) -> str:
    """One proposal in the list."""
    return f"{strong(shown)}, udgave {version} · {area} · {discussed} af {affected} udvalg har drøftet det"


def none_yet() -> str:
    """The list is empty."""
    return f"Der er ingen forslag endnu. Tryk på {NEW}, eller indlæs en tabel med {code('fristvogter proposals import FIL')}."


def more(*, count: int) -> str:
    """What the list has no room for."""
    return f"Og {count} mere. Skriv {code('/plan forslag R-017')} for at rette ét af dem."


def submitted(*, shown: str, version: int, told: Sequence[str], due: date | None) -> str:
    """To the person who handed it in."""
    who = f" {in_line(told)} skal drøfte det{f' senest {full(due)}' if due else ''}." if told else " Ingen MED-udvalg er berørt."
    return f"{strong(shown)} er lagt ind, udgave {version}.{who}"


def corrected(*, shown: str, version: int) -> str:
    """Details changed, the version stays."""
    return f"{strong(shown)}, udgave {version}, er rettet. Drøftelser, der er registreret, gælder stadig."


def imported(*, of: int, new: int, checked: bool) -> str:
    """What a file gave."""
    if checked:
        return f"Filen kan indlæses: {of} forslag, heraf {new} nye eller ændrede. Intet er skrevet."
    return f"{new} af {of} forslag er nye eller ændrede og er lagt ind."


def unreadable_line(*, text: str) -> str:
    """A line of the form that is not what it should be."""
    return f"Linjen “{text}” kan ikke læses. Se eksemplet under feltet."
