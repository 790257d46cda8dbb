"""The MED annex's words: what it is about, what each committee did, and what is missing. Facts,
never a verdict; roles, never names.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.text import med_status
from bot.text.grammar import full, in_line, upper_first
from bot.text.med import MINUTES_PREVAIL, NOT_AGREED
from process.dates.danish_grammar import short_day
from process.ledger.facts import Outcome, Side
from process.ledger.history import RecordState
from process.med.involvement import CellState
from process.plan.model import Level

MUNICIPALITY, PROCESS, MEETING, SHOWS, PRINTED, LEDGER = (
    "Kommune:",
    "Proces:",
    "Møde:",
    "Viser:",
    "Udskrevet:",
    "Protokollen:",
)
ABOUT = (
    f"{NOT_AGREED} {MINUTES_PREVAIL} Bilaget viser, hvad der er registreret, og hvad der ikke er. "
    "Det vurderer ikke, om inddragelsen er tilstrækkelig. Personer er nævnt ved deres rolle."
)
EVERYTHING = "Mødet står ikke i forslagenes sagsgang, så bilaget tager alle forslag med."
NO_PROPOSALS = "Der er ikke indsendt forslag til mødet."


def title(*, organ: str) -> str:
    """What it is called."""
    return f"MED-bilag til {organ}"


def meeting(*, organ: str, day: date | None, assumed: bool) -> str:
    """Which meeting it is for."""
    if day is None:
        return f"{organ}, dagen er ikke kendt endnu"
    return f"{organ}, {full(day)}{' (antaget dato)' if assumed else ''}"


def made(*, day: date) -> str:
    """When it was written."""
    return upper_first(full(day))


def as_it_was(*, day: date) -> str:
    """The day it shows."""
    return f"protokollen, som den stod {full(day)}"


def position(*, seq: int, head: str) -> str:
    """How to hold it against the ledger."""
    return f"står på nr. {seq} med kontrolsummen {head}"


def by_code(*, ids: Sequence[str]) -> str:
    """Proposals that may point to persons."""
    stands = "står kun med kode, fordi det" if len(ids) == 1 else "står kun med kode, fordi de"
    return (
        f"{in_line(ids)} {stands} kan pege på enkeltpersoner. "
        "Læs synspunkterne igennem, før bilaget deles."
    )


def closed_item(*, ids: Sequence[str]) -> str:
    """Proposals that are treated behind closed doors."""
    return (
        f"{in_line(ids)} står kun med kode, fordi sagen er et lukket punkt. "
        "Læs synspunkterne igennem, før bilaget deles."
    )


def embargoed(*, id: str, until: date) -> str:
    """A proposal whose title may not be told yet."""
    return f"{id} står kun med kode og må først omtales fra {full(until)}. Del ikke bilaget før."


def file_name(*, organ: str, day: date | None, ending: str) -> str:
    """ASCII, since a header carries it; keys of organs are."""
    return f"med-bilag-{organ.replace('_', '-')}{f'-{day.isoformat()}' if day else ''}.{ending}"


# The levels of involvement.

LEVELS = "Inddragelse på hvert niveau"
LEVELS_HEAD = ("Forslag", "Lokal inddragelse", "Lederens eget niveau")
LEVELS_ABOUT = (
    "Lederens eget niveau er MED-udvalget hos den leder, der indstiller forslaget. "
    "Et LokalMEDs drøftelse er lokal inddragelse og træder ikke i stedet for den. "
    "Orientering er ikke drøftelse."
)
STATES = {
    CellState.DISCUSSED: "drøftet",
    CellState.RECORDED: "registreret, venter på den anden side,",
    CellState.CONTESTED: "bestridt",
    CellState.PLANNED: "ikke registreret",
    CellState.NOT_RELEVANT: "ikke berørt",
    CellState.GIVEN_UP: "skal ikke drøftes, forkastet politisk",
}
NO_COMMITTEE = "Intet LokalMED er nævnt"


LESS = {
    Outcome.INFORMED: "kun orienteret",
    Outcome.BEGUN: "begyndt",
    Outcome.IN_WRITING: "behandlet skriftligt",
    Outcome.NOT_DEALT_WITH: "ikke behandlet",
    Outcome.MEETING_CANCELLED: "mødet blev aflyst",
}
"""What a meeting did that is no discussion."""


def how_many(
    *,
    discussed: int,
    waiting: int,
    contested: int,
    missing: int,
    less: Sequence[Outcome],
) -> str:
    """How a level's committees stand, one line for each answer there is: `Drøftet: 2`."""
    counts = {
        "Drøftet": discussed,
        "Venter på den anden side": waiting,
        "Bestridt": contested,
        "Ikke registreret": missing,
        **{upper_first(said): less.count(outcome) for outcome, said in LESS.items()},
    }
    return (
        "\n".join(f"{label}: {count}" for label, count in counts.items() if count) or NO_COMMITTEE
    )


