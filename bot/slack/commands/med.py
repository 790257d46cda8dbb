"""`/med`: the committee's proposals, recording, answering, status."""

from __future__ import annotations

from bot import actions
from bot.slack import med_views, status
from bot.slack.answers import Answer, Ask, Open, Say, Stands
from bot.slack.reading import codes, leading_day
from bot.text import about_records, med
from bot.text.rendered import Rendered, Section, said
from bot.text.roles import owner
from process.entries import Entry, Undone
from process.errors import NotYours, Refused, Unknown
from process.verbs.discussion import Meeting
from process.verbs.rights import side_in


def _list(ask: Ask) -> Answer:
    committees = spoken_for(ask)
    waiting = [about_records.stands(ask.state, r, ask.person) for r in med_views.waiting(ask)]
    if not committees:
        return Say(_of([*waiting, Section(text=med.no_committee(owner=owner(ask.state.plan)))]))
    return Say(_of([*waiting, *(status.committee(ask, key) for key in committees)]))


def _record(ask: Ask) -> Answer:
    found, rest = codes(ask.text, ask.state)
    held_on, _ = leading_day(rest, today=ask.today)
    committee = _committee(ask, found)
    if committee is None:
        return Say(_of(med_views.choose(spoken_for(ask), ask)))
    if not found or held_on is None:
        return Open(med_views.record(ask, committee, chosen=found, held_on=held_on))
    done = actions.record_discussion(ask.context, ask.person, Meeting(committee=committee, proposals=found, held_on=held_on))
    section = about_records.stands(done.state, done.state.records[done.entry.seq], ask.person)
    return Stands(said(section.text, *section.choices), done.state)


def _committee(ask: Ask, proposals: tuple[str, ...]) -> str | None:
    """The one committee it can be about: the person's only one, or the only one all the proposals affect. Raises Unknown, NotYours."""
    mine = spoken_for(ask)
    if not mine:
        raise NotYours(act="record", seats=())
    for id in proposals:
        if ask.state.proposal(id) is None:
            raise Unknown(what="proposal", name=id, near=tuple(p for key in mine for p in med_views.missing(ask.state, key)))
    fitting = [key for key in mine if {id for id, _ in med_views.affected(ask.state, key)} >= set(proposals)]
    candidates = fitting or mine
    return candidates[0] if len(candidates) == 1 else None


def spoken_for(ask: Ask) -> list[str]:
    """The committees a person records for, as chair or for the employees; a secretary's are the ones they sit in."""
    seats = ask.state.seats_of(ask.person, ask.today)
    places = dict.fromkeys(seat.place for seat in seats if ask.state.plan.has_organ(seat.place))
    return [key for key in places if _may(ask, key)]


def _may(ask: Ask, committee: str) -> bool:
    try:
        side_in(ask.state, ask.person, committee, ask.context.now(), "record")
    except Refused:
        return False
    return True


def _confirm(ask: Ask) -> Answer:
    waiting = med_views.waiting(ask)
    if not waiting:
        return Say(said(med.nothing_waits()))
    return Say(_of([about_records.stands(ask.state, r, ask.person) for r in waiting]))


def _undo(ask: Ask) -> Answer:
    entry = _last(ask)
    record = int(ask.state.about[entry.seq])
    own = entry.seq == record
    done = (actions.withdraw_record if own else actions.take_back_answer)(ask.context, ask.person, record)
    section = about_records.stands(done.state, done.state.records[record], ask.person)
    return Stands(said(section.text, *section.choices), done.state)


def _last(ask: Ask) -> Entry:
    """The person's last record or answer that still stands; raises Unknown."""
    found = [e for r in ask.state.records.values() if r.withdrawn is None for e in (r.entry, r.answer) if e is not None]
    mine = [e for e in found if e.actor == ask.person and not isinstance(e.fact, Undone)]
    if not mine:
        raise Unknown(what="own_act", name="")
    return max(mine, key=lambda e: e.seq)


def _missing(ask: Ask) -> Answer:
    return Say(_of(status.missing(ask)))


def _status(ask: Ask) -> Answer:
    found, rest = codes(ask.text, ask.state)
    if rest and not found:
        raise Unknown(what="proposal", name=rest)
    return Say(_of(status.proposals(ask, found)))


def _of(sections: list[Section]) -> Rendered:
    return Rendered(text=" ".join(section.text for section in sections[:3]), sections=tuple(sections))


WORDS = {
    "list": _list,
    "record": _record,
    "confirm": _confirm,
    "missing": _missing,
    "status": _status,
    "undo": _undo,
}
