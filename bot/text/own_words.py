"""Words about what people decide for themselves: when they hear from us, and who stands in while they are away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

from bot.text.dates import clock, day, day_and_clock, full, in_line
from bot.text.grammar import upper_first
from bot.text.marks import strong

WISH_TITLE = "Dine beskeder"
HOUR = "Hvornår på dagen?"
HOUR_HINT = "Dagens ene besked kommer på det tidspunkt."
DAYS = "Hvilke dage?"
DAYS_HINT = "De andre dage skriver vi kun, hvis en frist ellers ville nå at passere."
TOGETHER = "Nyt om dine opgaver"
AT_ONCE = "Send det med det samme"
IN_DIGEST = "Saml det i dagens besked"
SAVE = "Gem"
SAVED = "Gemt"
AWAY_TITLE = "Fravær"
SINCE = "Første dag"
UNTIL = "Sidste dag"
DEPUTY = "Hvem er stedfortræder?"
DEPUTY_HINT = "Stedfortræderen får dine påmindelser i den tid og kan svare for dig. Begge får besked."
NOTE_TITLE = "Meld afleveret"
NOTE = "Link eller bemærkning"
NOTE_HINT = "Læses af råderumsgruppen. Skriv ikke om enkeltpersoner."
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag")
BACK = "Jeg er tilbage"


def hour(of: time) -> str:
    """An hour to choose."""
    return clock(of)


def chosen(*, at: time, days: Sequence[int], together: bool) -> str:
    """What stands now."""
    when = "hver arbejdsdag" if len(days) == len(WEEKDAYS) else in_line([WEEKDAYS[n] for n in days])
    news = "Nyt om dine opgaver kommer i den samme besked." if together else "Nyt om dine opgaver kommer med det samme."
    return f"Dine beskeder kommer {clock(at)}, {when}. {news} Haster en frist, skriver vi også de andre dage."


def away(*, deputy: str, since: date, until: date) -> str:
    """To the person who goes away."""
    return (
        f"{deputy} er din stedfortræder fra {full(since)} til og med {full(until)} og får dine påmindelser i den tid. "
        f"Kommer du før tid, så skriv /frist fravær slut."
    )


def back() -> str:
    """To the person who came back."""
    return "Velkommen tilbage. Dine frister ligger hos dig igen fra i dag."


def standing_in(*, by: str, since: date, until: date | None, owed: Sequence[tuple[str, date]], on: date) -> str:
    """To whoever stands in, as it stands on a day: what is due, and what has passed unmet."""
    span = f"fra {full(since)}{f' til og med {full(until)}' if until else ''}"
    head = f"Du er stedfortræder for {by} {span}. I den tid får du påmindelserne og kan svare."
    if not owed:
        return f"{head} Der er ingen åbne frister i de dage."
    named = in_line([f"{strong(title)} {'(fristen var' if due < on else 'senest'} {_by(due, on)}" for title, due in owed])
    return f"{head} Åbne frister: {named}."


def discussions_in(*, committee: str) -> str:
    """What the chair of a committee owes, without its proposals."""
    return f"drøftelser i {committee}"


def _by(due: date, on: date) -> str:
    return f"{day(due)})" if due < on else day_and_clock(due, None)


def away_line(*, who: str, deputy: str, until: date | None) -> str:
    """In the status: who is away."""
    return f"{upper_first(who)} er væk{f' til og med {full(until)}' if until else ''}; stedfortræder: {deputy}."
