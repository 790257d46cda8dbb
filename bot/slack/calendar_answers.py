"""A person's calendar addresses, from the command and from buttons alike."""

from __future__ import annotations

from bot import actions
from bot.slack.answers import Answer, Ask, Say
from bot.text import buttons, calendars
from bot.text.rendered import Act, Choice, Rendered, Section, said

NEW = Choice(act=Act.NEW_ADDRESS, label=buttons.NEW_ADDRESS, value="own")
CLOSE = Choice(act=Act.CLOSE_ADDRESS, label=buttons.CLOSE_ADDRESS, value="own")


def mine(ask: Ask) -> Answer:
    """The addresses that work."""
    found = actions.open_addresses(ask.context, ask.person)
    if not found:
        return Say(said(calendars.none_yet(public_url=ask.context.links.public_calendar()), NEW))
    days = ask.state.plan.calendar
    lines = [
        calendars.feed_line(scope=calendars.scope_name(a.scope), since=days.local_day(a.created_at), fetched=a.fetched_on) for a in found
    ]
    sections = (*(Section(text=line) for line in lines), Section(text=calendars.explained(), choices=(NEW, CLOSE)))
    return Say(Rendered(text=" ".join([*lines, calendars.explained()]), sections=sections))


def new(ask: Ask) -> Answer:
    """A new secret, shown once."""
    token = actions.new_address(ask.context, ask.person)
    links = ask.context.links
    return Say(said(calendars.new_address(url=links.calendar(token), landing=links.calendar_help(token))))


def close(ask: Ask) -> Answer:
    """No address of theirs works any more."""
    return Say(said(calendars.closed(count=actions.close_addresses(ask.context, ask.person))))


def public(ask: Ask) -> Answer:
    """The feed everybody may have."""
    return Say(said(calendars.public(url=ask.context.links.public_calendar())))
