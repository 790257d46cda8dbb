"""`/med`: the committee's proposals, recording, answering, status."""

from __future__ import annotations

from bot import actions
from bot.slack import agenda, changeable, mail_texts, med_matrix, med_views, papers, status
from bot.slack.answers import Answer, Ask, Open, Say, Stands
from bot.slack.med_presses import withdrawal
from bot.slack.reading import codes, held_day, near_codes
from bot.text import about_records, med_owed, offers
from bot.text.rendered import Rendered, Section, said
from bot.text.roles import owner
from process.entries import Entry
from process.errors import NotYours, Refused, Unknown
from process.facts import Undone
from process.selection import Chosen
from process.verbs.discussion import Meeting
from process.verbs.rights import side_in


def _list(ask: Ask) -> Answer:
    own, every = spoken_for(ask)
    waiting = [about_records.stands(ask.state, r, ask.person) for r in med_views.waiting(ask)]
    if not every:
        return Say(_of([*waiting, Section(text=med_owed.no_committee(owner=owner(ask.state.plan)))]))
    others = [key for key in every if key not in own and med_views.missing(ask.state, key)]
    return Say(_of([*waiting, *(status.committee(ask, key) for key in (*own, *others))]))


def _record(ask: Ask) -> Answer:
    found, rest = codes(ask.text, ask.state)
    held_on, _ = held_day(rest, today=ask.today)
    fitting = _fitting(ask, found)
    if len(fitting) > 1:
        return Say(_of(med_views.choose(ask, fitting, proposals=found, held_on=held_on)))
    (committee,) = fitting
    if not found or held_on is None:
        return Open(med_views.record(ask, committee, chosen=found, held_on=held_on))
    done = actions.record_discussion(ask.context, ask.person, Meeting(committee=committee, proposals=found, held_on=held_on))
    section = about_records.stands(done.state, done.state.records[done.entry.seq], ask.person)
    return Stands(said(section.text, *section.choices), done.state)


def _fitting(ask: Ask, proposals: tuple[str, ...]) -> list[str]:
    """The committees it can be about: those all the proposals affect, else all the person may record for. Raises Unknown, NotYours."""
    _, every = spoken_for(ask)
    if not every:
        raise NotYours(act="record", seats=())
    for id in proposals:
        if ask.state.proposal(id) is None:
            raise Unknown(what="proposal", name=id, near=_near(ask, every, id))
    fitting = [key for key in every if {id for id, _ in med_views.affected(ask.state, key, ask.today)} >= set(proposals)]
    return fitting or every[:1]


def _near(ask: Ask, every: list[str], typed: str) -> tuple[str, ...]:
    """Of the person's own proposals those whose codes come closest, then what is missing."""
    own = {id for key in every for id, _ in med_views.affected(ask.state, key, ask.today)}
    close = [id for id in near_codes(ask.state, typed) if id in own]
    return tuple(dict.fromkeys((*close, *(p for key in every for p in med_views.missing(ask.state, key)))))[:3]


def spoken_for(ask: Ask) -> tuple[list[str], list[str]]:
    """The committees a person sits in and may record for, and all they may record for (the main committee's secretary: every one)."""
    places = {seat.place for seat in ask.state.seats_of(ask.person, ask.today)}
    every = [organ.key for organ in ask.state.plan.med_committees() if _may(ask, organ.key)]
    return [key for key in every if key in places], every


def _may(ask: Ask, committee: str) -> bool:
    try:
        side_in(ask.state, ask.person, committee, ask.context.now(), "record")
    except Refused:
        return False
    return True


def _confirm(ask: Ask) -> Answer:
    waiting = med_views.waiting(ask)
    if not waiting:
        return Say(said(med_owed.nothing_waits()))
    return Say(_of([about_records.stands(ask.state, r, ask.person) for r in waiting]))


def _undo(ask: Ask) -> Answer:
    if ask.text:
        return _change(ask)
    entry = _last(ask)
    record = int(ask.state.about[entry.seq])
    if entry.seq == record:
        return withdrawal(ask, ask.state.records[record])
    done = actions.take_back_answer(ask.context, ask.person, record)
    section = about_records.stands(done.state, done.state.records[record], ask.person)
    return Stands(said(section.text, *section.choices), done.state)


def _change(ask: Ask) -> Answer:
    """The records about a proposal that the person may put right or take back; without a code all of them. Raises Unknown."""
    found, rest = codes(ask.text, ask.state)
    if rest or any(ask.state.proposal(id) is None for id in found):
        raise Unknown(what="proposal", name=rest or found[0], near=near_codes(ask.state, rest or found[0]))
    return Say(_of(changeable.sections(ask, found)))


def _last(ask: Ask) -> Entry:
    """The person's last record or answer that still stands; raises Unknown."""
    found = [e for r in ask.state.records.values() if r.withdrawn is None for e in (r.entry, r.answer) if e is not None]
    mine = [e for e in found if e.actor == ask.person and not isinstance(e.fact, Undone)]
    if not mine:
        raise Unknown(what="own_act", name="")
    return max(mine, key=lambda e: e.seq)


def _missing(ask: Ask) -> Answer:
    found = status.missing(ask)
    return Say(_of([*found, *(mail_texts.offered(ask) if found[0].heading else [])]))


def _status(ask: Ask) -> Answer:
    found, rest = codes(ask.text, ask.state)
    chosen = med_matrix.chosen_by(ask.state, rest) if rest and not found else None
    if chosen is not None:
        return Say(_of(med_matrix.part(ask, chosen)))
    if rest and not found:
        raise Unknown(what="proposal", name=rest)
    return Say(_of(status.proposals(ask, found) if found else med_matrix.part(ask, Chosen())))


def _annex(ask: Ask) -> Answer:
    return Say(_of(papers.annexes(ask)))


def _agenda(ask: Ask) -> Answer:
    if ask.text:
        return Say(_of(papers.agenda_items(ask)))
    own, every = spoken_for(ask)
    wanted = [key for key in own or every if med_views.missing(ask.state, key)] or own[:1]
    if not wanted:
        raise NotYours(act="record", seats=())
    if len(wanted) == 1:
        return Open(agenda.view(ask, wanted[0]))
    names = {key: ask.state.plan.place_name(key) for key in wanted}
    return Say(_of([Section(text=name, choices=(offers.agenda(committee=key, name=name),)) for key, name in names.items()]))


def _of(sections: list[Section]) -> Rendered:
    return Rendered(text=" ".join(section.text for section in sections[:3]), sections=tuple(sections))


WORDS = {
    "list": _list,
    "record": _record,
    "confirm": _confirm,
    "missing": _missing,
    "status": _status,
    "agenda": _agenda,
    "annex": _annex,
    "undo": _undo,
    "correct": _change,
}
