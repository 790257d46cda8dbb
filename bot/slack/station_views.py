"""`/plan sagsgang`: the form in which a proposal's stations are kept, and what it does when it is sent in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from slack_sdk.models.blocks import Block

from bot import actions
from bot.slack import modals
from bot.slack.answers import Answer, Ask, Open, Stands
from bot.slack.blocks import paragraphs
from bot.slack.modals import Filled, about
from bot.slack.proposal_forms import need_proposal
from bot.text import about_stations, buttons, offers
from bot.text import stations as words
from bot.text.marks import strong
from bot.text.rendered import Section, said
from bot.text.roles import place
from process.basis import basis_of
from process.errors import NotYours
from process.plan import OrganKind
from process.proposals import Proposal, Station, StationOutcome
from process.state import State
from process.verbs.stations import keepers, may_set

NOBODY = "none"
MOST = 20
FLAGS = (("closed", words.CLOSED), ("supplementary", words.SUPPLEMENTARY))
REMOVE = ("remove", words.REMOVE)


def need_keeper(ask: Ask) -> None:
    """Raises NotYours for who does not keep the sagsgang."""
    if may_set(ask.state, ask.person, ask.context.now()) is None:
        raise NotYours(act="stations", seats=tuple(map(str, keepers(ask.state))))


def listed(ask: Ask) -> list[Section]:
    """Every proposal with its way so far; raises NotYours."""
    need_keeper(ask)
    rows = [Section(text=_row(ask.state, p), choices=(offers.stations(id=p.id),)) for p in ask.state.proposals()]
    return rows[:MOST] or [Section(text=words.none_yet())]


def _row(state: State, proposal: Proposal) -> str:
    return " ".join(filter(None, (strong(proposal.shown), about_stations.route(state.plan, proposal))))


def opened(ask: Ask) -> Answer:
    """The form for one proposal."""
    need_keeper(ask)
    return Open(form(ask, need_proposal(ask.state, ask.value)))


def form(ask: Ask, proposal: Proposal) -> modals.Json:
    """Three fields a station, three for a new one, and the question about the proposal itself."""
    plan = ask.state.plan
    blocks: list[Block] = [*paragraphs(words.heading(shown=proposal.shown, version=proposal.version))]
    for number, station in enumerate(proposal.stations):
        blocks += [*paragraphs(strong(about_stations.line(plan, station))), *_fields(str(number), station)]
    organs = [(NOBODY, words.NO_NEW), *((o.key, o.name) for o in plan.organs if o.kind is not OrganKind.MED_COMMITTEE)]
    same = [("no", words.SAME), ("yes", words.CHANGED)]
    blocks += [
        modals.choice_field("organ_new", words.ADD, organs, chosen=NOBODY, hint=words.ADD_HINT),
        modals.date_field("day_new", words.DAY, optional=True),
        modals.several_field("flags_new", words.SPECIAL, FLAGS, optional=True),
        modals.choice_field("material", words.MATERIAL, same, hint=words.MATERIAL_HINT, optional=True),
    ]
    form = {"id": proposal.id, "count": len(proposal.stations), "place": ask.place.value}
    return modals.modal(callback="stations", title=words.TITLE, blocks=blocks, submit=buttons.SEND, about=form)


def _fields(number: str, station: Station) -> Iterator[Block]:
    outcomes = [(NOBODY, words.NOT_YET), *((str(o), label) for o, label in words.OUTCOMES.items())]
    flags = [name for name, _ in FLAGS if getattr(station, name)]
    yield modals.choice_field(f"outcome_{number}", words.WHAT, outcomes, chosen=str(station.outcome or NOBODY))
    yield modals.date_field(f"day_{number}", words.DAY, value=station.day, optional=True)
    yield modals.several_field(f"flags_{number}", words.SPECIAL, (*FLAGS, REMOVE), chosen=flags, optional=True)


def sent(ask: Ask) -> Answer:
    """Keep it."""
    filled, old = Filled(ask.view), need_proposal(ask.state, str(about(ask.view)["id"]))
    material = {"yes": True, "no": False}.get(filled.choice("material"))
    once = f"view:{ask.view.get('id', '')}"
    done = actions.set_stations(ask.context, ask.person, old.id, _read(filled, old), material=material, once=once)
    return Stands(said(_stands(done.state, old)), done.state)


def _read(filled: Filled, old: Proposal) -> tuple[Station, ...]:
    known = ((station, str(number)) for number, station in enumerate(old.stations))
    found = [_one(filled, station, number) for station, number in known if REMOVE[0] not in filled.several(f"flags_{number}")]
    organ = filled.choice("organ_new")
    if organ and organ != NOBODY:
        found.append(_one(filled, Station(organ=organ), "new"))
    return tuple(found)


def _one(filled: Filled, station: Station, number: str) -> Station:
    outcome, flags = filled.choice(f"outcome_{number}"), filled.several(f"flags_{number}")
    return replace(
        station,
        day=filled.day(f"day_{number}"),
        outcome=StationOutcome(outcome) if outcome in set(StationOutcome) else None,
        closed="closed" in flags,
        supplementary="supplementary" in flags,
    )


def _stands(state: State, old: Proposal) -> str:
    proposal = state.proposal(old.id) or old
    basis = basis_of(state.plan, proposal)
    if proposal.out:
        return words.out(shown=proposal.shown)
    if proposal.version != old.version:
        told = [place(state.plan, key) for key in proposal.affected]
        return words.new_version(shown=proposal.shown, version=proposal.version, told=told, due=basis.due if basis else None)
    return words.kept(
        shown=proposal.shown,
        organ=place(state.plan, basis.organ) if basis else "",
        treatment=basis.treatment if basis else None,
        due=basis.due if basis else None,
        told=about_stations.told(state, proposal.id),
    )
