"""What follows from more time, shown before anybody asks for it and before anybody grants it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from bot.text import deadlines
from bot.text.about_ladder import next_step, treatment
from process.obligations import Obligation
from process.state import State
from process.steps import steps


def before_asking(state: State, owed: Obligation, day: date) -> str:
    """Above the form: what waits for it, and what happens to the reminders meanwhile."""
    return " ".join(
        filter(None, (treatment(state, owed.due), deadlines.rests_meanwhile(days=state.plan.rules.rest_days), next_step(state, owed, day)))
    )


def if_granted(state: State, owed: Obligation, until: date, at: datetime) -> str:
    """To the one who answers: how near the new day is to the treatment, and when people next hear of it."""
    days = state.plan.calendar
    later = replace(owed, due=until, rhythm=owed.rhythm)
    coming = (step.day for step in steps(later, days) if step.due(days) > at)
    treated = treatment(state, owed.due)
    late = deadlines.after_treatment() if treated and not treatment(state, until) else ""
    return " ".join(filter(None, (treated, late, deadlines.next_reminder(first=min(coming, default=None)))))
