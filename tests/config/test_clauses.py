"""Who does what in a row is told by the clause the body stands in, never by a word elsewhere."""

from __future__ import annotations

import pytest

from config.clauses import clauses_of, same_body
from config.plan_import import understood
from config.table_row import TableRow
from process.plan.model import Does
from tests.config.test_row_time import from_note

SAID = [
    (
        "Hovedudvalget: Orientering om Økonomiudvalgets drøftelser",
        [(Does.INFORMATION, "Hovedudvalget")],
    ),
    ("Økonomiudvalget drøfter budgettet", [(Does.DECISION, "Økonomiudvalget")]),
    ("Økonomiudvalgets drøftelse af budgettet", [(Does.DECISION, "Økonomiudvalget")]),
    ("MED orienteres om budgetbidrag", [(Does.INFORMATION, "MED")]),
    ("Budgetbidrag afleveres til Økonomi", [(Does.DELIVERY, "")]),
    ("Drøftelse i LokalMED af de forslag, som berører dem", [(Does.DISCUSSION, "LokalMED")]),
    ("Forslagene drøftes", [(Does.EVENT, "")]),
    (
        "HovedMED orienteres, og Økonomiudvalget drøfter forslag",
        [(Does.INFORMATION, "HovedMED"), (Does.DECISION, "Økonomiudvalget")],
    ),
    (
        "Hovedudvalget orienteres om budgetbidrag og drøfter budgettet",
        [(Does.INFORMATION, "Hovedudvalget"), (Does.DISCUSSION, "Hovedudvalget")],
    ),
    (
        "Forslag sendes i høring i MED og behandles i Byrådet",
        [(Does.CONSULTATION, "MED"), (Does.DECISION, "Byrådet")],
    ),
    ("Fagudvalgene drøfter og godkender budgettet", [(Does.DECISION, "Fagudvalgene")]),
    ("THU udvalg drøfter mål", [(Does.DECISION, "THU udvalg")]),
    ("Fagudvalgene behandler forslag, som sendes i høring", [(Does.DECISION, "Fagudvalgene")]),
    ("Budgetforslaget sendes i høring", [(Does.CONSULTATION, "")]),
    ("Høringssvar samles", [(Does.EVENT, "")]),
    ("Byrådet – 1. budgetseminar", [(Does.EVENT, "Byrådet")]),
    ("Byrådets temamøde", [(Does.EVENT, "Byrådet")]),
]


@pytest.mark.parametrize(("title", "said"), SAID, ids=[title for title, _ in SAID])
def test_the_verb_of_its_own_clause_tells_what_a_body_does(
    title: str, said: list[tuple[Does, str]]
) -> None:
    found = [part for clause in clauses_of(title) for part in clause.apart()]
    assert [(clause.does, clause.body) for clause in found] == said


NAMES = [
    "Økonomi- og Erhvervsudvalget",
    "Erhvervsudvalget",
    "Social-, Sundheds- og Ældreudvalget",
    "Udvalget for Børn og Unge",
    "HMU",
    "RMU",
    "Hoved MED",
    "Hoved-MED",
    "MED-Hovedudvalget",
    "Regionsrådet",
    "ØU",
    "ØEU",
    "LMU Skole og Dagtilbud",
    "OMU",
]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("words", ["{} orienteres", "Orientering i {}", "{}: Orientering"])
def test_a_bodys_name_is_taken_whole(name: str, words: str) -> None:
    (clause,) = clauses_of(words.format(name))
    assert (clause.does, clause.body) == (Does.INFORMATION, name)


def test_the_same_body_is_known_by_other_spellings_and_another_is_not() -> None:
    assert same_body("Hoved-MED", "HovedMED")
    assert same_body("Fagudvalg", "fagudvalgene")
    assert not same_body("Økonomi- og Erhvervsudvalget", "Erhvervsudvalget")


def test_what_is_said_of_two_bodies_becomes_one_of_each_and_a_joint_meeting_stays_one() -> None:
    (apart,) = clauses_of("1. behandling i Økonomiudvalget og Byrådet")
    assert [clause.body for clause in apart.apart()] == ["Økonomiudvalget", "Byrådet"]
    (joint,) = clauses_of("Fællesmøde mellem Økonomiudvalget og Hoved-MED")
    assert joint.joint
    assert (joint.body, joint.also) == ("Hoved-MED", ("Økonomiudvalget",))


@pytest.mark.parametrize(
    ("title", "does", "alone"),
    [
        ("Medarbejdersiden i Hovedudvalget drøfter budgettet", Does.EVENT, True),
        ("Hoved-MED's medarbejderrepræsentanter orienteres", Does.INFORMATION, True),
        ("Hovedudvalget drøfter budgettet med medarbejdersiden", Does.DISCUSSION, False),
        ("Medarbejdersiden i Byrådet drøfter budgettet", Does.DECISION, False),
    ],
)
def test_the_employees_side_alone_discusses_nothing_for_its_committee(
    title: str, does: Does, alone: bool
) -> None:
    row = TableRow(line=1, cells={"title": title}, text=title)
    (clause,) = understood(row, title)
    assert (clause.does, clause.employees_only) == (does, alone)


def test_a_short_name_that_stands_behind_the_whole_one_is_the_same_body() -> None:
    lines = [
        "3. maj: Økonomi- og Erhvervsudvalget (ØEU) behandler forslag",
        "10. maj: ØEU behandler forslag igen",
        "4. maj: Hovedudvalget (HU) drøfter forslag",
        "11. maj: HU drøfter forslag igen",
        "5. maj: Børneudvalget (BU) behandler forslag",
        "6. maj: Byudvalget (BU) behandler forslag",
    ]
    found = from_note("\n".join(lines)).plan
    assert [organ.name for organ in found.organs] == [
        "Økonomi- og Erhvervsudvalget",
        "Hovedudvalget",
        "Børneudvalget",
        "Byudvalget",
    ]
    assert [row.organ for row in found.milestones][:4] == [
        "oekonomi_og_erhvervsudvalget",
        "oekonomi_og_erhvervsudvalget",
        "hovedudvalget",
        "hovedudvalget",
    ]
