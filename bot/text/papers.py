"""The words of papers: where one asks for them, the agenda item, the status note, what stands on
every page, and the folder for the records caseworker.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date

from bot.text.grammar import full, in_line, proposals, upper_first
from bot.text.marks import code, strong
from bot.text.med import MINUTES_PREVAIL, NOT_AGREED
from process.dates.danish_grammar import short_day

# Where one asks for them.

HEADING = "Papirer"
NOTE = "Statusnotat"
NOTE_ABOUT = (
    "Statusnotat til direktionen: områdernes afleveringer og det, der kommer. "
    f"MED-bilag til et møde: skriv {code('/med bilag')}."
)
NO_POINTS = "Der er ingen forslag til et møde endnu."
NO_PAGES = (
    "Her kan ingen åbne sider, "
    f"så papirerne bliver skrevet med {code('fristvogter export')} på serveren."
)


def point(*, organ: str, day: date | None, assumed: bool, count: int) -> str:
    """A meeting and how much it has before it."""
    on = (
        f", {full(day)}{' (antaget dato)' if assumed else ''}"
        if day
        else ", dagen er ikke kendt endnu"
    )
    return f"{strong(organ)}{on}: {proposals(count)}"


def short_point(*, organ: str, day: date | None) -> str:
    """The same in a narrow place."""
    return f"{organ} {short_day(day)}" if day else organ


# A committee's agenda item.

TITLE = "Dagsordenspunkt"
LABEL = "Lav dagsordenspunkt"
TAKE_AWAY = (
    "Eller tag det med som dokument under overskrifterne Sagsgang, Sagsfremstilling, "
    "Økonomiske konsekvenser, Indstilling og Bilag."
)
COPY = "Markér teksten, og kopiér den ind i jeres dagsorden."
NOTHING = "Udvalget mangler ikke at drøfte noget, så der er ikke noget at sætte på dagsordenen."


def title(*, ids: Sequence[str]) -> str:
    """A MED item's title; codes only, since an agenda may be public."""
    return f"Drøftelse af råderumsforslag {in_line(ids)}"


def case(*, committee: str) -> str:
    """What it is about."""
    return (
        f"Sagsfremstilling: {committee} inddrages i en drøftelse af de forslag, "
        "der berører udvalgets område, før de behandles politisk. "
        "Udvalget drøfter forslagenes konsekvenser for arbejds- og personaleforhold, "
        "herunder sammenhængen mellem ressourcer og arbejdsmængde."
    )


def line(
    *, shown: str, version: int, organ: str, treatment: date, assumed: bool, share: str
) -> str:
    """One proposal."""
    guess = " (antaget dato)" if assumed else ""
    return f"• {shown}, udgave {version}: {organ} behandler det {full(treatment)}{guess}. {share}"


def undated(*, shown: str, version: int, share: str) -> str:
    """One proposal whose treatment has no date."""
    return f"• {shown}, udgave {version}. {share}"


def days(*, last: date, meeting: date | None, material: date, call: date) -> str:
    """The days a chair must keep."""
    ours = f"Udvalgets sidste ordinære møde inden da er {full(meeting)}. " if meeting else ""
    return (
        f"Tidsplan: Drøftelsen skal være holdt og registreret senest {full(last)}, "
        f"så synspunkterne kan komme med i den politiske sag. {ours}"
        f"Medlemmerne skal have materialet senest {short_day(material)}, "
        f"og mødet skal være indkaldt senest {short_day(call)}."
    )


ASKS = (
    "Udvalget drøfter: 1) Hvad betyder forslagene for opgaverne og for medarbejderne? "
    "2) Hvad skal der til, for at de kan lade sig gøre? 3) Hvilke synspunkter "
    "skal følge med til politikerne fra ledelsessiden og fra medarbejdersiden?"
)
MINUTES = (
    f"Til referatet: Skriv begge siders synspunkter hver for sig. {NOT_AGREED} {MINUTES_PREVAIL}"
)


