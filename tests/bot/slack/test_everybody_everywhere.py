"""Nobody sees or does what is not theirs, whatever way in they try: every word of every command
about everything there is, every button with every value, every form anybody was given, by everybody
in the cast and by a stranger.

Nothing is written for good: each try meets the process as it stands, and what it would have written
is looked at.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

import pytest
from slack_bolt import App, BoltRequest
from slack_sdk import WebClient
from slack_sdk.web import SlackResponse

from bot.messages.choices import BETWEEN
from bot.slack.app import make_bolt
from bot.slack.blocks import values_of
from bot.slack.conversations import COMMANDS, FORMS, PRESSES
from process.acts import deadlines as deadline_acts
from process.acts import records as record_acts
from process.acts.allowed import KIND, About, Act, Kind, may_see, why_not
from process.dates.when import Day
from process.deadlines.obligations import obligations
from process.ledger.entries import Decision, Entry, new_text
from process.ledger.facts import (
    Consultation,
    ConsultationOpened,
    Delivered,
    DiscussionRecorded,
    Fact,
    HandedOver,
    InformationGiven,
    MeetingsProposed,
    MilestoneCancelled,
    MilestoneMoved,
    MoreTimeAsked,
    NotMine,
    Party,
    PlanAdopted,
    ProposalSubmitted,
    Received,
    ResponseReceived,
    SentBack,
    Snoozed,
)
from process.ledger.state import State
from process.plan.model import Does, Meeting, Milestone
from process.plan.model import Kind as PlanKind
from process.plan.proposals import Proposal, Station, shown_title
from process.seats import PersonId
from process.simulation import Stage
from storage.ledger import Also, Ledger
from tests.bot.slack.world import PROCESS, Office, slack_id
from tests.support.cast import CAST, OUTSIDER, PLAN, PROPOSALS, at

Json = dict[str, Any]
EVERYBODY = (*CAST.values(), OUTSIDER)
TODAY = "2024-04-19"
SECRET = "Nedlæggelse af stillingen"
HIDDEN = (
    replace(PROPOSALS[1], title=f"{SECRET} hos R-002", neutral_title="Ledelsen af skolen"),
    Proposal(
        id="R-004",
        version=1,
        title=f"{SECRET} hos R-004",
        neutral_title="Klausuleret holddannelse",
        area="skole",
        affected=("lmu_skole",),
        embargo_until=date(2024, 6, 1),
    ),
    Proposal(
        id="R-005",
        version=1,
        title=f"{SECRET} hos R-005",
        neutral_title="Lukket punkt om plejen",
        area="pleje",
        affected=("hu",),
        stations=(Station(organ="vp", day=date(2024, 5, 6), closed=True),),
    ),
    replace(PROPOSALS[0], title=f"{SECRET} hos R-001"),
)
HEARD = Consultation(
    id="h1",
    title="Høring om budgettet",
    opens=at("2024-02-01"),
    closes=at("2024-05-01"),
    parties=(Party(key="raad", name="Ældrerådet"),),
)
INFORMS = PlanKind(key="orientering", label="Orientering", does=Does.INFORMATION)
ROLLED = (
    *(
        replace(row, rolled_from=Day(day=date(2023, 4, 30))) if row.key == "fagudvalg" else row
        for row in PLAN.milestones
    ),
    Milestone(
        key="hu_orienteres",
        title="Hovedudvalget orienteres",
        kind=INFORMS.key,
        when=Day(day=date(2024, 4, 12)),
        organ="hu",
    ),
)


class Rehearsed(Ledger):
    """Decides on what stands, and remembers what would be written instead of writing it."""

    written: list[Entry]

    def decide(
        self,
        process: str,
        verb: Callable[[State], Decision],
        *,
        actor: PersonId,
        at: datetime,
        seat: str = "",
        also: Also | None = None,
    ) -> tuple[State, tuple[Entry, ...]]:
        stage = Stage(self.state(process))
        said = verb(stage.state)
        entries = stage.write(*said.facts, at=at, actor=actor, seat=said.seat or seat)
        self.written += entries
        return stage.state, entries


WITHOUT_WORDS = {"move", "hearing", "minutes", "stations", "wishes", "new_address"}
"""Forms that lead to another, are no fact of the process, or need words of somebody's own."""
SAID: list[Json] = []
"""Everything that would be said to Slack while one thing comes in."""


