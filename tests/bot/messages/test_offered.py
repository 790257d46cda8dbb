"""Nothing that a message or a list offers is refused, whatever has happened since."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from hypothesis import Phase, given, settings

from bot.messages import owed
from bot.messages.choices import BETWEEN, choice, offered
from bot.messages.message import ROLES_ONLY, Act, Choice, Section
from bot.messages.render import render
from process.acts.allowed import KIND, why_not
from process.channel import Message
from process.ledger.state import State
from process.seats import PersonId
from tests.process.acts.test_allowed import EVERYBODY, furnished
from tests.process.random_year import Dice, Year, dice
from tests.support.cast import small_process

DAY = date(2024, 3, 13)
SCHOOL = "forslag/head:skole"


def refused(
    state: State, person: PersonId, found: tuple[Section, ...], now: datetime
) -> list[Choice]:
    return [
        one
        for section in found
        for one in section.choices
        if one.act in KIND
        and why_not(state, person, one.act, one.value.partition(BETWEEN)[0], now) is not None
    ]


def shown(year: Year, day: date) -> Iterator[tuple[PersonId, tuple[Section, ...]]]:
    """Everybody's list, and the last messages as they are brought up to what stands."""
    for person in EVERYBODY:
        yield person, owed.sections(year.state, person, day, ROLES_ONLY)
    for _, draft, _ in year.sent[-20:]:
        message = Message(key="k", person=draft.person, notices=draft.notices, day=day)
        yield draft.person, render(message, year.state, view=ROLES_ONLY).sections


@settings(max_examples=10, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(dice())
def test_whatever_is_offered_can_be_done(rolled: list[Dice]) -> None:
    year = Year(stage=furnished())
    for number, dealt in enumerate(rolled):
        year.act(dealt)
        year.plan(dealt.at)
        if number % 4 == 0:
            day = year.state.plan.calendar.local_day(dealt.at)
            for person, sections in shown(year, day):
                assert refused(year.state, person, sections, dealt.at) == []


def test_what_would_be_refused_is_left_out_and_links_stay() -> None:
    state = small_process().state
    link = Choice(act=Act.OPEN_LINK, label="Se", value="pdf", url="https://a.invalid")
    acts = (choice(Act.DELIVER, SCHOOL), choice(Act.RECEIVE, SCHOOL), link)
    section = Section(text="x", choices=acts)

    assert offered(state, "p-skolechef", DAY, section).choices == (acts[0], link)
    assert offered(state, "p-procesejer", DAY, section).choices == (acts[1], link)
    assert offered(state, "p-plejechef", DAY, section).choices == (link,)
