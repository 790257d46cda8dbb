"""Why a date is in no calendar, for the process owner."""

from __future__ import annotations

from bot.text.marks import strong

HEADING = "Kan ikke vises i kalenderne"
MOST = 10
REASONS = {
    "duplicate uid": "to rækker har samme nøgle",
    "ends before or when it starts": "den slutter, før den begynder",
    "a clock time without a zone": "klokkeslættet mangler tidszone",
    "a day at one end and a clock time at the other": "den begynder med en dag og slutter med et klokkeslæt",
    "no title": "den har ingen titel",
    "a line of more than 75 octets": "en linje er for lang",
    "a character that may not stand there": "der er et tegn, kalendere ikke kan vise",
    "the calendar library refused it": "den kan ikke skrives som kalenderpost",
}


def left_out(*, titles: list[tuple[str, str]]) -> str:
    """Each with its reason; the calendars themselves go on without them."""
    lines = [f"{strong(title)}: {REASONS.get(why, why)}" for title, why in titles[:MOST]]
    more = [f"Og {len(titles) - MOST} mere."] if len(titles) > MOST else []
    return "\n".join([*lines, *more, "Alt andet står i kalenderne som det skal. Ret rækken i planen, så kommer den med."])
