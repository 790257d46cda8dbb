"""`fristvogter db upgrade`: bring the tables to this version."""

from __future__ import annotations

import click

from bot.text import cli
from config.settings import Settings
from storage.database import connect


@click.group(help=cli.WORDS["db"])
def command() -> None:
    """Words about the database."""


@command.command("upgrade", help=cli.HELP_DB_UPGRADE)
def upgrade() -> None:
    """Run the migrations; twice is once."""
    from storage.migrations.run import head  # noqa: PLC0415 Alembic takes half a second to load
    from storage.migrations.run import upgrade as migrate

    database = connect(Settings().database)
    migrate(database)
    click.echo(cli.database_upgraded(str(head())))
