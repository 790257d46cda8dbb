"""MED: a record and its answers, and what a committee has left (rules W14-W17). Confirming is about
the record, never about the proposals.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from bot.text.buttons import TAKE_BACK
from bot.text.grammar import (
    day,
    full,
    in_line,
    moment,
    proposals,
    upper_first,
)
from bot.text.marks import code, in_slack, strong
from process.dates.danish_grammar import clock, short_day
from process.ledger.facts import Outcome, Side
from process.ledger.history import RecordState

OUTCOMES = {
    Outcome.DISCUSSED: "Drøftet på mødet",
    Outcome.INFORMED: "Kun orienteret",
    Outcome.BEGUN: "Begyndt, fortsætter på næste møde",
    Outcome.IN_WRITING: "Behandlet skriftligt",
    Outcome.NOT_DEALT_WITH: "Ikke behandlet",
    Outcome.MEETING_CANCELLED: "Mødet blev aflyst",
}
HAPPENED = {
    Outcome.DISCUSSED: "{committee} drøftede {what} {on}",
    Outcome.INFORMED: "{committee} blev orienteret om {what} {on}",
    Outcome.BEGUN: "{committee} begyndte at drøfte {what} {on} og fortsætter på næste møde",
    Outcome.IN_WRITING: "{committee} behandlede {what} skriftligt {on}",
    Outcome.NOT_DEALT_WITH: "{committee} ikke behandlede {what} {on}",
    Outcome.MEETING_CANCELLED: "mødet i {committee} {on} blev aflyst, så {what} ikke blev drøftet",
}
HAS = {
    Outcome.DISCUSSED: "{committee} har drøftet {what} {on}.",
    Outcome.INFORMED: "{committee} er blevet orienteret om {what} {on}, men uden drøftelse.",
    Outcome.BEGUN: "{committee} begyndte at drøfte {what} {on} og fortsætter på næste møde.",
    Outcome.IN_WRITING: "{committee} har behandlet {what} skriftligt {on}.",
    Outcome.NOT_DEALT_WITH: "{committee} behandlede ikke {what} {on}.",
    Outcome.MEETING_CANCELLED: "Mødet i {committee} {on} blev aflyst, så {what} er ikke drøftet.",
}
SIDES = {
    Side.MANAGEMENT: "Ledelsesside",
    Side.EMPLOYEES: "Medarbejderside",
    Side.SECRETARY: "Sekretær",
    Side.SAFETY: "Arbejdsmiljørepræsentant",
}
"""Participation is by side only, never by name or union."""
ON_BEHALF = "sekretæren på formandens vegne"
"""Who recorded it, where the secretary did."""
NOT_AGREED = "Drøftet betyder ikke enig."
MINUTES_PREVAIL = "Ved forskel gælder det godkendte referat."


# The question to the other side.


def sharing(*, known: bool, share_from: date | None) -> str:
    """The vice chair's first question: may we talk with our colleagues about it, and from when?"""
    if not known:
        return "Må deles med kollegerne: det er ikke oplyst, så spørg formanden først."
    if share_from is None:
        return "Må deles med kollegerne: nej, ikke endnu."
    return f"Må deles med kollegerne: ja, fra den {short_day(share_from)}."


def asked(*, by: str, committee: str, count: int, on: date, outcome: Outcome, sharing: str) -> str:
    """To the other side: is the record right?"""
    what = HAPPENED[outcome].format(committee=committee, what=proposals(count), on=full(on))
    return (
        f"{upper_first(by)} har registreret, at {what}. "
        f"Passer det? Du bekræfter kun, at {_it_took_place(outcome)} og er gengivet rigtigt "
        f"– ikke at I er enige i forslagene. {sharing}"
    ).rstrip()


def _it_took_place(outcome: Outcome) -> str:
    return "drøftelsen fandt sted" if outcome is Outcome.DISCUSSED else "det skete sådan"


def in_use_until(*, case_deadline: date | None, treatment: date | None) -> str:
    """Until when an answer can come along."""
    treated = f"Sagen behandles {full(treatment)}." if treatment else ""
    if case_deadline:
        return (
            f"Sagen skal være klar {full(case_deadline)}; er svaret her inden da, står det i den. "
            f"{treated}"
        ).rstrip()
    return treated


