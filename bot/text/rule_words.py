"""The checks of a plan in Danish: what each asks, the numbers it reckons with, and what a plan has changed of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.text.dates import in_line
from bot.text.grammar import upper_first
from process.checks import RULES, Rule, Severity, severity_in
from process.danish_when import long_day
from process.plan import Plan, Rules

SEVERITY = {Severity.ERROR: "fejl", Severity.QUESTION: "spørgsmål", Severity.NOTE: "bemærkning"}

REASONS = {
    "discussion_after_treatment": "En drøftelse skal ligge før den politiske behandling, den hører til.",
    "readings_too_close": "2. behandling af budgettet må ikke komme for hurtigt efter den første eller efter sidste lovlige dag.",
    "programme_order": "En programlinje skal slutte, efter at den begynder, og ligge på arrangementets egne dage.",
    "decided_before_discussion": "MED skal kunne drøfte sagen, før direktionen har den.",
    "main_committee_never_discusses": "Hovedudvalget skal drøfte et sted i planen; en orientering er ikke en drøftelse.",
    "main_committee_meets_politicians": "Hovedudvalget plejer at mødes med den politiske ledelse om budgettet.",
    "views_miss_dispatch": "Udvalgets synspunkter skal nå med i dagsordenen til den første behandling.",
    "material_time": "Udvalgene skal have tid til at læse materialet og holde deres møde, før dagsordenen sendes ud.",
    "case_deadline": "Synspunkterne skal nå med, når sagen skal være i sekretariatet.",
    "readings_missing": "Budgettets to behandlinger skal have en dag.",
    "level_never_asked": "Hvert MED-niveau i planen skal nås af en drøftelse.",
    "consultation_too_short": "De, der høres, skal have tid nok til at svare.",
    "consultation_ends_closed": "Sidste dag for høringssvar skal være en arbejdsdag.",
    "consultation_answered_too_late": "Høringssvar skal kunne læses, før der bliver besluttet.",
    "sources_disagree": "To kilder siger hver sit om det samme.",
    "closed_day": "Noget ligger på en lukkedag, i en weekend eller på en halv dag.",
    "day_after_closed": "Et MED-udvalg mødes dagen efter en lukkedag og har ingen hel dag at forberede sig i.",
    "same_day": "Flere ting ligger samme dag, og de samme personer skal måske flere steder.",
    "two_meetings_one_day": "Et organ har to møder samme dag.",
    "owner_not_stated": "Der er noget at gøre, men kilden siger ikke, hvem der skal.",
    "owner_without_seat": "Den ansvarlige er nævnt, men ikke som en plads, så ingen bliver mindet om det.",
    "owner_not_held": "Pladsen skal aflevere noget, og ingen sidder på den.",
    "undated": "Rækken har ingen dato.",
    "tentative": "Datoen eller stedet er kun forventet.",
    "not_confirmed": "Datoen er overført fra sidste års plan og ikke bekræftet.",
}
"""What each check is for, in a sentence."""

NUMBERS = {
    "dispatch_days": "dage før mødet, dagsordenen sendes ud",
    "dispatch_counting": "måden, de dage tælles på",
    "case_days": "arbejdsdage før mødet, sagen skal være i sekretariatet",
    "notice_days": "arbejdsdages varsel for et MED-møde",
    "material_days": "dage, medlemmerne har materialet",
    "minutes_days": "arbejdsdage til at blive enige om referatet",
    "narrow_days": "mulige mødedage, før der spørges",
    "consultation_days": "dage, en høring mindst varer",
    "budget_adopted_by": "sidste dag for 2. behandling",
    "reading_gap_days": "dage mellem 1. og 2. behandling",
}
"""The numbers the checks reckon with."""


def changed_rules(plan: Plan) -> Iterator[str]:
    """What the plan has switched off, takes otherwise than is usual, or reckons with other numbers; nothing where it has not."""
    if plan.rules.off:
        yield f"Slået fra i planen: {in_line(plan.rules.off)}."
    otherwise = [rule for rule in RULES if severity_in(plan, rule) is not rule.severity and rule.id not in plan.rules.off]
    if otherwise:
        told = [f"{rule.id} er {SEVERITY[severity_in(plan, rule)]} (ellers {SEVERITY[rule.severity]})" for rule in otherwise]
        yield f"Ændret vægt i planen: {in_line(told)}."
    if numbers := [f"{NUMBERS[n]}: {_shown(getattr(plan.rules, n))} (ellers {_shown(getattr(Rules(), n))})" for n in _own(plan)]:
        yield f"Planens egne tal: {'; '.join(numbers)}."


def _own(plan: Plan) -> list[str]:
    """The numbers that are not the usual ones; the day the law names has no usual one."""
    usual = Rules()
    return [n for n in NUMBERS if n != "budget_adopted_by" and getattr(plan.rules, n) != getattr(usual, n)]


def _shown(value: object) -> str:
    return long_day(value) if isinstance(value, date) else str(value)


def weight(plan: Plan, rule: Rule) -> str:
    """How seriously the plan takes a check."""
    return "slået fra" if rule.id in plan.rules.off else SEVERITY[severity_in(plan, rule)]


def numbers_of(plan: Plan, rule: Rule) -> str:
    """`14 dage, medlemmerne har materialet · 5 arbejdsdages varsel …`; "" for a check that reckons with none."""
    values = [(getattr(plan.rules, name), NUMBERS[name]) for name in rule.numbers]
    return upper_first(" · ".join(f"{words}: {_shown(value)}" for value, words in values if value is not None))
