"""`/plan forslag` and `/plan sagsgang`: proposals handed in and changed, and the stations of their
way.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.messages.choices import choice
from bot.messages.message import Act, Choice, Section
from bot.messages.proposals import route
from bot.slack import proposals_forms as forms
from bot.slack.proposals_forms import need_proposal
from bot.slack.requests import Answer, Press, Request, codes, say
from bot.text import proposals as words
from bot.text.grammar import place
from bot.text.marks import strong
from process.acts.proposals import keepers, may_propose, may_set
from process.acts.rights import need_process_owner
from process.errors import NotYours
from process.ledger.state import State
from process.med.involvement import CellState, cell
from process.plan.proposals import Proposal

MOST = 15
MOST_STATIONS = 20
HEARD = 2


def _proposals(request: Request) -> Answer:
    state, person, now = request.state, request.person, request.context.now()
    found, _ = codes(request.text, state)
    if found:
        return _edited(request, found[0])
    if not any(may_propose(state, area.key, person, now) for area in state.plan.areas):
        need_process_owner(state, person, now, "propose")
    return say(listed(request), heard=HEARD)


def _stations(request: Request) -> Answer:
    found, rest = codes(request.text, request.state)
    _need_keeper(request)
    if found or rest:
        return _way(request, found[0] if found else rest)
    return say(_ways(request), heard=HEARD)


WORDS: Mapping[str, Press] = {"proposals": _proposals, "stations": _stations}


def _new(request: Request) -> Answer:
    return request.open(forms.new_proposal(request))


def _edit(request: Request) -> Answer:
    return _edited(request, request.value)


def _edited(request: Request, id: str) -> Answer:
    return request.open(forms.edited_proposal(request, need_proposal(request.state, id)))


def _stations_pressed(request: Request) -> Answer:
    _need_keeper(request)
    return _way(request, request.value)


def _way(request: Request, id: str) -> Answer:
    proposal = need_proposal(request.state, id)
    return request.open(forms.stations_form(request.state.plan, proposal))


PRESSES: Mapping[Act, Press] = {
    Act.NEW_PROPOSAL: _new,
    Act.EDIT_PROPOSAL: _edit,
    Act.STATIONS: _stations_pressed,
}
FORMS = forms.FORMS


def listed(request: Request) -> list[Section]:
    """Every proposal the person may change, and the way to a new one."""
    mine = [p for p in request.state.proposals() if _may(request, p.area)]
    rows = [
        Section(text=_line(request.state, p), choices=_choices(request, p)) for p in mine[:MOST]
    ]
    more = [Section(text=words.more(count=len(mine) - MOST))] if len(mine) > MOST else []
    head = Section(
        text=words.NEW if mine else words.NONE_YET, choices=(choice(Act.NEW_PROPOSAL, "new"),)
    )
    return [head, *rows, *more]


def _choices(request: Request, proposal: Proposal) -> tuple[Choice, ...]:
    keeps = may_set(request.state, request.person, request.context.now()) is not None
    return (
        choice(Act.EDIT_PROPOSAL, proposal.id, proposal.id),
        *([choice(Act.STATIONS, proposal.id, proposal.id)] if keeps else []),
    )


def _may(request: Request, area: str) -> bool:
    return may_propose(request.state, area, request.person, request.context.now()) is not None


def _line(state: State, proposal: Proposal) -> str:
    done = sum(cell(state, proposal, c).state is CellState.DISCUSSED for c in proposal.affected)
    return words.line(
        shown=proposal.shown,
        version=proposal.version,
        area=place(state.plan, proposal.area),
        affected=len(proposal.affected),
        discussed=done,
    )


def _need_keeper(request: Request) -> None:
    """Raises NotYours for who does not keep the sagsgang."""
    if may_set(request.state, request.person, request.context.now()) is None:
        raise NotYours(act="stations", seats=tuple(map(str, keepers(request.state))))


def _ways(request: Request) -> list[Section]:
    """Every proposal with its way so far."""
    rows = [
        Section(text=_row(request.state, p), choices=(choice(Act.STATIONS, p.id, p.id),))
        for p in request.state.proposals()
    ]
    return rows[:MOST_STATIONS] or [Section(text=words.NO_STATIONS_YET)]


def _row(state: State, proposal: Proposal) -> str:
    return " ".join(filter(None, (strong(proposal.shown), route(state.plan, proposal))))
