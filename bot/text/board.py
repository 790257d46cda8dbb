"""The words of the board that stand in code: states, letters of the matrix,
what is missing and what comes.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from bot.text.grammar import day, full, in_line, proposals, upper_first
from bot.text.marks import code, strong
from process.dates.danish_grammar import clock, short_day
from process.ledger.facts import Outcome
from process.med.involvement import CellState

ERRORS = {
    404: (
        "Siden findes ikke",
        (
            "Adressen kender vi ikke. "
            "Måske mangler der et tegn i linket, eller også er det for længst lukket."
        ),
        "Skriv /kalender i Slack for at få et nyt link, eller begynd på forsiden.",
    ),
    405: (
        "Det kan denne adresse ikke",
        "Siden kan kun læses.",
        "Åbn den i en browser, eller begynd på forsiden.",
    ),
    410: (
        "Linket gælder ikke længere",
        "Det er lukket, fornyet eller løbet ud, så andre ikke kan bruge et gammelt link.",
        (
            "Skriv /kalender eller /plan i Slack for at få et nyt. "
            "Kom linket i en mail, så brug det i den nyeste."
        ),
    ),
    413: (
        "Det fylder for meget",
        "Svaret er større, end siden kan tage imod, så intet er gemt.",
        "Del teksten i flere, eller læg den i referatet.",
    ),
    500: (
        "Noget gik galt hos os",
        "Siden kunne ikke vises lige nu. Der er ikke gået noget tabt.",
        "Prøv igen om lidt. Bliver det ved, så sig det til procesejeren.",
    ),
    503: (
        "Vi er ikke klar lige nu",
        (
            "Systemet bliver opdateret, venter på databasen eller har ingen plan endnu. "
            "Der er ikke gået noget tabt."
        ),
        "Prøv igen om et par minutter.",
    ),
}


NO_SUCH_CALENDAR = "Kalenderen findes ikke. Hent et nyt link med /kalender i Slack.\n"
"""The answer a program gets for an unknown address."""


CALENDAR_LATER = "Kalenderen kan ikke hentes lige nu. Prøv igen om lidt.\n"
"""The answer when nothing can be written and nothing good is at hand."""


def entry_day(first: date | datetime, last: date) -> str:
    """`Mandag den 18. marts`, `Tirsdag den 12. marts kl. 17.00`, `29. august – 11. september`."""
    if isinstance(first, datetime):
        return upper_first(f"{day(first.date())} {clock(first.time())}")
    return upper_first(day(first)) if first == last else f"{short_day(first)} – {short_day(last)}"


QR_TITLE = "QR-kode med kalenderens adresse"


OTHER_TRACK = "Øvrigt"
NO_DATE = "Uden dato"
MEETING = "Møde"

STATES = {
    "done": "gennemført",
    "late": "mangler",
    "open": "kommer",
    "now": "i gang",
    "past": "passeret",
    "cancelled": "aflyst",
}

LETTERS = {
    "D": "Drøftet, og begge sider har bekræftet det",
    "R": "Registreret, afventer den anden side",
    "B": "Registreringen er bestridt",
    "O": "Kun orienteret, ikke drøftet",
    "F": "Begyndt, fortsætter på næste møde",
    "S": "Behandlet skriftligt",
    "P": "Planlagt, senest den viste dag",
    "M": "Mangler, dagen er passeret",
    "–": "Ikke berørt",
}
BY_STATE = {
    CellState.DISCUSSED: "D",
    CellState.RECORDED: "R",
    CellState.CONTESTED: "B",
    CellState.NOT_RELEVANT: "–",
}
BY_OUTCOME = {Outcome.INFORMED: "O", Outcome.BEGUN: "F", Outcome.IN_WRITING: "S"}
MARKS = {"1": "efter sagsfristen til udvalget", "2": "efter udvalgets behandling"}


def slashed(day: date) -> str:
    """`18/4`, for a narrow place."""
    return f"{day.day}/{day.month}"


def discussed_also(days: Sequence[date]) -> list[str]:
    """A committee's other discussions of the same version, to be heard; nothing where there is
    one.
    """
    return [f"også registreret {in_line([short_day(day) for day in days])}"] if days else []


def handed_in(done: int, total: int) -> str:
    """How far a row is that several owe."""
    if total == 1:
        return "afleveret" if done else "ikke meldt afleveret"
    return f"{done} af {total} afleveret"


def carried_out(done: int, total: int) -> str:
    """The same for what is not handed in."""
    return (
        ("gennemført" if done else "ikke meldt gennemført")
        if total == 1
        else f"{done} af {total} gennemført"
    )


def more_time(until: date, count: int) -> str:
    """Who has been given a later day."""
    return f"{count} har fået mere tid til {short_day(until)}"


def missing_delivery(title: str, due: date, places: Sequence[str]) -> str:
    """A row that is not handed in by all."""
    return f"{title} (senest {short_day(due)}): {in_line(places)}"


def missing_discussions(committee: str, proposals: Sequence[str]) -> str:
    """What a committee has not discussed."""
    return f"{committee}: {in_line(proposals)}"


def discussions_due(count: int, committees: int) -> str:
    """One line for all discussions of one day."""
    discussions = "drøftelse" if count == 1 else "drøftelser"
    return f"Sagsfrist: sidste dag for {count} MED-{discussions} i {committees} udvalg"


def until(day: date) -> str:
    """The end of what is going on."""
    return f"til {short_day(day)}"


def main_committee(
    name: str, told: Sequence[date], planned: Sequence[date], *, discussed: bool
) -> str:
    """One line for the main committee (rules M9): status is information."""
    parts = [f"orienteret {in_line([short_day(d) for d in told])}"] if told else []
    parts += [f"orienteres {in_line([short_day(d) for d in planned])}"] if planned else []
    parts += [] if discussed else ["drøftelse ikke planlagt"]
    return f"{name}: {'; '.join(parts)}."


def level_answer(days: Sequence[date], *, committee: bool) -> str:
    """Whether the recommending leader's level has discussed it: a fact, not a verdict."""
    if not committee:
        return "ikke på planen"
    return f"ja, {in_line([slashed(d) for d in days])}" if days else "ikke endnu"


LEVELS = {"main": "Hovedudvalg", "area": "OmrådeMED", "local": "LokalMED"}


def treated(organ: str, day: date, case_deadline: date, *, assumed: bool) -> str:
    """Where and when the politicians have it, and when the case must be ready."""
    return (
        f"{organ} {slashed(day)}{' (antaget dag)' if assumed else ''}, "
        f"sagsfrist {slashed(case_deadline)}"
    )


def short_name(committee: str) -> str:
    """A committee's name at the head of a column."""
    return (
        committee.replace("LokalMED ", "LMU ")
        .replace("OmrådeMED ", "OMU ")
        .replace("Personalemøde med MED-status, ", "Personalemøde ")
    )


def discussed_count(done: int, total: int) -> str:
    """How far MED is, in one line."""
    return (
        f"{done} af {total} MED-drøftelser er drøftet og bekræftet"
        if total
        else "ingen forslag indsendt endnu"
    )


NOTE = "Statusnotat"
HEADING = "Papirer"
NOTE_ABOUT = (
    "Statusnotat til direktionen: områdernes afleveringer og det, der kommer. "
    f"MED-bilag til et møde: skriv {code('/med bilag')}."
)
NONE = "Der er ingen forslag til et møde endnu."
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


def short(*, organ: str, day: date | None) -> str:
    """The same in a narrow place."""
    return f"{organ} {short_day(day)}" if day else organ
