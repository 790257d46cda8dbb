"""What is offered is never refused, and what is not refused is offered: every act, by everybody in
the cast, about everything there is, in states as a random year leaves them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from process.acts import (
    absence,
    consultations,
    deadlines,
    information,
    plan,
    proposals,
    records,
)
from process.acts.allowed import ASKED, KIND, About, Act, Kind, allowed, may_see, need_allowed
from process.dates.when import Day, NoLater
from process.deadlines.obligations import find, obligations
from process.errors import NotYours, Refused
from process.ledger.entries import Decision, new_text
from process.ledger.facts import (
    Consultation,
    ConsultationOpened,
    DiscussionRecorded,
    Fact,
    MeetingsProposed,
    MilestoneCancelled,
    MoreTimeAsked,
    Outcome,
    Party,
    PlanAdopted,
    ProposalRef,
    ResponseReceived,
    SeatLeft,
    SeatTaken,
    Side,
    Snoozed,
)
from process.ledger.state import State
from process.plan.model import Meeting
from process.plan.proposals import Proposal, Station
from process.seats import PersonId, Role, Seat
from process.simulation import Stage
from tests.process.random_year import DAYS, PEOPLE, START, Dice, Year, dice
from tests.support.cast import OUTSIDER, PLAN, at, small_process

NEW = "p-ny"
EVERYBODY = (*PEOPLE, NEW)
WORDS = new_text("Ord", id="t", salt="s")
ROLLED = tuple(
    replace(row, rolled_from=Day(day=date(2023, 4, 30))) if row.key == "fagudvalg" else row
    for row in PLAN.milestones
)
ORGANS = tuple(
    replace(
        organ,
        meetings=(
            Meeting(
                key="hu1", when=Day(day=date(2024, 4, 20)), rolled_from=Day(day=date(2023, 4, 20))
            ),
        ),
    )
    if organ.key == "hu"
    else organ
    for organ in PLAN.organs
)
HEARD = Consultation(
    id="h1",
    title="Høring",
    opens=datetime(2024, 2, 1, tzinfo=UTC),
    closes=datetime(2024, 4, 1, tzinfo=UTC),
    parties=(
        Party(key="lmu_skole", name="LokalMED", seat=Seat(Role.CHAIR, "lmu_skole")),
        Party(key="raad", name="Ældrerådet"),
    ),
)


def furnished() -> Stage:
    """The small process with something of every kind in it."""
    stage, start = small_process(), at("2024-01-02", "00:00")
    stage.write(
        PlanAdopted(plan=replace(PLAN, milestones=ROLLED, organs=ORGANS), reason="Rullet"),
        ConsultationOpened(consultation=HEARD),
        ResponseReceived(
            consultation="h1", party="raad", received_at=datetime(2024, 1, 2, tzinfo=UTC)
        ),
        MeetingsProposed(
            organ="vp",
            meetings=(Meeting(key="vp1", when=Day(day=date(2024, 5, 6))),),
            source="Kalenderen",
        ),
        at=start,
    )
    return stage


Tries = Iterator[tuple[Callable[..., Decision], dict[str, object]]]
"""A verb, and words to say with it."""


def _days(around: date, back: int, ahead: int) -> Iterator[date]:
    return (around + timedelta(days=n) for n in range(-back, ahead))


def _deadline(
    verb: Callable[..., Decision], **words: object
) -> Callable[[State, str, date], Tries]:
    def tries(_state: State, key: str, _day: date) -> Tries:
        yield verb, {"obligation": key, **words}

    return tries


def _more_time(state: State, key: str, day: date) -> Tries:
    owed = find(state, key)
    for until in _days(max(owed.due, day) if owed else day, 0, 14):
        yield deadlines.ask_more_time, {"obligation": key, "until": until}


def _snooze(state: State, key: str, day: date) -> Tries:
    owed = find(state, key)
    for until in _days(owed.due if owed else day, 14, 2):
        yield deadlines.snooze, {"obligation": key, "until": until}


def _hand_over(_state: State, key: str, day: date) -> Tries:
    for to in EVERYBODY:
        yield deadlines.hand_over, {"obligation": key, "to": to}
        yield deadlines.hand_over, {"obligation": key, "to": to, "until": day + timedelta(days=9)}


def _entry(verb: Callable[..., Decision], field: str, **words: object) -> Callable[..., Tries]:
    def tries(_state: State, key: str, _day: date) -> Tries:
        yield verb, {field: int(key), **words}

    return tries


def _minutes(_state: State, key: str, _day: date) -> Tries:
    for link in ("https://a.invalid", "https://b.invalid"):
        yield records.note_minutes, {"record": int(key), "link": link, "approved_on": None}


def _record(state: State, key: str, day: date) -> Tries:
    for proposal in (p.id for p in state.proposals()):
        for held_on in _days(day, 40, 1):
            meeting = records.Meeting(committee=key, proposals=(proposal,), held_on=held_on)
            yield records.record, {"meeting": meeting}


def _correct(state: State, key: str, day: date) -> Tries:
    old = state.records[int(key)]
    for held_on in (old.fact.held_on, *_days(day, 40, 1)):
        meeting = records.Meeting(
            committee=old.fact.committee,
            proposals=tuple(ref.id for ref in old.fact.proposals),
            held_on=held_on,
            corrects=old.seq,
        )
        yield records.record, {"meeting": meeting}
    if old.answer is not None:
        yield records.contest, {"record": old.seq, "description": WORDS}


def _new_proposal(state: State, _key: str, _day: date) -> Tries:
    for area in state.plan.areas:
        told = Proposal(id="R-099", version=1, title="Nyt", neutral_title="Nyt", area=area.key)
        yield proposals.propose, {"proposal": told}


def _edit(state: State, key: str, _day: date) -> Tries:
    old = state.proposal(key)
    assert old is not None
    for area in state.plan.areas:
        yield proposals.propose, {"proposal": replace(old, title="Et andet navn", area=area.key)}


def _stations(_state: State, key: str, day: date) -> Tries:
    for organ in ("bu", "vp"):
        stations = (Station(organ=organ, day=day + timedelta(days=30)),)
        yield proposals.set_stations, {"id": key, "stations": stations, "material": False}


def _open(_state: State, _key: str, _day: date) -> Tries:
    yield consultations.open_consultation, {"consultation": replace(HEARD, id="h2")}


def _response(state: State, key: str, day: date) -> Tries:
    received = state.plan.calendar.instant(day - timedelta(days=1), time(8))
    for party in HEARD.parties:
        words = {"consultation": key, "party": party.key, "received_at": received}
        yield consultations.receive_response, words


def _move(_state: State, key: str, day: date) -> Tries:
    for to in (day + timedelta(days=40), day + timedelta(days=41)):
        yield plan.move, {"milestone": key, "to": NoLater(day=to), "why": "x"}


def _cancel(_state: State, key: str, _day: date) -> Tries:
    yield plan.cancel, {"milestone": key, "why": "x"}


TRIED: dict[Act, Callable[[State, str, date], Tries]] = {
    Act.DELIVER: _deadline(deadlines.deliver),
    Act.DELIVER_NOTE: _deadline(deadlines.deliver, note=WORDS),
    Act.RECEIVE: _deadline(deadlines.receive),
    Act.SEND_BACK: _deadline(deadlines.send_back, missing=WORDS),
    Act.MORE_TIME: _more_time,
    Act.HAND_OVER: _hand_over,
    Act.SNOOZE: _snooze,
    Act.NOT_MINE: _deadline(deadlines.not_mine),
    Act.TAKE_IT: _deadline(deadlines.take_it),
    Act.TALK: _deadline(deadlines.promise_talk),
    Act.UNDO: _entry(deadlines.undo, "seq"),
    Act.GRANT: _entry(deadlines.answer_more_time, "asked", granted=True),
    Act.REFUSE: _entry(deadlines.answer_more_time, "asked", granted=False),
    Act.CONFIRM: _entry(records.confirm, "record"),
    Act.ADD_VIEWS: _entry(records.add_views, "record", views=WORDS),
    Act.CONTEST: _entry(records.contest, "record", description=WORDS),
    Act.CORRECT: _correct,
    Act.TAKE_BACK: _entry(records.take_back_answer, "record"),
    Act.WITHDRAW: _entry(records.withdraw, "record", why="x"),
    Act.MINUTES: _minutes,
    Act.RECORD: _record,
    Act.NEW_PROPOSAL: _new_proposal,
    Act.EDIT_PROPOSAL: _edit,
    Act.STATIONS: _stations,
    Act.NEW_CONSULTATION: _open,
    Act.RESPONSE: _response,
    Act.WITHDRAW_RESPONSE: _entry(consultations.withdraw_response, "response", why="x"),
    Act.MOVE: _move,
    Act.MOVE_BACK: _entry(plan.move_back, "moved", why="x"),
    Act.INFORM: lambda _state, key, _day: iter([(information.inform, {"milestone": key})]),
    Act.CONFIRM_DATES: lambda _state, key, _day: iter([(plan.confirm_dates, {"rows": (key,)})]),
    Act.ACCEPT_MEETINGS: _entry(plan.accept_meetings, "proposal", reason="x"),
    Act.DECLINE_MEETINGS: _entry(plan.decline_meetings, "proposal"),
    Act.COME_BACK: lambda _state, _key, _day: iter([(absence.come_back, {})]),
}
LOOKS = frozenset({Act.SEE_BOTH, Act.AGENDA, Act.RESPONSES, Act.MAIL_TEXTS})
"""They write nothing: whose they are stands in `test_what_each_may_see`."""
MESSAGES = frozenset({Act.SEND_AGAIN, Act.ARRIVED})
"""About the outbox, and no fact of the process."""
ELSEWHERE = frozenset(
    {
        Act.ADDRESSES,
        Act.NEW_ADDRESS,
        Act.CHOOSE_ADDRESS,
        Act.CLOSE_ADDRESS,
        Act.OPEN_LINK,
        Act.OPEN_WORD,
    }
)
"""One's own calendar addresses, and links that say themselves whose they are."""


