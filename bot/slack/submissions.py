"""What each modal does when it is sent in. `SUBMISSIONS` is the table, by callback id."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from bot import actions
from bot.slack import calendar_forms, lists, own_submissions, plan_views, process_submissions
from bot.slack.answers import Answer, Ask, Faults, Show, Stands
from bot.slack.modals import Filled, about, notice
from bot.slack.reading import when_of
from bot.text import about_records, dates, deadline_forms, deadlines, med, med_form, plan, refusals
from bot.text.rendered import Rendered, Section, said
from process.errors import AlreadyDone, BadDay, Missing, Refused, TooLong, Unknown
from process.facts import Outcome, Side
from process.obligations import find
from process.state import State
from process.verbs.discussion import Meeting
from process.verbs.process import need_milestone

Submission = Callable[[Ask], Answer]


def _more_time(ask: Ask) -> Answer:
    filled, key = Filled(ask.view), about(ask.view)["key"]
    until = filled.day("until")
    if until is None:
        raise Missing(field="until")
    done = actions.ask_more_time(ask.context, ask.person, key, until=until, why=filled.text("why"))
    return _deadline_stands(ask, done.state, key)


def _hand_over(ask: Ask) -> Answer:
    filled, key = Filled(ask.view), about(ask.view)["key"]
    to = filled.choice("to")
    if not to:
        raise Missing(field="person")
    done = actions.hand_over(ask.context, ask.person, key, to=to, until=filled.day("until"))
    return _deadline_stands(ask, done.state, key)


def _deadline_stands(ask: Ask, state: State, key: str) -> Answer:
    owed = find(state, key)
    section = lists.section(state, owed, ask) if owed else Section(text=deadlines.gone())
    return Stands(said(section.text), state)


def _record(ask: Ask) -> Answer:
    filled, form = Filled(ask.view), about(ask.view)
    held_on = filled.day("held_on")
    if held_on is None:
        raise Missing(field="day")
    meeting = Meeting(
        committee=form["committee"],
        proposals=filled.several("proposals"),
        held_on=held_on,
        outcome=Outcome(filled.choice("outcome") or Outcome.DISCUSSED),
        material_on=filled.day("material_on"),
        sides=frozenset(Side(side) for side in filled.several("sides")),
        minutes=filled.text("minutes"),
        corrects=int(form["corrects"]) or None,
        joint=filled.several("joint"),
    )
    done = actions.record_discussion(ask.context, ask.person, meeting, views=filled.text("views"), once=_once(ask))
    seq = done.entries[0].seq if done.entries else max(done.state.records)
    return _record_stands(done.state, seq, ask)


def _views(ask: Ask) -> Answer:
    seq = int(about(ask.view)["record"])
    done = actions.add_views(ask.context, ask.person, seq, views=Filled(ask.view).text("views"), once=_once(ask))
    record = done.state.records[seq]
    text = med.views_added(committee=about_records.committee_of(done.state, record), on=record.fact.held_on)
    return Stands(said(text), done.state)


def _contest(ask: Ask) -> Answer:
    seq = int(about(ask.view)["record"])
    actions.contest_record(ask.context, ask.person, seq, description=Filled(ask.view).text("description"), once=_once(ask))
    return _record_stands(ask.context.state(), seq, ask)


def _record_stands(state: State, seq: int, ask: Ask) -> Answer:
    section = about_records.stands(state, state.records[seq], ask.person)
    return Stands(said(section.text), state)


def _once(ask: Ask) -> str:
    return f"view:{ask.view.get('id', '')}"


def _move(ask: Ask) -> Answer:
    filled = Filled(ask.view)
    row = need_milestone(ask.state, filled.choice("milestone"))
    to = when_of(filled.text("to"), row, today=ask.today)
    why, approved_on = filled.text("why"), filled.day("approved_on")
    found = actions.preview_move(ask.context, ask.person, milestone=row.key, to=to, why=why)
    return Show(
        plan_views.preview(
            ask, found, why=why, approved_by=filled.text("approved_by"), approved_on=approved_on.isoformat() if approved_on else ""
        )
    )


def _move_now(ask: Ask) -> Answer:
    form = about(ask.view)
    row = need_milestone(ask.state, form["milestone"])
    to = when_of(form["to"], row, today=ask.today)
    done = actions.move_milestone(
        ask.context,
        ask.person,
        milestone=row.key,
        to=to,
        why=form["why"],
        approved_by=form["approved_by"],
        approved_on=date.fromisoformat(form["approved_on"]) if form["approved_on"] else None,
    )
    told = actions.people_told(done.state, done.entry, ask.context.now())
    return Stands(said(plan.moved(title=row.title, to=dates.write(to), who=len(told))), done.state)


def _cancel_now(ask: Ask) -> Answer:
    form = about(ask.view)
    done = actions.cancel_milestone(ask.context, ask.person, milestone=form["milestone"], why=form["why"])
    return Stands(said(plan.cancelled(title=done.state.plan.milestone(form["milestone"]).title)), done.state)


SUBMISSIONS: dict[str, Submission] = (
    own_submissions.SUBMISSIONS
    | process_submissions.SUBMISSIONS
    | {
        "more_time": _more_time,
        "hand_over": _hand_over,
        "record": _record,
        "views": _views,
        "contest": _contest,
        "move": _move,
        "move_now": _move_now,
        "cancel_now": _cancel_now,
        "new_address": calendar_forms.new_address,
    }
)

FIELDS: dict[tuple[str, type[Refused], str], str] = (
    own_submissions.FIELDS
    | process_submissions.FIELDS
    | {
        ("more_time", BadDay, ""): "until",
        ("more_time", Missing, ""): "until",
        ("more_time", TooLong, ""): "why",
        ("hand_over", BadDay, ""): "until",
        ("hand_over", Missing, ""): "to",
        ("hand_over", Unknown, ""): "to",
        ("record", BadDay, "after_limit"): "material_on",
        ("record", BadDay, ""): "held_on",
        ("record", Missing, "day"): "held_on",
        ("record", Missing, ""): "proposals",
        ("record", TooLong, ""): "views",
        ("record", TooLong, "minutes"): "minutes",
        ("record", Unknown, ""): "joint",
        ("record", AlreadyDone, ""): "proposals",
        ("views", Missing, ""): "views",
        ("views", TooLong, ""): "views",
        ("contest", Missing, ""): "description",
        ("contest", TooLong, ""): "description",
        ("move", BadDay, ""): "to",
        ("move", Unknown, ""): "to",
        ("move", Missing, ""): "why",
        ("move", TooLong, ""): "why",
    }
)
"""Which field a refusal belongs to: (form, kind of refusal, its reason or "" for any)."""


def fault_of(callback: str, refused: Refused, state: State) -> Faults | None:
    """The refusal beside its field, so that the form stays open with all that was typed; None when it belongs to no field."""
    why = getattr(refused, "why", "") or getattr(refused, "field", "") or getattr(refused, "what", "")
    field = FIELDS.get((callback, type(refused), why)) or FIELDS.get((callback, type(refused), ""))
    return Faults({field: refusals.sentence(refused, state)}) if field else None


def result(rendered: Rendered, callback: str) -> Show:
    """The modal after it was sent: what stands now."""
    title = {"record": med_form.DONE_TITLE, "views": med_form.DONE_TITLE}.get(callback, deadline_forms.SAID_TITLE)
    return Show(notice(title=title, rendered=rendered))
