"""The names the codec writes: old ledgers hold them, and docs/efterproev.py reads them.
None of them may be renamed.

Whoever adds one adds it here; whoever finds this test red after a renaming takes the renaming back.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from typing import Any, get_args, get_type_hints

from process.ledger.facts import Fact
from process.reminders.notices import Notice

RECORDS = {
    "Area": "key name director steering_group standing_committee example",
    "ClosedDay": "day name from_time",
    "Consultation": "id title opens closes parties proposals",
    "ConsultationOpened": "consultation",
    "DatesConfirmed": "rows",
    "Day": "day start end",
    "Delivered": "obligation note",
    "DiscussionConfirmed": "record",
    "DiscussionContested": "record description",
    "DiscussionRecorded": "committee proposals held_on outcome by_side material_on "
    "sides views minutes minutes_approved corrects on_behalf joint",
    "EachMeeting": "group first last",
    "HandedOver": "obligation to until",
    "Kind": "key label does rhythm",
    "Meeting": (
        "key when title place agenda programme cancelled public note example rolled_from source"
    ),
    "MeetingsDeclined": "proposal",
    "MeetingsProposed": "organ meetings source",
    "Milestone": "key title kind when owners owner_basis owner_words owed "
    "receiver organ with_organs "
    "reading conflicts_with "
    "audience place place_tentative programme track tentative conditional cancelled moved "
    "fixed_by rolled_from public note source",
    "MilestoneCancelled": "milestone why",
    "MilestoneMoved": "milestone to why approved_by approved_on",
    "MinutesNoted": "record link approved_on",
    "Months": "year first last count",
    "MoreTimeAnswered": "asked granted",
    "MoreTimeAsked": "obligation until why",
    "Moved": "was why approved_by approved_on",
    "NoLater": "day at",
    "NotAffected": "committee reason",
    "NotMine": "obligation",
    "Notice": "key process kind person due obligation entry step because tried",
    "Organ": (
        "key name kind short level parent area staff_meeting also_called meetings waiting "
        "invitations example"
    ),
    "PartOfMonth": "year month third",
    "Party": "key name seat",
    "Plan": (
        "key title municipality uid_host budget_years council_word calendar rules kinds tracks "
        "organs areas milestones rehearsal"
    ),
    "PlanAdopted": "plan reason approved_by approved_on source",
    "ProgrammeLine": "start what day end",
    "Proposal": "id version title neutral_title area level stations "
    "affected not_affected others_to_hear share_from embargo_until origin may_identify example",
    "ProposalRef": "id version",
    "ProposalSubmitted": "proposal",
    "Received": "obligation",
    "Relative": "milestone days before",
    "ResponseReceived": "consultation party received_at words link may_publish",
    "ResponseWithdrawn": "response why",
    "Rhythm": "remind nag_every nags escalate_after ladder",
    "Rules": "dispatch_days dispatch_counting case_days notice_days material_days minutes_days "
    "narrow_days consultation_days "
    "record_days rest_days lapse_days budget_adopted_by reading_gap_days weekly off severity",
    "Seat": "role place",
    "SeatLeft": "seat person last_day",
    "SeatTaken": "seat person since until deputy",
    "Several": "parts",
    "Snoozed": "obligation until",
    "Source": "document place",
    "Span": "first last start end",
    "Station": "organ day outcome closed supplementary version",
    "Text": "id digest",
    "Undated": "words",
    "Undone": "undoes why",
    "ViewsAdded": "record side views",
    "Weeks": "year first last no_later",
    "Window": "opens until_meetings_of closes_first closes_last",
    "WorkCalendar": "zone closed delivery quiet_from quiet_until",
}
"""What stands under "is", with its fields."""
WORDS = (
    "amended partly_adopted postponed prioritised rejected sent_back",
    "arbejdsdag hverdag",
    "area local main",
    "begun discussed in_writing informed meeting_cancelled not_dealt_with",
    "cancelled confirm_record contested escalated escalation_told handed_over invitation "
    "more_time_answered more_time_asked moved not_mine "
    "overdue receipt reminder reopened rescheduled snoozed standing_in to_admin unanswered weekly "
    "withdrawn",
    (
        "chair chief_executive deputy director employee_rep head member process_owner secretary "
        "substitute vice_chair"
    ),
    "consultation decision delivery discussion event information",
    "coordination_group council executive_board finance_committee group_leaders "
    "heads med_committee other standing_committee steering_group",
    "deputy director head process_owner",
    "employees management safety secretary",
    "error note question",
    "implied not_stated stated",
    "medio primo ultimo",
)
"""The values of each enumeration; its own name is written nowhere."""


def test_no_name_that_a_ledger_or_an_outbox_holds_has_gone() -> None:
    """New classes and new fields may come; what was written once is read for ever."""
    now = {
        kind.__name__: {field.name for field in fields(kind)}
        for kind in KINDS
        if is_dataclass(kind)
    }
    gone = {name: set(held.split()) - now.get(name, set()) for name, held in RECORDS.items()}
    assert {name: lost for name, lost in gone.items() if lost} == {}


def test_a_field_that_came_later_has_a_default() -> None:
    """An entry written before it was there is read without it."""
    came = [
        f"{kind.__name__}.{field.name}"
        for kind in KINDS
        if is_dataclass(kind) and kind.__name__ in RECORDS
        for field in fields(kind)
        if field.name not in RECORDS[kind.__name__].split()
        if field.default is MISSING and field.default_factory is MISSING
    ]
    assert came == []


def test_no_word_of_an_enumeration_has_gone() -> None:
    now = [{str(one.value) for one in kind} for kind in KINDS if issubclass(kind, Enum)]
    assert [held for held in WORDS if not any(set(held.split()) <= words for words in now)] == []


def _reached(hint: Any, seen: dict[type, None]) -> Iterator[type]:
    """Every class of ours that a value of this type can hold."""
    if get_args(hint):
        for part in get_args(hint):
            yield from _reached(part, seen)
    elif (
        isinstance(hint, type)
        and hint not in seen
        and (is_dataclass(hint) or issubclass(hint, Enum))
    ):
        seen[hint] = None
        yield hint
        for part in get_type_hints(hint).values() if is_dataclass(hint) else ():
            yield from _reached(part, seen)


KINDS = tuple(_reached(Fact | Notice, {}))
