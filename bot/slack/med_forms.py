"""MED's modals: the record, the views, the contest, both descriptions side by side (rules W14)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from slack_sdk.models.blocks import InputBlock

from bot.messages import records
from bot.messages.agenda import paragraphs as paragraphs_agenda
from bot.messages.agenda import undiscussed
from bot.messages.choices import BETWEEN, choice, paper_choices, record_choice
from bot.messages.message import Act, Rendered, Section, said
from bot.messages.records import said_about
from bot.slack import blocks as modals
from bot.slack import consultations
from bot.slack import papers as mail_texts
from bot.slack import proposals as proposal_forms
from bot.slack.blocks import Filled, about, paragraphs, section_blocks
from bot.slack.requests import Answer, Open, Request, Say, Stands
from bot.text import buttons, med, med_forms, refusals
from bot.text import papers as papers_words
from bot.text.grammar import place
from bot.web.links import AskedPaper, PaperKind
from process.acts import records as record_acts
from process.acts import records as recording
from process.acts.records import may_correct, need_contestable, needs_reason
from process.acts.records import need_record as need_record_med_more
from process.acts.rights import side_in
from process.dates.when import is_dated
from process.deadlines.obligations import ObligationKind, obligations
from process.errors import OwnAnswerStands, Unknown
from process.ledger.facts import DiscussionContested, Outcome, Side, Text
from process.ledger.history import Record
from process.ledger.state import State
from process.med.involvement import CellState, answering_seats, cell
from process.plan.proposals import shown_on

Json = modals.Json
USUAL_SIDES = (Side.MANAGEMENT, Side.EMPLOYEES)


def record(
    request: Request,
    committee: str,
    *,
    chosen: Sequence[str] = (),
    held_on: date | None = None,
    corrects: Record | None = None,
) -> Json:
    """The form. Affected proposals that are missing are chosen beforehand; the day is
    the committee's latest meeting.
    """
    state = request.state
    side = side_in(state, request.person, committee, request.context.now(), "record")[1]
    name = place(state.plan, committee)
    options = affected(state, committee, request.today)
    left = missing(state, committee)
    fact = corrects.fact if corrects else None
    first = list(chosen) or ([ref.id for ref in fact.proposals] if fact else left)
    head = (
        med_forms.already(committee=name, on=fact.held_on)
        if fact
        else med_forms.affected(committee=name, missing=len(left))
    )
    last = fact.held_on if fact else last_meeting(state, committee, request.today)
    employees = side is Side.EMPLOYEES
    fields = [
        *paragraphs(head),
        modals.several_field("proposals", med_forms.PROPOSALS, options, chosen=first),
        modals.date_field("held_on", med_forms.HELD_ON, value=held_on or last),
        modals.choice_field(
            "outcome",
            med_forms.OUTCOME,
            outcomes(),
            chosen=str(fact.outcome if fact else Outcome.DISCUSSED),
        ),
        modals.several_field(
            "sides",
            med_forms.SIDES,
            sides(),
            chosen=[*(fact.sides if fact else USUAL_SIDES)],
            optional=True,
        ),
        *_joint(state, committee, fact.joint if fact else ()),
        modals.date_field(
            "material_on",
            med_forms.MATERIAL_ON,
            value=fact.material_on if fact else None,
            optional=True,
        ),
        modals.text_field(
            "views",
            med_forms.EMPLOYEE_VIEWS if employees else med_forms.MANAGEMENT_VIEWS,
            value=words(request, fact.views)
            if fact and corrects and corrects.entry.actor == request.person
            else "",
            lines=True,
            optional=True,
            hint=med_forms.HINT_EMPLOYEES if employees else med_forms.HINT,
        ),
        modals.text_field(
            "minutes", med_forms.MINUTES, value=fact.minutes if fact else "", optional=True
        ),
    ]
    submit = buttons.SEND_TO_CHAIR if employees else buttons.SEND_TO_VICE_CHAIR
    about = {
        "committee": committee,
        "corrects": corrects.seq if corrects else 0,
        "place": request.place.value,
    }
    return modals.modal(
        callback="record", title=med_forms.TITLE, blocks=fields, submit=submit, about=about
    )


def sides() -> list[tuple[str, str]]:
    """Who can take part: sides, never persons or unions (rules M25)."""
    return [(str(side), label) for side, label in med.SIDES.items()]


def _joint(state: State, committee: str, chosen: Sequence[str]) -> list[InputBlock]:
    """The other committees of a joint meeting: those that share a proposal.
    Left out where there are none.
    """
    shared = {key for p in state.proposals() if committee in p.affected for key in p.affected} - {
        committee
    }
    options = [(o.key, o.name) for o in state.plan.med_committees() if o.key in shared]
    return (
        [modals.several_field("joint", med_forms.JOINT, options, chosen=chosen, optional=True)]
        if options
        else []
    )


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
    days = [
        m.when.earliest
        for m in organ.meetings
        if m.cancelled is None and is_dated(m.when) and m.when.earliest
    ]
    return max((day for day in days if day <= today), default=today)


def views(request: Request, found: Record) -> Json:
    """A side's own words."""
    fields = [
        *paragraphs(records.rendering(request.state, found)),
        modals.text_field("views", med_forms.VIEWS_LABEL, lines=True, hint=med_forms.VIEWS_HINT),
    ]
    return modals.modal(
        callback="views",
        title=med_forms.VIEWS_TITLE,
        blocks=fields,
        submit=buttons.SEND,
        about=_about(request, found),
    )


