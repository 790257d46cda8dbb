"""`fristvogter proposals import FIL`: proposals from a table, all or none; a later version
re-opens the discussions it touches.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from app.clock import real_now
from app.stores import Stores, chosen_process
from bot.text import cli, refusals
from config.proposals_file import load_proposals
from config.settings import Settings
from process.acts.proposals import checked, submit_all
from process.errors import Refused
from process.ledger.entries import SYSTEM


@click.group(help=cli.WORDS["proposals"])
def command() -> None:
    """Words about proposals."""


@command.command("import", help=cli.HELP_PROPOSALS_IMPORT)
@click.argument("file", metavar="FIL", type=click.Path(path_type=Path))
@click.option("--check", "only_check", is_flag=True, help=cli.HELP_PROPOSALS_CHECK)
def import_proposals(file: Path, only_check: bool) -> None:
    """Exit 1 with every fault and nothing written, or with the one rule the file breaks."""
    settings = Settings()
    stores = Stores.open(settings.database)
    process = chosen_process(stores.ledger, settings.fristvogter_process)
    state = stores.ledger.state(process)
    found = load_proposals(file, state.plan)
    at = (stores.rehearsal.now() if stores.rehearsal.marked() else None) or real_now()
    try:
        for proposal in found:
            checked(state, proposal)
        new = len(submit_all(state, found).facts)
        if not only_check:
            _, entries = stores.ledger.decide(
                process, lambda known: submit_all(known, found), actor=SYSTEM, at=at
            )
            new = len(entries)
    except Refused as refused:
        click.echo(refusals.sentence(refused, state.adopted), err=True)
        sys.exit(1)
    click.echo(cli.proposals_imported(of=len(found), new=new, checked=only_check))
