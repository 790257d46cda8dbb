"""Everything the bot can say holds Slack's rules, in a process with a great many things and in one
with nothing at all: each list, Home, modal, answer and message, for every role, as the stand-in
Slack judges them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

import pytest

from app.rehearsal import SHIPPED, seed
from app.stores import Stores
from bot.messages.message import Act, Rendered
from bot.messages.render import render
from bot.slack import home
from bot.slack.blocks import Json, message_blocks, notice, spoken, values_of
from bot.slack.conversations import COMMANDS, FORMS, PRESSES
from bot.slack.plan_status import MOST
from bot.slack.requests import Answer, Open, Place, Publish, Renew, Request, Say, Show, Stands
from config.rehearsal_file import load_rehearsal
from process.channel import Message
from process.errors import Refused
from process.ledger.entries import SYSTEM, Decision
from process.ledger.facts import (
    ConsultationOpened,
    DiscussionRecorded,
    Fact,
    Outcome,
    PlanAdopted,
    ProposalRef,
    ProposalSubmitted,
    SeatTaken,
    Side,
)
from process.ledger.state import State
from process.reminders.digests import drafts_of
from process.reminders.due import due_notices
from process.seats import PersonId, Seat
from sandbox.blockkit import message_faults, view_faults
from storage.outbox import IN_DOUBT, MessageState
from storage.tables import metadata
from tests.bot.slack.world import Office, empty_office
from tests.process.acts.test_allowed import HEARD
from tests.support.cast import CAST, OUTSIDER, PLAN, at

DAYS = ("2024-03-13", "2024-04-22", "2024-05-14")
MANY = 130
EACH = 2
"""So many buttons of a kind are pressed for each person: they differ in what they are about."""
WORDS = ("", "R-001", "x" * 300, "mødet <!channel> *& æøå")


def crowded(stores: Stores) -> Office:
    """The rehearsal's year, with more proposals, consultations and messages put aside than any
    list holds, and a committee with many records.
    """
    rehearsal = load_rehearsal(SHIPPED)
    seed(stores, rehearsal)
    office = empty_office(stores.database, rehearsal.plan.key)
    first = rehearsal.proposals[0]
    more = [
        replace(first, id=f"R-{n}", title=f"Forslag & {n} " + "x" * 90)
        for n in range(500, 500 + MANY)
    ]
    heard = [replace(HEARD, id=f"h{n}") for n in range(30)]
    committee = first.affected[0]
    refs = tuple(ProposalRef(id=one.id, version=1) for one in more[:90])
    met = [
        DiscussionRecorded(
            committee=committee,
            proposals=refs,
            held_on=date(2024, 3, day),
            outcome=Outcome.DISCUSSED,
            by_side=Side.MANAGEMENT,
        )
        for day in (4, 5, 6)
    ]
    facts: tuple[Fact, ...] = (
        *(ProposalSubmitted(proposal=one) for one in more),
        *(ConsultationOpened(consultation=one) for one in heard),
        *met,
    )
    write(office, *facts)
    put_aside(office)
    return office


def put_aside(office: Office) -> None:
    """Whatever is due on each of the days fails, every other message in a way that leaves doubt."""
    outbox, state, number = office.context.outbox, office.state, 0
    for now in map(at, DAYS):
        drafts = drafts_of(due_notices(state, now), now, state.plan.calendar)
        outbox.put_all(office.context.process, drafts)
        while claims := outbox.claim(now=at("2024-12-01"), limit=50, worker="w"):
            for claimed in claims:
                number += 1
                why = f"{IN_DOUBT}timeout" if number % 2 else "a word nobody knows"
                outbox.settle(claimed, MessageState.FAILED, at=now, why=why)
    assert number > MOST, "more than are listed"


def empty(stores: Stores) -> Office:
    """People in their seats, and a plan that asks nothing of anybody."""
    office = empty_office(stores.database)
    seats = (
        SeatTaken(seat=Seat.parse(s), person=p, since=date(2024, 1, 1)) for s, p in CAST.items()
    )
    bare = replace(PLAN, milestones=(), organs=tuple(replace(o, meetings=()) for o in PLAN.organs))
    write(office, PlanAdopted(plan=bare, reason="Begyndelsen"), *seats)
    return office


def nothing(stores: Stores) -> Office:
    """Nobody has adopted a plan."""
    return empty_office(stores.database)


def write(office: Office, *facts: Fact) -> None:
    office.context.ledger.decide(
        office.context.process,
        lambda state: Decision(facts=facts),
        actor=SYSTEM,
        at=at("2024-02-01"),
    )


def roles(state: State) -> list[PersonId]:
    """The first who holds each role, and somebody who holds none."""
    if state.adopted is None:
        return [OUTSIDER]
    found: dict[str, PersonId] = {}
    for person in state.people():
        for seat in state.seats_of(person, date(2024, 3, 13)):
            found.setdefault(str(seat.role), person)
    return [*dict.fromkeys(found.values()), OUTSIDER]


@dataclass
class Sweep:
    """What one office says, to one person after another, and what Slack would refuse of it."""

    office: Office
    refused: list[str] = field(default_factory=list)
    looked: dict[str, int] = field(default_factory=dict)

    def of(self, person: PersonId) -> None:
        """All that can be typed, then what was offered there pressed, then what opened sent in."""
        answers = [*self._typed(person)]
        for request in self._requests(person, Place.HOME):
            answers += self._answer("Home", lambda r: Publish(home.view(r, r.state)), request)
        pressed = [*self._pressed(person, answers)]
        self._sent(person, [*answers, *pressed])

    def messages(self, day: str) -> None:
        """Whatever would be written to anybody that morning."""
        state, now = self.office.state, at(day)
        for draft in drafts_of(due_notices(state, now), now, state.plan.calendar):
            message = Message(key="k", person=draft.person, notices=draft.notices, day=draft.day)
            rendered = render(message, state, view=self.office.context.view())
            self._look(f"message {draft.key}", Say(rendered))

    def _requests(self, person: PersonId, place: Place, **more: str | Json) -> Iterator[Request]:
        yield Request(
            context=self.office.context.at_once(),
            person=person,
            state=self.office.state,
            place=place,
            **more,  # type: ignore[arg-type]
        )

    def _typed(self, person: PersonId) -> Iterator[Answer]:
        for command in COMMANDS:
            for name, does in command.does.items():
                for words in WORDS:
                    for request in self._requests(person, Place.COMMAND, text=words):
                        yield from self._answer(f"{command.name} {name} {words[:9]}", does, request)

    def _pressed(self, person: PersonId, answers: list[Answer]) -> Iterator[Answer]:
        times: dict[str, int] = {}
        for act, value in dict.fromkeys(b for one in answers for b in buttons(one)):
            times[act] = times.get(act, 0) + 1
            if act in set(Act) and times[act] <= EACH and Act(act) in PRESSES:
                for request in self._requests(person, Place.PRIVATE, value=value):
                    yield from self._answer(f"{act} {value}", PRESSES[Act(act)], request)

    def _sent(self, person: PersonId, answers: list[Answer]) -> None:
        views = {a.view["callback_id"]: a.view for a in answers if isinstance(a, Open)}
        for name, view in views.items():
            if name in FORMS:
                for request in self._requests(person, Place.MODAL, view=view):
                    self._answer(name, _sent_in, request)

    def _answer(
        self, what: str, does: Callable[[Request], Answer], request: Request
    ) -> list[Answer]:
        """What is answered; a refusal is a sentence, and holds for any office."""
        try:
            answer = does(request)
        except Refused:
            return []
        self._look(f"{request.person}: {what}", answer)
        return [answer]

    def _look(self, what: str, answer: Answer) -> None:
        kind = type(answer).__name__
        self.looked[kind] = self.looked.get(kind, 0) + 1
        self.refused += [f"{what}: {fault}" for fault in faults(answer)]


def _sent_in(request: Request) -> Answer:
    """As it was opened, with nothing filled in."""
    return FORMS[request.view["callback_id"]].sent(request, values_of(request.view))


def faults(answer: Answer) -> list[str]:
    """What Slack would say against an answer, wherever it is shown."""
    match answer:
        case Open(view=view) | Renew(view=view) | Show(view=view):
            return view_faults(view, kind="modal")
        case Publish(view=view):
            return view_faults(view, kind="home")
        case Say(rendered=rendered) | Stands(rendered=rendered):
            return [
                *_of_words(rendered),
                *view_faults(notice("Svar", rendered.sections), kind="modal"),
            ]
    return []


def _of_words(rendered: Rendered) -> list[str]:
    text = spoken(rendered.text)
    said = [] if text.strip() and len(text) <= 4000 else [f"a text of {len(text)} characters"]
    return [*said, *message_faults(message_blocks(rendered))]


def buttons(answer: Answer) -> list[tuple[str, str]]:
    """What an answer offers to press."""
    match answer:
        case Say(rendered=rendered) | Stands(rendered=rendered):
            blocks = message_blocks(rendered)
        case Open(view=view) | Publish(view=view):
            blocks = view["blocks"]
        case _:
            return []
    rows = [block["elements"] for block in blocks if block["type"] == "actions"]
    return [(e["action_id"], e.get("value", "")) for row in rows for e in row]


@pytest.mark.parametrize("furnish", [crowded, empty, nothing])
def test_slack_takes_everything_that_can_be_said(
    furnish: Callable[[Stores], Office], sqlite_url: str
) -> None:
    stores = Stores.open(sqlite_url)
    with stores.database.write() as connection:
        metadata.create_all(connection)
    sweep = Sweep(furnish(stores))
    for day in DAYS if sweep.office.state.adopted else ():
        sweep.messages(day)
    for number, person in enumerate(roles(sweep.office.state)):
        sweep.office.clock.go(DAYS[number % len(DAYS)], "10:00")
        sweep.of(person)
    stores.database.close()
    assert sweep.refused == []
    if furnish is crowded:
        assert {"Say", "Open", "Publish", "Stands"} <= set(sweep.looked)
