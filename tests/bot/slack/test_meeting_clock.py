"""A committee's own meeting says when its chair hears what; and where no meeting lies in time,
the chair, the chef above and the process owner read it at once, until there is one (rules M15).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.slack.blocks import spoken
from process.dates.when import Day
from process.ledger.entries import SYSTEM, Decision
from process.ledger.facts import PlanAdopted, ProposalSubmitted
from process.plan.model import Meeting
from tests.bot.slack.world import PROCESS, World
from tests.support.cast import PLAN, PROPOSALS

CHAIR, CHEF, OWNER = "p-formand", "p-skolechef", "p-procesejer"
WITHOUT = "har intet ordinært møde, hvor R-001 Holddannelse og R-002 kan drøftes inden mandag den"


def with_meetings(*days: date) -> PlanAdopted:
    """The plan with meetings of LokalMED Eksempelskolen; the case deadline is 22 April."""
    meetings = tuple(Meeting(key=f"l{n}", when=Day(day=day)) for n, day in enumerate(days))
    organs = tuple(
        replace(o, meetings=meetings) if o.key == "lmu_skole" else o for o in PLAN.organs
    )
    return PlanAdopted(plan=replace(PLAN, organs=organs), reason="Mødeplanen")


def adopt(world: World, *days: date) -> None:
    fact = with_meetings(*days)
    world.context.ledger.decide(
        PROCESS, lambda _: Decision(facts=(fact,)), actor=SYSTEM, at=world.clock.now()
    )


def told(world: World, person: str, words: str) -> list[str]:
    return [text for text in world.texts(person) if words in text]


@pytest.mark.parametrize(
    ("day", "says"),
    [
        (
            "2024-03-25",
            "Jeres sidste ordinære møde inden da er torsdag den 18. april 2024. "
            "Medlemmerne skal have materialet senest torsdag den 4. april, "
            "og mødet skal være indkaldt senest torsdag den 11. april.",
        ),
        (
            "2024-04-11",
            "Mødet torsdag den 18. april 2024 skal være indkaldt senest torsdag den 11. april, "
            "med sagen på dagsordenen.",
        ),
        (
            "2024-04-19",
            "Jeres møde var torsdag den 18. april. Er sagen drøftet der, så registrér det her.",
        ),
    ],
)
def test_each_step_comes_on_its_day(world: World, day: str, says: str) -> None:
    world.clock.go("2024-03-04")
    adopt(world, date(2024, 2, 8), date(2024, 4, 18), date(2024, 5, 16))
    before = str(PLAN.calendar.shift(date.fromisoformat(day), -1))
    for morning in (before, day):
        world.clock.go(morning)
        world.deliver()
        assert bool(told(world, CHAIR, says)) is (morning == day), world.texts(CHAIR)
    assert told(world, CHEF, WITHOUT) == []


def test_no_meeting_in_time_is_told_at_once_until_there_is_one(world: World) -> None:
    world.clock.go("2024-03-04")
    adopt(world, date(2024, 2, 8), date(2024, 5, 16))
    world.deliver()
    for person, asked in (
        (CHAIR, "Vil du indkalde til et ekstraordinært møde"),
        (CHEF, "Formanden er spurgt"),
        (OWNER, "Formanden er spurgt"),
    ):
        assert told(world, person, WITHOUT), (person, world.texts(person))
        (text,) = told(world, person, WITHOUT)
        assert "22. april 2024" in text and asked in text, (person, text)

    world.clock.go("2024-03-05")
    adopt(world, date(2024, 2, 8), date(2024, 4, 15), date(2024, 5, 16))
    world.deliver()
    for person in (CHAIR, CHEF, OWNER):
        assert told(world, person, WITHOUT) == []
        assert told(world, person, "har nu et møde mandag den 15. april 2024") != []


def test_the_first_word_says_nothing_that_may_not_be_shared_yet(world: World) -> None:
    world.clock.go("2024-03-04")
    adopt(world, date(2024, 4, 18))
    facts = tuple(
        ProposalSubmitted(proposal=replace(p, share_from=date(2024, 4, 11))) for p in PROPOSALS
    )
    world.context.ledger.decide(
        PROCESS, lambda _: Decision(facts=facts), actor=SYSTEM, at=world.clock.now()
    )
    world.clock.go("2024-03-25")
    world.deliver()
    (text,) = told(world, CHAIR, "skal have en sag om råderum til drøftelse")
    assert "må deles fra torsdag den 11. april 2024" in spoken(text)
    assert "senest torsdag den 4. april" in text
    assert "R-001" not in text and "Holddannelse" not in text

    world.clock.go("2024-04-11")
    world.deliver()
    assert told(world, CHAIR, "R-001 Holddannelse") != []