def heard(client: WebClient, api_method: str, **order: Any) -> SlackResponse:
    """In the place of the way out: keeps what was said."""
    SAID.append({"method": api_method, **order})
    answer = {"ok": True, "team_id": "T1", "bot_id": "B1", "user_id": "UBOT", "user": {}}
    return SlackResponse(
        client=client,
        http_verb="POST",
        api_url=api_method,
        req_args={},
        data=answer,
        headers={},
        status_code=200,
    )


@dataclass
class Building:
    """The office with things of every kind in it, and everybody at its doors."""

    office: Office
    bolt: App
    ledger: Rehearsed
    state: State
    views: dict[tuple[str, str], tuple[PersonId, Json]] = field(default_factory=dict)
    tried: Counter[str] = field(default_factory=Counter)
    wrote: set[str] = field(default_factory=set)
    """The forms that would have written something for somebody."""
    wrong: list[str] = field(default_factory=list)

    @property
    def now(self) -> datetime:
        return self.office.clock.now()

    def command(self, person: PersonId, name: str, text: str) -> None:
        body = {"command": name, "text": text, "user_id": slack_id(person), "team_id": "T1"}
        body |= {"trigger_id": "t", "channel_id": "D1", "response_url": ""}
        entries = self._comes_in("command", person, body, f"{name} {text}")
        for entry in entries:
            self._need_own(entry, person, f"{name} {text}")

    def press(self, person: PersonId, act: Act, value: str) -> None:
        body = _interactive(person, "block_actions") | {
            "container": {"type": "view", "view_id": "V1"},
            "view": {"id": "V1", "type": "modal", "hash": "h", "private_metadata": "{}"},
            "actions": [{"type": "button", "action_id": act, "block_id": "b", "value": value}],
        }
        how = f"{act} {value}"
        entries = self._comes_in("press", person, body, how)
        key = value.partition(BETWEEN)[0]
        if entries and act in KIND and why_not(self.state, person, act, key, self.now):
            self.wrong.append(f"{person} wrote {entries} by pressing {how}")

    def submit(self, person: PersonId, view: Json) -> None:
        name = str(view["callback_id"])
        body = _interactive(person, "view_submission") | {"view": view}
        how = f"{name} {view['private_metadata']}"
        entries = self._comes_in("form", person, body, how)
        if entries:
            self.wrote.add(name)
        asked = FORMS[name].form.asks(values_of(view))
        if asked is None:
            for entry in entries:
                self._need_own(entry, person, how)
        elif entries and why_not(self.state, person, *asked, self.now):
            self.wrong.append(f"{person} wrote {entries} by sending {how}")

    def _comes_in(self, way: str, person: PersonId, body: Json, how: str) -> list[Entry]:
        """Hand it in as Slack does; returns what it would have written, after looking at all that
        was said.
        """
        self.tried[way] += 1
        SAID.clear()
        self.ledger.written = []
        answer = self.bolt.dispatch(BoltRequest(body=body, mode="socket_mode"))
        assert answer.status == 200, (how, answer.body)
        said = json.dumps([SAID, answer.body], ensure_ascii=False, default=str)
        assert "giv os koden" not in said, (person, how, said)
        self._look(person, said, how)
        self._keep(person, SAID, answer.body)
        return self.ledger.written

    def _look(self, person: PersonId, said: str, how: str) -> None:
        today = self.state.plan.calendar.local_day(self.now)
        for proposal in self.state.proposals():
            if may_see(self.state, person, About(Kind.PROPOSAL, proposal.id), self.now):
                continue
            hidden = [proposal.title] if proposal.title != proposal.neutral_title else []
            if not shown_title(proposal, today):
                hidden.append(proposal.neutral_title)
            self.wrong += [f"{person} reads {one!r} by {how}" for one in hidden if one in said]

    def _keep(self, person: PersonId, calls: list[Json], acked: str) -> None:
        """Every form that was given to somebody."""
        given = [call.get("json", {}).get("view") for call in calls]
        given.append(json.loads(acked or "{}").get("view") if acked.startswith("{") else None)
        for view in given:
            view = json.loads(view) if isinstance(view, str) else view
            if view and view.get("callback_id") in FORMS:
                key = (str(view["callback_id"]), str(view.get("private_metadata", "")))
                self.views.setdefault(key, (person, view))

    def _need_own(self, entry: Entry, person: PersonId, how: str) -> None:
        asked = asked_by(entry.fact)
        if entry.actor != person:
            self.wrong.append(f"{person} wrote as {entry.actor} by {how}")
        if asked and why_not(self.state, person, *asked, self.now):
            self.wrong.append(f"{person} wrote {entry.fact} by {how}")


