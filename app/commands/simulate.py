"""`fristvogter simulate PLAN`: the whole process at full speed; prints every message that would
go out, or the year in figures, beside a bot that writes one message for each deadline and offset.
"""

from __future__ import annotations

import json
import statistics
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

import click

from app.rehearsal import seed_facts
from bot.messages.log import simulated_lines
from bot.text import simulation
from bot.text.grammar import named
from bot.web.pictures import weeks_chart
from config.rehearsal_file import Rehearsal, load_either
from process.acts import deadlines as deadline
from process.acts import records as discussion
from process.deadlines.obligations import obligations, responsible
from process.ledger.entries import Decision
from process.ledger.facts import PlanAdopted, SeatTaken
from process.ledger.obligation_keys import ConfirmationKey, DiscussionKey, read_key
from process.ledger.state import State
from process.plan.model import Plan
from process.reminders.escalation import escalated_to, ladder
from process.reminders.notices import Notice, NoticeKind
from process.reminders.rhythm import rhythm_steps
from process.seats import PersonId, Role, Seat
from process.simulation import Stage, Told, simulate

ANSWERS = ("aldrig", "straks", "blandet")


@click.command(help=simulation.HELP)
@click.argument("file", metavar="PLAN", type=click.Path(path_type=Path))
@click.option(
    "--from",
    "first",
    type=click.DateTime(["%Y-%m-%d"]),
    help=simulation.HELP_FROM,
)
@click.option(
    "--to",
    "last",
    type=click.DateTime(["%Y-%m-%d"]),
    help=simulation.HELP_TO,
)
@click.option(
    "--answer",
    type=click.Choice(ANSWERS),
    default="blandet",
    show_default=True,
    help=simulation.HELP_ANSWER,
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "jsonl"]),
    default="text",
    show_default=True,
    help=simulation.HELP_FORMAT,
)
@click.option("--summary", is_flag=True, help=simulation.HELP_SUMMARY)
@click.option(
    "--chart", type=click.Path(path_type=Path, dir_okay=False), help=simulation.HELP_CHART
)
def command(
    file: Path,
    first: datetime | None,
    last: datetime | None,
    answer: str,
    form: str,
    summary: bool,
    chart: Path | None,
) -> None:
    """Play the plan in `file`; a rehearsal file brings its own people, a plan
    file gets one stand-in per seat.
    """
    stage, names = _stage(file)
    plan = stage.state.plan
    opens, closes = _span(plan)
    begins, ends = first.date() if first else opens, last.date() if last else closes
    year = simulate(
        stage.state,
        first=plan.calendar.local_day(_before(plan)),
        last=ends,
        answer=_Answers(answer, stage.state),
    )
    told = (message for message in year if message.draft.day >= begins)
    if summary or chart:
        _summary(list(told), begins, ends, chart)
        return
    lines = _as_json(told, names) if form == "jsonl" else _as_text(told, names)
    for line in lines:
        click.echo(line)


def _span(plan: Plan) -> tuple[date, date]:
    """From the month before the plan's first day, when its first reminders may go, to its last."""
    days = [d for m in plan.milestones for d in (m.when.earliest, m.when.latest) if d]
    if not days:
        return date(2000, 1, 1), date(2000, 12, 31)
    return min(days) - timedelta(days=31), max(days)


def _stage(file: Path) -> tuple[Stage, dict[PersonId, str]]:
    rehearsal = load_either(file)
    plan = rehearsal.plan
    stage = _written(plan, rehearsal)
    if plan.rehearsal:
        return stage, {p.id: p.name for p in rehearsal.people}
    names = {}
    for seat in _seats(stage.state):
        stage.write(SeatTaken(seat=seat, person=str(seat), since=date(1, 1, 1)), at=_before(plan))
        names[str(seat)] = named(plan, seat)
    return stage, names


def _seats(state: State) -> list[Seat]:
    """Every seat that owes something or hears of it next."""
    owed = obligations(state)
    return sorted({o.seat for o in owed} | {seat for o in owed for seat in escalated_to(state, o)})


def _written(plan: Plan, rehearsal: Rehearsal) -> Stage:
    stage = Stage(State.empty(plan.key))
    facts = (
        seed_facts(rehearsal)
        if rehearsal.people
        else (PlanAdopted(plan=plan, reason="simulation"),)
    )
    stage.write(*facts, at=_before(plan))
    return stage


def _before(plan: Plan) -> datetime:
    days = [m.when.earliest for m in plan.milestones if m.when.earliest]
    return plan.calendar.instant(
        date(min(days).year - 1, 1, 1) if days else date(2000, 1, 1), time(8)
    )


class _Answers:
    """How people answer: never, at once, or a third at once, a third when written
    to again, and a third never.
    """

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
    key = read_key(notice.obligation)
    if notice.kind is NoticeKind.CONFIRM_RECORD and isinstance(key, ConfirmationKey):
        return discussion.confirm(state, by=notice.person, record=key.record, at=now)
    if notice.kind not in (NoticeKind.REMINDER, NoticeKind.OVERDUE, NoticeKind.ESCALATION_TOLD):
        return None
    if isinstance(key, DiscussionKey):
        meeting = discussion.Meeting(
            committee=key.committee,
            proposals=(key.proposal,),
            held_on=state.plan.calendar.local_day(now),
        )
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
        people.add(message.draft.person)
        yield from simulated_lines(
            local.time(), names[message.draft.person], message.draft.notices, message.state
        )
    yield simulation.sum_line(count, len(people))


