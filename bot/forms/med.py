"""MED's forms: a record, a side's views, a contest, the minutes, taking a record back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.actions import Done, act, text_if_any
from bot.context import Context
from bot.forms.form import Day, Form, Many, One, Text, Values, asks
from bot.messages.agenda import undiscussed
from bot.messages.message import Act, View
from bot.text import buttons, med
from bot.text import med_forms as words
from process.acts import records as record_acts
from process.acts.records import Meeting
from process.errors import AlreadyDone, BadDay, Missing, TooLong, Unknown
from process.ledger.facts import DiscussionContested, Outcome, Side
from process.ledger.history import Record
from process.ledger.state import State
from process.med.involvement import could_meet_with, last_meeting
from process.plan.proposals import shown_on
from process.seats import PersonId
from storage.ledger import draw

PROPOSALS = Many(name="proposals", label=words.PROPOSALS)
HELD_ON = Day(name="held_on", label=words.HELD_ON)
OUTCOME = One(
    name="outcome",
    label=words.OUTCOME,
    options=tuple((str(outcome), label) for outcome, label in med.OUTCOMES.items()),
    chosen=str(Outcome.DISCUSSED),
)
SIDES = Many(
    name="sides",
    label=words.SIDES,
    options=tuple((str(side), label) for side, label in med.SIDES.items()),
    chosen=(Side.MANAGEMENT, Side.EMPLOYEES),
    optional=True,
)
"""Who can take part: sides, never persons or unions (rules M25)."""
JOINT = Many(name="joint", label=words.JOINT, optional=True)
MATERIAL_ON = Day(name="material_on", label=words.MATERIAL_ON, optional=True)
OWN_VIEWS = Text(name="views", label=words.MANAGEMENT_VIEWS, lines=True, optional=True)
MINUTES = Text(name="minutes", label=words.MINUTES, optional=True)
SURE = Many(name="sure", label=words.SURE, options=(("yes", words.SURE_YES),), optional=True)


def _record(context: Context, person: PersonId, values: Values) -> Done:
    held_on = values.day(HELD_ON.name)
    if held_on is None:
        raise Missing(field="day")
    outcome = values.text(OUTCOME.name)
    meeting = Meeting(
        committee=values.text("committee"),
        proposals=values.several(PROPOSALS.name),
        held_on=held_on,
        outcome=Outcome(outcome) if outcome in set(Outcome) else Outcome.DISCUSSED,
        material_on=values.day(MATERIAL_ON.name),
        sides=frozenset(Side(s) for s in values.several(SIDES.name) if s in set(Side)),
        minutes=values.text(MINUTES.name),
        corrects=values.number("corrects") or None,
        joint=values.several(JOINT.name),
    )
    if not values.several(SURE.name):
        _need_its_time(context.state(), meeting)
    views = text_if_any(values.text(OWN_VIEWS.name))
    return act(context, person, record_acts.record, meeting=meeting, views=views, once=values.once)


def _need_its_time(state: State, meeting: Meeting) -> None:
    """Raises BadDay for a meeting that can hardly have been about a proposal."""
    found = record_acts.before_its_time(state, meeting)
    if found:
        id, first = max(found, key=lambda pair: pair[1])
        raise BadDay(why="before_its_time", day=meeting.held_on, limit=first, text=id)


def _asks_to_record(values: Values) -> tuple[Act, str]:
    """A record that is put right is asked about as such."""
    corrects = values.number("corrects")
    return (Act.CORRECT, str(corrects)) if corrects else (Act.RECORD, values.text("committee"))


RECORD = Form(
    name="record",
    title=words.TITLE,
    fields=(PROPOSALS, HELD_ON, SURE, OUTCOME, SIDES, JOINT, MATERIAL_ON, OWN_VIEWS, MINUTES),
    fields_of={
        (BadDay, "after_limit"): MATERIAL_ON,
        (BadDay, ""): HELD_ON,
        (Missing, "day"): HELD_ON,
        (Missing, ""): PROPOSALS,
        (TooLong, ""): OWN_VIEWS,
        (TooLong, "minutes"): MINUTES,
        (Unknown, ""): JOINT,
        (AlreadyDone, ""): PROPOSALS,
    },
    send=_record,
    asks=_asks_to_record,
)


def record_form(
    state: State,
    committee: str,
    side: Side,
    today: date,
    *,
    chosen: Sequence[str] = (),
    held_on: date | None = None,
    corrects: Record | None = None,
    own_views: str = "",
) -> Form[Done]:
    """Filled in with what is known: what the committee has left, on its latest meeting; or with the
    record that is put right.
    """
    fact = corrects.fact if corrects else None
    missing = [cell.proposal.id for cell in undiscussed(state, committee)]
    affected = [(p.id, shown_on(p, today)) for p in state.proposals() if committee in p.affected]
    first = chosen or ([ref.id for ref in fact.proposals] if fact else missing)
    last = fact.held_on if fact else last_meeting(state, committee, today)
    others = [(organ.key, organ.name) for organ in could_meet_with(state, committee)]
    employees = side is Side.EMPLOYEES
    fields = (
        replace(PROPOSALS, options=affected, chosen=first),
        replace(HELD_ON, value=held_on or last),
        SURE,
        replace(OUTCOME, chosen=str(fact.outcome)) if fact else OUTCOME,
        replace(SIDES, chosen=sorted(fact.sides)) if fact else SIDES,
        *([replace(JOINT, options=others, chosen=fact.joint if fact else ())] if others else []),
        replace(MATERIAL_ON, value=fact.material_on if fact else None),
        replace(
            OWN_VIEWS,
            label=words.EMPLOYEE_VIEWS if employees else words.MANAGEMENT_VIEWS,
            hint=words.HINT_EMPLOYEES if employees else words.HINT,
            value=own_views,
        ),
        replace(MINUTES, value=fact.minutes if fact else ""),
    )
    return replace(
        RECORD,
        fields=fields,
        submit=buttons.SEND_TO_CHAIR if employees else buttons.SEND_TO_VICE_CHAIR,
        about={"committee": committee, "corrects": corrects.seq if corrects else 0},
    )


def own_views(record: Record | None, person: PersonId, view: View) -> str:
    """A person's own words in a record that is put right; another's stay theirs."""
    if record is None or record.entry.actor != person or record.fact.views is None:
        return ""
    return view.text_of(record.fact.views)


def recorded(done: Done) -> int:
    """The record that was made, also where just this form had been sent before."""
    return done.entries[0].seq if done.entries else max(done.state.records)


VIEWS = Text(name="views", label=words.VIEWS_LABEL, hint=words.VIEWS_HINT, lines=True)


def _add_views(context: Context, person: PersonId, values: Values) -> Done:
    views = draw(values.text(VIEWS.name))
    return act(
        context,
        person,
        record_acts.add_views,
        record=values.record,
        views=views,
        once=values.once,
    )


ADD_VIEWS = Form(
    name="views",
    title=words.VIEWS_TITLE,
    fields=(VIEWS,),
    fields_of={(Missing, ""): VIEWS, (TooLong, ""): VIEWS},
    send=_add_views,
    asks=asks(Act.ADD_VIEWS, "record"),
)

DESCRIPTION = Text(
    name="description",
    label=words.CONTEST_LABEL,
    hint=words.CONTEST_HINT,
    lines=True,
)


def _contest(context: Context, person: PersonId, values: Values) -> Done:
    description = draw(values.text(DESCRIPTION.name))
    return act(
        context,
        person,
        record_acts.contest,
        record=values.record,
        description=description,
        once=values.once,
    )


CONTEST = Form(
    name="contest",
    title=words.CONTEST_TITLE,
    fields=(DESCRIPTION,),
    fields_of={(Missing, ""): DESCRIPTION, (TooLong, ""): DESCRIPTION},
    send=_contest,
    asks=asks(Act.CONTEST, "record"),
)


def contest_form(record: Record, person: PersonId, view: View) -> Form[Done]:
    """The other side's own description; correcting it starts from what stands."""
    answer, before = record.answer, ""
    if answer and answer.actor == person and isinstance(answer.fact, DiscussionContested):
        before = view.text_of(answer.fact.description)
    return replace(CONTEST, fields=(replace(DESCRIPTION, value=before),))


