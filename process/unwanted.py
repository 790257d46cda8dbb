"""Why a notice that was written is not sent, as a code for the skip log; `bot.text` has the words."""

from __future__ import annotations

from datetime import date, datetime

from process.facts import NotMine
from process.notices import Notice, NoticeKind
from process.obligations import Obligation, find, responsible
from process.resting import rest_of
from process.state import State
from process.steps import quiet_until


def withheld_until(obligation: Obligation, today: date) -> date | None:
    """The day from which a proposal may be spoken of, when that is still to come: until then nobody is reminded of it."""
    return obligation.proposal.withheld_until(today) if obligation.proposal else None


def why_unwanted(state: State, notice: Notice, now: datetime) -> str:
    """The reason, the weightiest first."""
    if not notice.obligation:
        return "superseded"
    obligation = find(state, notice.obligation)
    if obligation is None:
        row = notice.obligation.partition("/")[0]
        known = state.plan.milestone(row) if state.plan.has_milestone(row) else None
        return "unpublished" if known and known.rolled_from is not None else "gone"
    if obligation.met is not None:
        return "met"
    if obligation.cancelled is not None:
        return "cancelled"
    today = state.plan.calendar.local_day(now)
    if obligation.lapsed_on(today):
        return "lapsed"
    if withheld_until(obligation, today):
        return "embargoed"
    if notice.person not in responsible(state, obligation, today) and notice.kind is not NoticeKind.ESCALATED:
        return "handed_over"
    counted = obligation.record is None and obligation.asked is None and notice.kind is not NoticeKind.UNANSWERED
    if counted and not notice.step.startswith(obligation.due.isoformat()):
        return "moved"
    rest = rest_of(state, obligation.key, notice.person, today)
    if rest is not None:
        return "not_mine" if isinstance(rest.entry.fact, NotMine) else "more_time_asked"
    quiet = quiet_until(state, obligation, notice.person)
    return "snoozed" if quiet and today <= quiet else "superseded"
