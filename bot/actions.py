"""What the process owner does to the plan, and a look beforehand at whom it touches."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from bot.context import Context
from bot.ical.scopes import Scope, ScopeKind, may_have
from bot.text.plan_files import reason
from bot.web.links import BOARD
from process.acts import absence, deadlines, plan, proposals
from process.acts import consultations as hearing
from process.acts import records as discussion
from process.acts.records import Meeting
from process.dates.when import Relative, When
from process.deadlines.obligations import Obligation, ObligationKind, obligations, responsible
from process.errors import Unknown
from process.ledger.entries import Decision, Entry, NewText
from process.ledger.facts import Consultation, MeetingsProposed
from process.ledger.state import State
from process.plan.diff import Difference, difference, moved_plan
from process.plan.model import Milestone, unconfirmed
from process.plan.proposals import Proposal, Station
from process.reminders.digests import Preference, need_allowed
from process.reminders.news import news
from process.reminders.rhythm import rhythm_steps
from process.seats import PersonId, Seat
from process.simulation import Stage
from storage.addresses import Address
from storage.database import Connection
from storage.ledger import draw

TOKEN_BYTES = 24
OWN = ScopeKind.PERSON
"""The kind of a person's own feed; the scope is `person:<id>`."""


def open_addresses(context: Context, person: PersonId) -> tuple[Address, ...]:
    """The addresses that still work, oldest first."""
    return tuple(a for a in context.addresses.of(context.process, person) if a.revoked_at is None)


def offered_addresses(context: Context, person: PersonId) -> tuple[str, ...]:
    """Everything the person may have an address for: their calendars, and the board."""
    state = context.state()
    found = tuple(map(str, may_have(state, person, context.today(state))))
    return (*found, BOARD) if found else ()


def new_address(context: Context, person: PersonId, scope: str = "") -> str:
    """A new secret for a feed ("" = one's own); older addresses of theirs for it stop working.
    Returns the token, once; raises Unknown.
    """
    wanted = scope or str(Scope(kind=OWN, key=person))
    if scope and scope not in offered_addresses(context, person):
        raise Unknown(what="address", name=scope)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    context.addresses.renew(context.process, person, wanted, token, at=context.now())
    return token


def close_addresses(context: Context, person: PersonId, scope: str = "") -> int:
    """Close a person's addresses, those of one scope or all; says how many."""
    at = context.now()
    meant = [a for a in open_addresses(context, person) if scope in ("", a.scope)]
    return sum(context.addresses.revoke(address.id, at=at) for address in meant)


Verb = Callable[[State, datetime], Decision]


@dataclass(frozen=True, kw_only=True)
class Done:
    """It was written: the state after, and the new entries (none when just
    this had been written before).
    """

    state: State
    entries: tuple[Entry, ...] = ()

    @property
    def entry(self) -> Entry:
        """The one new entry; raises IndexError when nothing was written."""
        return self.entries[0]


class _Before(Exception):
    """Just this form was sent in before."""


def carry_out(context: Context, person: PersonId, verb: Verb, *, once: str = "") -> Done:
    """Let the verb decide and write what it says. `once` names the form: sent twice (a
    double press), it is written once.
    """
    at = context.now()

    def seen(connection: Connection, _entries: tuple[Entry, ...]) -> None:
        if once and not context.seen.first(context.process, once, conn=connection):
            raise _Before

    try:
        state, entries = context.ledger.decide(
            context.process, lambda state: verb(state, at), actor=person, at=at, also=seen
        )
    except _Before:
        return Done(state=context.state())
    context.wake()
    return Done(state=state, entries=entries)


def text_if_any(words: str) -> NewText | None:
    """A free text on its way to the erasable table, None for an empty field. The verbs refuse what
    is too long; nothing is cut.
    """
    return draw(words) if words.strip() else None


def deliver(context: Context, person: PersonId, obligation: str, *, note: str = "") -> Done:
    """It is handed in."""
    text = text_if_any(note)
    return carry_out(
        context,
        person,
        lambda s, at: deadlines.deliver(s, by=person, obligation=obligation, at=at, note=text),
    )


def receive(context: Context, person: PersonId, obligation: str) -> Done:
    """It has arrived."""
    return carry_out(
        context, person, lambda s, at: deadlines.receive(s, by=person, obligation=obligation, at=at)
    )


