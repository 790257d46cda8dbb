"""MED's modals: the record, the views, the contest, both descriptions side by side (PEOPLE 3.4, 2.17)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from slack_sdk.models.blocks import InputBlock

from bot.slack import modals
from bot.slack.answers import Ask
from bot.slack.blocks import paragraphs, section_blocks
from bot.text import about_records, buttons, door, med, med_changed, med_form, med_owed, offers
from bot.text.about_views import said_about
from bot.text.rendered import Section
from bot.text.roles import place
from process.facts import DiscussionContested, Outcome, Side, Text
from process.involvement import CellState, answering_seats, cell
from process.obligations import ObligationKind, obligations
from process.proposals import shown_on
from process.records import Record
from process.state import State
from process.verbs.rights import side_in
from process.when import is_dated

Json = modals.Json
USUAL_SIDES = (Side.MANAGEMENT, Side.EMPLOYEES)


def record(ask: Ask, committee: str, *, chosen: Sequence[str] = (), held_on: date | None = None, corrects: Record | None = None) -> Json:
    """The form. Affected proposals that are missing are chosen beforehand; the day is the committee's latest meeting."""
    state = ask.state
    side = side_in(state, ask.person, committee, ask.context.now(), "record")[1]
    name = place(state.plan, committee)
    options = affected(state, committee, ask.today)
    left = missing(state, committee)
    fact = corrects.fact if corrects else None
    first = list(chosen) or ([ref.id for ref in fact.proposals] if fact else left)
    head = med_form.already(committee=name, on=fact.held_on) if fact else med_form.affected(committee=name, missing=len(left))
    last = fact.held_on if fact else last_meeting(state, committee, ask.today)
    employees = side is Side.EMPLOYEES
    fields = [
        *paragraphs(head),
        modals.several_field("proposals", med_form.PROPOSALS, options, chosen=first),
        modals.date_field("held_on", med_form.HELD_ON, value=held_on or last),
        modals.choice_field("outcome", med_form.OUTCOME, outcomes(), chosen=str(fact.outcome if fact else Outcome.DISCUSSED)),
        modals.several_field("sides", med_form.SIDES, sides(), chosen=[*(fact.sides if fact else USUAL_SIDES)], optional=True),
        *_joint(state, committee, fact.joint if fact else ()),
        modals.date_field("material_on", med_form.MATERIAL_ON, value=fact.material_on if fact else None, optional=True),
        modals.text_field(
            "views",
            med_form.EMPLOYEE_VIEWS if employees else med_form.MANAGEMENT_VIEWS,
            value=words(ask, fact.views) if fact and corrects and corrects.entry.actor == ask.person else "",
            lines=True,
            optional=True,
            hint=med_form.HINT_EMPLOYEES if employees else med_form.HINT,
        ),
        modals.text_field("minutes", med_form.MINUTES, value=fact.minutes if fact else "", optional=True),
    ]
    submit = buttons.SEND_TO_CHAIR if employees else buttons.SEND_TO_VICE_CHAIR
    about = {"committee": committee, "corrects": corrects.seq if corrects else 0, "place": ask.place.value}
    return modals.modal(callback="record", title=med_form.TITLE, blocks=fields, submit=submit, about=about)


def sides() -> list[tuple[str, str]]:
    """Who can take part: sides, never persons or unions (PEOPLE 2.12)."""
    return [(str(side), label) for side, label in door.SIDES.items()]


def _joint(state: State, committee: str, chosen: Sequence[str]) -> list[InputBlock]:
    """The other committees of a joint meeting: those that share a proposal. Left out where there are none."""
    shared = {key for p in state.proposals() if committee in p.affected for key in p.affected} - {committee}
    options = [(o.key, o.name) for o in state.plan.med_committees() if o.key in shared]
    return [modals.several_field("joint", med_form.JOINT, options, chosen=chosen, optional=True)] if options else []


def outcomes() -> list[tuple[str, str]]:
    """What a meeting can come to."""
    return [(str(outcome), label) for outcome, label in med.OUTCOMES.items()]


def affected(state: State, committee: str, today: date) -> list[tuple[str, str]]:
    """The committee's proposals, by code and by neutral title where that may be spoken of."""
    return [(p.id, shown_on(p, today)) for p in state.proposals() if committee in p.affected]


def missing(state: State, committee: str) -> list[str]:
    """Those that have not been recorded as discussed."""
    here_affected = (p for p in state.proposals() if committee in p.affected)
    return [p.id for p in here_affected if cell(state, p, committee).state is CellState.PLANNED]


