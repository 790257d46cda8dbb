"""A channel that refuses leaves it to the next, whoever left is found, and those who keep
the process hear of both once.
"""

from __future__ import annotations

import time

import pytest

from jobs.delivery import Delivery
from jobs.leavers import Leavers
from process.channel import Turned, Unclear
from process.reminders.notices import NoticeKind
from process.seats import PersonId
from storage.directory import Directory, Person
from tests.jobs.conftest import Bench
from tests.support.cast import CAST, at
from tests.support.channel import VisibleChannel

MORNING = at("2024-03-13")
CHEF, OWNER, DIRECTOR = "p-skolechef", "p-procesejer", "p-direktoer"


def deliver(bench: Bench, mail: VisibleChannel, day: str = "2024-03-13") -> None:
    """A round over Slack first and mail second."""
    bench.planner().round(at(day))
    delivery = Delivery(
        process="r24",
        ledger=bench.ledger,
        outbox=bench.outbox,
        channels=(bench.channel, mail),
        worker="w",
        monotonic=time.monotonic,
        quarantine=0.0,
    )
    while delivery.one(at(day)):
        pass


def told(channel: VisibleChannel) -> list[tuple[str, str]]:
    return sorted(
        (m.person, n.because)
        for m in channel.arrived
        for n in m.notices
        if n.kind is NoticeKind.TO_ADMIN
    )


def test_whoever_one_channel_turns_away_gets_it_over_the_next_and_the_owner_hears_once_a_month(
    any_bench: Bench,
) -> None:
    mail = VisibleChannel(name="mail")
    for day in ("2024-03-13", "2024-03-15"):
        any_bench.channel.next_outcomes.extend([Turned(why="users_not_found", gone=True)])
        deliver(any_bench, mail, day)

    assert len(mail.arrived) == 2
    assert len({m.person for m in mail.arrived}) == 1
    assert told(any_bench.channel) == [(OWNER, f"rerouted:{mail.arrived[0].person}:slack")]
    assert set((any_bench.channel.notice_counts() + mail.notice_counts()).values()) == {1}
    assert any_bench.outbox_log.counts(MORNING).failed == 0


def test_who_never_was_on_the_first_channel_gets_it_over_the_next_and_nobody_hears_of_it(
    any_bench: Bench,
) -> None:
    mail = VisibleChannel(name="mail")
    any_bench.channel.next_outcomes.extend(
        [Turned(why="users_not_found", gone=True, stranger=True)]
    )
    deliver(any_bench, mail)

    assert len(mail.arrived) == 1
    assert told(any_bench.channel) == [] and any_bench.outbox_log.counts(MORNING).failed == 0


def test_a_stranger_to_every_channel_is_told_to_the_owner(bench: Bench) -> None:
    mail = VisibleChannel(name="mail")
    stranger = Turned(why="users_not_found", gone=True, stranger=True)
    bench.channel.next_outcomes.extend([stranger])
    mail.next_outcomes.extend([stranger])
    deliver(bench, mail)

    assert [because.partition(":")[0] for _, because in told(bench.channel)] == ["unreached"]
    assert bench.outbox_log.counts(MORNING).failed == 1


def test_a_revoked_token_sends_everybody_over_the_next_channel(bench: Bench) -> None:
    mail = VisibleChannel(name="mail")
    bench.channel.next_outcomes.extend([Turned(why="token_revoked", all=True)] * 8)
    deliver(bench, mail)

    assert sorted(m.person for m in mail.arrived if m.person != OWNER) == ["p-plejechef", CHEF]
    assert told(mail) == [(OWNER, "down:slack")]
    assert bench.channel.arrived == []


def test_what_is_in_doubt_is_looked_for_where_it_was_sent(bench: Bench) -> None:
    mail = VisibleChannel(name="mail")
    bench.channel.unreachable = frozenset({CHEF})
    mail.next_outcomes.append(Unclear(why="hung up"))
    deliver(bench, mail)

    assert [m.person for m in mail.arrived] == [CHEF]
    assert bench.outbox_log.counts(MORNING).unclear == 0


class Payroll:
    """A register with a visible list."""

    def __init__(self, *gone: PersonId) -> None:
        self.gone = gone

    def has_left(self, person: PersonId) -> bool | None:
        return person in self.gone if person in (CHEF, DIRECTOR) else None


@pytest.fixture
def directory(any_bench: Bench) -> Directory:
    found = Directory(any_bench.database)
    found.put(
        "r24",
        [
            Person(id=person, name=f"Navn {person}", email=f"{person}@example.org")
            for person in CAST.values()
        ],
    )
    return found


def test_who_has_left_is_not_written_to_their_director_is_and_the_owner_hears_the_same_day(
    any_bench: Bench, directory: Directory
) -> None:
    bench = any_bench
    leavers = Leavers(
        process="r24",
        ledger=bench.ledger,
        outbox=bench.outbox,
        directory=directory,
        registers=(Payroll(CHEF),),
    )

    assert leavers.round(at("2024-03-13", "06:30")) == (CHEF,)
    assert leavers.round(at("2024-03-14", "06:30")) == ()
    bench.round(MORNING)

    people = {m.person: [n.kind.value for n in m.notices] for m in bench.channel.arrived}
    assert people == {"p-plejechef": ["reminder"], DIRECTOR: ["reminder"], OWNER: ["to_admin"]}
    assert told(bench.channel) == [(OWNER, f"left:{CHEF}:head:skole")]
    found = directory.get("r24", CHEF)
    assert found is not None and not found.active


def test_a_register_that_is_silent_lets_nobody_go(any_bench: Bench, directory: Directory) -> None:
    leavers = Leavers(
        process="r24",
        ledger=any_bench.ledger,
        outbox=any_bench.outbox,
        directory=directory,
        registers=(Payroll(),),
    )

    assert leavers.round(MORNING) == ()
    assert any_bench.ledger.state("r24").seats_of(CHEF, MORNING.date()) != ()