def undo(context: Context, person: PersonId, seq: int) -> Done:
    """Take back an entry about a deadline."""
    return carry_out(context, person, lambda s, at: deadlines.undo(s, by=person, seq=seq, at=at))


def ask_more_time(
    context: Context, person: PersonId, obligation: str, *, until: date, why: str = ""
) -> Done:
    """Ask for a later day."""
    text = text_if_any(why)
    return carry_out(
        context,
        person,
        lambda s, at: deadlines.ask_more_time(
            s, by=person, obligation=obligation, until=until, at=at, why=text
        ),
    )


def answer_more_time(context: Context, person: PersonId, asked: int, *, granted: bool) -> Done:
    """Grant or refuse."""
    return carry_out(
        context,
        person,
        lambda s, at: deadlines.answer_more_time(s, by=person, asked=asked, granted=granted, at=at),
    )


def snooze(context: Context, person: PersonId, obligation: str, *, until: date) -> Done:
    """Hear of it again on a day."""
    return carry_out(
        context,
        person,
        lambda s, at: deadlines.snooze(s, by=person, obligation=obligation, until=until, at=at),
    )


def hand_over(
    context: Context, person: PersonId, obligation: str, *, to: PersonId, until: date | None = None
) -> Done:
    """Put it in another person's hands."""
    return carry_out(
        context,
        person,
        lambda s, at: deadlines.hand_over(
            s, by=person, obligation=obligation, to=to, at=at, until=until
        ),
    )


def not_mine(context: Context, person: PersonId, obligation: str) -> Done:
    """Say it is not one's own."""
    return carry_out(
        context,
        person,
        lambda s, at: deadlines.not_mine(s, by=person, obligation=obligation, at=at),
    )


def take_it(context: Context, person: PersonId, obligation: str) -> Done:
    """Take it into one's own hands, as one of those above; all that a committee's chair is
    late with that day as one thing.
    """
    return carry_out(
        context, person, lambda s, at: deadlines.take_it(s, by=person, obligation=obligation, at=at)
    )


def record_discussion(
    context: Context, person: PersonId, meeting: Meeting, *, views: str = "", once: str = ""
) -> Done:
    """Record a meeting, with one's own side's views."""
    text = text_if_any(views)
    return carry_out(
        context,
        person,
        lambda s, at: discussion.record(s, meeting, by=person, at=at, views=text),
        once=once,
    )


def confirm_record(context: Context, person: PersonId, record: int) -> Done:
    """It took place and is rendered correctly."""
    return carry_out(
        context, person, lambda s, at: discussion.confirm(s, by=person, record=record, at=at)
    )


def contest_record(
    context: Context, person: PersonId, record: int, *, description: str, once: str = ""
) -> Done:
    """It is not right; in one's own words."""
    text = draw(description)
    return carry_out(
        context,
        person,
        lambda s, at: discussion.contest(s, by=person, record=record, description=text, at=at),
        once=once,
    )


def add_views(
    context: Context, person: PersonId, record: int, *, views: str, once: str = ""
) -> Done:
    """One's own side's views, beside those already there."""
    text = draw(views)
    return carry_out(
        context,
        person,
        lambda s, at: discussion.add_views(s, by=person, record=record, views=text, at=at),
        once=once,
    )


def withdraw_record(context: Context, person: PersonId, record: int, *, why: str = "") -> Done:
    """Take back one's own record."""
    return carry_out(
        context,
        person,
        lambda s, at: discussion.withdraw(s, by=person, record=record, why=why, at=at),
    )


def take_back_answer(context: Context, person: PersonId, record: int) -> Done:
    """Take back one's own answer."""
    return carry_out(
        context,
        person,
        lambda s, at: discussion.take_back_answer(s, by=person, record=record, at=at),
    )


def note_minutes(
    context: Context, person: PersonId, record: int, *, link: str, approved_on: date | None
) -> Done:
    """Where the minutes lie, and when they were approved."""
    return carry_out(
        context,
        person,
        lambda s, at: discussion.note_minutes(
            s, by=person, record=record, link=link, approved_on=approved_on, at=at
        ),
    )


def accept_meetings(context: Context, person: PersonId, proposal: int) -> Done:
    """Take them over into the plan."""
    return carry_out(
        context,
        person,
        lambda s, at: plan.accept(
            s, by=person, proposal=proposal, reason=reason_of(s, proposal), at=at
        ),
    )


