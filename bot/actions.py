"""What people do, written: a verb of the process decides, and the ledger keeps what it says. What
has a name of its own here does more than that: it asks somebody else first, or only looks.
"""

from __future__ import annotations

import dataclasses
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from bot.context import Context
from bot.ical.scopes import Scope, ScopeKind, may_have
from bot.text.plan_files import meetings_reason
from bot.web.links import BOARD
from process.acts import absence, deadlines, plan
from process.dates.danish import why_closed
from process.dates.when import When
from process.deadlines.obligations import Obligation, ObligationKind, obligations, responsible
from process.errors import Unknown
from process.ledger.entries import Decision, Entry, NewText
from process.ledger.facts import MeetingsProposed
from process.ledger.state import State
from process.plain_text import plain
from process.plan.diff import Difference, difference, moved_plan
from process.plan.model import Milestone
from process.reminders.digests import Preference, need_allowed
from process.reminders.news import news
from process.reminders.rhythm import rhythm_steps
from process.seats import PersonId, Seat
from process.simulation import Stage
from storage.addresses import Address
from storage.database import Connection
from storage.ledger import draw

Verb = Callable[..., Decision]
"""`verb(state, *, by, at, …)`, as in `process.acts`."""


@dataclass(frozen=True, kw_only=True)
class Done:
    """It was written: the state after, and the new entries (none when just this had been written
    before).
    """

    state: State
    entries: tuple[Entry, ...] = ()

    @property
    def entry(self) -> Entry:
        """The one new entry; raises IndexError when nothing was written."""
        return self.entries[0]


class _Before(Exception):
    """Just this form was sent in before."""


def act(context: Context, person: PersonId, verb: Verb, *, once: str = "", **words: Any) -> Done:
    """Let the verb decide about these words and write what it says. `once` names the form: sent
    twice (a double press), it is written once. Raises what the verb raises.
    """
    at = context.now()

    def seen(connection: Connection, _entries: tuple[Entry, ...]) -> None:
        if once and not context.seen.first(context.process, once, conn=connection):
            raise _Before

    try:
        state, entries = context.ledger.decide(
            context.process,
            lambda state: verb(state, by=person, at=at, **_plain(words)),
            actor=person,
            at=at,
            also=seen,
        )
    except _Before:
        return Done(state=context.state())
    context.wake()
    return Done(state=state, entries=entries)


def _plain(value: Any) -> Any:
    """Every name, title and reason in a value without hidden signs, as deep as it goes; a free
    text stays word for word.
    """
    if type(value) is str:
        return plain(value)
    if isinstance(value, tuple):
        return tuple(_plain(one) for one in value)
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if not dataclasses.is_dataclass(value) or isinstance(value, type | NewText):
        return value
    was = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    new = {name: cleaned for name, one in was.items() if (cleaned := _plain(one)) != one}
    return dataclasses.replace(value, **new) if new else value


def text_if_any(words: str) -> NewText | None:
    """A free text on its way to the erasable table, None for an empty field. The verbs refuse what
    is too long; nothing is cut.
    """
    return draw(words) if words.strip() else None


def hand_over(
    context: Context, person: PersonId, obligation: str, *, to: PersonId, until: date | None = None
) -> Done:
    """Put it in another person's hands; raises Unknown also for who cannot be reached any more."""
    _need_here(context, to)
    return act(context, person, deadlines.hand_over, obligation=obligation, to=to, until=until)


def go_away(
    context: Context, person: PersonId, *, deputy: PersonId, since: date, until: date
) -> Done:
    """Let somebody stand in; raises Unknown also for a deputy who cannot be reached any more."""
    _need_here(context, deputy)
    return act(context, person, absence.go_away, deputy=deputy, since=since, until=until)


def _need_here(context: Context, person: PersonId) -> None:
    found = context.directory.get(context.process, person)
    if found is None or not found.active:
        raise Unknown(what="person", name=person[:40])


def choose(context: Context, person: PersonId, wish: Preference) -> Preference:
    """Choose when to hear from us; raises BadPreference. No fact of the process: nothing goes into
    the ledger.
    """
    allowed = need_allowed(wish, context.state().plan.calendar)
    context.preferences.put(context.process, person, allowed)
    return allowed


def confirm_dates(context: Context, person: PersonId, key: str) -> Done:
    """A carried-over date is right, or all of an organ's (`meeting:organ/*`)."""
    return act(context, person, plan.confirm_dates, rows=(key,))


def accept_meetings(context: Context, person: PersonId, proposal: int) -> Done:
    """Take published meetings over into the plan, with the reason in our words."""

    def verb(state: State, *, by: PersonId, at: datetime) -> Decision:
        fact = plan.need_pending_meetings(state, proposal).fact
        assert isinstance(fact, MeetingsProposed), "only proposed meetings are pending"
        why = meetings_reason(organ=state.plan.place_name(fact.organ))
        return plan.accept_meetings(state, by=by, proposal=proposal, reason=why, at=at)

    return act(context, person, verb)


@dataclass(frozen=True, kw_only=True)
class MovePreview:
    """What a move would do; nothing is written by looking."""

    row: Milestone
    to: When
    touched: tuple[Seat, ...]
    """Seats with an open deadline there."""
    told: tuple[Seat, ...] = ()
    """Those of them who are written to at once, since they have heard of the old date."""
    closed: str = ""
    """Why the new day is closed; "" when it is a working day or no single day."""
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
        touched=tuple(dict.fromkeys(o.seat for o in _touched(state, row.key))),
        told=_told(state, person, decision, _touched(state, row.key), at),
        closed=_closed(state, to),
        follow=plan.counted_from(state.plan, row.key),
        first_reminder=_first_reminder(after, row.key, at),
        discussions=_discussions(state, after),
        difference=difference(state.plan, after.plan),
    )


def _touched(state: State, milestone: str) -> list[Obligation]:
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


def _closed(state: State, to: When) -> str:
    if to.latest is None or to.latest != to.earliest:
        return ""
    return why_closed(state.plan.calendar, to.latest)


def _first_reminder(state: State, milestone: str, at: datetime) -> date | None:
    days = state.plan.calendar
    found = (
        step.day
        for o in _touched(state, milestone)
        for step in rhythm_steps(o, days)
        if days.delivery_on(step.day) > at
    )
    return min(found, default=None)


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
