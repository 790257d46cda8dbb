"""What `/plan` lists: the rows as they stand, who has handed in, what is on its way, what can be
received, who is away, and what is carried over or kept out of the calendars.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from bot.ical.write import quarantined
from bot.messages.choices import aside_choices, choice, choose_other, offered
from bot.messages.deadlines import holder, said_by, so_far, text_of
from bot.messages.message import Act, Section
from bot.slack.requests import Request
from bot.text import buttons, deadline_forms, log, operations, plan
from bot.text import calendar as calendar_words
from bot.text.commands import folded
from bot.text.grammar import named
from process.acts.absence import absent
from process.checks.run import empty_seats
from process.dates.danish import write
from process.dates.when import is_dated
from process.deadlines.obligations import (
    Obligation,
    ObligationKind,
    find,
    has_promised,
    obligations,
)
from process.ledger.facts import Delivered
from process.ledger.state import State
from process.plan.model import MEETING, Meeting, Milestone, Organ, unconfirmed
from process.reminders.due import due_notices
from process.reminders.escalation import escalated_to
from process.seats import PersonId, Seat

LINES = 20
"""Lines in one section, which holds 3,000 characters."""
MOST = 15
MOST_LISTED = 500
MOST_CARRIED_OVER = 12
"""Sections with buttons at a time; a message holds fifty blocks."""
ROUNDS = ("planner", "delivery")


def rows(request: Request) -> list[Section]:
    """Every row as it stands: what is coming in order of day, what has no day, and last what has
    passed.
    """
    state, delivered = request.state, _deliveries(request.state)
    found: list[Section] = [
        Section(text=plan.overview_head(title=state.plan.title, on=request.today))
    ]
    for heading, group in _by_time(state.plan.milestones, request.today):
        first, *rest = _in_sections(
            [_row_line(state, row, delivered.get(row.key, [])) for row in group]
        )
        found += [Section(text=first.text, heading=heading), *rest]
    return found


def _by_time(rows: Iterable[Milestone], today: date) -> Iterator[tuple[str, list[Milestone]]]:
    """The groups that hold something."""
    groups: dict[str, list[Milestone]] = {plan.COMING: [], plan.UNDATED: [], plan.PASSED: []}
    for row in rows:
        last = row.when.latest
        groups[
            plan.UNDATED if last is None else plan.PASSED if last < today else plan.COMING
        ].append(row)
    groups[plan.COMING].sort(key=lambda row: (row.when.earliest or today, row.when.latest or today))
    yield from ((heading, group) for heading, group in groups.items() if group)


def _deliveries(state: State) -> dict[str, list[Obligation]]:
    """The deliveries by the key of their row; not those an elected representative owes."""
    found: dict[str, list[Obligation]] = {}
    for owed in obligations(state):
        if owed.kind is ObligationKind.DELIVERY and owed.milestone and not owed.elected:
            found.setdefault(owed.milestone, []).append(owed)
    return found


def _row_line(state: State, row: Milestone, owed: list[Obligation]) -> str:
    note = plan.handed_in(done=sum(o.met is not None for o in owed), of=len(owed)) if owed else ""
    if row.cancelled is not None:
        note = plan.cancelled_note(why=row.cancelled)
    titles = {m.key: m.title for m in state.plan.milestones}
    return plan.overview_row(key=row.key, title=row.title, when=write(row.when, titles), note=note)


def status(request: Request) -> list[Section]:
    """Each row with open deadlines: handed in, asked for more time, silent."""
    standing = {
        key: [o for o in owed if o.cancelled is None]
        for key, owed in _deliveries(request.state).items()
    }
    lines = [
        _row_status(request.state, request.state.plan.milestone(key), owed, request.today)
        for key, owed in standing.items()
        if owed
    ]
    empty = [
        named(request.state.plan, Seat.parse(seat))
        for seat in empty_seats(request.state, request.today)
    ]
    told = [Section(text=plan.empty_seats(seats=empty))] if empty else []
    return [*(_in_sections(lines) or [Section(text=plan.NOTHING_OPEN)]), *told]


def _row_status(state: State, row: Milestone, owed: list[Obligation], today: date) -> str:
    standing: dict[str, list[str]] = {}
    for one in owed:
        later = one.due if one.due != one.plan_due else None
        lent = holder(state, one, today) if one.open else ""
        who = plan.who_has_it(who=named(state.plan, one.seat), holder=lent, until=later)
        standing.setdefault(_stands(state, one, today), []).append(who)
    due = max(o.plan_due or o.due for o in owed)
    return plan.status_row(title=row.title, due=due, standing=standing)


def _stands(state: State, owed: Obligation, today: date) -> str:
    """Under which words it stands in the status of its row."""
    history = state.history_of(owed.key)
    if owed.met is not None:
        return plan.RECEIVED if history.received else plan.HANDED_IN
    if owed.lapsed_on(today):
        return plan.LAPSED
    if history.in_part:
        return plan.IN_PART
    if history.sent_back:
        return plan.SENT_BACK
    return plan.PROMISED if has_promised(state, owed) else plan.SILENT


def warnings(request: Request, *, until: date) -> list[Section]:
    """What is sent to whom up to a day, if nothing changes; never when the employees' side is
    asked, nor how often (rules M3).
    """
    found: dict[date, dict[tuple[str, str], list[str]]] = {}
    for day, who, kind, what in _coming(request.state, request, until):
        found.setdefault(day, {}).setdefault((who, kind), []).append(what)
    if not found:
        return [Section(text=plan.no_warnings(until=until))]
    return [
        Section(text=plan.warnings_head(until=until)),
        *(s for day, told in found.items() for s in _of_a_day(day, told)),
    ]


def _of_a_day(day: date, told: Mapping[tuple[str, str], Sequence[str]]) -> list[Section]:
    return _in_sections(
        [
            plan.warning_day(on=day),
            *(
                plan.warning_row(who=who, kind=kind, what=what)
                for (who, kind), what in told.items()
            ),
        ]
    )


def _coming(state: State, request: Request, until: date) -> Iterator[tuple[date, str, str, str]]:
    days = state.plan.calendar
    known = {n.key for n in due_notices(state, request.context.now())}
    day = request.today
    while day <= until:
        for notice in due_notices(state, days.delivery_on(day)) if days.is_working(day) else ():
            if notice.key not in known:
                known.add(notice.key)
                owed = find(state, notice.obligation)
                if owed is not None and owed.elected:
                    continue
                yield (
                    day,
                    _who(state, notice.person, owed, day),
                    log.KINDS[notice.kind],
                    owed.title if owed else "",
                )
        day += timedelta(days=1)


def _who(state: State, person: PersonId, owed: Obligation | None, day: date) -> str:
    """The role in which the person is written to."""
    seats = state.seats_of(person, day)
    fitting = (
        [s for s in (owed.seat, *escalated_to(state, owed)) if s in seats]
        if owed is not None
        else []
    )
    return named(state.plan, (fitting or list(seats) or [Seat.parse("member:alle")])[0])


def receivable(request: Request, words: str) -> list[Section]:
    """Deadlines that can be marked as received on behalf of the owner, each with its button."""
    found = [
        o
        for o in obligations(request.state)
        if o.kind is ObligationKind.DELIVERY and o.cancelled is None
    ]
    open_ones = (
        found if words else [o for o in found if request.state.history_of(o.key).received is None]
    )
    meant = [o for o in open_ones if folded(words) in folded(f"{o.title} {o.key}")]
    made = [_receivable(request, o) for o in meant[:MOST]]
    return made or [Section(text=plan.NOTHING_OPEN)]


def _receivable(request: Request, owed: Obligation) -> Section:
    state, history = request.state, request.state.history_of(owed.key)
    delivered, said = history.delivered, history.received or owed.met
    told = delivered.fact.note if delivered and isinstance(delivered.fact, Delivered) else None
    text = plan.receivable(
        title=owed.title,
        due=owed.due,
        by=said_by(state, said) if said else "",
        on=state.plan.calendar.local_day(said.at) if said else None,
        note=text_of(request.names, told),
        received=history.received is not None,
        so_far=so_far(state, owed, request.names),
    )
    last = history.received or history.sent_back
    choices = (
        choice(Act.RECEIVE, owed.key, owed.title),
        choice(Act.SEND_BACK, owed.key, owed.title),
        choose_other(owed.key, owed.title),
        *([choice(Act.UNDO, last.seq, owed.title)] if last else []),
    )
    section = Section(text=text, choices=choices)
    return offered(state, request.person, request.today, section)


def put_aside(request: Request) -> list[Section]:
    """The messages that did not come through, or may not have, each with its buttons."""
    context, view = request.context, request.names
    found = context.outbox_log.failed(context.process, limit=MOST_LISTED)
    if not found:
        return [Section(text=operations.NONE_ASIDE)]
    made = []
    for one in found[:MOST]:
        name = view.name_of(one.person) or one.person
        text = operations.put_aside(
            name=name, number=str(one.id), why=one.why, in_doubt=one.in_doubt
        )
        choices = aside_choices(one.id, name, in_doubt=one.in_doubt)
        made.append(Section(text=text, choices=choices))
    left = len(found) - len(made)
    return [*made, *([Section(text=operations.more_aside(left))] if left else [])]


def _in_sections(lines: list[str]) -> list[Section]:
    return [Section(text="\n".join(lines[at : at + LINES])) for at in range(0, len(lines), LINES)]


def signs_of_life(request: Request) -> list[Section]:
    """One section: the workers, who is away, and what was put off."""
    lines = [
        *_alive(request),
        *_proof(request),
        *_aside(request),
        *_away(request),
        *_later(request),
    ]
    return [Section(text="\n".join(lines), heading=operations.WORKER_HEADING)] if lines else []


def _alive(request: Request) -> list[str]:
    ages = request.context.heartbeat.ages(request.context.process)
    newest = {
        round: min((b.seconds for b in ages if b.round == round), default=None) for round in ROUNDS
    }
    return [operations.alive(planned=newest["planner"], delivered=newest["delivery"])]


def _proof(request: Request) -> list[str]:
    """Whether the ledger is whole, as the nightly look found."""
    found = request.context.proofs.last(request.context.process)
    if found is None:
        return [operations.NOT_LOOKED_AT]
    on = request.state.plan.calendar.local_day(found.at)
    if found.broken:
        return [operations.proof_broken(seq=found.broken, why=found.why, on=on)]
    return [
        operations.proof(count=found.seq, anchored=found.anchored, on=on, by_hand=found.by_hand)
    ]


def _aside(request: Request) -> list[str]:
    context = request.context
    count = len(context.outbox_log.failed(context.process, limit=MOST_LISTED))
    return [operations.many_aside(count)] if count else []


def _away(request: Request) -> list[str]:
    state, lines = request.state, []
    for person in state.people():
        tenure = absent(state, person, request.today)
        if tenure is not None and tenure.covers(request.today):
            seats = [named(state.plan, seat) for seat in state.seats_of(person, request.today)]
            deputy = request.names.name_of(tenure.person) or tenure.person
            lines.append(
                deadline_forms.away_line(
                    who=", ".join(seats[:1]), deputy=deputy, until=tenure.until
                )
            )
    return lines


def _later(request: Request) -> list[str]:
    """Snoozes that still run; an elected representative's are nobody's business (rules M3)."""
    state = request.state
    return [
        plan.snoozed(who=named(state.plan, owed.seat), title=owed.title, until=until)
        for owed in obligations(state)
        if owed.open and not owed.elected
        for until in state.history_of(owed.key).snoozed.values()
        if until > request.today
    ]


def carried_over(state: State) -> list[Section]:
    """How many there are, and the first of them in the order of their days."""
    rows = unconfirmed(state.plan)
    single = sorted(
        (r for r in rows.values() if isinstance(r, Milestone)),
        key=lambda r: (r.when.earliest is None, r.when.earliest),
    )
    found = [_carried_over_row(row) for row in single] + [
        _meetings(organ, here) for organ in state.plan.organs if (here := _carried_over(organ))
    ]
    undated = sum(not is_dated(r.when) for r in state.plan.milestones if r.cancelled is None)
    head = plan.unconfirmed_head(count=len(rows), undated=undated)
    return [Section(text=head), *found[:MOST_CARRIED_OVER]]


def _carried_over_row(row: Milestone) -> Section:
    assert row.rolled_from is not None, "only carried-over rows are asked about"
    text = plan.carried_over(title=row.title, when=write(row.when), was=write(row.rolled_from))
    return Section(
        text=text,
        choices=(
            choice(Act.CONFIRM_DATES, row.key, row.title),
            choice(Act.MOVE, row.key, row.title),
        ),
    )


def _carried_over(organ: Organ) -> list[Meeting]:
    return [m for m in organ.meetings if m.rolled_from is not None and m.cancelled is None]


def _meetings(organ: Organ, meetings: list[Meeting]) -> Section:
    first, last = write(meetings[0].when), write(meetings[-1].when)
    text = plan.meetings_carried_over(organ=organ.name, count=len(meetings), first=first, last=last)
    label = buttons.CONFIRM_DATES if len(meetings) > 1 else buttons.CONFIRM_DATE
    key = f"{MEETING}{organ.key}/*"
    return Section(text=text, choices=(choice(Act.CONFIRM_DATES, key, organ.name, label=label),))


def unpublishable(state: State) -> list[Section]:
    """One section, or none when every date is where it should be."""
    found = quarantined(state)
    text = calendar_words.left_out(titles=[(one.title, str(one.why)) for one in found])
    return [Section(text=text, heading=calendar_words.LEFT_OUT_HEADING)] if found else []