def contest(request: Request, found: Record) -> Json:
    """The other side's own description; correcting it starts from what stands."""
    answer = found.answer
    mine = (
        answer is not None
        and answer.actor == request.person
        and isinstance(answer.fact, DiscussionContested)
    )
    before = (
        words(request, answer.fact.description)
        if mine and answer and isinstance(answer.fact, DiscussionContested)
        else ""
    )
    fields = [
        *paragraphs(records.rendering(request.state, found)),
        modals.text_field(
            "description",
            med_forms.CONTEST_LABEL,
            value=before,
            lines=True,
            hint=med_forms.CONTEST_HINT,
        ),
    ]
    return modals.modal(
        callback="contest",
        title=med_forms.CONTEST_TITLE,
        blocks=fields,
        submit=buttons.SEND,
        about=_about(request, found),
    )


def withdraw(request: Request, found: Record) -> Json:
    """Why a record is taken back, when the other side has answered it."""
    fields = [
        *paragraphs(records.rendering(request.state, found)),
        modals.text_field(
            "why", med_forms.WITHDRAW_WHY, lines=True, hint=med_forms.WITHDRAW_WHY_HINT
        ),
    ]
    return modals.modal(
        callback="withdraw",
        title=med_forms.WITHDRAW_TITLE,
        blocks=fields,
        submit=buttons.WITHDRAW_SHORT,
        about=_about(request, found),
    )


def both(request: Request, found: Record) -> Json:
    """Both descriptions, and every view, side by side; a private look, so words may stand here."""
    name = records.committee_of(request.state, found)
    sections = [Section(text=records.rendering(request.state, found)), *_described(request, found)]
    if _may_correct(request, found):
        sections.append(
            Section(text=med_forms.MAY_CORRECT, choices=(choice(Act.CORRECT, found.seq, name),))
        )
    blocks = section_blocks(sections)
    return modals.modal(
        callback="both",
        title=med_forms.BOTH_TITLE,
        blocks=blocks,
        close=buttons.CLOSE,
        about=_about(request, found),
    )


def _described(request: Request, found: Record) -> list[Section]:
    return [
        Section(text=med_forms.quoted(by=said.by, what=said.what, words=said.words))
        for said in said_about(request.state, found, request.names)
    ]


