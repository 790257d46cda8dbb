"""The shipped plan says what the four documents say, all of it, and nothing they do not."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

from config.plan_file import load_plan
from process.dates.when import Day, Months, Span
from process.plan.model import Level, OrganKind, OwnerBasis, Plan
from tests.config.norddjurs_rows import (
    AGENDA,
    BOARD,
    MEETINGS,
    NOT_STATED,
    PROGRAMME,
    ROWS,
    THEME,
    Row,
)

PLANS = Path(__file__).parents[2] / "config" / "plans"


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_plan(PLANS / "norddjurs-2024.yaml")


@pytest.mark.parametrize("row", ROWS, ids=[f"{row.number} {row.key}" for row in ROWS])
def test_every_row_of_the_sources_stands_as_the_source_says_it(plan: Plan, row: Row) -> None:
    found = plan.milestone(row.key)
    basis = NOT_STATED if found.owner_basis is OwnerBasis.NOT_STATED else str(found.owner_basis)
    documents = tuple(source.document for source in found.source)
    assert (found.when, found.when.precision, basis, found.owners, documents) == (
        row.when,
        row.precision,
        row.owner,
        row.owners,
        row.documents,
    )


def test_there_are_no_other_rows(plan: Plan) -> None:
    assert [m.key for m in plan.milestones] == [row.key for row in ROWS]


def test_every_row_and_meeting_names_where_it_comes_from(plan: Plan) -> None:
    rows = [
        m.key
        for m in plan.milestones
        if not all(s.document and s.place for s in m.source) or not m.source
    ]
    meetings = [
        f"{o.key}.{m.key}"
        for o, m in plan.meetings()
        if not all(s.document and s.place for s in m.source) or not m.source
    ]
    assert (rows, meetings) == ([], [])


def test_the_seminars_programme_has_its_lines_and_only_the_end_times_it_gives(plan: Plan) -> None:
    lines = plan.milestone("kb_seminar").programme
    assert [(line.day, line.start, line.end) for line in lines] == [
        (date(2024, 1, day), start, end) for day, start, end in PROGRAMME
    ]


def test_the_boards_calendar_has_every_row(plan: Plan) -> None:
    found = [(m.when, len(m.agenda), m.cancelled) for m in plan.organ("direktion").meetings]
    expected = [
        (_board_when(month, day), items, cancelled) for month, day, items, cancelled in BOARD
    ]
    assert found == expected


def _board_when(month: int, day: int | None) -> Day | Months:
    if day is None:
        return Months(year=2024, first=month, last=month)
    first = (month, day) == (3, 20)
    return Day(
        day=date(2024, month, day),
        start=time(10) if first else None,
        end=time(13) if first else None,
    )


def test_the_board_of_20_march_has_its_programme_and_place(plan: Plan) -> None:
    meeting = plan.organ("direktion").meetings[0]
    starts = [line.start.isoformat("minutes") for line in meeting.programme]
    assert (meeting.place, starts) == (
        "Mødelokale 250, rådhuset",
        ["10:00", "10:15", "11:00", "11:05", "11:35", "12:00", "12:30", "12:45"],
    )


def test_what_awaits_a_date_has_none(plan: Plan) -> None:
    assert [item.split(".")[0] for item in plan.organ("direktion").waiting] == [
        "Regeringens lovprogram"
    ]


@pytest.mark.parametrize("organ", MEETINGS)
def test_every_other_meeting_stands_on_its_day(plan: Plan, organ: str) -> None:
    days = [
        (m.when.earliest.month, m.when.earliest.day)
        for m in plan.organ(organ).meetings
        if m.when.earliest
    ]
    assert days == MEETINGS[organ]


def test_only_these_organs_meet(plan: Plan) -> None:
    assert sorted({organ.key for organ, _ in plan.meetings()}) == sorted(["direktion", *MEETINGS])


def test_the_summit_has_two_days_and_the_theme_meeting_four_points(plan: Plan) -> None:
    summit = next(m for m in plan.organ("aktiviteter").meetings if m.key == "kl_topmoede")
    theme = next(
        m for m in plan.organ("kommunalbestyrelsen").meetings if m.key == "m_2024_03_19_tema"
    )
    assert summit.when == Span(first=date(2024, 3, 21), last=date(2024, 3, 22))
    assert (len(theme.agenda), [s.document for s in theme.source], theme.place) == (
        4,
        [THEME, AGENDA],
        "",
    )


def test_the_meeting_cycle_line_is_kept(plan: Plan) -> None:
    notes = [
        m.note
        for key in ("kommunalbestyrelsen", "oekonomiudvalget")
        for m in plan.organ(key).meetings
        if "Rul marts" in m.note
    ]
    assert len(notes) == 2


def test_places_the_sources_only_expect_are_tentative(plan: Plan) -> None:
    tentative = [m.key for m in plan.milestones if m.tentative]
    places = [(m.key, m.place) for m in plan.milestones if m.place_tentative]
    assert (tentative, places) == (
        ["borgerkonference_juni", "forslag_ikke_klar"],
        [("borgerkonference_juni", "Auning eller Allingåbro")],
    )


def test_what_is_public_is_marked(plan: Plan) -> None:
    rows = [
        "borgerkonference_marts",
        "fagudvalg_behandler",
        "borgerkonference_juni",
        "borgermoede_teknisk_budget",
        "hoering_foerste_behandling",
    ]
    meetings = {organ.kind for organ, meeting in plan.meetings() if meeting.public}
    assert [m.key for m in plan.milestones if m.public] == rows
    assert meetings == {
        OrganKind.COUNCIL,
        OrganKind.FINANCE_COMMITTEE,
        OrganKind.STANDING_COMMITTEE,
    }


def test_the_main_committee_goes_by_two_names(plan: Plan) -> None:
    committees = [(o.key, o.level, o.also_called) for o in plan.med_committees()]
    assert committees == [("hovedudvalget", Level.MAIN, ("Hovedmed",))]


def test_the_five_areas_say_what_the_sources_let_them(plan: Plan) -> None:
    a, b, c = "styregruppe_a", "styregruppe_b", "chefgruppe_faellesforvaltning"
    assert [(x.key, x.director, x.steering_group, x.standing_committee) for x in plan.areas] == [
        ("sundhed_omsorg", "velfaerd", a, "voksen_plejeudvalget"),
        ("socialomraadet", "velfaerd", a, "voksen_plejeudvalget"),
        ("skole_dagtilbud", "velfaerd", b, None),
        ("boern_familie", "velfaerd", b, None),
        ("faellesforvaltning", "faellesforvaltning", c, None),
    ]


def test_the_reminders_for_18_march_fall_on_these_days(plan: Plan) -> None:
    row, days = plan.milestone("raaderumsforslag"), plan.calendar
    rhythm = plan.kind(row.kind).rhythm
    reminders = [days.shift(date(2024, 3, 18), -n) for n in rhythm.remind]
    assert reminders == [date(2024, 3, 13), date(2024, 3, 15)]
    assert (
        rhythm.nag_every,
        rhythm.nags,
        days.shift(date(2024, 3, 18), rhythm.escalate_after or 0),
    ) == (2, 3, date(2024, 3, 21))


def test_friday_26_april_is_a_working_day(plan: Plan) -> None:
    assert plan.calendar.is_working(date(2024, 4, 26))


def test_nothing_in_the_plan_is_an_example(plan: Plan) -> None:
    assert [o.key for o in plan.organs if o.example] + [
        m.key for _, m in plan.meetings() if m.example
    ] == []
    assert not plan.rehearsal
