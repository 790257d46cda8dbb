"""MED's smaller modals: the minutes, the agenda item, and what to record for whom."""

from __future__ import annotations

from bot import actions
from bot.slack import agenda, modals
from bot.slack.answers import Answer, Ask, Open, Stands
from bot.slack.blocks import paragraphs
from bot.slack.modals import Filled, about
from bot.text import about_records, buttons, minutes_form, record_state
from bot.text.rendered import said
from process.verbs.recording import need_record


def agenda_item(ask: Ask) -> Answer:
    """The finished item for the committee's agenda."""
    return Open(agenda.view(ask, ask.value))


def withdrawn(ask: Ask) -> Answer:
    """Taken back, with the reason."""
    seq = int(about(ask.view)["record"])
    done = actions.withdraw_record(ask.context, ask.person, seq, why=Filled(ask.view).text("why"))
    section = about_records.stands(done.state, done.state.records[seq], ask.person)
    return Stands(said(section.text), done.state)


def minutes(ask: Ask) -> Answer:
    """Where the minutes lie, and when they were approved."""
    found = need_record(ask.state, int(ask.value))
    known = found.minutes
    fields = [
        *paragraphs(about_records.rendering(ask.state, found)),
        modals.text_field("minutes", minutes_form.LINK, value=known.link, optional=True),
        modals.date_field("approved_on", minutes_form.APPROVED_ON, value=known.approved_on, hint=minutes_form.HINT, optional=True),
    ]
    form = {"record": found.seq, "place": ask.place.value}
    return Open(modals.modal(callback="minutes", title=minutes_form.TITLE, blocks=fields, submit=buttons.SEND, about=form))


def minutes_sent(ask: Ask) -> Answer:
    """The form about the minutes."""
    filled, seq = Filled(ask.view), int(about(ask.view)["record"])
    done = actions.note_minutes(ask.context, ask.person, seq, link=filled.text("minutes"), approved_on=filled.day("approved_on"))
    record = done.state.records[seq]
    state = record_state.minutes_line(record)
    return Stands(said(minutes_form.noted(committee=about_records.committee_of(done.state, record), state=state)), done.state)
