"""News that was taken back, as a section: what does not count any more, and what stands for the person instead."""

from __future__ import annotations

from datetime import date

from bot.text import about_deadlines, about_records, rest_words
from bot.text.about_rests import said_by
from bot.text.rendered import Section, View
from process.entries import Entry
from process.facts import HandedOver, NotMine
from process.obligations import Obligation, ObligationKind, responsible
from process.seats import PersonId
from process.state import State


def section(state: State, entry: Entry, obligation: Obligation, person: PersonId, day: date, view: View) -> Section:
    """To whoever was told of the entry; the obligation is open."""
    said = _taken_back(state, entry, obligation.title)
    if person not in responsible(state, obligation, day):
        return Section(text=f"{said} {rest_words.nothing_to_do()}")
    now = about_deadlines.standing(state, obligation, person, day, view) or _plain(state, obligation, day)
    return Section(text=f"{said} {now.text}", choices=now.choices)


def _taken_back(state: State, entry: Entry, title: str) -> str:
    match entry.fact:
        case HandedOver():
            return rest_words.hand_over_undone(title=title)
        case NotMine():
            return rest_words.mine_after_all(title=title, by=said_by(state, entry))
    return rest_words.answer_undone(title=title)


def _plain(state: State, obligation: Obligation, day: date) -> Section:
    if obligation.kind is ObligationKind.DISCUSSION:
        return about_records.missing(state, [obligation], day)
    return Section(text=about_deadlines.plain_words(state, obligation, day), choices=about_deadlines.open_choices(state, obligation, day))
