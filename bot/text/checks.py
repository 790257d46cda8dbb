"""What a check found, in Danish: the facts and a question, never a verdict. One function for each
rule, named as the rule; then what each rule is for, and what a plan has changed of them.
"""

from __future__ import annotations

import inspect
import textwrap
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from bot.text.grammar import counted, days_in_line, in_days, in_line, in_working_days, upper_first
from process.checks.finding import Finding, Rule
from process.checks.run import RULES, severity_in
from process.dates.danish_grammar import long_day
from process.plan.model import Plan, Rules, Severity

LEVELS = {"area": "OmrådeMED", "local": "LokalMED"}
SEVERITY = {Severity.ERROR: "fejl", Severity.QUESTION: "spørgsmål", Severity.NOTE: "bemærkning"}


def finding_sentence(finding: Finding) -> str:
    """The finding as a person would ask it, of the facts its sentence wants."""
    say, facts = SENTENCES[finding.rule], dict(finding.facts)
    wanted = inspect.signature(say).parameters
    return say(**{name: facts[name] for name in wanted if name in facts})


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


def summary(findings: Sequence[Finding]) -> str:
    """How many of each there are; notes are counted where there are any."""
    counts = Counter(finding.severity for finding in findings)
    notes = counts[Severity.NOTE]
    told = f", {notes} bemærkning{'' if notes == 1 else 'er'}" if notes else ""
    return f"{counts[Severity.ERROR]} fejl, {counts[Severity.QUESTION]} spørgsmål{told}."


def discussion_after_treatment(*, title: str, when: str, treatment: date) -> str:
    return (
        f"“{title}” ligger {when}, men sagen behandles politisk allerede {long_day(treatment)}. "
        "Kan drøftelsen komme før?"
    )


def readings_too_close(*, day: date, limit: date, gap: int) -> str:
    if gap:
        return (
            f"2. behandling er {long_day(day)}, "
            f"men tidligst {in_days(gap)} efter den første er {long_day(limit)}."
        )
    return f"2. behandling er {long_day(day)}, efter sidste lovlige dag {long_day(limit)}."


def programme_order(*, title: str, line: str) -> str:
    return (
        f"I programmet for “{title}” slutter “{line}”, før det begynder, "
        "eller ligger på en anden dag end arrangementet."
    )


def decided_before_discussion(
    *, organ: str, when: str, titles: Sequence[str], discussion: date, informed: Sequence[date]
) -> str:
    status = f"Hovedudvalget har inden da kun fået status ({days_in_line(informed)}). "
    what = in_line([f"“{title}”" for title in titles])
    return (
        f"{organ} har sagen {when} ({what}), og planens første MED-drøftelse kan tidligst være "
        f"{long_day(discussion)}. {status if informed else ''}"
        "Er der en drøftelse på direktionens niveau, som planen ikke nævner?"
    )


def main_committee_never_discusses(*, organ: str, named: bool, informed: Sequence[date]) -> str:
    meets = "mødes" if named else "er ikke nævnt"
    does = f"orienteres {days_in_line(informed)}" if informed else meets
    return (
        f"{organ} {does}; en drøftelse er ikke planlagt. "
        "Orientering erstatter ikke en drøftelse. Skal der være en?"
    )


def main_committee_meets_politicians(*, organ: str) -> str:
    return (
        f"Planen har intet møde mellem {organ} og den politiske ledelse om budgettet. "
        "Er det aftalt et andet sted?"
    )


def views_miss_dispatch(
    *, title: str, when: str, treatment: date, days: int, weekday: date, working_day: date
) -> str:
    return (
        f"“{title}” er {when}, og den første politiske behandling kan være {long_day(treatment)}. "
        f"Sendes dagsordenen {in_days(days)} før, er det {long_day(weekday)} "
        f"(lørdag talt med) eller {long_day(working_day)} (uden lørdag). "
        "Skal udvalgets synspunkter kunne stå i dagsordenen?"
    )


def material_time(
    *,
    title: str,
    opens: date,
    treatment: date,
    working_days: int,
    material_days: int,
    earliest: date,
    notice_days: int,
    by_notice: date,
    weekday: date,
    working_day: date,
) -> str:
    return (
        f"“{title}”: fra materialet ligger klar {long_day(opens)}, til sagen kan behandles "
        f"{long_day(treatment)}, er der {in_working_days(working_days)}. "
        f"Med {in_days(material_days)} til at læse kan det første møde være "
        f"{long_day(earliest)}, med {counted(notice_days, 'arbejdsdags', 'arbejdsdages')} varsel "
        f"{long_day(by_notice)}. "
        f"Dagsordenen skal være klar {_either(weekday, working_day)}. Kan udvalgene nå at mødes?"
    )


