"""The words of the board that stand in code: states, letters of the matrix, what is missing and what comes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.text.dates import in_line, short_day
from process.facts import Outcome
from process.involvement import CellState

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
BY_STATE = {CellState.DISCUSSED: "D", CellState.RECORDED: "R", CellState.CONTESTED: "B", CellState.NOT_RELEVANT: "–"}
BY_OUTCOME = {Outcome.INFORMED: "O", Outcome.BEGUN: "F", Outcome.IN_WRITING: "S"}
MARKS = {"1": "efter sagsfristen til udvalget", "2": "efter udvalgets behandling"}


def slashed(day: date) -> str:
    """`18/4`, for a narrow place."""
    return f"{day.day}/{day.month}"


def discussed_also(days: Sequence[date]) -> list[str]:
    """A committee's other discussions of the same version, to be heard; nothing where there is one."""
    return [f"også registreret {in_line([short_day(day) for day in days])}"] if days else []


def handed_in(done: int, total: int) -> str:
    """How far a row is that several owe."""
    if total == 1:
        return "afleveret" if done else "ikke meldt afleveret"
    return f"{done} af {total} afleveret"


def carried_out(done: int, total: int) -> str:
    """The same for what is not handed in."""
    return ("gennemført" if done else "ikke meldt gennemført") if total == 1 else f"{done} af {total} gennemført"


def more_time(until: date, count: int) -> str:
    """Who has been given a later day."""
    return f"{count} har fået mere tid til {short_day(until)}"


def was(words: str) -> str:
    """A moved row's earlier time."""
    return f"flyttet fra {words}"


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


def main_committee(name: str, told: Sequence[date], planned: Sequence[date], *, discussed: bool) -> str:
    """One line for the main committee (PEOPLE 2.6): status is information."""
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
    return f"{organ} {slashed(day)}{' (antaget dag)' if assumed else ''}, sagsfrist {slashed(case_deadline)}"


def short_name(committee: str) -> str:
    """A committee's name at the head of a column."""
    return committee.replace("LokalMED ", "LMU ").replace("OmrådeMED ", "OMU ").replace("Personalemøde med MED-status, ", "Personalemøde ")


def discussed_count(done: int, total: int) -> str:
    """How far MED is, in one line."""
    return f"{done} af {total} MED-drøftelser er drøftet og bekræftet" if total else "ingen forslag indsendt endnu"
