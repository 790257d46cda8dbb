"""What those who keep it running read: the doctor, alerts to the process owner, the worker's signs
of life, and a rehearsal's clock.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from bot.text import grammar as dates
from bot.text.grammar import counted, in_days, in_line, upper_first
from process.dates.danish_grammar import clock

# The doctor: one sentence for each thing it looked at, with the remedy when it is not right.


def mark(fine: bool) -> str:
    """A word, not a sign alone."""
    return "ok  " if fine else "FEJL"


def mode(rehearsal: bool, socket_mode: bool) -> str:
    """How it would run."""
    if rehearsal:
        return "Ingen Slack-nøgle er sat: programmet kører som øvelse med sandkassen."
    return (
        "Slack nås indefra (Socket Mode)."
        if socket_mode
        else "Slack kalder ind over HTTP; adressen skal kunne nås udefra med HTTPS."
    )


def slack_answers(team: str) -> str:
    """The token works."""
    return f"Slack svarer, og nøglen passer til {team or 'arbejdspladsen'}."


def slack_refuses(why: str, setting: str) -> str:
    """A token does not work."""
    return f"Slack afviser nøglen ({why}). Se {setting} efter, eller installér appen igen."


SLACK_BUSY = "Slack svarer, men beder os vente lidt. Prøv igen om et minut."
SOCKET_READY = "Slack kan nås indefra (Socket Mode)."


def scopes(missing: Sequence[str]) -> str:
    """What the token may do."""
    if not missing:
        return "Appen i Slack har de rettigheder, den skal bruge."
    return (
        f"Appen i Slack mangler {in_line(missing)}. Læg manifest.yaml ind igen under App Manifest, "
        "og installér appen påny."
    )


def clock_ahead(seconds: float) -> str:
    """Our clock beside Slack's."""
    if not seconds:
        return "Uret går rigtigt."
    way = "for hurtigt" if seconds > 0 else "for langsomt"
    return (
        f"Uret går {counted(round(abs(seconds)), 'sekund', 'sekunder')} {way}. "
        "Slå tidssynkronisering til, ellers bliver knapper afvist, "
        "og beskeder kommer på det forkerte tidspunkt."
    )


def address(base_url: str, *, reached: bool) -> str:
    """Whether the pages answer at the address that stands in messages."""
    if reached:
        return f"Siderne kan nås på {base_url}."
    return (
        f"Siderne svarer ikke på {base_url}. Se BASE_URL, web-processen og det, der står foran "
        "den, efter; herfra kan adressen også være lukket, selv om andre kan nå den."
    )


def without_account(people: Sequence[str]) -> str:
    """Who sits in a seat and can be written to nowhere."""
    if not people:
        return "Alle på en plads kan få besked."
    return (
        f"Disse har en plads og hverken Slack eller mail: {', '.join(people)}. "
        "Ret personlisten, og kør fristvogter people import FIL."
    )


HELP_SEND = "Send en prøvebesked i Slack til personen med dette id."
TRIAL = "Det her er en prøve fra fristvogter doctor. Når du læser den, virker vejen til Slack."
SENT = "Prøvebeskeden er sendt. Se efter i Slack, om den er kommet."


def nobody(person: str) -> str:
    """Nobody to send a trial to."""
    return f"Personen {person} kendes ikke her eller har ingen konto i Slack, så intet er sendt."


def slack_silent(why: str) -> str:
    """No connection."""
    return f"Slack svarer ikke ({why}). Se netværket og SLACK_API_URL efter."


def signing_secret(is_set: bool) -> str:
    """Needed for HTTP."""
    if is_set:
        return "Forespørgsler fra Slack kan efterprøves."
    return "SLACK_SIGNING_SECRET mangler. Uden den bliver intet fra Slack taget imod over HTTP."


def secret_key(is_set: bool) -> str:
    """Needed for links that outlive a restart."""
    if is_set:
        return "Links virker stadig efter en genstart."
    return "SECRET_KEY mangler. Uden den holder links op med at virke ved hver genstart."


