"""`plan show` can be read from top to bottom."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.text.plan_table import owner_words, plan_table
from config.plan_file import load_plan
from config.rehearsal_file import load_rehearsal
from process.plan.model import Plan

PLANS = Path(__file__).parents[3] / "config" / "plans"


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_plan(PLANS / "norddjurs-2024.yaml")


def test_it_begins_with_the_name_and_the_columns(plan: Plan) -> None:
    first, _, columns, line, *_ = plan_table(plan).splitlines()
    assert first == "Råderumsprocessen 2024, Norddjurs Kommune"
    assert columns.split() == ["Hvornår", "Hvad", "Hvem"]
    assert set(line) == {"-", " "}


def test_no_line_of_the_table_is_wider_than_its_columns(plan: Plan) -> None:
    table = plan_table(plan).split("\n\n")[1]
    assert max(len(line) for line in table.splitlines()) <= 138


def test_rows_stand_by_day_and_the_undated_last(plan: Plan) -> None:
    table = plan_table(plan).split("\n\n")[1]
    starts = [
        "tirsdag den 28. november 2023",
        "december 2023",
        "senest mandag den 18. marts 2024",
        "torsdag den 25. april 2024",
        "29. august – 11. september 2024",
        "uden dato",
    ]
    places = [table.index(start) for start in starts]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("raaderumsforslag", "hver chef (underforstået)"),
        ("med_inddragelse", "formanden for hvert berørt MED-udvalg (underforstået)"),
        ("kb_seminar", "kommunaldirektøren"),
        ("direktionen_behandler", "Direktionen"),
        ("hu_status_april", "ikke angivet"),
    ],
)
def test_who_is_said_as_the_source_lets_it(plan: Plan, key: str, words: str) -> None:
    assert owner_words(plan, plan.milestone(key)) == words


def test_cancelled_waiting_and_tentative_things_are_told(plan: Plan) -> None:
    text = plan_table(plan)
    assert "  onsdag den 17. april 2024 · AFLYST: Aflyses pga. seminardag i direktionen" in text
    assert "  afventer dato: Regeringens lovprogram." in text
    assert "(ikke" in text


def test_examples_are_marked_in_a_rehearsal() -> None:
    text = plan_table(load_rehearsal(PLANS / "norddjurs-2024-oevelse.yaml").plan)
    assert "  tirsdag den 30. april 2024 · Ordinært møde · eksempel" in text


def test_a_rows_note_stands_behind_its_title(plan: Plan) -> None:
    row = next(row for row in plan.milestones if row.note)
    words = " ".join(plan_table(replace(plan, milestones=(row,))).split())
    assert row.note.split()[0] in words
