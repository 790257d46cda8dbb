"""MED's status in sentences: what stands, with dates, and never a verdict."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.text.grammar import full, in_line
from bot.text.marks import code, strong
from process.dates.danish_grammar import short_day
from process.ledger.history import RecordState
from process.med.involvement import Cell, CellState, CountedBack
from process.med.levels import Involved, Levels, MainLevel, Timing
from process.plan.model import Level

STATES = {
    CellState.PLANNED: "mangler",
    CellState.RECORDED: "registreret, venter på den anden side",
    CellState.DISCUSSED: "drøftet",
    CellState.CONTESTED: "bestridt",
    CellState.NOT_RELEVANT: "ikke berørt",
    CellState.GIVEN_UP: "skal ikke drøftes, forkastet politisk",
}
HOW = {
    RecordState.AWAITING: "registreret, venter på svar,",
    RecordState.CONFIRMED: "drøftet",
    RecordState.CONTESTED: "bestridt, mødet var",
    RecordState.WITHDRAWN: "trukket tilbage, mødet var",
}
"""Before the day of the meeting."""
LEVELS = {Level.MAIN: "Hovedudvalg", Level.AREA: "OmrådeMED", Level.LOCAL: "LokalMED"}


# A committee and a proposal.

NO_PROPOSALS = "Der er ikke indsendt forslag endnu."
NOTHING_MISSING = "Der er ikke noget, der mangler at blive drøftet i de udvalg, du følger."
"""Nothing is missing anywhere the person keeps an eye on."""


def at_home(*, name: str) -> str:
    """A heading in App Home."""
    return f"Drøftelser: {name}"


def proposal_head(*, shown: str, organ: str, treatment: date | None, assumed: bool) -> str:
    """The head of a proposal's status."""
    if treatment is None:
        return f"{strong(shown)}. Den politiske behandling har ingen dato endnu."
    guess = " (antaget dato)" if assumed else ""
    return f"{strong(shown)}. {organ} behandler det {full(treatment)}{guess}."


def cell_line(cell: Cell, *, committee: str) -> str:
    """`LokalMED Eksempelskolen: drøftet torsdag den 18. april 2024`."""
    held = ""
    if cell.held_on and cell.state not in (CellState.PLANNED, CellState.GIVEN_UP):
        of_meeting = "" if cell.state is CellState.DISCUSSED else ", mødet var"
        held = f"{of_meeting} {full(cell.held_on)}"
    reason = f" ({cell.reason})" if cell.reason else ""
    return f"{committee}: {STATES[cell.state]}{held}{reason}{lateness(cell)}{further(cell)}"


def further(cell: Cell) -> str:
    """The committee's other discussions of the same version, each with where it stands."""
    found = [f"{HOW[record.state]} {full(record.fact.held_on)}" for record in cell.more]
    return f"; også {in_line(found)}" if found else ""


def lateness(cell: Cell) -> str:
    """Two marks that say two things: after our own deadline, and after the treatment
    (rules M16).
    """
    if cell.after_treatment:
        mark = ", efter politisk behandling"
    else:
        mark = ", efter egen frist" if cell.after_deadline else ""
    return mark + put_down(cell)


def put_down(cell: Cell) -> str:
    """The day it was recorded, where that was after the case deadline (rules M17)."""
    if not cell.recorded_late or cell.recorded_on is None or cell.basis is None:
        return ""
    after = "behandlingen" if cell.recorded_on >= cell.basis.treatment else "sagsfristen"
    return f", registreret {short_day(cell.recorded_on)} efter {after}"


def counts(*, discussed: int, waiting: int, contested: int, missing: int) -> str:
    """A committee or a proposal in one line."""
    return (
        f"Drøftet: {discussed} · venter på svar: "
        f"{waiting} · bestridt: {contested} · mangler: {missing}"
    )


def more(*, count: int) -> str:
    """What an answer has no room for."""
    return f"Og {count} forslag mere. Skriv koden efter {code('/med status')} for at se ét af dem."


