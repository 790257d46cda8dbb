"""Every Danish sentence of the sandbox that is not in a template, and dates in Danish words."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sandbox.wire import JSON

DAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
MONTHS = (
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
)

FLASHES = {
    "operation_timeout": "Appen svarede ikke inden for 3 sekunder. Prøv igen om lidt.",
    "connection_failed": "Der er ikke forbindelse til appen lige nu. Prøv igen om lidt.",
    "no_app": "Ingen app er koblet til endnu. Start botten, og prøv igen.",
    "message_not_found": "Beskeden findes ikke længere.",
    "action_not_found": "Knappen er væk, fordi beskeden er ændret imens.",
    "not_found": "Vinduet er allerede lukket.",
    "invalid_arguments": "Appen svarede med et vindue, som Slack ikke tager imod.",
    "invalid_errors": "Appen pegede på et felt, som ikke findes i vinduet.",
    "invalid_response_action": "Appen svarede med noget, som Slack ikke forstår.",
    "push_limit_reached": "Der kan højst ligge tre vinduer oven på hinanden.",
    "user_not_found": "Den person findes ikke i øvelsen længere.",
    "busy": "Uret er allerede i gang. Vent et øjeblik.",
    "silent": "Uret svarer ikke lige nu. Prøv igen om lidt.",
    "refused": "Uret kunne ikke flyttes.",
    "unknown_move": "Den flytning kender uret ikke.",
    "no_clock": "Der er intet ur i denne øvelse.",
    "empty": "Skriv noget først.",
}
NOTICES = {
    "unknown_command": (
        "{about} er ikke en kommando her. Skriv / i feltet for at se, hvad du kan bruge."
    ),
    "operation_timeout": (
        "{about} mislykkedes: Appen svarede ikke inden for 3 sekunder. Prøv igen om lidt."
    ),
    "connection_failed": "{about} mislykkedes: Der er ikke forbindelse til appen lige nu.",
    "no_app": "{about} mislykkedes: Ingen app er koblet til endnu.",
}
FIELD_ERRORS = {
    "required": "Udfyld feltet.",
    "too_long": "Skriv højst {limit} tegn.",
    "too_short": "Skriv mindst {limit} tegn.",
    "number": "Skriv et tal.",
    "too_small": "Tallet skal være mindst {limit}.",
    "too_big": "Tallet må højst være {limit}.",
    "too_many": "Vælg højst {limit}.",
    "email": "Skriv en e-mailadresse.",
    "url": "Skriv en adresse, der begynder med https://",
}


def flash(code: str) -> str:
    """A sentence for a code in the address bar; an unknown code says nothing of its own."""
    if not code:
        return ""
    return FLASHES.get(code, "Det lykkedes ikke. Prøv igen om lidt.")


def notice(entry: JSON) -> str:
    sentence = NOTICES.get(entry["code"], "{about} mislykkedes ({code}).").format(**entry)
    return " ".join([sentence, *entry.get("details", [])])


def field_error(error: JSON) -> str:
    if "text" in error:
        return str(error["text"])
    return FIELD_ERRORS[error["code"]].format(limit=error.get("limit"))


def local(seconds: float, tz: str) -> datetime:
    return datetime.fromtimestamp(seconds, UTC).astimezone(ZoneInfo(tz))


def long_date(day: datetime) -> str:
    return f"{DAYS[day.weekday()]} den {day.day}. {MONTHS[day.month - 1]} {day.year}"


def clock_time(moment: datetime) -> str:
    return f"{moment.hour}.{moment.minute:02}"


def said_at(ts: str, tz: str) -> str:
    moment = local(float(ts), tz)
    return f"{long_date(moment)} kl. {clock_time(moment)}"


def moment(at: object) -> str:
    """An instant of the clock in words, on its own wall; what is not an instant stands as it is."""
    try:
        wall = datetime.fromisoformat(str(at or ""))
    except ValueError:
        return str(at or "")
    return f"{long_date(wall)} kl. {clock_time(wall)}"


def instant(at: object) -> float:
    """An instant of the clock as a number to compare with; what is not an instant is 0."""
    try:
        return datetime.fromisoformat(str(at or "")).timestamp()
    except ValueError:
        return 0.0


def date_token(seconds: int, pattern: str, tz: str) -> str:
    """The text of <!date^seconds^pattern|…> as a Danish reader would see it."""
    moment = local(seconds, tz)
    month = MONTHS[moment.month - 1]
    short = f"{moment.day}. {month[:3]}. {moment.year}"
    plain = f"{moment.day}. {month} {moment.year}"
    words = {
        "{date_num}": f"{moment:%Y-%m-%d}",
        "{date_slash}": f"{moment:%d/%m/%Y}",
        "{date_short}": short,
        "{date_short_pretty}": short,
        "{date_long}": long_date(moment),
        "{date_long_pretty}": long_date(moment),
        "{date}": plain,
        "{date_pretty}": plain,
        "{time}": clock_time(moment),
        "{time_secs}": f"{clock_time(moment)}.{moment.second:02}",
        "{day_divider_pretty}": long_date(moment),
        "{ago}": plain,
    }
    for word, value in words.items():
        pattern = pattern.replace(word, value)
    return pattern


SHARED = {"here": "@her", "channel": "@kanal", "everyone": "@alle"}
