"""`/plan`: the process owner's overview, moving and cancelling with a look beforehand, and what is on its way."""

from __future__ import annotations

from datetime import timedelta

from bot import actions
from bot.slack import (
    hearing_views,
    lists,
    overview,
    papers,
    plan_views,
    proposal_forms,
    proposal_views,
    published,
    pulse,
    quarantine,
    station_views,
    unconfirmed,
)
from bot.slack.answers import Answer, Ask, Open, Say
from bot.slack.reading import codes, leading_day, when_of
from bot.text.rendered import Rendered, Section
from process.errors import Missing
from process.verbs.process import need_milestone
from process.verbs.proposals import may_propose
from process.verbs.rights import need_process_owner

AHEAD = timedelta(days=30)


def _owner(ask: Ask, act: str = "see") -> None:
    need_process_owner(ask.state, ask.person, ask.context.now(), act)


def _overview(ask: Ask) -> Answer:
    _owner(ask)
    return Say(_of(overview.rows(ask)))


def _status(ask: Ask) -> Answer:
    _owner(ask)
    return Say(
        _of(
            [
                *overview.status(ask),
                *lists.requests(ask),
                *pulse.sections(ask),
                *published.sections(ask.state),
                *quarantine.sections(ask.state),
                *papers.note(ask),
            ]
        )
    )


def _warnings(ask: Ask) -> Answer:
    _owner(ask)
    return Say(_of(overview.warnings(ask, until=ask.today + AHEAD)))


def _receive(ask: Ask) -> Answer:
    _owner(ask, "receive")
    return Say(_of(overview.receivable(ask, ask.text)))


def _move(ask: Ask) -> Answer:
    _owner(ask, "move")
    if not ask.text:
        return Open(plan_views.move(ask))
    name, rest = _named(ask.text)
    row = need_milestone(ask.state, name)
    day, why = leading_day(rest, today=ask.today)
    if day is None or not why:
        return Open(plan_views.move(ask, milestone=row.key, to="" if day is None else rest.removesuffix(why).strip(), why=why))
    to = when_of(rest.removesuffix(why).strip(), row, today=ask.today)
    return Open(plan_views.preview(ask, actions.preview_move(ask.context, ask.person, milestone=row.key, to=to, why=why), why=why))


def _confirm(ask: Ask) -> Answer:
    _owner(ask, "confirm_dates")
    return Say(_of(unconfirmed.sections(ask.state)))


def _cancel(ask: Ask) -> Answer:
    _owner(ask, "cancel")
    name, why = _named(ask.text)
    if not name:
        raise Missing(field="milestone")
    row = need_milestone(ask.state, name)
    if not why:
        raise Missing(field="why")
    return Open(plan_views.cancel(ask, row, why=why))


def _proposals(ask: Ask) -> Answer:
    found, _ = codes(ask.text, ask.state)
    if found:
        return Open(proposal_views.form(ask, proposal_forms.need_proposal(ask.state, found[0])))
    if not any(may_propose(ask.state, area.key, ask.person, ask.context.now()) for area in ask.state.plan.areas):
        _owner(ask, "propose")
    return Say(_of(proposal_views.listed(ask)))


def _stations(ask: Ask) -> Answer:
    found, rest = codes(ask.text, ask.state)
    station_views.need_keeper(ask)
    if found or rest:
        return Open(station_views.form(ask, proposal_forms.need_proposal(ask.state, found[0] if found else rest)))
    return Say(_of(station_views.listed(ask)))


def _hearing(ask: Ask) -> Answer:
    return Say(_of(hearing_views.listed(ask)))


def _named(text: str) -> tuple[str, str]:
    """The row's key, or its title in quotes, and the rest."""
    if text.startswith('"') and '"' in text[1:]:
        name, _, rest = text[1:].partition('"')
        return name.strip(), rest.strip()
    name, _, rest = text.partition(" ")
    return name, rest.strip()


def _of(sections: list[Section]) -> Rendered:
    return Rendered(text=" ".join(section.text for section in sections[:2]), sections=tuple(sections))


WORDS = {
    "overview": _overview,
    "move": _move,
    "cancel": _cancel,
    "confirm": _confirm,
    "status": _status,
    "warnings": _warnings,
    "receive": _receive,
    "proposals": _proposals,
    "hearing": _hearing,
    "stations": _stations,
}
