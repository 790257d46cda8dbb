"""The consultations (`/plan hoering`), their parties and answers, for the process owner."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, time

from bot.actions import Done, act, text_if_any
from bot.context import Context
from bot.forms.form import Day, Field, Form, Many, One, Text, Values, asks
from bot.messages.choices import choice, file_choice
from bot.messages.message import Act, Section, said
from bot.slack.blocks import notice
from bot.slack.requests import Answer, Modal, Open, Press, Request, Stands, say
from bot.text import consultations as words
from bot.text.commands import folded
from process.acts import consultations as consultation_acts
from process.acts.consultations import need_consultation
from process.acts.rights import need_process_owner
from process.dates.danish import write
from process.deadlines.responses import heard, is_late
from process.errors import BadDay, Missing, TooLong
from process.ledger.facts import Consultation, ConsultationOpened, Party
from process.ledger.history import ConsultationHistory, Response
from process.ledger.state import State
from process.plan.model import Does, Milestone, OrganKind, Plan
from process.seats import PersonId, Role, Seat

MOST_RESPONSES = 40
SPEAKING = (Role.CHAIR, Role.SECRETARY, Role.MEMBER)
"""Who answers for another body, the first that is filled."""
CLOCK = re.compile(r"(?:kl\.?\s*)?(\d{1,2})(?:[.:](\d{2}))?", re.IGNORECASE)


def _list(request: Request) -> Answer:
    return say(listed(request), heard=2)


WORDS: Mapping[str, Press] = {"consultations": _list}


def _need_owner(request: Request) -> None:
    need_process_owner(request.state, request.person, request.context.now(), "consult")


def listed(request: Request) -> list[Section]:
    """Every consultation with what can be done about it."""
    _need_owner(request)
    rows = [
        section
        for id, history in request.state.consultations.items()
        for section in _sections(request, id, history)
    ]
    planned = [_planned(row) for row in unopened(request.state)]
    new = choice(Act.NEW_CONSULTATION, "new")
    head = Section(text=words.NEW if rows or planned else words.NONE_YET, choices=(new,))
    return [head, *planned, *rows]


def _planned(row: Milestone) -> Section:
    """A row of the plan that nobody has opened yet, with the form filled in."""
    text = words.planned(title=row.title, when=write(row.when))
    return Section(text=text, choices=(choice(Act.NEW_CONSULTATION, row.key, row.title),))


def unopened(state: State) -> tuple[Milestone, ...]:
    """The plan's consultations that no open one covers."""
    days = state.plan.calendar
    windows = [
        (days.local_day(c.opens), days.local_day(c.closes))
        for c in (history.consultation for history in state.consultations.values())
    ]
    return tuple(
        row
        for row in state.plan.milestones
        if state.plan.kind(row.kind).does is Does.CONSULTATION
        and row.cancelled is None
        and row.when.earliest
        and row.when.latest
        and not any(
            opens <= row.when.latest and row.when.earliest <= closes for opens, closes in windows
        )
    )


def _sections(request: Request, id: str, history: ConsultationHistory) -> list[Section]:
    days, consultation = request.state.plan.calendar, history.consultation
    parties = heard(request.state, history)
    text = words.line(
        title=consultation.title,
        id=id,
        opens=days.local_day(consultation.opens),
        closes=days.local(consultation.closes),
        answered=sum(one.answered for one in parties),
        of=len(parties),
        late=sum(one.late(r) for one in parties for r in one.responses),
    )
    missing = words.unanswered(names=[one.party.name for one in parties if not one.answered])
    book, table = (
        request.context.links.consultation(request.person, id, ending) for ending in ("xlsx", "csv")
    )
    choices = [choice(Act.RESPONSE, id, id), choice(Act.RESPONSES, id, id)]
    if not book or not history.responses:
        return [Section(text=f"{text} {missing}", choices=tuple(choices))]
    first = Section(
        text=f"{text} {missing}",
        choices=(*choices, file_choice(id, label=words.AS_XLSX, url=book)),
    )
    return [
        first,
        Section(
            text=words.AS_CSV_TOO,
            choices=(file_choice(id, label=words.AS_CSV, url=table),),
        ),
    ]


NAME = Text(name="title", label=words.NAME, hint=words.NAME_HINT)
OPENS = Day(name="opens", label=words.OPENS)
CLOSES = Day(name="closes", label=words.CLOSES)
CLOSES_AT = Text(name="at", label=words.AT, hint=words.AT_HINT, value="12.00")
PARTIES = Many(name="parties", label=words.PARTIES, hint=words.PARTIES_HINT, optional=True)
OTHERS = Text(name="others", label=words.OTHERS, hint=words.OTHERS_HINT, lines=True, optional=True)


