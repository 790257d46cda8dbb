"""What has become of a record, in a sentence for a page or a paper: who has answered, when, and with which receipt."""

from __future__ import annotations

from bot.text import about_records
from bot.text.dates import clock, full, short_day
from bot.text.grammar import upper_first
from bot.text.roles import here
from process.entries import Entry
from process.facts import Undone
from process.records import Record, RecordState
from process.seats import Seat
from process.state import State


def state_line(state: State, record: Record) -> str:
    """One sentence; a withdrawn or corrected record says so first."""
    if record.withdrawn is not None:
        fact, by = record.withdrawn.fact, about_records.role_of(record.withdrawn)
        why = f" Årsag: {fact.why}." if isinstance(fact, Undone) and fact.why else ""
        return f"Trukket tilbage af {by} {_when(state, record.withdrawn)}.{why}"
    if about_records.is_corrected(state, record):
        return "Rettet af en senere registrering, som gælder i stedet."
    answer = record.answer
    if answer is None:
        return f"Venter på svar fra {about_records.other_role(record)}. Tavshed bekræfter aldrig."
    who = here(Seat.parse(answer.seat)) if answer.seat else "systemet"
    if record.state is RecordState.CONFIRMED:
        return f"Bekræftet af {who} {_when(state, answer)}. Kvittering {answer.code}."
    return f"Bestridt: {who} ser mødet anderledes {_when(state, answer)}. Begge beskrivelser står her."


def minutes_line(record: Record) -> str:
    """The minutes' state: a draft, or approved on a day; "" when none are known."""
    minutes = record.minutes
    if minutes.approved_on:
        return f"Det godkendte referat er fra {full(minutes.approved_on)}."
    return "Referatet er et udkast." if minutes.link else ""


def joint_line(state: State, record: Record) -> str:
    """With whom they met; "" when they met alone."""
    names = [state.plan.place_name(key) for key in record.fact.joint]
    return f"Fælles møde med {' og '.join(filter(None, (', '.join(names[:-1]), names[-1])))}." if names else ""


def sides_line(record: Record) -> str:
    """Which sides took part, and when the members had the material."""
    words = {"management": "ledelsesside", "employees": "medarbejderside", "secretary": "sekretær", "safety": "arbejdsmiljørepræsentant"}
    present = [words[str(side)] for side in sorted(record.fact.sides)]
    took_part = f"Til stede: {', '.join(present)}." if present else ""
    had = f"Materialet blev sendt {full(record.fact.material_on)}." if record.fact.material_on else ""
    return " ".join(filter(None, (took_part, had)))


def details(state: State, record: Record) -> str:
    """Everything about the meeting that is not in the sentence itself."""
    return upper_first(" ".join(filter(None, (joint_line(state, record), sides_line(record), minutes_line(record)))))


def _when(state: State, entry: Entry) -> str:
    local = state.plan.calendar.local(entry.at)
    return f"den {short_day(local.date())} {clock(local.time())}"
