"""The ladder in words: what is announced to the owner, what those above are told, and what was tried (PEOPLE 3.2, 3.3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.text import offers, reminders, rest_words
from bot.text.rendered import Section
from bot.text.roles import named, owner, place
from process.errors import Refused
from process.escalation import Rung, climbs, ladder
from process.notices import Notice, NoticeKind
from process.obligations import Obligation, responsible
from process.plan import OrganKind
from process.seats import Role, Seat
from process.state import State
from process.steps import steps
from process.verbs.deadline import hand_over
from process.verbs.rights import seat_above
from process.when import is_dated

ABOVE = {Role.DEPUTY: "stedfortræderen", Role.DIRECTOR: "direktøren", Role.HEAD: "chefen"}
YOURS = {Role.DEPUTY: "din stedfortræder", Role.DIRECTOR: "din direktør", Role.HEAD: "din chef"}
"""Who hears of it, to the owner; the group that keeps the process by its name."""


def next_step(state: State, obligation: Obligation, day: date) -> str:
    """The step that is taken if nobody answers, announced before it happens; "" when there is none ahead."""
    for rung in ladder(state, obligation, day):
        last = state.plan.calendar.shift(rung.day, -1)
        if rung.day > day:
            return reminders.announced(last_reply=last, who=_who(state, rung)) if last >= day else ""
    return ""


def ahead(state: State, notice: Notice, obligation: Obligation, day: date) -> str:
    """The same in a message to the owner: in those after the deadline, and in the last one before the step at the latest."""
    first = next((rung for rung in ladder(state, obligation, day) if rung.day > day), None)
    if first is None or not climbs(obligation):
        return ""
    again = any(day < step.day < first.day for step in steps(obligation, state.plan.calendar, told=()))
    late = notice.kind in (NoticeKind.OVERDUE, NoticeKind.ESCALATION_TOLD)
    return next_step(state, obligation, day) if late or not again else ""


def heard_by(state: State, notice: Notice, obligation: Obligation, day: date) -> str:
    """Who heard of it on the rung a notice to the owner is about."""
    rung = _rung(state, notice, obligation, day)
    return _who(state, rung) if rung else YOURS[Role.HEAD if obligation.committee else Role.DIRECTOR]


def _rung(state: State, notice: Notice, obligation: Obligation, day: date) -> Rung | None:
    why, _, after = notice.because.partition(":")
    found = ladder(state, obligation, day) if why == "escalated" else ()
    return next((rung for rung in found if rung.after == int(after or 0)), None)


def told(state: State, notice: Notice, obligation: Obligation, day: date) -> str:
    """To the owner, at the moment somebody above hears of it, and what comes after."""
    who = heard_by(state, notice, obligation, day)
    found = (reminders.escalation_told(due=obligation.due, who=who), reminders.told_about(title=obligation.title))
    return " ".join(filter(None, (*found, next_step(state, obligation, day))))


def escalated(state: State, notice: Notice, obligation: Obligation) -> Section:
    """To whoever hears of it: what is late, what was tried, and what can be done."""
    days = state.plan.calendar
    on = days.local_day(notice.due)
    rungs = [rung for rung in ladder(state, obligation, on) if notice.person not in rung.people and rung.day < on]
    key, title = obligation.key, obligation.title
    deputy = seat_above(state, notice.person, obligation, on) == Seat(Role.DEPUTY, obligation.seat.place)
    text = reminders.escalated(
        title=obligation.title,
        due=obligation.due,
        owner=_owner(state, obligation, on),
        written=[days.local_day(at) for at in notice.tried],
        others=[(ABOVE.get(rung.seat.role) or owner(state.plan), rung.day) for rung in rungs],
        treatment=" ".join(filter(None, (_unanswered(state, obligation), treatment(state, obligation.due)))),
        deputy=deputy,
    )
    if not _may_hand_over(state, notice, obligation):
        return Section(text=text)
    done = (replace(offers.deliver(key=key, title=title), first=False),) if deputy else ()
    return Section(text=text, choices=(offers.take_it(key=key, title=title), *done, offers.choose_other(key=key, title=title)))


def _unanswered(state: State, obligation: Obligation) -> str:
    """That the owner asked for more time and was not answered, so that the silence is not laid at their door."""
    more = state.standing(obligation.key).more_time
    if more is None or more.granted is not None or not more.asked.seat:
        return ""
    by, on = named(state.plan, Seat.parse(more.asked.seat)), state.plan.calendar.local_day(more.asked.at)
    return rest_words.waits_for_answer(by=by, on=on, owner=owner(state.plan))


def _who(state: State, rung: Rung) -> str:
    return YOURS.get(rung.seat.role) or owner(state.plan)


def _owner(state: State, obligation: Obligation, day: date) -> str:
    """Who was written to: the seat, or whoever has it in hand in its place."""
    seat = named(state.plan, obligation.seat)
    here = any(state.is_in(obligation.seat, person, day) for person in responsible(state, obligation, day))
    return seat if here else f"den, der har opgaven i stedet for {seat}"


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
