"""The rows of the source documents, written off by hand beside the plan file: the time table, the
direktion's calendar, the committees.
"""

from __future__ import annotations

from datetime import date, time
from typing import NamedTuple

from process.dates.when import (
    Day,
    EachMeeting,
    Months,
    NoLater,
    Precision,
    Relative,
    Span,
    Undated,
    When,
    Window,
)

NOTE, SEMINAR, THEME, AGENDA = (
    "Notat 19-02-2024",
    "Program, KB-seminar 2024",
    "Oplæg, temamøde 19-03-2024",
    "Dagsorden, direktionen 20-03-2024",
)
STATED, IMPLIED, NOT_STATED = "stated", "implied", "not stated"


class Row(NamedTuple):
    """One line of the table: number in the domain page, key, when, precision, owner, and
    the documents it comes from.
    """

    number: str
    key: str
    when: When
    precision: Precision
    owner: str
    owners: tuple[str, ...]
    documents: tuple[str, ...]


def on(month: int, day: int, start: time | None = None, end: time | None = None) -> Day:
    """A day of 2024."""
    return Day(day=date(2024, month, day), start=start, end=end)


WELFARE = (
    "head:sundhed_omsorg",
    "head:socialomraadet",
    "head:skole_dagtilbud",
    "head:boern_familie",
)
SEMINAR_DAYS = Span(
    first=date(2024, 1, 22), last=date(2024, 1, 23), start=time(11, 30), end=time(12)
)
MED_WINDOW = Window(
    opens=date(2024, 4, 10),
    until_meetings_of="standing_committee",
    closes_first=date(2024, 4, 30),
    closes_last=date(2024, 5, 30),
)
COMMITTEES = EachMeeting(
    group="standing_committee", first=date(2024, 4, 30), last=date(2024, 5, 30)
)
PARALLEL = "sideløbende deadline i forhold til råderumsprojektet"
NEXT_COUNCIL = "til Kommunalbestyrelsen i Norddjurs 2026-2029"
DAY, MINUTE, MONTH, UNKNOWN = Precision.DAY, Precision.MINUTE, Precision.MONTH, Precision.UNKNOWN

ROWS = [
    Row(
        "c1.1",
        "raaderumsworkshop",
        Day(day=date(2023, 11, 28)),
        DAY,
        NOT_STATED,
        (),
        (NOTE, SEMINAR),
    ),
    Row(
        "c1.2",
        "ideer_sorteret",
        Months(year=2023, first=12, last=12),
        MONTH,
        NOT_STATED,
        (),
        (NOTE,),
    ),
    Row(
        "c1.3",
        "kb_seminar",
        SEMINAR_DAYS,
        MINUTE,
        STATED,
        ("chief_executive:direktion",),
        (SEMINAR, NOTE),
    ),
    Row(
        "c1.4",
        "kb_seminar_evalueret",
        Months(year=2024, first=2, last=2, count=2),
        MONTH,
        STATED,
        (),
        (NOTE,),
    ),
    Row("c1.5", "statusnotat", on(2, 19), DAY, NOT_STATED, (), (NOTE,)),
    Row("c1.6", "hu_status_februar", on(2, 29), DAY, NOT_STATED, (), (NOTE,)),
    Row(
        "c1.7",
        "arbejdspakker_faellesforvaltning",
        on(3, 4),
        DAY,
        IMPLIED,
        ("head:faellesforvaltning",),
        (NOTE,),
    ),
    Row("c1.8", "arbejdspakker_velfaerd", on(3, 12), DAY, IMPLIED, WELFARE, (NOTE,)),
    Row(
        "c1.9",
        "borgerkonference_marts",
        on(3, 12, time(17), time(20)),
        MINUTE,
        NOT_STATED,
        (),
        (NOTE, AGENDA),
    ),
    Row(
        "c1.10",
        "raaderumsforslag",
        NoLater(day=date(2024, 3, 18)),
        DAY,
        IMPLIED,
        ("head:*",),
        (NOTE,),
    ),
    Row("c1.11", "chefforum_raaderum", on(3, 20), DAY, NOT_STATED, (), (AGENDA,)),
    Row("c1.12", "skabelon_dagsordenspunkt", on(4, 10), DAY, STATED, (), (AGENDA,)),
    Row("c1.13", "direktionen_behandler", on(4, 10), DAY, STATED, (), (NOTE,)),
    Row("c1.14", "med_inddragelse", MED_WINDOW, Precision.WINDOW, IMPLIED, ("chair:*",), (NOTE,)),
    Row("c1.15", "hu_status_april", on(4, 25), DAY, NOT_STATED, (), (NOTE,)),
    Row("c1.16", "fagudvalg_behandler", COMMITTEES, Precision.WINDOW, STATED, (), (NOTE,)),
    Row(
        "c1.17",
        "nye_forslag_droeftes",
        Relative(milestone="fagudvalg_behandler"),
        UNKNOWN,
        IMPLIED,
        ("chair:*",),
        (NOTE,),
    ),
    Row("c1.18", "borgerkonference_juni", on(6, 3), DAY, NOT_STATED, (), (NOTE, AGENDA)),
    Row("c1.19", "hu_status_juni", on(6, 6), DAY, NOT_STATED, (), (NOTE,)),
    Row("c1.20", "borgermoede_teknisk_budget", on(8, 14), DAY, NOT_STATED, (), (NOTE,)),
    Row(
        "c1.21",
        "budgetforhandlinger",
        Months(year=2024, first=8, last=8),
        MONTH,
        NOT_STATED,
        (),
        (NOTE,),
    ),
    Row(
        "c1.22",
        "hoering_foerste_behandling",
        Span(first=date(2024, 8, 29), last=date(2024, 9, 11)),
        Precision.DAYS,
        NOT_STATED,
        (),
        (NOTE,),
    ),
    Row("c1.23", "omstillingskatalog", Undated(words=PARALLEL), UNKNOWN, STATED, (), (NOTE,)),
    Row("c1.24", "forslag_ikke_klar", on(4, 10), DAY, STATED, (), (NOTE,)),
    Row(
        "c3",
        "frisaettelse_oplaeg",
        Months(year=2024, first=1, last=6),
        MONTH,
        NOT_STATED,
        (),
        (THEME,),
    ),
    Row(
        "c3",
        "frisaettelse_anbefalinger",
        Undated(words=NEXT_COUNCIL),
        UNKNOWN,
        STATED,
        (),
        (THEME,),
    ),
]

