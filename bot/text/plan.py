"""The process owner's words: overview, moving a date with a look at whom it touches, what has been
handed in, and what two plans say otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from bot.text.checks import NUMBERS
from bot.text.deadlines import ended
from bot.text.grammar import counted, day, full, in_line, inside, moved_from, named, upper_first
from bot.text.marks import code, strong
from bot.text.plan_table import owner_words
from process.dates.danish import write
from process.plan.diff import PUBLIC, Change, ChangeKind, Difference
from process.plan.model import Milestone, Plan

# The overview.

COMING = "Det kommer"
UNDATED = "Uden dato"
PASSED = "Passeret"
NOTHING_AHEAD = "Der er ikke flere rækker med en dato i planen."


def overview_head(*, title: str, on: date) -> str:
    """Above the rows."""
    return f"{strong(title)}, som den står {full(on)}:"


def overview_row(*, key: str, title: str, when: str, note: str = "") -> str:
    """One line of the overview."""
    return f"{when}: {strong(title)} ({code(key)})" + (f" · {note}" if note else "")


def cancelled_note(*, why: str) -> str:
    """In the overview."""
    return f"aflyst: {why}" if why else "aflyst"


def handed_in(*, done: int, of: int) -> str:
    """In the overview, for a row with owners."""
    return f"meldt afleveret: {done} af {of}"


# Moving and cancelling.

MOVE_TITLE = "Flyt en dato"
MILESTONE = "Hvad skal flyttes?"
NEW_DATE = "Ny dato"
NEW_DATE_HINT = (
    "Skriv den, som du ville sige den: 22. marts, fredag den 22. marts 2024 eller uge 24."
)
WHY = "Årsag"
WHY_HINT = "Alle, det rører, får årsagen at læse."
APPROVED_BY = "Hvem har besluttet det?"
APPROVED_ON = "Hvornår blev det besluttet?"
SEE_WHOM = "Se, hvem det rører"
CANCEL_TITLE = "Aflys en frist"
CANCEL_IT = "Aflys fristen"


def move_preview(*, title: str, was: str, to: str) -> str:
    """What would change."""
    return f"{strong(title)} flyttes fra {was} til {to}."


def because(*, why: str) -> str:
    """The reason, in the process owner's own words."""
    return f"Årsag: {why}"


def touches(*, who: Sequence[str], told: Sequence[str]) -> str:
    """Whom a move touches, and who is written to: those who have heard of the old date."""
    if not who:
        return "Ingen har en åben opgave på den dato, så ingen får en besked."
    if not told:
        return (
            f"Det rører {in_line(who)}. "
            "Ingen har fået den gamle dato at vide i en påmindelse, så ingen får en besked nu."
        )
    news = f"{upper_first(in_line(told))} får besked med det samme og skal ikke gøre noget."
    return news if list(told) == list(who) else f"Det rører {in_line(who)}. {news}"


def closed_day(*, on: date, why: str) -> str:
    """The new day is closed."""
    return f"Bemærk: {full(on)} er der lukket ({why})."


def overtakes(*, first: str, after: str) -> str:
    """Two rows change places."""
    return f"Rækkefølgen ændres: “{first}” kommer før “{after}”."


def follows(*, titles: Sequence[str]) -> str:
    """Rows that are counted from the one that moves."""
    return f"Disse rækker regnes ud fra datoen og flytter med: {in_line(titles)}."


def discussions_follow(*, count: int) -> str:
    """MED's last days are counted from the treatment."""
    return (
        "Fristen for én MED-drøftelse flytter med."
        if count == 1
        else f"Fristerne for {count} MED-drøftelser flytter med."
    )


def reminders_move(*, first: date | None) -> str:
    """When people hear of it under the new date."""
    return (
        f"Første påmindelse om den nye dato sendes {day(first)}."
        if first
        else "Der sendes ingen påmindelser om den nye dato."
    )


def cancel_preview(*, title: str, when: str, why: str) -> str:
    """Before it is cancelled."""
    return (
        f"{strong(title)} ({when}) bliver aflyst. "
        f"Årsag: {ended(why)} Kalendere og oversigter viser det som aflyst."
    )


def moved(*, title: str, to: str, who: int) -> str:
    """To the process owner, afterwards."""
    return (
        f"{strong(title)} er flyttet til {to}. {_told(who)} "
        "Kalendere og oversigter følger selv med."
    )


