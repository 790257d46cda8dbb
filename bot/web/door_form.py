"""What is sent in through a door: read, carried out by the same actions as in Slack, refused with everything typed kept."""

from __future__ import annotations

from collections.abc import Callable

from bot import actions
from bot.context import Context
from bot.doors import Door
from bot.web.sent import Sent
from process.errors import Missing
from process.facts import Outcome, Side
from process.verbs.discussion import Meeting


def _record(context: Context, door: Door, sent: Sent) -> int:
    held_on = sent.day("held_on")
    if held_on is None:
        raise Missing(field="day")
    outcome = sent.text("outcome")
    meeting = Meeting(
        committee=door.committee,
        proposals=sent.several("proposals"),
        held_on=held_on,
        outcome=Outcome(outcome) if outcome in set(Outcome) else Outcome.DISCUSSED,
        material_on=sent.day("material_on"),
        sides=frozenset(Side(side) for side in sent.several("sides") if side in set(Side)),
        minutes=sent.text("minutes"),
        corrects=sent.number("corrects"),
        joint=sent.several("joint"),
    )
    done = actions.record_discussion(context, door.person, meeting, views=sent.text("views"), once=sent.once)
    return done.entries[0].seq if done.entries else max(done.state.records)


def _confirm(context: Context, door: Door, sent: Sent) -> int:
    actions.confirm_record(context, door.person, sent.record)
    return sent.record


def _contest(context: Context, door: Door, sent: Sent) -> int:
    actions.contest_record(context, door.person, sent.record, description=sent.text("description"), once=sent.once)
    return sent.record


def _views(context: Context, door: Door, sent: Sent) -> int:
    actions.add_views(context, door.person, sent.record, views=sent.text("views"), once=sent.once)
    return sent.record


def _take_back(context: Context, door: Door, sent: Sent) -> int:
    actions.take_back_answer(context, door.person, sent.record)
    return sent.record


def _withdraw(context: Context, door: Door, sent: Sent) -> int:
    actions.withdraw_record(context, door.person, sent.record, why=sent.text("why"))
    return sent.record


def _minutes(context: Context, door: Door, sent: Sent) -> int:
    actions.note_minutes(context, door.person, sent.record, link=sent.text("minutes"), approved_on=sent.day("approved_on"))
    return sent.record


DOES: dict[str, Callable[[Context, Door, Sent], int]] = {
    "record": _record,
    "confirm": _confirm,
    "contest": _contest,
    "views": _views,
    "take_back": _take_back,
    "withdraw": _withdraw,
    "minutes": _minutes,
}
"""What can be done, by the name of the button; each gives the record it is about."""