def level_stands(*, committee: str, state: CellState | Outcome, on: date | None) -> str:
    """Where one committee stands, and the day of its meeting."""
    undone = (CellState.PLANNED, CellState.GIVEN_UP)
    held = f" {full(on)}" if on and state not in undone else ""
    said = LESS[state] if isinstance(state, Outcome) and state in LESS else STATES[CellState(state)]
    return f"{committee}: {said}{held}"


def whose(*, ids: Sequence[str], line: str) -> str:
    """The main committee's line for some of the proposals."""
    return f"{in_line(ids)}. {line}"


def not_planned(level: Level) -> str:
    """The level of the leader who recommends it has no committee among those the proposal
    touches.
    """
    return f"{med_status.LEVELS[level]} er ikke på planen"


def in_version(*, id: str, version: int) -> str:
    """A proposal in a version that another one has followed."""
    return f"{id} (udgave {version})"


# Proposals and committees.

TABLE = "Forslag og MED-udvalg"
HEAD = (
    "Forslag",
    "MED-udvalg",
    "Hvad skete der",
    "Mødedag og registrering",
    "Bekræftet af begge sider",
    "Dage fra materiale til møde",
    "Dage fra møde til behandling",
    "Bemærkninger",
)
NOT_RECORDED = "Ikke registreret"
NOT_AFFECTED = "Ikke berørt"
CONFIRMED = {
    RecordState.CONFIRMED: "Ja",
    RecordState.AWAITING: "Venter på den anden side",
    RecordState.CONTESTED: "Bestridt; begge beskrivelser står nedenfor",
    RecordState.WITHDRAWN: "Trukket tilbage",
}


def shown(*, id: str, title: str, version: int) -> str:
    """A proposal in the table; the version where there is more than one."""
    return " ".join(filter(None, (id, title, f"(udgave {version})" if version > 1 else "")))


def numbers(day: date | None) -> str:
    """`18-04-2024`, as in a table."""
    return f"{day:%d-%m-%Y}" if day else ""


def held_and_recorded(held: date, recorded: date | None) -> str:
    """The day of the meeting, and the day it was put down, side by side (rules M17)."""
    if recorded is None or recorded == held:
        return numbers(held)
    return f"{numbers(held)}, registreret {numbers(recorded)}"


def days_apart(first: date | None, last: date | None) -> str:
    """Whole days from one to the other, "" where either is unknown."""
    if first is None or last is None:
        return ""
    found = (last - first).days
    return str(found) if found >= 0 else f"{-found} efter"


def earlier(*, version: int, on: date) -> str:
    """What was said about an earlier version."""
    return f"udgave {version} blev drøftet {numbers(on)}"


def also(*, days: Sequence[date]) -> str:
    """The committee's other discussions of the same version."""
    return f"også registreret {in_line([numbers(day) for day in days])}"


def joint(*, names: Sequence[str]) -> str:
    """A meeting together with others."""
    return f"fælles møde med {in_line(names)}"


