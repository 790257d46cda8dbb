"""The papers behind their links: for whoever may have them, as long as they may, and for
nothing else than was asked.
"""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from docx import Document

from bot import actions
from bot.slack import papers, plan
from bot.slack.requests import Place, Request
from bot.text import annex as annex_words
from bot.text.grammar import full
from bot.web.links import BOARD, AskedPaper, PaperKind
from process.acts import records as record_acts
from process.acts.records import Meeting
from process.errors import BadDay, NotYours, Unknown
from process.ledger.entries import SYSTEM, Decision
from process.ledger.facts import ProposalSubmitted, SeatLeft
from process.seats import Seat
from tests.bot.slack.world import PROCESS
from tests.bot.web.house import House
from tests.support.cast import at

OWNER, DIRECTOR, SECRETARY, CHAIR, CHEF = (
    "p-procesejer",
    "p-direktoer",
    "p-sekretaer",
    "p-formand",
    "p-skolechef",
)
ANNEX = AskedPaper(kind=PaperKind.ANNEX, about="bu/2024-05-02")
NOTE = AskedPaper(kind=PaperKind.STATUS_NOTE)
ITEM = AskedPaper(kind=PaperKind.AGENDA_ITEM, about="lmu_skole")


def link(house: House, person: str, asked: AskedPaper, ending: str = "pdf") -> str:
    return house.office.context.links.paper(person, asked, ending)


def ask(house: House, person: str, text: str = "") -> Request:
    return Request(
        context=house.office.context,
        person=person,
        state=house.office.state,
        place=Place.COMMAND,
        text=text,
    )


@pytest.mark.parametrize(
    ("asked", "may"),
    [(ANNEX, {OWNER, DIRECTOR, SECRETARY}), (NOTE, {OWNER, DIRECTOR}), (ITEM, {CHAIR, SECRETARY})],
    ids=["annex", "note", "item"],
)
def test_a_paper_opens_for_those_who_may_have_it_and_for_nobody_else(
    house: House, asked: AskedPaper, may: set[str]
) -> None:
    everybody = (OWNER, DIRECTOR, SECRETARY, CHAIR, CHEF, "p-udenfor")
    for ending, kind in (("pdf", "application/pdf"), ("docx", "application/vnd.openxmlformats")):
        got = {
            person: house.browser.get(link(house, person, asked, ending)) for person in everybody
        }
        assert {p: r.status_code for p, r in got.items()} == {
            p: 200 if p in may else 410 for p in everybody
        }
        assert {r.headers["content-type"].startswith(kind) for p, r in got.items() if p in may} == {
            True
        }
        assert {r.headers["cache-control"] for p, r in got.items() if p in may} == {"no-store"}


def test_a_link_opens_what_it_was_made_for_until_it_runs_out_or_the_seat_is_left(
    house: House,
) -> None:
    good = link(house, OWNER, ANNEX)
    assert (
        house.browser.get(good).headers["content-disposition"]
        == 'inline; filename="med-bilag-bu-2024-05-02.pdf"'
    )
    board = house.office.context.links.board(OWNER).split("/")[-1]
    assert house.browser.get(f"/bilag/{board}.pdf").status_code == 404
    assert (
        house.browser.get(link(house, OWNER, replace(ANNEX, about="bu/2024-05-03"))).status_code
        == 404
    )
    assert house.browser.get(link(house, OWNER, replace(ANNEX, about="xx"))).status_code == 404
    left = SeatLeft(
        seat=Seat.parse("process_owner:r24"), person=OWNER, last_day=at("2024-04-18").date()
    )
    house.office.context.ledger.decide(
        PROCESS, lambda s: Decision(facts=(left,)), actor=SYSTEM, at=house.office.clock.now()
    )
    assert house.browser.get(good).status_code == 410
    kept = link(house, DIRECTOR, ANNEX)
    assert house.browser.get(kept).status_code == 200
    house.clock.instant += timedelta(hours=13)
    assert house.browser.get(kept).status_code == 410


def test_the_same_day_and_ledger_give_the_same_bytes(house: House) -> None:
    for asked in (ANNEX, NOTE):
        for ending in ("pdf", "docx"):
            url = link(house, OWNER, asked, ending)
            first = house.browser.get(url).content
            house.office.clock.go("2024-04-19", "15:00")
            assert house.browser.get(url).content == first