def counted_back(*, organ: str, found: CountedBack, assumed: bool) -> str:
    """The whole arithmetic behind the last day, step by step back."""
    guess = " (antaget dato)" if assumed else ""
    ours = ""
    if found.meeting:
        ours = f"Sidste ordinære møde inden da: {short_day(found.meeting)}. "
    elif found.without_meeting:
        ours = "Intet ordinært møde inden da. "
    return (
        f"Fordi: {organ} {short_day(found.treatment)}{guess}, "
        f"dagsorden ud {short_day(found.dispatch)}, sagsfrist {short_day(found.case_deadline)}. "
        f"{ours}"
        f"Materialet skal være hos medlemmerne senest {short_day(found.material_by)}, "
        f"og mødet skal være indkaldt senest {short_day(found.call_by)}."
    )


# The levels of involvement.

TIMING = {
    Timing.IN_TIME: "rettidigt",
    Timing.AFTER_DEADLINE: "efter egen frist",
    Timing.AFTER_TREATMENT: "efter politisk behandling",
    Timing.MISSING: "mangler",
    Timing.AHEAD: "ikke endnu",
}
STANDS = {CellState.RECORDED: "venter på den anden sides svar", CellState.CONTESTED: "bestridt"}
"""What a record is that both sides do not stand behind."""


def level_lines(found: Levels, *, level: Level, names: dict[str, str]) -> list[str]:
    """Local involvement, the recommending leader's level, the main committee."""
    lines = (
        [f"Lokal inddragelse: {local_line(found)}"]
        if found.local and level is not Level.LOCAL
        else []
    )
    lines.append(f"Lederens eget niveau: {own_line(found, level)}")
    return [*lines, *(main_line(names.get(m.organ, m.organ), m) for m in found.main)]


def local_line(found: Levels) -> str:
    """How many local committees have discussed it; what is unanswered or contested
    is not counted as discussed.
    """
    done = [i for i in found.local if i.cell.state is CellState.DISCUSSED]
    others = [
        f"{count} {STANDS[state]}"
        for state in STANDS
        if (count := sum(i.cell.state is state for i in found.local))
    ]
    discussed = f"{len(done)} af {len(found.local)} LokalMED har drøftet det{_marks(done)}"
    return f"{'; '.join([discussed, *others])}."


def own_line(found: Levels, level: Level) -> str:
    """Whether the level of the leader who recommends it has discussed it."""
    if not found.own:
        return f"{LEVELS[level]}: ikke på planen."
    return f"{LEVELS[level]}: {', '.join(_one(i) for i in found.own)}."


def main_line(name: str, found: MainLevel) -> str:
    """The main committee in one line (rules M9): status is information, and may have become a
    discussion; what nobody has said was given is planned (rules M18).
    """
    put_down = dict(found.recorded)
    told = [
        f"{short_day(d)}{f' (registreret {short_day(put_down[d])})' if d in put_down else ''}"
        for d in found.informed
    ]
    parts = [f"orienteret {in_line(told)}"] if told else []
    parts += [f"planlagt {_days(found.unrecorded)}, ikke registreret"] if found.unrecorded else []
    parts += [f"orienteres {_days(found.to_inform)}"] if found.to_inform else []
    parts += _discussion(found)
    if found.since and found.before:
        parts += [came_after(["forslaget"], found.since, found.before).removesuffix(".")]
    return f"{name}: {'; '.join(parts) or 'drøftelse planlagt'}."


def came_after(ids: Sequence[str], since: date, before: Sequence[date]) -> str:
    """What was told before a proposal was there was not about it."""
    it = "det" if len(ids) == 1 else "dem"
    return f"{in_line(ids)} kom først {short_day(since)}, så {_days(before)} handlede ikke om {it}."


def _days(days: Sequence[date]) -> str:
    return in_line([short_day(d) for d in days])


def _discussion(found: MainLevel) -> list[str]:
    if found.discussed:
        return [_discussed(found)]
    if found.became:
        return [f"orienteringen {_days(found.became)} blev til en drøftelse"]
    return [] if found.to_discuss else ["drøftelse ikke planlagt"]


def _discussed(found: MainLevel) -> str:
    became = f" (orienteringen {_days(found.became)} blev til en drøftelse)" if found.became else ""
    return f"drøftet {_days(found.discussed)}{became}"


def _one(found: Involved) -> str:
    said = ", ".join(filter(None, (TIMING[found.timing], STANDS.get(found.cell.state))))
    return (
        f"{full(found.day)} ({said})"
        if found.day and found.timing is not Timing.AHEAD
        else TIMING[found.timing]
    )


def _marks(done: list[Involved]) -> str:
    late = [i for i in done if i.timing is not Timing.IN_TIME]
    return f", heraf {len(late)} for sent" if late else ""
