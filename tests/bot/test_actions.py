"""What people can do: written once, woken once, refused without a trace."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from bot import actions
from bot.context import Context
from process.acts import deadlines as deadline_acts
from process.acts import plan as plan_acts
from process.acts import records as record_acts
from process.acts.records import Meeting
from process.dates.when import NoLater
from process.errors import (
    AlreadyDone,
    BadDay,
    Missing,
    NotYours,
    Refused,
    SamePerson,
    TooLong,
    Unknown,
)
from process.ledger.facts import MilestoneCancelled, MoreTimeAsked
from storage.ledger import draw
from tests.bot.slack.world import Office

CHEF, OTHER, OWNER = "p-skolechef", "p-plejechef", "p-procesejer"
CHAIR, VICE, OUTSIDER = "p-formand", "p-naestformand", "p-udenfor"
KEY = "forslag/head:skole"
HELD = date(2024, 4, 18)
MEETING = Meeting(committee="lmu_skole", proposals=("R-001",), held_on=HELD)


def test_everything_a_chef_does_is_written_and_wakes_the_worker(both_offices: Office) -> None:
    office, context = both_offices, both_offices.context
    office.clock.go("2024-03-13")
    actions.act(context, CHEF, deadline_acts.snooze, obligation=KEY, until=date(2024, 3, 15))
    asked = actions.act(
        context,
        CHEF,
        deadline_acts.ask_more_time,
        obligation=KEY,
        until=date(2024, 3, 22),
        why=actions.text_if_any("Tal & <mangler>"),
    )
    actions.act(context, OWNER, deadline_acts.answer_more_time, asked=asked.entry.seq, granted=True)
    actions.hand_over(context, CHEF, KEY, to=OTHER)
    delivered = actions.act(context, OTHER, deadline_acts.deliver, obligation=KEY)
    actions.act(context, OWNER, deadline_acts.receive, obligation=KEY)
    actions.act(context, OTHER, deadline_acts.undo, seq=delivered.entry.seq)

    assert office.facts() == [
        "Snoozed",
        "MoreTimeAsked",
        "MoreTimeAnswered",
        "HandedOver",
        "Delivered",
        "Received",
        "Undone",
    ]
    assert len(office.woken) == 7
    assert reason(context, asked) == "Tal & <mangler>"


def reason(context: Context, done: actions.Done) -> str:
    """The free text that went with a request."""
    assert isinstance(done.entry.fact, MoreTimeAsked) and done.entry.fact.why
    return context.view().text_of(done.entry.fact.why)


REFUSED: dict[str, tuple[Callable[[Context], object], type[Refused]]] = {
    "not theirs": (
        lambda c: actions.act(c, OTHER, deadline_acts.deliver, obligation=KEY),
        NotYours,
    ),
    "nobody's": (
        lambda c: actions.act(c, OUTSIDER, deadline_acts.deliver, obligation=KEY),
        NotYours,
    ),
    "a closed day": (
        lambda c: actions.act(
            c, CHEF, deadline_acts.ask_more_time, obligation=KEY, until=date(2024, 3, 23)
        ),
        BadDay,
    ),
    "past the deadline": (
        lambda c: actions.act(
            c, CHEF, deadline_acts.snooze, obligation=KEY, until=date(2024, 3, 19)
        ),
        BadDay,
    ),
    "an unknown person": (lambda c: actions.hand_over(c, CHEF, KEY, to="p-ukendt"), Unknown),
    "not the process owner": (
        lambda c: actions.act(
            c, CHEF, plan_acts.move, milestone="forslag", to=NoLater(day=HELD), why="x"
        ),
        NotYours,
    ),
    "no reason": (
        lambda c: actions.act(
            c, OWNER, plan_acts.move, milestone="forslag", to=NoLater(day=HELD), why=" "
        ),
        Missing,
    ),
    "a row we lack": (
        lambda c: actions.act(
            c, OWNER, plan_acts.move, milestone="sludder", to=NoLater(day=HELD), why="x"
        ),
        Unknown,
    ),
    "a meeting to come": (
        lambda c: actions.act(c, CHAIR, record_acts.record, meeting=MEETING),
        BadDay,
    ),
    "3,001 characters": (
        lambda c: actions.act(
            c,
            CHEF,
            deadline_acts.ask_more_time,
            obligation=KEY,
            until=date(2024, 3, 22),
            why=actions.text_if_any("å" * 3001),
        ),
        TooLong,
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused_leaves_no_trace(office: Office, case: str) -> None:
    act, kind = REFUSED[case]
    office.clock.go("2024-03-13")
    with pytest.raises(kind):
        act(office.context)
    assert office.facts() == [] and office.woken == []


def test_three_thousand_characters_fit(office: Office) -> None:
    office.clock.go("2024-03-13")
    done = actions.act(
        office.context,
        CHEF,
        deadline_acts.ask_more_time,
        obligation=KEY,
        until=date(2024, 3, 22),
        why=actions.text_if_any("å" * 3000),
    )
    assert reason(office.context, done) == "å" * 3000


def test_med_from_record_to_receipt_and_back(both_offices: Office) -> None:
    office, context = both_offices, both_offices.context
    office.clock.go("2024-04-19")
    seq = actions.act(
        context,
        CHAIR,
        record_acts.record,
        meeting=MEETING,
        views=actions.text_if_any("Ledelsens ord"),
    ).entry.seq
    with pytest.raises(SamePerson):
        actions.act(context, CHAIR, record_acts.confirm, record=seq)
    with pytest.raises(Missing):
        actions.act(context, VICE, record_acts.contest, record=seq, description=draw("  "))
    actions.act(
        context,
        VICE,
        record_acts.contest,
        record=seq,
        description=draw("Vi nåede det ikke"),
        once="view:1",
    )
    actions.act(context, VICE, record_acts.take_back_answer, record=seq)
    actions.act(context, VICE, record_acts.confirm, record=seq)
    actions.act(
        context, VICE, record_acts.add_views, record=seq, views=draw("Vores ord"), once="view:2"
    )
    actions.act(context, CHAIR, record_acts.withdraw, record=seq, why="Forkert møde")

    kinds = [
        "DiscussionRecorded",
        "DiscussionContested",
        "Undone",
        "DiscussionConfirmed",
        "ViewsAdded",
        "Undone",
    ]
    assert office.facts() == kinds


def test_two_at_the_same_moment_one_wins_and_the_others_hear_what_stands(
    both_offices: Office,
) -> None:
    office = both_offices
    office.clock.go("2024-04-19")

    def record(_number: int) -> str:
        try:
            actions.act(office.context, CHAIR, record_acts.record, meeting=MEETING)
        except AlreadyDone as stands:
            return f"stands since {stands.day}"
        return "recorded"

    with ThreadPoolExecutor(max_workers=8) as pool:
        said = sorted(pool.map(record, range(8)))
    assert said == ["recorded", *["stands since 2024-04-18"] * 7]
    assert office.facts() == ["DiscussionRecorded"]


def test_the_same_form_from_two_workers_is_written_once(both_offices: Office) -> None:
    office = both_offices
    office.clock.go("2024-04-19")
    seq = actions.act(office.context, CHAIR, record_acts.record, meeting=MEETING).entry.seq
    with ThreadPoolExecutor(max_workers=6) as pool:
        list(
            pool.map(
                lambda _n: actions.act(
                    office.context,
                    VICE,
                    record_acts.add_views,
                    record=seq,
                    views=draw("Vores ord"),
                    once="view:V1",
                ),
                range(6),
            )
        )
    assert office.facts() == ["DiscussionRecorded", "ViewsAdded"]


def test_a_look_at_a_move_writes_nothing_and_says_whom_it_touches(office: Office) -> None:
    office.clock.go("2024-03-13")
    found = actions.preview_move(
        office.context, OWNER, milestone="forslag", to=NoLater(day=date(2024, 3, 29)), why="x"
    )
    assert [str(seat) for seat in found.touched] == ["head:pleje", "head:skole"]
    assert found.closed == "langfredag"
    assert found.first_reminder == date(2024, 3, 25)
    assert office.facts() == [] and office.woken == []


def test_a_new_address_ends_the_old_one_and_its_secret_is_not_kept(office: Office) -> None:
    first = actions.new_address(office.context, CHEF)
    second = actions.new_address(office.context, CHEF)
    assert first != second and len(second) >= 32
    (kept,) = actions.open_addresses(office.context, CHEF)
    assert kept.scope == f"person:{CHEF}" and second not in kept.id
    old = office.context.addresses.find(first)
    assert old is not None and old.revoked_at is not None
    assert actions.close_addresses(office.context, CHEF) == 1
    assert actions.close_addresses(office.context, CHEF) == 0


def test_a_reason_comes_in_without_hidden_signs_and_a_free_text_word_for_word(
    both_offices: Office,
) -> None:
    office, context = both_offices, both_offices.context
    office.clock.go("2024-03-13")
    asked = actions.act(
        context,
        CHEF,
        deadline_acts.ask_more_time,
        obligation=KEY,
        until=date(2024, 3, 22),
        why=actions.text_if_any("Tal\u00a0mangler"),
    )
    why = "Ud\u00advalget\u00a0beslutter\u200b det\x00"
    done = actions.act(context, OWNER, plan_acts.cancel, milestone="forslag", why=why)

    assert isinstance(done.entry.fact, MilestoneCancelled)
    assert done.entry.fact.why == "Udvalget beslutter det"
    assert reason(context, asked) == "Tal\u00a0mangler"