# The agenda item as a paper.

CASE, ECONOMY, RECOMMENDATION, ANNEXES = (
    "Sagsfremstilling",
    "Økonomiske konsekvenser",
    "Indstilling",
    "Bilag",
)
COMMITTEE, MEETING = "Udvalg:", "Møde:"
ECONOMY_TEXT = "[Udfyldes: de økonomiske konsekvenser fremgår af de enkelte forslag.]"
MED_RECOMMENDATION = (
    "Det indstilles, at udvalget drøfter forslagenes konsekvenser for arbejds- "
    "og personaleforhold, og at begge siders synspunkter skrives i referatet."
)
POLITICAL_RECOMMENDATION = "[Udfyldes af forvaltningen. Fristvogter skriver ingen indstilling.]"
NO_WAY = "Der er ikke fastlagt en sagsgang for forslagene endnu."
PROPOSALS = "Forslagene til behandling er:"
MED = "Inddragelse af MED"


def political_title(*, ids: Sequence[str]) -> str:
    """A political item's title."""
    return f"Behandling af råderumsforslag {in_line(ids)}"


def proposal(*, shown: str, version: int) -> str:
    """A proposal as an annex."""
    return f"{shown}, udgave {version}"


def annex(*, organ: str, seq: int, digest: str) -> str:
    """The MED annex that belongs to the item."""
    return f"MED-bilag til {organ} (protokollen står på nr. {seq}, {digest})"


def involvement(*, discussed: int, waiting: int, contested: int, missing: int, less: int) -> str:
    """How far MED is, in one sentence; who and when stands in the annex."""
    parts = [f"{discussed or 'ingen'} er drøftet og bekræftet af begge sider"]
    parts += [f"{waiting} venter på den anden side"] if waiting else []
    parts += [f"{contested} er bestridt"] if contested else []
    parts += [f"{missing} er ikke registreret"] if missing else []
    parts += [f"{less} er registreret uden drøftelse"] if less else []
    of = less + discussed + waiting + contested + missing
    return (
        f"MED-udvalgenes {of} {'drøftelse' if of == 1 else 'drøftelser'} af forslagene: "
        f"{in_line(parts)}. "
        "Hvem der har drøftet hvad, hvornår, og begge siders synspunkter står i MED-bilaget."
    )


def treated(*, organ: str, day: date | None) -> str:
    """Where it is treated."""
    return f"{organ}, {full(day)}" if day else organ


def file_name(*, place: str, ending: str) -> str:
    """ASCII, since a header carries it."""
    return f"dagsordenspunkt-{place.replace('_', '-').replace('/', '-')}.{ending}"


# The status note.

NOTE_TITLE = "Status på råderumsprocessen"
PROCESS, NOTE_MED = "Proces:", "MED:"
AREAS = "Områdernes afleveringer"
HEAD = (
    "Område",
    "Meldt afleveret",
    "Undervejs: mere tid, en del afleveret eller sendt tilbage",
    "Ikke meldt endnu",
)
NOTE_NOTHING = "–"
COMING = "Det kommer"
NO_MORE = "Der er ikke flere datoer i planen."
TIMELINE = "Tidslinje"
FILE = "statusnotat"


def delivery(*, title: str, due: date, later: bool) -> str:
    """One delivery in a cell; `later`: than the plan says."""
    return f"{title} ({'fik tid til ' if later else ''}{short_day(due)})"


def coming(*, day: date, text: str, until: str) -> str:
    """One line of what comes."""
    return f"{short_day(day)}: {text}{f' ({until})' if until else ''}"


def alt(*, title: str, on: str, lines: Sequence[str]) -> str:
    """The timeline in words."""
    return (
        f"Tidslinje for {title}, som den står {on}. Det næste er {in_line(lines)}."
        if lines
        else f"Tidslinje for {title}."
    )


def note_file_name(*, on: date, ending: str) -> str:
    """ASCII, since a header carries it."""
    return f"{FILE}-{on.isoformat()}.{ending}"


