"""What stands around the fields of forms about deadlines, in Slack and on the deadline's page; a
person's own wishes, and absence.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

from bot.text.grammar import day, day_and_clock, full, in_days, in_line, inside, upper_first
from bot.text.marks import strong
from process.dates.danish_grammar import clock

# A deadline's forms.

MORE_TIME_TITLE = "Mere tid"
UNTIL = "Hvornår kan det være klar?"
UNTIL_HINT = "Vælg en arbejdsdag efter fristen. Fristen gælder, indtil du får svar."
WHY = "Hvorfor?"
WHY_HINT = "Læses af den, der svarer. Skriv ikke om enkeltpersoner."
HAND_OVER_TITLE = "Giv opgaven videre"
HAND_OVER_SUBMIT = "Giv videre"
TO = "Hvem skal have opgaven?"
TO_HINT = "Kun dem, der er med i processen, kan vælges. Begge får besked."
HANDED_UNTIL = "Til og med hvornår?"
HANDED_UNTIL_HINT = "Lad feltet stå tomt, hvis opgaven bliver der, til den er afleveret."
CHOOSE = "Vælg en person"
NOBODY = (
    "Der er ingen andre i processen at give opgaven videre til. "
    "Bed procesejeren om at sætte en stedfortræder på personlisten."
)
DELIVER_SUBMIT = "Meld afleveret"
NOTE_TITLE = "Meld afleveret"
DELIVERED_NOTE = "Link eller bemærkning"
DELIVERED_NOTE_HINT = "Læses af råderumsgruppen. Skriv ikke om enkeltpersoner."
PART = "Hvor meget er det?"
ALL_OF_IT = "Det hele"
ONLY_A_PART = "Kun en del; skriv i feltet hvad, så står resten stadig åben"
SEND_BACK_TITLE = "Send tilbage"
MISSING = "Hvad mangler?"
MISSING_HINT = "Læses af den, der har opgaven, og står der, til den er afleveret igen."
SAID_TITLE = "Fristvogter"


def about(*, title: str, due: date) -> str:
    """Above the fields."""
    return f"{strong(title)}, senest {full(due)}."


# The deadline's page.

NOTE_HINT = "Du kan lade feltet stå tomt. Læses af dem, der modtager."
LOOK = "Se, hvad der følger af den dag"
"""Shows it and sends nothing."""
TO_THE_COMMITTEE = "Gå til udvalgets side"
EXPIRED = (
    "Linket er løbet ud",
    "Linket i en mail virker kun i kort tid, så andre ikke kan bruge et gammelt. Intet er ændret.",
    "Brug linket i den nyeste mail om fristen, eller skriv til råderumsgruppen.",
)
FOREIGN = (
    "Linket passer ikke",
    (
        "Vi kender ikke adressen. "
        "Måske er den knækket over i mailen, så der mangler noget til sidst. Intet er ændret."
    ),
    "Tryk på linket i mailen igen, eller kopiér hele adressen.",
)
NO_LONGER_YOURS = (
    "Fristen ligger ikke hos dig",
    "Den ligger hos nogen, du ikke svarer for, og er derfor ikke til at se her.",
    "Mener du, at den er din, så spørg den, der holder styr på processen.",
)
NO_LONGER_HERE = (
    "Linket gælder ikke længere",
    "Du er ikke med i processen mere, så der er ikke noget, du skal svare på. Intet er ændret.",
    "Er det forkert, så skriv til råderumsgruppen.",
)


def good_for(*, days: int) -> str:
    """At the bottom."""
    return f"Linket er personligt og virker i {in_days(days)} fra mailen. Send det ikke videre."


def answering(*, name: str) -> str:
    """Whose link it is, for those who share a mailbox."""
    return f"Du svarer som {name}."


def lies_with(*, owner: str) -> str:
    """To those above, who do not owe it themselves."""
    return f"Opgaven ligger hos {owner}."


def taken(*, title: str) -> str:
    """To whoever took it."""
    return (
        f"Du har taget opgaven med {strong(inside(title))} og får påmindelserne fra nu af. "
        "Du kan svare her, når den er afleveret."
    )


# When and how one wants to hear.

WISH_TITLE = "Dine beskeder"
HOUR = "Hvornår på dagen?"
HOUR_HINT = "Dagens ene besked kommer på det tidspunkt."
DAYS = "Hvilke dage?"
DAYS_HINT = "De andre dage skriver vi kun, hvis en frist ellers ville nå at passere."
TOGETHER = "Nyt om dine opgaver"
AT_ONCE = "Send det med det samme"
IN_DIGEST = "Saml det i dagens besked"
SAVE = "Gem"
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag")


def hour(of: time) -> str:
    """An hour to choose."""
    return clock(of)


def chosen(*, at: time, days: Sequence[int], together: bool) -> str:
    """What stands now."""
    when = "hver arbejdsdag" if len(days) == len(WEEKDAYS) else in_line([WEEKDAYS[n] for n in days])
    news = (
        "Nyt om dine opgaver kommer i den samme besked."
        if together
        else "Nyt om dine opgaver kommer med det samme."
    )
    return (
        f"Dine beskeder kommer {clock(at)}, {when}. "
        f"{news} Haster en frist, skriver vi også de andre dage."
    )


# Absence.

AWAY_TITLE = "Fravær"
SINCE = "Første dag"
AWAY_UNTIL = "Sidste dag"
DEPUTY = "Hvem er stedfortræder?"
DEPUTY_HINT = (
    "Stedfortræderen får dine påmindelser i den tid og kan svare for dig. Begge får besked."
)


def away(*, deputy: str, since: date, until: date) -> str:
    """To the person who goes away."""
    return (
        f"{deputy} er din stedfortræder fra {full(since)} til og med {full(until)} "
        "og får dine påmindelser i den tid. Kommer du før tid, så skriv /frist fravær slut."
    )


WELCOME_BACK = "Velkommen tilbage. Dine frister ligger hos dig igen fra i dag."
"""To the person who came back."""


def standing_in(
    *, by: str, since: date, until: date | None, owed: Sequence[tuple[str, date]], on: date
) -> str:
    """To whoever stands in, as it stands on a day: what is due, and what has passed unmet."""
    span = f"fra {full(since)}{f' til og med {full(until)}' if until else ''}"
    head = f"Du er stedfortræder for {by} {span}. I den tid får du påmindelserne og kan svare."
    if not owed:
        return f"{head} Der er ingen åbne frister i de dage."
    named = in_line(
        [
            f"{strong(title)} {'(fristen var' if due < on else 'senest'} {_by(due, on)}"
            for title, due in owed
        ]
    )
    return f"{head} Åbne frister: {named}."


def stood_in(*, by: str, since: date, until: date | None) -> str:
    """To whoever stood in, when that ended before its time."""
    if until is None or until < since:
        return f"Du skal ikke være stedfortræder for {by} fra {full(since)} alligevel."
    return (
        f"Du var stedfortræder for {by} fra {full(since)} til og med {full(until)}. "
        "Det er slut nu, og du får ikke flere påmindelser på den plads."
    )


def discussions_in(*, committee: str) -> str:
    """What the chair of a committee owes, without its proposals."""
    return f"drøftelser i {committee}"


def _by(due: date, on: date) -> str:
    return f"{day(due)})" if due < on else day_and_clock(due, None)


def away_line(*, who: str, deputy: str, until: date | None) -> str:
    """In the status: who is away."""
    return (
        f"{upper_first(who)} er væk{f' til og med {full(until)}' if until else ''}; "
        f"stedfortræder: {deputy}."
    )
