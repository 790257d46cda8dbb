"""What each modal does when it is sent in. `SUBMISSIONS` is the table, by callback id."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from bot import actions
from bot.messages import deadlines, records
from bot.messages import owed as lists
from bot.messages.choices import BETWEEN
from bot.messages.message import Act, Rendered, Section, said
from bot.slack import consultations, frist, frist_forms, kalender, med, plan, plan_forms, proposals
from bot.slack import med_forms as med_more
from bot.slack.blocks import Filled, about, notice
from bot.slack.requests import Answer, Faults, Open, Quiet, Renew, Request, Show, Stands, when_of
from bot.text import commands, deadline_forms, refusals
from bot.text import deadlines as deadlines_words
from bot.text import med as med_words
from bot.text import med_forms as med_forms_words
from bot.text import plan as plan_words
from bot.text.commands import Word
from bot.text.marks import plain
from process.acts import deadlines as deadline_acts
from process.acts import plan as plan_acts
from process.acts import records as record_acts
from process.acts.plan import need_milestone
from process.acts.records import Meeting
from process.dates.danish import write
from process.deadlines.obligations import Obligation, find
from process.errors import (
    AlreadyDone,
    BadDay,
    Missing,
    NoLongerOwed,
    NotYours,
    Refused,
    TooLong,
    Unknown,
)
from process.ledger.facts import MoreTimeAnswered, Outcome, Side
from process.ledger.obligation_keys import QuestionKey
from process.ledger.state import State
from storage.ledger import draw

Speak = Callable[[Request], Answer]


@dataclass(frozen=True, kw_only=True)
class Command:
    """A slash command: its words and what each does; `bare` is what it does without any."""

    name: str
    words: tuple[Word, ...]
    does: Mapping[str, Speak]
    bare: str = "list"
    description: str
    usage_hint: str = commands.USAGE_HINT


COMMANDS: tuple[Command, ...] = (
    Command(
        name="/frist",
        words=commands.FRIST,
        does=frist.WORDS,
        description=commands.COMMANDS["/frist"],
    ),
    Command(name="/med", words=commands.MED, does=med.WORDS, description=commands.COMMANDS["/med"]),
    Command(
        name="/plan",
        words=commands.PLAN,
        does=plan.WORDS,
        bare="overview",
        description=commands.COMMANDS["/plan"],
    ),
    Command(
        name="/kalender",
        words=commands.CALENDAR,
        does=kalender.WORDS,
        description=commands.COMMANDS["/kalender"],
    ),
)


Press = Callable[[Request], Answer]


def _deliver(request: Request) -> Answer:
    return _stands(
        request,
        request.act(deadline_acts.deliver, obligation=request.value).state,
        request.value,
    )


def _receive(request: Request) -> Answer:
    return _stands(
        request,
        request.act(deadline_acts.receive, obligation=request.value).state,
        request.value,
    )


def _snooze(request: Request) -> Answer:
    key, _, until = request.value.rpartition(BETWEEN)
    return _stands(
        request,
        request.act(
            deadline_acts.snooze,
            obligation=key,
            until=date.fromisoformat(until),
        ).state,
        key,
    )


def _not_mine(request: Request) -> Answer:
    return _stands(
        request,
        request.act(deadline_acts.not_mine, obligation=request.value).state,
        request.value,
    )


def _take_it(request: Request) -> Answer:
    return _stands(
        request,
        request.act(deadline_acts.take_it, obligation=request.value).state,
        request.value,
    )


def _more_time(request: Request) -> Answer:
    return Open(frist_forms.more_time(request, need(request.state, request.value)))


def _pick_until(request: Request) -> Answer:
    """Another day in the form for more time: the same form, with what follows from that day."""
    form = about(request.view)
    return Renew(
        frist_forms.more_time_until(
            request,
            need(request.state, form["key"]),
            Filled(request.view).day(frist_forms.UNTIL),
            form,
        )
    )


def _hand_over(request: Request) -> Answer:
    return Open(frist_forms.hand_over(request, need(request.state, request.value)))


def _undo(request: Request) -> Answer:
    key = request.state.about.get(int(request.value))
    done = request.act(deadline_acts.undo, seq=int(request.value))
    owed = find(done.state, str(key))
    said_so = deadlines_words.undone(title=owed.title if owed else "")
    left = lists.sections(done.state, request.person, request.today, request.names)
    return Stands(Rendered(text=said_so, sections=(Section(text=said_so), *left)), done.state)


def _grant(request: Request) -> Answer:
    return _answer(request, granted=True)


def _refuse(request: Request) -> Answer:
    return _answer(request, granted=False)


def _answer(request: Request, *, granted: bool) -> Answer:
    done = request.act(
        deadline_acts.answer_more_time,
        asked=int(request.value),
        granted=granted,
    )
    owed = find(done.state, str(QuestionKey(int(request.value))))
    assert owed is not None and isinstance(done.entry.fact, MoreTimeAnswered), (
        "an answered request stays an obligation that is met"
    )
    return Stands(
        _one(deadlines.question(done.state, owed, request.names, request.today)), done.state
    )


def _stands(request: Request, state: State, key: str) -> Answer:
    owed = find(state, key)
    return Stands(
        _one(lists.section(state, owed, request.person, request.today, request.names)),
        state,
    )


def _one(section: Section) -> Rendered:
    return said(section.text, *section.choices)


def need(state: State, key: str) -> Obligation:
    """The open obligation; raises NoLongerOwed."""
    owed = find(state, key)
    if owed is None or not owed.open:
        raise NoLongerOwed(obligation=key)
    return owed


def _new_address(request: Request) -> Answer:
    return kalender.new(request)


def _close_address(request: Request) -> Answer:
    return kalender.close(request)


def _move(request: Request) -> Answer:
    return Open(plan_forms.move(request, milestone=request.value))


def _confirm_dates(request: Request) -> Answer:
    done = actions.confirm_dates(request.context, request.person, key=request.value)
    found = plan.unconfirmed_sections(done.state)
    return Stands(Rendered(text=plain(found[0].text), sections=tuple(found)), done.state)


def _link(_request: Request) -> Answer:
    return Quiet()


PRESSES: dict[Act, Press] = (
    frist_forms.PRESSES
    | med_more.PRESSES
    | {
        Act.DELIVER: _deliver,
        Act.RECEIVE: _receive,
        Act.MORE_TIME: _more_time,
        Act.HAND_OVER: _hand_over,
        Act.SNOOZE: _snooze,
        Act.NOT_MINE: _not_mine,
        Act.TAKE_IT: _take_it,
        Act.UNDO: _undo,
        Act.GRANT: _grant,
        Act.REFUSE: _refuse,
        Act.ADDRESSES: kalender.mine,
        Act.NEW_ADDRESS: _new_address,
        Act.CHOOSE_ADDRESS: kalender.choose,
        Act.CLOSE_ADDRESS: _close_address,
        Act.MOVE: _move,
        Act.CONFIRM_DATES: _confirm_dates,
        Act.ACCEPT_MEETINGS: plan_forms.accept,
        Act.DECLINE_MEETINGS: plan_forms.decline,
        Act.OPEN_LINK: _link,
        Act.OPEN_WORD: _link,
    }
)

PICKS: dict[str, Press] = {frist_forms.UNTIL: _pick_until}
"""Fields of forms that tell us of themselves when something is picked in them."""


OWN_SUBMISSIONS: dict[str, Callable[[Request], Answer]] = {
    "minutes": med_more.minutes_sent,
    "withdraw": med_more.withdrawn,
    "proposal": proposals.sent,
    "hearing": consultations.opened,
    "stations": proposals.stations_sent,
    "response": consultations.received,
}

OWN_FIELDS: dict[tuple[str, type[Refused], str], str] = {
    ("withdraw", Missing, ""): "why",
    ("withdraw", TooLong, ""): "why",
    ("minutes", BadDay, ""): "approved_on",
    ("minutes", TooLong, ""): "minutes",
    ("proposal", Missing, "code"): "code",
    ("proposal", Missing, "title"): "title",
    ("proposal", Missing, "neutral_title"): "neutral_title",
    ("proposal", Missing, "area"): "area",
    ("proposal", Missing, "reason"): "not_affected",
    ("proposal", TooLong, "title"): "title",
    ("proposal", TooLong, "neutral_title"): "neutral_title",
    ("proposal", TooLong, "reason"): "not_affected",
    ("proposal", Unknown, "committee"): "not_affected",
    ("proposal", Unknown, "organ"): "stations",
    ("proposal", NotYours, ""): "area",
    ("proposal", AlreadyDone, ""): "code",
    ("stations", Missing, "material"): "material",
    ("stations", Missing, ""): "day_new",
    ("stations", BadDay, ""): "day_new",
    ("stations", AlreadyDone, ""): "day_new",
    ("hearing", Missing, "title"): "title",
    ("hearing", Missing, "parties"): "others",
    ("hearing", Missing, "closes"): "closes",
    ("hearing", BadDay, "unreadable"): "at",
    ("hearing", BadDay, ""): "closes",
    ("hearing", TooLong, ""): "title",
    ("response", BadDay, "unreadable"): "at",
    ("response", BadDay, ""): "received_on",
    ("response", TooLong, "link"): "link",
    ("response", TooLong, ""): "words",
}
"""Which field a refusal belongs to, as in `submissions.FIELDS`."""


Submission = Callable[[Request], Answer]


def _more_time_sent(request: Request) -> Answer:
    filled, key = Filled(request.view), about(request.view)["key"]
    until = filled.day("until")
    if until is None:
        raise Missing(field="until")
    done = request.act(
        deadline_acts.ask_more_time,
        obligation=key,
        until=until,
        why=actions.text_if_any(filled.text("why")),
    )
    return _deadline_stands(request, done.state, key)


def _hand_over_sent(request: Request) -> Answer:
    filled, key = Filled(request.view), about(request.view)["key"]
    to = filled.choice("to")
    if not to:
        raise Missing(field="person")
    done = actions.hand_over(request.context, request.person, key, to=to, until=filled.day("until"))
    return _deadline_stands(request, done.state, key)


def _deadline_stands(request: Request, state: State, key: str) -> Answer:
    owed = find(state, key)
    section = lists.section(state, owed, request.person, request.today, request.names)
    return Stands(said(section.text), state)


def _record(request: Request) -> Answer:
    filled, form = Filled(request.view), about(request.view)
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
    done = request.act(
        record_acts.record,
        meeting=meeting,
        views=actions.text_if_any(filled.text("views")),
        once=_once(request),
    )
    seq = done.entries[0].seq if done.entries else max(done.state.records)
    return _record_stands(done.state, seq, request)


def _views(request: Request) -> Answer:
    seq = int(about(request.view)["record"])
    done = request.act(
        record_acts.add_views,
        record=seq,
        views=draw(Filled(request.view).text("views")),
        once=_once(request),
    )
    record = done.state.records[seq]
    text = med_words.views_added(
        committee=records.committee_of(done.state, record), on=record.fact.held_on
    )
    return Stands(said(text), done.state)


def _contest(request: Request) -> Answer:
    seq = int(about(request.view)["record"])
    request.act(
        record_acts.contest,
        record=seq,
        description=draw(Filled(request.view).text("description")),
        once=_once(request),
    )
    return _record_stands(request.context.state(), seq, request)


def _record_stands(state: State, seq: int, request: Request) -> Answer:
    section = records.stands(state, state.records[seq], request.person)
    return Stands(said(section.text), state)


def _once(request: Request) -> str:
    return f"view:{request.view.get('id', '')}"


def _move_sent(request: Request) -> Answer:
    filled = Filled(request.view)
    row = need_milestone(request.state, filled.choice("milestone"))
    to = when_of(filled.text("to"), row, today=request.today)
    why, approved_on = filled.text("why"), filled.day("approved_on")
    found = actions.preview_move(request.context, request.person, milestone=row.key, to=to, why=why)
    return Show(
        plan_forms.preview(
            request,
            found,
            why=why,
            approved_by=filled.text("approved_by"),
            approved_on=approved_on.isoformat() if approved_on else "",
        )
    )


def _move_now(request: Request) -> Answer:
    form = about(request.view)
    row = need_milestone(request.state, form["milestone"])
    to = when_of(form["to"], row, today=request.today)
    done = request.act(
        plan_acts.move,
        milestone=row.key,
        to=to,
        why=form["why"],
        approved_by=form["approved_by"],
        approved_on=date.fromisoformat(form["approved_on"]) if form["approved_on"] else None,
    )
    told = actions.people_told(done.state, done.entry, request.context.now())
    return Stands(said(plan_words.moved(title=row.title, to=write(to), who=len(told))), done.state)


def _cancel_now(request: Request) -> Answer:
    form = about(request.view)
    done = request.act(
        plan_acts.cancel,
        milestone=form["milestone"],
        why=form["why"],
    )
    return Stands(
        said(plan_words.cancelled(title=done.state.plan.milestone(form["milestone"]).title)),
        done.state,
    )


SUBMISSIONS: dict[str, Submission] = (
    frist_forms.SUBMISSIONS
    | OWN_SUBMISSIONS
    | {
        "more_time": _more_time_sent,
        "hand_over": _hand_over_sent,
        "record": _record,
        "views": _views,
        "contest": _contest,
        "move": _move_sent,
        "move_now": _move_now,
        "cancel_now": _cancel_now,
        "new_address": kalender.new_address,
    }
)

FIELDS: dict[tuple[str, type[Refused], str], str] = (
    frist_forms.FIELDS
    | OWN_FIELDS
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
    """The refusal beside its field, so that the form stays open with all that was typed; None
    when it belongs to no field.
    """
    why = (
        getattr(refused, "why", "") or getattr(refused, "field", "") or getattr(refused, "what", "")
    )
    field = FIELDS.get((callback, type(refused), why)) or FIELDS.get((callback, type(refused), ""))
    return Faults({field: refusals.sentence(refused, state.adopted)}) if field else None


def result(rendered: Rendered, callback: str) -> Show:
    """The modal after it was sent: what stands now."""
    title = {"record": med_forms_words.DONE_TITLE, "views": med_forms_words.DONE_TITLE}.get(
        callback, deadline_forms.SAID_TITLE
    )
    return Show(notice(title=title, rendered=rendered))
