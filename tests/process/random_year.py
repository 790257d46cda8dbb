"""Random acts of the cast on random days, through the verbs as people do them, with the bot
planning and writing in between.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from hypothesis import strategies as st

from process.acts import deadlines
from process.acts import plan as plan_verbs
from process.acts import records as discussion
from process.acts.records import Meeting
from process.dates.when import NoLater
from process.deadlines.obligations import obligations
from process.errors import NotYours, Refused
from process.ledger.entries import Decision, Entry, new_text
from process.ledger.facts import Outcome, SeatTaken
from process.ledger.state import State
from process.reminders.digests import Draft, drafts_of
from process.reminders.due import due_notices
from process.reminders.notices import Notice
from process.seats import PersonId, Seat
from process.simulation import Stage
from tests.support.cast import CAST, OUTSIDER, PROPOSALS, at, small_process

MORE = {
    "substitute:lmu_skole": "p-suppleant",
    "employee_rep:lmu_skole": "p-kollega",
    "secretary:lmu_skole": "p-lmusekretaer",
    "deputy:skole": "p-souschef",
}
PEOPLE = (*dict.fromkeys((*CAST.values(), *MORE.values())), OUTSIDER)
START, DAYS = date(2024, 1, 2), 360
WORDS = new_text("Ord", id="t", salt="s")


@dataclass(frozen=True)
class Dice:
    """The numbers one act is made of; each act reads those it needs."""

    day: int
    minute: int
    who: int
    act: int
    a: int
    b: int

    @property
    def at(self) -> datetime:
        """The instant, at any hour of any day of the year."""
        return at(
            (START + timedelta(days=self.day)).isoformat(),
            f"{self.minute // 60:02}:{self.minute % 60:02}",
        )


def dice() -> st.SearchStrategy[list[Dice]]:
    """Acts in order of time, most of them in the busy months."""
    day = st.one_of(st.integers(60, 130), st.integers(0, DAYS))
    one = st.builds(Dice, day, st.integers(0, 1439), *(st.integers(0, 99) for _ in range(4)))
    return st.lists(one, min_size=12, max_size=40).map(
        lambda rolled: sorted(rolled, key=lambda d: d.at)
    )


@dataclass
class Year:
    """The process, what was written to whom, and what came of each act."""

    stage: Stage = field(default_factory=small_process)
    entries: list[Entry] = field(default_factory=list)
    sent: list[tuple[datetime, Draft, State]] = field(default_factory=list)
    told: set[str] = field(default_factory=set)
    digests: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        for seat, person in MORE.items():
            self.stage.write(
                SeatTaken(seat=Seat.parse(seat), person=person, since=START),
                at=at("2024-01-02", "00:00"),
            )

    @property
    def state(self) -> State:
        """As it stands."""
        return self.stage.state

    def act(self, rolled: Dice) -> None:
        """Somebody does something, or sends the one who may; a refusal is an
        answer, anything else is a fault.
        """
        by, do = PEOPLE[rolled.who % len(PEOPLE)], ACTS[rolled.act % len(ACTS)]
        try:
            self._write(do(self.state, by, rolled), by, rolled)
        except NotYours as refused:
            day = self.state.plan.calendar.local_day(rolled.at)
            holders = [
                p for seat in refused.seats for p in self.state.holders(Seat.parse(seat), day)
            ]
            with suppress(Refused):
                for who in holders[:1]:
                    self._write(do(self.state, who, rolled), who, rolled)
        except Refused:
            return

    def _write(self, decision: Decision, by: PersonId, rolled: Dice) -> None:
        self.entries += self.stage.write(
            *decision.facts, at=rolled.at, actor=by, seat=decision.seat
        )

    def plan(self, now: datetime) -> list[Notice]:
        """One round of the bot, as the outbox keeps it: what may go now goes, one digest a day,
        the rest waits. What went out.
        """
        days = self.state.plan.calendar
        fresh = [n for n in due_notices(self.state, now) if n.key not in self.told]
        ready = [
            p
            for p in drafts_of(fresh, now, days)
            if p.not_before <= now and p.key not in self.digests
        ]
        for draft in ready:
            self.digests.add(draft.key)
            self.told.update(n.key for n in draft.notices)
            self.sent.append((now, draft, self.state))
        return [n for p in ready for n in p.notices]


def play_out(
    rolled: list[Dice],
    rounds: list[datetime],
    look: Callable[[Year, datetime], None] = lambda year, now: None,
) -> Year:
    """The year as it went; `look` sees it after each round."""
    year = Year()
    moments = sorted(
        [(d.at, 0, n) for n, d in enumerate(rolled)] + [(r, 1, 0) for r in set(rounds)]
    )
    for now, is_round, n in moments:
        if is_round:
            year.plan(now)
            look(year, now)
        else:
            year.act(rolled[n])
    return year


def _key(state: State, d: Dice) -> str:
    found = obligations(state)
    return found[d.a % len(found)].key if found else "nothing"


def _day(d: Dice) -> date:
    """Around the day of the act, weekends and closed days among them."""
    return START + timedelta(days=d.day + d.b % 25 - 4)


def _record(state: State, d: Dice) -> int:
    seqs = tuple(state.records)
    return seqs[d.a % len(seqs)] if seqs else 0


def _seq(state: State, d: Dice) -> int:
    seqs = tuple(state.about)
    return seqs[d.a % len(seqs)] if seqs else 0


def _request(state: State, d: Dice) -> int:
    asked = [s.more_time.asked.seq for s in state.histories.values() if s.more_time]
    return asked[d.a % len(asked)] if asked else 0


def _meeting(state: State, by: PersonId, d: Dice, corrects: int | None = None) -> Decision:
    committee = ("lmu_skole", "lmu_skole", "pm_have", "hu")[d.a % 4]
    ids = tuple(p.id for p in state.proposals() if committee in p.affected)[: 1 + d.b % 2]
    held = START + timedelta(days=d.day - d.b % 9)
    outcome = tuple(Outcome)[d.b % 3 * (d.a % 2)]
    meeting = Meeting(
        committee=committee, proposals=ids, held_on=held, outcome=outcome, corrects=corrects
    )
    return discussion.record(state, meeting, by=by, at=d.at)


def _move(state: State, by: PersonId, d: Dice) -> Decision:
    rows = state.plan.milestones
    when = NoLater(day=_day(d))
    return plan_verbs.move(
        state, by=by, milestone=rows[d.a % len(rows)].key, to=when, why="x", at=d.at
    )


def _submit(state: State, by: PersonId, d: Dice) -> Decision:
    old = state.proposal(PROPOSALS[d.a % 3].id) or PROPOSALS[0]
    return plan_verbs.submit(
        state, replace(old, version=old.version + d.b % 2, title=f"Titel {d.b}")
    )


def _seat(state: State, by: PersonId, d: Dice) -> Decision:
    seat = Seat.parse(tuple(CAST | MORE)[d.a % len(CAST | MORE)])
    if d.b % 3 == 0:
        here = (*state.holders(seat, START + timedelta(days=d.day)), by)
        return plan_verbs.leave_seat(state, seat, here[0], last_day=START + timedelta(days=d.day))
    person = "p-ny" if d.b % 2 or by == OUTSIDER else by
    until = START + timedelta(days=d.day + d.b) if d.b % 3 == 1 else None
    return plan_verbs.take_seat(
        state,
        seat,
        person,
        since=START + timedelta(days=d.day),
        until=until,
        deputy=until is not None,
    )


Do = Callable[[State, PersonId, Dice], Decision]
ACTS: tuple[Do, ...] = (
    lambda s, p, d: deadlines.deliver(s, by=p, obligation=_key(s, d), at=d.at),
    lambda s, p, d: deadlines.deliver(
        s, by=p, obligation=_key(s, d), at=d.at, note=WORDS, part=bool(d.b % 2)
    ),
    lambda s, p, d: deadlines.receive(s, by=p, obligation=_key(s, d), at=d.at),
    lambda s, p, d: deadlines.send_back(s, by=p, obligation=_key(s, d), missing=WORDS, at=d.at),
    lambda s, p, d: deadlines.undo(s, by=p, seq=_seq(s, d), at=d.at),
    lambda s, p, d: deadlines.ask_more_time(s, by=p, obligation=_key(s, d), until=_day(d), at=d.at),
    lambda s, p, d: deadlines.answer_more_time(
        s, by=p, asked=_request(s, d), granted=bool(d.b % 2), at=d.at
    ),
    lambda s, p, d: deadlines.snooze(s, by=p, obligation=_key(s, d), until=_day(d), at=d.at),
    lambda s, p, d: deadlines.hand_over(
        s, by=p, obligation=_key(s, d), to=PEOPLE[d.b % len(PEOPLE)], at=d.at
    ),
    lambda s, p, d: deadlines.take_it(s, by=p, obligation=_key(s, d), at=d.at),
    lambda s, p, d: deadlines.not_mine(s, by=p, obligation=_key(s, d), at=d.at),
    _meeting,
    _meeting,
    lambda s, p, d: _meeting(s, p, d, corrects=_record(s, d)),
    lambda s, p, d: discussion.confirm(s, by=p, record=_record(s, d), at=d.at),
    lambda s, p, d: discussion.contest(s, by=p, record=_record(s, d), description=WORDS, at=d.at),
    lambda s, p, d: discussion.add_views(s, by=p, record=_record(s, d), views=WORDS, at=d.at),
    lambda s, p, d: discussion.withdraw(s, by=p, record=_record(s, d), why="x", at=d.at),
    lambda s, p, d: discussion.take_back_answer(s, by=p, record=_record(s, d), at=d.at),
    _move,
    lambda s, p, d: plan_verbs.cancel(
        s, by=p, milestone=s.plan.milestones[d.a % 5].key, why="x", at=d.at
    ),
    _submit,
    _seat,
)