def things(state: State) -> Iterator[About]:
    """Everything there is, and one of each kind that there is not."""
    keys: dict[Kind, list[object]] = {
        Kind.PROCESS: [""],
        Kind.DEADLINE: [*(o.key for o in obligations(state)), "gone/head:skole"],
        Kind.ENTRY: [*state.about, 0],
        Kind.RECORD: [*state.records],
        Kind.COMMITTEE: [*(o.key for o in state.plan.organs), "gone"],
        Kind.PROPOSAL: [p.id for p in state.proposals()],
        Kind.CONSULTATION: [*state.consultations, "gone"],
        Kind.RESPONSE: [r.entry.seq for h in state.consultations.values() for r in h.responses],
        Kind.ROW: [*(m.key for m in state.plan.milestones), "meeting:hu/*", "meeting:hu/hu1"],
        Kind.MOVED: [*(move.entry.seq for move in state.moves), 0],
        Kind.MEETINGS: [*(e.seq for e in state.published.values()), 1],
    }
    return (About(kind, str(key)) for kind, found in keys.items() for key in found)


def carried_out(state: State, by: PersonId, act: Act, key: str, now: datetime) -> bool:
    """Whether there are words with which the verb does not refuse."""
    for verb, words in TRIED[act](state, key, state.plan.calendar.local_day(now)):
        try:
            verb(state, by=by, at=now, **words)
        except Refused:
            continue
        return True
    return False


