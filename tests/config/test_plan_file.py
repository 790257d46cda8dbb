"""A plan file becomes a plan, or one report that names every place that is wrong."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

from bot.text import deadlines as deadline_words
from config.plan_file import load_plan
from config.tree import PlanFaults, Report
from config.yaml_file import tree_of
from process.dates.danish import why_closed
from process.dates.when import (
    Day,
    EachMeeting,
    Months,
    NoLater,
    PartOfMonth,
    Relative,
    Several,
    Span,
    Third,
    Undated,
    Weeks,
    When,
    Window,
)
from process.faults import CODES
from process.plan.model import OwnerBasis
from tests.config.small_plan import SMALL, faults_of, write

LADDER = "kinds.aflevering.rhythm.ladder"
WHEN = "when: senest 18. marts"


def test_a_small_plan_is_read_as_it_stands(tmp_path: Path) -> None:
    plan = load_plan(write(tmp_path, SMALL))
    row = plan.milestone("forslag")
    assert (plan.key, plan.rehearsal, plan.tracks) == ("lille", False, (("spor", "Sporet"),))
    assert (row.when, row.owners, row.owner_basis) == (
        NoLater(day=date(2024, 3, 18)),
        ("head:*",),
        OwnerBasis.IMPLIED,
    )
    assert (plan.calendar.delivery, why_closed(plan.calendar, date(2025, 1, 1))) == (
        time(8),
        "nytårsdag",
    )


STRUCTURED: list[tuple[str, When]] = [
    ("2024-03-18", Day(day=date(2024, 3, 18))),
    (
        '{day: {day: 2024-03-18, start: "17:00", end: "20:00"}}',
        Day(day=date(2024, 3, 18), start=time(17), end=time(20)),
    ),
    ("{no_later: {day: 18. marts, at: kl. 12}}", NoLater(day=date(2024, 3, 18), at=time(12))),
    (
        "{span: {first: 2024-08-29, last: 2024-09-11}}",
        Span(first=date(2024, 8, 29), last=date(2024, 9, 11)),
    ),
    ("{weeks: {year: 2024, first: 24, last: 25}}", Weeks(year=2024, first=24, last=25)),
    (
        "{part_of_month: {year: 2024, month: 6, third: medio}}",
        PartOfMonth(year=2024, month=6, third=Third.MID),
    ),
    (
        "{months: {year: 2024, first: 2, last: 2, count: 2}}",
        Months(year=2024, first=2, last=2, count=2),
    ),
    (
        (
            "{window: {opens: 2024-04-10, until_meetings_of: standing_committee, closes_first: "
            "2024-04-30, closes_last: 2024-05-30}}"
        ),
        Window(
            opens=date(2024, 4, 10),
            until_meetings_of="standing_committee",
            closes_first=date(2024, 4, 30),
            closes_last=date(2024, 5, 30),
        ),
    ),
    (
        "{each_meeting: {group: udvalget, first: 2024-04-30, last: 2024-05-30}}",
        EachMeeting(group="udvalget", first=date(2024, 4, 30), last=date(2024, 5, 30)),
    ),
    ("{relative: {milestone: andet, days: -5}}", Relative(milestone="andet", days=-5)),
    ("{undated: {words: senere}}", Undated(words="senere")),
    (
        "{several: {parts: [16. april, {months: {year: 2024, first: 6, last: 6}}]}}",
        Several(parts=(Day(day=date(2024, 4, 16)), Months(year=2024, first=6, last=6))),
    ),
]


@pytest.mark.parametrize(
    ("written", "when"), STRUCTURED, ids=[written[:30] for written, _ in STRUCTURED]
)
def test_a_when_may_be_written_with_keys(tmp_path: Path, written: str, when: When) -> None:
    text = (
        SMALL.replace(WHEN, f"when: {written}")
        + "  andet: {title: Andet, kind: aflevering, when: juni}\n"
    )
    assert load_plan(write(tmp_path, text)).milestone("forslag").when == when


# what is put in place of what, and the fault: code, path, line, and the value or nearest name the
# sentence quotes
FAULTY = [
    (
        '["head:*"]',
        '["hed:*"]',
        "unknown_role",
        "milestones.forslag.owners.0",
        19,
        ("near", "head"),
    ),
    (
        '["head:*"]',
        '["head:skol"]',
        "unknown_owner",
        "milestones.forslag.owners.0",
        19,
        ("near", "head:skole"),
    ),
    (
        '["head:*"]',
        '["director:velfard"]',
        "unknown_owner",
        "milestones.forslag.owners.0",
        19,
        ("near", "director:velfaerd"),
    ),
    (
        '["head:*"]',
        "chair:udvalgt",
        "unknown_owner",
        "milestones.forslag.owners",
        19,
        ("near", "chair:udvalget"),
    ),
    (
        "receiver: direktion",
        "receiver: direktionen",
        "unknown_organ",
        "milestones.forslag.receiver",
        22,
        ("near", "direktion"),
    ),
    (
        "track: spor",
        "track: sporr",
        "unknown_track",
        "milestones.forslag.track",
        23,
        ("near", "spor"),
    ),
    ("kind: aflevering", 'kind: ""', "unknown_kind", "milestones.forslag.kind", 17, ("value", "")),
    (
        "receiver: direktion",
        'organ: ""',
        "unknown_organ",
        "milestones.forslag.organ",
        22,
        ("value", ""),
    ),
    (
        "kind: aflevering",
        "kind: aflvering",
        "unknown_kind",
        "milestones.forslag.kind",
        17,
        ("near", "aflevering"),
    ),
    (
        "standing_committee: udvalget}",
        "standing_committee: udvalg}",
        "unknown_organ",
        "areas.skole.standing_committee",
        13,
        ("near", "udvalget"),
    ),
    (
        "does: delivery",
        "does: delivry",
        "not_a_choice",
        "kinds.aflevering.does",
        4,
        ("near", "delivery"),
    ),
    (
        "owner_basis: implied",
        "owner_basis: not_stated",
        "owner_basis",
        "milestones.forslag.owners",
        19,
        ("basis", "not_stated"),
    ),
    (
        "{area}",
        "{omraade}",
        "bad_placeholder",
        "milestones.forslag.owed",
        21,
        ("value", "{omraade}"),
    ),
    (
        "title: Forslag\n",
        "titel: Forslag\n",
        "unknown_field",
        "milestones.forslag.titel",
        16,
        ("near", "title"),
    ),
    ("    title: Forslag\n", "", "missing_field", "milestones.forslag", 15, ("field", "title")),
    (
        "title: Forslag\n",
        "title: 7\n",
        "wrong_type",
        "milestones.forslag.title",
        16,
        ("expected", "text"),
    ),
    (
        "title: Forslag\n",
        "title: [a]\n",
        "wrong_type",
        "milestones.forslag.title",
        16,
        ("expected", "text"),
    ),
    (
        "    title: Forslag\n",
        "    title: Forslag\n    title: To\n",
        "duplicate_key",
        "milestones.forslag.title",
        17,
        ("first_line", "16"),
    ),
    ("  forslag:\n", "  for slag:\n", "bad_key", "milestones.for slag", 15, ("key", "for slag")),
    (
        WHEN,
        "when: 31. februar",
        "when_impossible",
        "milestones.forslag.when",
        18,
        ("value", "31. februar"),
    ),
    (
        WHEN,
        "when: 2024-02-31",
        "impossible_date",
        "milestones.forslag.when",
        18,
        ("value", "2024-02-31"),
    ),
    (
        WHEN,
        "when: 11. september - 29. august",
        "when_reversed",
        "milestones.forslag.when",
        18,
        ("value", "11. september - 29. august"),
    ),
    (
        WHEN,
        "when: {span: {first: 2024-09-11, last: 2024-08-29}}",
        "when_reversed",
        "milestones.forslag.when",
        18,
        ("value", "span"),
    ),
    (
        WHEN,
        "when: torsdag den 18. marts",
        "when_weekday",
        "milestones.forslag.when",
        18,
        ("day", "mandag den 18. marts 2024"),
    ),
    (
        WHEN,
        "when: 1. eller 8. maj",
        "when_either",
        "milestones.forslag.when",
        18,
        ("value", "1. eller 8. maj"),
    ),
    (
        WHEN,
        "when: forventes den 30. august",
        "when_expected",
        "milestones.forslag.when",
        18,
        ("value", "forventes den 30. august"),
    ),
    (WHEN, "when: snart", "when_unreadable", "milestones.forslag.when", 18, ("value", "snart")),
    (
        WHEN,
        "when: 18. marts 2204",
        "year_out_of_range",
        "milestones.forslag.when",
        18,
        ("value", "2204"),
    ),
    (WHEN, "when: 18", "wrong_type", "milestones.forslag.when", 18, ("expected", "when")),
    (
        WHEN,
        "when: {sapn: {}}",
        "unknown_field",
        "milestones.forslag.when.sapn",
        18,
        ("near", "span"),
    ),
    (
        WHEN,
        "when: {relative: {milestone: forsag}}",
        "unknown_milestone",
        "milestones.forslag.when",
        18,
        ("near", "forslag"),
    ),
    (WHEN, "when: efter forslag", "circular", "milestones.forslag.when", 18, ("value", "forslag")),
    (
        WHEN,
        "when: hvert byraads ordinære møde 1.-2. maj",
        "unknown_group",
        "milestones.forslag.when",
        18,
        ("value", "byraad"),
    ),
    (
        WHEN,
        "when: {weeks: {year: 2024, first: 53, last: 53}}",
        "when_impossible",
        "milestones.forslag.when",
        18,
        ("value", "weeks"),
    ),
    (
        "uid_host: lille.invalid",
        "uid_host: lille.invalid, extra: 1",
        "unknown_field",
        "process.extra",
        1,
        ("key", "extra"),
    ),
    ("key: lille", "key: Den Lille", "bad_key", "process.key", 1, ("key", "Den Lille")),
    (
        "uid_host: lille.invalid",
        "uid_host: https://x",
        "bad_key",
        "process.uid_host",
        1,
        ("key", "https://x"),
    ),
    (
        "tracks:",
        "calendar: {zone: Mars/Olympus}\ntracks:",
        "impossible_zone",
        "calendar.zone",
        2,
        ("value", "Mars/Olympus"),
    ),
    (
        "tracks:",
        'calendar: {delivery: "26:00"}\ntracks:',
        "impossible_time",
        "calendar.delivery",
        2,
        ("value", "26:00"),
    ),
    (
        "tracks:",
        'calendar: {delivery: "18:00"}\ntracks:',
        "delivery_in_quiet",
        "calendar.delivery",
        2,
        ("value", "18:00"),
    ),
    (
        "tracks:",
        "rules: {case_days: -1}\ntracks:",
        "impossible_number",
        "rules.case_days",
        2,
        ("value", "-1"),
    ),
    (
        "escalate_after: 3",
        "escalate_after: 3, ladder: [head]",
        "bad_rung",
        f"{LADDER}.0",
        4,
        ("value", "head"),
    ),
    ("escalate_after: 3", "ladder: [deputy]", "ladder_without_days", LADDER, 4, ("value", "")),
    (
        "escalate_after: 3",
        "escalate_after: 3, ladder: [deputy, deputy]",
        "rung_twice",
        f"{LADDER}.1",
        4,
        ("value", "deputy"),
    ),
    (
        "escalate_after: 3",
        "escalate_after: 3, ladder: [vice_chair]",
        "not_a_choice",
        f"{LADDER}.0",
        4,
        ("value", "vice_chair"),
    ),
    (
        "  aflevering:",
        "  moede: {label: M, does: event, rhythm: {ladder: [deputy]}}\n  aflevering:",
        "ladder_unused",
        "kinds.moede.rhythm.ladder",
        4,
        ("does", "event"),
    ),
    (
        "  aflevering:",
        "  med: {label: M, does: discussion, rhythm: {ladder: [director]}}\n  aflevering:",
        "bad_rung",
        "kinds.med.rhythm.ladder.0",
        4,
        ("choices", "head"),
    ),
    (
        "nag_every: 2",
        "nag_every: 0",
        "impossible_number",
        "kinds.aflevering.rhythm.nag_every",
        4,
        ("lowest", "1"),
    ),
    (
        "tracks:",
        "rules: {off: [same_dag]}\ntracks:",
        "unknown_check",
        "rules.off.0",
        2,
        ("near", "same_day"),
    ),
    (
        "tracks:",
        "rules: {severity: {closed_dag: note}}\ntracks:",
        "unknown_check",
        "rules.severity.closed_dag",
        2,
        ("near", "closed_day"),
    ),
    (
        "tracks:",
        "rules: {severity: {tentative: nota}}\ntracks:",
        "not_a_choice",
        "rules.severity.tentative",
        2,
        ("near", "note"),
    ),
    (
        "tracks:",
        "rules: {severity: error}\ntracks:",
        "wrong_type",
        "rules.severity",
        2,
        ("expected", "mapping"),
    ),
    (
        "kind: executive_board}",
        "kind: executive_board, invitations: Anne <a@b.dk>}",
        "bad_email",
        "organs.direktion.invitations",
        6,
        ("value", "Anne <a@b.dk>"),
    ),
    (
        "kind: executive_board}",
        "kind: executive_board, invitations: anne@kommune}",
        "bad_email",
        "organs.direktion.invitations",
        6,
        ("value", "anne@kommune"),
    ),
    (
        "organs:\n",
        "organs:\n  med: {name: MED, kind: med_committee}\n",
        "missing_field",
        "organs.med",
        6,
        ("field", "level"),
    ),
]


@pytest.mark.parametrize(
    ("old", "new", "code", "path", "line", "quoted"),
    FAULTY,
    ids=[f"{f[2]}: {f[1].strip()[:40]}" for f in FAULTY],
)
def test_a_fault_names_its_place_and_what_comes_nearest(
    tmp_path: Path, old: str, new: str, code: str, path: str, line: int, quoted: tuple[str, str]
) -> None:
    assert old in SMALL
    faults = faults_of(write(tmp_path, SMALL.replace(old, new, 1)))
    assert [(f.file, f.code, f.path, f.line) for f in faults] == [("plan.yaml", code, path, line)]
    assert faults[0].field(quoted[0]) == quoted[1]


def test_the_employees_side_alone_is_no_discussion(tmp_path: Path) -> None:
    text = SMALL.replace("does: delivery", "does: discussion").replace(
        "receiver: direktion", "organ: direktion\n    employees_only: true"
    )
    (fault,) = faults_of(write(tmp_path, text))
    assert (fault.code, fault.path) == ("employees_discuss", "milestones.forslag.employees_only")


def test_a_year_nobody_named_is_a_fault(tmp_path: Path) -> None:
    faults = faults_of(write(tmp_path, SMALL.replace(", year: 2024", "")))
    assert [(f.code, f.path) for f in faults] == [
        ("when_no_year", "organs.udvalget.meetings.moede_1.when"),
        ("when_no_year", "milestones.forslag.when"),
    ]


WHOLE_FILES = [
    (b"", "empty_file", 1),
    (b"# kun en kommentar\n", "empty_file", 1),
    (b"process: {key: a\n", "syntax", 2),
    (b"a: 1\n\tb: 2\n", "syntax", 2),
    (b"--- a\n--- b\n", "syntax", 2),
    (b"a: *intet\n", "syntax", 1),
    (b"process: \xe6\xf8\xe5\n", "not_utf8", 1),
    (b"a: 1\nb: 2\nc: \xe6\n", "not_utf8", 3),
    (b"- en\n- liste\n", "wrong_type", 1),
    (b"bare tekst\n", "wrong_type", 1),
    (b"[" * 700, "too_deep", 1),
]


@pytest.mark.parametrize(
    ("data", "code", "line"),
    WHOLE_FILES,
    ids=[code + str(data[:8]) for data, code, _ in WHOLE_FILES],
)
def test_a_file_that_is_no_plan_at_all_is_one_fault(
    tmp_path: Path, data: bytes, code: str, line: int
) -> None:
    assert [(f.code, f.line) for f in faults_of(write(tmp_path, data))] == [(code, line)]


def test_a_missing_file_is_a_fault(tmp_path: Path) -> None:
    assert [f.code for f in faults_of(tmp_path / "intet.yaml")] == ["file_not_found"]
    assert [f.code for f in faults_of(tmp_path)] == ["file_unreadable"]


def test_an_anchor_inside_itself_and_one_that_unfolds_without_end_are_refused(
    tmp_path: Path,
) -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 9)
    )
    assert "too_deep" in {f.code for f in faults_of(write(tmp_path, "organs: &o {x: *o}\n"))}
    assert "too_deep" in {f.code for f in faults_of(write(tmp_path, bomb))}


def test_all_faults_stand_in_one_report_in_the_files_order(tmp_path: Path) -> None:
    text = (
        SMALL.replace('["head:*"]', '["head:skol"]')
        .replace(WHEN, "when: 31. februar")
        .replace("kind: standing_committee", "kind: stående")
    )
    text += "  forslag: {title: Igen}\n"
    assert [(f.line, f.code) for f in faults_of(write(tmp_path, text))] == [
        (9, "not_a_choice"),
        (18, "when_impossible"),
        (19, "unknown_owner"),
        (24, "duplicate_key"),
    ]


def test_the_report_is_an_exception_that_says_the_first_places(tmp_path: Path) -> None:
    with pytest.raises(PlanFaults, match=r"1 faults: plan.yaml:1 empty_file"):
        load_plan(write(tmp_path, ""))


def test_every_place_has_its_line() -> None:
    root = tree_of(SMALL, "plan.yaml", Report())
    places = ("milestones.forslag", "milestones.forslag.when", "organs.udvalget.meetings.moede_1")
    assert [root.find(place).line for place in places] == [15, 18, 11]


def test_every_fault_used_is_a_code_with_its_fields(tmp_path: Path) -> None:
    for old, new, *_ in FAULTY:
        for fault in faults_of(write(tmp_path, SMALL.replace(old, new, 1))):
            assert set(CODES[fault.code]) <= {name for name, _ in fault.fields}


def test_a_source_may_move_a_date_without_a_reason(tmp_path: Path) -> None:
    moved = SMALL + "    moved:\n      - {was: 11. marts}\n"
    (told,) = load_plan(write(tmp_path, moved)).milestone("forslag").moved
    assert told.why == ""
    line = deadline_words.moved(
        title="Forslag",
        was="11. marts",
        to="18. marts",
        why=told.why,
        approved_by="",
        approved_on=None,
    )
    assert "18. marts. Du skal ikke" in line and "Årsag" not in line
