"""A mail that comes back goes the next way or has failed, once, and the process owner hears of it
as of every failing channel.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

import pytest
from sqlalchemy import select

from jobs.delivery import Delivery
from jobs.returned_mail import Returns, Taken
from process.channel import Message, Outcome, Returned, Sent
from process.ledger.state import State
from process.reminders.notices import NoticeKind
from process.seats import PersonId
from storage.directory import Directory, Person
from storage.inbox import ReturnedMail
from storage.tables import outbox
from tests.jobs.conftest import Bench
from tests.support.cast import CAST, at
from tests.support.channel import VisibleChannel

MORNING = at("2024-03-13")
CHEF, OWNER = "p-skolechef", "p-procesejer"
TAG = "0123456789abcdef0123456789abcdef"


class Mail(VisibleChannel):
    """Mail whose ids are known, and whose addresses rest when something came back from them."""

    def __init__(self, returned: ReturnedMail) -> None:
        super().__init__(name="mail")
        self._returned = returned

    def reaches(self, person: PersonId) -> bool:
        return not self._returned.rests("r24", person, f"{person}@example.org")

    def send(self, message: Message, state: State) -> Outcome:
        outcome = super().send(message, state)
        return (
            Sent(ref=f"<{TAG}@example.org>")
            if message.person == CHEF and isinstance(outcome, Sent)
            else outcome
        )


@dataclass
class Desk:
    """The bench with mail first and another channel beside it."""

    bench: Bench
    mail: Mail
    other: VisibleChannel
    woken: list[int]
    returned: ReturnedMail

    def __post_init__(self) -> None:
        self.channels = (self.mail, self.other)
        self.returns = Returns(
            process="r24",
            ledger=self.bench.ledger,
            outbox=self.bench.outbox,
            outbox_log=self.bench.outbox_log,
            directory=Directory(self.bench.database),
            returned=self.returned,
            channels=self.channels,
            wake=lambda: self.woken.append(1),
        )

    def deliver(self, day: str = "2024-03-13") -> None:
        self.bench.planner().round(at(day))
        delivery = Delivery(
            process="r24",
            ledger=self.bench.ledger,
            outbox=self.bench.outbox,
            channels=self.channels,
            worker="w",
            monotonic=time.monotonic,
        )
        while delivery.one(at(day)):
            pass

    def take(self, status: str = "5.1.1", *, failed: bool = True, tag: str = TAG) -> Taken:
        return self.returns.take(
            Returned(tags=("f" * 32, tag), status=status, failed=failed), MORNING
        )

    def told(self) -> list[tuple[str, str]]:
        both = (*self.mail.arrived, *self.other.arrived)
        return sorted(
            (m.person, n.because) for m in both for n in m.notices if n.kind is NoticeKind.TO_ADMIN
        )

    def states(self, person: str = CHEF) -> list[tuple[str, str]]:
        with self.bench.database.read() as connection:
            rows = connection.execute(
                select(outbox.c.state, outbox.c.why)
                .where(outbox.c.person == person)
                .order_by(outbox.c.id)
            )
            return [(row.state, row.why) for row in rows]


@pytest.fixture
def desk(any_bench: Bench) -> Desk:
    people = [
        Person(id=person, name=f"Navn {person}", email=f"{person}@example.org")
        for person in CAST.values()
    ]
    Directory(any_bench.database).put("r24", people)
    returned = ReturnedMail(any_bench.database)
    made = Desk(
        bench=any_bench,
        mail=Mail(returned),
        other=VisibleChannel(name="slack"),
        woken=[],
        returned=returned,
    )
    made.deliver()
    return made


def arrived(channel: VisibleChannel) -> list[str]:
    return [m.person for m in channel.arrived if m.person == CHEF]


def test_the_message_goes_the_next_way_the_address_rests_and_the_owner_hears(desk: Desk) -> None:
    assert (arrived(desk.mail), arrived(desk.other)) == ([CHEF], [])
    assert desk.take() is Taken.BOUNCED and desk.woken == [1]
    desk.deliver()

    assert (arrived(desk.mail), arrived(desk.other)) == ([CHEF], [CHEF])
    assert desk.states() == [("sent", "")]
    assert desk.told() == [(OWNER, f"bounced:{CHEF}:5.1.1:slack")]
    desk.deliver("2024-03-15")
    assert (len(arrived(desk.mail)), len(arrived(desk.other))) == (1, 2)


def test_a_bounce_that_comes_twice_is_one_bounce(desk: Desk) -> None:
    assert [desk.take(), desk.take()] == [Taken.BOUNCED, Taken.UNKNOWN]
    desk.deliver()
    assert len(arrived(desk.other)) == 1 and len(desk.told()) == 1


def test_without_another_way_it_has_failed_and_the_owner_is_told(desk: Desk) -> None:
    desk.other.unreachable = frozenset(CAST.values()) - {OWNER}
    assert desk.take() is Taken.BOUNCED
    assert desk.states() == [("failed", "bounced 5.1.1")]
    desk.deliver()
    assert desk.told() == [(OWNER, f"bounced:{CHEF}:5.1.1:")]
    assert desk.bench.outbox_log.was_told("r24", ["forslag/head:skole"]) == {
        "forslag/head:skole": ()
    }


def test_a_delay_changes_nothing(desk: Desk) -> None:
    assert desk.take("4.4.1", failed=False) is Taken.NOTED
    assert desk.states() == [("sent", "")] and desk.told() == [] and desk.woken == []
    assert desk.mail.reaches(CHEF)


def test_what_was_given_up_in_time_goes_the_next_way_but_the_address_is_tried_again(
    desk: Desk,
) -> None:
    assert desk.take("4.4.7") is Taken.BOUNCED
    assert desk.mail.reaches(CHEF)


def test_a_forged_return_of_a_mail_we_never_sent_is_left_alone_with_a_line_in_the_log(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    assert desk.take(tag="e" * 32) is Taken.UNKNOWN
    assert desk.states() == [("sent", "")] and desk.told() == [] and desk.mail.reaches(CHEF)
    assert [
        record.levelname for record in caplog.records if record.name == "fristvogter.returned"
    ] == ["WARNING"]


def test_a_new_address_is_written_to_at_once(desk: Desk) -> None:
    desk.take()
    assert desk.returned.rests("r24", CHEF, f"{CHEF}@example.org") and not desk.returned.rests(
        "r24", CHEF, "ny@example.org"
    )