def about(*, shown: Sequence[str]) -> str:
    """Which proposals it is about, by code and neutral title."""
    return f"Det gælder {in_line(shown)}."


def unanswered(
    *, committee: str, on: date, who: str, vacant: bool = False, answers: bool = True
) -> str:
    """To the next in line when a record waits (rules M3): nobody is blamed. `answers`:
    whether the reader may answer it.
    """
    waits = (
        f"venter på svar fra {who}"
        if not vacant
        else "venter på svar, og ingen er registreret til at svare for medarbejdersiden"
    )
    ask = (
        "Kan du svare i stedet, eller minde om den?"
        if answers
        else f"Vil du {'finde en, der kan svare' if vacant else f'ringe til {who}'}?"
    )
    return (
        f"En registrering fra {committee} {full(on)} {waits}. "
        f"{ask} Den står som registreret, indtil nogen har svaret."
    )


# Answers and receipts.


def recorded(
    *, committee: str, ids: Sequence[str], on: date, outcome: Outcome, receipt_no: str, other: str
) -> str:
    """To the person who just recorded it."""
    what = HAS[outcome].format(committee=committee, what=in_line(ids), on=full(on))
    return (
        f"Registreret ({receipt_no}): {what} {upper_first(other)} bliver nu spurgt, "
        f"om det er gengivet rigtigt. {MINUTES_PREVAIL}"
    )


def confirmed(*, committee: str, on: date, receipt_no: str) -> str:
    """To the person who just confirmed it."""
    return (
        f"Tak. Du har bekræftet registreringen fra {committee} {full(on)}. "
        f"Kvittering {receipt_no}. {NOT_AGREED} {MINUTES_PREVAIL}"
    )


def confirmed_by_other(*, by: str, committee: str, on: date) -> str:
    """To others who were asked."""
    return (
        f"{upper_first(by)} har bekræftet registreringen fra {committee} {full(on)}. "
        "Du skal ikke gøre mere."
    )


def receipt(
    *,
    receipt_no: str,
    committee: str,
    ids: Sequence[str],
    on: date,
    outcome: Outcome,
    by: str,
    at: datetime,
    other: str,
    answered: datetime,
) -> str:
    """To both sides when the record is confirmed (rules W17)."""
    what = HAS[outcome].format(committee=committee, what=in_line(ids), on=full(on))
    when = clock(answered.time()) if answered.date() == at.date() else _on(answered)
    return (
        f"Kvittering {receipt_no}. {what} Registreret af {by} {_on(at)}, "
        f"bekræftet af {other} {when}. {NOT_AGREED} {MINUTES_PREVAIL}"
    )


def rendering(
    *, committee: str, ids: Sequence[str], on: date, outcome: Outcome, by: str, at: datetime
) -> str:
    """A record as it was made."""
    what = HAS[outcome].format(committee=committee, what=in_line(ids), on=full(on))
    return f"{what} Registreret af {by} {_on(at)}."


def minutes(*, link: str) -> str:
    """Where the minutes are."""
    return f"Referat: {link}"


def _on(at: datetime) -> str:
    return f"den {short_day(at.date())} {clock(at.time())}"


def contested(*, by: str, other: str, on: date) -> str:
    """To both sides when the record is not right in the other's eyes (rules W16)."""
    return (
        f"{upper_first(by)} ser drøftelsen den {short_day(on)} anderledes end {other}. "
        "Begge beskrivelser står nu ved siden af hinanden. "
        "Tal gerne sammen; I kan hver især rette jeres egen."
    )


def contested_by_you(*, committee: str, on: date) -> str:
    """To the person who just contested it."""
    return (
        f"Din beskrivelse af mødet i {committee} {full(on)} står nu ved siden af den anden. "
        "Begge har fået besked. Tal gerne sammen; I kan hver især rette jeres egen."
    )


def contested_by_other(*, by: str, committee: str, on: date) -> str:
    """To others who were asked."""
    return (
        f"{upper_first(by)} har bestridt registreringen fra {committee} {full(on)}. "
        "Begge beskrivelser står ved siden af hinanden."
    )


def views_added(*, committee: str, on: date) -> str:
    """To the person whose words they are."""
    return (
        f"Jeres synspunkter er gemt ordret sammen med registreringen fra {committee} {full(on)}. "
        "I kan tilføje flere."
    )


