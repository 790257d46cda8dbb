"""Reading the words of a command, and help made from the same table: an unknown word is help, never an error."""

from __future__ import annotations

from dataclasses import replace

from bot.slack.answers import Answer, Ask, Say
from bot.slack.commands import Command
from bot.text import help as words
from bot.text.rendered import Rendered, Section, said
from bot.text.words import HELP, cleaned, folded, split


def command_answer(command: Command, ask: Ask) -> Answer:
    """Do what the first words say."""
    text = cleaned(ask.text)
    if not text:
        return command.does[command.bare](replace(ask, text=""))
    if folded(text) in {folded(word) for word in HELP}:
        return Say(_help(command))
    found = split(text, command.words)
    if found is None:
        unknown = words.unknown_word(typed=text.split(" ")[0], command=command.name)
        return Say(_help(command, unknown))
    name, rest = found
    return command.does[name](replace(ask, text=rest))


def _help(command: Command, before: str = "") -> Rendered:
    """One line to be heard, a list to be read."""
    heard = " ".join(filter(None, (before, words.command_help(words=command.words))))
    shown = [Section(text=before)] if before else []
    return Rendered(text=heard, sections=(*shown, Section(text=words.as_list(words=command.words))))


def typed_answer(ask: Ask) -> Answer:
    """Somebody writes to the bot itself."""
    if folded(ask.text) in {folded(word) for word in HELP}:
        return Say(said(words.all_help(commands=words.COMMANDS)))
    return Say(said(words.typed_something()))
