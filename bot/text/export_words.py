"""The folder for the records caseworker: file names, the cover sheet, and what the command says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date

from bot.text.dates import full
from bot.text.grammar import upper_first

HELP = "Skriv mappen til journalisering for ét møde: følgeseddel, MED-bilag, oversigt, høringssvar og protokol."
STATION = "Organet, mappen er til, evt. med dag: voksen_plejeudvalget/2024-04-30."
OUT = "Mappen, filerne skrives i. En fil, der allerede ligger der med et andet indhold, bliver ikke overskrevet."
CASE_NUMBER = "Sagsnummer til følgesedlen."
KLE = "KLE-emne og handlingsfacet til følgesedlen, som I selv har valgt dem."
DAY = "Dagen, papirerne udarbejdes (2024-05-02). Ellers dagen i dag."
ASCII = "Filnavne uden æ, ø og å."
TITLE = "Følgeseddel"
CASE, KLE_LABEL, SUBJECT, DATE, SENDER, PERIOD, STATE_OF, LEDGER = (
    "Sagsnummer:",
    "KLE:",
    "Titel:",
    "Dato:",
    "Afsender:",
    "Periode:",
    "Status:",
    "Protokollen:",
)
FINAL = "endelig"
NOT_TOLD = "ikke oplyst"
FILES = "Filer"
CHECKSUM = "SHA-256:"
KINDS = {
    "annex": "MED-bilag til læsning (PDF/A)",
    "annex_word": "MED-bilag til videre arbejde (Word)",
    "matrix": "Oversigt: forslag og MED-udvalg (Excel)",
    "hearing": "Høringssvar (Excel)",
    "ledger": "Protokollen som data, én JSON-linje for hver post; kan efterprøves med docs/efterproev.py",
}
ABOUT = (
    "Filerne hører sammen og er dannet af den samme protokol. Frie tekster er gengivet ordret, medmindre de er slettet. "
    "Hver fils kontrolsum står ud for den, så det kan ses, om en fil er ændret siden."
)
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')
_ASCII = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa", "–": "-"})
LONGEST = 120
"""Characters of a file name before its ending; some archives take no longer paths."""


def file_name(*, on: date, title: str, ending: str, ascii_only: bool) -> str:
    """`2024-05-02 MED-bilag til Voksen- og Plejeudvalget (endelig).pdf`, with nothing a file system refuses."""
    clean = " ".join(_FORBIDDEN.sub("-", unicodedata.normalize("NFC", title)).split())[:LONGEST].rstrip(" .")
    if ascii_only:
        spelled = unicodedata.normalize("NFKD", clean.translate(_ASCII)).encode("ascii", "ignore").decode()
        return f"{on.isoformat()}-{'-'.join(spelled.split())}-{FINAL}.{ending}"
    return f"{on.isoformat()} {clean} ({FINAL}).{ending}"


def described(*, kind: str, size: int) -> str:
    """What a file is, and how large."""
    return f"{kind}. " + f"{size:,} bytes.".replace(",", ".")


def matrix() -> str:
    """The matrix's title."""
    return "MED-oversigt"


def hearing(*, id: str, title: str) -> str:
    """A consultation's title; the id keeps two of the same name apart."""
    return f"Høringssvar {id} {title}"


def ledger(*, seq: int) -> str:
    """The ledger's title."""
    return f"Protokol til og med nr. {seq}"


def period(*, first: date, last: date) -> str:
    """From the first entry to the last."""
    return upper_first(f"{full(first)} til {full(last)}")


def written(*, folder: str, names: Sequence[str], kept: int) -> str:
    """What the command did."""
    same = f" {kept} af dem lå der i forvejen, uændret." if kept else ""
    return f"Mappen {folder} har nu {len(names)} filer til journalisering.{same}\n{_listed(names)}"


def differs(*, folder: str, names: Sequence[str]) -> str:
    """Files of the same name with other content; nothing was written."""
    what = f"Intet er skrevet. I mappen {folder} ligger der allerede filer med et andet indhold:"
    return f"{what}\n{_listed(names)}\nVælg en anden mappe, eller flyt filerne."


def _listed(names: Sequence[str]) -> str:
    return "\n".join(f"- {name}" for name in names)