def _told(who: int) -> str:
    return {0: "Ingen skulle have besked.", 1: "Én person får besked."}.get(
        who, f"{who} personer får besked."
    )


TAKEN_BACK = "Flytningen er fortrudt"
UNDO_HEADING = "Flytninger, der kan fortrydes"


def was_moved(*, title: str, was: str, to: str, on: date) -> str:
    """A move that nobody has built on."""
    return f"{upper_first(day(on))} blev {strong(title)} flyttet fra {was} til {to}."


def moved_back(*, title: str, to: str, who: int) -> str:
    """To the process owner, when the move was taken back."""
    return f"Flytningen er fortrudt: {strong(title)} er igen {to}. {_told(who)}"


def cancelled(*, title: str) -> str:
    """To the process owner, afterwards."""
    return f"{strong(title)} er aflyst. De, der skulle have afleveret, får besked."


# Who has handed in, and who hears of it next.

NOTHING_OPEN = "Ingen har åbne frister lige nu."


def who_has_it(*, who: str, holder: str, until: date | None) -> str:
    """`chefen for Skole og Dagtilbud (hos direktøren, fik tid til fredag den 22. marts)`."""
    told = [f"hos {holder}"] if holder else []
    told += [f"fik tid til {day(until)}"] if until else []
    return f"{who} ({', '.join(told)})" if told else who


RECEIVED = "Modtaget fra"
HANDED_IN = "Meldt afleveret"
IN_PART = "En del er meldt afleveret"
SENT_BACK = "Sendt tilbage til"
PROMISED = "Har bedt om eller fået mere tid"
SILENT = "Ikke meldt endnu"
LAPSED = "Blev ikke meldt og er ikke aktuelt længere"
STANDINGS = (RECEIVED, HANDED_IN, IN_PART, SENT_BACK, PROMISED, SILENT, LAPSED)
"""How what one seat owes may stand, in the order it is said."""


def status_row(*, title: str, due: date, standing: Mapping[str, Sequence[str]]) -> str:
    """One deadline, and who stands where with it."""
    return f"{strong(title)}, senest {full(due)}. " + " ".join(
        f"{label}: {in_line(standing[label])}." for label in STANDINGS if label in standing
    )


def snoozed(*, who: str, title: str, until: date) -> str:
    """Somebody asked to hear of it later; the deadline stands."""
    return f"{upper_first(who)} har bedt om at høre om {strong(inside(title))} igen {day(until)}."


def receivable(
    *,
    title: str,
    due: date,
    by: str = "",
    on: date | None = None,
    note: str = "",
    received: bool = False,
    so_far: str = "",
) -> str:
    """One line of `/plan modtaget`: who said that it is handed in, or received, and what came
    along.
    """
    said = "modtaget" if received else "afleveret"
    state = f"meldt {said} af {by} {day(on)}." if on else "ikke meldt afleveret endnu."
    told = f" Bemærkning: {ended(note)}" if note else ""
    return f"{strong(title)}, senest {full(due)}: {state}{told}{f' {so_far}' if so_far else ''}"


def empty_seats(*, seats: Sequence[str]) -> str:
    """Nobody is reminded of what an empty seat owes."""
    return (
        f"Ingen sidder på disse pladser, så ingen bliver mindet om deres frister: {in_line(seats)}."
    )


def warnings_head(*, until: date) -> str:
    """Above the coming messages."""
    return f"Det bliver sendt til og med {full(until)}, hvis intet ændrer sig:"


def warning_day(*, on: date) -> str:
    """Above the coming messages of a day."""
    return strong(upper_first(full(on)))


def warning_row(*, who: str, kind: str, what: Sequence[str]) -> str:
    """One person's coming messages of a kind on a day."""
    named = [one for one in what if one]
    return f"• {who} – {kind}{f': {in_line(named)}' if named else ''}"


def no_warnings(*, until: date) -> str:
    """Nothing is on its way."""
    return f"Der er ingen beskeder på vej til og med {full(until)}."


# Dates carried over from last year.


def unconfirmed_head(*, count: int, undated: int = 0) -> str:
    """Above the dates to walk through. `undated`: rows that have no date to confirm."""
    if count == 0:
        none = f" {counted(undated, 'række', 'rækker')} har ingen dato endnu." if undated else ""
        return f"Alle datoer, der er overført fra sidste år, er bekræftet.{none}"
    dates = "Én dato er" if count == 1 else f"{count} datoer er"
    return (
        f"{dates} overført fra sidste års plan. "
        "Ingen får påmindelser om en dato, før den er bekræftet."
    )


