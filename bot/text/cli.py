"""What the command line says: help lines, results and faults, one sentence each."""

from __future__ import annotations

from collections.abc import Sequence

ABOUT = "Fristvogter: holder øje med fristerne i råderumsprocessen og med inddragelsen af MED."

WORDS: dict[str, str] = {
    "run": "Start det hele i én proces. Uden Slack-nøgler starter en øvelse med sandkassen.",
    "web": "Start kun websiden: kommandoer fra Slack, kalendere og tavle.",
    "worker": "Start kun arbejderen: planlægger og sender beskeder.",
    "db": "Databasen: opgradér den til denne version.",
    "plan": "Planen: kontrollér, vis, vedtag, skriv skemaet.",
    "simulate": "Afspil en plan og vis hver besked, der ville gå ud: dag, modtager, grund.",
    "feed": "Skriv en kalender ud, præcis som websiden leverer den.",
    "ledger": "Protokollen: efterprøv kæden, eksportér den, eller slet en tekst.",
    "proposals": "Forslag: indlæs dem fra en tabel (CSV eller XLSX).",
    "meetings": "Møder: læs et organs egen mødekalender, og foreslå ændringerne til procesejeren.",
    "people": "Personer og pladser: indlæs en fil, eller slet en persons oplysninger.",
    "mail": "Mail: læs en mail, der kom tilbage.",
    "export": "Skriv mappen til journalisering for ét møde.",
    "doctor": "Se efter, om alt er sat rigtigt op.",
}


HELP_FEED = (
    "Skriv en kalender ud: offentlig, omraade:…, med:…, udvalg:…, organ:…, rolle:… eller person:…"
)
HELP_FEED_PLAN = "Tag kalenderen fra en planfil i stedet for protokollen."
HELP_FEED_DAY = "Dagen, kalenderen ses på (2024-03-13)."
HELP_DB_UPGRADE = "Opret eller opgradér tabellerne. Kan køres igen uden skade."
HELP_PEOPLE_IMPORT = "Indlæs personfilen (CSV): hele filen eller intet."
HELP_PEOPLE_ERASE = "Slet navn, e-mail og Slack-id for en person."
HELP_LEDGER_VERIFY = "Efterprøv kæden, og nævn den første post, der er ændret."
HELP_LEDGER_EXPORT = "Skriv alle poster, én JSON-linje for hver."

BROKEN = {
    "missing": "posten mangler eller har fået et andet nummer",
    "changed": "indholdet er ændret",
    "unlinked": "den følger ikke efter posten før",
    "not_as_anchored": "en kvittering udenfor viser en anden kontrolsum",
    "cut_off": "poster efter den er fjernet",
    "text_missing": "en tekst er væk uden at være slettet efter reglerne",
    "text_changed": "en tekst er ændret",
}


def unknown_word(word: str, near: str | None) -> str:
    """A word the command line does not know."""
    hint = f" Mente du '{near}'?" if near else ""
    return f"'{word}' kendes ikke.{hint} Skriv fristvogter --help for at se, hvad der kan bruges."


SETTING_FAULTS = {
    "int_parsing": "der skal stå et helt tal",
    "float_parsing": "der skal stå et tal",
    "greater_than_equal": "tallet er for lille",
    "less_than_equal": "tallet er for stort",
}
OTHER_SETTING_FAULT = "værdien er ikke en af dem, der kan bruges"


def bad_setting(name: str, why: str) -> str:
    """A setting that cannot be used."""
    return f"Indstillingen {name} kan ikke bruges: {why}. Ret den i miljøet eller i .env."


def port_taken(host: str, port: int) -> str:
    """Another program listens there."""
    return (
        f"Der lytter allerede et program på {host}:{port}. "
        "Stop det, eller vælg en anden port med PORT=…"
    )


def database_unreachable(why: str) -> str:
    """The database does not answer."""
    return f"Databasen svarer ikke: {why}. Se DATABASE_URL efter."


DATABASE_OUTDATED = "Databasen er fra en anden version af programmet. Kør fristvogter db upgrade."


def database_upgraded(revision: str) -> str:
    """The tables are as this version wants them."""
    return f"Databasen er klar (version {revision})."


NO_PLAN = "Der er ikke vedtaget nogen plan endnu. Kør fristvogter plan adopt FIL."


