"""Whether it lives (`/healthz`: process and database) and whether it does its work (`/readyz`: the
workers' signs of life, and nobody's message waits too long).
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Iterator

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from bot.web.site import Site
from storage.errors import StorageError

NO_STORE = {"Cache-Control": "no-store"}


def healthz(site: Site, _request: Request) -> Response:
    """200 when this process answers and the database does, else 503."""
    try:
        seq = site.state().seq
    except StorageError as error:
        return JSONResponse(
            {"status": "fail", "database": type(error).__name__}, status_code=503, headers=NO_STORE
        )
    return JSONResponse({"status": "ok", "database": "ok", "entries": seq}, headers=NO_STORE)


def readyz(site: Site, _request: Request) -> Response:
    """503 when a kind of round was not finished by any worker within the bound, or never by any,
    when a worker that is expected was silent so long, or when a message waits longer than that
    without those before it being sent.
    """
    try:
        beats = site.context.heartbeat.ages(site.process)
        waiting = site.context.outbox_log.held_up(
            site.process, site.now(), seconds=site.worker_bound
        )
    except StorageError as error:
        return JSONResponse(
            {"status": "fail", "database": type(error).__name__}, status_code=503, headers=NO_STORE
        )
    youngest: dict[str, float] = {}
    for beat in beats:
        youngest[beat.round] = min(beat.seconds, youngest.get(beat.round, beat.seconds))
    silent = sorted(
        round for round, seconds in youngest.items() if not -1 <= seconds <= site.worker_bound
    )  # an age below zero is a clock that was set back, and says nothing
    heard = {b.name for b in beats if -1 <= b.seconds <= site.worker_bound}
    missing = sorted(set(site.expected_workers) - heard)
    fine = bool(youngest) and not silent and not missing and not waiting
    ages = {round: int(seconds) for round, seconds in sorted(youngest.items())}
    body = {
        "status": "ok" if fine else "fail",
        "worker_seconds": ages,
        "bound_seconds": site.worker_bound,
        "silent": silent,
        "missing_workers": missing,
        "waiting_messages": waiting,
    }
    return JSONResponse(body, status_code=200 if fine else 503, headers=NO_STORE)


TYPE = "text/plain; version=0.0.4; charset=utf-8"
ASK = {"WWW-Authenticate": "Bearer", **NO_STORE}

Sample = tuple[str, float]
"""Labels as they are written (`{state="queued"}`, or nothing) and the value."""


def metrics(site: Site, request: Request) -> Response:
    """The figures for whoever brings METRICS_TOKEN as a bearer; 404 when none is set, 503 when
    the database does not answer.
    """
    if not site.metrics_token:
        return PlainTextResponse("", status_code=404, headers=NO_STORE)
    brought = request.headers.get("authorization", "").encode("latin-1")  # the bytes as they came
    if not hmac.compare_digest(brought, f"Bearer {site.metrics_token}".encode()):
        return PlainTextResponse("", status_code=401, headers=ASK)
    try:
        text = "".join(_lines(site))
    except StorageError:
        return PlainTextResponse("", status_code=503, headers=NO_STORE)
    return Response(text, media_type=TYPE, headers=NO_STORE)


def _lines(site: Site) -> Iterator[str]:
    counts = site.context.outbox_log.counts(site.now())
    states = {
        "queued": counts.queued,
        "leased": counts.leased,
        "unclear": counts.unclear,
        "failed": counts.failed,
    }
    yield from _gauge(
        "outbox_messages",
        "Messages in the outbox that are not settled, by state.",
        _by("state", states),
    )
    yield from _gauge("outbox_due", "Queued messages that may go now.", [("", counts.due)])
    yield from _gauge(
        "outbox_unclear_seconds",
        "Age of the oldest post of unknown fate.",
        [("", counts.unclear_seconds or 0.0)],
    )
    ages: dict[str, float] = {}
    for beat in site.context.heartbeat.ages(site.process):
        ages[beat.round] = min(beat.seconds, ages.get(beat.round, beat.seconds))
    yield from _gauge(
        "worker_seconds",
        "Seconds since any worker finished this kind of round.",
        _by("round", ages),
    )
    yield from _gauge(
        "ledger_entries", "Entries in the ledger of the process.", [("", site.state().seq)]
    )
    yield from _proof(site)


def _proof(site: Site) -> Iterator[str]:
    """Nothing before the first night: an alarm on a missing figure is the alarm for that."""
    found = site.context.proofs.last(site.process)
    if found is not None:
        yield from _gauge(
            "ledger_verified_seconds",
            "Seconds since the ledger was last verified.",
            [("", (site.clock() - found.at).total_seconds())],
        )
        yield from _gauge(
            "ledger_broken_entry",
            "First entry that is not as it was written; 0 where all are.",
            [("", found.broken)],
        )
        yield from _gauge(
            "ledger_witnessed_entry",
            "Entry up to which somebody outside is a witness.",
            [("", found.anchored)],
        )
        yield from _gauge(
            "ledger_words_gone",
            "Entries whose words are gone and no entry says why.",
            [("", found.by_hand)],
        )


def _by(label: str, values: dict[str, float] | dict[str, int]) -> list[Sample]:
    return [(f'{{{label}="{name}"}}', value) for name, value in sorted(values.items())]


def _gauge(name: str, help: str, samples: Iterable[Sample]) -> Iterator[str]:
    yield f"# HELP fristvogter_{name} {help}\n# TYPE fristvogter_{name} gauge\n"
    for labels, value in samples:
        yield f"fristvogter_{name}{labels} {value:g}\n"