def _either(weekday: date, working_day: date) -> str:
    if weekday == working_day:
        return long_day(weekday)
    return f"{long_day(working_day)}, eller {long_day(weekday)} hvis lørdag tæller med"


def case_deadline(
    *, title: str, case_days: int, treatment: date, due: date, material_days: int, earliest: date
) -> str:
    return (
        f"“{title}”: skal sagen være i sekretariatet {in_working_days(case_days)} "
        f"før {long_day(treatment)}, er fristen {long_day(due)}. "
        f"Med {in_days(material_days)} til materialet kan et udvalg tidligst mødes "
        f"{long_day(earliest)}. Hvordan når synspunkterne med?"
    )


def readings_missing(
    *,
    missing: Sequence[str],
    gap: int,
    last_second: date | None = None,
    last_first: date | None = None,
) -> str:
    which = in_line([f"{number}. behandling" for number in missing])
    head = f"Planen har ingen dag for {which} af budgettet. "
    if last_second is None or last_first is None:
        return (
            f"{head}Der skal være {in_days(gap)} imellem dem; skriv også budget_adopted_by, så den "
            "sidste lovlige dag bliver set efter. Hvornår er de?"
        )
    return (
        f"{head}"
        f"Skal 2. behandling være senest {long_day(last_second)}, og skal der være "
        f"{in_days(gap)} imellem, kan 1. behandling senest være "
        f"{long_day(last_first)}. Hvornår er de?"
    )


def level_never_asked(*, count: int, level: str, organ: str) -> str:
    committees = "ét udvalg" if count == 1 else f"{count} udvalg"
    return (
        f"Planen har {committees} på niveauet {LEVELS[level]} (fx {organ}), "
        "men ingen drøftelse, der når dem. Skal de spørges?"
    )


def consultation_too_short(*, title: str, days: int, least: int) -> str:
    return (
        f"“{title}” varer {in_days(days)}, og planen regner med mindst {least}. "
        "Kan de, der høres, nå at svare?"
    )


def consultation_ends_closed(*, title: str, day: date, name: str) -> str:
    return (
        f"“{title}” slutter {long_day(day)}, og der er lukket ({name}). "
        "Skal svarene ikke komme på en arbejdsdag?"
    )


def consultation_answered_too_late(*, title: str, day: date, decision: str, decided: date) -> str:
    return (
        f"“{title}” slutter {long_day(day)}, og “{decision}” er {long_day(decided)}. "
        "Kan svarene nå at blive læst, før der bliver besluttet?"
    )


def nothing_planned() -> str:
    return "Planen har hverken rækker eller møder. Er det den rigtige fil?"


def med_told_after_decision(*, title: str, when: str, decision: str, decided: str) -> str:
    return (
        f"“{title}” er {when}, efter at “{decision}” er {decided}. "
        "Skal MED ikke høre om det, før der bliver besluttet?"
    )


def no_med(*, title: str) -> str:
    return f"Planen har intet MED-udvalg, men “{title}” kan røre medarbejderne. Hvem drøfter det?"


def organ_in_two_places(*, organ: str, day: date, titles: Sequence[str]) -> str:
    what = in_line([f"“{title}”" for title in titles])
    return f"{organ} har {what} på samme tid {long_day(day)}. Hvor skal de være?"


def one_meeting_two_days(
    *, title: str, day: date, other_day: date, one_source: str, other_source: str
) -> str:
    return (
        f"“{title}” er {long_day(day)} i {one_source} og {long_day(other_day)} i {other_source}. "
        "Hvilken dag gælder?"
    )


def guessed(
    *, title: str, fields: Sequence[str], kind: str, organ: str, reading: int, when: str
) -> str:
    values = {
        "kind": f"slagsen ({kind})",
        "organ": f"organet ({organ})",
        "reading": f"behandlingen ({reading}.)",
        "when": f"tidspunktet ({when})",
    }
    what = in_line([values.get(field, field) for field in fields])
    return (
        f"“{title}”: {what} er gættet ud fra ordene. Passer det? "
        "Ret det, der er forkert, og slet guessed."
    )


def sources_disagree(*, one: str, one_source: str, other: str, other_source: str) -> str:
    first, second = (
        f"“{title}”" + (f" ({source})" if source else "")
        for title, source in ((one, one_source), (other, other_source))
    )
    return f"To kilder siger hver sit: {first} og {second}. Hvad gælder?"


def closed_day(*, title: str, day: date, name: str) -> str:
    return f"“{title}” er {long_day(day)}, og der er lukket ({name}). Passer det?"


def day_after_closed(*, title: str, day: date, name: str) -> str:
    return f"“{title}” er {long_day(day)}, dagen efter {name}. Kan medlemmerne nå at forberede sig?"


