"""`fristvogter db …`: bring the tables to this version; copy the database, and put a copy back."""

from __future__ import annotations

from pathlib import Path

import click

from app.commands.serve import make_folder
from bot.text import cli
from config.settings import Settings
from storage.backup import back_up, mark_put_back, restore
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


@command.command("backup", help=cli.HELP_DB_BACKUP)
@click.argument("file", type=click.Path(path_type=Path))
def backup(file: Path) -> None:
    """Copy a SQLite database, also while it is in use."""
    back_up(Settings().database, file)
    click.echo(cli.backed_up(str(file)))


@command.command("restore", help=cli.HELP_DB_RESTORE)
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def put_back(file: Path) -> None:
    """Put a copy where no database lies."""
    from storage.migrations import run  # noqa: PLC0415 Alembic takes half a second to load

    settings = Settings()
    make_folder(settings.database)
    restore(file, settings.database, upgrade=run.upgrade)
    click.echo(cli.put_back())


@command.command("restored", help=cli.HELP_DB_RESTORED)
def restored() -> None:
    """Say that this database is a copy that was put back by its own tools."""
    database = connect(Settings().database)
    mark_put_back(database)
    database.close()
    click.echo(cli.put_back())
