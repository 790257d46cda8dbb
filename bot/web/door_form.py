"""What is sent in through a door: read, carried out by the same actions as in Slack, refused with everything typed kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from bot import actions
from bot.context import Context
from bot.doors import Door
from process.entries import Outcome, Side
from process.errors import BadDay, Missing, Unknown
from process.verbs.discussion import Meeting

DIGITS = 9
"""More than any ledger will count to; Python refuses to read numbers of thousands of figures."""
Values = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Sent:
    """The fields as they were typed."""

    values: Values = field(default_factory=dict)

    def text(self, name: str) -> str:
        """One field; browsers send line ends as two characters, which count as one."""
        return next(iter(self.values.get(name, ())), "").replace("\r\n", "\n")

    def several(self, name: str) -> tuple[str, ...]:
        """Every value of a field."""
        return self.values.get(name, ())

    def day(self, name: str) -> date | None:
        """A day, None when left empty; raises BadDay."""
        text = self.text(name).strip()
        try:
            return date.fromisoformat(text) if text else None
        except ValueError as error:
            raise BadDay(why="unreadable", text=text[:40]) from error

    @property
    def record(self) -> int:
        """Which record it is about; raises Unknown."""
        found = self.number("record")
        if found is None:
            raise Unknown(what="record", name=self.text("record")[:20])
        return found

    def number(self, name: str) -> int | None:
        """An entry's number; None for anything no ledger could hold."""
        text = self.text(name)
        return int(text) if text.isdecimal() and len(text) <= DIGITS else None

    @property
    def once(self) -> str:
        """The form's own id, so that a form sent twice counts once."""
        return f"door:{self.text('once')}" if self.text("once") else ""


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
    actions.withdraw_record(context, door.person, sent.record)
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