def differences(state: State, now: datetime) -> list[tuple[PersonId, Act, str]]:
    """Where what is offered and what is refused do not agree."""
    found = []
    for about in things(state):
        for person in EVERYBODY:
            offered = allowed(state, person, about, now)
            found += [
                (person, act, about.key)
                for act in ASKED[about.kind]
                if act in TRIED
                and (act in offered) != carried_out(state, person, act, about.key, now)
            ]
    return found


@settings(max_examples=12, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(dice(), st.lists(st.integers(0, DAYS), min_size=2, max_size=2))
def test_what_is_offered_is_what_is_not_refused(rolled: list[Dice], looks: list[int]) -> None:
    year = Year(stage=furnished())
    moments = [(at((START + timedelta(days=n)).isoformat(), "10:30"), None) for n in looks]
    for now, dealt in sorted([*((d.at, d) for d in rolled), *moments], key=lambda m: m[0]):
        if dealt is not None:
            year.act(dealt)
        else:
            assert differences(year.state, now) == []


RECORDED = DiscussionRecorded(
    committee="lmu_skole",
    proposals=(ProposalRef(id="R-001", version=1),),
    held_on=date(2024, 4, 18),
    outcome=Outcome.DISCUSSED,
    by_side=Side.MANAGEMENT,
)


DISCUSSION = "discuss:R-001:1/pm_have"
CORNERS: dict[str, tuple[Fact, PersonId, str, str]] = {
    "who recorded it has left": (
        SeatLeft(
            seat=Seat.parse("chair:lmu_skole"), person="p-formand", last_day=date(2024, 4, 19)
        ),
        "p-formand",
        "2024-04-19",
        "2024-04-22",
    ),
    "put off to the last day there is": (
        Snoozed(obligation="forslag/head:skole", until=date(2024, 3, 18)),
        "p-skolechef",
        "2024-03-15",
        "2024-03-15",
    ),
    "asked for the last day there is": (
        MoreTimeAsked(obligation=DISCUSSION, until=date(2024, 5, 1)),
        "p-haveleder",
        "2024-04-30",
        "2024-04-30",
    ),
    "no day is left before it is treated": (
        MoreTimeAsked(obligation=DISCUSSION, until=date(2024, 5, 1)),
        "p-haveleder",
        "2024-04-30",
        "2024-05-01",
    ),
    "nobody sits there who could be handed it": (
        SeatLeft(seat=Seat.parse("chair:pm_have"), person="p-haveleder", last_day=date(2024, 4, 1)),
        "p-procesejer",
        "2024-04-01",
        "2024-04-02",
    ),
    "cancelled": (
        MilestoneCancelled(milestone="forslag", why="x"),
        "p-procesejer",
        "2024-03-01",
        "2024-03-02",
    ),
}


@pytest.mark.parametrize("corner", CORNERS)
def test_so_it_is_where_a_random_year_seldom_comes(corner: str) -> None:
    fact, actor, said, now = CORNERS[corner]
    stage = furnished()
    stage.write(RECORDED, at=at("2024-04-18"), actor="p-formand", seat="chair:lmu_skole")
    stage.write(fact, at=at(said), actor=actor, seat="head:skole")
    assert differences(stage.state, at(now, "10:00")) == []


def test_every_act_is_asked_about_or_lies_elsewhere() -> None:
    assert {*KIND, *ELSEWHERE} == set(Act)
    assert {*TRIED, *LOOKS, *MESSAGES} == set(KIND)
    assert not set(KIND) & ELSEWHERE
    assert sum(map(len, ASKED.values())) == len(KIND), "each act is about one kind of thing"


FURNISHED = furnished().state
NOW = at("2024-04-22", "10:00")


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.PROCESS])
@pytest.mark.parametrize("key", ["", "gone", "-1", "0", "10" * 9, "\u0663\u0663", "x" * 5000])
def test_nothing_is_offered_or_shown_of_what_is_not_there(kind: Kind, key: str) -> None:
    for person in EVERYBODY:
        assert allowed(FURNISHED, person, About(kind, key), NOW) == frozenset()
        assert kind is Kind.ROW or not may_see(FURNISHED, person, About(kind, key), NOW)


