"""What the process owner sees of the running of it: signs of life, who is away, who asked to hear later."""

from __future__ import annotations

from bot.slack.answers import Ask
from bot.text import own_words, pulse
from bot.text.rendered import Section
from bot.text.roles import named
from process.obligations import obligations
from process.verbs.absence import absent

ROUNDS = ("planner", "delivery")


def sections(ask: Ask) -> list[Section]:
    """One section; signs of life first."""
    lines = [*_alive(ask), *_away(ask), *_later(ask)]
    return [Section(text="\n".join(lines), heading=pulse.HEADING)] if lines else []


def _alive(ask: Ask) -> list[str]:
    if ask.context.heartbeat is None:
        return []
    ages = ask.context.heartbeat.ages()
    newest = {round: min((b.seconds for b in ages if b.round == round), default=None) for round in ROUNDS}
    return [pulse.alive(planned=newest["planner"], delivered=newest["delivery"])]


def _away(ask: Ask) -> list[str]:
    state, lines = ask.state, []
    for person in state.people():
        tenure = absent(state, person, ask.today)
        if tenure is not None and tenure.covers(ask.today):
            seats = [named(state.plan, seat) for seat in state.seats_of(person, ask.today)]
            deputy = ask.names.name_of(tenure.person) or tenure.person
            lines.append(own_words.away_line(who=", ".join(seats[:1]), deputy=deputy, until=tenure.until))
    return lines


def _later(ask: Ask) -> list[str]:
    """Snoozes that still run; an elected representative's are nobody's business (PEOPLE 2.3)."""
    state = ask.state
    return [
        pulse.later(who=named(state.plan, owed.seat), title=owed.title, until=until)
        for owed in obligations(state)
        if owed.open and not owed.elected
        for until in state.standing(owed.key).snoozed.values()
        if until > ask.today
    ]