def asked_by(fact: Fact) -> tuple[Act, str] | None:
    """The act a fact is written by, and what it is about."""
    match fact:
        case Delivered(obligation=key):
            return Act.DELIVER, key
        case MoreTimeAsked(obligation=key):
            return Act.MORE_TIME, key
        case HandedOver(obligation=key):
            return Act.HAND_OVER, key
        case Snoozed(obligation=key):
            return Act.SNOOZE, key
        case NotMine(obligation=key):
            return Act.NOT_MINE, key
        case Received(obligation=key):
            return Act.RECEIVE, key
        case SentBack(obligation=key):
            return Act.SEND_BACK, key
        case InformationGiven(milestone=key):
            return Act.INFORM, key
        case DiscussionRecorded(committee=key):
            return Act.RECORD, key
        case ProposalSubmitted(proposal=proposal):
            return Act.EDIT_PROPOSAL, proposal.id
        case MilestoneMoved(milestone=key) | MilestoneCancelled(milestone=key):
            return Act.MOVE, key
    return None


def _interactive(person: PersonId, type: str) -> Json:
    return {
        "type": type,
        "user": {"id": slack_id(person), "team_id": "T1"},
        "team": {"id": "T1"},
        "trigger_id": "t",
        "response_url": "",
    }


@pytest.fixture
def building(office: Office, monkeypatch: pytest.MonkeyPatch) -> Building:
    """On 19 April: a meeting recorded and unanswered, time asked for, something handed in, answers
    to a consultation, meetings proposed, a date carried over.
    """
    _furnish(office)
    office.clock.go(TODAY)
    ledger = Rehearsed(office.context.ledger._database)
    ledger.written = []
    monkeypatch.setattr(WebClient, "api_call", heard)
    context = replace(office.context, ledger=ledger)
    return Building(office, make_bolt(context, token="xoxb-test"), ledger, context.state())


def _furnish(office: Office) -> None:
    ledger = office.context.ledger
    facts: tuple[Fact, ...] = (
        PlanAdopted(
            plan=replace(PLAN, milestones=ROLLED, kinds=(*PLAN.kinds, INFORMS)), reason="Rullet"
        ),
        *(ProposalSubmitted(proposal=p) for p in HIDDEN),
        ConsultationOpened(consultation=HEARD),
        ResponseReceived(consultation="h1", party="raad", received_at=at("2024-03-01")),
        MeetingsProposed(
            organ="vp",
            meetings=(Meeting(key="vp1", when=Day(day=date(2024, 5, 6))),),
            source="Kalenderen",
        ),
    )
    start = at("2024-03-02")
    ledger.decide(PROCESS, lambda _: Decision(facts=facts), actor="p-procesejer", at=start)
    later = at("2024-04-18", "12:00")
    meeting = record_acts.Meeting(
        committee="lmu_skole", proposals=("R-001", "R-002"), held_on=date(2024, 4, 18)
    )
    words = new_text("Ledelsens ord", id="t1", salt="s")
    ledger.decide(
        PROCESS,
        lambda s: record_acts.record(s, meeting, by="p-formand", at=later, views=words),
        actor="p-formand",
        at=later,
    )
    moved = MilestoneMoved(milestone="udateret", to=Day(day=date(2024, 6, 3)), why="Nu kendt")
    ledger.decide(PROCESS, lambda _: Decision(facts=(moved,)), actor="p-procesejer", at=later)
    ledger.decide(
        PROCESS,
        lambda s: deadline_acts.ask_more_time(
            s,
            by="p-skolechef",
            obligation="forslag/head:skole",
            until=date(2024, 4, 26),
            at=later,
        ),
        actor="p-skolechef",
        at=later,
    )
    ledger.decide(
        PROCESS,
        lambda s: deadline_acts.deliver(
            s, by="p-plejechef", obligation="forslag/head:pleje", at=later
        ),
        actor="p-plejechef",
        at=later,
    )


def keys(state: State) -> dict[Kind, list[str]]:
    """Everything there is, by its kind, and one that there is not."""
    found: dict[Kind, list[object]] = {
        Kind.PROCESS: ["new"],
        Kind.DEADLINE: [o.key for o in obligations(state)],
        Kind.ENTRY: [*state.about],
        Kind.RECORD: [*state.records],
        Kind.COMMITTEE: [o.key for o in state.plan.med_committees()],
        Kind.PROPOSAL: [p.id for p in state.proposals()],
        Kind.CONSULTATION: [*state.consultations],
        Kind.RESPONSE: [r.entry.seq for h in state.consultations.values() for r in h.responses],
        Kind.ROW: [m.key for m in state.plan.milestones],
        Kind.MOVED: [move.entry.seq for move in state.moves],
        Kind.MEETINGS: [e.seq for e in state.published.values()],
    }
    return {kind: [*map(str, some), "999999", "x" * 5_000] for kind, some in found.items()}


