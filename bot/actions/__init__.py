"""Everything a person can do, one function a thing, called by Slack and web alike; the only writer on this side.

Each takes the context and the person, lets a verb of `process` decide on the newest state, writes, wakes the worker, and gives a
`Done` or raises `Refused` (nothing was written then). None of them speaks.
"""

from __future__ import annotations

from bot.actions.calendars import BOARD, OWN, close_addresses, new_address, offered_addresses, open_addresses
from bot.actions.deadlines import (
    answer_more_time,
    ask_more_time,
    deliver,
    hand_over,
    not_mine,
    receive,
    snooze,
    take_it,
    undo,
)
from bot.actions.discussions import (
    add_views,
    confirm_record,
    contest_record,
    note_minutes,
    record_discussion,
    take_back_answer,
    withdraw_record,
)
from bot.actions.doing import Done
from bot.actions.meetings import accept_meetings, decline_meetings
from bot.actions.plan import MovePreview, cancel_milestone, confirm_dates, move_milestone, people_told, preview_move, touched
from bot.actions.proposals import open_consultation, propose, receive_response, set_stations, withdraw_response

__all__ = [
    "BOARD",
    "OWN",
    "Done",
    "MovePreview",
    "accept_meetings",
    "add_views",
    "answer_more_time",
    "ask_more_time",
    "cancel_milestone",
    "close_addresses",
    "confirm_dates",
    "confirm_record",
    "contest_record",
    "decline_meetings",
    "deliver",
    "hand_over",
    "move_milestone",
    "new_address",
    "not_mine",
    "note_minutes",
    "offered_addresses",
    "open_addresses",
    "open_consultation",
    "people_told",
    "preview_move",
    "propose",
    "receive",
    "receive_response",
    "record_discussion",
    "set_stations",
    "snooze",
    "take_back_answer",
    "take_it",
    "touched",
    "undo",
    "withdraw_record",
    "withdraw_response",
]
