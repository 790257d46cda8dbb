"""`fristvogter simulate PLAN`: the whole process at full speed; prints every message that would go out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

import click

from app.rehearsal import seed_facts
from app.summary import Load, Row, Summary, summarise
from bot.text import simulation, summary_words
from bot.web.chart import weeks_chart
from config.rehearsal_file import Rehearsal, load_either
from process.decision import Decision
from process.escalation import escalated_to
from process.facts import PlanAdopted, SeatTaken
from process.notices import Notice, NoticeKind
from process.obligations import obligations
from process.plan import Plan
from process.play import Play, Told, play
from process.seats import PersonId, Seat
from process.state import State
from process.verbs import deadline, discussion

ANSWERS = ("aldrig", "straks", "blandet")


@click.command(help=simulation.HELP)
@click.argument("file", metavar="PLAN", type=click.Path(path_type=Path))
@click.option("--from", "first", type=click.DateTime(["%Y-%m-%d"]), default="2024-01-01", show_default=True, help=simulation.HELP_FROM)
@click.option("--to", "last", type=click.DateTime(["%Y-%m-%d"]), default="2024-09-12", show_default=True, help=simulation.HELP_TO)
@click.option("--answer", type=click.Choice(ANSWERS), default="blandet", show_default=True, help=simulation.HELP_ANSWER)
@click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text", show_default=True, help=simulation.HELP_FORMAT)
@click.option("--summary", is_flag=True, help=summary_words.HELP_SUMMARY)
@click.option("--chart", type=click.Path(path_type=Path, dir_okay=False), help=summary_words.HELP_CHART)
def command(file: Path, first: datetime, last: datetime, answer: str, form: str, summary: bool, chart: Path | None) -> None:
    """Play the plan in `file`; a rehearsal file brings its own people, a plan file gets one stand-in per seat."""
    stage, names = _stage(file)
    plan = stage.state.plan
    year = play(stage.state, first=plan.calendar.local_day(_before(plan)), last=last.date(), answer=_Answers(answer, stage.state))
    told = (message for message in year if message.parcel.day >= first.date())
    if summary or chart:
        _summary(list(told), first.date(), last.date(), chart)
        return
    lines = _as_json(told, names) if form == "jsonl" else _as_text(told, names)
    for line in lines:
        click.echo(line)


def _summary(told: list[Told], first: date, last: date, chart: Path | None) -> None:
    """The table, and the picture where one is wanted."""
    found = summarise(told, told[-1].state, first, last) if told else Summary(rows=(), weeks=())
    lines = [(row, summary_words.OURS, row.ours) for row in found.rows] + [(row, summary_words.NAIVE, row.naive) for row in found.rows]
    click.echo(summary_words.table([_line(row, bot, load) for row, bot, load in sorted(lines, key=lambda line: found.rows.index(line[0]))]))
    if chart:
        chart.write_text(weeks_chart(found.weeks), encoding="utf-8")
        click.echo(summary_words.chart_written(file=str(chart)))


def _line(row: Row, bot: str, load: Load) -> tuple[str, ...]:
    figures = (load.messages, load.median, load.median_busy, load.week_max, load.day_max)
    return (summary_words.GROUPS[row.group], str(row.people), bot, *(summary_words.number(figure) for figure in figures))


def _stage(file: Path) -> tuple[Play, dict[PersonId, str]]:
    rehearsal = load_either(file)
    plan = rehearsal.plan
    stage = _written(plan, rehearsal)
    if plan.rehearsal:
        return stage, {p.id: p.name for p in rehearsal.people}
    names = {}
    for seat in _seats(stage.state):
        stage.write(SeatTaken(seat=seat, person=str(seat), since=date(1, 1, 1)), at=_before(plan))
        names[str(seat)] = simulation.seat_holder(seat, plan)
    return stage, names


def _seats(state: State) -> list[Seat]:
    """Every seat that owes something or hears of it next."""
    owed = obligations(state)
    return sorted({o.seat for o in owed} | {seat for o in owed for seat in escalated_to(state, o)})


def _written(plan: Plan, rehearsal: Rehearsal) -> Play:
    stage = Play(State.empty(plan.key))
    facts = seed_facts(rehearsal) if rehearsal.people else (PlanAdopted(plan=plan, reason="simulation"),)
    stage.write(*facts, at=_before(plan))
    return stage


def _before(plan: Plan) -> datetime:
    days = [m.when.earliest for m in plan.milestones if m.when.earliest]
    return plan.calendar.instant(date(min(days).year - 1, 1, 1) if days else date(2000, 1, 1), time(8))


class _Answers:
    """How people answer: never, at once, or a third at once, a third when written to again, and a third never."""

    def __init__(self, how: str, state: State) -> None:
        people = state.people()
        self._after = {person: _patience(how, place) for place, person in enumerate(people)}

    def __call__(self, state: State, notice: Notice, times: int, now: datetime) -> Decision | None:
        after = self._after.get(notice.person, 0)
        if not after or times < after:
            return None
        return _act(state, notice, now)


def _patience(how: str, place: int) -> int:
    return {"aldrig": 0, "straks": 1, "blandet": (1, 2, 0)[place % 3]}[how]


def _act(state: State, notice: Notice, now: datetime) -> Decision | None:
    if notice.kind is NoticeKind.CONFIRM_RECORD:
        return discussion.confirm(state, by=notice.person, record=int(notice.obligation.removeprefix("confirm:")), at=now)
    if notice.kind not in (NoticeKind.REMINDER, NoticeKind.OVERDUE, NoticeKind.ESCALATION_TOLD):
        return None
    if notice.obligation.startswith("discuss:"):
        id, _, committee = notice.obligation.removeprefix("discuss:").partition("/")
        meeting = discussion.Meeting(committee=committee, proposals=(id.partition(":")[0],), held_on=state.plan.calendar.local_day(now))
        return discussion.record(state, meeting, by=notice.person, at=now)
    return deadline.deliver(state, by=notice.person, obligation=notice.obligation, at=now)


def _as_text(told: Iterator[Told], names: dict[PersonId, str]) -> Iterator[str]:
    count, people, day = 0, set[PersonId](), None
    for message in told:
        local = message.state.plan.calendar.local(message.at)
        if local.date() != day:
            day = local.date()
            yield simulation.day_line(day)
        count += 1
        people.add(message.parcel.person)
        yield from simulation.message_lines(local.time(), names[message.parcel.person], message.parcel.notices, message.state)
    yield simulation.sum_line(count, len(people))


def _as_json(told: Iterator[Told], names: dict[PersonId, str]) -> Iterator[str]:
    for message in told:
        notices = [
            {"key": n.key, "kind": n.kind, "obligation": n.obligation, "entry": n.entry, "because": n.because}
            for n in message.parcel.notices
        ]
        line = {"at": message.at.isoformat(), "day": message.parcel.day.isoformat(), "person": message.parcel.person,
                "name": names[message.parcel.person], "digest": message.parcel.digest, "notices": notices}  # fmt: skip
        yield json.dumps(line, ensure_ascii=False)
