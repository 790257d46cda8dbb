"""What the command line says: help lines, results and faults, one sentence each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.text import operations
from bot.text.grammar import counted, full

ABOUT = "Fristvogter: holder øje med fristerne i råderumsprocessen og med inddragelsen af MED."
WORDS: dict[str, str] = {
    "run": "Start det hele i én proces. Uden Slack-nøgler starter en øvelse med sandkassen.",
    "web": "Start kun websiden: kommandoer fra Slack, kalendere og tavle.",
    "worker": "Start kun arbejderen: planlægger og sender beskeder.",
    "db": "Databasen: opgradér den, tag en kopi, læg en kopi tilbage.",
    "plan": "Planen: kontrollér, vis, vedtag, skriv skemaet.",
    "simulate": "Afspil en plan og vis hver besked, der ville gå ud: dag, modtager, grund.",
    "feed": "Skriv en kalender ud, præcis som websiden leverer den.",
    "ledger": "Protokollen: efterprøv kæden, eksportér den, eller slet en tekst.",
    "proposals": "Forslag: indlæs dem fra en tabel (CSV eller XLSX).",
    "meetings": "Møder: læs et organs egen mødekalender, og foreslå ændringerne til procesejeren.",
    "people": "Personer og pladser: indlæs en fil, eller slet en persons oplysninger.",
    "mail": "Mail: læs en mail, der kom tilbage.",
    "export": "Skriv mappen til journalisering for ét møde.",
    "messages": "Beskeder, der er lagt til side: vis dem, send dem igen, eller sig, de kom frem.",
    "doctor": "Se efter, om alt er sat rigtigt op.",
}


def unknown_word(word: str, near: str | None) -> str:
    """A word the command line does not know."""
    hint = f" Mente du '{near}'?" if near else ""
    return f"'{word}' kendes ikke.{hint} Skriv fristvogter --help for at se, hvad der kan bruges."


# Starting.

SETTING_FAULTS = {
    "int_parsing": "der skal stå et helt tal",
    "float_parsing": "der skal stå et tal",
    "greater_than_equal": "tallet er for lille",
    "less_than_equal": "tallet er for stort",
    "greater_than": "tallet er for lille",
    "short_key": "nøglen skal have mindst 32 tegn, trukket tilfældigt",
    "short_lease": "den skal være mindst 15 sekunder, længere end et kald til Slack kan vare",
}
OTHER_SETTING_FAULT = "værdien er ikke en af dem, der kan bruges"


def bad_setting(name: str, why: str) -> str:
    """A setting that cannot be used."""
    return f"Indstillingen {name} kan ikke bruges: {why}. Ret den i miljøet eller i .env."


COMMON_KEY = (
    "SECRET_KEY mangler. Når web og worker kører hver for sig, skal de have den samme, ellers "
    "virker links i beskeder ikke. Skriv mindst 32 tilfældige tegn i .env, begge steder."
)


def port_taken(host: str, port: int) -> str:
    """Another program listens there."""
    return (
        f"Der lytter allerede et program på {host}:{port}. "
        "Stop det, eller vælg en anden port med PORT=…"
    )


def rehearsal_only_loopback(host: str) -> str:
    """The sandbox does not listen outside this machine."""
    return (
        f"Øvelsen lytter kun på denne maskine, ikke på {host}. "
        "Sæt Slack-nøgler, eller brug HOST=127.0.0.1."
    )


REHEARSAL_NEEDS_OWN_DATABASE = (
    "Databasen rummer en rigtig proces, og øvelsen rører den ikke. "
    "Vælg en anden DATABASE_URL til øvelsen."
)
"""The ledger in that database is a real one."""


def serving(address: str, rehearsal: bool) -> str:
    """Where to look."""
    return (
        f"Fristvogter er klar: {address}/sandbox/"
        if rehearsal
        else f"Fristvogter er klar: {address}"
    )


WORKING = "Arbejderen er i gang."


def unexpected(code: str) -> str:
    """Something nobody foresaw; the log has the rest."""
    return (
        f"Noget gik galt, som programmet ikke kender (kode {code}). "
        "Det står i loggen; intet er skrevet halvt."
    )


def file_missing(path: str) -> str:
    """A file that is not there."""
    return f"Filen {path} findes ikke. Se stien efter."


# db.

HELP_DB_UPGRADE = "Opret eller opgradér tabellerne. Kan køres igen uden skade."


def database_unreachable(why: str) -> str:
    """The database does not answer."""
    return f"Databasen svarer ikke: {why}. Se DATABASE_URL efter."


HELP_DB_BACKUP = "Kopiér en SQLite-database til FILE, også mens den er i brug."
HELP_DB_RESTORE = (
    "Læg kopien FILE tilbage, hvor der ingen database ligger. Stop worker og web først."
)
HELP_DB_RESTORED = (
    "Sig, at databasen er en kopi, der er lagt tilbage med pg_restore. Kør den, før worker og web "
    "startes igen."
)


ONLY_SQLITE = (
    "Det ord er til SQLite. Brug pg_dump og pg_restore til PostgreSQL, og sig til bagefter med "
    "fristvogter db restored."
)
DATABASE_NEWER = (
    "Databasen er fra en nyere version af programmet end denne. Installér den nyere version igen, "
    "eller læg den kopi tilbage, der blev taget før opgraderingen."
)


def still_there(file: str) -> str:
    """Something lies where the copy is to go."""
    return f"Der ligger allerede noget i {file}. Flyt det væk først; intet er skrevet over."


def not_a_copy(why: str) -> str:
    """The file is no whole copy."""
    return f"Filen er ikke en hel kopi af Fristvogters database ({why}). Intet er lagt tilbage."


HELP_MESSAGES_FAILED = "Vis beskeder, der ikke kunne sendes, eller som ingen kunne finde igen."
HELP_MESSAGES_AGAIN = "Send besked NR igen, hvis der stadig er brug for den."
HELP_MESSAGES_ARRIVED = "Sig, at besked NR nåede frem, så den ikke bliver sendt igen."
NO_FAILED_MESSAGES = "Ingen beskeder er lagt til side."
SENT_AGAIN = "Beskeden bliver sendt igen, hvis der stadig er brug for den."
NOTED_AS_ARRIVED = "Beskeden står nu som sendt."


def failed_message(*, id: int, day: date, name: str, why: str, in_doubt: bool) -> str:
    """One line of those that were put aside."""
    fate = "Vi ved ikke, om den nåede frem" if in_doubt else "Den kunne ikke sendes"
    return f"Nr. {id}, {day.isoformat()}, til {name}: {fate} ({why})."


def not_put_aside(id: int) -> str:
    """No message with that number can be treated so."""
    return f"Besked {id} er ikke lagt til side på den måde; intet er ændret."


def backed_up(file: str) -> str:
    """The copy is whole."""
    return f"Kopien ligger i {file}."


def put_back() -> str:
    """A copy was put back."""
    return (
        "Kopien er lagt tilbage. Intet bliver sendt, før vi har set efter, om det blev sendt efter "
        "kopien. Kør fristvogter db upgrade og fristvogter ledger verify, før du starter igen."
    )


DATABASE_OUTDATED = "Databasen er fra en anden version af programmet. Kør fristvogter db upgrade."


def database_upgraded(revision: str) -> str:
    """The tables are as this version wants them."""
    return f"Databasen er klar (version {revision})."


# Which process.

NO_PLAN = "Der er ikke vedtaget nogen plan endnu. Kør fristvogter plan adopt FIL."


def no_such_process(wanted: str, known: tuple[str, ...]) -> str:
    """The process that was asked for is not in the ledger."""
    return f"Protokollen rummer ikke processen {wanted}. Den rummer: {', '.join(known) or 'ingen'}."


def which_process(known: tuple[str, ...]) -> str:
    """Several processes in one ledger."""
    return (
        f"Protokollen rummer flere processer: {', '.join(known)}. Vælg en med FRISTVOGTER_PROCESS."
    )


# plan.

PLAN_WORDS: dict[str, str] = {
    "check": "Læs planen, og vis fejl (fil og linje) og spørgsmål. Intet bliver skrevet.",
    "show": "Vis planen som tabel, JSON eller tegning, også som den så ud en bestemt dag.",
    "diff": "Vis, hvad to planer siger forskelligt, og hvem det rører.",
    "adopt": "Vedtag planen eller en ændring af den. Derefter er det protokollen, der gælder.",
    "export": "Skriv den vedtagne plan ud igen: som planfil med sine kommentarer, eller som tabel.",
    "import": "Lav et udkast af en tabel eller et notat, eller læg en tabel på en plan.",
    "roll": "Lav næste års udkast: samme uge og ugedag, og hver dato mærket som ikke bekræftet.",
    "schema": "Skriv JSON-skemaet, som en editor kan bruge, mens planen skrives.",
}
"""Words that cannot be the name of a module."""
FORMAT = "text er til mennesker, json er til programmer."
FORMAT_CHECK = "text, json, eller html til at sende videre."
FORMAT_SHOW = "text, json, eller en tegning: svg eller png."
FORMAT_IMPORT = (
    "yaml er udkastet; html er hver række, og hvad der blev forstået, til at sende videre."
)
FORMAT_EXPORT = "yaml, eller en tabel: csv eller xlsx."
OUTPUT = "Skriv til en fil i stedet for skærmen."
ON_DAY = "Som planen så ud den dag (2024-03-13); uden fil."
REASON = "Hvorfor planen vedtages eller ændres. Alle, det rører, får årsagen at læse."
APPROVED_BY = "Hvilket organ der har besluttet det (navn eller nøgle)."
APPROVED_ON = "Hvilken dag det blev besluttet (2024-03-13)."
YES = "Spørg ikke, selv om filen gør ændringer fra Slack om."
LIKE = "Skriv planen ind i denne fil, så dens kommentarer bliver stående."
ONTO = "Læg tabellen på denne planfil; uden den bliver det et nyt udkast."
YEAR = "Året for datoer, der ikke selv siger det."
TO_YEAR = "Året, udkastet er til."
KEY = "Planens nøgle (fx norddjurs-2025)."
TITLE = "Planens titel."
MUNICIPALITY = "Kommunens navn."
CONTINUE = "Skal det gøres?"


def file_written(path: str) -> str:
    """A file was written."""
    return f"Skrevet: {path}."


def plan_fine(name: str, milestones: int, organs: int) -> str:
    """The plan file has no faults."""
    rows = counted(milestones, "milepæl", "milepæle")
    return f"{name} kan indlæses: {rows} og {counted(organs, 'organ', 'organer')}."


def rules_counted(rules: int, changed: Sequence[str]) -> str:
    """How many rules looked, and what the plan has changed of them."""
    return " ".join([f"{rules} kontroller er kørt.", *changed])


def adopted(title: str, seq: int) -> str:
    """The plan stands in the ledger."""
    return f"Planen {title} er vedtaget (protokollens nr. {seq})."


def already_adopted(title: str) -> str:
    """Nothing to write."""
    return f"Planen {title} er vedtaget i forvejen. Intet er ændret."


def revision_adopted(title: str, seq: int) -> str:
    """A revision stands in the ledger."""
    return f"Ændringen af {title} er vedtaget (protokollens nr. {seq})."


def needs_plan(file: str) -> str:
    """A table says only what changes."""
    return (
        f"{file} er en tabel og siger kun, hvad der skal ændres. "
        "Vælg en plan med --onto, eller vedtag en plan først."
    )


def is_rehearsal(file: str) -> str:
    """A rehearsal is never adopted as the real thing."""
    return f"{file} er en øvelse (extends) og kan ikke vedtages. Vedtag den plan, den bygger på."


def binary_needs_output(form: str) -> str:
    """A picture is not for the screen."""
    return f"{form} kan ikke vises på skærmen. Vælg en fil med --output."


NOTHING_DRAWN = "Ingen række i planen har en dato, så der er intet at tegne."
NOT_DONE = "Intet er skrevet. Brug --yes, hvis filen skal gælde."
"""The question was answered with no, or nobody was there to answer."""
COMMENTS_LOST = (
    "Planen kunne ikke skrives ind i filen, som den er; den er skrevet uden kommentarer."
)
"""The file could not be made to say the plan."""


def as_on(on: date) -> str:
    """Above a plan as it looked on a day."""
    return f"Som planen stod ved udgangen af {full(on)}:"


def no_plan_then(on: date) -> str:
    """Nothing had been adopted."""
    return f"Der var ikke vedtaget nogen plan {full(on)}."


def rolled_head(title: str, year: int, count: int) -> str:
    """At the head of a rolled draft."""
    dates = "Én dato er" if count == 1 else f"{count} datoer er"
    return (
        f"Udkast til {year}, lavet ud fra {title}: samme uge og ugedag, "
        "flyttet væk fra lukkedage.\n"
        f"{dates} overført og ikke bekræftet (rolled_from). "
        "Bekræft dem i Slack med /plan bekræft,\n"
        "eller slet rolled_from i filen. Noter, kilder, dagsordener og programmer hører til "
        "sidste år og er ikke med."
    )


def cannot_roll(title: str) -> str:
    """A plan without dates has no year."""
    return f"{title} har ingen datoer, så der er intet år at gå ud fra."


def already_that_year(year: int) -> str:
    """Rolling to the plan's own year."""
    return f"Planen er allerede for {year}."


