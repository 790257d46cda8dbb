"""The rules about consultations, levels, and what nobody has settled: each fires on what it is for
and is silent on what is well.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from process.checks.run import RULES, run_checks
from process.dates.when import Day, NoLater, Span
from process.plan.model import Does, Level, Meeting, Organ, OrganKind, Plan
from process.seats import Role, Seat
from tests.process.checks.small_plans import CALM, add, changed, found, meeting, on, row, window

LOCAL = Organ(key="lmu", name="LokalMED", kind=OrganKind.MED_COMMITTEE, level=Level.LOCAL)
WITH_LOCAL = replace(CALM, organs=(*CALM.organs, LOCAL))
ASKED = replace(
    WITH_LOCAL,
    milestones=tuple(
        replace(m, owners=("chair:*",)) if m.key == "med" else m for m in CALM.milestones
    ),
)
LAST_YEAR = Day(day=date(2023, 4, 12))


def hearing(first: Day, last: Day) -> Plan:
    """The calm plan with a consultation."""
    return add(row("hoering", Does.CONSULTATION, Span(first=first.day, last=last.day)))


def answered_by(day: str) -> Plan:
    """The calm plan with a consultation that names its deadline in its title."""
    title = f"Katalog sendes i høring med frist for svar {day}"
    return add(row("hoering", Does.CONSULTATION, on(8, 19), title=title))


CASES: list[tuple[str, Plan, list[str], list[Plan]]] = [
    (
        "consultation_too_short",
        answered_by("den 26. august"),
        ["milestones.hoering"],
        [answered_by("den 2. september")],
    ),
    (
        "consultation_ends_closed",
        answered_by("7/9"),
        ["milestones.hoering"],
        [answered_by("fredag den 6. september")],
    ),
    (
        "consultation_answered_too_late",
        answered_by("10. september"),
        ["milestones.hoering"],
        [answered_by("6. september")],
    ),
    (
        "consultation_too_short",
        add(row("hoering", Does.CONSULTATION, on(8, 19))),
        ["milestones.hoering"],
        [add(row("hoering", Does.CONSULTATION, NoLater(day=on(8, 19).day)))],
    ),
    (
        "consultation_too_short",
        hearing(on(8, 19), on(8, 26)),
        ["milestones.hoering"],
        [hearing(on(8, 19), on(9, 2))],
    ),
    (
        "consultation_ends_closed",
        hearing(on(8, 19), on(9, 7)),
        ["milestones.hoering"],
        [hearing(on(8, 19), on(9, 6))],
    ),
    (
        "consultation_answered_too_late",
        hearing(on(8, 19), on(9, 10)),
        ["milestones.hoering"],
        [hearing(on(8, 19), on(9, 6))],
    ),
    (
        "consultation_answered_too_late",
        hearing(on(8, 19), on(9, 9)),
        ["milestones.hoering"],
        [hearing(on(9, 11), on(9, 27))],
    ),
    ("level_never_asked", WITH_LOCAL, ["organs.lmu"], [ASKED]),
    (
        "tentative",
        changed("direktion", tentative=True),
        ["milestones.direktion"],
        [changed("direktion", tentative=True, cancelled="aflyst")],
    ),
    (
        "tentative",
        changed("direktion", place="Salen", place_tentative=True),
        ["milestones.direktion"],
        [changed("direktion", place="Salen")],
    ),
    ("not_confirmed", changed("direktion", rolled_from=LAST_YEAR), ["milestones.direktion"], []),
    (
        "not_confirmed",
        meeting(
            "direktion",
            *(Meeting(key=f"m{n}", when=on(6, 10 + n), rolled_from=LAST_YEAR) for n in range(3)),
        ),
        ["organs.direktion"],
        [
            meeting(
                "direktion",
                Meeting(key="m1", when=on(6, 12), rolled_from=LAST_YEAR, cancelled="aflyst"),
            )
        ],
    ),
]


@pytest.mark.parametrize(
    ("rule", "plan", "paths"),
    [case[:3] for case in CASES],
    ids=[f"{case[0]} {case[2][0]}" for case in CASES],
)
def test_a_rule_fires_on_what_it_is_for(rule: str, plan: Plan, paths: list[str]) -> None:
    assert [finding.path for finding in found(plan, rule)] == paths


@pytest.mark.parametrize(
    ("rule", "plan"), [(rule, plan) for rule, _, _, silent in CASES for plan in [CALM, *silent]]
)
def test_a_rule_is_silent_on_what_is_well(rule: str, plan: Plan) -> None:
    assert found(plan, rule) == []


def test_an_owner_nobody_holds_is_asked_about_once_for_each_seat() -> None:
    plan = add(row("a", Does.DELIVERY, on(6, 3)), row("b", Does.DELIVERY, on(6, 4)))
    (finding,) = [f for f in run_checks(plan, held=frozenset()) if f.rule == "owner_not_held"]
    assert (finding.path, finding.fact("seat")) == ("milestones.hu_droefter", "head:skole")
    titles = finding.fact("titles")
    assert isinstance(titles, tuple) and {"A", "B"} <= set(titles)


def test_an_owner_who_is_there_or_is_not_known_is_not_asked_about() -> None:
    held = frozenset({Seat(Role.HEAD, "skole")})
    assert [
        f for f in (*run_checks(CALM, held=held), *run_checks(CALM)) if f.rule == "owner_not_held"
    ] == []


def test_the_numbers_are_the_plans_own() -> None:
    patient = replace(hearing(on(8, 19), on(8, 26)), rules=replace(CALM.rules, consultation_days=7))
    assert found(patient, "consultation_too_short") == []
    slow = changed("med", when=window(on(4, 2), on(4, 30), on(5, 30)))
    assert found(slow, "material_time") == []
    assert [
        f.path
        for f in found(replace(slow, rules=replace(slow.rules, minutes_days=5)), "material_time")
    ] == ["milestones.med"]


TRIED_HERE = {case[0] for case in CASES} | {"owner_not_held"}


def test_every_rule_here_is_in_the_table() -> None:
    assert {rule.id for rule in RULES} >= TRIED_HERE