def decline_meetings(context: Context, person: PersonId, proposal: int) -> Done:
    """Let the plan stand."""
    return carry_out(
        context, person, lambda s, at: plan.decline(s, by=person, proposal=proposal, at=at)
    )


def reason_of(state: State, proposal: int) -> str:
    """Why the plan is revised, in the words that stand in the ledger."""
    fact = plan.need_pending(state, proposal).fact
    assert isinstance(fact, MeetingsProposed), "only proposed meetings are pending"
    return reason(organ=state.plan.place_name(fact.organ))


def preference_of(context: Context, person: PersonId) -> Preference:
    """The person's choices as they stand."""
    return context.preferences.of(context.process, person)


def choose(context: Context, person: PersonId, wish: Preference) -> Preference:
    """Choose when to hear from us; raises BadWish. No fact of the process:
    nothing goes into the ledger.
    """
    allowed = need_allowed(wish, context.state().plan.calendar)
    context.preferences.put(context.process, person, allowed)
    return allowed


def go_away(
    context: Context, person: PersonId, *, deputy: PersonId, since: date, until: date
) -> Done:
    """Let somebody stand in; raises Unknown also for a deputy who cannot be reached any more."""
    found = context.directory.get(context.process, deputy)
    if found is None or not found.active:
        raise Unknown(what="person", name=deputy)
    return carry_out(
        context,
        person,
        lambda s, at: absence.go_away(s, by=person, deputy=deputy, since=since, until=until, at=at),
    )


def come_back(context: Context, person: PersonId) -> Done:
    """Take one's seats back."""
    return carry_out(context, person, lambda s, at: absence.come_back(s, by=person, at=at))


@dataclass(frozen=True, kw_only=True)
class MovePreview:
    """What a move would do; nothing is written by looking."""

    row: Milestone
    to: When
    touched: tuple[Seat, ...]
    """Seats with an open deadline there."""
    told: tuple[Seat, ...] = ()
    """Those of them who are written to at once, since they have heard of the old date."""
    closed: str | None = None
    """The closed day's name when the new day is closed ("" = a weekend); None when it is a
    working day or no single day.
    """
    follow: tuple[Milestone, ...] = ()
    """Rows that are counted from this one."""
    first_reminder: date | None = None
    """When people next hear of it under the new date."""
    discussions: int = 0
    """MED discussions whose last day follows along."""
    difference: Difference = field(default_factory=Difference)
    """What the plan would say differently: the order of rows, and the calendars."""


def preview_move(
    context: Context, person: PersonId, *, milestone: str, to: When, why: str
) -> MovePreview:
    """Whom and what a move touches. Raises what moving would raise."""
    state, at = context.state(), context.now()
    decision = plan.move(state, by=person, milestone=milestone, to=to, why=why, at=at)
    row = plan.need_milestone(state, milestone)
    after = _as_if(state, row, to)
    return MovePreview(
        row=row,
        to=to,
        touched=tuple(dict.fromkeys(o.seat for o in touched(state, row.key))),
        told=_told(state, person, decision, touched(state, row.key), at),
        closed=_closed(state, to),
        follow=tuple(
            m
            for m in state.plan.milestones
            if isinstance(m.when, Relative) and m.when.milestone == row.key
        ),
        first_reminder=_first_reminder(after, row.key, at),
        discussions=_discussions(state, after),
        difference=difference(state.plan, after.plan),
    )


def move_milestone(
    context: Context,
    person: PersonId,
    *,
    milestone: str,
    to: When,
    why: str,
    approved_by: str = "",
    approved_on: date | None = None,
) -> Done:
    """Move a row of the plan."""
    return carry_out(
        context,
        person,
        lambda s, at: plan.move(
            s,
            by=person,
            milestone=milestone,
            to=to,
            why=why,
            at=at,
            approved_by=approved_by,
            approved_on=approved_on,
        ),
    )


def cancel_milestone(context: Context, person: PersonId, *, milestone: str, why: str) -> Done:
    """Cancel a row of the plan."""
    return carry_out(
        context,
        person,
        lambda s, at: plan.cancel(s, by=person, milestone=milestone, why=why, at=at),
    )


