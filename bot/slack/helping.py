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
        return Say(said(words.command_help(words=command.words)))
    found = split(text, command.words)
    if found is None:
        unknown = words.unknown_word(typed=text.split(" ")[0], command=command.name)
        help_text = words.command_help(words=command.words)
        return Say(Rendered(text=f"{unknown} {help_text}", sections=(Section(text=unknown), Section(text=help_text))))
    name, rest = found
    return command.does[name](replace(ask, text=rest))


def typed_answer(ask: Ask) -> Answer:
    """Somebody writes to the bot itself."""
    if folded(ask.text) in {folded(word) for word in HELP}:
        return Say(said(words.all_help(commands=words.COMMANDS)))
    return Say(said(words.typed_something()))
