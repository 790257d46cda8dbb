"""The modals of a proposal: what it says, and the stations of its way (`sagsgang`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bot.actions import Done, act
from bot.context import Context
from bot.forms.form import Day, Field, Form, Many, One, Said, Text, Values, asks
from bot.messages import proposals
from bot.messages.message import Act, said
from bot.slack.requests import Answer, Modal, Request, Stands
from bot.text import grammar as dates
from bot.text import proposals as words
from bot.text.commands import folded
from bot.text.grammar import place
from bot.text.marks import strong
from process.acts import proposals as proposal_acts
from process.acts.proposals import may_propose
from process.dates.danish_grammar import WhenError, read
from process.dates.when import Day as DayOf
from process.errors import AlreadyDone, BadDay, Missing, NotYours, TooLong, Unknown
from process.ledger.state import State
from process.plan.model import Level, OrganKind, Plan
from process.plan.proposals import NotAffected, Proposal, Station, StationOutcome
from process.plan.treatment import treatment_before
from process.seats import PersonId

NOBODY = "none"
TREATING = (OrganKind.STANDING_COMMITTEE, OrganKind.FINANCE_COMMITTEE, OrganKind.COUNCIL)
CODE = Text(name="code", label=words.CODE, hint=words.CODE_HINT)
TITLE = Text(name="title", label=words.NAME, hint=words.NAME_HINT)
NEUTRAL = Text(name="neutral_title", label=words.NEUTRAL, hint=words.NEUTRAL_HINT)
AREA = One(name="area", label=words.AREA)
LEVEL = One(name="level", label=words.LEVEL, options=tuple(words.LEVELS.items()))
STATIONS = Text(
    name="stations",
    label=words.STATIONS,
    hint=words.STATIONS_HINT,
    lines=True,
    optional=True,
)
AFFECTED = Many(name="affected", label=words.AFFECTED, optional=True)
NOT_AFFECTED = Text(
    name="not_affected",
    label=words.NOT_AFFECTED,
    hint=words.NOT_AFFECTED_HINT,
    lines=True,
    optional=True,
)
OTHERS = Text(name="others", label=words.OTHERS, hint=words.OTHERS_HINT, lines=True, optional=True)
SHARE_FROM = Day(name="share_from", label=words.SHARE_FROM, hint=words.SHARE_HINT, optional=True)
EMBARGO = Day(name="embargo_until", label=words.EMBARGO, hint=words.EMBARGO_HINT, optional=True)
MAY_IDENTIFY = "may_identify"
KIND = Many(
    name="flags",
    label=words.FLAGS,
    options=((MAY_IDENTIFY, words.MAY_IDENTIFY),),
    optional=True,
)
ORIGIN = One(name="origin", label=words.ORIGIN)
YES, NO = "yes", "no"
MATERIAL = One(
    name="material",
    label=words.MATERIAL,
    hint=words.MATERIAL_HINT,
    options=((NO, words.SAME), (YES, words.CHANGED)),
    chosen=NO,
)


def _propose(context: Context, person: PersonId, values: Values) -> Done:
    state = context.state()
    old = state.proposal(values.text("id"))
    return act(
        context,
        person,
        proposal_acts.propose,
        proposal=_proposal(state.plan, values, old),
        material=values.text(MATERIAL.name) == YES,
        once=values.once,
    )


def _asks_to_propose(values: Values) -> tuple[Act, str]:
    """One that stands is its own area's to change, whatever area is chosen for it."""
    id = values.text("id")
    return (Act.EDIT_PROPOSAL, id) if id else (Act.NEW_PROPOSAL, "")


PROPOSAL = Form(
    name="proposal",
    title=words.TITLE_NEW,
    fields=(
        CODE,
        TITLE,
        NEUTRAL,
        AREA,
        LEVEL,
        STATIONS,
        AFFECTED,
        NOT_AFFECTED,
        OTHERS,
        SHARE_FROM,
        EMBARGO,
        KIND,
        ORIGIN,
    ),
    fields_of={
        (Missing, "code"): CODE,
        (Missing, "title"): TITLE,
        (Missing, "neutral_title"): NEUTRAL,
        (Missing, "area"): AREA,
        (Missing, "reason"): NOT_AFFECTED,
        (TooLong, "title"): TITLE,
        (TooLong, "neutral_title"): NEUTRAL,
        (TooLong, "reason"): NOT_AFFECTED,
        (Unknown, "committee"): NOT_AFFECTED,
        (Unknown, "organ"): STATIONS,
        (NotYours, ""): AREA,
        (AlreadyDone, ""): CODE,
    },
    send=_propose,
    asks=_asks_to_propose,
)


