"""The figures for an operator, read with Prometheus' own reader."""

from __future__ import annotations

import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.bot.slack.world import Office
from tests.bot.web.house import House, open_house

TOKEN = "målernøgle"
BEARER = {b"Authorization": f"Bearer {TOKEN}".encode()}


@pytest.fixture
def measured(office: Office) -> House:
    """The pages of an installation that is watched."""
    return open_house(office, metrics_token=TOKEN)


def test_an_independent_reader_finds_every_figure(measured: House) -> None:
    looked = measured.office.context.proofs.look("r24", at=measured.clock.now())
    answer = measured.browser.get("/metrics", headers=BEARER)

    assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    families = {f.name: f for f in text_string_to_metric_families(answer.text)}
    assert sorted(families) == [
        "fristvogter_ledger_broken_entry",
        "fristvogter_ledger_entries",
        "fristvogter_ledger_verified_seconds",
        "fristvogter_ledger_witnessed_entry",
        "fristvogter_ledger_words_gone",
        "fristvogter_outbox_due",
        "fristvogter_outbox_messages",
        "fristvogter_outbox_unclear_seconds",
        "fristvogter_worker_seconds",
    ]
    assert {f.type for f in families.values()} == {"gauge"}
    context = measured.office.context
    assert families["fristvogter_ledger_broken_entry"].samples[0].value == looked.broken == 0
    assert [s.value for s in families["fristvogter_ledger_entries"].samples] == [
        context.ledger.head(context.process)[0]
    ]
    counts = context.outbox_log.counts(context.now())
    assert {
        s.labels["state"]: s.value for s in families["fristvogter_outbox_messages"].samples
    } == {
        "queued": counts.queued,
        "leased": counts.leased,
        "unclear": counts.unclear,
        "failed": counts.failed,
    }


@pytest.mark.parametrize(
    "headers",
    [{}, {b"Authorization": b"Bearer forkert"}, {b"Authorization": f"Basic {TOKEN}".encode()}],
)
def test_nobody_reads_them_without_the_token(measured: House, headers: dict[bytes, bytes]) -> None:
    answer = measured.browser.get("/metrics", headers=headers)

    assert (answer.status_code, answer.headers["www-authenticate"], answer.text) == (
        401,
        "Bearer",
        "",
    )


def test_without_a_token_in_the_settings_there_is_no_such_page(house: House) -> None:
    assert house.browser.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404
