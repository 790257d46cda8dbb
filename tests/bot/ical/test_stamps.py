"""What a subscriber sees when something happens: moved, cancelled, done; and when nothing does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from bot.ical.feed import entries
from bot.ical.scopes import PUBLIC, Scope, parse
from process.dates.when import Day, Undated
from process.ledger.facts import (
    Delivered,
    MilestoneCancelled,
    MilestoneMoved,
    MoreTimeAnswered,
    MoreTimeAsked,
    Outcome,
    PlanAdopted,
    ProposalSubmitted,
    Snoozed,
    Undone,
)
from process.ledger.state import State
from process.plan.model import Meeting, Plan
from tests.bot.ical.story import (
    PLAN,
    PROPOSAL,
    TODAY,
    at,
    begin,
    chapters,
    discussed,
    with_med,
    with_proposal,
)

CHEF = parse("person:chef")
OWED = "raaderumsforslag/head:skole_dagtilbud"
JUNE = date(2024, 6, 3)


def one(state: State, scope: Scope, name: str, today: date = TODAY) -> object:
    return next(
        (entry for entry in entries(state, scope, today) if entry.uid.startswith(name)), None
    )


def sequence(state: State, scope: Scope, name: str, today: date = TODAY) -> tuple[int, str]:
    found = next(entry for entry in entries(state, scope, today) if entry.uid.startswith(name))
    return found.stamp.count, found.summary


def test_a_moved_day_keeps_its_uid_and_tells_where_it_was() -> None:
    before, after = chapters()["1-vedtaget"], chapters()["2-flyttet"]
    old = next(e for e in entries(before, PUBLIC, TODAY) if e.uid.startswith("borgermoede"))
    new = next(e for e in entries(after, PUBLIC, TODAY) if e.uid == old.uid)
    assert (old.start, new.start) == (date(2024, 8, 14), date(2024, 8, 21))
    assert new.description.splitlines()[0] == (
        "Flyttet fra onsdag den 14. august til onsdag den 21. august 2024 (ændret onsdag den 13. "
        "marts 2024)."
    )
    assert (new.stamp.count, new.stamp.modified) == (old.stamp.count + 1, at(3, 13))


def test_the_reason_for_a_move_stays_inside_the_house() -> None:
    state = chapters()["2-flyttet"]
    public = "\n".join(e.description for e in entries(state, PUBLIC, TODAY))
    own = "\n".join(e.description for e in entries(state, CHEF, TODAY))
    assert ("Salen er optaget" in public, "Skolerne mangler tal" in own) == (False, True)


def test_what_did_not_change_keeps_its_stamp() -> None:
    states = chapters()
    before, after = (
        {e.uid: e for e in entries(states[name], PUBLIC, TODAY)}
        for name in ("1-vedtaget", "4-afleveret")
    )
    changed = {uid.partition(".")[0] for uid in before if before[uid] != after[uid]}
    assert changed == {"borgermoede_teknisk_budget", "borgerkonference_juni"}


def test_a_cancelled_day_says_so_and_is_gone_sixty_days_after() -> None:
    state = chapters()["3-aflyst"]
    last = JUNE + timedelta(days=60)
    assert sequence(state, PUBLIC, "borgerkonference_juni", last) == (
        1,
        "AFLYST: Ekstra borgerkonference om fremtidens velfærd (forventet dato)",
    )
    assert one(state, PUBLIC, "borgerkonference_juni", last + timedelta(days=1)) is None


def test_a_hand_in_shows_in_words_and_can_be_taken_back() -> None:
    play = begin()
    assert sequence(play.state, CHEF, "raaderumsforslag") == (
        0,
        "FRIST: Råderumsforslag for Skole og Dagtilbud",
    )
    (entry,) = play.write(Delivered(obligation=OWED), at=at(3, 15), actor="chef")
    assert sequence(play.state, CHEF, "raaderumsforslag") == (
        1,
        "✓ Afleveret: Råderumsforslag for Skole og Dagtilbud",
    )
    play.write(Undone(undoes=entry.seq), at=at(3, 15), actor="chef")
    assert sequence(play.state, CHEF, "raaderumsforslag") == (
        2,
        "FRIST: Råderumsforslag for Skole og Dagtilbud",
    )


def test_a_row_is_done_when_everybody_is() -> None:
    scope, play = parse("organ:raaderumsgruppen"), begin()
    for number, area in enumerate(PLAN.areas):
        assert sequence(play.state, scope, "raaderumsforslag.norddjurs")[0] == 0, number
        play.write(Delivered(obligation=f"raaderumsforslag/head:{area.key}"), at=at(3, 15))
    assert sequence(play.state, scope, "raaderumsforslag.norddjurs") == (
        1,
        "✓ Afleveret: Råderumsforslag til Råderumsgruppen",
    )


def test_a_snooze_and_an_unanswered_request_change_nothing() -> None:
    play = begin()
    before = entries(play.state, CHEF, TODAY)
    play.write(Snoozed(obligation=OWED, until=date(2024, 3, 15)), at=at(3, 13), actor="chef")
    play.write(MoreTimeAsked(obligation=OWED, until=date(2024, 3, 25)), at=at(3, 14), actor="chef")
    assert entries(play.state, CHEF, TODAY) == before


def test_more_time_moves_the_one_deadline() -> None:
    play = begin()
    (asked,) = play.write(
        MoreTimeAsked(obligation=OWED, until=date(2024, 3, 25)), at=at(3, 14), actor="chef"
    )
    play.write(MoreTimeAnswered(asked=asked.seq, granted=True), at=at(3, 15))
    found = next(
        e for e in entries(play.state, CHEF, TODAY) if e.uid.startswith("raaderumsforslag")
    )
    assert (found.start, found.stamp.count) == (date(2024, 3, 25), 1)
    assert found.description.startswith(
        "Mere tid er givet: fristen var mandag den 18. marts 2024 og er nu mandag den 25. "
        "marts 2024."
    )


def test_the_same_plan_adopted_again_changes_nothing() -> None:
    play = begin()
    before = entries(play.state, PUBLIC, TODAY)
    play.write(PlanAdopted(plan=PLAN, reason="igen"), at=at(3, 20))
    assert entries(play.state, PUBLIC, TODAY) == before


@pytest.mark.parametrize(
    ("confirmed", "outcome", "says"),
    [
        (True, Outcome.DISCUSSED, "✓ Drøftet 18. april: R-001 Neutral titel i OmrådeMED Skole"),
        (
            False,
            Outcome.DISCUSSED,
            "Registreret, afventer svar: MED-drøftelse af R-001 Neutral titel i OmrådeMED Skole",
        ),
        (True, Outcome.INFORMED, "FRIST: MED-drøftelse af R-001 Neutral titel i OmrådeMED Skole"),
    ],
)
def test_a_discussion_shows_where_it_stands(confirmed: bool, outcome: Outcome, says: str) -> None:
    play = with_proposal()
    scope = parse("med:omu_skole")
    first = sequence(play.state, scope, "R-001")
    assert first == (0, "FRIST: MED-drøftelse af R-001 Neutral titel i OmrådeMED Skole")
    discussed(play, confirmed=confirmed, outcome=outcome)
    count, summary = sequence(play.state, scope, "R-001")
    assert (summary, count > 0) == (says, True)


def test_a_new_version_opens_the_discussion_again_under_the_same_uid() -> None:
    play = with_proposal()
    discussed(play)
    before = sequence(play.state, parse("med:omu_skole"), "R-001")
    play.write(ProposalSubmitted(proposal=replace(PROPOSAL, version=2)), at=at(4, 22))
    after = sequence(play.state, parse("med:omu_skole"), "R-001")
    assert after == (before[0] + 1, "FRIST: MED-drøftelse af R-001 Neutral titel i OmrådeMED Skole")


def with_meeting(day: date, **changes: Any) -> Plan:
    """The plan in which the committee that treats the proposal meets once in the window."""
    meeting = Meeting(key="m_maj", when=Day(day=day), public=True, **changes)
    med = with_med(PLAN)
    organs = (
        replace(o, meetings=(meeting,)) if o.key == "boerne_ungdomsudvalget" else o
        for o in med.organs
    )
    return replace(med, organs=tuple(organs))


def test_a_meeting_that_moves_takes_its_discussions_along() -> None:
    play = begin(
        with_meeting(date(2024, 5, 7)), ProposalSubmitted(proposal=replace(PROPOSAL, stations=()))
    )
    places = ((PUBLIC, "boerne_ungdomsudvalget.m_maj"), (parse("med:omu_skole"), "R-001"))
    before = [
        next(e for e in entries(play.state, scope, TODAY) if e.uid.startswith(name))
        for scope, name in places
    ]
    play.write(PlanAdopted(plan=with_meeting(date(2024, 5, 14)), reason="flyttet"), at=at(3, 21))
    after = [
        next(e for e in entries(play.state, scope, TODAY) if e.uid.startswith(name))
        for scope, name in places
    ]
    assert [e.uid for e in before] == [e.uid for e in after]
    assert [
        (a.start > b.start, a.stamp.count, a.stamp.modified)
        for a, b in zip(after, before, strict=True)
    ] == [(True, 1, at(3, 21))] * 2


def test_a_day_carried_over_from_last_year_says_that_nobody_has_confirmed_it() -> None:
    plan = with_meeting(date(2024, 5, 7), rolled_from=Day(day=date(2023, 5, 9)))
    rows = tuple(
        replace(m, rolled_from=m.when) if m.key == "borgermoede_teknisk_budget" else m
        for m in plan.milestones
    )
    found = entries(begin(replace(plan, milestones=rows)).state, PUBLIC, TODAY)
    assert {(e.summary, e.tentative) for e in found if "bekræftet" in e.summary} == {
        ("Møde: Børne- og Ungdomsudvalget (dato ikke bekræftet)", True),
        ("Borgermøde om teknisk budget (dato ikke bekræftet)", True),
    }


def test_a_row_that_loses_its_day_leaves_the_calendar() -> None:
    play = begin()
    play.write(
        MilestoneMoved(milestone="borgerkonference_marts", to=Undated(), why="ukendt"), at=at(3, 1)
    )
    assert one(play.state, PUBLIC, "borgerkonference_marts") is None


def test_sequence_never_falls_over_a_whole_story() -> None:
    play = with_proposal()
    seen: dict[str, int] = {}
    record = discussed(play)
    play.write(Undone(undoes=record + 1), at=at(4, 21))
    play.write(Undone(undoes=record), at=at(4, 21))
    play.write(
        MilestoneMoved(
            milestone="fagudvalg_behandler", to=Day(day=date(2024, 5, 20)), why="samlet"
        ),
        at=at(4, 22),
    )
    play.write(MilestoneCancelled(milestone="hu_status_juni", why="samlet"), at=at(4, 22))
    every = play.entries
    for upto in range(1, len(every) + 1):
        state = State.fold(PLAN.key, every[:upto])
        for scope in (
            PUBLIC,
            parse("med:omu_skole"),
            parse("person:formand"),
            parse("person:naestformand"),
        ):
            for entry in entries(state, scope, TODAY):
                key = f"{scope} {entry.uid}"
                assert entry.stamp.count >= seen.get(key, 0), key
                seen[key] = entry.stamp.count
