"""Templates to pages: escaped by default, strict about what is missing, nothing loaded from another
host; and the headers that hold browsers to it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.datastructures import MutableHeaders
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.text import grammar as dates
from bot.text.grammar import upper_first
from process.dates.danish import write
from process.dates.danish_grammar import short_day

HERE = Path(__file__).parent
STATIC = HERE / "static"
NO_SCRIPTS = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
OWN_SCRIPTS = NO_SCRIPTS + "; script-src 'self'"
HEADERS = (
    ("Content-Security-Policy", NO_SCRIPTS),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
)


def page(
    template: str,
    values: Mapping[str, object],
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> HTMLResponse:
    """A page that nobody else may keep and no search engine may list."""
    body = environment().get_template(template).render(values)
    kept = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex", **(headers or {})}
    return HTMLResponse(body, status_code=status, headers=kept)


@cache
def environment() -> Environment:
    """The templates and the few words they may use; made at the first page."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.globals["static"] = static
    made.filters |= {
        "full": dates.full,
        "short_day": short_day,
        "written": write,
        "upper_first": upper_first,
    }
    return made


@cache
def static(name: str) -> str:
    """The address of a static file; its hash lets browsers keep it for ever."""
    return f"/statisk/{name}?v={hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]}"


class SecurityHeaders:
    """Adds the headers an answer has not set itself."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on, and add the headers to the first message of the answer."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS:
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, with_headers if scope["type"] == "http" else send)