def own_answer_stands(*, act: str, at: str) -> str:
    """To whoever presses an old button after they have answered: what stands,
    and how one changes one's mind.
    """
    did = {
        "confirm": "bekræftede registreringen",
        "contest": "skrev, at registreringen ikke passer,",
    }[act]
    return (
        f"Du {did} {at}, og det svar står. Har du ombestemt dig, så tryk på {strong(TAKE_BACK)} "
        f"eller skriv {code('/med fortryd')}; så kan du svare igen."
    )


# A record that was corrected or taken back.

CHANGES = {"held_on": "dagen", "outcome": "hvad der skete", "proposals": "forslagene"}
OWN_OTHERS = "Står der flere møder, og er det ene en fejl, så ret det eller træk det tilbage."


def corrected_before(
    *, by: str, on: date, state: RecordState, answered_by: str, changed: Sequence[str]
) -> str:
    """Above the question about a correction: what it takes the place of, and what is different."""
    what = (
        f" Det er {in_line([CHANGES[name] for name in changed])}, der er rettet." if changed else ""
    )
    verb = {RecordState.CONFIRMED: "bekræftede", RecordState.CONTESTED: "så anderledes"}.get(state)
    answer = (
        f", som {answered_by} {verb}, så den skal besvares igen" if verb and answered_by else ""
    )
    return f"{upper_first(by)} har rettet registreringen fra {full(on)}{answer}.{what}"


def corrected(*, committee: str, on: date) -> str:
    """A newer record took its place."""
    return (
        f"Registreringen fra {committee} {full(on)} er rettet. "
        "Den rettede registrering kommer i en besked for sig."
    )


def record_changed(*, committee: str, on: date) -> str:
    """A receipt or contest that was overtaken."""
    return (
        f"Registreringen fra {committee} {full(on)} er ændret siden. "
        f"{in_slack('Skriv /med for at se, hvad der står nu.')}"
    )


def withdrawn(*, committee: str, on: date) -> str:
    """The record was taken back."""
    return f"Registreringen fra {committee} {full(on)} er trukket tilbage. Du skal ikke gøre noget."


def stands_again(*, committee: str, on: date) -> str:
    """A correction was taken back, so that what it corrected stands."""
    return (
        "Rettelsen er trukket tilbage. "
        f"Den tidligere registrering fra {committee} {full(on)} står igen."
    )


def taken_back(*, by: str, committee: str, on: date, at: datetime, why: str) -> str:
    """Who took it back, when and why."""
    reason = f" Årsag: “{why}”{'' if why.endswith(('.', '!', '?')) else '.'}" if why else ""
    return (
        f"{upper_first(by)} har {moment(at)} trukket registreringen "
        f"fra {committee} {full(on)} tilbage.{reason}"
    )


def stands_now(
    *,
    committee: str,
    open_ones: Sequence[str],
    discussed: Sequence[tuple[str, date]],
    again: date | None,
) -> str:
    """What stands now, for each of its proposals."""
    if again is not None:
        return f"Den tidligere registrering fra {full(again)} står igen, med det svar, den havde."
    parts = [f"{id} står som drøftet {full(on)}" for id, on in discussed]
    parts += [f"{in_line(open_ones)} står som ikke drøftet i {committee}"] if open_ones else []
    return f"Kvitteringen gælder ikke længere. Nu gælder: {in_line(parts)}."


def can_do(*, by: str) -> str:
    """What whoever reads it can do."""
    return (
        "Synspunkter, der er skrevet, bliver i protokollen. "
        f"Har I holdt mødet, så registrér det på ny; ellers tal med {by}."
    )


def earlier(*, on: date) -> str:
    """Beside views that were written to what a correction replaced."""
    return f"skrevet til registreringen fra {full(on)}, før den blev rettet"


def also_recorded(*, days: Sequence[date], one: bool) -> str:
    """To whoever recorded a further meeting about the same version."""
    what = "det samme forslag" if one else "nogle af de samme forslag"
    return (
        f"I har også registreret en drøftelse af {what} {in_line([full(day) for day in days])}; "
        f"begge står. {OWN_OTHERS}"
    )