def words(request: Request, text: Text | None) -> str:
    """The free text, "" when it was erased."""
    return request.names.text_of(text) if text else ""


def _may_correct(request: Request, found: Record) -> bool:
    return request.person in {found.entry.actor, *([found.answer.actor] if found.answer else [])}


def choose(
    request: Request,
    committees: Sequence[str],
    *,
    proposals: Sequence[str] = (),
    held_on: date | None = None,
) -> list[Section]:
    """One button for each committee a person may record for, with what was typed already filled
    in.
    """
    names = {key: place(request.state.plan, key) for key in committees}
    offered = [
        (name, record_choice(key, name, proposals=proposals, held_on=held_on))
        for key, name in names.items()
    ]
    return [
        Section(text=med.WHICH_COMMITTEE),
        *(Section(text=name, choices=(choice,)) for name, choice in offered),
    ]


def waiting(request: Request) -> list[Record]:
    """Records that wait for this person's answer."""
    from_whom = [
        o.record
        for o in obligations(request.state)
        if o.kind is ObligationKind.CONFIRMATION and o.open and o.record
    ]
    return [r for r in from_whom if request.person in answerers(request.state, r, request.today)]


def answerers(state: State, found: Record, day: date) -> set[str]:
    """The people of the side that answers, the recorder never among them."""
    seats = answering_seats(state.plan, found)
    return {person for seat in seats for person in state.holders(seat, day)} - {found.entry.actor}


def _about(request: Request, found: Record) -> Json:
    return {"record": found.seq, "place": request.place.value}


def view(request: Request, committee: str) -> Json:
    """As a modal, to copy from or to take away."""
    sections = (
        *(
            Section(text=text)
            for text in paragraphs_agenda(request.state, committee, request.today)
        ),
        *_taken_away(request, committee),
    )
    return modals.notice(
        title=papers_words.TITLE,
        rendered=Rendered(text=papers_words.TITLE, sections=sections),
    )


def _taken_away(request: Request, committee: str) -> tuple[Section, ...]:
    asked = AskedPaper(kind=PaperKind.AGENDA_ITEM, about=committee)
    pdf, word = (
        request.context.links.paper(request.person, asked, ending) for ending in ("pdf", "docx")
    )
    if not pdf or not undiscussed(request.state, committee):
        return ()
    return (
        Section(
            text=papers_words.TAKE_AWAY,
            choices=paper_choices(place(request.state.plan, committee), pdf=pdf, word=word),
        ),
    )


def agenda_item(request: Request) -> Answer:
    """The finished item for the committee's agenda."""
    return Open(view(request, request.value))


def withdrawn(request: Request) -> Answer:
    """Taken back, with the reason."""
    seq = int(about(request.view)["record"])
    done = request.act(
        record_acts.withdraw,
        record=seq,
        why=Filled(request.view).text("why"),
    )
    section = records.stands(done.state, done.state.records[seq], request.person)
    return Stands(said(section.text), done.state)


def minutes(request: Request) -> Answer:
    """Where the minutes lie, and when they were approved."""
    found = need_record_med_more(request.state, int(request.value))
    known = found.minutes
    fields = [
        *paragraphs(records.rendering(request.state, found)),
        modals.text_field("minutes", med_forms.LINK, value=known.link, optional=True),
        modals.date_field(
            "approved_on",
            med_forms.APPROVED_ON,
            value=known.approved_on,
            hint=med_forms.MINUTES_HINT,
            optional=True,
        ),
    ]
    form = {"record": found.seq, "place": request.place.value}
    return Open(
        modals.modal(
            callback="minutes",
            title=med_forms.MINUTES_TITLE,
            blocks=fields,
            submit=buttons.SEND,
            about=form,
        )
    )


