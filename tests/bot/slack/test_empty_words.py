"""What was typed as nothing, in quotes of any kind, is answered with a sentence, and no sentence
prints an empty pair of quotes.
"""

from __future__ import annotations

import re

import pytest

from bot.slack.conversations import COMMANDS
from bot.text.commands import cleaned
from tests.bot.slack.world import World

NOTHING = ("", '""', "“ ”", "«»", "<@>", "\u200b")
EMPTY = re.compile(r"[“»«”\"'*_][\s\u200b]*[“»«”\"'*_]")
WHO = ("p-procesejer", "p-formand", "p-skolechef")


@pytest.mark.parametrize("typed", NOTHING)
@pytest.mark.parametrize("command", [command.name for command in COMMANDS])
def test_nothing_is_answered_and_never_quoted(world: World, command: str, typed: str) -> None:
    world.clock.go("2024-04-19")
    (found,) = [c for c in COMMANDS if c.name == command]
    wrong = []
    for word in found.words:
        for text in (typed, f"R-001 {typed}", f"forslag {typed}"):
            for person in WHO:
                said = world.command(person, f"{command} {word.spellings[0]} {text}")
                if EMPTY.search(said):
                    wrong.append((person, word.spellings[0], text, said))
    assert wrong == []


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("\u201c\u201d", ""),
        ("'' \"\" » «", ""),
        ("\ufeff\u00ad", ""),
        ('forslag "" 22/3', "forslag 22/3"),
        ('"Status uden ejer" 22/3', '"Status uden ejer" 22/3'),
        ("det sagde' 'vi", "det sagde' 'vi"),
        ('5" "6', '5" "6'),
        ("aflys «nu»", "aflys «nu»"),
    ],
)
def test_only_quotes_around_nothing_are_nothing(typed: str, kept: str) -> None:
    assert cleaned(typed) == kept
