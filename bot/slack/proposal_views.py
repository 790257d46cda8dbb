"""`/plan forslag`: the list of proposals, and the form for a new one or a new version."""

from __future__ import annotations

from bot.slack import modals
from bot.slack.answers import Ask
from bot.text import buttons, dates, offers
from bot.text import proposal_words as words
from bot.text.rendered import Choice, Section
from bot.text.roles import place
from process.involvement import CellState, cell
from process.plan import Level, OrganKind
from process.proposals import Proposal
from process.state import State
from process.verbs.proposals import may_propose
from process.verbs.stations import may_set

Json = modals.Json
MOST = 15
NOBODY = "none"
TREATING = (OrganKind.STANDING_COMMITTEE, OrganKind.FINANCE_COMMITTEE, OrganKind.COUNCIL)


def listed(ask: Ask) -> list[Section]:
    """Every proposal the person may change, and the way to a new one."""
    mine = [p for p in ask.state.proposals() if _may(ask, p.area)]
    rows = [Section(text=_line(ask.state, p), choices=_choices(ask, p)) for p in mine[:MOST]]
    more = [Section(text=words.more(count=len(mine) - MOST))] if len(mine) > MOST else []
    head = Section(text=words.NEW if mine else words.none_yet(), choices=(offers.new_proposal(),))
    return [head, *rows, *more]


def _choices(ask: Ask, proposal: Proposal) -> tuple[Choice, ...]:
    keeps = may_set(ask.state, ask.person, ask.context.now()) is not None
    return (offers.edit_proposal(id=proposal.id), *([offers.stations(id=proposal.id)] if keeps else []))


def _may(ask: Ask, area: str) -> bool:
    return may_propose(ask.state, area, ask.person, ask.context.now()) is not None


def _line(state: State, proposal: Proposal) -> str:
    done = sum(cell(state, proposal, c).state is CellState.DISCUSSED for c in proposal.affected)
    return words.line(
        shown=proposal.shown,
        version=proposal.version,
        area=place(state.plan, proposal.area),
        affected=len(proposal.affected),
        discussed=done,
    )


def form(ask: Ask, proposal: Proposal | None = None) -> Json:
    """The form: empty, or as the proposal stands."""
    state, plan, old = ask.state, ask.state.plan, proposal
    areas = [(a.key, a.name) for a in plan.areas if _may(ask, a.key)]
    committees = [(o.key, o.name) for o in plan.med_committees()]
    flags = [("may_identify", words.MAY_IDENTIFY)]
    treating = [(NOBODY, words.NOBODY), *((o.key, o.name) for o in plan.organs if o.kind in TREATING)]
    fields = [
        modals.text_field("code", words.CODE, value=old.id if old else next_code(state), hint=words.CODE_HINT),
        modals.text_field("title", words.NAME, value=old.title if old else "", hint=words.NAME_HINT),
        modals.text_field("neutral_title", words.NEUTRAL, value=old.neutral_title if old else "", hint=words.NEUTRAL_HINT),
        modals.choice_field("area", words.AREA, areas, chosen=old.area if old else areas[0][0] if len(areas) == 1 else ""),
        modals.choice_field("level", words.LEVEL, list(words.LEVELS.items()), chosen=str(old.level if old else Level.AREA)),
        modals.text_field("stations", words.STATIONS, value=_stations(state, old), lines=True, hint=words.STATIONS_HINT, optional=True),
        modals.several_field("affected", words.AFFECTED, committees, chosen=old.affected if old else (), optional=True),
        modals.text_field(
            "not_affected", words.NOT_AFFECTED, value=_not_affected(state, old), lines=True, hint=words.NOT_AFFECTED_HINT, optional=True
        ),
        modals.text_field(
            "others", words.OTHERS, value="\n".join(old.others_to_hear) if old else "", lines=True, hint=words.OTHERS_HINT, optional=True
        ),
        modals.date_field("share_from", words.SHARE_FROM, value=old.share_from if old else None, hint=words.SHARE_HINT, optional=True),
        modals.date_field("embargo_until", words.EMBARGO, value=old.embargo_until if old else None, hint=words.EMBARGO_HINT, optional=True),
        modals.several_field("flags", words.FLAGS, flags, chosen=["may_identify"] if old and old.may_identify else (), optional=True),
        modals.choice_field("origin", words.ORIGIN, treating, chosen=(old.origin if old else "") or NOBODY),
    ]
    if old:
        same = [("no", words.SAME), ("yes", words.CHANGED)]
        fields.append(modals.choice_field("material", words.MATERIAL, same, chosen="no", hint=words.MATERIAL_HINT))
    title = words.TITLE_EDIT if old else words.TITLE_NEW
    about = {"id": old.id if old else "", "place": ask.place.value}
    return modals.modal(callback="proposal", title=title, blocks=fields, submit=buttons.SEND, about=about)


def next_code(state: State) -> str:
    """The code after the highest in use."""
    numbers = [int(id.split("-")[1]) for id in state.versions if id.count("-") == 1 and id.split("-")[1].isdecimal()]
    return f"R-{max(numbers, default=0) + 1:03d}"


def _stations(state: State, old: Proposal | None) -> str:
    stations = old.stations if old else ()
    return "\n".join(f"{place(state.plan, s.organ)} {dates.full(s.day) if s.day else ''}".strip() for s in stations)


def _not_affected(state: State, old: Proposal | None) -> str:
    return "\n".join(f"{place(state.plan, n.committee)}: {n.reason}" for n in (old.not_affected if old else ()))
