"""The matrix as a file to take away from the board: the same door, day and choice as the page."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from bot.documents.matrix_sheet import matrix_rows
from bot.documents.sheets import as_csv, as_xlsx
from bot.text import matrix_sheet as words
from bot.web.board import looked_at
from bot.web.choice import chosen_of
from bot.web.site import Site

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def matrix_csv(site: Site, request: Request) -> Response:
    """`/tavle/<token>/med.csv`."""
    return _file(site, request, "csv")


def matrix_xlsx(site: Site, request: Request) -> Response:
    """`/tavle/<token>/med.xlsx`."""
    return _file(site, request, "xlsx")


def _file(site: Site, request: Request, ending: str) -> Response:
    look = looked_at(site, request)
    rows = matrix_rows(look.then, look.day, chosen_of(request)) if look.then.adopted else []
    data = as_csv(rows) if ending == "csv" else as_xlsx(words.SHEET, rows, colours=words.COLOURS)
    name = words.file_name(site.process, look.day, ending)
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
    return Response(data, media_type=CSV if ending == "csv" else XLSX, headers=headers)
