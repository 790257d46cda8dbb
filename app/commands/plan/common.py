"""What the words after `plan` share: their options, and where the answer goes."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from app.faults import CannotSay
from bot.text import plan_cli

PATH = click.Path(path_type=Path)
FILE = click.argument("file", metavar="FIL", type=PATH)
FILE_OR_LEDGER = click.argument("file", metavar="[FIL]", type=PATH, required=False)
OUTPUT = click.option("--output", "-o", type=PATH, help=plan_cli.OUTPUT)
DAY = click.DateTime(["%Y-%m-%d"])


def say(words: str, output: Path | None) -> None:
    """To the screen, or to a file and a word about it."""
    if output is None:
        click.echo(words, nl=not words.endswith("\n"))
        return
    output.write_text(words if words.endswith("\n") else f"{words}\n", encoding="utf-8")
    click.echo(plan_cli.written(str(output)), err=True)


def give(data: bytes, output: Path | None, form: str) -> None:
    """Bytes to a file, or to another program; never to a person's screen."""
    if output is not None:
        output.write_bytes(data)
        click.echo(plan_cli.written(str(output)), err=True)
    elif sys.stdout.isatty():
        raise CannotSay(plan_cli.binary_needs_output(form))
    else:
        sys.stdout.buffer.write(data)
