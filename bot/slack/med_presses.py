"""What MED's buttons do, and those of proposals and consultations; `presses` has the whole table."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from bot import actions
from bot.slack import hearing_views, mail_texts, med_more, med_views, proposal_forms, station_views
from bot.slack.answers import Answer, Ask, Open, Say, Stands
from bot.text import about_records, offers, refusals
from bot.text.rendered import Act, said
from process.errors import OwnAnswerStands, Unknown
from process.records import Record
from process.state import State
from process.verbs import recording
from process.verbs.discussion import need_contestable, needs_reason
from process.verbs.recording import may_correct


def _record(ask: Ask) -> Answer:
    committee, ids, held_on = (*ask.value.split(offers.BETWEEN), "", "")[:3]
    day = date.fromisoformat(held_on) if held_on else None
    return Open(med_views.record(ask, committee, chosen=tuple(filter(None, ids.split(","))), held_on=day))


def _confirm(ask: Ask) -> Answer:
    try:
        done = actions.confirm_record(ask.context, ask.person, int(ask.value))
    except OwnAnswerStands as stands:
        return _stands_already(ask, stands)
    return _record_stands(ask, done.state)


def _stands_already(ask: Ask, stands: OwnAnswerStands) -> Answer:
    """To whoever presses an old button: what stands, and the one press that takes it back."""
    back = offers.take_back(seq=stands.record, name=about_records.committee_of(ask.state, ask.state.records[stands.record]))
    return Say(said(refusals.sentence(stands, ask.state), back))


def _take_back(ask: Ask) -> Answer:
    done = actions.take_back_answer(ask.context, ask.person, int(ask.value))
    return _record_stands(ask, done.state)


def _withdraw(ask: Ask) -> Answer:
    return withdrawal(ask, need_record(ask))


def withdrawal(ask: Ask, found: Record) -> Answer:
    """Taken back at once while nobody has answered it; else the form that asks why."""
    if needs_reason(found, ask.person):
        return Open(med_views.withdraw(ask, found))
    done = actions.withdraw_record(ask.context, ask.person, found.seq)
    section = about_records.stands(done.state, done.state.records[found.seq], ask.person)
    return Stands(said(section.text, *section.choices), done.state)


def _add_views(ask: Ask) -> Answer:
    return Open(med_views.views(ask, need_record(ask)))


def _contest(ask: Ask) -> Answer:
    found = need_record(ask)
    try:
        need_contestable(ask.state, by=ask.person, record=found.seq, at=ask.context.now())
    except OwnAnswerStands as stands:
        return _stands_already(ask, stands)
    return Open(med_views.contest(ask, found))


def _see_both(ask: Ask) -> Answer:
    found = ask.state.records.get(int(ask.value))
    if found is None:
        raise Unknown(what="record", name=ask.value)
    return Open(med_views.both(ask, found))


def _correct(ask: Ask) -> Answer:
    found = need_record(ask)
    if may_correct(ask.state, found, by=ask.person, at=ask.context.now()):
        return Open(med_views.record(ask, found.fact.committee, corrects=found))
    return _contest(ask)


def _record_stands(ask: Ask, state: State) -> Answer:
    section = about_records.stands(state, state.records[int(ask.value)], ask.person)
    return Stands(said(section.text, *section.choices), state)


def need_record(ask: Ask) -> Record:
    """The record as long as it stands; raises Unknown, NoLongerOwed."""
    return recording.need_record(ask.state, int(ask.value))


PRESSES: dict[Act, Callable[[Ask], Answer]] = {
    Act.RECORD: _record,
    Act.CONFIRM: _confirm,
    Act.TAKE_BACK: _take_back,
    Act.WITHDRAW: _withdraw,
    Act.ADD_VIEWS: _add_views,
    Act.CONTEST: _contest,
    Act.SEE_BOTH: _see_both,
    Act.CORRECT: _correct,
    Act.AGENDA: med_more.agenda_item,
    Act.MAIL_TEXTS: mail_texts.opened,
    Act.MINUTES: med_more.minutes,
    Act.NEW_PROPOSAL: proposal_forms.new,
    Act.EDIT_PROPOSAL: proposal_forms.edit,
    Act.STATIONS: station_views.opened,
    Act.NEW_HEARING: hearing_views.new,
    Act.RESPONSE: hearing_views.response,
    Act.RESPONSES: hearing_views.responses,
    Act.WITHDRAW_RESPONSE: hearing_views.taken_off,
}
