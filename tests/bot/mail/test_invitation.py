"""Invitations against a real SMTP server: once for each person and revision, moved and cancelled by
sequence, where the plan asks.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from email.utils import parseaddr
from time import monotonic

import pytest
from icalendar import Calendar

from bot.ical.feed import entries
from bot.ical.scopes import parse
from bot.mail.channel import InvitationChannel
from jobs.delivery import Delivery
from jobs.planner import Planner
from process.channel import Channel
from process.dates.when import Day
from process.ledger.entries import SYSTEM, Decision
from process.ledger.facts import PlanAdopted
from process.plan.model import Meeting, Plan
from process.reminders.notices import NoticeKind
from tests.bot.slack.world import PROCESS, Office
from tests.support.cast import PLAN
from tests.support.channel import VisibleChannel
from tests.support.postman import Postman

ORGAN = "lmu_skole"
ORGANIZER = "lokalmed@example.org"
MEETING = Meeting(
    key="m_april",
    when=Day(day=date(2024, 4, 18), start=time(13), end=time(15)),
    place="Lærerværelset",
)


def plan(
    meeting: Meeting = MEETING,
    *,
    invitations: str = ORGANIZER,
    name: str = "LokalMED Eksempelskolen",
) -> Plan:
    changed = (
        replace(o, meetings=(meeting,), invitations=invitations, name=name) if o.key == ORGAN else o
        for o in PLAN.organs
    )
    return replace(PLAN, organs=tuple(changed))


class Round:
    """The outbox between a process and a real mail server; Slack stands beside it and must get
    nothing.
    """

    def __init__(self, office: Office, postman: Postman) -> None:
        self.office, self.postman, self.slack = office, postman, VisibleChannel()
        context = office.context
        mail: Channel = InvitationChannel(
            postman.server(),
            process=PROCESS,
            directory=context.directory,
            now=office.clock.now,
            page="https://example.org/",
        )
        self.planner = Planner(
            process=PROCESS,
            ledger=context.ledger,
            outbox=context.outbox,
            outbox_log=context.outbox_log,
        )
        self.delivery = Delivery(
            process=PROCESS,
            ledger=context.ledger,
            outbox=context.outbox,
            channels=(self.slack,),
            worker="w",
            monotonic=monotonic,
            apart={NoticeKind.INVITATION: mail},
        )

    def adopt(self, plan: Plan, day: str) -> None:
        self.office.clock.go(day)
        fact = PlanAdopted(plan=plan, reason="x")
        self.office.context.ledger.decide(
            PROCESS, lambda state: Decision(facts=(fact,)), actor=SYSTEM, at=self.office.clock.now()
        )

    def settle(self) -> list[tuple[str, str, int]]:
        """Everything that is due goes out; the new mails as (to, method, sequence)."""
        before, now = len(self.postman.kept), self.office.clock.now()
        self.planner.round(now)
        while self.delivery.one(now):
            pass
        return sorted(self.read(number) for number in range(before, len(self.postman.kept)))

    def read(self, number: int) -> tuple[str, str, int]:
        mail = self.postman.kept[number]
        part = next(p for p in mail.walk() if p.get_content_type() == "text/calendar")
        calendar = Calendar.from_ical(part.get_content())
        (event,) = calendar.walk("VEVENT")
        assert part.get_param("method") == calendar["METHOD"]
        assert (str(event["ORGANIZER"]), str(event["ATTENDEE"])) == (
            f"mailto:{ORGANIZER}",
            f"mailto:{parseaddr(mail['To'])[1]}",
        )
        return parseaddr(mail["To"])[1], str(calendar["METHOD"]), int(str(event["SEQUENCE"]))


@pytest.fixture
def round(office: Office, postman: Postman) -> Round:
    return Round(office, postman)


MEMBERS = ["p-formand@example.org", "p-naestformand@example.org"]


def test_every_member_is_invited_once_when_the_meeting_is_adopted(round: Round) -> None:
    round.adopt(plan(), "2024-03-04")
    assert round.settle() == [(member, "REQUEST", 0) for member in MEMBERS]
    assert round.settle() == []
    mail = round.postman.kept[0]
    assert (mail["Subject"], str(mail["From"])) == (
        "Møde: LokalMED Eksempelskolen",
        f"LokalMED Eksempelskolen <{ORGANIZER}>",
    )
    plain = mail.get_body(("plain",))
    assert (
        plain is not None
        and "Tidspunkt: torsdag den 18. april 2024 kl. 13.00–15.00." in plain.get_content()
    )
    assert [
        m for m in round.slack.arrived if any(n.kind is NoticeKind.INVITATION for n in m.notices)
    ] == []


def test_a_move_and_a_cancellation_carry_the_next_sequence_under_the_same_uid(round: Round) -> None:
    moved = replace(MEETING, when=Day(day=date(2024, 4, 25), start=time(13), end=time(15)))
    uids, steps = set(), (plan(), plan(moved), plan(replace(MEETING, cancelled="Sygdom")))
    found = []
    for day, step in zip(("2024-03-04", "2024-03-05", "2024-03-06"), steps, strict=True):
        round.adopt(step, day)
        found += [(method, sequence) for _, method, sequence in round.settle()]
        state = round.office.state
        entry = next(
            e
            for e in entries(state, parse("med:lmu_skole"), date(2024, 3, 6))
            if e.uid.startswith("lmu_skole")
        )
        assert entry.stamp.count == found[-1][1]
        uids.add(entry.uid)
    assert found == [("REQUEST", 0)] * 2 + [("REQUEST", 1)] * 2 + [("CANCEL", 2)] * 2
    assert len(uids) == 1


def test_a_meeting_that_goes_out_of_the_plan_is_told_once_as_a_cancelled_one(round: Round) -> None:
    round.adopt(plan(), "2024-03-04")
    round.settle()
    round.adopt(
        replace(
            plan(),
            organs=tuple(replace(o, meetings=()) if o.key == ORGAN else o for o in plan().organs),
        ),
        "2024-03-05",
    )
    assert round.settle() == [(member, "CANCEL", 1) for member in MEMBERS]
    mail = round.postman.kept[-1]
    plain = mail.get_body(("plain",))
    assert (mail["Subject"], plain is not None and "Mødet er aflyst" in plain.get_content()) == (
        "AFLYST: Møde: LokalMED Eksempelskolen",
        True,
    )
    round.adopt(replace(round.office.state.plan, title="Ny titel"), "2024-03-06")
    assert round.settle() == []
    round.adopt(plan(), "2024-03-07")
    assert round.settle() == [(member, "REQUEST", 2) for member in MEMBERS]


def test_a_meeting_whose_organ_goes_with_it_is_told_and_one_cancelled_before_is_not_again(
    round: Round,
) -> None:
    without = replace(PLAN, organs=tuple(o for o in PLAN.organs if o.key != ORGAN))
    round.adopt(plan(), "2024-03-04")
    round.settle()
    round.adopt(without, "2024-03-05")
    assert round.settle() == [(member, "CANCEL", 1) for member in MEMBERS]
    round.adopt(plan(replace(MEETING, cancelled="Sygdom")), "2024-03-06")
    assert round.settle() == [(member, "CANCEL", 3) for member in MEMBERS]
    round.adopt(without, "2024-03-07")
    assert round.settle() == []


def test_a_revision_that_was_overtaken_before_it_left_is_never_sent(round: Round) -> None:
    round.adopt(plan(), "2024-03-04")
    round.planner.round(round.office.clock.now())
    round.adopt(plan(replace(MEETING, place="Biblioteket")), "2024-03-04")
    assert round.settle() == [(member, "REQUEST", 1) for member in MEMBERS]


def test_an_organ_that_has_not_asked_for_it_invites_nobody(round: Round) -> None:
    round.adopt(plan(invitations=""), "2024-03-04")
    assert round.settle() == []


def test_nobody_is_invited_to_what_is_over_or_was_cancelled_from_the_beginning(
    round: Round,
) -> None:
    round.adopt(plan(replace(MEETING, cancelled="Udgår")), "2024-03-04")
    assert round.settle() == []
    round.adopt(plan(replace(MEETING, key="m_marts", when=Day(day=date(2024, 3, 4)))), "2024-03-05")
    assert round.settle() == []


def test_a_refused_mailbox_is_told_to_the_process_owner_and_not_tried_for_ever(
    round: Round,
) -> None:
    round.postman.answers["RCPT"] = "550 no such user"
    round.adopt(plan(), "2024-03-04")
    assert round.settle() == []
    assert {
        n.kind for m in round.slack.arrived for n in m.notices if m.person == "p-procesejer"
    } == {NoticeKind.TO_ADMIN}
    round.postman.answers.clear()
    assert round.settle() == []
