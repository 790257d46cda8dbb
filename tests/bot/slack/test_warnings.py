"""`/plan varsler`: what the next thirty days would send, the week's overview and the ladder with
it, and then it is sent just so.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.text.grammar import full, upper_first
from bot.text.log import KINDS
from bot.text.marks import plain
from bot.text.plan import warning_row
from process.deadlines.obligations import find
from process.ledger.entries import SYSTEM, Decision
from process.ledger.facts import PlanAdopted
from process.reminders.notices import NoticeKind
from process.seats import Role
from tests.bot.slack.world import PROCESS, World
from tests.support.cast import PLAN

OWNER = "p-procesejer"
ROLES = {
    OWNER: "Råderumsgruppen",
    "p-direktoer": "direktøren",
    "p-skolechef": "chefen for Skole og Dagtilbud",
    "p-plejechef": "chefen for Sundhed og Omsorg",
    "p-formand": "formanden for LokalMED Eksempelskolen",
    "p-haveleder": "formanden for Personalemødet i Prøvehaven",
    "p-kommunaldirektoer": "formanden for Hovedudvalget",
}


def informed(world: World) -> None:
    plan = replace(PLAN, rules=replace(PLAN.rules, weekly=(Role.DIRECTOR, Role.PROCESS_OWNER)))
    fact = PlanAdopted(plan=plan, reason="Overblik")
    world.context.ledger.decide(
        PROCESS, lambda _: Decision(facts=(fact,)), actor=SYSTEM, at=world.clock.now()
    )


def listed(world: World) -> list[str]:
    """What `/plan varsler` answers the process owner with, without the head: each line
    with the day it stands under.
    """
    world.command(OWNER, "/plan varsler")
    newest = [m for m in world.messages(OWNER) if m.get("is_ephemeral")][-1]
    head, *rest = [str(block["text"]["text"]) for block in newest["blocks"]]
    assert head == "Det bliver sendt til og med søndag den 7. april 2024, hvis intet ændrer sig:"
    found, day = [], ""
    for line in (line for text in rest for line in text.splitlines()):
        if line.startswith("*"):
            day = line.strip("*")
        else:
            found.append(f"{day}: {line.removeprefix('• ')}")
    return found


def let_days_pass(world: World, days: int) -> None:
    """The worker's round every morning, and nobody answers."""
    first = world.clock.now().date()
    for number in range(1, days + 1):
        world.clock.go((first + timedelta(days=number)).isoformat(), "09:00")
        world.deliver()


def really_sent(world: World) -> set[str]:
    """What went out, in the list's own words: a line for each day, person and kind."""
    calendar, found = PLAN.calendar, dict[tuple[datetime, str, NoticeKind], list[str]]()
    for message in world.context.outbox_log.sent(PROCESS):
        for notice in message.notices:
            owed = find(world.state, notice.obligation) if notice.obligation else None
            found.setdefault((message.at, notice.person, notice.kind), []).append(
                owed.title if owed else ""
            )
    rows = {
        (at, warning_row(who=ROLES[person], kind=KINDS[of], what=what))
        for (at, person, of), what in found.items()
    }
    return {
        f"{upper_first(full(calendar.local_day(at)))}: {row.removeprefix('• ')}" for at, row in rows
    }


def test_it_lists_what_the_next_thirty_days_send_with_overview_and_ladder(world: World) -> None:
    informed(world)
    world.clock.go("2024-03-08", "09:00")
    lines = listed(world)

    assert "Mandag den 11. marts 2024: Råderumsgruppen – ugens overblik" in lines
    both = "Råderumsforslag for Sundhed og Omsorg og Råderumsforslag for Skole og Dagtilbud"
    for line in (
        (
            "Onsdag den 13. marts 2024: chefen for Skole og Dagtilbud – påmindelse: "
            "Råderumsforslag for Skole og Dagtilbud"
        ),
        (
            "Tirsdag den 19. marts 2024: chefen for Skole og Dagtilbud – besked om en passeret "
            "frist: "
            "Råderumsforslag for Skole og Dagtilbud"
        ),
        f"Torsdag den 21. marts 2024: direktøren – til orientering: {both}",
        f"Mandag den 25. marts 2024: Råderumsgruppen – til orientering: {both}",
        "Tirsdag den 2. april 2024: direktøren – ugens overblik",
    ):
        assert line in lines, line

    let_days_pass(world, 30)
    assert set(lines) == {plain(line) for line in really_sent(world)}
    assert len(lines) == len(set(lines))


def test_what_is_handed_in_is_no_longer_on_its_way(world: World) -> None:
    informed(world)
    world.clock.go("2024-03-08", "09:00")
    world.command("p-skolechef", "/frist afleveret")
    lines = listed(world)

    assert not any("Skole og Dagtilbud" in line for line in lines)
    assert (
        "Torsdag den 21. marts 2024: direktøren – til orientering: "
        "Råderumsforslag for Sundhed og Omsorg"
    ) in lines


def test_nobody_but_who_keeps_the_process_sees_it(world: World) -> None:
    world.command("p-skolechef", "/plan varsler")
    assert "det kan kun Råderumsgruppen" in world.private("p-skolechef")