def test_before_there_is_a_plan_there_is_nothing_to_do() -> None:
    state = State.empty("r24")
    for kind in Kind:
        assert allowed(state, "p-procesejer", About(kind, "x"), NOW) == frozenset()
        assert not may_see(state, "p-procesejer", About(kind, "x"), NOW)


def test_whoever_is_not_allowed_is_told_what_trying_would_have_said(stage: Stage) -> None:
    with pytest.raises(NotYours) as told:
        need_allowed(stage.state, "p-plejechef", Act.EDIT_PROPOSAL, "R-001", NOW)
    mine = replace(stage.state.versions["R-001"][-1], area="pleje", title="Vores nu")
    with pytest.raises(NotYours) as tried:
        proposals.propose(stage.state, mine, by="p-plejechef", at=NOW)
    assert told.value == tried.value


def _with_a_record() -> tuple[State, str]:
    stage = furnished()
    seated = {"member:lmu_skole": "p-medlem", "secretary:lmu_skole": "p-lmusekretaer"}
    for seat, person in seated.items():
        fact = SeatTaken(seat=Seat.parse(seat), person=person, since=START)
        stage.write(fact, at=at("2024-01-02"))
    entry = stage.write(RECORDED, at=at("2024-04-19"), actor="p-formand", seat="chair:lmu_skole")[0]
    return stage.state, str(entry.seq)


