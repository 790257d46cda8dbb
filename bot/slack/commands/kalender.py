"""`/kalender`."""

from __future__ import annotations

from bot.slack import calendar_answers

WORDS = {
    "list": calendar_answers.mine,
    "new": calendar_answers.new,
    "choose": calendar_answers.choose,
    "close": calendar_answers.close,
    "public": calendar_answers.public,
}
