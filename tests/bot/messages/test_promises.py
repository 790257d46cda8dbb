"""What a receipt promises is what comes: for every answer, rhythm and day, the day it names is the
day of the next message, and nobody hears of it before.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from bot.messages.deadlines import section
from bot.messages.message import ROLES_ONLY
from bot.messages.owed import section as owed_section
from bot.text.grammar import day as day_words
from process.acts import deadlines
from process.deadlines.obligations import find
from process.errors import Refused
from process.ledger.entries import Decision
from process.ledger.state import State
from process.plan.model import Rhythm
from process.reminders.due import due_notices
from process.reminders.notices import NoticeKind
from process.seats import PersonId
from process.simulation import Stage
from tests.support.cast import PLAN, at, small_process

SCHOOL, CHEF, OWNER = "forslag/head:skole", "p-skolechef", "p-procesejer"
RHYTHMS = {
    "planens": PLAN.kinds[0].rhythm,
    "kun før": Rhythm(remind=(5, 1)),
    "kun efter": Rhythm(nag_every=1, nags=5, escalate_after=2),
    "tæt": Rhythm(remind=(10, 5, 3, 2, 1, 0), nag_every=1, nags=9, escalate_after=1),
    "sen": Rhythm(remind=(1,), nag_every=7, nags=2, escalate_after=8),
    "ingen": Rhythm(),
}
FIRST, LAST = date(2024, 3, 4), date(2024, 4, 5)
AGAIN = re.compile(r"[Dd]u hører (?:først )?om .+? igen (\w+ den \d+\. \w+)")
ABOVE = re.compile(r"Hører vi ikke fra dig senest (\w+ den \d+\. \w+), får (?:din|jeres) \w+")
NO_MORE = "Du hører ikke mere om den frist, så længe opgaven ligger der."


def begin(rhythm: Rhythm) -> Stage:
    kinds = tuple(replace(k, rhythm=rhythm) if k.key == "delivery" else k for k in PLAN.kinds)
    return small_process(replace(PLAN, kinds=kinds))


def answers(today: date) -> Iterator[tuple[str, Callable[..., Decision], dict[str, Any]]]:
    """Everything the owner could answer."""
    for until in (today + timedelta(days=n) for n in (1, 2, 3, 5, 8, 13)):
        yield "udsat", deadlines.snooze, {"until": until}
        yield "mere tid", deadlines.ask_more_time, {"until": until}
    yield "ikke min", deadlines.not_mine, {}
    for last in (None, today, today + timedelta(days=4)):
        yield "givet videre", deadlines.hand_over, {"to": OWNER, "until": last}


def next_heard(state: State, person: PersonId, now: datetime) -> date | None:
    """The first later day on which the person gets a message about it, if nobody does anything."""
    days = state.plan.calendar
    before = {n.key for n in due_notices(state, now)}
    on = days.local_day(now) + timedelta(days=1)
    while on <= LAST + timedelta(days=40):
        if days.delivers_on(on):
            found = due_notices(state, days.delivery_on(on))
            mine = (n for n in found if n.person == person and n.obligation == SCHOOL)
            if any(n.key not in before for n in mine):
                return on
        on += timedelta(days=1)
    return None


def heard_above(state: State, now: datetime) -> date | None:
    """The first later day on which somebody above hears of it."""
    days = state.plan.calendar
    on = days.local_day(now) + timedelta(days=1)
    while on <= LAST + timedelta(days=40):
        if days.delivers_on(on) and any(
            n.kind is NoticeKind.ESCALATED and n.obligation == SCHOOL
            for n in due_notices(state, days.delivery_on(on))
        ):
            return on
        on += timedelta(days=1)
    return None


@pytest.mark.parametrize("name", RHYTHMS)
def test_what_a_receipt_promises_is_what_comes(name: str) -> None:
    told, on = Counter[str](), FIRST
    while on <= LAST:
        now = datetime.combine(on, time(8, 30), at(on.isoformat()).tzinfo)
        stage = begin(RHYTHMS[name])
        for what, verb, words in answers(on):
            try:
                said = verb(stage.state, by=CHEF, obligation=SCHOOL, at=now, **words)
            except Refused:
                continue
            after = Stage(stage.state)
            after.write(*said.facts, at=now, actor=CHEF, seat=said.seat)
            told += says_what_comes(after.state, what, CHEF, now)
        told += reminded(stage.state, on)
        on += timedelta(days=1)
    expected = {"udsat", "mere tid", "ikke min", "givet videre"}
    climbs = RHYTHMS[name].escalate_after is not None
    assert {what for what in told if told[what]} == expected | ({"mindet"} if climbs else set())


def reminded(state: State, on: date) -> Counter[str]:
    """The words of that morning's message to whoever says nothing."""
    if not state.plan.calendar.delivers_on(on):
        return Counter()
    now, owed = state.plan.calendar.delivery_on(on), find(state, SCHOOL)
    assert owed is not None
    found = [
        section(state, notice, owed, on, ROLES_ONLY).text
        for notice in due_notices(state, now)
        if (notice.person, notice.obligation, notice.due) == (CHEF, SCHOOL, now)
    ]
    above = [said[1] for text in found if (said := ABOVE.search(text))]
    for last in above:
        up = heard_above(state, now)
        assert up is not None and day_words(state.plan.calendar.shift(up, -1)) == last, (on, found)
    return Counter({"mindet": len(above)})


def says_what_comes(state: State, what: str, person: PersonId, now: datetime) -> Counter[str]:
    today = state.plan.calendar.local_day(now)
    text = owed_section(state, find(state, SCHOOL), person, today, ROLES_ONLY).text
    comes = next_heard(state, person, now)
    again, above = AGAIN.search(text), ABOVE.search(text)
    where = (what, today.isoformat(), text)
    if again:
        assert comes is not None and day_words(comes) == again[1], (*where, comes)
    if above:
        up = heard_above(state, now)
        assert up is not None, where
        assert day_words(state.plan.calendar.shift(up, -1)) == above[1], (*where, up)
    if NO_MORE in text:
        handed = state.history_of(SCHOOL).handed
        assert handed is not None
        assert comes is None or (handed.until is not None and comes > handed.until), (*where, comes)
    return Counter([what] if again or NO_MORE in text else [])
