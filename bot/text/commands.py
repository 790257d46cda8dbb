"""The words of the slash commands: what people may type, with and without æøå, and
the line of help beside each.

`hjælp` is made from these tables, so a word that works is a word that is shown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.text.marks import code
from process.plain_text import plain

HELP = ("hjælp", "hjælp mig", "help", "?")
_QUOTES = {"“": '"', "”": '"', "„": '"', "’": "'", "‘": "'"}
_FOLDED = str.maketrans(
    {"æ": "ae", "ø": "oe", "å": "aa", "é": "e", "–": "-", "\u2011": "-"} | _QUOTES
)
UNSEEN = "\u00ad\u200b\u2060\ufeff"
"""A soft hyphen and spaces without a width, as they come with what is pasted."""
_KEPT = str.maketrans(_QUOTES | dict.fromkeys(UNSEEN, ""))
QUOTED_NOTHING = re.compile(r"""(?<!\S)(?:"\s*"|'\s*'|«\s*»|»\s*«)(?!\S)""")


@dataclass(frozen=True, kw_only=True)
class Word:
    """One thing a command understands. `name` picks its function, `spellings` are what people type,
    `shown` is the line in help.
    """

    name: str
    spellings: tuple[str, ...]
    shown: str
    says: str


def folded(text: str) -> str:
    """As it is compared: small letters, ASCII spellings, plain quotes, single spaces."""
    return " ".join(plain(text).casefold().translate(_FOLDED).split())


def cleaned(text: str) -> str:
    """As it is kept: plain spaces and quotes, capital letters and æøå untouched. Quotes around
    nothing, and what nobody sees, are nothing.
    """
    return " ".join(QUOTED_NOTHING.sub(" ", plain(text).translate(_KEPT)).split())


def split(text: str, words: tuple[Word, ...]) -> tuple[str, str] | None:
    """The word's name and what follows it (as it was written); the longest spelling
    wins. None when nothing fits.
    """
    kept = cleaned(text)
    for spelling, word in sorted(
        ((folded(s), w) for w in words for s in w.spellings), key=lambda pair: -len(pair[0])
    ):
        count = len(spelling.split())
        head, rest = kept.split(" ")[:count], kept.split(" ")[count:]
        if folded(" ".join(head)) == spelling:
            return word.name, " ".join(rest)
    return None


def help_wanted(text: str, words: tuple[Word, ...]) -> tuple[Word, ...] | None:
    """The words somebody asks to have explained: "hjælp" all of them, "hjælp drøftet" one; None
    when the text asks for no help.
    """
    for asking in sorted(HELP, key=len, reverse=True):
        wanted = folded(text)
        if wanted == folded(asking):
            return words
        if wanted.startswith(f"{folded(asking)} "):
            about = split(" ".join(text.split()[len(asking.split()) :]), words)
            return tuple(word for word in words if about and word.name == about[0]) or words
    return None


FRIST = (
    Word(
        name="list",
        spellings=("liste", "mine", "vis"),
        shown="/frist",
        says="vis det, du mangler, og det, der kommer",
    ),
    Word(
        name="deliver",
        spellings=("afleveret", "færdig", "klar"),
        shown="/frist afleveret",
        says="meld noget afleveret",
    ),
    Word(
        name="more_time",
        spellings=("mere tid", "meretid"),
        shown="/frist mere tid 22/3",
        says="bed om en senere dag",
    ),
    Word(
        name="hand_over",
        spellings=("giv videre", "videre"),
        shown="/frist giv videre",
        says="læg opgaven hos en anden",
    ),
    Word(
        name="snooze",
        spellings=("mind mig", "mind mig igen"),
        shown="/frist mind mig 15/3",
        says="hør om den igen den dag",
    ),
    Word(
        name="not_mine",
        spellings=("ikke min", "ikke min opgave"),
        shown="/frist ikke min",
        says="sig, at opgaven ikke er din",
    ),
    Word(
        name="undo",
        spellings=("fortryd",),
        shown="/frist fortryd",
        says="tag det sidste tilbage, du meldte",
    ),
    Word(
        name="log",
        spellings=("log",),
        shown="/frist log",
        says="se, hvad der er sendt til dig, og hvorfor",
    ),
    Word(
        name="away",
        spellings=("fravær", "ferie"),
        shown="/frist fravær",
        says="sæt en stedfortræder ind, mens du er væk",
    ),
    Word(
        name="wishes",
        spellings=("valg", "indstillinger"),
        shown="/frist valg",
        says="vælg tidspunkt og dage for dine beskeder",
    ),
)

MED = (
    Word(
        name="list", spellings=("liste", "vis"), shown="/med", says="vis dine forslag og registrér"
    ),
    Word(
        name="record",
        spellings=("drøftet", "registrér", "registrer"),
        shown="/med drøftet R-017 18/4",
        says="registrér direkte",
    ),
    Word(
        name="confirm",
        spellings=("bekræft", "bekræfte"),
        shown="/med bekræft",
        says="det, der venter på dit svar",
    ),
    Word(
        name="missing",
        spellings=("mangler",),
        shown="/med mangler",
        says="det, der ikke er drøftet endnu",
    ),
    Word(
        name="inform",
        spellings=("orienteret", "orientering"),
        shown="/med orienteret",
        says="meld, at Hovedudvalget er orienteret",
    ),
    Word(
        name="status",
        spellings=("status",),
        shown="/med status R-017",
        says="hvem har drøftet hvad, hvornår",
    ),
    Word(
        name="correct",
        spellings=("ret",),
        shown="/med ret R-017",
        says="ret en registrering, eller træk den tilbage",
    ),
    Word(
        name="agenda",
        spellings=("dagsorden", "dagsordenspunkt"),
        shown="/med dagsorden",
        says="få punktet til jeres dagsorden skrevet",
    ),
    Word(
        name="annex",
        spellings=("bilag", "med-bilag", "medbilag"),
        shown="/med bilag 30/4",
        says="få MED-bilaget til et møde som PDF eller Word",
    ),
    Word(
        name="undo",
        spellings=("fortryd",),
        shown="/med fortryd",
        says="træk din seneste registrering eller dit svar tilbage",
    ),
)

PLAN = (
    Word(
        name="overview",
        spellings=("oversigt", "liste", "vis"),
        shown="/plan oversigt",
        says="se alle datoer",
    ),
    Word(
        name="move",
        spellings=("flyt",),
        shown="/plan flyt raaderumsforslag 22/3 årsag",
        says="flyt en dato; du ser, hvem det rører, før du bekræfter",
    ),
    Word(
        name="confirm",
        spellings=("bekræft",),
        shown="/plan bekræft",
        says="gå de datoer igennem, der er overført fra sidste år",
    ),
    Word(
        name="cancel",
        spellings=("aflys",),
        shown="/plan aflys raaderumsforslag årsag",
        says="aflys en række",
    ),
    Word(
        name="status",
        spellings=("status",),
        shown="/plan status",
        says="hvem har afleveret, hvem har bedt om mere tid",
    ),
    Word(
        name="warnings",
        spellings=("varsler", "påmindelser"),
        shown="/plan varsler",
        says="se, hvad der sendes de næste 30 dage",
    ),
    Word(
        name="messages",
        spellings=("beskeder",),
        shown="/plan beskeder",
        says="se de beskeder, der ikke kom frem, og send dem igen",
    ),
    Word(
        name="receive",
        spellings=("modtaget",),
        shown="/plan modtaget",
        says="meld modtaget på andres vegne",
    ),
    Word(
        name="proposals",
        spellings=("forslag",),
        shown="/plan forslag",
        says="læg forslag ind, ret dem, eller læg en ny udgave ind",
    ),
    Word(
        name="stations",
        spellings=("sagsgang",),
        shown="/plan sagsgang R-017",
        says="sæt, hvad møderne gjorde ved et forslag",
    ),
    Word(
        name="consultations",
        spellings=("høring", "høringer"),
        shown="/plan høring",
        says="høringer: parter, frist og svar",
    ),
    Word(
        name="import",
        spellings=("import", "importér"),
        shown="/plan import",
        says="upload en tidsplan, og se, hvad der blev læst",
    ),
)

CALENDAR = (
    Word(
        name="list",
        spellings=("liste", "mine", "vis"),
        shown="/kalender",
        says="vis dine kalenderadresser",
    ),
    Word(
        name="new",
        spellings=("ny", "forny"),
        shown="/kalender ny",
        says="få en ny adresse; den gamle holder op med at virke",
    ),
    Word(
        name="choose",
        spellings=(
            "vælg",
            "ny kalender",
            "ny område",
            "ny med",
            "ny udvalg",
            "ny rolle",
            "ny tavle",
        ),
        shown="/kalender vælg",
        says="få adressen på et områdes, et udvalgs eller en rolles kalender, eller på tavlen",
    ),
    Word(
        name="close",
        spellings=("luk", "slet"),
        shown="/kalender luk",
        says="luk alle dine adresser",
    ),
    Word(
        name="public",
        spellings=("offentlig",),
        shown="/kalender offentlig",
        says="den kalender, alle må bruge",
    ),
)


USAGE_HINT = "hjælp"
"""Beside each command in Slack's own list."""
ASCII_ALLOWED = "Du kan også skrive uden æøå"
COMMANDS = {
    "/frist": "dine frister",
    "/med": "MED-drøftelser",
    "/plan": "planen (for procesejeren)",
    "/kalender": "kalenderadresser",
}
"""What each command is for."""


