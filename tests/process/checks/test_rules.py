"""Each rule fires on what it is for and stays silent on what is well."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, time

import pytest

from process.checks.run import RULES, run_checks
from process.dates.when import Day, NoLater, Relative, Several, Span, Undated
from process.plan.model import (
    Does,
    Meeting,
    OwnerBasis,
    Plan,
    ProgrammeLine,
    Rules,
    Severity,
    Source,
)
from tests.process.checks.small_plans import (
    CALM,
    add,
    changed,
    found,
    meeting,
    on,
    row,
    window,
    without,
)
from tests.process.checks.test_open_rules import TRIED_HERE

HALF = Day(day=date(2024, 6, 5), start=time(9), end=time(11))
MOVED = changed("med", when=window(on(4, 10), on(4, 30), on(5, 30)))
LATE_HU = add(row("status", Does.INFORMATION, on(4, 25), organ="hu"))
EARLY = ProgrammeLine(start=time(10), end=time(9), what="Baglæns")
AWAY = ProgrammeLine(start=time(10), what="En anden dag", day=date(2024, 6, 13))
IN_PLACE = ProgrammeLine(start=time(10), end=time(11), what="I orden", day=date(2024, 6, 12))

PLANNED, MINUTES = Source(document="Tidsplan"), Source(document="Referat")


def at(month: int, day: int, first: int, last: int) -> Day:
    """Some hours of a day of 2024."""
    return Day(day=date(2024, month, day), start=time(first), end=time(last))


DECIDED = changed("direktion", when=at(4, 10, 10, 12))

# rule, the plan it fires on, where, and the plans it is silent on
CASES: list[tuple[str, Plan, list[str], list[Plan]]] = [
    (
        "discussion_after_treatment",
        add(row("sent", Does.DISCUSSION, on(5, 2))),
        ["milestones.sent"],
        [
            add(row("ny", Does.DISCUSSION, on(6, 3), conditional="hvis nye")),
            add(row("andet", Does.DISCUSSION, on(5, 2), track="x")),
            add(
                row("nyt", Does.DISCUSSION, on(5, 2), title="Drøftelse af busdriften"),
                row("bus", Does.DECISION, on(6, 4), title="Busdriften", organ="kb"),
            ),
        ],
    ),
    (
        "discussion_after_treatment",
        changed("med", when=window(on(5, 2), on(4, 30), on(5, 30))),
        ["milestones.med"],
        [add(row("spredt", Does.DISCUSSION, Several(parts=(on(4, 2), on(3, 5)))))],
    ),
    (
        "readings_too_close",
        changed("anden", when=on(9, 30)),
        ["milestones.anden"],
        [changed("anden", when=on(10, 1))],
    ),
    (
        "readings_too_close",
        changed("anden", when=on(10, 22)),
        ["milestones.anden"],
        [changed("anden", when=on(10, 15))],
    ),
    (
        "programme_order",
        changed("direktion", programme=(EARLY,)),
        ["milestones.direktion.programme.0"],
        [],
    ),
    (
        "programme_order",
        meeting("direktion", Meeting(key="m1", when=on(6, 12), programme=(IN_PLACE, AWAY))),
        ["organs.direktion.meetings.m1.programme.1"],
        [meeting("direktion", Meeting(key="m1", when=on(6, 12), programme=(IN_PLACE,)))],
    ),
    (
        "decided_before_discussion",
        without("hu_droefter", plan=MOVED),
        ["milestones.direktion"],
        [without("hu_droefter", "direktion", plan=MOVED), MOVED, without("hu_droefter", "med")],
    ),
    (
        "main_committee_never_discusses",
        without("hu_droefter"),
        ["organs.hu"],
        [changed("hu_droefter", organ=None, with_organs=("hu",))],
    ),
    (
        "main_committee_never_discusses",
        changed("hu_droefter", employees_only=True),
        ["organs.hu"],
        [CALM],
    ),
    (
        "main_committee_meets_politicians",
        without("hu_moeder_kb"),
        ["organs.hu"],
        [changed("hu_moeder_kb", organ="kb", with_organs=("hu",))],
    ),
    (
        "views_miss_dispatch",
        LATE_HU,
        ["milestones.status"],
        [add(row("status", Does.INFORMATION, on(4, 24), organ="hu"))],
    ),
    (
        "material_time",
        MOVED,
        ["milestones.med"],
        [changed("med", when=window(on(4, 3), on(4, 30), on(5, 30)))],
    ),
    (
        "case_deadline",
        MOVED,
        ["milestones.med"],
        [changed("med", when=window(on(4, 4), on(4, 30), on(5, 30)))],
    ),
    (
        "readings_missing",
        without("foerste"),
        ["milestones"],
        [replace(without("foerste", "anden"), rules=replace(CALM.rules, budget_adopted_by=None))],
    ),
    (
        "readings_missing",
        replace(without("foerste"), rules=replace(CALM.rules, budget_adopted_by=None)),
        ["milestones"],
        [],
    ),
    (
        "readings_missing",
        changed("foerste", organ="oeu"),
        ["milestones"],
        [],
    ),
    (
        "readings_too_close",
        add(
            row("oeu_anden", Does.DECISION, on(9, 24), organ="oeu", reading=1),
            plan=changed("foerste", when=on(9, 25)),
        ),
        ["milestones.anden"],
        [
            add(
                row("oeu_foerste", Does.DECISION, on(9, 3), organ="oeu", reading=1),
                row("oeu_anden", Does.DECISION, on(9, 17), organ="oeu", reading=2),
            )
        ],
    ),
    (
        "nothing_planned",
        replace(CALM, milestones=(), organs=()),
        ["milestones"],
        [replace(CALM, milestones=())],
    ),
    (
        "med_told_after_decision",
        add(row("hoerer", Does.INFORMATION, at(4, 10, 14, 16), organ="hu"), plan=DECIDED),
        ["milestones.hoerer"],
        [
            add(row("hoerer", Does.INFORMATION, at(4, 10, 8, 9), organ="hu"), plan=DECIDED),
            add(row("hoerer", Does.INFORMATION, at(4, 11, 13, 14), organ="hu"), plan=DECIDED),
            add(row("hoerer", Does.INFORMATION, at(4, 10, 14, 16), organ="kb"), plan=DECIDED),
        ],
    ),
    (
        "med_told_after_decision",
        add(row("hoerer", Does.INFORMATION, at(4, 11, 8, 9), organ="hu"), plan=DECIDED),
        ["milestones.hoerer"],
        [],
    ),
    (
        "med_told_after_decision",
        add(row("hoerer", Does.INFORMATION, on(4, 10), organ="hu")),
        ["milestones.hoerer"],
        [changed("hu_droefter", when=on(4, 10))],
    ),
    (
        "no_med",
        replace(
            add(row("spar", Does.EVENT, on(6, 3), title="Besparelser")),
            organs=tuple(o for o in CALM.organs if o.key != "hu"),
            milestones=(row("spar", Does.EVENT, on(6, 3), title="Besparelser"),),
        ),
        ["organs"],
        [
            add(row("spar", Does.EVENT, on(6, 3), title="Besparelser")),
            replace(CALM, organs=(), milestones=(row("fest", Does.EVENT, on(6, 3)),)),
        ],
    ),
    (
        "organ_in_two_places",
        add(
            row("en", Does.EVENT, at(6, 3, 9, 12), organ="kb"),
            row("to", Does.EVENT, at(6, 3, 11, 13), organ="kb"),
        ),
        ["milestones.to"],
        [
            add(
                row("en", Does.EVENT, at(6, 3, 9, 12), organ="kb"),
                row("to", Does.EVENT, at(6, 3, 12, 13), organ="kb"),
            ),
            add(
                row("en", Does.EVENT, at(6, 3, 9, 12), organ="kb"),
                row("to", Does.EVENT, at(6, 3, 9, 10), organ="kb"),
            ),
            add(
                row("en", Does.EVENT, at(6, 3, 9, 12), organ="kb"),
                row("to", Does.EVENT, at(6, 3, 11, 13), organ="hu"),
            ),
        ],
    ),
    (
        "one_meeting_two_days",
        add(
            row("en", Does.EVENT, on(6, 3), organ="kb", title="Temamøde", source=(PLANNED,)),
            row("to", Does.EVENT, on(6, 4), organ="kb", title="Temamøde", source=(MINUTES,)),
        ),
        ["milestones.to"],
        [
            add(
                row("en", Does.EVENT, on(6, 3), organ="kb", title="Temamøde", source=(PLANNED,)),
                row("to", Does.EVENT, on(6, 4), organ="kb", title="Temamøde", source=(PLANNED,)),
            ),
            add(
                row("en", Does.EVENT, on(6, 3), organ="kb", title="Temamøde", source=(PLANNED,)),
                row(
                    *("to", Does.EVENT, on(6, 4)),
                    organ="kb",
                    title="Temamøde",
                    source=(MINUTES,),
                    conflicts_with=("en",),
                ),
            ),
        ],
    ),
    (
        "sources_disagree",
        changed("direktion", conflicts_with=("fagudvalg",)),
        ["milestones.direktion"],
        [],
    ),
    (
        "closed_day",
        changed("direktion", when=on(4, 1)),
        ["milestones.direktion"],
        [changed("direktion", when=on(4, 26))],
    ),
    (
        "closed_day",
        changed("direktion", when=on(4, 6)),
        ["milestones.direktion"],
        [changed("direktion", when=on(4, 1), cancelled="aflyst")],
    ),
    (
        "closed_day",
        add(row("halv", Does.EVENT, on(6, 5))),
        ["milestones.halv"],
        [add(row("halv", Does.EVENT, HALF))],
    ),
    (
        "closed_day",
        add(row("tur", Does.EVENT, Span(first=date(2024, 8, 30), last=date(2024, 9, 15)))),
        ["milestones.tur"],
        [
            add(row("tur", Does.EVENT, Span(first=date(2024, 8, 31), last=date(2024, 9, 13)))),
            add(
                row(
                    "hoering",
                    Does.CONSULTATION,
                    Span(first=date(2024, 8, 30), last=date(2024, 9, 15)),
                )
            ),
        ],
    ),
    (
        "day_after_closed",
        changed("hu_droefter", when=on(1, 2)),
        ["milestones.hu_droefter"],
        [add(row("andet", Does.EVENT, on(1, 2), organ="kb"))],
    ),
    (
        "same_day",
        add(row("konference", Does.EVENT, on(6, 12))),
        ["milestones.konference"],
        [
            add(row("frist", Does.DELIVERY, NoLater(day=date(2024, 6, 12)))),
            add(row("aflevering", Does.DELIVERY, on(6, 12))),
            add(row("samme", Does.DECISION, on(6, 12), organ="direktion")),
            add(row("aflyst", Does.EVENT, on(6, 12), cancelled="aflyst")),
        ],
    ),
    (
        "two_meetings_one_day",
        meeting("kb", Meeting(key="a", when=on(3, 19)), Meeting(key="b", when=on(3, 19))),
        ["organs.kb.meetings.b"],
        [
            meeting("andet", Meeting(key="a", when=on(3, 19)), Meeting(key="b", when=on(3, 19))),
            meeting(
                "kb",
                Meeting(key="a", when=on(3, 19)),
                Meeting(key="b", when=on(3, 19), cancelled="aflyst"),
            ),
        ],
    ),
    (
        "owner_not_stated",
        add(row("ukendt", Does.DELIVERY, on(6, 3), owners=(), owner_basis=OwnerBasis.NOT_STATED)),
        ["milestones.ukendt"],
        [add(row("ukendt", Does.EVENT, on(6, 3), owners=(), owner_basis=OwnerBasis.NOT_STATED))],
    ),
    (
        "owner_without_seat",
        add(row("gruppe", Does.DELIVERY, on(6, 3), owners=(), owner_words="Styregruppen")),
        ["milestones.gruppe"],
        [add(row("gruppe", Does.DECISION, on(6, 3), owners=()))],
    ),
    (
        "guessed",
        add(row("gaettet", Does.EVENT, on(6, 3), guessed=("kind",))),
        ["milestones.gaettet"],
        [add(row("x", Does.EVENT, on(6, 3), guessed=("kind",), cancelled="nej"))],
    ),
    (
        "undated",
        add(row("senere", Does.EVENT, Undated(words="senere"))),
        ["milestones.senere"],
        [add(row("x", Does.EVENT, Undated(), cancelled="nej"))],
    ),
    (
        "undated",
        add(row("efter", Does.EVENT, Relative(milestone="med"))),
        ["milestones.efter"],
        [add(row("x", Does.EVENT, Relative(milestone="med", days=5)))],
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


def test_nothing_is_found_in_the_calm_plan() -> None:
    assert run_checks(CALM) == ()


def test_every_rule_is_tried_both_ways_and_named_once() -> None:
    assert {case[0] for case in CASES} | TRIED_HERE == {rule.id for rule in RULES}
    assert len({rule.id for rule in RULES}) == len(RULES)


def test_every_rule_says_what_it_is_for() -> None:
    assert [rule.id for rule in RULES if not (rule.check or rule.check_held).__doc__] == []


def test_a_rule_can_be_switched_off() -> None:
    quiet = replace(LATE_HU, rules=replace(LATE_HU.rules, off=("views_miss_dispatch",)))
    assert (len(run_checks(LATE_HU)), run_checks(quiet)) == (1, ())


def test_a_plan_says_how_seriously_a_rule_is_taken_and_errors_come_first() -> None:
    rules = replace(
        LATE_HU.rules,
        severity=(("undated", Severity.ERROR), ("views_miss_dispatch", Severity.NOTE)),
    )
    plan = replace(
        add(
            row("status", Does.INFORMATION, on(4, 25), organ="hu"),
            row("aaben", Does.EVENT, Undated()),
        ),
        rules=rules,
    )
    assert [(f.rule, f.severity) for f in run_checks(plan)] == [
        ("undated", Severity.ERROR),
        ("views_miss_dispatch", Severity.NOTE),
    ]
    quiet = replace(plan, rules=replace(rules, off=("undated",)))
    assert [f.rule for f in run_checks(quiet)] == ["views_miss_dispatch"]


def test_a_rule_names_the_numbers_it_reckons_with() -> None:
    numbers = {field.name for field in fields(Rules)}
    assert [name for rule in RULES for name in rule.numbers if name not in numbers] == []


def test_only_what_cannot_work_is_an_error() -> None:
    errors = [rule.id for rule in RULES if rule.severity is Severity.ERROR]
    assert errors == [
        "nothing_planned",
        "discussion_after_treatment",
        "readings_too_close",
        "programme_order",
    ]


def test_the_facts_count_saturday_both_ways() -> None:
    facts = dict(found(LATE_HU, "views_miss_dispatch")[0].facts)
    assert (facts["weekday"], facts["working_day"]) == (date(2024, 4, 25), date(2024, 4, 24))


def test_the_numbers_are_the_plans_own() -> None:
    longer = replace(CALM, rules=replace(CALM.rules, material_days=50))
    assert [f.fact("material_days") for f in found(longer, "material_time")] == [50]
    assert found(replace(MOVED, rules=replace(CALM.rules, material_days=5)), "material_time") == []


def test_a_pair_of_sources_is_asked_about_once() -> None:
    both = replace(
        CALM, milestones=tuple(replace(m, conflicts_with=_other(m.key)) for m in CALM.milestones)
    )
    assert [f.path for f in found(both, "sources_disagree")] == ["milestones.direktion"]


def _other(key: str) -> tuple[str, ...]:
    return {"direktion": ("fagudvalg",), "fagudvalg": ("direktion",)}.get(key, ())


def test_two_thousand_rows_of_every_kind_are_checked() -> None:
    kinds = [Does.EVENT, Does.DELIVERY, Does.INFORMATION, Does.DISCUSSION, Does.DECISION]
    many = [row(f"r{n}", kinds[n % 5], on(1 + n % 12, 1 + n % 28), organ="hu") for n in range(2000)]
    assert len(run_checks(add(*many))) > 900