# On every page.

PAGE, OF = "Side", "af"
"""`Side 2 af 5`."""
DIGITS = 12
"""Of a checksum, as a receipt shows it and `ledger verify --receipt` takes it."""
LEDGER_COLUMNS = ("Nr. i protokollen", "Kontrolsum")
"""Where a line of a table stands in the ledger."""


def foot(*, municipality: str, title: str, seq: int, head: str) -> str:
    """On every page: whose it is, and where the ledger stood."""
    return f"{municipality} · {title} · {position(seq=seq, head=head)}"


def position(*, seq: int, head: str) -> str:
    """What a reader can hold against the ledger later."""
    return f"protokollen står på nr. {seq} ({head[:DIGITS]})"


def erased(*, on: date, why: str) -> str:
    """In place of a text that is gone, as it should be (rules L7)."""
    return f"[Indhold slettet den {short_day(on)} {on.year}{f' ({why})' if why else ''}]"


GONE = "[Teksten findes ikke længere]"
"""In place of a text that cannot be found, without a word about why."""


# The folder.

SLIP_TITLE = "Følgeseddel"
SLIP_CASE, KLE_LABEL, SUBJECT, DATE, SENDER, PERIOD, STATE_OF, LEDGER = (
    "Sagsnummer:",
    "KLE:",
    "Titel:",
    "Dato:",
    "Afsender:",
    "Periode:",
    "Status:",
    "Protokollen:",
)
FINAL, DRAFT = "endelig", "foreløbig"
NOT_TOLD = "ikke oplyst"
FILES = "Filer"
CHECKSUM = "SHA-256:"
KINDS = {
    "annex": "MED-bilag til læsning (PDF/A)",
    "annex_word": "MED-bilag til videre arbejde (Word)",
    "matrix": "Oversigt: forslag og MED-udvalg (Excel)",
    "hearing": "Høringssvar (Excel)",
    "ledger": (
        "Protokollen som data, én JSON-linje for hver post; kan efterprøves med docs/efterproev.py"
    ),
}
FOLDER_ABOUT = (
    "Filerne hører sammen og er dannet af den samme protokol. "
    "Frie tekster er gengivet ordret, medmindre de er slettet. "
    "Hver fils kontrolsum står ud for den, så det kan ses, om en fil er ændret siden."
)
MATRIX = "MED-oversigt"


def consultation_paper(*, id: str, title: str) -> str:
    """A consultation's title; the id keeps two of the same name apart."""
    return f"Høringssvar {id} {title}"


def ledger(*, seq: int) -> str:
    """The ledger's title."""
    return f"Protokol til og med nr. {seq}"


def period(*, first: date, last: date) -> str:
    """From the first entry to the last."""
    return upper_first(f"{full(first)} til {full(last)}")


def described(*, kind: str, size: int) -> str:
    """What a file is, and how large."""
    return f"{kind}. " + f"{size:,} bytes.".replace(",", ".")


_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')
_ASCII = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa", "–": "-"})
LONGEST = 120
"""Characters of a file name before its ending; some archives take no longer paths."""


def filed_name(*, on: date, title: str, ending: str, ascii_only: bool, state: str = FINAL) -> str:
    """`2024-05-02 MED-bilag til Voksen- og Plejeudvalget (endelig).pdf`, with
    nothing a file system refuses.
    """
    clean = " ".join(_FORBIDDEN.sub("-", unicodedata.normalize("NFC", title)).split())[
        :LONGEST
    ].rstrip(" .")
    if ascii_only:
        spelled = (
            unicodedata.normalize("NFKD", clean.translate(_ASCII))
            .encode("ascii", "ignore")
            .decode()
        )
        return f"{on.isoformat()}-{'-'.join(spelled.split())}-{state.translate(_ASCII)}.{ending}"
    return f"{on.isoformat()} {clean} ({state}).{ending}"