# What is missing.

MISSING = "Det er ikke på plads endnu"
NOTHING_MISSING = (
    "Alle berørte udvalg har drøftet forslagene, begge sider har bekræftet det, "
    "og de godkendte referater er noteret."
)


def missing_discussions(*, committee: str, ids: Sequence[str], outcome: Outcome | None) -> str:
    """What a committee has not discussed, as far as is recorded; what a meeting did instead."""
    if outcome is Outcome.MEETING_CANCELLED:
        return f"{committee}: mødet om {in_line(ids)} blev aflyst, og et nyt er ikke registreret."
    if outcome in LESS:
        return f"{committee}: {in_line(ids)} er {LESS[outcome]}, ikke drøftet."
    return f"{committee}: {in_line(ids)} er ikke registreret som drøftet."


def waits(*, committee: str, on: date, state: RecordState) -> str:
    """A record whose other side has not answered, or sees it differently."""
    if state is RecordState.CONTESTED:
        return (
            f"{committee}: registreringen fra den {short_day(on)} er bestridt; "
            "begge beskrivelser står nedenfor."
        )
    return f"{committee}: registreringen fra den {short_day(on)} venter på den anden side."


def minutes_missing(*, committee: str, on: date, draft: bool) -> str:
    """Minutes that are not approved, or not there."""
    what = "er et udkast" if draft else "er ikke noteret"
    return f"{committee}: referatet fra den {short_day(on)} {what}."


def to_hear(*, id: str, names: Sequence[str]) -> str:
    """Others who are to be heard by law; the paper does not know whether they were."""
    return f"{id}: {in_line(names)} skal også høres."


# Committee by committee.

COMMITTEES = "Udvalg for udvalg"
COMMITTEES_ABOUT = "Synspunkterne står ordret, som hver side har skrevet dem."
NO_RECORDS = "Der er ikke registreret noget møde endnu."
NO_MINUTES = "Der er ikke noteret et referat."
MANAGEMENT, EMPLOYEES = "Ledelsessidens synspunkter", "Medarbejdersidens synspunkter"
CHAIRS_RENDERING = f"{EMPLOYEES} (formandens gengivelse)"


def held(*, outcome: Outcome, on: date, what: Sequence[str]) -> str:
    """A record's heading."""
    verbs = {
        Outcome.DISCUSSED: "drøftede",
        Outcome.INFORMED: "blev orienteret om",
        Outcome.BEGUN: "begyndte at drøfte",
        Outcome.IN_WRITING: "behandlede skriftligt",
        Outcome.NOT_DEALT_WITH: "behandlede ikke",
    }
    day = upper_first(full(on))
    if outcome is Outcome.MEETING_CANCELLED:
        return f"{day}: mødet om {in_line(what)} blev aflyst"
    return f"{day}: {verbs[outcome]} {in_line(what)}"


def answered(*, by: str, other: str, state: RecordState, code: str, seq: int) -> str:
    """Who recorded it and what the other side said, without when: how fast
    people answer is nobody's affair.
    """
    said = {
        RecordState.CONFIRMED: f"bekræftet af {other}",
        RecordState.AWAITING: "venter på den anden side",
        RecordState.CONTESTED: f"bestridt af {other}, som ser mødet anderledes",
        RecordState.WITHDRAWN: "trukket tilbage",
    }[state]
    return f"Registreret af {by}, {said}. Kvittering {code}, nr. {seq} i protokollen."


def described_by(*, who: str) -> str:
    """Over the description of who sees it differently."""
    return f"Sådan beskriver {who} mødet"


def minutes_at(*, link: str) -> str:
    """Where they lie."""
    return f"Referat: {link}"


def no_views(side: Side) -> str:
    """A side that has written nothing."""
    return (
        "Der er ikke skrevet synspunkter "
        f"fra {'medarbejdersiden' if side is Side.EMPLOYEES else 'ledelsessiden'}."
    )
