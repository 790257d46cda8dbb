"""`/kalender`: the addresses of one's calendars and of the board."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot import actions
from bot.context import Context
from bot.forms.form import Form, One, Values, its_own
from bot.ical.scopes import Scope, parse
from bot.messages.choices import ANY
from bot.messages.message import Act, Choice, Rendered, Section, said
from bot.slack.requests import Answer, Modal, Press, Request, Say
from bot.text import buttons
from bot.text import subscriptions as calendars
from bot.web.links import BOARD
from process.errors import Unknown
from process.seats import PersonId
from storage.addresses import Address

OWN = "own"
"""What the buttons of one's own calendar are about; every other is about a scope."""
NEW = Choice(act=Act.NEW_ADDRESS, label=buttons.MY_CALENDAR, value=OWN)
SHOW = Choice(act=Act.ADDRESSES, label=buttons.MY_CALENDARS, value=OWN)
CHOOSE = Choice(act=Act.CHOOSE_ADDRESS, label=buttons.CHOOSE_ADDRESS, value=ANY)
MOST = 20


def mine(request: Request) -> Answer:
    """The addresses that work, each with what can be done about it."""
    found = actions.open_addresses(request.context, request.person)
    if not found:
        return Say(
            said(
                calendars.none_yet(public_url=request.context.links.public_calendar()), NEW, CHOOSE
            )
        )
    sections = [_section(request, address) for address in found[:MOST]]
    lines = [section.text for section in sections]
    last = Section(
        text=calendars.EXPLAINED, choices=(CHOOSE,) if has_own(request) else (NEW, CHOOSE)
    )
    return Say(Rendered(text=" ".join([*lines, calendars.EXPLAINED]), sections=(*sections, last)))


def new(request: Request) -> Answer:
    """A new secret, shown once: one's own calendar, the one a button is about, or
    a choice of all one may have.
    """
    if request.text:
        return choose(request)
    scope = "" if request.value in ("", OWN) else request.value
    token = actions.new_address(request.context, request.person, scope)
    return Say(_made(request, scope, token))


def choose(request: Request) -> Answer:
    """A menu of every calendar one may have."""
    found = actions.offered_addresses(request.context, request.person)
    options = [(scope, name_of(request, scope)) for scope in found]
    if not options:
        return Say(said(calendars.NOTHING_TO_CHOOSE))
    return request.open(replace(NEW_ADDRESS, fields=(replace(SCOPE, options=options),)))


def close(request: Request) -> Answer:
    """The address of one scope, or all of them, works no more."""
    scope = "" if request.value in ("", OWN) else request.value
    return Say(
        said(
            calendars.closed(
                count=actions.close_addresses(request.context, request.person, scope),
                scope=name_of(request, scope) if scope else "",
            )
        )
    )


def public(request: Request) -> Answer:
    """The feed everybody may have."""
    return Say(said(calendars.public(url=request.context.links.public_calendar())))


WORDS: Mapping[str, Press] = {
    "list": mine,
    "new": new,
    "choose": choose,
    "close": close,
    "public": public,
}
PRESSES: Mapping[Act, Press] = {
    Act.ADDRESSES: mine,
    Act.NEW_ADDRESS: new,
    Act.CHOOSE_ADDRESS: choose,
    Act.CLOSE_ADDRESS: close,
}
SCOPE = One(name="scope", label=calendars.WHICH, hint=calendars.WHICH_HINT)


def _new_address(context: Context, person: PersonId, values: Values) -> tuple[str, str]:
    """The scope and the new secret; raises Unknown."""
    scope = values.text(SCOPE.name)
    if not scope:
        raise Unknown(what="address", name="")
    return scope, actions.new_address(context, person, scope)


NEW_ADDRESS = Form(
    name="new_address",
    title=calendars.CHOOSE_TITLE,
    submit=buttons.NEW_ADDRESS,
    fields=(SCOPE,),
    fields_of={},
    send=_new_address,
    asks=its_own,
)


def _shown(request: Request, made: tuple[str, str], _values: Values) -> Answer:
    """The chosen calendar's new address, shown once in the modal."""
    return Say(_made(request, *made))


FORMS = (Modal(form=NEW_ADDRESS, answer=_shown),)


def has_own(request: Request) -> bool:
    """Whether the person has a working address for their own calendar."""
    own = str(Scope(kind=actions.OWN, key=request.person))
    return any(
        address.scope == own for address in actions.open_addresses(request.context, request.person)
    )


def name_of(request: Request, scope: str) -> str:
    """A scope in words: whose calendar it is."""
    if scope == BOARD:
        return calendars.THE_BOARD
    try:
        found = parse(scope) if scope else Scope(kind=actions.OWN, key=request.person)
    except Unknown:
        return scope
    return calendars.scope_name(request.state.plan, str(found.kind), found.key)


def _section(request: Request, address: Address) -> Section:
    name = name_of(request, address.scope)
    line = calendars.feed_line(
        scope=name,
        since=request.state.plan.calendar.local_day(address.created_at),
        fetched=[(fetch.client, fetch.day) for fetch in address.fetched],
    )
    return Section(text=line, choices=(_renew(address.scope, name), _close(address.scope, name)))


def _renew(scope: str, name: str) -> Choice:
    about, sure = calendars.renew_about(scope=name), calendars.SURE_TO_RENEW
    return Choice(
        act=Act.NEW_ADDRESS, label=buttons.RENEW_ADDRESS, value=scope, about=about, sure=sure
    )


def _close(scope: str, name: str) -> Choice:
    about, sure = calendars.close_about(scope=name), calendars.SURE_TO_CLOSE
    return Choice(
        act=Act.CLOSE_ADDRESS, label=buttons.CLOSE_ADDRESS, value=scope, about=about, sure=sure
    )


def _made(request: Request, scope: str, token: str) -> Rendered:
    """The new address in words; the only time it is shown."""
    links = request.context.links
    if scope == BOARD:
        return said(calendars.new_board(url=links.board_at(token)))
    name = name_of(request, scope) if scope else ""
    return said(
        calendars.new_address(
            url=links.calendar(token), landing=links.calendar_help(token), scope=name
        )
    )