# feed.

HELP_FEED = (
    "Skriv en kalender ud: offentlig, omraade:…, med:…, udvalg:…, organ:…, rolle:… eller person:…"
)
HELP_FEED_PLAN = "Tag kalenderen fra en planfil i stedet for protokollen."
HELP_FEED_DAY = "Dagen, kalenderen ses på (2024-03-13)."


def unknown_scope(name: str, near: tuple[str, ...]) -> str:
    """Nobody's calendar."""
    hint = f" Mente du {' eller '.join(near)}?" if near else ""
    return (
        f"Der er ingen kalender for '{name}'.{hint} Skriv fristvogter feed --help for at se, "
        "hvad der findes."
    )


# people.

HELP_PEOPLE_IMPORT = "Indlæs personfilen (CSV): hele filen eller intet."
HELP_PEOPLE_ERASE = (
    "Glem en person: pladser, adresser, navn, e-mail, Slack-id og det, personen har skrevet."
)
HELP_PEOPLE_SHOW = "Vis alt, hvad der er gemt om en person, som en fil personen kan få."
HELD = {
    "directory": "personliste",
    "wishes": "valg",
    "processes": "processer",
    "written": "skrevet af personen",
    "about": "skrevet om personen",
    "words": "personens egne tekster",
    "addresses": "adresser",
    "messages": "sendt til personen",
}
"""What is held about somebody, part by part."""
WITH_THE_PERSON = "sammen med personens oplysninger"
"""Why a text went when its writer was forgotten."""