def new_proposal(request: Request) -> Form[Done]:
    """The empty form."""
    state, plan = request.state, request.state.plan
    areas = _areas(request)
    committees = [(o.key, o.name) for o in plan.med_committees()]
    fields = (
        replace(CODE, value=next_code(state)),
        TITLE,
        NEUTRAL,
        replace(AREA, options=areas, chosen=areas[0][0] if len(areas) == 1 else ""),
        replace(LEVEL, chosen=str(Level.AREA)),
        STATIONS,
        replace(AFFECTED, options=committees),
        NOT_AFFECTED,
        OTHERS,
        SHARE_FROM,
        EMBARGO,
        KIND,
        replace(ORIGIN, options=_treating(plan), chosen=NOBODY),
    )
    return replace(PROPOSAL, fields=fields, about={"id": ""})


def edited_proposal(request: Request, old: Proposal) -> Form[Done]:
    """The form as the proposal stands."""
    plan = request.state.plan
    committees = [(o.key, o.name) for o in plan.med_committees()]
    fields = (
        replace(CODE, value=old.id),
        replace(TITLE, value=old.title),
        replace(NEUTRAL, value=old.neutral_title),
        replace(AREA, options=_areas(request), chosen=old.area),
        replace(LEVEL, chosen=str(old.level)),
        replace(STATIONS, value=_stations(plan, old)),
        replace(AFFECTED, options=committees, chosen=old.affected),
        replace(NOT_AFFECTED, value=_not_affected(plan, old)),
        replace(OTHERS, value="\n".join(old.others_to_hear)),
        replace(SHARE_FROM, value=old.share_from),
        replace(EMBARGO, value=old.embargo_until),
        replace(KIND, chosen=(MAY_IDENTIFY,) if old.may_identify else ()),
        replace(ORIGIN, options=_treating(plan), chosen=old.origin or NOBODY),
        MATERIAL,
    )
    return replace(PROPOSAL, title=words.TITLE_EDIT, fields=fields, about={"id": old.id})


def _areas(request: Request) -> list[tuple[str, str]]:
    state, person, now = request.state, request.person, request.context.now()
    return [
        (a.key, a.name)
        for a in state.plan.areas
        if may_propose(state, a.key, person, now) is not None
    ]


def _treating(plan: Plan) -> list[tuple[str, str]]:
    return [
        (NOBODY, words.NO_ORIGIN),
        *((o.key, o.name) for o in plan.organs if o.kind in TREATING),
    ]


def next_code(state: State) -> str:
    """The code after the highest in use."""
    numbers = [
        int(id.split("-")[1])
        for id in state.versions
        if id.count("-") == 1 and id.split("-")[1].isdecimal()
    ]
    return f"R-{max(numbers, default=0) + 1:03d}"


def _stations(plan: Plan, old: Proposal) -> str:
    return "\n".join(
        f"{place(plan, s.organ)} {dates.full(s.day) if s.day else ''}".strip() for s in old.stations
    )


def _not_affected(plan: Plan, old: Proposal) -> str:
    return "\n".join(f"{place(plan, n.committee)}: {n.reason}" for n in old.not_affected)


def _proposed(request: Request, done: Done, values: Values) -> Answer:
    old = request.state.proposal(values.text("id"))
    stands = done.state.proposal(old.id if old else _code(values))
    assert stands is not None, "a proposal that was handed in stands"
    if old is not None and stands.version == old.version:
        return Stands(said(words.corrected(shown=stands.shown, version=stands.version)), done.state)
    basis = treatment_before(done.state.plan, stands)
    told = [place(done.state.plan, key) for key in stands.affected]
    text = words.submitted(
        shown=stands.shown, version=stands.version, told=told, due=basis.due if basis else None
    )
    return Stands(said(text), done.state)


def _proposal(plan: Plan, values: Values, old: Proposal | None) -> Proposal:
    """As it was filled in; raises Missing."""
    if not values.text(AREA.name):
        raise Missing(field="area")
    base = old or Proposal(id=_code(values), version=1, title="", neutral_title="", area="")
    origin = values.text(ORIGIN.name)
    return replace(
        base,
        title=values.text(TITLE.name).strip(),
        neutral_title=values.text(NEUTRAL.name).strip(),
        area=values.text(AREA.name),
        level=Level(values.text(LEVEL.name) or Level.AREA),
        stations=tuple(_station(plan, line, old) for line in _lines(values, STATIONS)),
        affected=values.several(AFFECTED.name),
        not_affected=tuple(_excused(plan, line) for line in _lines(values, NOT_AFFECTED)),
        others_to_hear=tuple(_lines(values, OTHERS)),
        share_from=values.day(SHARE_FROM.name),
        embargo_until=values.day(EMBARGO.name),
        may_identify=MAY_IDENTIFY in values.several(KIND.name),
        origin="" if origin == NOBODY else origin,
    )


def _code(values: Values) -> str:
    return values.text(CODE.name).strip().upper()


