"""What is wrong with a plan, a rehearsal or a people file: one sentence and one remedy for each fault, with its place."""

from __future__ import annotations

from collections.abc import Sequence

from process.faults import Fault

EXPECTED = {
    "mapping": "en gruppe af felter (navn: værdi)",
    "text": "tekst; sæt den i anførselstegn",
    "number": "et helt tal",
    "yes_no": "true eller false",
    "date": "en dag, fx 2024-03-18 eller 18. marts 2024",
    "time": 'et klokkeslæt, fx "12:00"',
    "when": "et tidspunkt, fx senest 18. marts 2024, uge 24/25 2024 eller uden dato",
}

SENTENCES: dict[str, tuple[str, str]] = {
    "file_not_found": ("Filen findes ikke", "Se stien efter."),
    "file_unreadable": ("Filen kan ikke læses ({why})", "Se efter, om det er en fil, og om du har lov til at læse den."),
    "not_utf8": ("Filen er ikke UTF-8 (byten {byte})", "Gem den igen som UTF-8."),
    "empty_file": ("Filen er tom", "Skriv noget i den, eller vælg en anden."),
    "too_large": ("Filen er for stor til at være en plan", "Se efter, om det er den rigtige fil."),
    "syntax": ("Filen kan ikke læses videre her ({problem})", "Se efter indrykning, kolon og anførselstegn på linjen og linjen før."),
    "too_deep": ("Filen er foldet for dybt, eller et anker peger på sig selv", "Skriv stedet ud uden anker (& og *)."),
    "duplicate_key": ("'{key}' står to gange, første gang på linje {first_line}", "Slet den ene, eller giv den et andet navn."),
    "bad_key": (
        "'{key}' kan ikke bruges som nøgle",
        "Brug bogstaverne a-z (ikke æ, ø, å), tal, bindestreg og understreg, højst 60 tegn, med bogstav eller tal forrest.",
    ),
    "unknown_field": ("'{key}' er ikke et felt her", "Ret stavemåden, eller slet feltet."),
    "missing_field": ("Feltet '{field}' mangler", "Skriv det."),
    "wrong_type": ("Her skal stå {expected}", "Der står '{value}'."),
    "not_a_choice": ("'{value}' kan ikke vælges her", "Vælg en af: {choices}."),
    "impossible_date": ("Dagen '{value}' findes ikke", "Se måned og dag efter i en kalender."),
    "impossible_time": ("Klokkeslættet '{value}' findes ikke", 'Skriv time 0-23 og minut 00-59, fx "12:00".'),
    "impossible_zone": ("Tidszonen '{value}' findes ikke", "Brug Europe/Copenhagen."),
    "delivery_in_quiet": (
        "Beskederne skal ud kl. {value}, men det er i stilletiden",
        "Vælg et tidspunkt mellem quiet_until og quiet_from.",
    ),
    "impossible_number": ("Tallet '{value}' kan ikke bruges her", "Skriv et tal fra {lowest} til {highest}."),
    "year_out_of_range": ("Årstallet {value} må være en skrivefejl", "Skriv et år mellem 1990 og 2100."),
    "when_unreadable": (
        "'{value}' kan ikke læses som et tidspunkt",
        "Skriv fx 18. marts 2024, senest 18. marts 2024 kl. 12, 29. august – 11. september 2024, uge 24/25 2024 eller uden dato.",
    ),
    "when_no_year": ("'{value}' har intet årstal", "Skriv året, eller sæt year under process."),
    "when_impossible": ("'{value}' findes ikke i kalenderen", "Se dag, måned og uge efter."),
    "when_reversed": ("'{value}' slutter, før det begynder", "Byt de to om, eller ret den ene."),
    "when_weekday": ("'{value}' passer ikke sammen: datoen er {day}", "Ret ugedagen eller datoen."),
    "unknown_owner": (
        "Planen har ingen plads '{value}'",
        "Ret stavemåden; pladser skrives rolle:sted, fx head:skole_dagtilbud eller head:*.",
    ),
    "unknown_role": (
        "'{role}' i '{value}' er ikke en rolle",
        "Brug head, deputy, director, chief_executive, process_owner, chair, vice_chair, substitute, employee_rep, secretary eller member.",
    ),
    "unknown_organ": ("Planen har intet organ '{value}'", "Ret stavemåden, eller skriv organet under organs."),
    "unknown_area": ("Planen har intet chefområde '{value}'", "Ret stavemåden, eller skriv området under areas."),
    "unknown_kind": ("Planen har ingen slags '{value}'", "Ret stavemåden, eller skriv den under kinds."),
    "unknown_milestone": ("Planen har ingen række '{value}'", "Ret stavemåden, eller skriv rækken under milestones."),
    "unknown_track": ("Planen har intet spor '{value}'", "Ret stavemåden, eller skriv sporet under tracks."),
    "unknown_group": ("Planen har ingen gruppe af organer, der hedder '{value}'", "Skriv fx fagudvalg, eller nøglen på ét organ."),
    "unknown_check": (
        "Der er ingen kontrol, der hedder '{value}'",
        "Ret stavemåden, eller slet den her; navnene står i docs/plan-format.md.",
    ),
    "unknown_person": ("Personfilen har ingen '{value}'", "Ret id'et, eller skriv personen i personfilen."),
    "bad_rung": ("'{value}' kan ikke være et led i stigen for en slags, der er {does}", "Vælg blandt: {choices}."),
    "rung_twice": ("'{value}' står to gange i stigen", "Slet den ene."),
    "ladder_unused": ("Ingen bliver mindet om en slags, der er {does}, så stigen bliver aldrig brugt", "Slet ladder."),
    "ladder_without_days": ("Stigen bliver aldrig brugt, for rytmen siger ikke hvornår", "Skriv escalate_after, eller slet ladder."),
    "circular": ("Rækken regnes fra '{value}', som selv regnes fra den", "Giv en af dem en dag."),
    "owner_basis": ("Rækken har ejere, men owner_basis siger, at ejeren ikke er angivet", "Skriv owner_basis: stated eller implied."),
    "bad_placeholder": ("'{value}' kan ikke udfyldes i en besked", "Brug kun {{area}} i krøllede parenteser."),
    "not_example": (
        "Det, en øvelse tilføjer, skal være mærket",
        "Skriv example: true, og for et chefområde feltets navn i example: [...].",
    ),
    "overrides_plan": ("En øvelse må ikke lave om på det, planen siger", "Slet linjen, eller ret den i planen."),
    "extends_missing": ("Øvelsen siger ikke, hvilken plan den bygger på", "Skriv extends: og navnet på en planfil i samme mappe."),
    "no_header": ("Overskriften mangler: {columns}", "Første linje skal være id;navn;e-mail;slack_id;pladser;fra;til."),
    "no_table_header": (
        "Tabellen har ingen overskrifter, der kan læses",
        "Den skal have en kolonne 'hvornår' (eller dato, frist, tid) og en kolonne 'hvad' (eller titel, aktivitet) eller 'nøgle'.",
    ),
    "row_unread": ("Rækken kan ikke læses: '{value}'", "{why}."),
    "unknown_column": ("Kolonnen '{value}' kendes ikke", "Ret overskriften, eller slet kolonnen."),
    "wrong_columns": ("Rækken har {found} felter, overskriften {expected}", "Se efter et semikolon for meget eller for lidt."),
    "duplicate_value": ("{column} '{value}' står også på linje {first_line}", "Giv hver person sin egen."),
    "bad_email": ("'{value}' er ikke en mailadresse", "Ret den, eller lad feltet være tomt."),
    "no_process_owner": (
        "Ingen sidder på pladsen process_owner",
        "Giv en person pladsen process_owner:<planens nøgle>, ellers kan ingen vedtage eller flytte noget.",
    ),
}


def fault_sentence(fault: Fault) -> str:
    """`fil.yaml:12: milestones.x.when: sætning. Råd.` with the spellings that come closest."""
    wrong, remedy = SENTENCES[fault.code]
    words = dict(fault.fields)
    if "expected" in words:
        words["expected"] = EXPECTED.get(words["expected"], words["expected"])
    near = words.get("near", "")
    place = f"{fault.path}: " if fault.path else ""
    hint = f" Mente du {_or(near.split(', '))}?" if near else ""
    return f"{fault.file}:{fault.line}: {place}{wrong.format(**words)}.{hint} {remedy.format(**words)}".replace(" Der står ''.", "")


def _or(names: Sequence[str]) -> str:
    """`a, b eller c`."""
    return " eller ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def report(faults: Sequence[Fault]) -> str:
    """The whole report: one line for each fault and how many there are."""
    count = "1 fejl" if len(faults) == 1 else f"{len(faults)} fejl"
    return "\n".join([*(fault_sentence(fault) for fault in faults), f"{count}. Intet er skrevet."])