def mail_from(is_set: bool) -> str:
    """The sender of mails."""
    if is_set:
        return "Mails har en afsender."
    return "MAIL_FROM mangler eller er ikke en mailadresse. Uden den bliver ingen mail sendt."


def mail_server(why: str) -> str:
    """Whether it answers, and lets us in."""
    if not why:
        return "Mailserveren svarer."
    return (
        f"Mailserveren svarer ikke, som den skal ({why}). "
        "Se SMTP_HOST, SMTP_PORT, SMTP_STARTTLS og adgangskoden efter."
    )


def mailbox(why: str) -> str:
    """Where mail comes back."""
    if not why:
        return "Postkassen til returnerede mails kan læses."
    return (
        f"Postkassen til returnerede mails kan ikke læses ({why}). "
        "Se IMAP_HOST, IMAP_PORT, IMAP_FOLDER og adgangskoden efter."
    )


DATABASE_READY = "Databasen svarer og er af denne version."


def plan_adopted(processes: Sequence[str]) -> str:
    """There is a plan."""
    return f"Protokollen rummer: {', '.join(processes)}."


def seats(empty: Sequence[str]) -> str:
    """Seats nobody holds."""
    if not empty:
        return "Procesejeren og alle chefer har en person."
    return (
        f"Disse pladser er tomme, så ingen får besked: {', '.join(empty)}. "
        "Kør fristvogter people import FIL."
    )


def worker(age: float | None) -> str:
    """The worker's last sign of life."""
    if age is None:
        return "Ingen arbejder har meldt sig endnu. Start fristvogter worker (eller run)."
    return f"Arbejderen meldte sig for {counted(round(age), 'sekund', 'sekunder')} siden."


# To the process owner: what a person must look at.

STATUSES = (
    ("5.1.", "adressen findes ikke"),
    ("5.2.2", "postkassen er fuld"),
    ("5.2.", "postkassen tager ikke imod"),
    ("5.7.", "modtagerens mailserver afviser os"),
    ("4.", "den kunne ikke afleveres i tide"),
)
CHANNELS = {"slack": "Slack", "mail": "mail"}


def unreached(*, who: str, name: str) -> str:
    """To the process owner: somebody cannot be reached."""
    person = f"{name} ({who})" if name else who
    return (
        f"Vi kan ikke få beskeder frem til {person}. Ret adressen i personfilen, "
        "eller giv opgaverne videre med /frist; indtil da får personen ingen påmindelser."
    )


def rerouted(*, who: str, name: str, channel: str) -> str:
    """One person is not reached the usual way."""
    person = f"{name} ({who})" if name else upper_first(who)
    return (
        f"{person} kan ikke få beskeder i {_channel(channel)}, så de bliver sendt "
        "på mail i stedet. Er det forkert, så ret adressen eller Slack-id'et i personfilen."
    )


def bounced(*, who: str, name: str, status: str, channel: str) -> str:
    """A mail came back, with the status its server gave (RFC 3463); `channel` is what is tried
    instead, "" when there is nothing.
    """
    person = f"{name} ({who})" if name else who
    after = (
        f"Beskeden bliver prøvet i {_channel(channel)} i stedet."
        if channel
        else "Der er ingen anden vej, så personen får ingen beskeder, før adressen er rettet."
    )
    return (
        f"Mailen til {person} kom tilbage: {_why(status)} ({status}). "
        f"{after} Ret adressen i personfilen, eller giv opgaverne videre. "
        "Om en uge prøver vi adressen igen."
    )


def _why(status: str) -> str:
    """What a status means for people."""
    known = next((words for begins, words in STATUSES if status.startswith(begins)), "")
    return known or "modtagerens mailserver tog ikke imod den"


