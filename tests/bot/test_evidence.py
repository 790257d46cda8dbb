"""What is said to have happened, held against what an entry says: state by surface (rules M18)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from bot.documents.annex import annex
from bot.documents.annex import matrix as matrix_of
from bot.documents.paper import Text
from bot.documents.sheets import matrix_rows
from bot.text.annex import held_and_recorded
from bot.text.matrix import shown
from bot.text.med_status import cell_line, main_line
from bot.web.matrix import med_matrix
from process.dates.when import Day
from process.ledger.facts import (
    DiscussionRecorded,
    Fact,
    InformationGiven,
    Outcome,
    PlanAdopted,
    ProposalRef,
    ProposalSubmitted,
    Side,
    Undone,
)
from process.ledger.state import State
from process.med.involvement import Chosen, cell
from process.med.levels import decision_points, levels
from process.plan.model import Does, Kind, Milestone
from process.plan.proposals import Proposal
from process.simulation import Stage
from tests.support.cast import PLAN, PROPOSALS, at, small_process

DAY = date(2024, 2, 29)
ROW = Milestone(key="status", title="Status", kind="status", when=Day(day=DAY), organ="hu")
R1 = PROPOSALS[0]
LATER = replace(R1, id="R-040", neutral_title="Nyt")
GIVEN = InformationGiven(milestone="status", day=DAY)


def _recorded(outcome: Outcome) -> DiscussionRecorded:
    return DiscussionRecorded(
        committee="hu",
        proposals=(ProposalRef(id=R1.id, version=R1.version),),
        held_on=DAY,
        outcome=outcome,
        by_side=Side.MANAGEMENT,
    )


Said = tuple[tuple[Fact, str], ...]
STATES: list[tuple[str, Said, str, str]] = [
    ("ahead", (), "2024-02-28", "orienteres 29. februar; drøftelse ikke planlagt"),
    ("on the day", (), "2024-02-29", "orienteres 29. februar; drøftelse ikke planlagt"),
    (
        "silent",
        (),
        "2024-03-01",
        "planlagt 29. februar, ikke registreret; drøftelse ikke planlagt",
    ),
    (
        "said at once",
        ((GIVEN, "2024-02-29"),),
        "2024-03-01",
        "orienteret 29. februar; drøftelse ikke planlagt",
    ),
    (
        "said later",
        ((GIVEN, "2024-03-05"),),
        "2024-03-06",
        "orienteret 29. februar (registreret 5. marts); drøftelse ikke planlagt",
    ),
    (
        "another day",
        ((replace(GIVEN, day=date(2024, 3, 4)), "2024-03-04"),),
        "2024-03-06",
        "orienteret 4. marts; drøftelse ikke planlagt",
    ),
    (
        "became a discussion",
        ((replace(GIVEN, became_discussion=True), "2024-02-29"),),
        "2024-03-01",
        "orienteret 29. februar; orienteringen 29. februar blev til en drøftelse",
    ),
    (
        "taken back",
        ((GIVEN, "2024-02-29"), (Undone(undoes=0), "2024-03-01")),
        "2024-03-04",
        "planlagt 29. februar, ikke registreret; drøftelse ikke planlagt",
    ),
]


def told(said: Said, *more: Proposal, came: str = "2024-05-02") -> State:
    stage: Stage = small_process()
    kinds = (*PLAN.kinds, Kind(key="status", label="Status", does=Does.INFORMATION))
    plan = replace(PLAN, kinds=kinds, milestones=(*PLAN.milestones, ROW))
    stage.write(PlanAdopted(plan=plan, reason="Med status"), at=at("2024-01-03"))
    for fact, day in said:
        last = stage.state.seq
        stage.write(
            replace(fact, undoes=last) if isinstance(fact, Undone) else fact,
            at=at(day),
            actor="p-sekretaer",
        )
    for proposal in more:
        stage.write(ProposalSubmitted(proposal=proposal), at=at(came))
    return stage.state


def status(state: State, today: date) -> str:
    (main,) = levels(state, R1, today).main
    return main_line("Hovedudvalget", main)


def board(state: State, today: date) -> str:
    return "\n".join(med_matrix(state, today).main)


def sheet(state: State, today: date) -> str:
    return "\n".join(" ".join(row) for row in matrix_rows(state, today, Chosen()))


def paper(state: State, today: date) -> str:
    point = next(p for p in decision_points(state) if R1 in p.proposals)
    blocks = annex(state, point, today, lambda text: "").blocks
    return "\n".join(block.text for block in blocks if isinstance(block, Text))


@pytest.mark.parametrize("surface", [status, sheet, paper], ids=lambda f: f.__name__)
@pytest.mark.parametrize(
    ("said", "today", "line"), [row[1:] for row in STATES], ids=[row[0] for row in STATES]
)
def test_only_what_somebody_has_said_was_given_was_given(
    surface: Callable[[State, date], str], said: Said, today: str, line: str
) -> None:
    found = surface(told(said), date.fromisoformat(today))
    assert f"Hovedudvalget: {line}." in found


@pytest.mark.parametrize(
    ("said", "today", "line"), [row[1:] for row in STATES], ids=[row[0] for row in STATES]
)
def test_the_board_says_the_same(said: Said, today: str, line: str) -> None:
    found = board(told(said), date.fromisoformat(today))
    assert found.startswith(f"Hovedudvalget: {line.removesuffix('; drøftelse ikke planlagt')}")


@pytest.mark.parametrize(
    ("outcome", "line"),
    [
        (Outcome.INFORMED, "orienteret 29. februar; drøftelse ikke planlagt"),
        (
            Outcome.DISCUSSED,
            "drøftet 29. februar (orienteringen 29. februar blev til en drøftelse)",
        ),
        (
            Outcome.NOT_DEALT_WITH,
            "planlagt 29. februar, ikke registreret; drøftelse ikke planlagt",
        ),
        (
            Outcome.MEETING_CANCELLED,
            "planlagt 29. februar, ikke registreret; drøftelse ikke planlagt",
        ),
    ],
)
def test_a_record_of_the_day_says_what_happened_to_its_proposals(
    outcome: Outcome, line: str
) -> None:
    state = told(((_recorded(outcome), "2024-03-01"),))
    assert status(state, date(2024, 3, 4)) == f"Hovedudvalget: {line}."


@pytest.mark.parametrize("said", [(), ((GIVEN, "2024-02-29"),)], ids=["silent", "said"])
def test_what_was_told_before_a_proposal_came_was_not_about_it(said: Said) -> None:
    state, today = told(said, LATER), date(2024, 5, 3)
    (main,) = levels(state, LATER, today).main
    assert main.informed == () and main.unrecorded == ()
    words = "kom først 2. maj, så 29. februar handlede ikke om det"
    assert f"forslaget {words}." in main_line("Hovedudvalget", main)
    assert f"R-040 {words}." in board(state, today)
    assert words not in status(state, today)


REGISTERED = [
    # held, recorded, the mark in the matrix, what the status line ends with, the annex's remark;
    # the case deadline of R-001 is 22 April, the treatment 2 May
    ("2024-04-18", "2024-04-18", "", "", ""),
    ("2024-04-18", "2024-04-22", "", "", ""),
    (
        "2024-04-18",
        "2024-04-23",
        "3",
        ", registreret 23. april efter sagsfristen",
        "holdt i tide, registreret efter sagsfristen",
    ),
    (
        "2024-04-18",
        "2024-09-10",
        "3",
        ", registreret 10. september efter behandlingen",
        "holdt i tide, registreret efter sagsfristen",
    ),
    (
        "2024-04-24",
        "2024-04-25",
        "1",
        ", efter egen frist, registreret 25. april efter sagsfristen",
        "efter sagsfristen til udvalget",
    ),
    (
        "2024-05-02",
        "2024-05-03",
        "2",
        ", efter politisk behandling, registreret 3. maj efter behandlingen",
        "efter udvalgets behandling",
    ),
]


@pytest.mark.parametrize(("held", "recorded", "mark", "ends", "remark"), REGISTERED)
def test_a_record_put_down_late_carries_its_mark_on_every_surface(
    held: str, recorded: str, mark: str, ends: str, remark: str
) -> None:
    fact = replace(
        _recorded(Outcome.DISCUSSED), committee="lmu_skole", held_on=date.fromisoformat(held)
    )
    stage = small_process()
    stage.write(fact, at=at(recorded), actor="p-formand")
    today = date.fromisoformat(recorded)
    found = cell(stage.state, R1, "lmu_skole")
    square = shown(found, today)
    point = next(p for p in decision_points(stage.state) if R1 in p.proposals)
    rows = matrix_of(stage.state, point, (found,), today).rows
    assert square.mark == mark
    assert ("registreret" in square.spoken.split("Registreret", 1)[-1]) is bool(mark)
    assert cell_line(found, committee="X").endswith(f"{today_words(fact.held_on)}{ends}")
    assert rows[0][3] == held_and_recorded(fact.held_on, today)
    assert rows[0][-1] == remark


def today_words(day: date) -> str:
    return f"{day.day}. {'april' if day.month == 4 else 'maj'} 2024"
