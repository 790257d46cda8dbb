"""Which part of the matrix an address asks for, and what can be asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from starlette.requests import Request

from bot.text.web_board import slashed
from process.involvement import matrix
from process.selection import Chosen, meetings
from process.state import State

Options = tuple[tuple[str, str], ...]
NAMES = {"omraade": "area", "udvalg": "committee", "moede": "meeting"}
"""The words of the address and what they choose."""


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What is chosen, what can be, and the end of an address that says the same again."""

    chosen: Chosen
    areas: Options
    committees: Options
    meetings: Options
    query: str


def chosen_of(request: Request) -> Chosen:
    """`?omraade=…&udvalg=…&moede=…`; what names nothing here chooses nothing."""
    return Chosen(**{name: request.query_params.get(word, "")[:200] for word, name in NAMES.items()})


def choices(state: State, chosen: Chosen, day: date, today: date) -> Choices:
    """For the form over the matrix."""
    cells = matrix(state)
    committees = dict.fromkeys(c.committee for c in cells)
    asked = {word: getattr(chosen, name) for word, name in NAMES.items()} | ({"dag": day.isoformat()} if day != today else {})
    return Choices(
        chosen=chosen,
        areas=tuple((a.key, a.name) for a in state.plan.areas if any(c.proposal.area == a.key for c in cells)),
        committees=tuple((o.key, o.name) for o in state.plan.med_committees() if o.key in committees),
        meetings=tuple((key, _meeting(state, key)) for key in meetings(state)),
        query=urlencode({word: value for word, value in asked.items() if value}),
    )


def _meeting(state: State, key: str) -> str:
    organ, _, day = key.partition("/")
    return f"{state.plan.place_name(organ)} {slashed(date.fromisoformat(day))}"