def _open_consultation(context: Context, person: PersonId, values: Values) -> Done:
    state = context.state()
    days, first, last = state.plan.calendar, values.day(OPENS.name), values.day(CLOSES.name)
    if first is None or last is None:
        raise Missing(field="closes")
    consultation = Consultation(
        id=f"h{len(state.consultations) + 1}",
        title=values.text(NAME.name).strip(),
        opens=days.instant(first, time()).astimezone(UTC),
        closes=days.instant(last, _clock(values.text(CLOSES_AT.name))).astimezone(UTC),
        parties=tuple(_parties(state.plan, values)),
    )
    return act(context, person, consultation_acts.open_consultation, consultation=consultation)


CONSULTATION = Form(
    name="hearing",
    title=words.TITLE_NEW,
    fields=(NAME, OPENS, CLOSES, CLOSES_AT, PARTIES, OTHERS),
    fields_of={
        (Missing, "title"): NAME,
        (Missing, "parties"): OTHERS,
        (Missing, "closes"): CLOSES,
        (BadDay, "unreadable"): CLOSES_AT,
        (BadDay, ""): CLOSES,
        (TooLong, ""): NAME,
    },
    send=_open_consultation,
    asks=asks(Act.NEW_CONSULTATION),
)


def _new(request: Request) -> Answer:
    """The form for a consultation."""
    _need_owner(request)
    places = [(str(seat), name) for seat, name in _seats(request)]
    row = next((r for r in unopened(request.state) if r.key == request.value), None)
    begins = row.when.earliest if row and row.when.earliest else request.today
    fields = (
        replace(NAME, value=row.title if row else ""),
        replace(OPENS, value=max(begins, request.today)),
        replace(CLOSES, value=row.when.latest if row else None),
        CLOSES_AT,
        replace(PARTIES, options=places),
        OTHERS,
    )
    return request.open(replace(CONSULTATION, fields=fields))


def _seats(request: Request) -> list[tuple[Seat, str]]:
    """Who may be heard through the bot: each MED committee, by its chair, and other bodies (a
    council of elders) by whoever sits there.
    """
    others = [o for o in request.state.plan.organs if o.kind is OrganKind.OTHER]
    seats = [(Seat(role, o.key), o.name) for o in others for role in SPEAKING]
    filled = {
        o: (seat, o) for seat, o in reversed(seats) if request.state.holders(seat, request.today)
    }
    return [
        *((Seat(Role.CHAIR, o.key), o.name) for o in request.state.plan.med_committees()),
        *filled.values(),
    ]


def _parties(plan: Plan, values: Values) -> list[Party]:
    """Those that were chosen, then those that were typed and are not among them."""
    chosen = [
        Party(key=s.place, name=plan.place_name(s.place), seat=s)
        for s in map(Seat.parse, values.several(PARTIES.name))
    ]
    known = {party.key for party in chosen}
    lines = [line.strip() for line in values.text(OTHERS.name).splitlines() if line.strip()]
    typed = [Party(key=folded(name), name=name) for name in dict.fromkeys(lines)]
    return [*chosen, *(party for party in typed if party.key not in known)]


def _clock(text: str) -> time:
    found = CLOCK.fullmatch(text.strip())
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
        raise BadDay(why="unreadable", text=text[:40])
    return time(int(found[1]), int(found[2] or 0))


def _opened(_request: Request, done: Done, _values: Values) -> Answer:
    assert isinstance(done.entry.fact, ConsultationOpened), "what opening writes"
    consultation = done.entry.fact.consultation
    text = words.opened(
        title=consultation.title,
        closes=done.state.plan.calendar.local(consultation.closes),
        of=len(consultation.parties),
    )
    return Stands(said(text), done.state)


PARTY = One(name="party", label=words.PARTY)
RECEIVED_ON = Day(name="received_on", label=words.RECEIVED_ON)
RECEIVED_AT = Text(name="at", label=words.AT)
LINK = Text(name="link", label=words.LINK, optional=True)
WORDS_OF_IT = Text(name="words", label=words.WORDS, lines=True, optional=True)
YES, NO = "yes", "no"
PUBLISH = One(
    name="publish",
    label=words.PUBLISH,
    options=((YES, words.YES), (NO, words.NO)),
    chosen=NO,
)
BESIDE, REPLACES = "beside", "replaces"
AGAIN = One(
    name="again",
    label=words.AGAIN,
    hint=words.AGAIN_HINT,
    options=((BESIDE, words.BESIDE), (REPLACES, words.REPLACES)),
    chosen=BESIDE,
)