def carried_over(*, title: str, when: str, was: str) -> str:
    """A date from last year's plan that waits for its owner's word."""
    return f"{strong(title)}: {when}. Sidste år: {was}."


def meetings_carried_over(*, organ: str, count: int, first: str, last: str) -> str:
    """The same for an organ's meetings together."""
    if count == 1:
        return f"{strong(organ)}: 1 mødedato, {first}."
    return f"{strong(organ)}: {count} mødedatoer fra {first} til {last}."


# What two plans say otherwise.

NO_DIFFERENCE = "De to planer siger det samme."
FIELDS = {
    "title": "titel",
    "kind": "slags",
    "owed": "hvad der skal afleveres",
    "receiver": "modtager",
    "organ": "organ",
    "with_organs": "fælles møde",
    "employees_only": "kun medarbejdersiden",
    "reading": "behandling",
    "conflicts_with": "modstrid",
    "audience": "deltagere",
    "place": "sted",
    "place_tentative": "stedet er foreløbigt",
    "programme": "program",
    "track": "spor",
    "tentative": "datoen er foreløbig",
    "conditional": "betingelse",
    "fixed_by": "fastsat af",
    "public": "offentlig",
    "note": "note",
    "moved": "tidligere flytninger",
    "guessed": "gættet",
    "source": "kilde",
    "agenda": "dagsorden",
    "example": "eksempel",
    "key": "nøgle",
}
RULES = {
    "off": "slået fra",
    "severity": "vægt",
    "weekly": "ugens overblik til",
    "record_days": "arbejdsdage til at svare på en registrering",
    "rest_days": "arbejdsdage, påmindelser højst hviler",
    "lapse_days": "arbejdsdage, en orientering stadig mangler",
    "budget_adopted_by_rolled_from": "sidste dag for 2. behandling, overført fra",
}
"""What the rules hold besides the checks' numbers."""
PARTS = {
    "process": "planens hoved (titel, kommune, år)",
    "organs": "organerne",
    "calendar": "kalenderen (lukkedage og tider)",
    "rules": "kontrollerne og deres tal",
    "kinds": "slagsene og deres påmindelser",
    "tracks": "sporene",
    "areas": "chefområderne",
}


def difference_lines(found: Difference, old: Plan, new: Plan) -> Iterator[str]:
    """One line for each change, then the order, the other parts, and whom it touches."""
    if found.empty:
        yield NO_DIFFERENCE
        return
    yield from (change_line(change, old, new) for change in found.changes)
    yield from (
        f"Rækkefølge: “{first}” kommer nu før “{after}”." for first, after in found.overtaken
    )
    if found.follow:
        yield (
            "Regnes ud fra en dato, der flyttes: "
            f"{in_line([f'“{row.title}”' for row in found.follow])}."
        )
    if parts := [PARTS[part] for part in found.parts if part != "rules" or not found.rules]:
        yield f"Også ændret: {in_line(parts)}."
    yield from (rule_line(name, old, new) for name in found.rules)
    yield touches_of(found, new)


def rule_line(name: str, old: Plan, new: Plan) -> str:
    """One number of the checks, or one set of them, as it was and as it is."""
    was, now = getattr(old.rules, name), getattr(new.rules, name)
    if isinstance(was, tuple) and isinstance(now, tuple):
        gone = [_rule_word(one) for one in was if one not in now]
        come = [_rule_word(one) for one in now if one not in was]
        told = [f"kommet til: {in_line(come)}"] if come else []
        told += [f"væk: {in_line(gone)}"] if gone else []
        return f"Ændret i kontrollerne, {RULES.get(name, name)}: {'; '.join(told)}."
    label = NUMBERS.get(name) or RULES.get(name, name)
    return f"Ændret i kontrollerne, {label}: {_rule_word(was)} → {_rule_word(now)}."


def _rule_word(value: object) -> str:
    if isinstance(value, tuple):
        return " = ".join(map(str, value))
    if isinstance(value, date):
        return full(value)
    return "ikke sat" if value is None else str(value)


