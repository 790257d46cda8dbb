"""An adopted plan that moves dates tells those whose dates moved, each once,
and keeps what the dates were.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.messages.message import ROLES_ONLY
from bot.messages.news import section
from bot.text.marks import plain
from jobs.planner import obligations_touched
from process.acts.plan import adopt, confirm_dates
from process.dates.when import Day, NoLater
from process.deadlines.obligations import find
from process.errors import AlreadyDone
from process.ledger.entries import Entry
from process.ledger.facts import DatesConfirmed, Delivered, MilestoneMoved, PlanAdopted
from process.plan.model import Milestone, Moved, OwnerBasis, Plan, Rhythm
from process.reminders.due import due_notices
from process.reminders.notices import Notice, NoticeKind
from process.simulation import Stage
from tests.support.cast import PLAN, at

LATER = NoLater(day=date(2024, 3, 22))
OTHER = Milestone(
    key="bilag",
    title="Bilag",
    kind="delivery",
    when=Day(day=date(2024, 3, 18)),
    owners=("head:skole",),
    owner_basis=OwnerBasis.STATED,
)


def changed(plan: Plan = PLAN, **rows: dict[str, object]) -> Plan:
    """The plan with some rows changed, by their keys."""
    changed_rows = tuple(replace(m, **rows.get(m.key, {})) for m in plan.milestones)  # type: ignore[arg-type]
    return replace(plan, milestones=changed_rows)


def adopted(stage: Stage, plan: Plan, day: str = "2024-03-13") -> Entry:
    """The plan, adopted with a reason by an organ."""
    fact = PlanAdopted(
        plan=plan, reason="Påsken", approved_by="Direktionen", approved_on=date(2024, 3, 12)
    )
    return stage.write(fact, at=at(day, "10:00"))[0]


def news(stage: Stage, day: str = "2024-03-13") -> list[Notice]:
    """What is told about entries."""
    return [
        n
        for n in due_notices(stage.state, at(day, "10:00"))
        if n.entry and n.kind in (NoticeKind.MOVED, NoticeKind.CANCELLED)
    ]


def said(stage: Stage, notice: Notice) -> str:
    """The words of a notice."""
    return plain(section(stage.state, notice, date(2024, 3, 13), ROLES_ONLY).text)


def test_only_those_whose_dates_moved_are_told_and_each_once(stage: Stage) -> None:
    stage.write(
        PlanAdopted(plan=replace(PLAN, milestones=(*PLAN.milestones, OTHER)), reason="Bilag"),
        at=at("2024-02-01"),
    )
    both = changed(
        stage.state.plan, forslag={"when": LATER}, bilag={"when": Day(day=date(2024, 3, 19))}
    )
    entry = adopted(stage, both)
    assert [(n.person, n.kind, n.entry) for n in news(stage)] == [
        ("p-plejechef", NoticeKind.MOVED, entry.seq),
        ("p-skolechef", NoticeKind.MOVED, entry.seq),
    ]
    mine = next(n for n in news(stage) if n.person == "p-skolechef")
    assert said(stage, mine).count("er flyttet fra") == 2


def test_the_words_say_from_when_to_when_why_and_who_decided(stage: Stage) -> None:
    adopted(stage, changed(forslag={"when": LATER}))
    assert said(stage, news(stage)[0]) == (
        "Fristen for råderumsforslag for Sundhed og Omsorg er flyttet fra mandag den 18. "
        "marts til fredag den 22. marts 2024. "
        "Årsag: Påsken. Besluttet af direktionen tirsdag den 12. marts. Du skal ikke gøre noget. "
        "Kalenderen følger selv med, men det kan tage et døgn i Outlook."
    )


def test_the_row_remembers_what_it_was(stage: Stage) -> None:
    adopted(stage, changed(forslag={"when": LATER}))
    was = PLAN.milestone("forslag").when
    moved = Moved(was=was, why="Påsken", approved_by="Direktionen", approved_on=date(2024, 3, 12))
    assert stage.state.plan.milestone("forslag").moved == (moved,)


def test_a_move_in_chat_stays_in_the_history_when_a_newer_file_is_adopted(stage: Stage) -> None:
    stage.write(
        MilestoneMoved(milestone="forslag", to=LATER, why="Sygdom"),
        at=at("2024-03-01"),
        actor="p-procesejer",
    )
    adopted(stage, changed(forslag={"when": LATER, "note": "Set efter"}))
    assert [m.why for m in stage.state.plan.milestone("forslag").moved] == ["Sygdom"]
    assert news(stage) == [n for n in news(stage) if n.entry != stage.state.seq]


def test_the_same_plan_is_not_adopted_twice(stage: Stage) -> None:
    new = changed(forslag={"when": LATER})
    adopted(stage, new)
    try:
        adopt(stage.state, new, reason="igen")
    except AlreadyDone as refused:
        assert refused.act == "adopt"
    else:
        raise AssertionError("it was adopted again")


def test_whoever_has_handed_in_is_not_told(stage: Stage) -> None:
    stage.write(
        Delivered(obligation="forslag/head:skole"), at=at("2024-03-12"), actor="p-skolechef"
    )
    adopted(stage, changed(forslag={"when": LATER}))
    assert [n.person for n in news(stage)] == ["p-plejechef"]


def test_a_row_that_is_taken_out_is_told_to_those_who_owed_it(stage: Stage) -> None:
    adopted(
        stage, replace(PLAN, milestones=tuple(m for m in PLAN.milestones if m.key != "forslag"))
    )
    assert [(n.person, n.kind) for n in news(stage)] == [
        ("p-plejechef", NoticeKind.CANCELLED),
        ("p-skolechef", NoticeKind.CANCELLED),
    ]
    assert (
        said(stage, news(stage)[0])
        == "Råderumsforslag afleveres er taget ud af planen. Årsag: Påsken. Du skal ikke gøre mere."
    )


def test_messages_about_a_moved_row_are_brought_up_to_date(stage: Stage) -> None:
    entry = adopted(stage, changed(forslag={"when": LATER}))
    assert set(obligations_touched(stage.state, entry)) == {
        "forslag/head:skole",
        "forslag/head:pleje",
    }


def test_a_carried_over_date_owes_nothing_until_it_is_confirmed(stage: Stage) -> None:
    adopted(stage, changed(forslag={"rolled_from": NoLater(day=date(2023, 3, 20))}))
    assert find(stage.state, "forslag/head:skole") is None
    decision = confirm_dates(stage.state, by="p-procesejer", rows=("forslag",), at=at("2024-03-14"))
    assert decision.facts == (DatesConfirmed(rows=("forslag",)),)
    stage.write(*decision.facts, at=at("2024-03-14"), actor="p-procesejer")
    assert find(stage.state, "forslag/head:skole") is not None


def test_moving_a_carried_over_date_settles_it_and_tells_nobody(stage: Stage) -> None:
    adopted(stage, changed(forslag={"rolled_from": NoLater(day=date(2023, 3, 20))}))
    stage.write(
        MilestoneMoved(milestone="forslag", to=LATER, why="Rettet"),
        at=at("2024-03-13", "11:00"),
        actor="p-procesejer",
    )
    row = stage.state.plan.milestone("forslag")
    assert (row.when, row.rolled_from, row.moved, news(stage, "2024-03-14")) == (
        LATER,
        None,
        (),
        [],
    )


def with_rhythm(nag_every: int) -> Plan:
    """The plan with another rhythm for what is handed in."""
    rhythm = Rhythm(remind=(3, 1), nag_every=nag_every, nags=3, escalate_after=nag_every)
    kinds = (replace(k, rhythm=rhythm) if k.key == "delivery" else k for k in PLAN.kinds)
    return replace(PLAN, kinds=tuple(kinds))


def test_what_had_begun_keeps_the_rhythm_it_began_with_however_often_the_plan_is_adopted(
    stage: Stage,
) -> None:
    """Reminding begins on Wednesday 13 March; the plan is adopted anew the day after, and again."""
    began_with = stage.state.plan.kind("delivery").rhythm
    for day, every in (("2024-03-14", 5), ("2024-03-15", 7), ("2024-03-19", 9)):
        adopted(stage, with_rhythm(every), day)
        found = find(stage.state, "forslag/head:skole")
        assert found is not None and found.rhythm == began_with


def test_what_had_not_begun_takes_the_newest_rhythm_until_it_begins(stage: Stage) -> None:
    for day, every in (("2024-03-11", 5), ("2024-03-12", 7), ("2024-03-14", 9)):
        adopted(stage, with_rhythm(every), day)
    found = find(stage.state, "forslag/head:skole")
    assert found is not None and found.rhythm == with_rhythm(7).kind("delivery").rhythm
