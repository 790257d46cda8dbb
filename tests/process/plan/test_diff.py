"""What two plans say differently is told row by row, with whom it touches."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.text.plan import NO_DIFFERENCE, difference_lines
from process.dates.when import Day, NoLater, Relative
from process.plan.diff import ChangeKind, difference
from process.plan.model import Meeting, Milestone, Moved, OwnerBasis, Plan, Severity
from process.seats import Seat
from tests.support.cast import PLAN

LATER = NoLater(day=date(2024, 3, 22))


def changed(key: str, plan: Plan = PLAN, **fields: object) -> Plan:
    """The plan with one row changed."""
    rows = tuple(replace(m, **fields) if m.key == key else m for m in plan.milestones)  # type: ignore[arg-type]
    return replace(plan, milestones=rows)


def lines(new: Plan, old: Plan = PLAN) -> list[str]:
    """The difference as people read it."""
    return list(difference_lines(difference(old, new), old, new))


def test_two_plans_that_say_the_same_differ_in_nothing() -> None:
    assert (difference(PLAN, PLAN).empty, lines(PLAN)) == (True, [NO_DIFFERENCE])


def test_a_moved_deadline_names_its_owners_and_calendars() -> None:
    found = difference(PLAN, changed("forslag", when=LATER))
    assert [(c.kind, c.key) for c in found.changes] == [(ChangeKind.MOVED, "forslag")]
    assert found.seats == (Seat.parse("head:skole"), Seat.parse("head:pleje"))
    assert lines(changed("forslag", when=LATER)) == [
        (
            "Flyttet: “Råderumsforslag afleveres” fra mandag den 18. marts til fredag den 22. "
            "marts 2024."
        ),
        "Frister hos: chefen for Skole og Dagtilbud og chefen for Sundhed og Omsorg. "
        "Kalendere, der ændres: Råderumsgruppen og alle chefområder.",
    ]


def test_what_is_cancelled_added_taken_out_or_given_another_owner_is_told() -> None:
    new = Milestone(
        key="ny",
        title="Ny frist",
        kind="delivery",
        when=Day(day=date(2024, 6, 3)),
        owners=("head:pleje",),
        owner_basis=OwnerBasis.STATED,
    )
    plan = changed(
        "udateret",
        owners=("head:skole",),
        owner_basis=OwnerBasis.STATED,
        plan=changed("forslag", cancelled="Udgår"),
    )
    plan = replace(plan, milestones=(*(m for m in plan.milestones if m.key != "status"), new))
    assert lines(plan)[:-1] == [
        "Aflyst: “Råderumsforslag afleveres” (Udgår).",
        "Taget ud: “Status uden ejer” (var torsdag den 29. februar 2024).",
        "Ny ansvarlig: “Sideløbende frist”: ikke angivet → chefen for Skole og Dagtilbud.",
        "Ny: “Ny frist”, mandag den 3. juni 2024.",
    ]


def test_rows_that_change_places_are_told_once() -> None:
    assert difference(PLAN, changed("forslag", when=Day(day=date(2024, 2, 1)))).overtaken == (
        ("Råderumsforslag afleveres", "Status uden ejer"),
    )


def test_rows_passed_are_told_in_the_plans_own_order() -> None:
    passed = tuple(
        Milestone(key=f"m{n}", title=f"Række {n}", kind="delivery", when=Day(day=date(2024, 5, n)))
        for n in range(1, 9)
    )
    plan = replace(PLAN, milestones=(*PLAN.milestones, *passed))
    told = difference(plan, changed("forslag", plan, when=Day(day=date(2024, 6, 3)))).overtaken
    titles = [row.title for row in passed]
    assert [title for pair in told for title in pair if title in titles] == titles


def test_rows_counted_from_a_moved_one_follow() -> None:
    old = replace(
        PLAN,
        milestones=(
            *PLAN.milestones,
            Milestone(
                key="efter", title="Efter", kind="event", when=Relative(milestone="forslag", days=2)
            ),
        ),
    )
    assert [m.key for m in difference(old, changed("forslag", plan=old, when=LATER)).follow] == [
        "efter"
    ]


def test_meetings_are_told_under_their_organ() -> None:
    organs = tuple(
        replace(o, meetings=(Meeting(key="bu1", when=Day(day=date(2024, 5, 7))),))
        if o.key == "bu"
        else o
        for o in PLAN.organs
    )
    assert lines(replace(PLAN, organs=organs))[0] == (
        "Flyttet: “Børne- og Ungdomsudvalget” fra torsdag den 2. maj til tirsdag den 7. maj 2024."
    )


def test_other_fields_and_other_parts_are_named() -> None:
    plan = replace(changed("forslag", note="Ny note"), rules=replace(PLAN.rules, notice_days=9))
    assert lines(plan)[:2] == [
        "Ændret i “Råderumsforslag afleveres”: note.",
        "Ændret i kontrollerne, arbejdsdages varsel for et MED-møde: 5 → 9.",
    ]


def test_a_check_is_named_with_what_became_of_it() -> None:
    severity = (("closed_day", Severity.NOTE),)
    rules = replace(
        PLAN.rules, off=("same_day",), severity=severity, budget_adopted_by=date(2024, 10, 15)
    )
    was = PLAN.rules.budget_adopted_by
    assert was is None
    assert lines(replace(PLAN, rules=rules))[:3] == [
        "Ændret i kontrollerne, sidste dag for 2. behandling: ikke sat → tirsdag den 15. oktober "
        "2024.",
        "Ændret i kontrollerne, slået fra: kommet til: same_day.",
        "Ændret i kontrollerne, vægt: kommet til: closed_day = note.",
    ]


def test_an_earlier_time_written_down_later_is_told() -> None:
    moved = (Moved(was=LATER, why="Påsken"),)
    assert lines(changed("forslag", moved=moved))[0] == (
        "Ændret i “Råderumsforslag afleveres”: tidligere flytninger."
    )
