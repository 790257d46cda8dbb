"""The form of a proposal, read and sent in; lines of free text become organs, days and reasons."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot import actions
from bot.slack.answers import Answer, Ask, Open, Stands
from bot.slack.modals import Filled, about
from bot.slack.proposal_views import form
from bot.text import proposal_words as words
from bot.text.rendered import said
from bot.text.roles import place
from bot.text.words import folded
from process.basis import basis_of
from process.danish_when import WhenError, read
from process.errors import Missing, Unknown
from process.plan import Level, Plan
from process.proposals import NotAffected, Proposal, Station
from process.state import State
from process.when import Day


def new(ask: Ask) -> Answer:
    """The empty form."""
    return Open(form(ask))


def edit(ask: Ask) -> Answer:
    """The form as the proposal stands."""
    return Open(form(ask, need_proposal(ask.state, ask.value)))


def need_proposal(state: State, id: str) -> Proposal:
    """The proposal; raises Unknown."""
    found = state.proposal(id.upper())
    if found is None:
        raise Unknown(what="proposal", name=id, near=tuple(state.versions)[:5])
    return found


def sent(ask: Ask) -> Answer:
    """Hand it in."""
    filled, old = Filled(ask.view), ask.state.proposal(about(ask.view)["id"])
    material = filled.choice("material") == "yes"
    proposal = _read(ask.state.plan, filled, old)
    done = actions.propose(ask.context, ask.person, proposal, material=material, once=f"view:{ask.view.get('id', '')}")
    stands = done.state.proposal(proposal.id) or proposal
    if old is not None and stands.version == old.version:
        return Stands(said(words.corrected(shown=stands.shown, version=stands.version)), done.state)
    basis = basis_of(done.state.plan, stands)
    told = [place(done.state.plan, key) for key in stands.affected]
    text = words.submitted(shown=stands.shown, version=stands.version, told=told, due=basis.due if basis else None)
    return Stands(said(text), done.state)


def _read(plan: Plan, filled: Filled, old: Proposal | None) -> Proposal:
    origin = filled.choice("origin")
    base = old or Proposal(id="", version=1, title="", neutral_title="", area="")
    if not filled.choice("area"):
        raise Missing(field="area")
    return replace(
        base,
        id=(old.id if old else filled.text("code")).strip().upper(),
        title=filled.text("title").strip(),
        neutral_title=filled.text("neutral_title").strip(),
        area=filled.choice("area"),
        level=Level(filled.choice("level") or Level.AREA),
        stations=tuple(_station(plan, line, old) for line in _lines(filled, "stations")),
        affected=filled.several("affected"),
        not_affected=tuple(_excused(plan, line) for line in _lines(filled, "not_affected")),
        others_to_hear=tuple(_lines(filled, "others")),
        share_from=filled.day("share_from"),
        embargo_until=filled.day("embargo_until"),
        may_identify="may_identify" in filled.several("flags"),
        origin="" if origin == "none" else origin,
    )


def _lines(filled: Filled, name: str) -> list[str]:
    return [line.strip() for line in filled.text(name).splitlines() if line.strip()]


def _station(plan: Plan, line: str, old: Proposal | None) -> Station:
    """The organ, and the day behind it when there is one; what is known of the station already is kept."""
    parts = line.split()
    for count in range(1, len(parts)):
        day = _day(" ".join(parts[count:]))
        if day:
            return _kept(Station(organ=_organ(plan, " ".join(parts[:count]).rstrip(",:")), day=day), old)
    return _kept(Station(organ=_organ(plan, line)), old)


def _kept(station: Station, old: Proposal | None) -> Station:
    same = next((s for s in (old.stations if old else ()) if (s.organ, s.day) == (station.organ, station.day)), None)
    return same or station


def _day(text: str) -> date | None:
    try:
        found = read(text)
    except WhenError:
        return None
    return found.day if isinstance(found, Day) else None


def _excused(plan: Plan, line: str) -> NotAffected:
    name, _, reason = line.partition(":")
    return NotAffected(committee=_organ(plan, name.strip()), reason=reason.strip())


def _organ(plan: Plan, name: str) -> str:
    """The organ's key by its key or name; what it is not stays as typed, and is refused with it."""
    wanted = folded(name)
    return next((o.key for o in plan.organs if wanted in (folded(o.key), folded(o.name), folded(o.short or o.name))), name)