def after_treatment(*, ids: Sequence[str], treatment: date) -> str:
    """To whoever recorded a meeting that was held after the politicians had the case: late
    stays late, and is no refusal.
    """
    return (
        f"Mødet lå efter den politiske behandling {full(treatment)}, "
        f"og det står ved {in_line(ids)}."
    )


# How a record stands, in a line.


def is_recorded(*, other: str) -> str:
    """The state of a record nobody has answered."""
    return f"Venter på svar fra {other}. Tavshed bekræfter aldrig."


def is_confirmed(*, by: str, at: datetime, receipt_no: str) -> str:
    """The state of a record both sides stand behind."""
    return f"Bekræftet af {by} {_on(at)}. Kvittering {receipt_no}."


def is_contested(*, by: str, at: datetime) -> str:
    """The state of a record the other side sees otherwise."""
    return f"Bestridt: {by} ser mødet anderledes {_on(at)}. Begge beskrivelser står her."


def is_withdrawn(*, by: str, at: datetime, why: str) -> str:
    """The state of a record that was taken back."""
    return f"Trukket tilbage af {by} {_on(at)}.{f' Årsag: {why}.' if why else ''}"


IS_CORRECTED = "Rettet af en senere registrering, som gælder i stedet."


def minutes_state(*, link: str, approved_on: date | None) -> str:
    """Whether the minutes are approved; "" where none are known."""
    if approved_on:
        return f"Det godkendte referat er fra {full(approved_on)}."
    return "Referatet er et udkast." if link else ""


def joint(*, names: Sequence[str]) -> str:
    """With whom they met; "" where they met alone."""
    return f"Fælles møde med {in_line(names)}." if names else ""


def took_part(*, sides: Sequence[Side], material_on: date | None) -> str:
    """Which sides took part, and when the members had the material; "" where neither is known."""
    present = ", ".join(SIDES[side].lower() for side in sides)
    parts = [f"Til stede: {present}."] if present else []
    parts += [f"Materialet blev sendt {full(material_on)}."] if material_on else []
    return " ".join(parts)


def before_its_time(doubtful: Sequence[tuple[str, date]]) -> str:
    """Asked before it is written: the meeting lies before the proposals could be talked about."""
    lines = [f"{id} kom først eller måtte først deles {full(day)}" for id, day in doubtful]
    return f"Mødedagen ligger tidligt: {in_line(lines)}. Er dagen rigtig, så sæt kryds."


# An information.

NO_INFORMATION = "Der er ingen orientering, du mangler at melde."


def not_registered(*, organ: str, title: str, day: date | None) -> str:
    """Planned, its day come, and nobody has said that it was given."""
    planned = f"planlagt {full(day)}, " if day else ""
    return f"{strong(organ)}: {title}, {planned}ikke registreret."


# What a committee has left.


def missing(
    *,
    committee: str,
    shown: Sequence[str],
    due: date,
    organ: str,
    treatment: date,
    assumed: bool,
    late: bool = False,
) -> str:
    """To the chair: several proposals before one meeting are one thing."""
    guess = (
        " Mødedatoen er antaget, fordi udvalget ikke har meldt en dato ud endnu." if assumed else ""
    )
    them = "det" if len(shown) == 1 else "dem"
    return (
        f"{strong(committee)} mangler at drøfte {proposals(len(shown))}: {in_line(shown)}. "
        f"Drøftelsen {'skulle' if late else 'skal'} være registreret senest {full(due)}, "
        f"fordi {organ} behandler {them} {full(treatment)} og skal have sagen forinden.{guess}"
    )


def ahead(*, committee: str, due: date, organ: str, treatment: date, shared: date | None) -> str:
    """To the chair before it may be said what is to be discussed."""
    when = f" Hvad det er, må deles fra {full(shared)}, og så skriver vi igen." if shared else ""
    return (
        f"{strong(committee)} skal have en sag om råderum til drøftelse. "
        f"Drøftelsen skal være registreret senest {full(due)}, fordi {organ} behandler sagen "
        f"{full(treatment)}.{when}"
    )


def prepare(*, meeting: date | None, material: date, call: date, today: date) -> str:
    """To the chair before the material is due: the meeting it is for, and the days before it."""
    which = (
        f"Jeres sidste ordinære møde inden da er {full(meeting)}."
        if meeting
        else "Planen kender ikke jeres møder. Holder I mødet den sidste dag, gælder disse dage:"
    )
    sent = (
        f"Medlemmerne {'skulle have haft' if material < today else 'skal have'} "
        f"materialet senest {day(material)}"
    )
    called = f"mødet {'skulle være' if call < today else 'skal være'} indkaldt senest {day(call)}"
    return f"{which} {sent}, og {called}."