# c2: day of January, start, end where the programme gives one.
PROGRAMME = [
    (22, time(11, 30), time(12, 10)),
    (22, time(12, 10), None),
    (22, time(12, 30), None),
    (22, time(13, 20), None),
    (22, time(13, 30), None),
    (22, time(14, 30), None),
    (22, time(15), None),
    (22, time(15, 15), None),
    (22, time(18, 30), None),
    (23, time(7), time(8, 15)),
    (23, time(8, 15), None),
    (23, time(8, 30), None),
    (23, time(9, 30), None),
    (23, time(10), None),
    (23, time(11), None),
    (23, time(11, 15), None),
    (23, time(12), None),
]

# c4: the direktion's calendar as month, day, how many agenda items, and why it is cancelled.
BOARD = [
    (3, 20, 4, None),
    (3, 27, 0, "Påskeferie"),
    (4, 3, 6, None),
    (4, 10, 1, None),
    (4, 17, 0, "Aflyses pga. seminardag i direktionen"),
    (4, 24, 2, None),
    (5, 1, 0, None),
    (5, 8, 6, None),
    (5, 15, 0, None),
    (5, 22, 0, None),
    (5, 29, 1, None),
    (6, 5, 0, None),
    (6, 12, 0, None),
    (6, 19, 0, None),
    (6, 26, 1, None),
    (7, None, 0, None),
    (8, 7, 0, None),
    (8, 14, 0, None),
    (8, 21, 0, None),
    (8, 28, 0, None),
    (9, 4, 0, None),
    (9, 11, 0, None),
    (9, 18, 2, None),
    (9, 25, 0, None),
    (10, 2, 0, None),
    (10, 9, 0, None),
    (10, 16, 0, "Efterårsferie"),
    (10, 23, 0, None),
    (10, 30, 0, None),
    (11, 6, 2, None),
    (11, 13, 1, None),
    (11, 20, 0, None),
    (11, 27, 0, None),
    (12, 4, 0, None),
    (12, 11, 0, None),
    (12, 18, 2, None),
]

# c3, c4: every other meeting, by organ: month, day, and the last day where it has two.
MEETINGS = {
    "kommunalbestyrelsen": [(3, 19), (3, 19), (4, 16), (4, 16)],
    "oekonomiudvalget": [(3, 12), (4, 9)],
    "voksen_plejeudvalget": [(4, 3)],
    "boerne_ungdomsudvalget": [(3, 21)],
    "arbejdsmarkedsudvalget": [(3, 14)],
    "miljoe_teknikudvalget": [(3, 18)],
    "kultur_fritidsudvalget": [(4, 2)],
    "erhvervsudvalget": [(4, 15)],
    "gruppeformaend": [(4, 9)],
    "aktiviteter": [(3, 14), (3, 15), (3, 15), (3, 15), (3, 18), (3, 19), (3, 21), (3, 27), (4, 2)],
}