def people_imported(people: int, seats: int) -> str:
    """What the people file gave."""
    read = "1 person" if people == 1 else f"{people} personer"
    return f"{read} er indlæst, og {'1 plads' if seats == 1 else f'{seats} pladser'} er besat."


def person_erased(person: str) -> str:
    """The directory forgot them."""
    return f"Navn, e-mail og Slack-id for {person} er slettet. Protokollen rummer kun rollen."


def written_by_erased(count: int) -> str:
    """The person's own words."""
    return f"{count} {'tekst' if count == 1 else 'tekster'}, personen har skrevet, er også slettet."


def left_and_closed(*, seats: int, addresses: int) -> str:
    """What the person has no more."""
    left = "1 plads er forladt" if seats == 1 else f"{seats} pladser er forladt"
    closed = "1 adresse er lukket" if addresses == 1 else f"{addresses} adresser er lukket"
    return f"{left}, og {closed}."


def words_in_the_chain(entries: Sequence[str]) -> str:
    """What cannot be forgotten."""
    return (
        f"Det her kan ikke slettes: {', '.join(entries)}. I de indførsler står en årsag, et link "
        "eller et navn, som personen har skrevet, i selve kæden, og den kan ikke ændres uden at "
        "gå i stykker."
    )


def named_held(held: object) -> object:
    """The parts by their Danish names."""
    if isinstance(held, dict):
        return {HELD.get(name, name): named_held(one) for name, one in held.items()}
    return [named_held(one) for one in held] if isinstance(held, list | tuple) else held