def touched(state: State, milestone: str) -> list[Obligation]:
    """The open deadlines of a row."""
    return [
        o
        for o in obligations(state)
        if o.milestone == milestone and o.open and o.kind is ObligationKind.DELIVERY
    ]


def _told(
    state: State, person: PersonId, decision: Decision, owed: list[Obligation], at: datetime
) -> tuple[Seat, ...]:
    """Whom the news of it would go to, were it written now."""
    stage = Stage(state)
    entry = stage.write(*decision.facts, at=at, actor=person, seat=decision.seat)[-1]
    people, day = people_told(stage.state, entry, at), state.plan.calendar.local_day(at)
    return tuple(dict.fromkeys(o.seat for o in owed if people & set(responsible(state, o, day))))


def people_told(state: State, entry: Entry, at: datetime) -> frozenset[PersonId]:
    """Everybody an entry is news to."""
    return frozenset(n.person for n in news(state, obligations(state), at) if n.entry == entry.seq)


def _as_if(state: State, row: Milestone, to: When) -> State:
    return replace(state, adopted=moved_plan(state.plan, replace(row, when=to, rolled_from=None)))


def _discussions(before: State, after: State) -> int:
    """Open discussions that get another last day."""
    was = {
        o.key: o.due for o in obligations(before) if o.kind is ObligationKind.DISCUSSION and o.open
    }
    return sum(o.due != was[o.key] for o in obligations(after) if o.key in was)


def _closed(state: State, to: When) -> str | None:
    days = state.plan.calendar
    if to.latest is None or to.latest != to.earliest or days.is_working(to.latest):
        return None
    return days.closed_name(to.latest) or ""


def _first_reminder(state: State, milestone: str, at: datetime) -> date | None:
    days = state.plan.calendar
    found = (
        step.day
        for o in touched(state, milestone)
        for step in rhythm_steps(o, days)
        if days.delivery_on(step.day) > at
    )
    return min(found, default=None)


def confirm_dates(context: Context, person: PersonId, *, key: str) -> Done:
    """A carried-over date is right, or all of an organ's (`meeting:organ/*`)."""

    def verb(state: State, at: datetime) -> Decision:
        every = key.removesuffix("*") if key.endswith("/*") else None
        rows = tuple(k for k in unconfirmed(state.plan) if k.startswith(every)) if every else (key,)
        return plan.confirm_dates(state, by=person, rows=rows or (key,), at=at)

    return carry_out(context, person, verb)


def propose(
    context: Context, person: PersonId, proposal: Proposal, *, material: bool, once: str = ""
) -> Done:
    """Hand in a proposal, or change one; `material`: a new version, which re-opens its
    discussions.
    """
    return carry_out(
        context,
        person,
        lambda s, at: proposals.propose(s, proposal, by=person, at=at, material=material),
        once=once,
    )


def set_stations(
    context: Context,
    person: PersonId,
    id: str,
    stations: tuple[Station, ...],
    *,
    material: bool | None,
    once: str = "",
) -> Done:
    """Keep a proposal's sagsgang."""
    return carry_out(
        context,
        person,
        lambda s, at: proposals.set_stations(s, id, stations, by=person, at=at, material=material),
        once=once,
    )


def open_consultation(context: Context, person: PersonId, consultation: Consultation) -> Done:
    """Open a consultation, or replace it."""
    return carry_out(
        context, person, lambda s, at: hearing.open_consultation(s, consultation, by=person, at=at)
    )


def receive_response(
    context: Context,
    person: PersonId,
    consultation: str,
    *,
    party: str,
    received_at: datetime,
    words: str = "",
    link: str = "",
    may_publish: bool = True,
    replaces: bool = False,
    once: str = "",
) -> Done:
    """Register a party's answer."""
    text = text_if_any(words)

    def verb(state: State, at: datetime) -> Decision:
        return hearing.receive_response(
            state,
            by=person,
            consultation=consultation,
            party=party,
            received_at=received_at,
            at=at,
            words=text,
            link=link,
            may_publish=may_publish,
            replaces=replaces,
        )

    return carry_out(context, person, verb, once=once)


def withdraw_response(context: Context, person: PersonId, response: int, *, why: str = "") -> Done:
    """Take an answer off the list."""
    return carry_out(
        context,
        person,
        lambda s, at: hearing.withdraw_response(s, by=person, response=response, why=why, at=at),
    )
