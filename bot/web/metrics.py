"""The running of it in figures, as Prometheus reads them (text format 0.0.4): the outbox, the workers' age, the ledger.

Written here in full: the well-known client library brings an HTTP server of its own and a tenth of every start for these few lines;
its reader checks them in the tests. No figure is about a person.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Iterator

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from bot.web.health import NO_STORE
from bot.web.site import Rooms, Site
from storage.errors import StorageError

TYPE = "text/plain; version=0.0.4; charset=utf-8"
ASK = {"WWW-Authenticate": "Bearer", **NO_STORE}

Sample = tuple[str, float]
"""Labels as they are written (`{state="queued"}`, or nothing) and the value."""


def metrics(site: Site, request: Request) -> Response:
    """The figures for whoever brings METRICS_TOKEN as a bearer; 404 when none is set, 503 when the database does not answer."""
    if not site.metrics_token or site.rooms is None:
        return PlainTextResponse("", status_code=404, headers=NO_STORE)
    brought = request.headers.get("authorization", "").encode("latin-1")  # the bytes as they came
    if not hmac.compare_digest(brought, f"Bearer {site.metrics_token}".encode()):
        return PlainTextResponse("", status_code=401, headers=ASK)
    try:
        text = "".join(_lines(site, site.rooms))
    except StorageError:
        return PlainTextResponse("", status_code=503, headers=NO_STORE)
    return Response(text, media_type=TYPE, headers=NO_STORE)


def _lines(site: Site, rooms: Rooms) -> Iterator[str]:
    counts = rooms.context.outbox.counts(site.now())
    states = {"queued": counts.queued, "leased": counts.leased, "unclear": counts.unclear, "failed": counts.failed}
    yield from _gauge("outbox_messages", "Messages in the outbox that are not settled, by state.", _by("state", states))
    yield from _gauge("outbox_due", "Queued messages that may go now.", [("", counts.due)])
    yield from _gauge("outbox_unclear_seconds", "Age of the oldest post of unknown fate.", [("", counts.unclear_seconds or 0.0)])
    ages: dict[str, float] = {}
    for beat in site.heartbeat.ages():
        ages[beat.round] = min(beat.seconds, ages.get(beat.round, beat.seconds))
    yield from _gauge("worker_seconds", "Seconds since any worker finished this kind of round.", _by("round", ages))
    yield from _gauge("ledger_entries", "Entries in the ledger of the process.", [("", site.state().seq)])


def _by(label: str, values: dict[str, float] | dict[str, int]) -> list[Sample]:
    return [(f'{{{label}="{name}"}}', value) for name, value in sorted(values.items())]


def _gauge(name: str, help: str, samples: Iterable[Sample]) -> Iterator[str]:
    yield f"# HELP fristvogter_{name} {help}\n# TYPE fristvogter_{name} gauge\n"
    for labels, value in samples:
        yield f"fristvogter_{name}{labels} {value:g}\n"
