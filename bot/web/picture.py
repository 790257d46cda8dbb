"""The timeline as a picture that stands by itself, for a channel that shows no pages: one SVG, its colours and sizes inside."""

from __future__ import annotations

from datetime import date

from bot.documents.png import FAMILY, png
from bot.text import web_board as words
from bot.web.matrix import med_matrix
from bot.web.pages import environment
from bot.web.progress import progress
from bot.web.timeline import timeline
from process.remembered import remembered
from process.state import State

FONT = "DejaVu Sans"


@remembered
def png_picture(state: State, day: date) -> bytes | None:
    """The same as a PNG, for a conversation."""
    drawn = picture(state, day, font=FAMILY)
    return png(drawn) if drawn is not None else None


def picture(state: State, day: date, *, font: str = FAMILY) -> str | None:
    """The drawing of a day, or None when the plan has no day to draw. `font` must be one the renderer is given."""
    drawn = timeline(state, progress(state, day), day)
    if drawn is None:
        return None
    matrix = med_matrix(state, day)
    values = {
        "timeline": drawn,
        "title": state.plan.title,
        "day": day,
        "summary": words.discussed_count(matrix.discussed, matrix.total),
        "font": font,
    }
    return environment().get_template("picture.svg").render(values)
