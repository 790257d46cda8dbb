"""The whole year from the command line: never in a closed hour, nobody who is done, each once."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from app.commands.simulate import command
from config.rehearsal_file import load_rehearsal

PLANS = Path("config/plans")
REHEARSAL = PLANS / "norddjurs-2024-oevelse.yaml"


def simulated(*words: str) -> list[dict[str, Any]]:
    """The messages of a simulation as values."""
    result = CliRunner().invoke(command, [*words, "--format", "jsonl"], catch_exceptions=False)
    assert result.exit_code == 0
    return [json.loads(line) for line in result.output.splitlines()]


@pytest.mark.parametrize("answer", ["aldrig", "straks", "blandet"])
def test_no_message_on_a_weekend_a_holiday_or_in_quiet_hours(answer: str) -> None:
    days = load_rehearsal(REHEARSAL).plan.calendar

    messages = simulated(str(REHEARSAL), "--answer", answer)

    assert len(messages) > 10
    assert [m["at"] for m in messages if not days.is_open(datetime.fromisoformat(m["at"]))] == []


def test_each_notice_goes_out_once_and_one_digest_a_day() -> None:
    messages = simulated(str(REHEARSAL), "--answer", "aldrig")

    notices = Counter(n["key"] for m in messages for n in m["notices"])
    digests = Counter((m["person"], m["day"]) for m in messages if m["digest"])
    assert set(notices.values()) == {1}
    assert set(digests.values()) == {1}


def test_whoever_answers_at_once_hears_of_it_once() -> None:
    messages = simulated(str(REHEARSAL), "--answer", "straks")

    about = Counter(
        (m["person"], n["obligation"])
        for m in messages
        for n in m["notices"]
        if n["kind"] in ("reminder", "overdue")
    )
    assert set(about.values()) == {1}


def test_the_plan_of_the_sources_reminds_the_chefer_of_18_march() -> None:
    messages = simulated(str(PLANS / "norddjurs-2024.yaml"), "--answer", "aldrig")

    mine = [m for m in messages if m["person"] == "head:skole_dagtilbud"]
    school = [
        (m["day"], n["kind"])
        for m in mine
        for n in m["notices"]
        if n["obligation"] == "raaderumsforslag/head:skole_dagtilbud"
    ]
    assert school == [
        ("2024-03-13", "reminder"),
        ("2024-03-15", "reminder"),
        ("2024-03-19", "overdue"),
        ("2024-03-21", "escalation_told"),
        ("2024-03-25", "escalation_told"),
        ("2024-03-27", "escalation_told"),
    ]
    above = [
        (m["day"], m["person"])
        for m in messages
        for n in m["notices"]
        if n["kind"] == "escalated" and "head:skole" in n["obligation"]
    ]
    assert [(day, person) for day, person in above if day < "2024-04-01"] == [
        ("2024-03-21", "deputy:skole_dagtilbud"),
        ("2024-03-25", "director:velfaerd"),
        ("2024-03-27", "process_owner:norddjurs-2024"),
    ]


def test_the_text_says_day_person_and_reason() -> None:
    result = CliRunner().invoke(
        command, [str(REHEARSAL), "--to", "2024-03-13"], catch_exceptions=False
    )

    assert "onsdag den 13. marts 2024" in result.output
    assert "Skolechef (eksempel)" in result.output
    assert "fordi der er 3 arbejdsdage til" in result.output


def test_a_period_without_messages_says_so() -> None:
    result = CliRunner().invoke(
        command,
        [str(REHEARSAL), "--from", "2024-07-01", "--to", "2024-07-31", "--answer", "straks"],
        catch_exceptions=False,
    )

    assert result.output == "Ingen beskeder i perioden.\n"


def test_the_summary_shows_one_message_a_day_and_fewer_than_one_per_deadline_and_offset(
    tmp_path: Path,
) -> None:
    chart = tmp_path / "uger.svg"
    result = CliRunner().invoke(
        command,
        [str(REHEARSAL), "--answer", "aldrig", "--summary", "--chart", str(chart)],
        catch_exceptions=False,
    )

    rows = [re.split(r" {2,}", line) for line in result.output.splitlines()[1:-1]]
    assert [(row[0], row[1]) for row in rows[::2]] == [
        ("chefer", "5"),
        ("direktører", "3"),
        ("råderumsgruppen", "1"),
        ("MED-udvalg", "45"),
        ("stedfortrædere", "1"),
    ]
    assert {row[-1] for row in rows if row[2] == "Fristvogter"} == {"1"}
    ours, naive = (
        {row[0]: int(row[3]) for row in rows if row[2] == bot}
        for bot in ("Fristvogter", "én pr. frist pr. dag")
    )
    assert ours["chefer"] < naive["chefer"] and ours["MED-udvalg"] < naive["MED-udvalg"]
    picture = chart.read_text(encoding="utf-8")
    assert ElementTree.fromstring(picture).tag.endswith("svg")
    assert "Flest beskeder til én person, uge for uge" in picture


def test_a_summary_of_nothing_is_an_empty_table() -> None:
    words = [str(REHEARSAL), "--from", "2024-01-01", "--to", "2022-01-01", "--summary"]

    assert len(CliRunner().invoke(command, words, catch_exceptions=False).output.splitlines()) == 1


def test_without_days_it_begins_where_the_plan_does_whatever_its_year() -> None:
    plan = REHEARSAL.with_name("eksempel-budget-2026.yaml")
    told = CliRunner().invoke(command, [str(plan)])
    assert told.exit_code == 0 and "2025" in told.output.strip().splitlines()[0]