def _as_json(told: Iterator[Told], names: dict[PersonId, str]) -> Iterator[str]:
    for message in told:
        notices = [
            {
                "key": n.key,
                "kind": n.kind,
                "obligation": n.obligation,
                "entry": n.entry,
                "because": n.because,
            }
            for n in message.draft.notices
        ]
        line = {
            "at": message.at.isoformat(),
            "day": message.draft.day.isoformat(),
            "person": message.draft.person,
            "name": names[message.draft.person],
            "digest": message.draft.digest,
            "notices": notices,
        }
        yield json.dumps(line, ensure_ascii=False)


def _summary(told: list[Told], first: date, last: date, chart: Path | None) -> None:
    """The table, and the picture where one is wanted."""
    found = summarise(told, told[-1].state, first, last) if told else Summary(rows=(), weeks=())
    lines = [(row, simulation.OURS, row.ours) for row in found.rows] + [
        (row, simulation.NAIVE, row.naive) for row in found.rows
    ]
    click.echo(
        simulation.table(
            [
                _line(row, bot, load)
                for row, bot, load in sorted(lines, key=lambda line: found.rows.index(line[0]))
            ]
        )
    )
    if chart:
        chart.write_text(weeks_chart(found.weeks), encoding="utf-8")
        click.echo(simulation.chart_written(file=str(chart)))


def _line(row: Row, bot: str, load: Load) -> tuple[str, ...]:
    figures = (load.messages, load.median, load.median_busy, load.week_max, load.day_max)
    return (
        simulation.GROUPS[row.group],
        str(row.people),
        bot,
        *(simulation.number(figure) for figure in figures),
    )


GROUPS: dict[str, frozenset[Role]] = {
    "heads": frozenset({Role.HEAD}),
    "directors": frozenset({Role.DIRECTOR, Role.CHIEF_EXECUTIVE}),
    "owners": frozenset({Role.PROCESS_OWNER}),
    "med": frozenset(
        {Role.CHAIR, Role.VICE_CHAIR, Role.SUBSTITUTE, Role.EMPLOYEE_REP, Role.SECRETARY}
    ),
    "deputies": frozenset({Role.DEPUTY}),
}
"""A person belongs to the first group one of their seats is in."""
Sent = Iterable[tuple[PersonId, date]]


@dataclass(frozen=True, kw_only=True)
class Load:
    """What one bot does to a group: messages in all, per person and week, and
    on one person's fullest day.
    """

    messages: int
    median: float
    median_busy: float
    """Over the weeks in which a person got any."""
    week_max: int
    day_max: int


@dataclass(frozen=True, kw_only=True)
class Row:
    """One group under both bots."""

    group: str
    people: int
    ours: Load
    naive: Load


@dataclass(frozen=True, kw_only=True)
class Summary:
    """The year: a row for each group, and for each week the most any one person got from either
    bot.
    """

    rows: tuple[Row, ...]
    weeks: tuple[tuple[date, int, int], ...]


def summarise(told: list[Told], state: State, first: date, last: date) -> Summary:
    """`state` is how the year ended. A message counts when the bot writes by itself;
    answers to somebody's act do not.
    """
    ours = [(t.draft.person, t.draft.day) for t in told if any(n.digested for n in t.draft.notices)]
    naive = [(person, day) for person, day in _naive(state) if first <= day <= last]
    groups = _groups(state)
    mondays = [
        first - timedelta(days=first.weekday()) + timedelta(weeks=n)
        for n in range((last - first).days // 7 + 2)
    ]
    weeks = [monday for monday in mondays if monday <= last]
    rows = [
        Row(group=g, people=len(p), ours=_load(ours, p, weeks), naive=_load(naive, p, weeks))
        for g, p in groups.items()
        if p
    ]
    everybody = frozenset(person for people in groups.values() for person in people)
    return Summary(
        rows=tuple(rows),
        weeks=tuple(
            (monday, _most(ours, everybody, monday), _most(naive, everybody, monday))
            for monday in weeks
        ),
    )


def _naive(state: State) -> Iterator[tuple[PersonId, date]]:
    """One message for each deadline and offset, to whoever owes it, until it is done; it groups
    nothing and asks nobody's wishes.
    """
    days = state.plan.calendar
    for owed in obligations(state):
        met = days.local_day(owed.met.at) if owed.met else date.max
        told = [(rung.after, rung.day) for rung in ladder(state, owed, owed.due)]
        for step in rhythm_steps(owed, days, told=told):
            if step.day <= met and owed.cancelled is None:
                yield from ((person, step.day) for person in responsible(state, owed, step.day))


def _groups(state: State) -> dict[str, frozenset[PersonId]]:
    found: dict[str, set[PersonId]] = {group: set() for group in GROUPS}
    for person in state.people():
        held = {seat.role for seat in state.ever_held[person]}
        group = next((name for name, roles in GROUPS.items() if held & roles), None)
        if group:
            found[group].add(person)
    return {group: frozenset(people) for group, people in found.items()}


def _load(sent: Sent, people: frozenset[PersonId], weeks: list[date]) -> Load:
    mine = [(person, day) for person, day in sent if person in people]
    weekly = Counter((person, day - timedelta(days=day.weekday())) for person, day in mine)
    counts = [weekly[person, monday] for person in people for monday in weeks]
    busy = [count for count in counts if count]
    return Load(
        messages=len(mine),
        median=statistics.median(counts) if counts else 0,
        median_busy=statistics.median(busy) if busy else 0,
        week_max=max(counts, default=0),
        day_max=max(Counter(mine).values(), default=0),
    )


def _most(sent: Sent, people: frozenset[PersonId], monday: date) -> int:
    week = [
        person
        for person, day in sent
        if person in people and monday <= day < monday + timedelta(days=7)
    ]
    return max(Counter(week).values(), default=0)