def _lines(values: Values, asked: Field) -> list[str]:
    return [line.strip() for line in values.text(asked.name).splitlines() if line.strip()]


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
    known = old.stations if old else ()
    same = (s for s in known if (s.organ, s.day) == (station.organ, station.day))
    return next(same, station)


def _day(text: str) -> date | None:
    try:
        found = read(text)
    except WhenError:
        return None
    return found.day if isinstance(found, DayOf) else None


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
FLAGS = (("closed", words.CLOSED), ("supplementary", words.SUPPLEMENTARY))
REMOVE = ("remove", words.REMOVE)
OUTCOMES = (
    (NO_OUTCOME, words.NOT_YET),
    *((str(outcome), label) for outcome, label in words.OUTCOMES.items()),
)
ORGAN_NEW = One(name="organ_new", label=words.ADD, hint=words.ADD_HINT, chosen=NO_OUTCOME)
DAY_NEW = Day(name="day_new", label=words.DAY, optional=True)
FLAGS_NEW = Many(name="flags_new", label=words.SPECIAL, options=FLAGS, optional=True)
STATION_MATERIAL = One(
    name="material",
    label=words.STATION_MATERIAL,
    hint=words.STATION_MATERIAL_HINT,
    options=((NO, words.STATIONS_SAME), (YES, words.STATIONS_CHANGED)),
    optional=True,
)


def _set_stations(context: Context, person: PersonId, values: Values) -> Done:
    old = need_proposal(context.state(), values.text("id"))
    return act(
        context,
        person,
        proposal_acts.set_stations,
        id=old.id,
        stations=_read_stations(values, old),
        material={YES: True, NO: False}.get(values.text(STATION_MATERIAL.name)),
        once=values.once,
    )


WAY = Form(
    name="stations",
    title=words.TITLE,
    fields=(ORGAN_NEW, DAY_NEW, FLAGS_NEW, STATION_MATERIAL),
    fields_of={
        (Missing, "material"): STATION_MATERIAL,
        (Missing, ""): DAY_NEW,
        (BadDay, ""): DAY_NEW,
        (AlreadyDone, ""): DAY_NEW,
    },
    send=_set_stations,
    asks=asks(Act.STATIONS, "id"),
)


def stations_form(plan: Plan, proposal: Proposal) -> Form[Done]:
    """Three fields a station, three for a new one, and the question about the proposal itself."""
    fields: list[Field | Said] = [
        Said(words.stations_heading(shown=proposal.shown, version=proposal.version))
    ]
    for number, station in enumerate(proposal.stations):
        fields += [Said(strong(proposals.station_line(plan, station))), *_fields(number, station)]
    organs = [(o.key, o.name) for o in plan.organs if o.kind is not OrganKind.MED_COMMITTEE]
    new = replace(ORGAN_NEW, options=[(NO_OUTCOME, words.NO_NEW), *organs])
    return replace(
        WAY,
        fields=(*fields, new, DAY_NEW, FLAGS_NEW, STATION_MATERIAL),
        about={"id": proposal.id, "count": len(proposal.stations)},
    )


def _fields(number: int, station: Station) -> Iterator[Field]:
    yield One(
        name=f"outcome_{number}",
        label=words.WHAT,
        options=OUTCOMES,
        chosen=str(station.outcome or NO_OUTCOME),
    )
    yield Day(name=f"day_{number}", label=words.DAY, value=station.day, optional=True)
    yield Many(
        name=f"flags_{number}",
        label=words.SPECIAL,
        options=(*FLAGS, REMOVE),
        chosen=[name for name, _ in FLAGS if getattr(station, name)],
        optional=True,
    )


def _read_stations(values: Values, old: Proposal) -> tuple[Station, ...]:
    found = [
        _one(values, station, str(number))
        for number, station in enumerate(old.stations)
        if REMOVE[0] not in values.several(f"flags_{number}")
    ]
    organ = values.text(ORGAN_NEW.name)
    if organ and organ != NO_OUTCOME:
        found.append(_one(values, Station(organ=organ), "new"))
    return tuple(found)


def _one(values: Values, station: Station, number: str) -> Station:
    outcome, flags = values.text(f"outcome_{number}"), values.several(f"flags_{number}")
    return replace(
        station,
        day=values.day(f"day_{number}"),
        outcome=StationOutcome(outcome) if outcome in set(StationOutcome) else None,
        closed="closed" in flags,
        supplementary="supplementary" in flags,
    )


def need_proposal(state: State, id: str) -> Proposal:
    """The proposal; raises Unknown."""
    found = state.proposal(id.upper())
    if found is None:
        raise Unknown(what="proposal", name=id, near=tuple(state.versions)[:5])
    return found


def _stations_set(request: Request, done: Done, values: Values) -> Answer:
    old = need_proposal(request.state, values.text("id"))
    return Stands(said(_stands(done.state, old)), done.state)


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


FORMS = (Modal(form=PROPOSAL, answer=_proposed), Modal(form=WAY, answer=_stations_set))
