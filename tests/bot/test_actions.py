"""What people can do: written once, woken once, refused without a trace."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from bot import actions
from bot.context import Context
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
from process.ledger.facts import MoreTimeAsked
from tests.bot.slack.world import Office

CHEF, OTHER, OWNER = "p-skolechef", "p-plejechef", "p-procesejer"
CHAIR, VICE, OUTSIDER = "p-formand", "p-naestformand", "p-udenfor"
KEY = "forslag/head:skole"
HELD = date(2024, 4, 18)
MEETING = Meeting(committee="lmu_skole", proposals=("R-001",), held_on=HELD)


def test_everything_a_chef_does_is_written_and_wakes_the_worker(both_offices: Office) -> None:
    office, context = both_offices, both_offices.context
    office.clock.go("2024-03-13")
    actions.snooze(context, CHEF, KEY, until=date(2024, 3, 15))
    asked = actions.ask_more_time(
        context, CHEF, KEY, until=date(2024, 3, 22), why="Tal & <mangler>"
    )
    actions.answer_more_time(context, OWNER, asked.entry.seq, granted=True)
    actions.hand_over(context, CHEF, KEY, to=OTHER)
    delivered = actions.deliver(context, OTHER, KEY)
    actions.receive(context, OWNER, KEY)
    actions.undo(context, OTHER, delivered.entry.seq)

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
    "not theirs": (lambda c: actions.deliver(c, OTHER, KEY), NotYours),
    "nobody's": (lambda c: actions.deliver(c, OUTSIDER, KEY), NotYours),
    "a closed day": (
        lambda c: actions.ask_more_time(c, CHEF, KEY, until=date(2024, 3, 23)),
        BadDay,
    ),
    "past the deadline": (lambda c: actions.snooze(c, CHEF, KEY, until=date(2024, 3, 19)), BadDay),
    "an unknown person": (lambda c: actions.hand_over(c, CHEF, KEY, to="p-ukendt"), Unknown),
    "not the process owner": (
        lambda c: actions.move_milestone(
            c, CHEF, milestone="forslag", to=NoLater(day=HELD), why="x"
        ),
        NotYours,
    ),
    "no reason": (
        lambda c: actions.move_milestone(
            c, OWNER, milestone="forslag", to=NoLater(day=HELD), why=" "
        ),
        Missing,
    ),
    "a row we lack": (
        lambda c: actions.move_milestone(
            c, OWNER, milestone="sludder", to=NoLater(day=HELD), why="x"
        ),
        Unknown,
    ),
    "a meeting to come": (lambda c: actions.record_discussion(c, CHAIR, MEETING), BadDay),
    "3,001 characters": (
        lambda c: actions.ask_more_time(c, CHEF, KEY, until=date(2024, 3, 22), why="å" * 3001),
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
    done = actions.ask_more_time(office.context, CHEF, KEY, until=date(2024, 3, 22), why="å" * 3000)
    assert reason(office.context, done) == "å" * 3000


def test_med_from_record_to_receipt_and_back(both_offices: Office) -> None:
    office, context = both_offices, both_offices.context
    office.clock.go("2024-04-19")
    seq = actions.record_discussion(context, CHAIR, MEETING, views="Ledelsens ord").entry.seq
    with pytest.raises(SamePerson):
        actions.confirm_record(context, CHAIR, seq)
    with pytest.raises(Missing):
        actions.contest_record(context, VICE, seq, description="  ")
    actions.contest_record(context, VICE, seq, description="Vi nåede det ikke", once="view:1")
    actions.take_back_answer(context, VICE, seq)
    actions.confirm_record(context, VICE, seq)
    actions.add_views(context, VICE, seq, views="Vores ord", once="view:2")
    actions.withdraw_record(context, CHAIR, seq, why="Forkert møde")

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
            actions.record_discussion(office.context, CHAIR, MEETING)
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
    seq = actions.record_discussion(office.context, CHAIR, MEETING).entry.seq
    with ThreadPoolExecutor(max_workers=6) as pool:
        list(
            pool.map(
                lambda _n: actions.add_views(
                    office.context, VICE, seq, views="Vores ord", once="view:V1"
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
    assert found.closed == "Langfredag"
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
