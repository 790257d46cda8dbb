"""What a check found, in Danish: the facts and a question, never a verdict. One function for each rule, named as the rule."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from bot.text import findings_open
from bot.text.dates import days_in_line, in_line
from bot.text.grammar import upper_first
from bot.text.rule_words import SEVERITY
from process.checks import Finding, Severity
from process.checks.table import RULES
from process.danish_when import long_day

BASIS = {
    "sums": "regnet ud fra kalenderen",
    "practice": "tallene er andres praksis og står under rules i planen",
    "law": "budgetlovens frister, som planen angiver dem",
    "med": "reglerne om information og drøftelse i MED",
    "source": "kildedokumenterne",
    "seats": "hvem der sidder på pladserne i dag",
    "rolled": "datoer overført fra sidste års plan",
}
Facts = dict[str, Any]


def finding_sentence(finding: Finding) -> str:
    """The finding as a person would ask it."""
    return SENTENCES[finding.rule](dict(finding.facts))


def finding_line(finding: Finding, place: str = "") -> str:
    """`fil.yaml:12: Spørgsmål: …`; without a place the path in the plan stands instead."""
    return f"{place or finding.path}: {upper_first(SEVERITY[finding.severity])}: {finding_sentence(finding)}"


def finding_block(finding: Finding, place: str, *, width: int) -> str:
    """The same for a screen: the place and the weight above, the sentence below in lines that fit, and room before the next."""
    lines = textwrap.wrap(finding_sentence(finding), width - 2, initial_indent="  ", subsequent_indent="  ")
    return "\n".join([f"{place or finding.path}: {upper_first(SEVERITY[finding.severity])}", *lines, ""])


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
    return f"“{f['title']}” ligger {f['when']}, men sagen behandles politisk allerede {long_day(f['treatment'])}. Kan drøftelsen komme før?"


def _decided_before_discussion(f: Facts) -> str:
    told = f"Hovedudvalget har inden da kun fået status ({_days(f['informed'])}). " if f["informed"] else ""
    what = in_line([f"“{title}”" for title in f["titles"]])
    return (
        f"{f['organ']} har sagen {f['when']} ({what}), og planens første MED-drøftelse kan tidligst være "
        f"{long_day(f['discussion'])}. {told}Er der en drøftelse på direktionens niveau, som planen ikke nævner?"
    )


def _views_miss_dispatch(f: Facts) -> str:
    return (
        f"“{f['title']}” er {f['when']}, og den første politiske behandling kan være {long_day(f['treatment'])}. "
        f"Sendes dagsordenen {f['days']} dage før, er det {long_day(f['weekday'])} (lørdag talt med) eller {long_day(f['working_day'])} "
        "(uden lørdag). Skal udvalgets synspunkter kunne stå i dagsordenen?"
    )


def _material_time(f: Facts) -> str:
    return (
        f"“{f['title']}”: fra materialet ligger klar {long_day(f['opens'])}, til sagen kan behandles {long_day(f['treatment'])}, er der "
        f"{f['working_days']} arbejdsdage. Med {f['material_days']} dage til at læse kan det første møde være {long_day(f['earliest'])}, "
        f"med {f['notice_days']} arbejdsdages varsel {long_day(f['by_notice'])}. Dagsordenen skal være klar {_either(f)}. "
        "Kan udvalgene nå at mødes?"
    )


def _either(f: Facts) -> str:
    if f["weekday"] == f["working_day"]:
        return long_day(f["weekday"])
    return f"{long_day(f['working_day'])}, eller {long_day(f['weekday'])} hvis lørdag tæller med"


def _case_deadline(f: Facts) -> str:
    return (
        f"“{f['title']}”: skal sagen være i sekretariatet {f['case_days']} arbejdsdage før {long_day(f['treatment'])}, er fristen "
        f"{long_day(f['due'])}. Med {f['material_days']} dage til materialet kan et udvalg tidligst mødes {long_day(f['earliest'])}. "
        "Hvordan når synspunkterne med?"
    )


def _main_committee_never_discusses(f: Facts) -> str:
    named = f"{f['organ']} mødes" if f["named"] else f"{f['organ']} er ikke nævnt"
    told = f"{f['organ']} orienteres {_days(f['informed'])}" if f["informed"] else named
    return f"{told}; en drøftelse er ikke planlagt. Orientering erstatter ikke en drøftelse. Skal der være en?"


def _main_committee_meets_politicians(f: Facts) -> str:
    return f"Planen har intet møde mellem {f['organ']} og den politiske ledelse om budgettet. Er det aftalt et andet sted?"


def _readings_missing(f: Facts) -> str:
    which = in_line([f"{number}. behandling" for number in f["missing"]])
    return (
        f"Planen har ingen dag for {which} af budgettet. Skal 2. behandling være senest {long_day(f['last_second'])}, og skal der være "
        f"{f['gap']} dage imellem, kan 1. behandling senest være {long_day(f['last_first'])}. Hvornår er de?"
    )


def _readings_too_close(f: Facts) -> str:
    if f["gap"]:
        return f"2. behandling er {long_day(f['day'])}, men tidligst {f['gap']} dage efter den første er {long_day(f['limit'])}."
    return f"2. behandling er {long_day(f['day'])}, efter sidste lovlige dag {long_day(f['limit'])}."


def _programme_order(f: Facts) -> str:
    return f"I programmet for “{f['title']}” slutter “{f['line']}”, før det begynder, eller ligger på en anden dag end arrangementet."


def _sources_disagree(f: Facts) -> str:
    return f"To kilder siger hver sit: “{f['one']}” ({f['one_source']}) og “{f['other']}” ({f['other_source']}). Hvad gælder?"


def _closed_day(f: Facts) -> str:
    name = f["name"] or "weekend"
    if f["until"]:
        hour = str(f["until"]).replace(":", ".")
        return f"“{f['title']}” er {long_day(f['day'])}, som er {name}: mange har fri fra kl. {hour}. Passer det?"
    return f"“{f['title']}” er {long_day(f['day'])}, som er {name}. Passer det?"


def _day_after_closed(f: Facts) -> str:
    return f"“{f['title']}” er {long_day(f['day'])}, dagen efter {f['name']}. Kan medlemmerne nå at forberede sig?"


def _same_day(f: Facts) -> str:
    return (
        f"{long_day(f['day']).capitalize()} ligger {in_line([f'“{title}”' for title in f['titles']])}. Skal de samme personer flere steder?"
    )


def _two_meetings_one_day(f: Facts) -> str:
    return f"{f['organ']} har {f['count']} møder {long_day(f['day'])}. Er det meningen?"


def _owner_not_stated(f: Facts) -> str:
    return f"Kilden siger ikke, hvem der har ansvaret for “{f['title']}”. Ingen bliver mindet om det, før nogen er valgt. Hvem er det?"


def _owner_without_seat(f: Facts) -> str:
    return f"“{f['title']}” hører til hos {f['owner'] or 'nogen'}, men ingen plads er valgt, så ingen bliver mindet om det. Hvem er det?"


def _undated(f: Facts) -> str:
    words = f" (kilden siger: “{f['words']}”)" if f["words"] else ""
    return f"“{f['title']}” har ingen dato{words}. Er den kendt nu?"


def _days(days: Sequence[date]) -> str:
    return days_in_line(days)


SENTENCES: dict[str, Callable[[Facts], str]] = {
    **findings_open.SENTENCES,
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
    "sources_disagree": _sources_disagree,
    "closed_day": _closed_day,
    "day_after_closed": _day_after_closed,
    "same_day": _same_day,
    "two_meetings_one_day": _two_meetings_one_day,
    "owner_not_stated": _owner_not_stated,
    "owner_without_seat": _owner_without_seat,
    "undated": _undated,
}