def test_the_status_note_shows_the_areas_and_the_timeline_with_words_for_it(house: House) -> None:
    made = Document(io.BytesIO(house.browser.get(link(house, OWNER, NOTE, "docx")).content))
    assert [[cell.text for cell in row.cells] for row in made.tables[0].rows] == [
        [
            "Område",
            "Meldt afleveret",
            "Undervejs: mere tid, en del afleveret eller sendt tilbage",
            "Ikke meldt endnu",
        ],
        ["Skole og Dagtilbud", "–", "–", "Råderumsforslag (18. marts)"],
        ["Sundhed og Omsorg", "–", "–", "Råderumsforslag (18. marts)"],
    ]
    alt = made.inline_shapes[0]._inline.docPr.get("descr")
    assert (
        alt
        == "Tidslinje for Råderum, som den står fredag den 19. april 2024. Det næste er "
        + alt.partition("Det næste er ")[2]
    )


def test_the_board_offers_the_papers_to_those_who_may_have_them(house: House) -> None:
    def offered(person: str) -> list[str]:
        page = house.browser.get(house.office.context.links.board(person)).text
        return [
            name
            for name in ("Statusnotat:", "MED-bilag til Børne- og Ungdomsudvalget 2. maj:")
            if name in page
        ]

    assert offered(OWNER) == ["Statusnotat:", "MED-bilag til Børne- og Ungdomsudvalget 2. maj:"]
    assert offered(SECRETARY) == ["MED-bilag til Børne- og Ungdomsudvalget 2. maj:"]
    assert offered(CHEF) == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", ["vp/2024-04-30", "bu/2024-05-02"]),
        ("2/5", ["bu/2024-05-02"]),
        ("ungdom", ["bu/2024-05-02"]),
        ("Børne- og Ungdomsudvalget 2. maj", ["bu/2024-05-02"]),
        ("hovedudvalget 25/4", ["hu/2024-04-25"]),
    ],
)
def test_med_bilag_takes_a_meeting_by_organ_or_day(
    house: House, typed: str, meant: list[str]
) -> None:
    found = papers.annexes(ask(house, SECRETARY, typed))
    wanted = [replace(ANNEX, about=key) for key in meant]
    assert [[c.url for c in s.choices] for s in found] == [
        [link(house, SECRETARY, w, e) for e in ("pdf", "docx")] for w in wanted
    ]


@pytest.mark.parametrize(
    ("typed", "refused"), [("3/5", Unknown), ("vejudvalget", Unknown), ("31. februar", BadDay)]
)
def test_a_meeting_nobody_knows_gets_a_sentence(
    house: House, typed: str, refused: type[Exception]
) -> None:
    with pytest.raises(refused):
        papers.annexes(ask(house, SECRETARY, typed))


def test_others_are_told_whose_paper_it_is_and_get_no_note_in_the_status(house: House) -> None:
    with pytest.raises(NotYours):
        papers.annexes(ask(house, CHAIR))
    assert plan.note(ask(house, SECRETARY)) == []
    assert "Statusnotat" in str(plan.WORDS["status"](ask(house, OWNER)))


def test_the_agenda_item_can_be_taken_away_where_it_is_copied_from(house: House) -> None:
    shown = str(papers.agenda_item(ask(house, CHAIR), "lmu_skole"))
    assert link(house, CHAIR, ITEM) in shown and link(house, CHAIR, ITEM, "docx") in shown


def test_an_address_of_ones_own_may_hang_on_a_wall_and_opens_no_paper(house: House) -> None:
    context, token = house.office.context, "v" * 43
    context.addresses.renew(PROCESS, OWNER, BOARD, token, at=house.office.clock.now())
    page = house.browser.get(f"/tavle/{token}")
    assert (page.status_code, "/bilag/" in page.text) == (200, False)


ANNEXES = [
    # the meeting, the day it is printed, the day it shows, whether the record of 6 May is in it
    ("hu/2024-04-18", "2024-05-06", "torsdag den 18. april 2024", False),
    ("bu/2024-05-02", "2024-05-02", "torsdag den 2. maj 2024", False),
    ("bu/2024-05-02", "2024-05-03", "torsdag den 2. maj 2024", False),
    ("bu/2024-05-02", "2024-05-06", "torsdag den 2. maj 2024", False),
    ("bu/2024-05-02", "2024-09-12", "torsdag den 2. maj 2024", False),
]


