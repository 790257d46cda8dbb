"""Consultations (høringer): who is heard, until when, who has answered, and what came late."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from urllib.parse import quote

from bot.text.grammar import full, in_line, upper_first
from bot.text.marks import code, strong
from process.dates.danish_grammar import clock, short_day

# The forms.

NEW = "Opret høring"
RESPONSE = "Registrér svar"
RESPONSES = "Vis svarene"
TITLE_NEW = "Opret høring"
TITLE_RESPONSE = "Registrér høringssvar"
TITLE_RESPONSES = "Høringssvar"
NAME = "Hvad er i høring?"
NAME_HINT = "For eksempel: Høringssvar til 1. behandlingsbudget 2025-2028."
OPENS = "Begynder"
CLOSES = "Slutter den"
AT = "Klokken"
AT_HINT = (
    "For eksempel 12.00. Et svar, der kommer senere, bliver mærket som for sent, "
    "men bliver ikke kasseret."
)
PARTIES = "Høringsparter i processen"
PARTIES_HINT = "De får en påmindelse 5 og 1 arbejdsdag før fristen."
OTHERS = "Andre høringsparter"
OTHERS_HINT = "En linje for hver, for eksempel Ældrerådet. De får ingen besked herfra."
PARTY = "Hvem svarer?"
RECEIVED_ON = "Modtaget den"
LINK = "Link til svaret"
WORDS = "Svarets ordlyd eller hovedpunkter"
PUBLISH = "Må svaret offentliggøres?"
AGAIN = "Har parten svaret før?"
AGAIN_HINT = "Det tidligere svar bliver stående i protokollen, også når det erstattes."
BESIDE = "Lad svarene stå ved siden af hinanden"
REPLACES = "Svaret erstatter partens tidligere"
TAKE_OFF = "Tag svaret af listen"
MAIL = "Mail til dem, der mangler"
YES, NO = "Ja", "Nej"


# A consultation and its answers.

NONE_YET = "Der er ingen høringer endnu."
NO_RESPONSES = "Der er ikke modtaget svar endnu."
LATE = "modtaget for sent"
NOT_PUBLIC = "må ikke offentliggøres"


def line(
    *, title: str, id: str, opens: date, closes: datetime, answered: int, of: int, late: int
) -> str:
    """One consultation."""
    tail = f", heraf {late} for sent" if late else ""
    return (
        f"{strong(title)} ({code(id)}): "
        f"{full(opens)} til {full(closes.date())} {clock(closes.time())}. "
        f"{answered} af {parties(of)} har svaret{tail}."
    )


def planned(*, title: str, when: str) -> str:
    """A row of the plan that is not opened yet."""
    return f"Planen har {strong(title)}, {when}. Den er ikke oprettet endnu."


def consulted(
    *, title: str, parties: Sequence[str], opens: date, closes: datetime, by: Sequence[str]
) -> str:
    """To everybody of a party, both sides alike; `by`: the parties the reader answers for."""
    until = f"{full(closes.date())} {clock(closes.time())}"
    who = (
        "Du svarer for parten." if by else "Formanden eller den, der svarer for jer, melder svaret."
    )
    return (
        f"{strong(title)} er i høring fra {full(opens)} til {until}. "
        f"{upper_first(in_line(parties))} bliver hørt. {who}"
    )


NOT_HEARD = "I bliver ikke hørt i den høring længere. Du skal ikke gøre mere."
HAS_ANSWERED = "Svaret er afleveret."


def parties(count: int) -> str:
    """`1 part`, `3 parter`."""
    return "1 part" if count == 1 else f"{count} parter"


def unanswered(*, names: Sequence[str]) -> str:
    """Who has not."""
    return f"Ikke svaret endnu: {in_line(names)}." if names else "Alle parter har svaret."


def said_sent(*, names: Sequence[str]) -> str:
    """Who says that they have answered, while the words are not registered."""
    return f"Har meldt svaret afleveret; ordlyden er ikke registreret endnu: {in_line(names)}."


def mail(*, title: str, closes: datetime, late: bool) -> str:
    """A mail to copy to those who have not answered and get no reminder from here."""
    limit = f"{full(closes.date())} {clock(closes.time())}"
    ask = (
        (
            f"Fristen var {limit}. Vi tager gerne imod svaret endnu; "
            "det bliver mærket som modtaget for sent."
        )
        if late
        else f"Fristen er {limit}."
    )
    return (
        f"Vi har ikke modtaget jeres høringssvar om “{title}” endnu. "
        f"{ask} Har I sendt det, må I gerne sige til, så vi kan finde det."
    )


def remarks(*, late: bool, publish: bool) -> str:
    """What is to be known about an answer: that it was late, that it may not be published."""
    return ", ".join([*([LATE] if late else []), *([] if publish else [NOT_PUBLIC])])


def response(*, party: str, at: datetime, late: bool, publish: bool, link: str) -> str:
    """One answer in the list for the catalogue."""
    marks = remarks(late=late, publish=publish)
    tail = f" ({marks})" if marks else ""
    return f"{strong(party)}: modtaget den {short_day(at.date())} {clock(at.time())}{tail}" + (
        f" · {link}" if link else ""
    )


def opened(*, title: str, closes: datetime, of: int) -> str:
    """To the person who opened it."""
    return (
        f"{strong(title)} er i høring "
        f"hos {parties(of)} til {full(closes.date())} {clock(closes.time())}."
    )


def received(*, party: str, title: str, late: bool) -> str:
    """To the person who registered it."""
    tail = " Det kom efter fristen og er mærket sådan; det er ikke kasseret." if late else ""
    return f"Svaret fra {strong(party)} til {strong(title)} er registreret.{tail}"


TAKEN_OFF = "Svaret er taget af listen. Det bliver stående i protokollen som taget af."
"""An answer left the list."""


# The list of answers as a file.

CATALOGUE_HEAD = (
    "Høring",
    "Part",
    "Modtaget",
    "Bemærkning",
    "Ordlyd eller hovedpunkter",
    "Link",
    "Må offentliggøres",
)
"""What an answer says is left out of the list where it may not be published; that it came is
not.
"""
SHEET = "Høringssvar"
AS_XLSX = "Hent som Excel"
AS_CSV = "Hent som CSV"
AS_CSV_TOO = "Listen over svar kan også hentes som CSV."


def instant(at: datetime) -> str:
    """`11-09-2024 kl. 12.01`, as a table wants it; Danish local time."""
    return f"{at:%d-%m-%Y} {clock(at.time())}"


def closed_at(at: datetime) -> str:
    """When the window closes, below the list."""
    return f"Frist: {full(at.date())} {clock(at.time())}. Klokkeslæt er dansk tid."


def drawn_up(at: datetime) -> str:
    """When the list was drawn up."""
    return f"Udskrevet {full(at.date())} {clock(at.time())}."


def file_name(id: str, on: date, ending: str) -> str:
    """ASCII, since a header carries it."""
    return f"hoeringssvar-{quote(id, safe='')}-{on.isoformat()}.{ending}"
