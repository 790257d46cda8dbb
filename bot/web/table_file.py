"""A table as a file to take away: CSV or a workbook, kept by nobody on the way."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.responses import Response

from bot.documents.sheets import Row, as_csv, as_xlsx

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def attached(rows: Sequence[Row], *, sheet: str, name: str, ending: str, colours: dict[str, str] | None = None) -> Response:
    """The table under a file name; `ending` is csv or xlsx, and `name` is ASCII."""
    data = as_csv(rows) if ending == "csv" else as_xlsx(sheet, rows, colours=colours)
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
    return Response(data, media_type=CSV if ending == "csv" else XLSX, headers=headers)