def down(*, channel: str) -> str:
    """Nobody is reached the usual way."""
    return (
        f"{_channel(channel)} afviser alle beskeder, så de bliver sendt på mail i stedet. "
        f"Bed den, der driver Fristvogter, om at se på nøglerne til {_channel(channel)}."
    )


def entry_unreadable(*, number: str) -> str:
    """An entry of the ledger that this version can make nothing of."""
    return (
        f"Post {number} i protokollen kan ikke læses, og vi regner videre uden den. Bed den, der "
        "driver Fristvogter, om at køre fristvogter ledger verify."
    )


REASONS = {
    "user_not_found": "kontoen findes ikke i Slack",
    "user_disabled": "kontoen i Slack er lukket",
    "messages_tab_disabled": "beskeder til appen er slået fra i Slack",
    "missing_scope": "appen i Slack mangler en rettighed",
    "no channel reaches the person": "personen har hverken Slack eller mail",
    "put back": "en kopi af databasen blev lagt tilbage, og mails kan ikke ses efter",
    "unreadable": "denne udgave af programmet kan ikke læse den",
    "fault": "der skete en fejl i programmet",
    "timeout": "svaret udeblev",
}
"""Why a message was put aside, by how the reason begins."""


def put_aside(*, name: str, number: str, why: str, in_doubt: bool) -> str:
    """One message that could not be sent, or of which nobody knows whether it was."""
    because = reason(why)
    if in_doubt:
        return (
            f"Vi ved ikke, om en besked til {name} nåede frem (nr. {number}: {because}). Spørg "
            "personen: Kom den, så tryk Den nåede frem; kom den ikke, så tryk Send igen."
        )
    return (
        f"En besked til {name} kunne ikke sendes (nr. {number}: {because}). Når grunden er væk, så "
        "tryk Send igen; er der ikke længere brug for den, bliver den ikke sendt."
    )


def reason(why: str) -> str:
    """A reason in words; one that nobody put into words stands as it is."""
    bare = why.removeprefix("unclear: ")
    return next((words for begins, words in REASONS.items() if bare.startswith(begins)), bare)


def dealt_with(*, name: str, number: str) -> str:
    """A message is not put aside any more."""
    return f"Der er taget hånd om beskeden til {name} (nr. {number}). Du skal ikke gøre mere."


COPIED = (
    "En kopi af databasen er lagt tilbage. Nogle mails fra timerne efter kopien kan være sendt, og "
    "det kan ingen se efter, så de venter på dig. Se dem med /plan beskeder, og send dem igen, der "
    "ikke kom frem."
)
NONE_ASIDE = "Alle beskeder er sendt, eller de er på vej. Ingen er lagt til side."


def more_aside(count: int) -> str:
    """Those that have no place in the list."""
    return f"Der er {count} til. De kommer frem her, efterhånden som du tager hånd om de øverste."


def many_aside(count: int) -> str:
    """In `/plan status`."""
    many = "1 besked" if count == 1 else f"{count} beskeder"
    return f"{many} kom ikke frem eller kan være gået tabt. Se dem med /plan beskeder."


def left(*, name: str, seats: Sequence[str]) -> str:
    """Somebody's account is closed."""
    person = name or "En person på listen"
    held = (
        (
            f" Pladsen som {in_line(list(seats))} er nu tom; "
            "direktøren svarer for en chefs frister, til en ny er sat ind."
        )
        if seats
        else ""
    )
    return (
        f"{person} har ikke længere en konto i Slack "
        f"og får ingen beskeder mere.{held} Indlæs personfilen igen, når en ny er fundet."
    )


def _channel(name: str) -> str:
    return CHANNELS.get(name, name)


def technical(*, code: str) -> str:
    """To the process owner: something else that a human must look at."""
    return (
        f"Noget i driften kræver, at nogen ser på det ({code}). "
        "Giv beskeden videre til den, der driver Fristvogter."
    )


# In `/plan status`.

WORKER_HEADING = "Driften"
MINUTE, HOUR = 60, 3600


