"""`fristvogter …`: one file per word, loaded when it is said, and the one border where a fault becomes a sentence."""

from __future__ import annotations

import difflib
import importlib
import logging
import os
import sys
import uuid

import click

from bot.text import cli
from config.tree import PlanFaults

WORDS = tuple(cli.WORDS)
log = logging.getLogger("fristvogter")


class Words(click.Group):
    """The words of the command line; each lives in `app.commands.<word>` as `command`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of the help page."""
        return list(WORDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load the word's file; an unknown word gets a sentence with the nearest one."""
        if cmd_name not in WORDS:
            near = difflib.get_close_matches(cmd_name, WORDS, n=1)
            raise click.UsageError(cli.unknown_word(cmd_name, near[0] if near else None), ctx)
        command: click.Command = importlib.import_module(f"app.commands.{cmd_name}_command").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list is written from the table, so that help loads nothing."""
        with formatter.section("Ord"):
            formatter.write_dl([(word, cli.WORDS[word]) for word in WORDS])


@click.group(cls=Words, help=cli.ABOUT, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="fristvogter", prog_name="Fristvogter")
def group() -> None:
    """The root of all words."""


def main() -> None:
    """The border of the command line: exit 0 fine, 1 found faults, 2 could not run; one sentence, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    try:
        group.main(standalone_mode=False)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        _say(error)
        sys.exit(1 if isinstance(error, PlanFaults) else 2)


def _say(error: Exception) -> None:
    from app.fault_words import sentence_for  # noqa: PLC0415 it loads every room a fault may come from

    known = sentence_for(error)
    if known is None:
        code = uuid.uuid4().hex[:6]
        log.exception("unexpected %s", code)
        known = cli.unexpected(code)
    click.echo(known, err=True)
