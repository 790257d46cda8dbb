"""`fristvogter db upgrade`: bring the tables to this version."""

from __future__ import annotations

import click

from app.commands.serve import make_folder
from bot.text import cli
from config.settings import Settings
from storage.database import connect


@click.group(help=cli.WORDS["db"])
def command() -> None:
    """Words about the database."""


@command.command("upgrade", help=cli.HELP_DB_UPGRADE)
def upgrade() -> None:
    """Run the migrations; twice is once."""
    from storage.migrations import run  # noqa: PLC0415 Alembic takes half a second to load

    settings = Settings()
    make_folder(settings.database)
    database = connect(settings.database)
    run.upgrade(database)
    click.echo(cli.database_upgraded(str(run.head())))
