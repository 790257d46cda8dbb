"""What the forms of proposals, consultations and minutes do when they are sent in; `submissions` has the whole table."""

from __future__ import annotations

from collections.abc import Callable

from bot.slack import hearing_views, med_more, proposal_forms, station_views
from bot.slack.answers import Answer, Ask
from process.errors import AlreadyDone, BadDay, Missing, NotYours, Refused, TooLong, Unknown

SUBMISSIONS: dict[str, Callable[[Ask], Answer]] = {
    "minutes": med_more.minutes_sent,
    "withdraw": med_more.withdrawn,
    "proposal": proposal_forms.sent,
    "hearing": hearing_views.opened,
    "stations": station_views.sent,
    "response": hearing_views.received,
}

FIELDS: dict[tuple[str, type[Refused], str], str] = {
    ("withdraw", Missing, ""): "why",
    ("withdraw", TooLong, ""): "why",
    ("minutes", BadDay, ""): "approved_on",
    ("minutes", TooLong, ""): "minutes",
    ("proposal", Missing, "code"): "code",
    ("proposal", Missing, "title"): "title",
    ("proposal", Missing, "neutral_title"): "neutral_title",
    ("proposal", Missing, "area"): "area",
    ("proposal", Missing, "reason"): "not_affected",
    ("proposal", TooLong, "title"): "title",
    ("proposal", TooLong, "neutral_title"): "neutral_title",
    ("proposal", TooLong, "reason"): "not_affected",
    ("proposal", Unknown, "committee"): "not_affected",
    ("proposal", Unknown, "organ"): "stations",
    ("proposal", NotYours, ""): "area",
    ("proposal", AlreadyDone, ""): "code",
    ("stations", Missing, "material"): "material",
    ("stations", Missing, ""): "day_new",
    ("stations", BadDay, ""): "day_new",
    ("stations", AlreadyDone, ""): "day_new",
    ("hearing", Missing, "title"): "title",
    ("hearing", Missing, "parties"): "others",
    ("hearing", Missing, "closes"): "closes",
    ("hearing", BadDay, "unreadable"): "at",
    ("hearing", BadDay, ""): "closes",
    ("hearing", TooLong, ""): "title",
    ("response", BadDay, "unreadable"): "at",
    ("response", BadDay, ""): "received_on",
    ("response", TooLong, "link"): "link",
    ("response", TooLong, ""): "words",
}
"""Which field a refusal belongs to, as in `submissions.FIELDS`."""
