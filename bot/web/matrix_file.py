"""The matrix as a file to take away from the board: the same door, day and choice as the page."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from bot.documents.matrix_sheet import matrix_rows
from bot.text import matrix_sheet as words
from bot.web.board import looked_at
from bot.web.choice import chosen_of
from bot.web.site import Site
from bot.web.table_file import attached


def matrix_csv(site: Site, request: Request) -> Response:
    """`/tavle/<token>/med.csv`."""
    return _file(site, request, "csv")


def matrix_xlsx(site: Site, request: Request) -> Response:
    """`/tavle/<token>/med.xlsx`."""
    return _file(site, request, "xlsx")


def _file(site: Site, request: Request, ending: str) -> Response:
    look = looked_at(site, request)
    rows = matrix_rows(look.then, look.day, chosen_of(request)) if look.then.adopted else []
    name = words.file_name(site.process, look.day, ending)
    return attached(rows, sheet=words.SHEET, name=name, ending=ending, colours=words.COLOURS)
