"""The feeds as a program of somebody else's reads them over HTTP (vobject): the same uids, days,
hours and titles as the ledger says.
"""

from __future__ import annotations

import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
import vobject

from bot.ical.entry import FeedEntry
from bot.ical.feed import entries
from bot.ical.scopes import parse
from process.dates.when import Day
from process.ledger.entries import Entry
from process.ledger.facts import MilestoneCancelled, MilestoneMoved, PlanAdopted
from process.ledger.state import State
from process.plan.model import Meeting
from process.simulation import Stage
from tests.bot.ical.story import PLAN, at, begin
from tests.bot.web.served import served
from tests.bot.web.world import NOW, PROCESS, World

Seen = tuple[str, date | datetime, date | datetime, str]
SECRET = {
    "omraade:skole_dagtilbud",
    "med:hovedudvalget",
    "udvalg:boerne_ungdomsudvalget",
    "organ:direktion",
    "rolle:head:skole_dagtilbud",
}
MOVED_TO = date(2024, 8, 21)
CANCELLED_DAY = date(2024, 6, 3)

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture
def world() -> World:
    """The Norddjurs plan as adopted, with an address for each kind of scope."""
    made = World()
    made.ledger.play = begin()
    for scope in SECRET:
        made.addresses.add(token(scope), "chef", scope)
    return made


@pytest.fixture
def address(world: World) -> Iterator[str]:
    with served(world.browser.app) as found:
        yield f"http://{found}"


def token(scope: str) -> str:
    return "hemmelig-" + scope.replace(":", "-")


def fetched(address: str, scope: str) -> set[Seen]:
    """What vobject reads at an address."""
    path = f"/offentlig/{PROCESS}.ics" if scope == "offentlig" else f"/kalender/{token(scope)}.ics"
    with urllib.request.urlopen(address + path, timeout=5) as answer:
        calendar = vobject.readOne(answer.read().decode())
    return {
        (e.uid.value, moment(e.dtstart.value), moment(e.dtend.value), e.summary.value)
        for e in calendar.vevent_list
    }


def moment(value: date | datetime) -> date | datetime:
    return value.astimezone(UTC) if isinstance(value, datetime) else value


def told(state: State, scope: str, today: date) -> set[Seen]:
    """What the ledger says."""
    return {seen(entry) for entry in entries(state, parse(scope), today)}


def seen(entry: FeedEntry) -> Seen:
    return entry.uid, moment(entry.start), moment(entry.end), entry.summary


def change(play: Stage) -> tuple[Entry, ...]:
    moved = MilestoneMoved(
        milestone="borgermoede_teknisk_budget", to=Day(day=MOVED_TO), why="Salen er optaget"
    )
    return play.write(
        moved,
        MilestoneCancelled(milestone="borgerkonference_juni", why="Den første var nok"),
        at=at(3, 13),
    )


@pytest.mark.parametrize("scope", ["offentlig", *sorted(SECRET)])
def test_another_program_reads_what_the_ledger_says_before_and_after_changes(
    world: World, address: str, scope: str
) -> None:
    today = world.site.today(world.play.state)
    before = fetched(address, scope)
    assert before == told(world.play.state, scope, today)
    change(world.play)
    after = fetched(address, scope)
    assert after == told(world.play.state, scope, today)
    assert {uid for uid, *_ in before} == {uid for uid, *_ in after}


def test_it_sees_a_moved_event_move_and_a_cancelled_one_read_so_and_go(
    world: World, address: str
) -> None:
    names = [
        f"{key}.{PLAN.key}@{PLAN.uid_host}"
        for key in ("borgermoede_teknisk_budget", "borgerkonference_juni")
    ]
    before = {uid: (start, title) for uid, start, _, title in fetched(address, "offentlig")}
    assert [before[name][0] for name in names] == [date(2024, 8, 14), CANCELLED_DAY]
    change(world.play)
    after = {uid: (start, title) for uid, start, _, title in fetched(address, "offentlig")}
    assert after[names[0]] == (MOVED_TO, before[names[0]][1])
    assert after[names[1]] == (CANCELLED_DAY, f"AFLYST: {before[names[1]][1]}")
    world.now = NOW.replace(month=6, day=3) + timedelta(days=60)
    assert names[1] in {uid for uid, *_ in fetched(address, "offentlig")}
    world.now += timedelta(days=1)
    gone = {uid for uid, *_ in fetched(address, "offentlig")}
    assert names[1] not in gone and names[0] in gone


def test_hours_on_both_sides_of_both_changes_of_summer_time_are_read_right(
    world: World, address: str
) -> None:
    days = [
        date(2024, 3, 29),
        date(2024, 4, 2),
        date(2024, 10, 25),
        date(2024, 10, 28),
        date(2028, 7, 3),
    ]
    meetings = tuple(
        Meeting(key=f"m{n}", when=Day(day=day, start=time(9), end=time(10, 30)))
        for n, day in enumerate(days)
    )
    organs = tuple(
        replace(o, meetings=meetings) if o.key == "direktion" else o for o in PLAN.organs
    )
    world.play.write(PlanAdopted(plan=replace(PLAN, organs=organs), reason="møder"), at=at(3, 13))
    found = sorted(
        start
        for _, start, _, _ in fetched(address, "organ:direktion")
        if isinstance(start, datetime)
    )
    assert [(start.date(), start.hour) for start in found] == [
        (days[0], 8),
        (days[1], 7),
        (days[2], 7),
        (days[3], 8),
        (days[4], 7),
    ]