def same_day(*, day: date, titles: Sequence[str]) -> str:
    return (
        f"{long_day(day).capitalize()} ligger {in_line([f'“{title}”' for title in titles])}. "
        "Skal de samme personer flere steder?"
    )


def two_meetings_one_day(*, organ: str, count: int, day: date) -> str:
    return f"{organ} har {counted(count, 'møde', 'møder')} {long_day(day)}. Er det meningen?"


def owner_not_stated(*, title: str) -> str:
    return (
        f"Kilden siger ikke, hvem der har ansvaret for “{title}”. "
        "Ingen bliver mindet om det, før nogen er valgt. Hvem er det?"
    )


def owner_without_seat(*, title: str, owner: str) -> str:
    return (
        f"“{title}” hører til hos {owner or 'nogen'}, men ingen plads er valgt, "
        "så ingen bliver mindet om det. Hvem er det?"
    )


def owner_not_held(*, seat: str, titles: Sequence[str]) -> str:
    what = in_line([f"“{title}”" for title in titles])
    return (
        f"Ingen sidder på pladsen {seat}, som har {what}. Ingen bliver mindet om det. Hvem er det?"
    )


def undated(*, title: str, words: str) -> str:
    source = f" (kilden siger: “{words}”)" if words else ""
    return f"“{title}” har ingen dato{source}. Er den kendt nu?"


def tentative(*, title: str, date: int, place: str) -> str:
    where = f"stedet ({place})" if place else "stedet"
    what = in_line([*(["datoen"] if date else []), *([where] if place else [])])
    return f"“{title}”: {what} er kun forventet. Er det afgjort nu?"


def not_confirmed(*, title: str, when: str, count: int) -> str:
    if not title:
        return (
            f"Sidste lovlige dag for 2. behandling ({when}) er overført fra sidste års plan "
            "og ikke bekræftet. Passer den?"
        )
    if not when:
        many = "1 mødedato" if count == 1 else f"{count} mødedatoer"
        return f"{title}: {many} er overført fra sidste års plan og ikke bekræftet. Passer de?"
    return (
        f"“{title}”: datoen ({when}) er overført fra sidste års plan og ikke bekræftet. Passer den?"
    )


SENTENCES: dict[str, Callable[..., str]] = {
    say.__name__: say
    for say in (
        discussion_after_treatment,
        readings_too_close,
        programme_order,
        decided_before_discussion,
        main_committee_never_discusses,
        main_committee_meets_politicians,
        views_miss_dispatch,
        material_time,
        case_deadline,
        readings_missing,
        level_never_asked,
        consultation_too_short,
        consultation_ends_closed,
        consultation_answered_too_late,
        nothing_planned,
        med_told_after_decision,
        no_med,
        organ_in_two_places,
        one_meeting_two_days,
        guessed,
        sources_disagree,
        closed_day,
        day_after_closed,
        same_day,
        two_meetings_one_day,
        owner_not_stated,
        owner_without_seat,
        owner_not_held,
        undated,
        tentative,
        not_confirmed,
    )
}

REASONS = {
    "nothing_planned": "En plan skal have noget i sig.",
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
    "med_told_after_decision": "MED skal høre om en sag, før den er afgjort.",
    "no_med": "En proces med besparelser skal have et MED-udvalg, der kan drøfte dem.",
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
    "organ_in_two_places": "Et organ kan kun være ét sted ad gangen.",
    "one_meeting_two_days": "To dokumenter giver det samme møde to dage.",
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

BASIS = {
    "sums": "regnet ud fra kalenderen",
    "practice": "tallene er andres praksis og står under rules i planen",
    "law": "budgetlovens frister, som planen angiver dem",
    "med": "reglerne om information og drøftelse i MED",
    "source": "kildedokumenterne",
    "seats": "hvem der sidder på pladserne i dag",
    "rolled": "datoer overført fra sidste års plan",
}
"""Where a rule comes from."""

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


def basis_of(finding: Finding) -> str:
    """Where the rule comes from."""
    return BASIS[next(rule.basis for rule in RULES if rule.id == finding.rule)]


def numbers_of(plan: Plan, rule: Rule) -> str:
    """`14 dage, medlemmerne har materialet · 5 arbejdsdages varsel …`; "" for a
    check that reckons with none.
    """
    values = [(getattr(plan.rules, name), NUMBERS[name]) for name in rule.numbers]
    return upper_first(
        " · ".join(f"{words}: {_shown(value)}" for value, words in values if value is not None)
    )


def weight(plan: Plan, rule: Rule) -> str:
    """How seriously the plan takes a check."""
    return "slået fra" if rule.id in plan.rules.off else SEVERITY[severity_in(plan, rule)]


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