def _receive(context: Context, person: PersonId, values: Values) -> Done:
    days, on = context.state().plan.calendar, values.day(RECEIVED_ON.name)
    if on is None:
        raise Missing(field="day")
    return act(
        context,
        person,
        consultation_acts.receive_response,
        consultation=values.text("hearing"),
        party=values.text(PARTY.name),
        received_at=days.instant(on, _clock(values.text(RECEIVED_AT.name))).astimezone(UTC),
        words=text_if_any(values.text(WORDS_OF_IT.name)),
        link=values.text(LINK.name),
        may_publish=values.text(PUBLISH.name) == YES,
        replaces=values.text(AGAIN.name) == REPLACES,
        once=values.once,
    )


RESPONSE = Form(
    name="response",
    title=words.TITLE_RESPONSE,
    fields=(PARTY, RECEIVED_ON, RECEIVED_AT, LINK, WORDS_OF_IT, PUBLISH, AGAIN),
    fields_of={
        (BadDay, "unreadable"): RECEIVED_AT,
        (BadDay, ""): RECEIVED_ON,
        (TooLong, "link"): LINK,
        (Missing, "link"): LINK,
        (TooLong, ""): WORDS_OF_IT,
    },
    send=_receive,
    asks=asks(Act.RESPONSE, "hearing"),
)


def _response(request: Request) -> Answer:
    """The form for one answer."""
    history = need_consultation(request.state, request.value)
    now = request.state.plan.calendar.local(request.context.now())
    parties = [(p.key[:150], p.name) for p in history.consultation.parties]
    again: tuple[Field, ...] = (AGAIN,) if history.responses else ()
    fields = (
        replace(PARTY, options=parties),
        replace(RECEIVED_ON, value=now.date()),
        replace(RECEIVED_AT, value=f"{now:%H.%M}"),
        LINK,
        WORDS_OF_IT,
        PUBLISH,
        *again,
    )
    return request.open(replace(RESPONSE, fields=fields, about={"hearing": request.value}))


def _received(_request: Request, done: Done, values: Values) -> Answer:
    history = done.state.consultations[values.text("hearing")]
    newest = max(history.responses, key=lambda r: r.entry.seq)
    title = history.consultation.title
    late = is_late(done.state, history, newest)
    text = words.received(party=newest.party.name, title=title, late=late)
    return Stands(said(text), done.state)


FORMS = (Modal(form=CONSULTATION, answer=_opened), Modal(form=RESPONSE, answer=_received))


def _responses(request: Request) -> Answer:
    """The answers in the order they arrived, and who has not answered."""
    _need_owner(request)
    history = need_consultation(request.state, request.value)
    rows = [
        Section(
            text=_response_line(request.state, history, r),
            choices=(choice(Act.WITHDRAW_RESPONSE, r.entry.seq, r.party.name),),
        )
        for r in history.responses[:MOST_RESPONSES]
    ]
    missing = _missing(request, history)
    sections = [*(rows or [Section(text=words.NO_RESPONSES)]), *missing]
    return Open(notice(words.TITLE_RESPONSES, sections))


def _missing(request: Request, history: ConsultationHistory) -> list[Section]:
    """Who has not answered, who says that theirs is on its way, and a mail to copy to the
    others.
    """
    parties = heard(request.state, history)
    sent = [one.party.name for one in parties if one.said is not None]
    silent = [one for one in parties if not one.answered]
    found = [Section(text=words.said_sent(names=sent))] if sent else []
    if silent or not sent:
        found.insert(0, Section(text=words.unanswered(names=[one.party.name for one in silent])))
    if silent:
        closes, days = max(one.closes for one in silent), request.state.plan.calendar
        late = request.context.now() > closes
        title = history.consultation.title
        mail = words.mail(title=title, closes=days.local(closes), late=late)
        found.append(Section(text=mail, heading=words.MAIL))
    return found


def _response_line(state: State, history: ConsultationHistory, response: Response) -> str:
    fact = response.fact
    return words.response(
        party=response.party.name,
        at=state.plan.calendar.local(response.received_at),
        late=is_late(state, history, response),
        publish=fact.may_publish,
        link=fact.link,
    )


def _withdraw_response(request: Request) -> Answer:
    """An answer that was registered by mistake."""
    seq = int(request.value)
    done = request.act(consultation_acts.withdraw_response, response=seq, why="")
    return Stands(said(words.TAKEN_OFF), done.state)


PRESSES: Mapping[Act, Press] = {
    Act.NEW_CONSULTATION: _new,
    Act.RESPONSE: _response,
    Act.RESPONSES: _responses,
    Act.WITHDRAW_RESPONSE: _withdraw_response,
}
