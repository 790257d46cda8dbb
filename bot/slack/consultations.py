"""The consultations (`/plan hoering`), their parties and answers, for the process owner."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time

from bot import actions
from bot.messages.choices import choice, file_choice
from bot.messages.message import Act, Rendered, Section, said
from bot.slack import blocks as modals
from bot.slack.blocks import Filled, about
from bot.slack.requests import Answer, Open, Request, Stands
from bot.text import buttons
from bot.text import consultations as words
from bot.text.commands import folded
from process.acts import consultations as consultation_acts
from process.acts.consultations import need_consultation
from process.acts.rights import need_process_owner
from process.errors import BadDay, Missing
from process.ledger.facts import Consultation, Party
from process.ledger.history import ConsultationHistory, Response
from process.ledger.obligation_keys import ResponseKey
from process.plan.model import OrganKind, Plan
from process.seats import Role, Seat

Json = modals.Json
MOST_RESPONSES = 40
SPEAKING = (Role.CHAIR, Role.SECRETARY, Role.MEMBER)
"""Who answers for another body, the first that is filled."""
CLOCK = re.compile(r"(?:kl\.?\s*)?(\d{1,2})(?:[.:](\d{2}))?", re.IGNORECASE)


def listed(request: Request) -> list[Section]:
    """Every consultation with what can be done about it."""
    need_process_owner(request.state, request.person, request.context.now(), "consult")
    rows = [
        s
        for id, hearing in request.state.consultations.items()
        for s in _sections(request, id, hearing)
    ]
    head = Section(
        text=words.NEW if rows else words.NONE_YET, choices=(choice(Act.NEW_HEARING, "new"),)
    )
    return [head, *rows]


def _sections(request: Request, id: str, hearing: ConsultationHistory) -> list[Section]:
    days, consultation = request.state.plan.calendar, hearing.consultation
    heard = {r.party.key for r in hearing.responses}
    text = words.line(
        title=consultation.title,
        id=id,
        opens=days.local_day(consultation.opens),
        closes=days.local(consultation.closes),
        answered=len(heard),
        of=len(consultation.parties),
        late=sum(r.late for r in hearing.responses),
    )
    missing = words.unanswered(names=[p.name for p in hearing.unanswered])
    book, table = (
        request.context.links.consultation(request.person, id, ending) for ending in ("xlsx", "csv")
    )
    choices = [choice(Act.RESPONSE, id, id), choice(Act.RESPONSES, id, id)]
    if not book or not hearing.responses:
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


def new(request: Request) -> Answer:
    """The form for a consultation."""
    need_process_owner(request.state, request.person, request.context.now(), "consult")
    places = [(str(seat), name) for seat, name in _seats(request)]
    fields = [
        modals.text_field("title", words.NAME, hint=words.NAME_HINT),
        modals.date_field("opens", words.OPENS, value=request.today),
        modals.date_field("closes", words.CLOSES),
        modals.text_field("at", words.AT, value="12.00", hint=words.AT_HINT),
        modals.several_field(
            "parties", words.PARTIES, places, hint=words.PARTIES_HINT, optional=True
        ),
        modals.text_field(
            "others", words.OTHERS, lines=True, hint=words.OTHERS_HINT, optional=True
        ),
    ]
    view = modals.modal(
        callback="hearing",
        title=words.TITLE_NEW,
        blocks=fields,
        submit=buttons.SEND,
        about={"place": request.place.value},
    )
    return Open(view)


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


def opened(request: Request) -> Answer:
    """Open it."""
    filled, days = Filled(request.view), request.state.plan.calendar
    first, last = filled.day("opens"), filled.day("closes")
    if first is None or last is None:
        raise Missing(field="closes")
    consultation = Consultation(
        id=f"h{len(request.state.consultations) + 1}",
        title=filled.text("title").strip(),
        opens=days.instant(first, time()).astimezone(UTC),
        closes=days.instant(last, _clock(filled.text("at"))).astimezone(UTC),
        parties=tuple(_parties(request.state.plan, filled)),
    )
    done = request.act(
        consultation_acts.open_consultation,
        consultation=consultation,
    )
    text = words.opened(
        title=consultation.title,
        closes=days.local(consultation.closes),
        of=len(consultation.parties),
    )
    return Stands(said(text), done.state)


def _parties(plan: Plan, filled: Filled) -> list[Party]:
    named = [
        Party(key=s.place, name=plan.place_name(s.place), seat=s)
        for s in map(Seat.parse, filled.several("parties"))
    ]
    typed = [line.strip() for line in filled.text("others").splitlines() if line.strip()]
    known = {p.key for p in named}
    return [
        *named,
        *(
            Party(key=folded(name), name=name)
            for name in dict.fromkeys(typed)
            if folded(name) not in known
        ),
    ]


def _clock(text: str) -> time:
    found = CLOCK.fullmatch(text.strip())
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
        raise BadDay(why="unreadable", text=text[:40])
    return time(int(found[1]), int(found[2] or 0))


def response(request: Request) -> Answer:
    """The form for one answer."""
    hearing = need_consultation(request.state, request.value)
    now = request.state.plan.calendar.local(request.context.now())
    parties = [(p.key[:150], p.name) for p in hearing.consultation.parties]
    fields = [
        modals.choice_field("party", words.PARTY, parties),
        modals.date_field("received_on", words.RECEIVED_ON, value=now.date()),
        modals.text_field("at", words.AT, value=f"{now:%H.%M}"),
        modals.text_field("link", words.LINK, optional=True),
        modals.text_field("words", words.WORDS, lines=True, optional=True),
        modals.choice_field(
            "publish", words.PUBLISH, [("yes", words.YES), ("no", words.NO)], chosen="yes"
        ),
    ]
    if hearing.responses:
        again = [("beside", words.BESIDE), ("replaces", words.REPLACES)]
        fields.append(
            modals.choice_field("again", words.AGAIN, again, chosen="beside", hint=words.AGAIN_HINT)
        )
    form = {"hearing": request.value, "place": request.place.value}
    return Open(
        modals.modal(
            callback="response",
            title=words.TITLE_RESPONSE,
            blocks=fields,
            submit=buttons.SEND,
            about=form,
        )
    )


def received(request: Request) -> Answer:
    """Register it."""
    filled, id, days = (
        Filled(request.view),
        about(request.view)["hearing"],
        request.state.plan.calendar,
    )
    on = filled.day("received_on")
    if on is None:
        raise Missing(field="day")
    done = request.act(
        consultation_acts.receive_response,
        consultation=id,
        party=filled.choice("party"),
        received_at=days.instant(on, _clock(filled.text("at"))).astimezone(UTC),
        words=actions.text_if_any(filled.text("words")),
        link=filled.text("link"),
        may_publish=filled.choice("publish") != "no",
        replaces=filled.choice("again") == "replaces",
        once=f"view:{request.view.get('id', '')}",
    )
    newest = max(done.state.consultations[id].responses, key=lambda r: r.entry.seq)
    text = words.received(
        party=newest.party.name,
        title=done.state.consultations[id].consultation.title,
        late=newest.late,
    )
    return Stands(said(text), done.state)


def responses(request: Request) -> Answer:
    """The answers in the order they arrived, and who has not answered."""
    need_process_owner(request.state, request.person, request.context.now(), "consult")
    hearing = need_consultation(request.state, request.value)
    days = request.state.plan.calendar
    rows = [
        Section(
            text=_response_line(r, days.local(r.received_at)),
            choices=(choice(Act.WITHDRAW_RESPONSE, r.entry.seq, r.party.name),),
        )
        for r in hearing.responses[:MOST_RESPONSES]
    ]
    sections = (
        *(rows or [Section(text=words.NO_RESPONSES)]),
        *_missing(request, request.value, hearing),
    )
    return Open(
        modals.notice(
            title=words.TITLE_RESPONSES,
            rendered=Rendered(text=words.TITLE_RESPONSES, sections=sections),
        )
    )


def _missing(request: Request, id: str, hearing: ConsultationHistory) -> list[Section]:
    """Who has not answered, who says that theirs is on its way, and a mail to copy to the
    others.
    """
    sent = [
        p
        for p in hearing.unanswered
        if p.seat and request.state.history_of(str(ResponseKey(id, p.seat))).met
    ]
    silent = [p.name for p in hearing.unanswered if p not in sent]
    consultation, closes = (
        hearing.consultation,
        request.state.plan.calendar.local(hearing.consultation.closes),
    )
    found = [
        Section(
            text=words.unanswered(names=silent)
            if silent or not sent
            else words.said_sent(names=[p.name for p in sent])
        )
    ]
    if silent and sent:
        found.append(Section(text=words.said_sent(names=[p.name for p in sent])))
    if silent:
        late = request.context.now() > consultation.closes
        found.append(
            Section(
                text=words.mail(title=consultation.title, closes=closes, late=late),
                heading=words.MAIL,
            )
        )
    return found


def taken_off(request: Request) -> Answer:
    """An answer that was registered by mistake."""
    done = request.act(
        consultation_acts.withdraw_response,
        response=int(request.value),
        why="",
    )
    return Stands(said(words.TAKEN_OFF), done.state)


def _response_line(response: Response, at: datetime) -> str:
    fact = response.fact
    return words.response(
        party=response.party.name,
        at=at,
        late=response.late,
        publish=fact.may_publish,
        link=fact.link,
    )