def read(house: House, about: str) -> list[str]:
    """An annex as it is printed now, a line for each paragraph and row."""
    return read_as(house, OWNER, replace(ANNEX, about=about))


def read_as(house: House, person: str, asked: AskedPaper) -> list[str]:
    """The same of any paper."""
    made = Document(io.BytesIO(house.browser.get(link(house, person, asked, "docx")).content))
    rows = [
        " | ".join(cell.text for cell in row.cells) for table in made.tables for row in table.rows
    ]
    return [*(p.text for p in made.paragraphs), *rows]


@pytest.mark.parametrize(("about", "printed", "shown", "late"), ANNEXES)
def test_a_paper_shows_what_was_known_on_its_day_and_says_both_days(
    house: House, about: str, printed: str, shown: str, late: bool
) -> None:
    office = house.office
    if printed >= "2024-05-06":
        office.clock.go("2024-05-06")
        held = Meeting(committee="lmu_skole", proposals=("R-001",), held_on=date(2024, 4, 18))
        actions.act(office.context, CHAIR, record_acts.record, meeting=held)
    office.clock.go(printed)
    text = "\n".join(read(house, about))
    assert f"Viser: protokollen, som den stod {shown}" in text
    assert f"Udskrevet: {full(date.fromisoformat(printed)).capitalize()}" in text
    assert ("drøftede R-001" in text) is late and "Udarbejdet" not in text


PAST = {
    "annex": (OWNER, ANNEX, "torsdag den 2. maj 2024"),
    "political item": (
        OWNER,
        AskedPaper(kind=PaperKind.AGENDA_ITEM, about="bu/2024-05-02"),
        "torsdag den 2. maj 2024",
    ),
    "status note": (OWNER, replace(NOTE, about="2024-05-03"), "fredag den 3. maj 2024"),
}
"""Papers of a past day: who takes them, and the day they show."""


@pytest.mark.parametrize("paper", PAST)
def test_a_paper_of_a_past_day_differs_in_nothing_but_the_print_date(
    house: House, paper: str
) -> None:
    office, (person, asked, shown) = house.office, PAST[paper]
    held = Meeting(committee="lmu_skole", proposals=("R-001",), held_on=date(2024, 4, 18))
    actions.act(office.context, CHAIR, record_acts.record, meeting=held)
    office.clock.go("2024-05-03")
    first = read_as(house, person, asked)
    office.clock.go("2024-05-04")
    changed = replace(office.state.versions["R-001"][-1], version=2)
    house.write(ProposalSubmitted(proposal=changed))
    again = replace(held, held_on=date(2024, 4, 25))
    actions.act(office.context, CHAIR, record_acts.record, meeting=again)
    office.clock.go("2024-09-12")
    later = read_as(house, person, asked)
    assert f"Viser: protokollen, som den stod {shown}" in later
    differing = [(a, b) for a, b in zip(first, later, strict=True) if a != b]
    assert differing == [
        ("Udskrevet: Fredag den 3. maj 2024", "Udskrevet: Torsdag den 12. september 2024")
    ]


@pytest.mark.parametrize("day", ["2024-04-18", "2024-04-17"])
def test_the_board_of_a_past_day_says_both_days_and_offers_that_days_status_note(
    house: House, day: str
) -> None:
    house.office.clock.go("2024-04-18", "12:00")
    board = house.browser.get(f"{house.office.context.links.board(OWNER)}?dag={day}").text
    shown = full(date.fromisoformat(day))
    assert f"Viser protokollen, som den stod {shown}. Udskrevet torsdag den 18. april" in board
    word = next(
        found
        for found in re.findall(r'href="([^"]*/bilag/[^"]*docx)"', board)
        if "statusnotat" in house.browser.get(found).headers["content-disposition"]
    )
    disposition = house.browser.get(word).headers["content-disposition"]
    assert day in disposition, disposition
    made = Document(io.BytesIO(house.browser.get(word).content))
    assert f"Viser: protokollen, som den stod {shown}" in [p.text for p in made.paragraphs]


def test_med_meets_before_anything_is_due_and_its_paper_has_no_list_of_what_is_missing(
    house: House,
) -> None:
    house.office.clock.go("2024-05-06")
    assert annex_words.MISSING not in read(house, "hu/2024-04-18")
    assert annex_words.MISSING in read(house, "bu/2024-05-02")