def values(act: Act, key: str) -> str:
    """A button's value about something."""
    if act is Act.SNOOZE:
        return f"{key}{BETWEEN}2024-04-22"
    return f"{key}{BETWEEN}R-001,R-002{BETWEEN}2024-04-18" if act is Act.RECORD else key


def arguments(state: State) -> Iterator[str]:
    """What can be typed after a command about everything there is."""
    yield ""
    for proposal in (*(p.id for p in state.proposals()), "R-999"):
        yield from (proposal, f"{proposal} 18/4")
    for owed in obligations(state):
        if owed.committee is None:
            yield owed.title
    for key in ("forslag", "fagudvalg"):
        yield f"{key} 30/4 fordi"
    for organ in state.plan.organs:
        yield organ.name
    yield "26/4"


def test_nobody_reads_or_writes_what_is_not_theirs(building: Building) -> None:
    state = building.state
    for person in EVERYBODY:
        for command in COMMANDS:
            for word in command.words:
                for argument in arguments(state):
                    text = f"{word.spellings[0]} {argument}".strip()
                    building.command(person, command.name, text)
    for act in PRESSES:
        for person in EVERYBODY:
            for key in keys(state)[KIND[act]] if act in KIND else ("", "person:p-formand"):
                building.press(person, act, values(act, key))
    given = list(building.views.values())
    for _, view in given:
        for person in EVERYBODY:
            building.submit(person, filled(view))
    print(counts(building))
    assert building.wrong == []
    assert set(FORMS) - {name for name, _ in building.views} == set(), "every form was given"
    assert set(FORMS) - building.wrote <= WITHOUT_WORDS, "the forms would have written"


def counts(building: Building) -> str:
    """How much was tried, for whoever looks with `-s`."""
    words, objects = (
        sum(len(c.words) for c in COMMANDS),
        sum(map(len, keys(building.state).values())),
    )
    ways = f"{words} words, {len(PRESSES)} buttons, {len(building.views)} forms"
    return f"{ways} x {len(EVERYBODY)} people x {objects} things: {dict(building.tried)}"


def filled(view: Json) -> Json:
    """A form as it is sent in: what it began with, and something in every field that must be."""
    state: dict[str, Json] = {}
    for block in view["blocks"]:
        if block["type"] == "input":
            element = block["element"]
            state[block["block_id"]] = {
                element["action_id"]: _typed(element, needed=not block.get("optional"))
            }
    shown = {"id": "V1", "hash": "h", "type": "modal", "state": {"values": state}}
    return {**view, **shown}


def _typed(element: Json, *, needed: bool) -> Json:
    kind = str(element["type"])
    options = [o for g in element.get("option_groups", [element]) for o in g.get("options", [])]
    found: Json = {"type": kind}
    if kind == "datepicker":
        found["selected_date"] = element.get("initial_date") or (needed and "2024-04-22") or None
    elif kind == "plain_text_input":
        found["value"] = element.get("initial_value") or (needed and "30/4") or None
    elif kind.startswith("multi_") or kind == "checkboxes":
        found["selected_options"] = element.get("initial_options") or (
            options[:1] if needed else []
        )
    else:
        found["selected_option"] = element.get("initial_option") or next(iter(options), None)
    return found


def test_another_areas_proposal_is_neither_shown_nor_taken_over(building: Building) -> None:
    """By its code, and by the form as its own chef has it with the area changed."""
    building.command("p-skolechef", "/plan", "forslag R-002")
    (_, (_, view)) = building.views.popitem()
    assert SECRET in json.dumps(view, ensure_ascii=False)
    building.command("p-plejechef", "/plan", "forslag R-002")
    sent = filled(view)
    sent["state"]["values"]["area"]["area"]["selected_option"] = {"value": "pleje"}
    building.submit("p-plejechef", sent)

    assert not building.views and not building.ledger.written and building.wrong == []
    sent = filled(view)
    sent["state"]["values"]["title"]["title"]["value"] = "Et andet navn"
    building.submit("p-skolechef", sent)
    assert [type(entry.fact) for entry in building.ledger.written] == [ProposalSubmitted]
