"""The people file is read as Excel or anybody else writes it, and every slip is told with its
line.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from config.people_file import PersonRow, load_people
from config.tree import PlanFaults
from process.seats import Role, Seat
from tests.config.small_plan import write

HEAD = "id;navn;e-mail;slack_id;pladser;fra;til\n"
OWNER = "p-1;Søren Ejer;ejer@eksempel.invalid;U1;process_owner:lille;2024-01-01;\n"
ROW = PersonRow(
    id="p-1",
    name="Søren Ejer",
    email="ejer@eksempel.invalid",
    slack_id="U1",
    seats=(Seat(Role.PROCESS_OWNER, "lille"),),
    since=date(2024, 1, 1),
    line=2,
)


@pytest.mark.parametrize(
    "data",
    [
        (HEAD + OWNER).encode(),
        b"\xef\xbb\xbf" + (HEAD + OWNER).encode(),
        (HEAD + OWNER).encode("cp1252"),
        (HEAD + OWNER).replace("\n", "\r\n").encode("cp1252"),
        (HEAD + OWNER).replace(";", ",").encode(),
        (HEAD + OWNER.replace("2024-01-01", "1. januar 2024")).encode(),
        (HEAD + OWNER.replace("2024-01-01", "01-01-2024") + ";;;;;;\n\n").encode(),
    ],
    ids=[
        "utf-8",
        "utf-8-sig",
        "cp1252",
        "windows lines",
        "commas",
        "danish date",
        "dashes and empty lines",
    ],
)
def test_the_same_person_whatever_wrote_the_file(tmp_path: Path, data: bytes) -> None:
    assert load_people(write(tmp_path, data, "folk.csv")) == (ROW,)


def test_one_person_may_hold_several_seats_and_leave(tmp_path: Path) -> None:
    text = HEAD + OWNER + "p-2;To;;;head:skole chair:omu|chair:lmu;2024-01-01;2024-06-30\n"
    person = load_people(write(tmp_path, text, "folk.csv"))[1]
    assert (person.seats, person.until) == (
        (Seat(Role.HEAD, "skole"), Seat(Role.CHAIR, "omu"), Seat(Role.CHAIR, "lmu")),
        date(2024, 6, 30),
    )


def test_one_person_may_take_another_seat_on_another_day(tmp_path: Path) -> None:
    later = OWNER.replace("process_owner:lille;2024-01-01", "head:skole;2024-03-01")
    first, second = load_people(write(tmp_path, HEAD + OWNER + later, "folk.csv"))
    assert (first.id, second.id, second.seats, second.since) == (
        "p-1",
        "p-1",
        (Seat(Role.HEAD, "skole"),),
        date(2024, 3, 1),
    )


def test_the_same_line_twice_is_a_slip(tmp_path: Path) -> None:
    with pytest.raises(PlanFaults) as found:
        load_people(write(tmp_path, HEAD + OWNER + OWNER, "folk.csv"))
    assert [(f.line, f.code, f.path) for f in found.value.faults] == [
        (3, "duplicate_value", c) for c in ("id", "e-mail", "slack_id")
    ]


FAULTY = [
    (OWNER.replace("p-1", "P 1"), "bad_key", "id"),
    (OWNER.replace("Søren Ejer", ""), "missing_field", "navn"),
    (OWNER.replace("ejer@eksempel.invalid", "ejer"), "bad_email", "e-mail"),
    (OWNER.replace("2024-01-01", ""), "missing_field", "fra"),
    (OWNER.replace("2024-01-01", "2024-02-30"), "impossible_date", "fra"),
    (OWNER.replace("2024-01-01", "1. januar"), "when_no_year", "fra"),
    (OWNER.replace("2024-01-01", "snart"), "when_unreadable", "fra"),
    (OWNER.replace("2024-01-01", "januar 2024"), "wrong_type", "fra"),
    (OWNER.replace("2024-01-01;", "2024-01-02;2024-01-01"), "when_reversed", "til"),
    (OWNER.replace("lille;", "lille head:skole_x;"), "unknown_owner", "pladser"),
    (OWNER.replace("lille;", "lille hed:skole;"), "unknown_role", "pladser"),
    (OWNER.replace("lille;", "lille head:;"), "unknown_owner", "pladser"),
    (OWNER.replace("process_owner:lille", "head:skole"), "no_process_owner", "pladser"),
    (OWNER + "p-1;To;;;head:skole;2024-01-01;\n", "duplicate_value", "id"),
    (OWNER + "p-2;To;EJER@eksempel.invalid;;head:skole;2024-01-01;\n", "duplicate_value", "e-mail"),
    (OWNER + "p-2;To;;U1;head:skole;2024-01-01;\n", "duplicate_value", "slack_id"),
    (OWNER + "p-2;To;;\n", "wrong_columns", ""),
]


@pytest.mark.parametrize(("rows", "code", "path"), FAULTY, ids=[f"{f[1]} {f[2]}" for f in FAULTY])
def test_a_slip_is_told_with_its_line_and_column(
    tmp_path: Path, rows: str, code: str, path: str
) -> None:
    seats = {"process_owner:lille", "head:skole"}
    with pytest.raises(PlanFaults) as found:
        load_people(write(tmp_path, HEAD + rows, "folk.csv"), seats)
    line = 1 if code == "no_process_owner" else 1 + rows.count("\n")
    assert [(f.file, f.line, f.code, f.path) for f in found.value.faults] == [
        ("folk.csv", line, code, path)
    ]


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        (b"", ["empty_file"]),
        (b"\n \n", ["empty_file"]),
        (b"navn;mail\nx;y\n", ["unknown_column", "no_header"]),
        (b"\x00\xff\xfe;\n", ["unknown_column", "no_header"]),
        (HEAD.encode(), ["no_process_owner"]),
    ],
    ids=["empty", "blank", "other columns", "no text at all", "nobody"],
)
def test_a_file_that_is_no_people_file_is_told_so(
    tmp_path: Path, data: bytes, codes: list[str]
) -> None:
    with pytest.raises(PlanFaults) as found:
        load_people(write(tmp_path, data, "folk.csv"))
    assert [f.code for f in found.value.faults] == codes


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(PlanFaults) as found:
        load_people(tmp_path / "ingen.csv")
    assert [f.code for f in found.value.faults] == ["file_not_found"]


def test_a_quote_that_never_closes_is_no_traceback(tmp_path: Path) -> None:
    with pytest.raises(PlanFaults):
        load_people(write(tmp_path, HEAD + '"p-1;x\n' + "y" * 200_000, "folk.csv"))
