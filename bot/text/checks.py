"""What a check found, in Danish: the facts and a question, never a verdict. One function for
each rule, named as the rule.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from bot.text.grammar import days_in_line, in_line, upper_first
from process.checks.finding import Finding, Rule
from process.checks.run import RULES, severity_in
from process.dates.danish_grammar import long_day
from process.plan.model import Plan, Rules, Severity

Facts = dict[str, Any]
LEVELS = {"area": "OmrådeMED", "local": "LokalMED"}


def _consultation_too_short(f: Facts) -> str:
    return (
        f"“{f['title']}” varer {f['days']} dage, og planen regner med mindst {f['least']}. "
        "Kan de, der høres, nå at svare?"
    )


def _consultation_ends_closed(f: Facts) -> str:
    return (
        f"“{f['title']}” slutter {long_day(f['day'])}, som er {f['name'] or 'weekend'}. "
        "Skal svarene ikke komme på en arbejdsdag?"
    )


def _consultation_answered_too_late(f: Facts) -> str:
    return (
        f"“{f['title']}” slutter {long_day(f['day'])}, og “{f['decision']}” "
        f"er {long_day(f['decided'])}. "
        "Kan svarene nå at blive læst, før der bliver besluttet?"
    )


def _level_never_asked(f: Facts) -> str:
    committees = "ét udvalg" if f["count"] == 1 else f"{f['count']} udvalg"
    return (
        f"Planen har {committees} på niveauet {LEVELS[f['level']]} (fx {f['organ']}), "
        "men ingen drøftelse, der når dem. Skal de spørges?"
    )


def _tentative(f: Facts) -> str:
    where = f"stedet ({f['place']})" if f["place"] else "stedet"
    what = in_line([*(["datoen"] if f["date"] else []), *([where] if f["place"] else [])])
    return f"“{f['title']}”: {what} er kun forventet. Er det afgjort nu?"


def _not_confirmed(f: Facts) -> str:
    if not f["when"]:
        many = "1 mødedato" if f["count"] == 1 else f"{f['count']} mødedatoer"
        return f"{f['title']}: {many} er overført fra sidste års plan og ikke bekræftet. Passer de?"
    return (
        f"“{f['title']}”: datoen ({f['when']}) er overført fra sidste års plan og ikke bekræftet. "
        "Passer den?"
    )


def _owner_not_held(f: Facts) -> str:
    titles = in_line([f"“{title}”" for title in f["titles"]])
    return (
        f"Ingen sidder på pladsen {f['seat']}, som har {titles}. Ingen bliver mindet om det. "
        "Hvem er det?"
    )


OPEN_SENTENCES: dict[str, Callable[[Facts], str]] = {
    "consultation_too_short": _consultation_too_short,
    "consultation_ends_closed": _consultation_ends_closed,
    "consultation_answered_too_late": _consultation_answered_too_late,
    "level_never_asked": _level_never_asked,
    "tentative": _tentative,
    "not_confirmed": _not_confirmed,
    "owner_not_held": _owner_not_held,
}


SEVERITY = {Severity.ERROR: "fejl", Severity.QUESTION: "spørgsmål", Severity.NOTE: "bemærkning"}

REASONS = {
    "discussion_after_treatment": (
        "En drøftelse skal ligge før den politiske behandling, den hører til."
    ),
    "readings_too_close": (
        "2. behandling af budgettet må ikke komme for hurtigt efter den første eller efter sidste "
        "lovlige dag."
    ),
    "programme_order": (
        "En programlinje skal slutte, efter at den begynder, og ligge på arrangementets egne dage."
    ),
    "decided_before_discussion": "MED skal kunne drøfte sagen, før direktionen har den.",
    "main_committee_never_discusses": (
        "Hovedudvalget skal drøfte et sted i planen; en orientering er ikke en drøftelse."
    ),
    "main_committee_meets_politicians": (
        "Hovedudvalget plejer at mødes med den politiske ledelse om budgettet."
    ),
    "views_miss_dispatch": (
        "Udvalgets synspunkter skal nå med i dagsordenen til den første behandling."
    ),
    "material_time": (
        "Udvalgene skal have tid til at læse materialet og holde deres møde, "
        "før dagsordenen sendes ud."
    ),
    "case_deadline": "Synspunkterne skal nå med, når sagen skal være i sekretariatet.",
    "readings_missing": "Budgettets to behandlinger skal have en dag.",
    "level_never_asked": "Hvert MED-niveau i planen skal nås af en drøftelse.",
    "consultation_too_short": "De, der høres, skal have tid nok til at svare.",
    "consultation_ends_closed": "Sidste dag for høringssvar skal være en arbejdsdag.",
    "consultation_answered_too_late": "Høringssvar skal kunne læses, før der bliver besluttet.",
    "guessed": "En import har gættet noget ud fra rækkens ord, og ingen har set det efter.",
    "sources_disagree": "To kilder siger hver sit om det samme.",
    "closed_day": "Noget ligger på en lukkedag, i en weekend eller på en halv dag.",
    "day_after_closed": (
        "Et MED-udvalg mødes dagen efter en lukkedag og har ingen hel dag at forberede sig i."
    ),
    "same_day": "Flere ting ligger samme dag, og de samme personer skal måske flere steder.",
    "two_meetings_one_day": "Et organ har to møder samme dag.",
    "owner_not_stated": "Der er noget at gøre, men kilden siger ikke, hvem der skal.",
    "owner_without_seat": (
        "Den ansvarlige er nævnt, men ikke som en plads, så ingen bliver mindet om det."
    ),
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
    """What the plan has switched off, takes otherwise than is usual, or reckons with other
    numbers; nothing where it has not.
    """
    if plan.rules.off:
        yield f"Slået fra i planen: {in_line(plan.rules.off)}."
    otherwise = [
        rule
        for rule in RULES
        if severity_in(plan, rule) is not rule.severity and rule.id not in plan.rules.off
    ]
    if otherwise:
        told = [
            f"{rule.id} er {SEVERITY[severity_in(plan, rule)]} (ellers {SEVERITY[rule.severity]})"
            for rule in otherwise
        ]
        yield f"Ændret vægt i planen: {in_line(told)}."
    if numbers := [
        f"{NUMBERS[n]}: {_shown(getattr(plan.rules, n))} (ellers {_shown(getattr(Rules(), n))})"
        for n in _own(plan)
    ]:
        yield f"Planens egne tal: {'; '.join(numbers)}."


def _own(plan: Plan) -> list[str]:
    """The numbers that are not the usual ones; the day the law names has no usual one."""
    usual = Rules()
    return [
        n
        for n in NUMBERS
        if n != "budget_adopted_by" and getattr(plan.rules, n) != getattr(usual, n)
    ]


def _shown(value: object) -> str:
    return long_day(value) if isinstance(value, date) else str(value)


def weight(plan: Plan, rule: Rule) -> str:
    """How seriously the plan takes a check."""
    return "slået fra" if rule.id in plan.rules.off else SEVERITY[severity_in(plan, rule)]


def numbers_of(plan: Plan, rule: Rule) -> str:
    """`14 dage, medlemmerne har materialet · 5 arbejdsdages varsel …`; "" for a
    check that reckons with none.
    """
    values = [(getattr(plan.rules, name), NUMBERS[name]) for name in rule.numbers]
    return upper_first(
        " · ".join(f"{words}: {_shown(value)}" for value, words in values if value is not None)
    )


BASIS = {
    "sums": "regnet ud fra kalenderen",
    "practice": "tallene er andres praksis og står under rules i planen",
    "law": "budgetlovens frister, som planen angiver dem",
    "med": "reglerne om information og drøftelse i MED",
    "source": "kildedokumenterne",
    "seats": "hvem der sidder på pladserne i dag",
    "rolled": "datoer overført fra sidste års plan",
}


def finding_sentence(finding: Finding) -> str:
    """The finding as a person would ask it."""
    return SENTENCES[finding.rule](dict(finding.facts))


def finding_line(finding: Finding, place: str = "") -> str:
    """`fil.yaml:12: Spørgsmål: …`; without a place the path in the plan stands instead."""
    return (
        f"{place or finding.path}: {upper_first(SEVERITY[finding.severity])}: "
        f"{finding_sentence(finding)}"
    )


def finding_block(finding: Finding, place: str, *, width: int) -> str:
    """The same for a screen: the place and the weight above, the sentence below in lines that
    fit, and room before the next.
    """
    lines = textwrap.wrap(
        finding_sentence(finding), width - 2, initial_indent="  ", subsequent_indent="  "
    )
    return "\n".join(
        [f"{place or finding.path}: {upper_first(SEVERITY[finding.severity])}", *lines, ""]
    )


def basis_of(finding: Finding) -> str:
    """Where the rule comes from."""
    return BASIS[next(rule.basis for rule in RULES if rule.id == finding.rule)]


def summary(findings: Sequence[Finding]) -> str:
    """How many of each there are; notes are counted where there are any."""
    counts = Counter(finding.severity for finding in findings)
    notes = counts[Severity.NOTE]
    told = f", {notes} bemærkning{'' if notes == 1 else 'er'}" if notes else ""
    return f"{counts[Severity.ERROR]} fejl, {counts[Severity.QUESTION]} spørgsmål{told}."


def _discussion_after_treatment(f: Facts) -> str:
    return (
        f"“{f['title']}” ligger {f['when']}, men sagen behandles politisk allerede "
        f"{long_day(f['treatment'])}. Kan drøftelsen komme før?"
    )


def _decided_before_discussion(f: Facts) -> str:
    told = (
        f"Hovedudvalget har inden da kun fået status ({_days(f['informed'])}). "
        if f["informed"]
        else ""
    )
    what = in_line([f"“{title}”" for title in f["titles"]])
    return (
        f"{f['organ']} har sagen {f['when']} ({what}), og planens første MED-drøftelse kan "
        "tidligst være "
        f"{long_day(f['discussion'])}. {told}Er der en drøftelse på direktionens niveau, "
        "som planen ikke nævner?"
    )


def _views_miss_dispatch(f: Facts) -> str:
    return (
        f"“{f['title']}” er {f['when']}, og den første politiske behandling kan være "
        f"{long_day(f['treatment'])}. "
        f"Sendes dagsordenen {f['days']} dage før, er det {long_day(f['weekday'])} (lørdag talt "
        f"med) eller {long_day(f['working_day'])} "
        "(uden lørdag). Skal udvalgets synspunkter kunne stå i dagsordenen?"
    )


def _material_time(f: Facts) -> str:
    return (
        f"“{f['title']}”: fra materialet ligger klar {long_day(f['opens'])}, "
        f"til sagen kan behandles {long_day(f['treatment'])}, er der "
        f"{f['working_days']} arbejdsdage. Med {f['material_days']} dage til at læse kan det "
        f"første møde være {long_day(f['earliest'])}, "
        f"med {f['notice_days']} arbejdsdages varsel {long_day(f['by_notice'])}. "
        f"Dagsordenen skal være klar {_either(f)}. "
        "Kan udvalgene nå at mødes?"
    )


def _either(f: Facts) -> str:
    if f["weekday"] == f["working_day"]:
        return long_day(f["weekday"])
    return f"{long_day(f['working_day'])}, eller {long_day(f['weekday'])} hvis lørdag tæller med"


def _case_deadline(f: Facts) -> str:
    return (
        f"“{f['title']}”: skal sagen være i sekretariatet {f['case_days']} arbejdsdage før "
        f"{long_day(f['treatment'])}, er fristen "
        f"{long_day(f['due'])}. Med {f['material_days']} dage til materialet kan et udvalg "
        f"tidligst mødes {long_day(f['earliest'])}. "
        "Hvordan når synspunkterne med?"
    )


def _main_committee_never_discusses(f: Facts) -> str:
    named = f"{f['organ']} mødes" if f["named"] else f"{f['organ']} er ikke nævnt"
    told = f"{f['organ']} orienteres {_days(f['informed'])}" if f["informed"] else named
    return (
        f"{told}; en drøftelse er ikke planlagt. Orientering erstatter ikke en drøftelse. "
        "Skal der være en?"
    )


def _main_committee_meets_politicians(f: Facts) -> str:
    return (
        f"Planen har intet møde mellem {f['organ']} og den politiske ledelse om budgettet. "
        "Er det aftalt et andet sted?"
    )


def _readings_missing(f: Facts) -> str:
    which = in_line([f"{number}. behandling" for number in f["missing"]])
    return (
        f"Planen har ingen dag for {which} af budgettet. Skal 2. "
        f"behandling være senest {long_day(f['last_second'])}, og skal der være "
        f"{f['gap']} dage imellem, kan 1. behandling senest være {long_day(f['last_first'])}. "
        "Hvornår er de?"
    )


def _readings_too_close(f: Facts) -> str:
    if f["gap"]:
        return (
            f"2. behandling er {long_day(f['day'])}, men tidligst {f['gap']} dage efter den "
            f"første er {long_day(f['limit'])}."
        )
    return (
        f"2. behandling er {long_day(f['day'])}, efter sidste lovlige dag {long_day(f['limit'])}."
    )


def _programme_order(f: Facts) -> str:
    return (
        f"I programmet for “{f['title']}” slutter “{f['line']}”, før det begynder, "
        "eller ligger på en anden dag end arrangementet."
    )


def _guessed(f: Facts) -> str:
    values = {
        "kind": f"slagsen ({f['kind']})",
        "organ": f"organet ({f['organ']})",
        "reading": f"behandlingen ({f['reading']}.)",
        "when": f"tidspunktet ({f['when']})",
    }
    what = in_line([values.get(field, field) for field in f["fields"]])
    return (
        f"“{f['title']}”: {what} er gættet ud fra ordene. Passer det? "
        "Ret det, der er forkert, og slet guessed."
    )


def _sources_disagree(f: Facts) -> str:
    one, other = (
        f"“{f[which]}”" + (f" ({f[f'{which}_source']})" if f[f"{which}_source"] else "")
        for which in ("one", "other")
    )
    return f"To kilder siger hver sit: {one} og {other}. Hvad gælder?"


def _closed_day(f: Facts) -> str:
    name = f["name"] or "weekend"
    if f["until"]:
        hour = str(f["until"]).replace(":", ".")
        return (
            f"“{f['title']}” er {long_day(f['day'])}, som er {name}: mange har fri fra kl. "
            f"{hour}. Passer det?"
        )
    return f"“{f['title']}” er {long_day(f['day'])}, som er {name}. Passer det?"


def _day_after_closed(f: Facts) -> str:
    return (
        f"“{f['title']}” er {long_day(f['day'])}, dagen efter {f['name']}. "
        "Kan medlemmerne nå at forberede sig?"
    )


def _same_day(f: Facts) -> str:
    return (
        f"{long_day(f['day']).capitalize()} ligger "
        f"{in_line([f'“{title}”' for title in f['titles']])}. Skal de samme personer flere steder?"
    )


def _two_meetings_one_day(f: Facts) -> str:
    return f"{f['organ']} har {f['count']} møder {long_day(f['day'])}. Er det meningen?"


def _owner_not_stated(f: Facts) -> str:
    return (
        f"Kilden siger ikke, hvem der har ansvaret for “{f['title']}”. "
        "Ingen bliver mindet om det, før nogen er valgt. Hvem er det?"
    )


def _owner_without_seat(f: Facts) -> str:
    return (
        f"“{f['title']}” hører til hos {f['owner'] or 'nogen'}, men ingen plads er valgt, "
        "så ingen bliver mindet om det. Hvem er det?"
    )


def _undated(f: Facts) -> str:
    words = f" (kilden siger: “{f['words']}”)" if f["words"] else ""
    return f"“{f['title']}” har ingen dato{words}. Er den kendt nu?"


def _days(days: Sequence[date]) -> str:
    return days_in_line(days)


SENTENCES: dict[str, Callable[[Facts], str]] = {
    **OPEN_SENTENCES,
    "discussion_after_treatment": _discussion_after_treatment,
    "readings_too_close": _readings_too_close,
    "programme_order": _programme_order,
    "decided_before_discussion": _decided_before_discussion,
    "main_committee_never_discusses": _main_committee_never_discusses,
    "main_committee_meets_politicians": _main_committee_meets_politicians,
    "views_miss_dispatch": _views_miss_dispatch,
    "material_time": _material_time,
    "case_deadline": _case_deadline,
    "readings_missing": _readings_missing,
    "guessed": _guessed,
    "sources_disagree": _sources_disagree,
    "closed_day": _closed_day,
    "day_after_closed": _day_after_closed,
    "same_day": _same_day,
    "two_meetings_one_day": _two_meetings_one_day,
    "owner_not_stated": _owner_not_stated,
    "owner_without_seat": _owner_without_seat,
    "undated": _undated,
}
