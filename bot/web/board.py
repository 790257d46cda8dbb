"""The board: timeline and MED matrix, today or as they looked on a past day."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.web.site import Site


def board_page(site: Site, request: Request) -> Response:
    """`/tavle/<token>`."""
    raise HTTPException(404)