def touches_of(found: Difference, plan: Plan) -> str:
    """Whose deadlines and whose calendars."""
    seats = [named(plan, seat) for seat in found.seats]
    who = f"Frister hos: {in_line(seats)}." if seats else "Ingen pladser har en frist, der ændres."
    return f"{who} {calendars(found.calendars, plan)}"


def calendars(keys: Sequence[str], plan: Plan) -> str:
    """The calendars that change by themselves."""
    if not keys:
        return "Ingen kalendere ændres."
    areas = {area.key for area in plan.areas}
    every = bool(areas) and areas <= set(keys)
    names = ["den offentlige"] if PUBLIC in keys else []
    names += [
        plan.place_name(key) for key in keys if key != PUBLIC and not (every and key in areas)
    ]
    return f"Kalendere, der ændres: {in_line([*names, *(['alle chefområder'] if every else [])])}."


def change_line(change: Change, old: Plan, new: Plan) -> str:
    """One change as a sentence."""
    return LINES[change.kind](change, old, new)


def _title(change: Change, plan: Plan) -> str:
    if change.organ is None:
        return f"“{change.row.title}”"
    organ = plan.place_name(change.organ)
    return (
        f"“{organ}: {change.row.title}”"
        if change.row.title
        else f"“{organ}, {write(change.row.when)}”"
    )


def _titles(plan: Plan) -> dict[str, str]:
    return {row.key: row.title for row in plan.milestones}


def _moved(change: Change, old: Plan, new: Plan) -> str:
    assert change.before is not None and change.after is not None, (
        "a row that moved stood before and stands after"
    )
    was, to = moved_from(change.before.when, change.after.when, {**_titles(old), **_titles(new)})
    title = f"“{change.row.title}”" if change.organ is None else f"“{new.place_name(change.organ)}”"
    return f"Flyttet: {title} fra {was} til {to}."


def _cancelled(change: Change, old: Plan, new: Plan) -> str:
    return (
        "Aflyst: "
        f"{_title(change, new)}{f' ({change.row.cancelled})' if change.row.cancelled else ''}."
    )


def _revived(change: Change, old: Plan, new: Plan) -> str:
    return f"Ikke aflyst længere: {_title(change, new)}, {write(change.row.when, _titles(new))}."


def _added(change: Change, old: Plan, new: Plan) -> str:
    when = (
        f", {write(change.row.when, _titles(new))}"
        if change.organ is None or change.row.title
        else ""
    )
    return f"Ny: {_title(change, new)}{when}."


def _removed(change: Change, old: Plan, new: Plan) -> str:
    when = (
        f" (var {write(change.row.when, _titles(old))})"
        if change.organ is None or change.row.title
        else ""
    )
    return f"Taget ud: {_title(change, old)}{when}."


def _owner(change: Change, old: Plan, new: Plan) -> str:
    assert isinstance(change.before, Milestone) and isinstance(change.after, Milestone), (
        "only milestones have owners"
    )
    return (
        f"Ny ansvarlig: {_title(change, new)}: "
        f"{owner_words(old, change.before)} → {owner_words(new, change.after)}."
    )


def _confirmed(change: Change, old: Plan, new: Plan) -> str:
    return f"Datoen er bekræftet: {_title(change, new)}, {write(change.row.when)}."


def _details(change: Change, old: Plan, new: Plan) -> str:
    return (
        f"Ændret i {_title(change, new)}: "
        f"{in_line([FIELDS.get(name, name) for name in change.fields])}."
    )


LINES: dict[ChangeKind, Callable[[Change, Plan, Plan], str]] = {
    ChangeKind.MOVED: _moved,
    ChangeKind.CANCELLED: _cancelled,
    ChangeKind.REVIVED: _revived,
    ChangeKind.ADDED: _added,
    ChangeKind.REMOVED: _removed,
    ChangeKind.OWNER: _owner,
    ChangeKind.CONFIRMED: _confirmed,
    ChangeKind.DETAILS: _details,
}


def people_told(*, count: int) -> str:
    """How many people an adoption writes to."""
    return {0: "Ingen får en besked.", 1: "Én person får en besked."}.get(
        count, f"{count} personer får hver én besked."
    )


def undoes_chat(titles: Sequence[str]) -> str:
    """The file is older than what was changed in chat."""
    return upper_first(
        "Filen gør det om, der er ændret i Slack siden sidste vedtagelse: "
        f"{in_line([f'“{t}”' for t in titles])}."
    )