def alive(*, planned: float | None, delivered: float | None) -> str:
    """When the worker last looked and last sent."""
    if planned is None or delivered is None:
        return (
            "Arbejderen har ikke givet tegn fra sig endnu, så ingen beskeder bliver sendt. "
            "Giv besked til den, der driver Fristvogter."
        )
    return (
        f"Seneste planlægning: for {_ago(planned)} siden. Seneste udsendelse: "
        f"for {_ago(delivered)} siden."
    )


BROKEN = {
    "missing": "posten mangler eller har fået et andet nummer",
    "changed": "indholdet er ændret",
    "unlinked": "den følger ikke efter posten før",
    "not_as_anchored": "en kvittering udenfor viser en anden kontrolsum",
    "cut_off": "poster efter den er fjernet",
    "text_missing": "en tekst er væk uden at være slettet efter reglerne",
    "text_changed": "en tekst er ændret",
}
"""What is wrong with an entry of the ledger."""


def proof(*, count: int, anchored: int, on: date, by_hand: int = 0) -> str:
    """The ledger, as last looked at. `by_hand`: texts that are gone and no entry says why."""
    outside = (
        f"Til og med post {anchored} kan nogen udenfor bevidne den."
        if anchored
        else "Ingen udenfor kan bevidne den endnu."
    )
    gone = (
        f" I {counted(by_hand, 'post', 'poster')} er der ord, der er slettet, uden at protokollen "
        "siger hvorfor; `ledger verify` nævner dem."
        if by_hand
        else ""
    )
    whole = counted(count, "post", "poster")
    return f"Protokollen er hel: {whole}, set efter {dates.full(on)}. {outside}{gone}"


def proof_broken(*, seq: int, why: str, on: date) -> str:
    """It is not as it was written."""
    return (
        f"Protokollen er ikke, som den blev skrevet: post {seq} ({BROKEN.get(why, why)}), set "
        f"{dates.full(on)}. Giv besked til den, der driver Fristvogter; rør ikke databasen imens."
    )


def over_its_time(days: int) -> str:
    """Why a text was erased."""
    return f"efter {in_days(days)}"


def kept_for(*, words: int, people: int) -> str:
    """How long things are kept."""
    typed = (
        f"Det, folk har skrevet, slettes {in_days(words)} efter den sidste handling i processen"
        if words
        else "Det, folk har skrevet, slettes kun, når nogen beder om det"
    )
    named = (
        f"navne og adresser {in_days(people)} efter den sidste plads"
        if people
        else "navne og adresser kun, når nogen beder om det"
    )
    return f"{typed}; {named}."


NOT_LOOKED_AT = "Protokollen er ikke set efter endnu; det sker hver nat."


def _ago(seconds: float) -> str:
    if seconds < MINUTE:
        return counted(round(seconds), "sekund", "sekunder")
    if seconds < HOUR:
        return counted(round(seconds / MINUTE), "minut", "minutter")
    return counted(round(seconds / HOUR), "time", "timer")


# A rehearsal's clock and log.

BOARD = "Tavlen"
PUBLIC_FEED = "Den offentlige kalender"


def clock_label(local: datetime) -> str:
    """`fredag den 1. marts 2024 kl. 8.00`."""
    return f"{dates.full(local.date())} {clock(local.time())}"


def next_stop(people: int) -> str:
    """What happens at the next stop."""
    return "1 person får besked" if people == 1 else f"{people} personer får besked"


def log_line(*, person: str, about: Sequence[str]) -> str:
    """One message that was sent: to whom, about what."""
    more = f" og {len(about) - 3} til" if len(about) > 3 else ""
    return f"{person}: {'; '.join(about[:3])}{more}"


NOT_ALLOWED = "Uret kan kun stilles fra øvelsens egen side."
WENT_BACK = "Uret går kun fremad. Vælg en senere dag, eller begynd forfra."
BAD_DAY = "Den dag kan ikke læses. Skriv den som 2024-03-13."