def minutes_sent(request: Request) -> Answer:
    """The form about the minutes."""
    filled, seq = Filled(request.view), int(about(request.view)["record"])
    done = request.act(
        record_acts.note_minutes,
        record=seq,
        link=filled.text("minutes"),
        approved_on=filled.day("approved_on"),
    )
    record = done.state.records[seq]
    state = records.minutes_line(record)
    return Stands(
        said(med_forms.noted(committee=records.committee_of(done.state, record), state=state)),
        done.state,
    )


def _record(request: Request) -> Answer:
    committee, ids, held_on = (*request.value.split(BETWEEN), "", "")[:3]
    day = date.fromisoformat(held_on) if held_on else None
    return Open(record(request, committee, chosen=tuple(filter(None, ids.split(","))), held_on=day))


def _confirm(request: Request) -> Answer:
    try:
        done = request.act(record_acts.confirm, record=int(request.value))
    except OwnAnswerStands as stands:
        return _stands_already(request, stands)
    return _record_stands(request, done.state)


def _stands_already(request: Request, stands: OwnAnswerStands) -> Answer:
    """To whoever presses an old button: what stands, and the one press that takes it back."""
    back = choice(
        Act.TAKE_BACK,
        stands.record,
        records.committee_of(request.state, request.state.records[stands.record]),
    )
    return Say(said(refusals.sentence(stands, request.state.adopted), back))


def _take_back(request: Request) -> Answer:
    done = request.act(record_acts.take_back_answer, record=int(request.value))
    return _record_stands(request, done.state)


def _withdraw(request: Request) -> Answer:
    return withdrawal(request, need_record(request))


def withdrawal(request: Request, found: Record) -> Answer:
    """Taken back at once while nobody has answered it; else the form that asks why."""
    if needs_reason(found, request.person):
        return Open(withdraw(request, found))
    done = request.act(record_acts.withdraw, record=found.seq, why="")
    section = records.stands(done.state, done.state.records[found.seq], request.person)
    return Stands(said(section.text, *section.choices), done.state)


def _add_views(request: Request) -> Answer:
    return Open(views(request, need_record(request)))


def _contest(request: Request) -> Answer:
    found = need_record(request)
    try:
        need_contestable(
            request.state, by=request.person, record=found.seq, at=request.context.now()
        )
    except OwnAnswerStands as stands:
        return _stands_already(request, stands)
    return Open(contest(request, found))


def _see_both(request: Request) -> Answer:
    found = request.state.records.get(int(request.value))
    if found is None:
        raise Unknown(what="record", name=request.value)
    return Open(both(request, found))


def _correct(request: Request) -> Answer:
    found = need_record(request)
    if may_correct(request.state, found, by=request.person, at=request.context.now()):
        return Open(record(request, found.fact.committee, corrects=found))
    return _contest(request)


def _record_stands(request: Request, state: State) -> Answer:
    section = records.stands(state, state.records[int(request.value)], request.person)
    return Stands(said(section.text, *section.choices), state)


def need_record(request: Request) -> Record:
    """The record as long as it stands; raises Unknown, NoLongerOwed."""
    return recording.need_record(request.state, int(request.value))


PRESSES: dict[Act, Callable[[Request], Answer]] = {
    Act.RECORD: _record,
    Act.CONFIRM: _confirm,
    Act.TAKE_BACK: _take_back,
    Act.WITHDRAW: _withdraw,
    Act.ADD_VIEWS: _add_views,
    Act.CONTEST: _contest,
    Act.SEE_BOTH: _see_both,
    Act.CORRECT: _correct,
    Act.AGENDA: agenda_item,
    Act.MAIL_TEXTS: mail_texts.letters_opened,
    Act.MINUTES: minutes,
    Act.NEW_PROPOSAL: proposal_forms.new,
    Act.EDIT_PROPOSAL: proposal_forms.edit,
    Act.STATIONS: proposal_forms.stations_opened,
    Act.NEW_HEARING: consultations.new,
    Act.RESPONSE: consultations.response,
    Act.RESPONSES: consultations.responses,
    Act.WITHDRAW_RESPONSE: consultations.taken_off,
}
