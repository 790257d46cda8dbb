"""What people do about MED's records. `once` is the form's own id, so that a form sent twice counts once."""

from __future__ import annotations

from datetime import date

from bot.actions.doing import Done, carry_out, text_if_any
from bot.context import Context
from process.seats import PersonId
from process.verbs import discussion
from process.verbs.discussion import Meeting
from storage.texts import draw


def record_discussion(context: Context, person: PersonId, meeting: Meeting, *, views: str = "", once: str = "") -> Done:
    """Record a meeting, with one's own side's views."""
    text = text_if_any(views)
    return carry_out(context, person, lambda s, at: discussion.record(s, meeting, by=person, at=at, views=text), once=once)


def confirm_record(context: Context, person: PersonId, record: int) -> Done:
    """It took place and is rendered correctly."""
    return carry_out(context, person, lambda s, at: discussion.confirm(s, by=person, record=record, at=at))


def contest_record(context: Context, person: PersonId, record: int, *, description: str, once: str = "") -> Done:
    """It is not right; in one's own words."""
    text = draw(description)
    return carry_out(context, person, lambda s, at: discussion.contest(s, by=person, record=record, description=text, at=at), once=once)


def add_views(context: Context, person: PersonId, record: int, *, views: str, once: str = "") -> Done:
    """One's own side's views, beside those already there."""
    text = draw(views)
    return carry_out(context, person, lambda s, at: discussion.add_views(s, by=person, record=record, views=text, at=at), once=once)


def withdraw_record(context: Context, person: PersonId, record: int, *, why: str = "") -> Done:
    """Take back one's own record."""
    return carry_out(context, person, lambda s, at: discussion.withdraw(s, by=person, record=record, why=why, at=at))


def take_back_answer(context: Context, person: PersonId, record: int) -> Done:
    """Take back one's own answer."""
    return carry_out(context, person, lambda s, at: discussion.take_back_answer(s, by=person, record=record, at=at))


def note_minutes(context: Context, person: PersonId, record: int, *, link: str, approved_on: date | None) -> Done:
    """Where the minutes lie, and when they were approved."""
    return carry_out(
        context, person, lambda s, at: discussion.note_minutes(s, by=person, record=record, link=link, approved_on=approved_on, at=at)
    )
