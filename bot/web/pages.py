"""Templates to pages: escaped by default, strict about what is missing, nothing loaded from another host."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from bot.text import dates
from bot.text.grammar import upper_first

HERE = Path(__file__).parent
STATIC = HERE / "static"


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
    made.filters |= {"full": dates.full, "short_day": dates.short_day, "written": dates.write, "upper_first": upper_first}
    return made


@cache
def static(name: str) -> str:
    """The address of a static file; its hash lets browsers keep it for ever."""
    return f"/statisk/{name}?v={hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]}"


def page(template: str, values: Mapping[str, object], *, status: int = 200, headers: Mapping[str, str] | None = None) -> HTMLResponse:
    """A page that nobody else may keep and no search engine may list."""
    body = environment().get_template(template).render(values)
    kept = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex", **(headers or {})}
    return HTMLResponse(body, status_code=status, headers=kept)
