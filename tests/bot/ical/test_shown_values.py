"""What changes in an entry though its own row stands: names, days counted from elsewhere, and
consultations in the ledger.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from bot.ical.entry import FeedEntry
from bot.ical.feed import entries, feed
from bot.ical.scopes import PUBLIC, Scope, parse
from bot.ical.write import to_bytes
from process.dates.when import Day, Relative
from process.ledger.facts import (
    Consultation,
    ConsultationOpened,
    MilestoneMoved,
    MoreTimeAnswered,
    MoreTimeAsked,
    Party,
    PlanAdopted,
    ResponseReceived,
)
from process.ledger.state import State
from process.plan.model import Plan
from process.seats import Seat
from process.simulation import Stage
from tests.bot.ical.lines import read
from tests.bot.ical.story import PLAN, PROPOSAL, TODAY, VICE, at, begin, with_med, with_proposal

CHEF = parse("person:chef")
MED = parse("med:omu_skole")
OTHERS = (
    "offentlig",
    "omraade:skole_dagtilbud",
    "udvalg:boerne_ungdomsudvalget",
    "organ:direktion",
    "med:hovedudvalget",
    "person:chef",
)
HEARING = Consultation(
    id="hoering",
    title="Høring om råderumsforslag",
    opens=datetime(2024, 4, 15, 6, tzinfo=UTC),
    closes=datetime(2024, 4, 29, 10, tzinfo=UTC),
    parties=(
        Party(key="omu", name="OmrådeMED Skole", seat=VICE),
        Party(key="aeldreraad", name="Ældrerådet"),
    ),
)


def one(state: State, scope: Scope, name: str) -> FeedEntry:
    return next(entry for entry in entries(state, scope, TODAY) if entry.uid.startswith(name))


def renamed(plan: Plan, key: str, name: str) -> Plan:
    organs = tuple(replace(o, name=name) if o.key == key else o for o in plan.organs)
    areas = tuple(replace(a, name=name) if a.key == key else a for a in plan.areas)
    return replace(plan, organs=organs, areas=areas)


def test_a_committees_new_name_moves_its_discussions_and_no_other_entry() -> None:
    play = with_proposal()
    before = {e.uid: e for e in entries(play.state, MED, TODAY)}
    play.write(
        PlanAdopted(
            plan=renamed(with_med(PLAN), "omu_skole", "OmrådeMED Dagtilbud"), reason="nyt navn"
        ),
        at=at(3, 21),
    )
    after = {e.uid: e for e in entries(play.state, MED, TODAY)}
    changed = {uid for uid in after if after[uid] != before[uid]}
    assert {after[uid].summary for uid in changed} == {
        "FRIST: MED-drøftelse af R-001 Neutral titel i OmrådeMED Dagtilbud"
    }
    assert all(
        after[uid].stamp.count > before[uid].stamp.count and after[uid].stamp.modified == at(3, 21)
        for uid in changed
    )


def test_an_areas_new_name_moves_its_own_hand_in_only() -> None:
    play = begin()
    scopes = (CHEF, parse("rolle:head:sundhed_omsorg"))
    before = [one(play.state, scope, "raaderumsforslag").stamp.count for scope in scopes]
    play.write(
        PlanAdopted(plan=renamed(PLAN, "skole_dagtilbud", "Skole"), reason="nyt navn"), at=at(3, 21)
    )
    after = [one(play.state, scope, "raaderumsforslag") for scope in scopes]
    assert [entry.stamp.count for entry in after] == [before[0] + 1, before[1]]
    assert after[0].summary == "FRIST: Råderumsforslag for Skole"


def test_a_receivers_new_name_moves_the_row_and_resets_nobodys_deadline() -> None:
    play = begin()
    before, since = (
        one(play.state, CHEF, "raaderumsforslag"),
        play.state.change_counts["raaderumsforslag"],
    )
    play.write(
        PlanAdopted(plan=renamed(PLAN, "raaderumsgruppen", "Gruppen"), reason="nyt navn"),
        at=at(3, 21),
    )
    after = one(play.state, CHEF, "raaderumsforslag")
    assert ("Modtager: Gruppen." in after.description, after.stamp.count) == (
        True,
        before.stamp.count + 1,
    )
    assert play.state.change_counts["raaderumsforslag"] == since


def test_a_row_counted_from_another_moves_with_it() -> None:
    counted = replace(
        PLAN.milestone("borgermoede_teknisk_budget"),
        when=Relative(milestone="raaderumsforslag", days=5),
    )
    play = begin(
        replace(
            PLAN, milestones=tuple(counted if m.key == counted.key else m for m in PLAN.milestones)
        )
    )
    before = one(play.state, PUBLIC, counted.key)
    play.write(
        MilestoneMoved(milestone="raaderumsforslag", to=Day(day=date(2024, 3, 22)), why="tal"),
        at=at(3, 13),
    )
    after = one(play.state, PUBLIC, counted.key)
    assert (after.start > before.start, after.stamp.count, after.stamp.modified) == (
        True,
        before.stamp.count + 1,
        at(3, 13),
    )


def test_more_time_for_a_discussion_moves_it() -> None:
    play = with_proposal()
    before = one(play.state, MED, "R-001")
    key = f"discuss:{PROPOSAL.id}:1/omu_skole"
    (asked,) = play.write(
        MoreTimeAsked(obligation=key, until=date(2024, 5, 3)), at=at(4, 1), actor="formand"
    )
    assert one(play.state, MED, "R-001") == before
    play.write(MoreTimeAnswered(asked=asked.seq, granted=True), at=at(4, 2))
    after = one(play.state, MED, "R-001")
    assert (after.start, after.stamp.count) == (date(2024, 5, 3), before.stamp.count + 1)


def opened() -> Stage:
    return begin(with_med(PLAN), ConsultationOpened(consultation=HEARING))


def test_a_consultation_is_a_window_for_those_who_are_heard_and_a_deadline_for_each() -> None:
    state = opened().state
    seen = {
        s: {e.summary for e in entries(state, parse(s), TODAY) if "øring om" in e.summary}
        for s in ("person:naestformand", str(MED))
    }
    window = "Høring om råderumsforslag"
    assert seen == {
        "person:naestformand": {window, "FRIST kl. 12: Høringssvar til høring om råderumsforslag"},
        "med:omu_skole": {window},
    }
    found = one(state, MED, "hearing-hoering")
    assert (found.start, found.end) == (date(2024, 4, 15), date(2024, 4, 30))
    assert found.description.splitlines()[0] == "Svarfrist: mandag den 29. april 2024 kl. 12.00."
    assert read(to_bytes_of(state, "person:naestformand"))


def test_a_consultation_is_in_no_calendar_of_others() -> None:
    state = opened().state
    for scope in OTHERS:
        assert [e for e in entries(state, parse(scope), TODAY) if "hearing" in e.uid] == [], scope
    keepers = [
        e.uid for e in entries(state, parse("organ:raaderumsgruppen"), TODAY) if "hearing" in e.uid
    ]
    assert keepers == [f"hearing-hoering.{PLAN.key}@{PLAN.uid_host}"]


def test_an_answer_that_arrives_shows_with_its_party_and_moves_no_window() -> None:
    play = opened()
    mine = "hearing-hoering.vice_chair-omu_skole"
    before = (
        one(play.state, parse("person:naestformand"), mine),
        one(play.state, MED, "hearing-hoering"),
    )
    play.write(
        ResponseReceived(consultation="hoering", party="aeldreraad", received_at=at(4, 20)),
        at=at(4, 20),
    )
    assert (
        one(play.state, parse("person:naestformand"), mine),
        one(play.state, MED, "hearing-hoering"),
    ) == before
    play.write(
        ResponseReceived(consultation="hoering", party="omu", received_at=at(4, 21)), at=at(4, 21)
    )
    after = one(play.state, parse("person:naestformand"), mine)
    assert (after.summary, after.stamp.count) == (
        "✓ Afleveret: Høringssvar til høring om råderumsforslag",
        before[0].stamp.count + 1,
    )


def test_a_window_that_is_opened_again_with_a_later_end_moves() -> None:
    play = opened()
    before = one(play.state, MED, "hearing-hoering")
    play.write(
        ConsultationOpened(
            consultation=replace(HEARING, closes=datetime(2024, 5, 6, 10, tzinfo=UTC))
        ),
        at=at(4, 20),
    )
    after = one(play.state, MED, "hearing-hoering")
    assert (after.uid, after.end, after.stamp.count) == (
        before.uid,
        date(2024, 5, 7),
        before.stamp.count + 1,
    )


def test_a_consultations_seat_has_its_deadline_in_its_own_calendar() -> None:
    assert Seat.parse("vice_chair:omu_skole") == VICE
    assert one(opened().state, parse("rolle:næstformand:omu_skole"), "hearing-hoering.vice").remind


def to_bytes_of(state: State, scope: str) -> bytes:
    return to_bytes(feed(state, parse(scope), TODAY))
