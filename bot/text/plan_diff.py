"""What two plans say differently, in Danish: moved, cancelled, added, taken out, order, owner, and whom it touches."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from bot.text.dates import in_line, moved_from, write
from bot.text.grammar import upper_first
from bot.text.plan_table import owner_words
from bot.text.roles import named
from process.plan import Milestone, Plan
from process.revision import Change, ChangeKind, Difference
from process.touching import PUBLIC

NOTHING = "De to planer siger det samme."
FIELDS = {
    "title": "titel", "kind": "slags", "owed": "hvad der skal afleveres", "receiver": "modtager", "organ": "organ",
    "with_organs": "fælles møde", "reading": "behandling", "conflicts_with": "modstrid", "audience": "deltagere", "place": "sted",
    "place_tentative": "stedet er foreløbigt", "programme": "program", "track": "spor", "tentative": "datoen er foreløbig",
    "conditional": "betingelse", "fixed_by": "fastsat af", "public": "offentlig", "note": "note", "source": "kilde", "agenda": "dagsorden",
    "example": "eksempel", "key": "nøgle",
}  # fmt: skip
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
        yield NOTHING
        return
    yield from (line(change, old, new) for change in found.changes)
    yield from (f"Rækkefølge: “{first}” kommer nu før “{after}”." for first, after in found.overtaken)
    if found.follow:
        yield f"Regnes ud fra en dato, der flyttes: {in_line([f'“{row.title}”' for row in found.follow])}."
    if found.parts:
        yield f"Også ændret: {in_line([PARTS[part] for part in found.parts])}."
    yield touches(found, new)


def line(change: Change, old: Plan, new: Plan) -> str:
    """One change as a sentence."""
    return LINES[change.kind](change, old, new)


def touches(found: Difference, plan: Plan) -> str:
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
    names += [plan.place_name(key) for key in keys if key != PUBLIC and not (every and key in areas)]
    return f"Kalendere, der ændres: {in_line([*names, *(['alle chefområder'] if every else [])])}."


def _title(change: Change, plan: Plan) -> str:
    if change.organ is None:
        return f"“{change.row.title}”"
    organ = plan.place_name(change.organ)
    return f"“{organ}: {change.row.title}”" if change.row.title else f"“{organ}, {write(change.row.when)}”"


def _titles(plan: Plan) -> dict[str, str]:
    return {row.key: row.title for row in plan.milestones}


def _moved(change: Change, old: Plan, new: Plan) -> str:
    assert change.before is not None and change.after is not None, "a row that moved stood before and stands after"
    was, to = moved_from(change.before.when, change.after.when, {**_titles(old), **_titles(new)})
    title = f"“{change.row.title}”" if change.organ is None else f"“{new.place_name(change.organ)}”"
    return f"Flyttet: {title} fra {was} til {to}."


def _cancelled(change: Change, old: Plan, new: Plan) -> str:
    return f"Aflyst: {_title(change, new)}{f' ({change.row.cancelled})' if change.row.cancelled else ''}."


def _revived(change: Change, old: Plan, new: Plan) -> str:
    return f"Ikke aflyst længere: {_title(change, new)}, {write(change.row.when, _titles(new))}."


def _added(change: Change, old: Plan, new: Plan) -> str:
    when = f", {write(change.row.when, _titles(new))}" if change.organ is None or change.row.title else ""
    return f"Ny: {_title(change, new)}{when}."


def _removed(change: Change, old: Plan, new: Plan) -> str:
    when = f" (var {write(change.row.when, _titles(old))})" if change.organ is None or change.row.title else ""
    return f"Taget ud: {_title(change, old)}{when}."


def _owner(change: Change, old: Plan, new: Plan) -> str:
    assert isinstance(change.before, Milestone) and isinstance(change.after, Milestone), "only milestones have owners"
    return f"Ny ansvarlig: {_title(change, new)}: {owner_words(old, change.before)} → {owner_words(new, change.after)}."


def _confirmed(change: Change, old: Plan, new: Plan) -> str:
    return f"Datoen er bekræftet: {_title(change, new)}, {write(change.row.when)}."


def _details(change: Change, old: Plan, new: Plan) -> str:
    return f"Ændret i {_title(change, new)}: {in_line([FIELDS.get(name, name) for name in change.fields])}."


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


def told(*, count: int) -> str:
    """How many people an adoption writes to."""
    return {0: "Ingen får en besked.", 1: "Én person får en besked."}.get(count, f"{count} personer får hver én besked.")


def undoes_chat(titles: Sequence[str]) -> str:
    """The file is older than what was changed in chat."""
    return upper_first(f"Filen gør det om, der er ændret i Slack siden sidste vedtagelse: {in_line([f'“{t}”' for t in titles])}.")
