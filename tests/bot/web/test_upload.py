"""The process owner uploads a timetable, sees every row as it was understood, and takes the draft
away; nothing is kept by it.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from bot.web.upload import LARGEST
from config.plan_file import load_plan
from process.dates.when import Day
from tests.bot.web.house import ADDRESS, House

OWNER, CHEF = "p-procesejer", "p-skolechef"
SHEET = "Dato;Hvad;Organ\n22. maj;Drøftelse af budgettet;HovedMED\nefter ferien;<b>Svar</b>;\n"


def send(house: House, name: str, data: bytes, *, year: str = "2026", **more: str) -> Any:
    path = house.links.timetable(OWNER).removeprefix(ADDRESS)
    seal = re.search(r'name="seal" value="([^"]*)"', house.browser.get(path).text)
    assert seal is not None
    fields = {"seal": seal[1], "year": year, **more}
    return house.browser.post(path, data=fields, files={"file": (name, data)})


def draft_in(page: str) -> str:
    found = re.search(r'href="data:application/yaml;base64,([^"]*)"', page)
    assert found is not None
    return base64.b64decode(found[1]).decode()


def workbook() -> bytes:
    book, out = Workbook(), BytesIO()
    for line in SHEET.splitlines():
        book.worksheets[0].append(line.split(";"))
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("plan.csv", SHEET.encode()),
        ("plan.xlsx", workbook()),
        ("../../plan.CSV", SHEET.encode("cp1252")),
    ],
)
def test_a_sheet_comes_back_as_the_table_and_a_draft_that_is_a_plan(
    house: House, tmp_path: Path, name: str, data: bytes
) -> None:
    answer = send(house, name, data)
    assert answer.status_code == 200
    page = html.unescape(answer.text)
    assert "2 rækker er læst" in page and "22. maj 2026" in page and "HovedMED" in page
    assert "“efter ferien” kommer an på noget andet" in page
    assert "&lt;b&gt;Svar" in answer.text and "<b>Svar" not in answer.text
    file = tmp_path / "plan.yaml"
    file.write_text(draft_in(answer.text), encoding="utf-8")
    plan = load_plan(file)
    assert isinstance(plan.milestones[0].when, Day) and len(plan.milestones) == 2
    assert house.office.facts() == []


def test_the_browser_may_use_the_tables_own_style_and_nothing_else(house: House) -> None:
    answer = send(house, "plan.csv", SHEET.encode())
    style = re.search(r"<style>(.*?)</style>", answer.text, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    policy = answer.headers["content-security-policy"]
    assert f"style-src 'sha256-{digest}'" in policy and "unsafe-inline" not in policy
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("name", "data", "year", "says"),
    [
        ("plan.xlsx", b"PK\x03\x04 no workbook", "2026", "kan ikke læses"),
        ("plan.csv", b"a;b\n1;2\n", "2026", "overskrift"),
        ("plan.pdf", b"%PDF-1.7", "2026", "PDF-fil"),
        ("plan.csv", SHEET.encode(), "20266", "1990 til 2100"),
        ("plan.csv", SHEET.encode(), "²", "1990 til 2100"),
    ],
)
def test_what_cannot_be_read_is_said_on_the_page_it_was_sent_from(
    house: House, name: str, data: bytes, year: str, says: str
) -> None:
    answer = send(house, name, data, year=year)
    assert answer.status_code == 422 and says in html.unescape(answer.text)
    assert 'type="file"' in answer.text


def test_a_file_that_is_too_large_and_a_form_from_elsewhere_are_refused(house: House) -> None:
    assert send(house, "plan.csv", b"x" * (LARGEST + 1)).status_code == 413
    assert send(house, "plan.csv", SHEET.encode(), seal="x.1.y").status_code == 422
    path = house.links.timetable(OWNER).removeprefix(ADDRESS)
    assert house.browser.post(path, content=b"x").status_code == 422


def test_only_the_process_owner_gets_in_and_only_while_the_link_lasts(house: House) -> None:
    path = house.links.timetable(OWNER).removeprefix(ADDRESS)
    assert house.browser.get(path).status_code == 200
    assert house.browser.get(house.links.timetable(CHEF).removeprefix(ADDRESS)).status_code == 410
    assert house.browser.get(path[:-2]).status_code == 404
    house.clock.step = timedelta(hours=13)
    assert house.browser.get(path).status_code == 410


NOTE = "Tidsplan for budget 2026\n\n23. maj: Byrådet vedtager planen\n"


@pytest.mark.parametrize(("year", "told"), [("2024", True), ("2026", False), ("2025", True)])
def test_a_heading_of_another_year_than_the_dates_were_read_in_is_told(
    house: House, year: str, told: bool
) -> None:
    page = html.unescape(send(house, "note.txt", NOTE.encode(), year=year).text)
    assert f"23. maj {year}" in page
    sentence = f"Overskriften nævner 2026, og datoer uden årstal er læst i {year}"
    assert (sentence in page) is told


def test_no_year_is_proposed_for_a_timetable_nobody_has_read_yet(house: House) -> None:
    path = house.links.timetable(OWNER).removeprefix(ADDRESS)
    assert 'name="year" inputmode="numeric" value=""' in house.browser.get(path).text
    page = html.unescape(send(house, "note.txt", NOTE.encode(), year="").text)
    assert "har intet årstal" in page