def last_meeting(state: State, committee: str, today: date) -> date:
    """The committee's latest meeting that has been held, else today."""
    organ = state.plan.organ(committee)
    days = [m.when.earliest for m in organ.meetings if m.cancelled is None and is_dated(m.when) and m.when.earliest]
    return max((day for day in days if day <= today), default=today)


def views(ask: Ask, found: Record) -> Json:
    """A side's own words."""
    fields = [
        *paragraphs(about_records.rendering(ask.state, found)),
        modals.text_field("views", med_form.VIEWS_LABEL, lines=True, hint=med_form.VIEWS_HINT),
    ]
    return modals.modal(callback="views", title=med_form.VIEWS_TITLE, blocks=fields, submit=buttons.SEND, about=_about(ask, found))


def contest(ask: Ask, found: Record) -> Json:
    """The other side's own description; correcting it starts from what stands."""
    answer = found.answer
    mine = answer is not None and answer.actor == ask.person and isinstance(answer.fact, DiscussionContested)
    before = words(ask, answer.fact.description) if mine and answer and isinstance(answer.fact, DiscussionContested) else ""
    fields = [
        *paragraphs(about_records.rendering(ask.state, found)),
        modals.text_field("description", med_form.CONTEST_LABEL, value=before, lines=True, hint=med_form.CONTEST_HINT),
    ]
    return modals.modal(callback="contest", title=med_form.CONTEST_TITLE, blocks=fields, submit=buttons.SEND, about=_about(ask, found))


def withdraw(ask: Ask, found: Record) -> Json:
    """Why a record is taken back, when the other side has answered it."""
    fields = [
        *paragraphs(about_records.rendering(ask.state, found)),
        modals.text_field("why", med_changed.WHY, lines=True, hint=med_changed.WHY_HINT),
    ]
    return modals.modal(
        callback="withdraw", title=med_changed.WITHDRAW_TITLE, blocks=fields, submit=buttons.WITHDRAW_SHORT, about=_about(ask, found)
    )


def both(ask: Ask, found: Record) -> Json:
    """Both descriptions, and every view, side by side; a private look, so words may stand here."""
    name = about_records.committee_of(ask.state, found)
    sections = [Section(text=about_records.rendering(ask.state, found)), *_described(ask, found)]
    if _may_correct(ask, found):
        sections.append(Section(text=med_form.MAY_CORRECT, choices=(offers.correct(seq=found.seq, name=name),)))
    blocks = section_blocks(sections)
    return modals.modal(callback="both", title=med_form.BOTH_TITLE, blocks=blocks, close=buttons.CLOSE, about=_about(ask, found))


def _described(ask: Ask, found: Record) -> list[Section]:
    return [Section(text=med_form.quoted(by=said.by, what=said.what, words=said.words)) for said in said_about(ask.state, found, ask.names)]


def words(ask: Ask, text: Text | None) -> str:
    """The free text, "" when it was erased."""
    return ask.names.text_of(text) if text else ""


def _may_correct(ask: Ask, found: Record) -> bool:
    return ask.person in {found.entry.actor, *([found.answer.actor] if found.answer else [])}


def choose(ask: Ask, committees: Sequence[str], *, proposals: Sequence[str] = (), held_on: date | None = None) -> list[Section]:
    """One button for each committee a person may record for, with what was typed already filled in."""
    names = {key: place(ask.state.plan, key) for key in committees}
    offered = [(name, offers.record(committee=key, name=name, proposals=proposals, held_on=held_on)) for key, name in names.items()]
    return [Section(text=med_owed.which_committee()), *(Section(text=name, choices=(choice,)) for name, choice in offered)]


def waiting(ask: Ask) -> list[Record]:
    """Records that wait for this person's answer."""
    from_whom = [o.record for o in obligations(ask.state) if o.kind is ObligationKind.CONFIRMATION and o.open and o.record]
    return [r for r in from_whom if ask.person in answerers(ask.state, r, ask.today)]


def answerers(state: State, found: Record, day: date) -> set[str]:
    """The people of the side that answers, the recorder never among them."""
    seats = answering_seats(state.plan, found)
    return {person for seat in seats for person in state.holders(seat, day)} - {found.entry.actor}


def _about(ask: Ask, found: Record) -> Json:
    return {"record": found.seq, "place": ask.place.value}
