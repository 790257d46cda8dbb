"""What the process owner is asked and owes an answer to: more time, and whose something is that a person said is not theirs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from process.entries import Entry
from process.facts import HandedOver, NotMine
from process.owed import Obligation, ObligationKind
from process.plan import Rhythm
from process.seats import Role, Seat
from process.standing import Standing
from process.state import State

ANSWERING = Rhythm(nag_every=2, nags=2)


def of_questions(state: State, owed: Mapping[str, Obligation]) -> Iterator[Obligation]:
    """One for each request and each "not mine" about what is owed; `owed` by key."""
    for key, standing in state.standings.items():
        if key not in owed:
            continue
        more = standing.more_time
        if more is not None:
            yield _answer(state, owed[key], more.asked, more.answer)
        for entry in standing.counting:
            if isinstance(entry.fact, NotMine):
                yield _answer(state, owed[key], entry, given_on(standing, entry))


def given_on(standing: Standing, said: Entry) -> Entry | None:
    """The entry that put it into other hands after somebody said it is not theirs."""
    return next((e for e in standing.counting if isinstance(e.fact, HandedOver) and e.seq > said.seq), None)


def _answer(state: State, about: Obligation, asked: Entry, answer: Entry | None) -> Obligation:
    days = state.plan.calendar
    return Obligation(
        key=f"answer:{asked.seq}",
        kind=ObligationKind.ANSWER,
        seat=Seat(Role.PROCESS_OWNER, state.process),
        title=about.key,
        rhythm=ANSWERING,
        due=days.shift(days.local_day(asked.at), 1),
        asked=asked,
        met=about.met or answer,
        cancelled=about.cancelled,
        owed_until=about.owed_until,
    )
