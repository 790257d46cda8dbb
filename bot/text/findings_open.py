"""What a check found to be open: consultations, levels that are not asked, dates and seats nobody has settled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.text.dates import in_line
from process.danish_when import long_day

Facts = dict[str, Any]
LEVELS = {"area": "OmrådeMED", "local": "LokalMED"}


def _consultation_too_short(f: Facts) -> str:
    return f"“{f['title']}” varer {f['days']} dage, og planen regner med mindst {f['least']}. Kan de, der høres, nå at svare?"


def _consultation_ends_closed(f: Facts) -> str:
    return f"“{f['title']}” slutter {long_day(f['day'])}, som er {f['name'] or 'weekend'}. Skal svarene ikke komme på en arbejdsdag?"


def _consultation_answered_too_late(f: Facts) -> str:
    return (
        f"“{f['title']}” slutter {long_day(f['day'])}, og “{f['decision']}” er {long_day(f['decided'])}. "
        "Kan svarene nå at blive læst, før der bliver besluttet?"
    )


def _level_never_asked(f: Facts) -> str:
    committees = "ét udvalg" if f["count"] == 1 else f"{f['count']} udvalg"
    return f"Planen har {committees} på niveauet {LEVELS[f['level']]} (fx {f['organ']}), men ingen drøftelse, der når dem. Skal de spørges?"


def _tentative(f: Facts) -> str:
    where = f"stedet ({f['place']})" if f["place"] else "stedet"
    what = in_line([*(["datoen"] if f["date"] else []), *([where] if f["place"] else [])])
    return f"“{f['title']}”: {what} er kun forventet. Er det afgjort nu?"


def _not_confirmed(f: Facts) -> str:
    if not f["when"]:
        many = "1 mødedato" if f["count"] == 1 else f"{f['count']} mødedatoer"
        return f"{f['title']}: {many} er overført fra sidste års plan og ikke bekræftet. Passer de?"
    return f"“{f['title']}”: datoen ({f['when']}) er overført fra sidste års plan og ikke bekræftet. Passer den?"


def _owner_not_held(f: Facts) -> str:
    titles = in_line([f"“{title}”" for title in f["titles"]])
    return f"Ingen sidder på pladsen {f['seat']}, som har {titles}. Ingen bliver mindet om det. Hvem er det?"


SENTENCES: dict[str, Callable[[Facts], str]] = {
    "consultation_too_short": _consultation_too_short,
    "consultation_ends_closed": _consultation_ends_closed,
    "consultation_answered_too_late": _consultation_answered_too_late,
    "level_never_asked": _level_never_asked,
    "tentative": _tentative,
    "not_confirmed": _not_confirmed,
    "owner_not_held": _owner_not_held,
}