def call_it(*, meeting: date, call: date) -> str:
    """To the chair on the last day for it."""
    return (
        f"Mødet {full(meeting)} skal være indkaldt senest {day(call)}, med sagen på dagsordenen. "
        "Mangler medlemmerne materialet, så send det nu."
    )


def was_held(*, meeting: date) -> str:
    """To the chair the day after."""
    return f"Jeres møde var {day(meeting)}. Er sagen drøftet der, så registrér det her."


def no_meeting(
    *,
    committee: str,
    shown: Sequence[str],
    due: date,
    organ: str,
    treatment: date,
    chair: bool,
) -> str:
    """No ordinary meeting lies in time; `chair`: to the one who calls it."""
    ask = (
        "Vil du indkalde til et ekstraordinært møde, eller aftale med medarbejdersiden, at det "
        "sker skriftligt? En skriftlig behandling er ikke en drøftelse og står som det, den er."
        if chair
        else "Formanden er spurgt, om der skal være et ekstraordinært møde, eller om det skal ske "
        "skriftligt."
    )
    return (
        f"{strong(committee)} har intet ordinært møde, hvor {_what(shown)} kan drøftes inden "
        f"{full(due)}. {upper_first(organ)} behandler {'dem' if len(shown) > 1 else 'det'} "
        f"{full(treatment)}. {ask}"
    )


def has_meeting(*, committee: str, meeting: date, shown: Sequence[str]) -> str:
    """Afterwards: one was put in."""
    return (
        f"{strong(committee)} har nu et møde {full(meeting)}, hvor {_what(shown)} kan drøftes "
        "i tide."
    )


def _what(shown: Sequence[str]) -> str:
    """The proposals that may be named; without any, that there is something."""
    return in_line(shown) if shown else "en sag om råderum"


def all_recorded(*, committee: str, shown: Sequence[str]) -> str:
    """Nothing of it is missing any more."""
    return f"{committee} har registreret drøftelsen af {in_line(shown)}. Du skal ikke gøre mere."


def given_up(*, committee: str, shown: Sequence[str]) -> str:
    """The proposals were rejected, so that nobody owes anything about them."""
    them = "det" if len(shown) == 1 else "dem"
    return f"{in_line(shown)} er forkastet politisk, så {committee} skal ikke drøfte {them} mere."


def reopened(*, committees: Sequence[str], shown: str, due: date) -> str:
    """A proposal is new or has changed materially, so the discussion is owed (again)."""
    who = in_line(committees)
    return (
        f"{strong(shown)} er nyt eller ændret siden sidst. "
        f"{who} skal drøfte det, som det nu er, og registrere det senest {full(due)}. "
        f"En tidligere drøftelse bliver stående."
    )


def open_line(*, shown: str, due: date | None, state: str) -> str:
    """One proposal in a list."""
    return f"{strong(shown)}: {state}" + (f", senest {day(due)}" if due else "")


def nothing_missing(*, committee: str) -> str:
    """Every proposal that affects the committee has been recorded."""
    return f"{committee} mangler ikke at drøfte noget lige nu."


def no_committee(*, owner: str) -> str:
    """`/med` from somebody who speaks in no committee."""
    return (
        "Du er ikke registreret som formand, næstformand eller medarbejderrepræsentant "
        "i et MED-udvalg, så der er ikke noget at registrere for dig. "
        f"Er det forkert, så sig det til {owner}. {code('/med status R-017')} kan du altid bruge."
    )


WHICH_COMMITTEE = "Vælg det udvalg, det gælder."
"""It can be about several committees."""
NOTHING_WAITS = "Der er ingen registreringer, der venter på dit svar."
"""`/med bekræft` with nothing to answer."""


def nothing_to_change(*, ids: Sequence[str]) -> str:
    """`/med ret` where nothing is the person's to change."""
    about = f" om {in_line(ids)}" if ids else ""
    return (
        f"Der er ingen registreringer{about}, som du kan rette eller trække tilbage. "
        f"{code('/med status')} viser, hvad der står."
    )
