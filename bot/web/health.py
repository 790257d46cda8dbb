"""Whether it lives (`/healthz`: process and database) and whether it does its work (`/readyz`: the worker's age)."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.web.site import Site
from storage.errors import StorageError

NO_STORE = {"Cache-Control": "no-store"}


def healthz(site: Site, _request: Request) -> Response:
    """200 when this process answers and the database does, else 503."""
    try:
        seq = site.ledger.state(site.process).seq
    except StorageError as error:
        return JSONResponse({"status": "fail", "database": type(error).__name__}, status_code=503, headers=NO_STORE)
    return JSONResponse({"status": "ok", "database": "ok", "entries": seq}, headers=NO_STORE)


def readyz(site: Site, _request: Request) -> Response:
    """503 when a kind of round was not finished by any worker within the bound, or never by any."""
    try:
        beats = site.heartbeat.ages()
    except StorageError as error:
        return JSONResponse({"status": "fail", "database": type(error).__name__}, status_code=503, headers=NO_STORE)
    youngest: dict[str, float] = {}
    for beat in beats:
        youngest[beat.round] = min(beat.seconds, youngest.get(beat.round, beat.seconds))
    silent = sorted(round for round, seconds in youngest.items() if seconds > site.worker_bound)
    fine = bool(youngest) and not silent
    ages = {round: int(seconds) for round, seconds in sorted(youngest.items())}
    body = {"status": "ok" if fine else "fail", "worker_seconds": ages, "bound_seconds": site.worker_bound, "silent": silent}
    return JSONResponse(body, status_code=200 if fine else 503, headers=NO_STORE)