def person_unknown(person: str) -> str:
    """No such id."""
    return f"Der er ingen person med id {person}. Se id'et i personfilen."


# proposals.

HELP_PROPOSALS_IMPORT = (
    "Indlæs forslag fra en tabel: hele filen eller intet. Den samme fil igen ændrer intet."
)
HELP_PROPOSALS_CHECK = "Se kun efter, om filen kan indlæses."


def proposals_imported(*, of: int, new: int, checked: bool) -> str:
    """What a file gave."""
    if checked:
        return f"Filen kan indlæses: {of} forslag, heraf {new} nye eller ændrede. Intet er skrevet."
    return f"{new} af {of} forslag er nye eller ændrede og er lagt ind."


# meetings.

HELP_MEETINGS_IMPORT = (
    "Læs mødekalenderen for et organ fra en .ics-fil eller en adresse (https://…, webcal://…), "
    "og foreslå ændringerne."
)
HELP_MEETINGS_YES = "Vedtag ændringerne med det samme i stedet for at lægge dem til procesejeren."
HELP_MEETINGS_OPEN = "Tillad en adresse uden kryptering (http)."


def meetings_agree(*, organ: str) -> str:
    """The two agree."""
    return f"{organ}: planen og mødekalenderen siger det samme."


def meetings_wait(*, organ: str, seq: int) -> str:
    """The changes lie with the process owner."""
    return (
        f"Ændringerne for {organ} er lagt til procesejeren (post {seq}). "
        "De gælder først, når de er vedtaget."
    )