OWNER, SCHOOL_HEAD, CARE_HEAD = "p-procesejer", "p-skolechef", "p-plejechef"
LEADERS = frozenset({OWNER, "p-direktoer"})
MAIN = frozenset({"p-sekretaer", "p-kommunaldirektoer"})
SCHOOL_COMMITTEE = frozenset({"p-formand", "p-naestformand", "p-medlem", "p-lmusekretaer"})

SIGHTS: list[tuple[Kind, str, frozenset[PersonId]]] = [
    (Kind.PROPOSAL, "R-001", frozenset({OWNER, SCHOOL_HEAD})),
    (Kind.PROPOSAL, "R-002", frozenset({OWNER, SCHOOL_HEAD})),
    (Kind.PROPOSAL, "R-003", frozenset({OWNER, CARE_HEAD})),
    (Kind.RECORD, "", SCHOOL_COMMITTEE | MAIN | LEADERS),
    (Kind.COMMITTEE, "lmu_skole", SCHOOL_COMMITTEE | MAIN | LEADERS),
    (Kind.DEADLINE, "forslag/head:skole", frozenset({SCHOOL_HEAD, "p-gruppen"}) | LEADERS),
    (
        Kind.DEADLINE,
        "discuss:R-001:1/lmu_skole",
        SCHOOL_COMMITTEE | MAIN | LEADERS | {SCHOOL_HEAD},  # the chef stands above the chair
    ),
    (Kind.DEADLINE, "confirm:", SCHOOL_COMMITTEE | {"p-sekretaer"}),
    (Kind.CONSULTATION, "h1", frozenset({OWNER, "p-formand"})),
]


@pytest.mark.parametrize(("kind", "key", "who"), SIGHTS)
def test_what_each_may_see(kind: Kind, key: str, who: frozenset[PersonId]) -> None:
    state, record = _with_a_record()
    about = About(kind, f"{key}{record}" if key in ("", "confirm:") else key)
    everybody = {*EVERYBODY, *state.people(), OUTSIDER}
    assert {p for p in everybody if may_see(state, p, about, NOW)} == who


def test_who_looks_is_asked_for_letters_and_keeps_the_messages() -> None:
    state, record = _with_a_record()
    looks = {
        Act.SEE_BOTH: (About(Kind.RECORD, record), SCHOOL_COMMITTEE | MAIN | LEADERS),
        Act.AGENDA: (About(Kind.COMMITTEE, "lmu_skole"), SCHOOL_COMMITTEE | MAIN | LEADERS),
        Act.RESPONSES: (About(Kind.CONSULTATION, "h1"), {OWNER}),
        Act.MAIL_TEXTS: (About(Kind.PROCESS), MAIN | LEADERS),
    }
    looks |= dict.fromkeys(MESSAGES, (About(Kind.PROCESS), {OWNER}))
    assert set(looks) == LOOKS | MESSAGES
    for act, (about, who) in looks.items():
        assert {p for p in state.people() if act in allowed(state, p, about, NOW)} == who
