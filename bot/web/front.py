"""The front page: what this is and where to go."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from bot.web.pages import page
from bot.web.site import Site


def front(site: Site, _request: Request) -> Response:
    """Says only what is public: the process's name and its public calendar."""
    state = site.state()
    path = f"/offentlig/{site.process}"
    plan = state.adopted
    return page("front.html", {"plan": plan, "public_page": path})
