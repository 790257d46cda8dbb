"""`fristvogter plan …`: read a plan, say what is wrong with it, compare, adopt, export, draw and roll it."""

from __future__ import annotations

import gc
import importlib

import click

from bot.text import cli, plan_cli


class PlanWords(click.Group):
    """Each word lives in `app.commands.plan.<word>` as `command`; tables and pictures are loaded by the words that need them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of the help page."""
        return list(plan_cli.WORDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load the word's file."""
        if cmd_name not in plan_cli.WORDS:
            return None
        command: click.Command = importlib.import_module(f"app.commands.plan.{plan_cli.FILES.get(cmd_name, cmd_name)}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list is written from the table, so that help loads nothing."""
        with formatter.section("Ord"):
            formatter.write_dl(list(plan_cli.WORDS.items()))


@click.group(cls=PlanWords, help=cli.WORDS["plan"])
@click.pass_context
def command(ctx: click.Context) -> None:
    """Words about the plan. A long one is a quarter of a million small values, and each word is over before collecting them pays."""
    gc.disable()
    ctx.call_on_close(gc.enable)
