"""The ladder in words: what is announced to the owner, what those above are told, and what was tried (PEOPLE 3.2, 3.3)."""

from __future__ import annotations

from datetime import date

from bot.text import offers, reminders, rest_words
from bot.text.rendered import Section
from bot.text.roles import named, owner, place
from process.errors import Refused
from process.escalation import Rung, ladder
from process.notices import Notice
from process.obligations import Obligation
from process.plan import OrganKind
from process.seats import Role, Seat
from process.state import State
from process.verbs.deadline import hand_over
from process.when import is_dated

DIRECTOR = "din direktør"


def next_step(state: State, obligation: Obligation, day: date) -> str:
    """The step that is taken if nobody answers, announced before it happens; "" when there is none ahead."""
    for rung in ladder(state, obligation, day):
        last = state.plan.calendar.shift(rung.day, -1)
        if rung.day > day:
            return reminders.announced(last_reply=last, who=_heard_by(state, rung, day)) if last >= day else ""
    return ""


def told(state: State, notice: Notice, obligation: Obligation, day: date) -> str:
    """To the owner, at the moment somebody above hears of it, and what comes after."""
    after = int(notice.because.partition(":")[2] or 0)
    rung = next((r for r in ladder(state, obligation, day) if r.after == after), None)
    who = _heard_by(state, rung, day) if rung else DIRECTOR
    found = (reminders.escalation_told(due=obligation.due, who=who), reminders.told_about(title=obligation.title))
    return " ".join(filter(None, (*found, next_step(state, obligation, day))))


def escalated(state: State, notice: Notice, obligation: Obligation) -> Section:
    """To whoever hears of it: what is late, what was tried, and what can be done."""
    days = state.plan.calendar
    on = days.local_day(notice.due)
    rungs = [rung for rung in ladder(state, obligation, on) if notice.person not in rung.people and rung.day < on]
    text = reminders.escalated(
        title=obligation.title,
        due=obligation.due,
        owner=named(state.plan, obligation.seat),
        written=[days.local_day(at) for at in notice.tried],
        others=[(_above(state, rung, on), rung.day) for rung in rungs],
        treatment=" ".join(filter(None, (_unanswered(state, obligation), treatment(state, obligation.due)))),
    )
    if not _may_hand_over(state, notice, obligation):
        return Section(text=text)
    key, title = obligation.key, obligation.title
    return Section(text=text, choices=(offers.take_it(key=key, title=title), offers.choose_other(key=key, title=title)))


def _unanswered(state: State, obligation: Obligation) -> str:
    """That the owner asked for more time and was not answered, so that the silence is not laid at their door."""
    more = state.standing(obligation.key).more_time
    if more is None or more.granted is not None or not more.asked.seat:
        return ""
    by, on = named(state.plan, Seat.parse(more.asked.seat)), state.plan.calendar.local_day(more.asked.at)
    return rest_words.waits_for_answer(by=by, on=on, owner=owner(state.plan))


def _heard_by(state: State, rung: Rung, day: date) -> str:
    return owner(state.plan) if _keeps(state, rung, day) else DIRECTOR


def _above(state: State, rung: Rung, day: date) -> str:
    return owner(state.plan) if _keeps(state, rung, day) else "direktøren"


def _keeps(state: State, rung: Rung, day: date) -> bool:
    return any(state.is_in(Seat(Role.PROCESS_OWNER, state.process), person, day) for person in rung.people)


def _may_hand_over(state: State, notice: Notice, obligation: Obligation) -> bool:
    """Only what would be carried out is offered."""
    try:
        hand_over(state, by=notice.person, obligation=obligation.key, to=notice.person, at=notice.due)
    except Refused:
        return False
    return True


def treatment(state: State, after: date) -> str:
    """When the executive board takes the proposals up, if the plan says so."""
    for row in state.plan.milestones:
        held = row.organ and state.plan.has_organ(row.organ) and state.plan.organ(row.organ).kind is OrganKind.EXECUTIVE_BOARD
        on = row.when.latest
        if held and row.organ and on and is_dated(row.when) and row.cancelled is None and on > after and "forslag" in row.title:
            return reminders.treated(organ=place(state.plan, row.organ), on=on)
    return ""
