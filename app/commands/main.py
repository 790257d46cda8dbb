"""`fristvogter …`: each word is loaded when it is said, and the one border where a fault becomes a
sentence."""

from __future__ import annotations

import difflib
import gc
import importlib
import logging
import os
import sys
import uuid
from collections.abc import Mapping

import click

from bot.text import cli
from config.tree import PlanFaults

log = logging.getLogger("fristvogter")

# word: where its command stands, when it is not `command` in the file named like the word
PLACES = {
    "run": "serve:run",
    "web": "serve:web",
    "worker": "serve:worker",
    "plan": "main:plan",
}
PLAN_PLACES = {
    "check": "look:check",
    "diff": "look:diff",
    "show": "look:show",
    "roll": "look:roll",
    "schema": "look:schema",
    "adopt": "change:adopt_plan",
    "import": "change:import_plan",
    "export": "change:export_plan",
}


class Words(click.Group):
    """A group whose words load nothing before they are said, so that help is written at once."""

    def __init__(
        self, *, words: Mapping[str, str], folder: str, places: Mapping[str, str], **rest: object
    ) -> None:
        super().__init__(**rest)  # type: ignore[arg-type]  # what click itself takes
        self._words, self._folder, self._places = words, folder, places

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of the help page."""
        return list(self._words)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load the word's file; an unknown word gets a sentence with the nearest one."""
        if cmd_name not in self._words:
            near = difflib.get_close_matches(cmd_name, self._words, n=1)
            raise click.UsageError(cli.unknown_word(cmd_name, near[0] if near else None), ctx)
        file, name = self._places.get(cmd_name, f"{cmd_name}:command").split(":")
        command: click.Command = getattr(importlib.import_module(f"{self._folder}.{file}"), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list is written from the table, so that help loads nothing."""
        with formatter.section("Ord"):
            formatter.write_dl(list(self._words.items()))


@click.group(
    cls=Words,
    words=cli.WORDS,
    folder="app.commands",
    places=PLACES,
    help=cli.ABOUT,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(package_name="fristvogter", prog_name="Fristvogter")
def group() -> None:
    """The root of all words."""


@click.group(
    cls=Words,
    words=cli.PLAN_WORDS,
    folder="app.commands.plan",
    places=PLAN_PLACES,
    help=cli.WORDS["plan"],
)
@click.pass_context
def plan(ctx: click.Context) -> None:
    """Words about the plan. A long one is a quarter of a million small values, and each word is
    over before collecting them pays."""
    gc.disable()
    ctx.call_on_close(gc.enable)


def main() -> None:
    """The border of the command line: exit 0 fine, 1 found faults, 2 could not run; one sentence,
    never a traceback."""
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
    from app.commands.fault_sentences import (  # noqa: PLC0415 it loads every room a fault may come from
        sentence_for,
    )

    known = sentence_for(error)
    if known is None:
        code = uuid.uuid4().hex[:6]
        log.exception("unexpected %s", code)
        known = cli.unexpected(code)
    click.echo(known, err=True)
