"""The acts, things and fields a refusal can be about, as they stand in its sentence."""

from __future__ import annotations

ACTS = {
    "deliver": "melde det afleveret",
    "receive": "melde det modtaget",
    "undo": "fortryde det",
    "ask_more_time": "bede om mere tid til det",
    "answer_more_time": "svare på anmodningen om mere tid",
    "snooze": "få det at høre igen senere",
    "hand_over": "give det videre",
    "not_mine": "melde det som ikke dit",
    "record": "registrere for det udvalg",
    "confirm": "bekræfte registreringen",
    "contest": "sige, at registreringen ikke passer",
    "views": "skrive synspunkter for det udvalg",
    "withdraw": "trække registreringen tilbage",
    "move": "flytte datoer i planen",
    "cancel": "aflyse noget i planen",
    "see": "se planens oversigt for procesejeren",
    "close_address": "lukke den kalenderadresse",
    "other": "gøre det",
}
"""Du kan ikke … ."""

DONE = {
    "deliver": "Det blev meldt afleveret {when}{by}.",
    "receive": "Det blev meldt modtaget {when}{by}.",
    "undo": "Det blev fortrudt {when}{by}.",
    "ask_more_time": "Der er allerede bedt om mere tid til {day}; svaret kommer her.",
    "grant": "Der blev givet mere tid til {day} {when}{by}.",
    "refuse": "Anmodningen blev afvist {when}{by}.",
    "snooze": "Du hører allerede om det igen {day}.",
    "hand_over": "Det blev klaret eller givet videre {when}{by}.",
    "not_mine": "Det blev meldt som ikke din opgave {when}.",
    "record": "Mødet {day} blev registreret {when}{by}. Er noget forkert, så ret den registrering.",
    "confirm": "Registreringen blev bekræftet {when}{by}.",
    "contest": "Registreringen blev bestridt {when}{by}.",
    "move": "Datoen blev sat til {day} {when}{by}.",
    "cancel": "Rækken blev aflyst {when}{by}.",
    "met": "Det blev meldt afleveret eller modtaget {when}{by}.",
    "other": "Det blev gjort {when}{by}.",
}
"""What stands, when and by whom it was done."""

DAYLESS = {"ask_more_time": "met", "snooze": "met", "hand_over": "hand_over", "grant": "other", "record": "other", "move": "other"}
"""Which sentence holds where the refusal names no day: the thing itself was done."""

THINGS = {
    "proposal": "Jeg kender ikke forslaget “{name}”.",
    "proposal_here": "Forslaget {name} berører ikke jeres udvalg.",
    "committee": "Jeg kender ikke udvalget “{name}”.",
    "record": "Jeg kan ikke finde registrering nummer {name}.",
    "milestone": "Jeg kender ikke “{name}” i planen.",
    "person": "Personen er ikke på processens personliste.",
    "entry": "Det, du vil fortryde, findes ikke længere.",
    "request": "Anmodningen om mere tid findes ikke længere.",
    "obligation": "Du har ingen åben frist, der passer på “{name}”.",
    "open": "Du har ingen åbne frister lige nu.",
    "own_act": "Du har ikke meldt noget, der kan fortrydes.",
    "address": "Kalenderadressen findes ikke længere.",
    "thing": "Jeg kan ikke finde “{name}”.",
}

TO_DO = {
    "proposal": "Skriv /med for at se jeres forslag.",
    "proposal_here": "Skriv /med for at se de forslag, der berører jer.",
    "committee": "Skriv /med for at vælge mellem dine udvalg.",
    "record": "Skriv /med for at se, hvad der står.",
    "milestone": "Skriv /plan oversigt for at se alle rækker.",
    "person": "Vælg en anden, eller bed procesejeren om at sætte personen på listen.",
    "entry": "Skriv /frist for at se, hvad der gælder nu.",
    "request": "Skriv /plan status for at se, hvad der venter.",
    "obligation": "Skriv /frist for at se dine frister.",
    "open": "Vi skriver til dig i god tid, når der kommer en.",
    "own_act": "Skriv /frist eller /med for at se, hvad der gælder nu.",
    "address": "Skriv /kalender ny for at lave en.",
    "thing": "Skriv hjælp efter kommandoen for at se, hvad du kan gøre.",
}
"""What can be done instead."""

FIELDS = {
    "record": "En drøftelse bliver klaret ved at registrere den. Skriv /med.",
    "answer": "Det her bliver klaret ved at svare på det. Skriv /med bekræft eller /frist.",
    "proposals": "Vælg mindst ét forslag, så det kan registreres.",
    "description": "Skriv med dine egne ord, hvordan det gik, så det kan stå ved siden af den anden beskrivelse.",
    "views": "Skriv jeres synspunkter, så de kan blive gemt.",
    "why": "Skriv en årsag; de, det rører, får den at læse.",
    "until": "Vælg en dag, så anmodningen kan sendes.",
    "person": "Vælg, hvem der skal have opgaven.",
    "day": "Skriv også en dato, for eksempel 18/4.",
    "milestone": "Skriv også, hvad der skal flyttes, og hvortil.",
    "other": "Der mangler noget i det, du skrev. Udfyld det, og prøv igen.",
}
