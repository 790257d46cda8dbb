"""Level by level, and the arithmetic behind a day: facts with dates, never a verdict."""

from __future__ import annotations

from bot.text.dates import full, in_line, short_day
from process.arithmetic import CountedBack
from process.involvement import CellState
from process.levels import Involved, Levels, MainLevel, Timing
from process.plan import Level

LEVELS = {Level.MAIN: "Hovedudvalg", Level.AREA: "OmrådeMED", Level.LOCAL: "LokalMED"}
TIMING = {
    Timing.IN_TIME: "rettidigt",
    Timing.AFTER_DEADLINE: "efter egen frist",
    Timing.AFTER_TREATMENT: "efter politisk behandling",
    Timing.MISSING: "mangler",
    Timing.AHEAD: "ikke endnu",
}
STANDS = {CellState.RECORDED: "venter på den anden sides svar", CellState.CONTESTED: "bestridt"}
"""What a record is that both sides do not stand behind."""


def because(*, organ: str, found: CountedBack, assumed: bool) -> str:
    """The whole arithmetic behind the last day, step by step back."""
    guess = " (antaget dato)" if assumed else ""
    return (
        f"Fordi: {organ} {short_day(found.treatment)}{guess}, dagsorden ud {short_day(found.dispatch)}, sagsfrist "
        f"{short_day(found.case_deadline)}. Materialet skal være hos medlemmerne senest {short_day(found.material_by)}, og mødet skal "
        f"være indkaldt senest {short_day(found.call_by)}."
    )


def level_lines(found: Levels, *, level: Level, names: dict[str, str]) -> list[str]:
    """Local involvement, the recommending leader's level, the main committee."""
    lines = [f"Lokal inddragelse: {local_line(found)}"] if found.local and level is not Level.LOCAL else []
    lines.append(f"Lederens eget niveau: {own_line(found, level)}")
    return [*lines, *(main_line(names.get(m.organ, m.organ), m) for m in found.main)]


def local_line(found: Levels) -> str:
    """How many local committees have discussed it; what is unanswered or contested is not counted as discussed."""
    done = [i for i in found.local if i.cell.state is CellState.DISCUSSED]
    others = [f"{count} {STANDS[state]}" for state in STANDS if (count := sum(i.cell.state is state for i in found.local))]
    return f"{'; '.join([f'{len(done)} af {len(found.local)} LokalMED har drøftet det{_marks(done)}', *others])}."


def own_line(found: Levels, level: Level) -> str:
    """Whether the level of the leader who recommends it has discussed it."""
    if not found.own:
        return f"{LEVELS[level]}: ikke på planen."
    return f"{LEVELS[level]}: {', '.join(_one(i) for i in found.own)}."


def main_line(name: str, found: MainLevel) -> str:
    """The main committee in one line (PEOPLE 2.6): status is information, and may have become a discussion."""
    parts = [f"orienteret {in_line([short_day(d) for d in found.informed])}"] if found.informed else []
    parts += [f"orienteres {in_line([short_day(d) for d in found.to_inform])}"] if found.to_inform else []
    parts += [_discussed(found)] if found.discussed else ["drøftelse ikke planlagt"]
    return f"{name}: {'; '.join(parts)}."


def _discussed(found: MainLevel) -> str:
    became = f" (orienteringen {in_line([short_day(d) for d in found.became])} blev til en drøftelse)" if found.became else ""
    return f"drøftet {in_line([short_day(d) for d in found.discussed])}{became}"


def _one(found: Involved) -> str:
    said = ", ".join(filter(None, (TIMING[found.timing], STANDS.get(found.cell.state))))
    return f"{full(found.day)} ({said})" if found.day and found.timing is not Timing.AHEAD else TIMING[found.timing]


def _marks(done: list[Involved]) -> str:
    late = [i for i in done if i.timing is not Timing.IN_TIME]
    return f", heraf {len(late)} for sent" if late else ""
