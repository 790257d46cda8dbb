"""The process owner's lists: every row, who has handed in, what is about to be sent, what can be marked as received."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from bot.slack.answers import Ask
from bot.text import dates, list_words, offers, plan
from bot.text.rendered import Section
from bot.text.roles import named
from bot.text.words import folded
from process.checks.held import empty_seats
from process.deliveries import has_promised
from process.escalation import escalated_to
from process.facts import Delivered
from process.obligations import Obligation, ObligationKind, find, obligations
from process.plan import Milestone
from process.reminders import due_notices
from process.seats import PersonId, Seat
from process.state import State

LINES = 20
"""Lines in one section, which holds 3,000 characters."""
MOST = 15


def rows(ask: Ask) -> list[Section]:
    """Every row as it stands: what is coming in order of day, what has no day, and last what has passed."""
    state, delivered = ask.state, _deliveries(ask.state)
    found: list[Section] = [Section(text=plan.overview_head(title=state.plan.title, on=ask.today))]
    for heading, group in _by_time(state.plan.milestones, ask.today):
        first, *rest = _in_sections([_row(state, row, delivered.get(row.key, [])) for row in group])
        found += [Section(text=first.text, heading=heading), *rest]
    return found


def _by_time(rows: Iterable[Milestone], today: date) -> Iterator[tuple[str, list[Milestone]]]:
    """The groups that hold something."""
    groups: dict[str, list[Milestone]] = {plan.COMING: [], plan.UNDATED: [], plan.PASSED: []}
    for row in rows:
        last = row.when.latest
        groups[plan.UNDATED if last is None else plan.PASSED if last < today else plan.COMING].append(row)
    groups[plan.COMING].sort(key=lambda row: (row.when.earliest or today, row.when.latest or today))
    yield from ((heading, group) for heading, group in groups.items() if group)


def _deliveries(state: State) -> dict[str, list[Obligation]]:
    """The deliveries by the key of their row; not those an elected representative owes."""
    found: dict[str, list[Obligation]] = {}
    for owed in obligations(state):
        if owed.kind is ObligationKind.DELIVERY and owed.milestone and not owed.elected:
            found.setdefault(owed.milestone, []).append(owed)
    return found


def _row(state: State, row: Milestone, owed: list[Obligation]) -> str:
    note = plan.handed_in(done=sum(o.met is not None for o in owed), of=len(owed)) if owed else ""
    if row.cancelled is not None:
        note = plan.cancelled_note(why=row.cancelled)
    titles = {m.key: m.title for m in state.plan.milestones}
    return plan.row(key=row.key, title=row.title, when=dates.write(row.when, titles), note=note)


def status(ask: Ask) -> list[Section]:
    """Each row with open deadlines: handed in, asked for more time, silent."""
    standing = {key: [o for o in owed if o.cancelled is None] for key, owed in _deliveries(ask.state).items()}
    lines = [_status(ask.state, ask.state.plan.milestone(key), owed, ask.today) for key, owed in standing.items() if owed]
    empty = [named(ask.state.plan, Seat.parse(seat)) for seat in empty_seats(ask.state, ask.today)]
    told = [Section(text=plan.empty_seats(seats=empty))] if empty else []
    return [*(_in_sections(lines) or [Section(text=plan.nothing_open())]), *told]


def _status(state: State, row: Milestone, owed: list[Obligation], today: date) -> str:
    met = [o for o in owed if o.met is not None]
    lapsed = [o for o in owed if o.lapsed_on(today)]
    asked = [o for o in owed if o.met is None and o not in lapsed and has_promised(state, o)]
    silent = [o for o in owed if o not in met and o not in asked and o not in lapsed]
    return plan.status_row(
        title=row.title,
        due=max(o.plan_due or o.due for o in owed),
        done=[named(state.plan, o.seat) for o in met],
        promised=[named(state.plan, o.seat) for o in asked],
        silent=[named(state.plan, o.seat) for o in silent],
        lapsed=[named(state.plan, o.seat) for o in lapsed],
    )


def warnings(ask: Ask, *, until: date) -> list[Section]:
    """What is sent to whom up to a day, if nothing changes; never when the employees' side is asked, nor how often (PEOPLE 2.3)."""
    found: dict[date, dict[tuple[str, str], list[str]]] = {}
    for day, who, kind, what in _coming(ask.state, ask, until):
        found.setdefault(day, {}).setdefault((who, kind), []).append(what)
    if not found:
        return [Section(text=plan.no_warnings(until=until))]
    return [Section(text=plan.warnings_head(until=until)), *(s for day, told in found.items() for s in _of_a_day(day, told))]


def _of_a_day(day: date, told: Mapping[tuple[str, str], Sequence[str]]) -> list[Section]:
    return _in_sections(
        [plan.warning_day(on=day), *(plan.warning_row(who=who, kind=kind, what=what) for (who, kind), what in told.items())]
    )


def _coming(state: State, ask: Ask, until: date) -> Iterator[tuple[date, str, str, str]]:
    days = state.plan.calendar
    known = {n.key for n in due_notices(state, ask.context.now())}
    day = ask.today
    while day <= until:
        for notice in due_notices(state, days.delivery_on(day)) if days.is_working(day) else ():
            if notice.key not in known:
                known.add(notice.key)
                owed = find(state, notice.obligation)
                if owed is not None and owed.elected:
                    continue
                yield day, _who(state, notice.person, owed, day), list_words.kind(notice.kind), owed.title if owed else ""
        day += timedelta(days=1)


def _who(state: State, person: PersonId, owed: Obligation | None, day: date) -> str:
    """The role in which the person is written to."""
    seats = state.seats_of(person, day)
    fitting = [s for s in (owed.seat, *escalated_to(state, owed)) if s in seats] if owed is not None else []
    return named(state.plan, (fitting or list(seats) or [Seat.parse("member:alle")])[0])


def receivable(ask: Ask, words: str) -> list[Section]:
    """Deadlines that can be marked as received on behalf of the owner, each with its button."""
    found = [o for o in obligations(ask.state) if o.kind is ObligationKind.DELIVERY and o.cancelled is None]
    open_ones = [o for o in found if ask.state.standing(o.key).received is None]
    meant = [o for o in open_ones if folded(words) in folded(f"{o.title} {o.key}")]
    made = [_receivable(ask, o) for o in meant[:MOST]]
    return made or [Section(text=plan.nothing_open())]


def _receivable(ask: Ask, owed: Obligation) -> Section:
    delivered = ask.state.standing(owed.key).delivered
    told = delivered.fact.note if delivered and isinstance(delivered.fact, Delivered) else None
    note = ask.names.text_of(told) if told else ""
    text = plan.receivable(title=owed.title, due=owed.due, delivered=owed.met is not None, note=note)
    return Section(text=text, choices=(offers.receive(key=owed.key, title=owed.title), offers.choose_other(key=owed.key, title=owed.title)))


def _in_sections(lines: list[str]) -> list[Section]:
    return [Section(text="\n".join(lines[at : at + LINES])) for at in range(0, len(lines), LINES)]