MINUTES_LINK = Text(name="minutes", label=words.LINK, optional=True)
APPROVED_ON = Day(
    name="approved_on", label=words.APPROVED_ON, hint=words.MINUTES_HINT, optional=True
)


def _note_minutes(context: Context, person: PersonId, values: Values) -> Done:
    return act(
        context,
        person,
        record_acts.note_minutes,
        record=values.record,
        link=values.text(MINUTES_LINK.name),
        approved_on=values.day(APPROVED_ON.name),
    )


NOTE_MINUTES = Form(
    name="minutes",
    title=words.MINUTES_TITLE,
    fields=(MINUTES_LINK, APPROVED_ON),
    fields_of={(BadDay, ""): APPROVED_ON, (TooLong, ""): MINUTES_LINK},
    send=_note_minutes,
    asks=asks(Act.MINUTES, "record"),
)


def minutes_form(record: Record) -> Form[Done]:
    """Where the minutes lie, and when they were approved, as far as is known."""
    link = replace(MINUTES_LINK, value=record.minutes.link)
    approved_on = replace(APPROVED_ON, value=record.minutes.approved_on)
    return replace(NOTE_MINUTES, fields=(link, approved_on))


WHY_WITHDRAWN = Text(name="why", label=words.WITHDRAW_WHY, hint=words.WITHDRAW_WHY_HINT, lines=True)


def _withdraw(context: Context, person: PersonId, values: Values) -> Done:
    why = values.text(WHY_WITHDRAWN.name)
    return act(context, person, record_acts.withdraw, record=values.record, why=why)


WITHDRAW = Form(
    name="withdraw",
    title=words.WITHDRAW_TITLE,
    submit=buttons.WITHDRAW_SHORT,
    fields=(WHY_WITHDRAWN,),
    fields_of={(Missing, ""): WHY_WITHDRAWN, (TooLong, ""): WHY_WITHDRAWN},
    send=_withdraw,
    asks=asks(Act.WITHDRAW, "record"),
)