def command_help(*, words: tuple[Word, ...], between: str = " · ") -> str:
    """All a command understands, in one line: "`/med` vis dine forslag og registrér
    · …", or one below the other.
    """
    line = between.join(f"{code(word.shown)} {word.says}" for word in words)
    plain = [code(folded(s)) for word in words for s in word.spellings[:1] if folded(s) != s]
    allowed = (
        f"{' ' if between == ' · ' else between}{ASCII_ALLOWED}: {', '.join(plain)}."
        if plain
        else ""
    )
    return f"{line}.{allowed}"


def as_list(*, words: tuple[Word, ...]) -> str:
    """The same, to be read: one word a line."""
    return command_help(words=words, between="\n")


def unknown_word(*, typed: str, command: str) -> str:
    """Before the help, when the first word is none of ours."""
    return f"Jeg kender ikke “{typed}” i {code(command)}. Det her kan du skrive:"


def all_help(*, commands: Mapping[str, str]) -> str:
    """When somebody writes `hjælp` to the bot itself."""
    line = " · ".join(f"{code(name)} {what}" for name, what in commands.items())
    return (
        f"{line}. Skriv {code('hjælp')} efter en kommando for at se alt, den kan. "
        "Under fanen Hjem står det, du mangler lige nu."
    )


TYPED_SOMETHING = (
    "Det, du skriver her, bliver ikke læst af nogen. "
    f"Skriv {code('hjælp')} for at se, hvad jeg kan, eller brug knapperne i mine beskeder."
)
"""An answer to whatever else somebody writes to the bot."""