def meetings_written(*, organ: str, seq: int) -> str:
    """The plan is revised."""
    return f"Planen er ændret efter {organ}s mødekalender (post {seq})."


def entry_passed_over(*, title: str, why: str) -> str:
    """An entry that is no meeting."""
    return f"Ikke læst: “{title}” ({why})."


def calendar_unreadable(*, source: str) -> str:
    """Not a calendar."""
    return (
        f"{source} er ikke en kalenderfil, der kan læses. "
        "Bed om en .ics-fil, eller prøv adressen i en browser."
    )


def calendar_unreachable(*, source: str) -> str:
    """Nobody answered."""
    return (
        f"{source} svarede ikke med en kalender. Er adressen rigtig, og kan den hentes uden login?"
    )


def calendar_in_the_open(*, source: str) -> str:
    """The address is not encrypted, and nobody has said that it may be."""
    return (
        f"Adressen hos {source} er ikke krypteret (http). Brug den, der begynder med https, "
        "eller tilføj --http, hvis den kun findes sådan."
    )


def calendar_led_astray(*, source: str) -> str:
    """The server sends whoever asks somewhere else."""
    return (
        f"{source} sender os videre til et sted, vi ikke henter fra. Åbn adressen i en browser, "
        "og brug den, du ender på."
    )


# mail.

HELP_RETURNED = (
    "Læs en mail, der kom tilbage (fra en fil eller -). "
    "Det er den, en mailserver kan sende videre hertil."
)
RETURNED = {
    "bounced": (
        "Mailen kunne ikke afleveres. Den næste vej bliver prøvet, og procesejeren får besked."
    ),
    "noted": "Mailen er kun forsinket. Der er ikke ændret noget.",
    "unknown": (
        "Mailen er ikke sendt herfra, eller den var allerede kommet tilbage. "
        "Der er ikke ændret noget."
    ),
}
NOT_RETURNED = "Det er ikke en returneret mail, så der er ikke gjort noget."


def mail_later(why: str) -> str:
    """The database does not answer."""
    return f"Databasen svarer ikke ({why}), så mailen er ikke læst. Prøv igen om lidt."


# ledger.

