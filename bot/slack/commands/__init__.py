"""The slash commands: `COMMANDS` is the table of their words; help is made from the same one, so that what is shown works."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.slack.answers import Answer, Ask
from bot.slack.commands import frist, kalender, med, plan
from bot.text import help as help_words
from bot.text import words
from bot.text.words import Word

Speak = Callable[[Ask], Answer]


@dataclass(frozen=True, kw_only=True)
class Command:
    """A slash command: its words and what each does; `bare` is what it does without any."""

    name: str
    words: tuple[Word, ...]
    does: Mapping[str, Speak]
    bare: str = "list"
    description: str
    usage_hint: str = help_words.USAGE_HINT


COMMANDS: tuple[Command, ...] = (
    Command(name="/frist", words=words.FRIST, does=frist.WORDS, description=help_words.COMMANDS["/frist"]),
    Command(name="/med", words=words.MED, does=med.WORDS, description=help_words.COMMANDS["/med"]),
    Command(name="/plan", words=words.PLAN, does=plan.WORDS, bare="overview", description=help_words.COMMANDS["/plan"]),
    Command(name="/kalender", words=words.CALENDAR, does=kalender.WORDS, description=help_words.COMMANDS["/kalender"]),
)