def unknown_scope(name: str, near: tuple[str, ...]) -> str:
    """Nobody's calendar."""
    hint = f" Mente du {' eller '.join(near)}?" if near else ""
    return (
        f"Der er ingen kalender for '{name}'.{hint} Skriv fristvogter feed --help for at se, "
        "hvad der findes."
    )


def no_such_process(wanted: str, known: tuple[str, ...]) -> str:
    """The process that was asked for is not in the ledger."""
    return f"Protokollen rummer ikke processen {wanted}. Den rummer: {', '.join(known) or 'ingen'}."


def which_process(known: tuple[str, ...]) -> str:
    """Several processes in one ledger."""
    return (
        f"Protokollen rummer flere processer: {', '.join(known)}. Vælg en med FRISTVOGTER_PROCESS."
    )


def file_missing(path: str) -> str:
    """A file that is not there."""
    return f"Filen {path} findes ikke. Se stien efter."


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


def plan_fine(name: str, milestones: int, organs: int) -> str:
    """The plan file has no faults."""
    return f"{name} kan indlæses: {milestones} milepæle og {organs} organer."


def adopted(title: str, seq: int) -> str:
    """The plan stands in the ledger."""
    return f"Planen {title} er vedtaget (protokollens nr. {seq})."


def already_adopted(title: str) -> str:
    """Nothing to write."""
    return f"Planen {title} er vedtaget i forvejen. Intet er ændret."


def people_imported(people: int, seats: int) -> str:
    """What the people file gave."""
    return f"{people} personer er indlæst, og {seats} pladser er besat."


def person_erased(person: str) -> str:
    """The directory forgot them."""
    return f"Navn, e-mail og Slack-id for {person} er slettet. Protokollen rummer kun rollen."


def person_unknown(person: str) -> str:
    """No such id."""
    return f"Der er ingen person med id {person}. Se id'et i personfilen."


def ledger_whole(count: int, head: str) -> str:
    """The chain verifies."""
    return f"Protokollen er hel: {count} poster, kædens ende {head[:12]}."


def ledger_broken(seq: int, why: str) -> str:
    """The chain does not verify from here."""
    return f"Protokollen er brudt ved post {seq}: {BROKEN[why]}."


def serving(address: str, rehearsal: bool) -> str:
    """Where to look."""
    return (
        f"Fristvogter er klar: {address}/sandbox/"
        if rehearsal
        else f"Fristvogter er klar: {address}"
    )


def unexpected(code: str) -> str:
    """Something nobody foresaw; the log has the rest."""
    return (
        f"Noget gik galt, som programmet ikke kender (kode {code}). "
        "Det står i loggen; intet er skrevet halvt."
    )


WORKING = "Arbejderen er i gang."


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
FORMAT_EXPORT = "yaml, eller en tabel: csv eller xlsx."
OUTPUT = "Skriv til en fil i stedet for skærmen."
ON_DAY = "Som planen så ud den dag (2024-03-13); uden fil."
REASON = "Hvorfor planen vedtages eller ændres. Alle, det rører, får årsagen at læse."
APPROVED_BY = "Hvilket organ der har besluttet det (navn eller nøgle)."
APPROVED_ON = "Hvilken dag det blev besluttet (2024-03-13)."
YES = "Spørg ikke, selv om filen gør ændringer fra Slack om."
LIKE = "Skriv planen ind i denne fil, så dens kommentarer bliver stående."
ONTO = "Læg tabellen på denne planfil; uden den på den vedtagne plan."
YEAR = "Året for datoer, der ikke selv siger det."
TO_YEAR = "Året, udkastet er til."
KEY = "Planens nøgle (fx norddjurs-2025)."
TITLE = "Planens titel."
MUNICIPALITY = "Kommunens navn."
CONTINUE = "Skal det gøres?"


def written(path: str) -> str:
    """A file was written."""
    return f"Skrevet: {path}."


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


def revision_adopted(title: str, seq: int) -> str:
    """A revision stands in the ledger."""
    return f"Ændringen af {title} er vedtaget (protokollens nr. {seq})."


COMMENTS_LOST = (
    "Planen kunne ikke skrives ind i filen, som den er; den er skrevet uden kommentarer."
)
"""The file could not be made to say the plan."""


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


def already(year: int) -> str:
    """Rolling to the plan's own year."""
    return f"Planen er allerede for {year}."


def rules_counted(rules: int, changed: Sequence[str]) -> str:
    """How many rules looked, and what the plan has changed of them."""
    return " ".join([f"{rules} kontroller er kørt.", *changed])
