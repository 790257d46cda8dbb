"""`/plan sagsgang`: the form in which a proposal's stations are kept, and what it does when it
is sent in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from slack_sdk.models.blocks import Block

from bot.messages import proposals
from bot.messages.choices import choice
from bot.messages.message import Act, Choice, Section, said
from bot.slack import blocks as modals
from bot.slack.blocks import Filled, about, paragraphs
from bot.slack.requests import Answer, Open, Request, Stands
from bot.text import buttons
from bot.text import grammar as dates
from bot.text import proposals as words
from bot.text.commands import folded
from bot.text.grammar import place
from bot.text.marks import strong
from process.acts import proposals as proposal_acts
from process.acts.proposals import keepers, may_propose, may_set
from process.dates.danish_grammar import WhenError, read
from process.dates.when import Day
from process.errors import Missing, NotYours, Unknown
from process.ledger.state import State
from process.med.involvement import CellState, cell
from process.plan.model import Level, OrganKind, Plan
from process.plan.proposals import NotAffected, Proposal, Station, StationOutcome
from process.plan.treatment import treatment_before

Json = modals.Json
MOST = 15
NOBODY = "none"
TREATING = (OrganKind.STANDING_COMMITTEE, OrganKind.FINANCE_COMMITTEE, OrganKind.COUNCIL)


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


def form(request: Request, proposal: Proposal | None = None) -> Json:
    """The form: empty, or as the proposal stands."""
    state, plan, old = request.state, request.state.plan, proposal
    areas = [(a.key, a.name) for a in plan.areas if _may(request, a.key)]
    committees = [(o.key, o.name) for o in plan.med_committees()]
    flags = [("may_identify", words.MAY_IDENTIFY)]
    treating = [
        (NOBODY, words.NO_ORIGIN),
        *((o.key, o.name) for o in plan.organs if o.kind in TREATING),
    ]
    fields = [
        modals.text_field(
            "code", words.CODE, value=old.id if old else next_code(state), hint=words.CODE_HINT
        ),
        modals.text_field(
            "title", words.NAME, value=old.title if old else "", hint=words.NAME_HINT
        ),
        modals.text_field(
            "neutral_title",
            words.NEUTRAL,
            value=old.neutral_title if old else "",
            hint=words.NEUTRAL_HINT,
        ),
        modals.choice_field(
            "area",
            words.AREA,
            areas,
            chosen=old.area if old else areas[0][0] if len(areas) == 1 else "",
        ),
        modals.choice_field(
            "level",
            words.LEVEL,
            list(words.LEVELS.items()),
            chosen=str(old.level if old else Level.AREA),
        ),
        modals.text_field(
            "stations",
            words.STATIONS,
            value=_stations(state, old),
            lines=True,
            hint=words.STATIONS_HINT,
            optional=True,
        ),
        modals.several_field(
            "affected",
            words.AFFECTED,
            committees,
            chosen=old.affected if old else (),
            optional=True,
        ),
        modals.text_field(
            "not_affected",
            words.NOT_AFFECTED,
            value=_not_affected(state, old),
            lines=True,
            hint=words.NOT_AFFECTED_HINT,
            optional=True,
        ),
        modals.text_field(
            "others",
            words.OTHERS,
            value="\n".join(old.others_to_hear) if old else "",
            lines=True,
            hint=words.OTHERS_HINT,
            optional=True,
        ),
        modals.date_field(
            "share_from",
            words.SHARE_FROM,
            value=old.share_from if old else None,
            hint=words.SHARE_HINT,
            optional=True,
        ),
        modals.date_field(
            "embargo_until",
            words.EMBARGO,
            value=old.embargo_until if old else None,
            hint=words.EMBARGO_HINT,
            optional=True,
        ),
        modals.several_field(
            "flags",
            words.FLAGS,
            flags,
            chosen=["may_identify"] if old and old.may_identify else (),
            optional=True,
        ),
        modals.choice_field(
            "origin", words.ORIGIN, treating, chosen=(old.origin if old else "") or NOBODY
        ),
    ]
    if old:
        same = [("no", words.SAME), ("yes", words.CHANGED)]
        fields.append(
            modals.choice_field(
                "material", words.MATERIAL, same, chosen="no", hint=words.MATERIAL_HINT
            )
        )
    title = words.TITLE_EDIT if old else words.TITLE_NEW
    about = {"id": old.id if old else "", "place": request.place.value}
    return modals.modal(
        callback="proposal", title=title, blocks=fields, submit=buttons.SEND, about=about
    )


def next_code(state: State) -> str:
    """The code after the highest in use."""
    numbers = [
        int(id.split("-")[1])
        for id in state.versions
        if id.count("-") == 1 and id.split("-")[1].isdecimal()
    ]
    return f"R-{max(numbers, default=0) + 1:03d}"


def _stations(state: State, old: Proposal | None) -> str:
    stations = old.stations if old else ()
    return "\n".join(
        f"{place(state.plan, s.organ)} {dates.full(s.day) if s.day else ''}".strip()
        for s in stations
    )


def _not_affected(state: State, old: Proposal | None) -> str:
    return "\n".join(
        f"{place(state.plan, n.committee)}: {n.reason}" for n in (old.not_affected if old else ())
    )


def new(request: Request) -> Answer:
    """The empty form."""
    return Open(form(request))


def edit(request: Request) -> Answer:
    """The form as the proposal stands."""
    return Open(form(request, need_proposal(request.state, request.value)))


def need_proposal(state: State, id: str) -> Proposal:
    """The proposal; raises Unknown."""
    found = state.proposal(id.upper())
    if found is None:
        raise Unknown(what="proposal", name=id, near=tuple(state.versions)[:5])
    return found


def sent(request: Request) -> Answer:
    """Hand it in."""
    filled, old = Filled(request.view), request.state.proposal(about(request.view)["id"])
    material = filled.choice("material") == "yes"
    proposal = _read(request.state.plan, filled, old)
    done = request.act(
        proposal_acts.propose,
        proposal=proposal,
        material=material,
        once=f"view:{request.view.get('id', '')}",
    )
    stands = done.state.proposal(proposal.id) or proposal
    if old is not None and stands.version == old.version:
        return Stands(said(words.corrected(shown=stands.shown, version=stands.version)), done.state)
    basis = treatment_before(done.state.plan, stands)
    told = [place(done.state.plan, key) for key in stands.affected]
    text = words.submitted(
        shown=stands.shown, version=stands.version, told=told, due=basis.due if basis else None
    )
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
    """The organ, and the day behind it when there is one; what is known of the station already
    is kept.
    """
    parts = line.split()
    for count in range(1, len(parts)):
        day = _day(" ".join(parts[count:]))
        if day:
            return _kept(
                Station(organ=_organ(plan, " ".join(parts[:count]).rstrip(",:")), day=day), old
            )
    return _kept(Station(organ=_organ(plan, line)), old)


def _kept(station: Station, old: Proposal | None) -> Station:
    same = next(
        (
            s
            for s in (old.stations if old else ())
            if (s.organ, s.day) == (station.organ, station.day)
        ),
        None,
    )
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
    return next(
        (
            o.key
            for o in plan.organs
            if wanted in (folded(o.key), folded(o.name), folded(o.short or o.name))
        ),
        name,
    )


NO_OUTCOME = "none"
MOST_STATIONS = 20
FLAGS = (("closed", words.CLOSED), ("supplementary", words.SUPPLEMENTARY))
REMOVE = ("remove", words.REMOVE)


def need_keeper(request: Request) -> None:
    """Raises NotYours for who does not keep the sagsgang."""
    if may_set(request.state, request.person, request.context.now()) is None:
        raise NotYours(act="stations", seats=tuple(map(str, keepers(request.state))))


def stations_listed(request: Request) -> list[Section]:
    """Every proposal with its way so far; raises NotYours."""
    need_keeper(request)
    rows = [
        Section(text=_row(request.state, p), choices=(choice(Act.STATIONS, p.id, p.id),))
        for p in request.state.proposals()
    ]
    return rows[:MOST_STATIONS] or [Section(text=words.NO_STATIONS_YET)]


def _row(state: State, proposal: Proposal) -> str:
    return " ".join(filter(None, (strong(proposal.shown), proposals.route(state.plan, proposal))))


def stations_opened(request: Request) -> Answer:
    """The form for one proposal."""
    need_keeper(request)
    return Open(stations_form(request, need_proposal(request.state, request.value)))


def stations_form(request: Request, proposal: Proposal) -> modals.Json:
    """Three fields a station, three for a new one, and the question about the proposal itself."""
    plan = request.state.plan
    blocks: list[Block] = [
        *paragraphs(words.stations_heading(shown=proposal.shown, version=proposal.version))
    ]
    for number, station in enumerate(proposal.stations):
        blocks += [
            *paragraphs(strong(proposals.station_line(plan, station))),
            *_fields(str(number), station),
        ]
    organs = [
        (NO_OUTCOME, words.NO_NEW),
        *((o.key, o.name) for o in plan.organs if o.kind is not OrganKind.MED_COMMITTEE),
    ]
    same = [("no", words.STATIONS_SAME), ("yes", words.STATIONS_CHANGED)]
    blocks += [
        modals.choice_field("organ_new", words.ADD, organs, chosen=NO_OUTCOME, hint=words.ADD_HINT),
        modals.date_field("day_new", words.DAY, optional=True),
        modals.several_field("flags_new", words.SPECIAL, FLAGS, optional=True),
        modals.choice_field(
            "material",
            words.STATION_MATERIAL,
            same,
            hint=words.STATION_MATERIAL_HINT,
            optional=True,
        ),
    ]
    form = {"id": proposal.id, "count": len(proposal.stations), "place": request.place.value}
    return modals.modal(
        callback="stations", title=words.TITLE, blocks=blocks, submit=buttons.SEND, about=form
    )


def _fields(number: str, station: Station) -> Iterator[Block]:
    outcomes = [
        (NO_OUTCOME, words.NOT_YET),
        *((str(o), label) for o, label in words.OUTCOMES.items()),
    ]
    flags = [name for name, _ in FLAGS if getattr(station, name)]
    yield modals.choice_field(
        f"outcome_{number}", words.WHAT, outcomes, chosen=str(station.outcome or NO_OUTCOME)
    )
    yield modals.date_field(f"day_{number}", words.DAY, value=station.day, optional=True)
    yield modals.several_field(
        f"flags_{number}", words.SPECIAL, (*FLAGS, REMOVE), chosen=flags, optional=True
    )


def stations_sent(request: Request) -> Answer:
    """Keep it."""
    filled, old = Filled(request.view), need_proposal(request.state, str(about(request.view)["id"]))
    material = {"yes": True, "no": False}.get(filled.choice("material"))
    once = f"view:{request.view.get('id', '')}"
    done = request.act(
        proposal_acts.set_stations,
        id=old.id,
        stations=_read_stations(filled, old),
        material=material,
        once=once,
    )
    return Stands(said(_stands(done.state, old)), done.state)


def _read_stations(filled: Filled, old: Proposal) -> tuple[Station, ...]:
    known = ((station, str(number)) for number, station in enumerate(old.stations))
    found = [
        _one(filled, station, number)
        for station, number in known
        if REMOVE[0] not in filled.several(f"flags_{number}")
    ]
    organ = filled.choice("organ_new")
    if organ and organ != NO_OUTCOME:
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
    basis = treatment_before(state.plan, proposal)
    if proposal.out:
        return words.rejected(shown=proposal.shown)
    if proposal.version != old.version:
        told = [place(state.plan, key) for key in proposal.affected]
        return words.new_version(
            shown=proposal.shown,
            version=proposal.version,
            told=told,
            due=basis.due if basis else None,
        )
    return words.stations_kept(
        shown=proposal.shown,
        organ=place(state.plan, basis.organ) if basis else "",
        treatment=basis.treatment if basis else None,
        due=basis.due if basis else None,
        told=proposals.people_told(state, proposal.id),
    )
