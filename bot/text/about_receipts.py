"""What both sides get when a record has been answered: the receipt with its place in the ledger, or both descriptions."""

from __future__ import annotations

from bot.text import about_records, door, med, offers
from bot.text.rendered import Section
from process.entries import Entry
from process.records import Record
from process.seats import PersonId
from process.state import State


def receipt(state: State, record: Record, answer: Entry, person: PersonId = "") -> Section:
    """PEOPLE 3.7, with a way to add one's own views; whoever recorded it may still put it right, whoever answered change their mind."""
    days, fact = state.plan.calendar, record.fact
    text = med.receipt(
        receipt_no=answer.code,
        committee=about_records.committee_of(state, record),
        ids=[ref.id for ref in fact.proposals],
        on=fact.held_on,
        outcome=fact.outcome,
        by=about_records.recorder(record),
        at=days.local(record.entry.at),
        other=about_records.role_of(answer),
        answered=days.local(answer.at),
    )
    name = about_records.committee_of(state, record)
    choices = [offers.add_views(seq=record.seq, name=name), offers.minutes(seq=record.seq, name=name)]
    if person == record.entry.actor:
        choices += [offers.correct(seq=record.seq, name=name), offers.withdraw(seq=record.seq, name=name)]
    if person == answer.actor:
        choices.append(offers.take_back(seq=record.seq, name=name))
    return Section(text=f"{text}\n{door.proof(seq=answer.seq, digest=answer.hash)}", choices=tuple(choices))


def contested(state: State, record: Record, answer: Entry) -> Section:
    """PEOPLE 3.6, for both."""
    name = about_records.committee_of(state, record)
    text = med.contested(by=about_records.role_of(answer), other=about_records.role_of(record.entry), on=record.fact.held_on)
    return Section(text=text, choices=(offers.see_both(seq=record.seq, name=name), offers.correct(seq=record.seq, name=name)))