HELP_LEDGER_VERIFY = "Efterprøv kæden, og nævn den første post, der er ændret."
HELP_LEDGER_EXPORT = "Skriv alle poster, én JSON-linje for hver."
HELP_LEDGER_RECEIPT = (
    "Hold en kvittering op mod protokollen: "
    "nummer og kontrolsum, som de står på den (212:3f9a1c22b7d0)."
)
HELP_LEDGER_LOG = "Hold en kopi af loggen op mod protokollen; den rummer dagens kontrolsummer."
HELP_LEDGER_ERASE = (
    "Slet de frie tekster i en post (synspunkter, bemærkninger). "
    "Posten og dens kontrolsum bliver stående."
)
HELP_LEDGER_WHY = "Hvorfor teksten slettes; årsagen bliver stående."


def ledger_whole(count: int, head: str) -> str:
    """The chain verifies."""
    return f"Protokollen er hel: {counted(count, 'post', 'poster')}, kædens ende {head[:12]}."


def ledger_broken(seq: int, why: str) -> str:
    """The chain does not verify from here."""
    return f"Protokollen er brudt ved post {seq}: {operations.BROKEN[why]}."


def anchored(upto: int, count: int) -> str:
    """How far what was told outside reaches."""
    if not upto:
        return "Ingen kvittering eller log uden for databasen kan bevidne den endnu."
    if upto == count:
        whole = f"Alle {counted(count, 'post', 'poster')}" if count != 1 else "Den ene post"
        return f"{whole} er bevidnet uden for databasen."
    return (
        f"Til og med post {upto} er den bevidnet uden for databasen; "
        f"de sidste {count - upto} er kun efterprøvet i sig selv."
    )


def gone_by_hand(entries: Sequence[int]) -> str:
    """Words that are gone without an entry."""
    return (
        f"Uden en post om det er teksterne væk i post {', '.join(map(str, entries))}: slettet, før "
        "det blev skrevet i protokollen, eller taget i hånden."
    )


def text_gone(seq: int, on: date, why: str) -> str:
    """A text that is gone, as it should be."""
    return (
        f"Post {seq}: indhold slettet {full(on)} ({why or 'uden begrundelse'}). "
        "Kontrolsummen står stadig."
    )


def texts_erased(seq: int, count: int) -> str:
    """What was forgotten."""
    if not count:
        return f"Post {seq} har ingen tekst, der kan slettes. Se nummeret på kvitteringen."
    return (
        f"{'Teksten' if count == 1 else f'{count} tekster'} i post {seq} er slettet. "
        "Protokollen kan stadig efterprøves."
    )


def unreadable_receipt(text: str) -> str:
    """What was typed is no receipt's number and checksum."""
    return f"'{text}' kan ikke læses. Skriv nummer og kontrolsum, for eksempel 212:3f9a1c22b7d0."


# export.

HELP_EXPORT = (
    "Skriv mappen til journalisering for ét møde: "
    "følgeseddel, MED-bilag, oversigt, høringssvar og protokol."
)
HELP_STATION = "Organet, mappen er til, evt. med dag: voksen_plejeudvalget/2024-04-30."
HELP_OUT = (
    "Mappen, filerne skrives i. "
    "En fil, der allerede ligger der med et andet indhold, bliver ikke overskrevet."
)
HELP_CASE_NUMBER = "Sagsnummer til følgesedlen."
HELP_KLE = "KLE-emne og handlingsfacet til følgesedlen, som I selv har valgt dem."
HELP_DAY = "Dagen, papirerne udarbejdes (2024-05-02). Ellers dagen i dag."
HELP_ASCII = "Filnavne uden æ, ø og å."


def folder_written(*, folder: str, names: Sequence[str], kept: int) -> str:
    """What the command did."""
    same = f" {kept} af dem lå der i forvejen, uændret." if kept else ""
    files = counted(len(names), "fil", "filer")
    return f"Mappen {folder} har nu {files} til journalisering.{same}\n{_listed(names)}"


def folder_differs(*, folder: str, names: Sequence[str]) -> str:
    """Files of the same name with other content; nothing was written."""
    what = f"Intet er skrevet. I mappen {folder} ligger der allerede filer med et andet indhold:"
    return f"{what}\n{_listed(names)}\nVælg en anden mappe, eller flyt filerne."


def _listed(names: Sequence[str]) -> str:
    return "\n".join(f"- {name}" for name in names)
