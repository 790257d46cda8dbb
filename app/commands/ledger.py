"""`fristvogter ledger verify|export|erase`: is it as it was written, all of it as lines of
JSON, and forgetting a free text.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from app.clock import real_now
from app.stores import Stores, chosen_process
from bot.text import cli
from config.settings import Settings
from process.ledger.facts import texts_of
from storage.verify import Anchor, Broken, Why, export_lines, verify

RECEIPT = re.compile(r"(\d+)[: ,]+([0-9a-f]{12,64})", re.IGNORECASE)
TOLD = re.compile(r"entry (\d+) with checksum ([0-9a-f]{64})")
"""How a day's head stands in the log."""


@click.group(help=cli.WORDS["ledger"])
def command() -> None:
    """Words about the ledger."""


def _open() -> tuple[Stores, str]:
    settings = Settings()
    stores = Stores.open(settings.database)
    return stores, chosen_process(stores.ledger, settings.fristvogter_process)


@command.command("verify", help=cli.HELP_LEDGER_VERIFY)
@click.option(
    "--receipt", "receipts", multiple=True, metavar="NR:KONTROLSUM", help=cli.HELP_LEDGER_RECEIPT
)
@click.option(
    "--log", "log", type=click.Path(path_type=Path, exists=True), help=cli.HELP_LEDGER_LOG
)
def verify_ledger(receipts: tuple[str, ...], log: Path | None) -> None:
    """Exit 1 and the first broken entry when something was changed."""
    stores, process = _open()
    result = verify(stores.database, process, told=_told(log))
    if not isinstance(result, Broken):
        result = next(
            (broken for receipt in receipts if (broken := _differs(stores, process, receipt))),
            result,
        )
    if isinstance(result, Broken):
        click.echo(cli.ledger_broken(result.seq, result.why), err=True)
        sys.exit(1)
    click.echo(cli.ledger_whole(result.count, result.head))
    click.echo(cli.anchored(result.anchored, result.count))
    if result.by_hand:
        click.echo(cli.gone_by_hand(result.by_hand))
    for line in _erasures(stores, process):
        click.echo(line)


def _told(log: Path | None) -> list[Anchor]:
    text = log.read_text(encoding="utf-8", errors="replace") if log else ""
    return [
        Anchor(seq=int(seq), hash=digest, place="log", at=real_now())
        for seq, digest in TOLD.findall(text)
    ]


def _differs(stores: Stores, process: str, receipt: str) -> Broken | None:
    """What a receipt on paper says, held against the entry."""
    read = RECEIPT.fullmatch(receipt.strip())
    if read is None:
        raise click.UsageError(cli.unreadable_receipt(receipt))
    seq, digest = int(read[1]), read[2].lower()
    entries = stores.ledger.entries(process, after=seq - 1, upto=seq)
    if not entries:
        return Broken(seq=seq, why=Why.CUT_OFF)
    return None if entries[0].hash.startswith(digest) else Broken(seq=seq, why=Why.NOT_AS_ANCHORED)


def _erasures(stores: Stores, process: str) -> list[str]:
    gone = stores.texts.erased(process)
    if not gone:
        return []
    holders = (
        (e.seq, text.id) for e in stores.ledger.entries(process) for text in texts_of(e.fact)
    )
    zone = stores.ledger.state(process).plan.calendar
    return [
        cli.text_gone(seq, zone.local_day(gone[id].at), gone[id].why)
        for seq, id in holders
        if id in gone
    ]


@command.command("export", help=cli.HELP_LEDGER_EXPORT)
def export() -> None:
    """JSON Lines on standard output."""
    stores, process = _open()
    for line in export_lines(stores.database, process):
        click.echo(line)


@command.command("erase", help=cli.HELP_LEDGER_ERASE)
@click.argument("seq", metavar="NR", type=click.IntRange(min=1))
@click.option("--why", required=True, help=cli.HELP_LEDGER_WHY)
def erase(seq: int, why: str) -> None:
    """Forget the free texts of one entry; the entry and its checksum stay, and say that they
    were erased.
    """
    stores, process = _open()
    entries = stores.ledger.entries(process, after=seq - 1, upto=seq)
    count = erase_texts(stores, process, (e.fact for e in entries), why)
    click.echo(cli.texts_erased(seq, count), err=not count)
    sys.exit(0 if count else 1)


def erase_texts(stores: Stores, process: str, facts: Iterable[object], why: str) -> int:
    """Forget the free texts of facts, with an entry that says so; says how many were there."""
    ids = tuple(text.id for fact in facts for text in texts_of(fact))
    return stores.ledger.erase(process, ids, at=real_now(), why=why)
