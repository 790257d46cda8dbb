"""What people can start, press, pick and send in, each conversation's part joined: tables only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.messages.message import Act
from bot.slack import consultations, frist, information, kalender, med, papers, plan, proposals
from bot.slack.requests import Modal, Press
from bot.text import commands
from bot.text.commands import Word


@dataclass(frozen=True, kw_only=True)
class Command:
    """A slash command: its words and what each does; `bare` is what it does without any."""

    name: str
    words: tuple[Word, ...]
    does: Mapping[str, Press]
    bare: str = "list"
    usage_hint: str = commands.USAGE_HINT

    @property
    def description(self) -> str:
        """In Slack's own list of commands."""
        return commands.COMMANDS[self.name]


COMMANDS = (
    Command(name="/frist", words=commands.FRIST, does=frist.WORDS),
    Command(
        name="/med", words=commands.MED, does={**med.WORDS, **information.WORDS, **papers.WORDS}
    ),
    Command(
        name="/plan",
        words=commands.PLAN,
        does={**plan.WORDS, **proposals.WORDS, **consultations.WORDS},
        bare="overview",
    ),
    Command(name="/kalender", words=commands.CALENDAR, does=kalender.WORDS),
)

PRESSED: tuple[Mapping[Act, Press], ...] = (
    frist.PRESSES,
    med.PRESSES,
    information.PRESSES,
    plan.PRESSES,
    proposals.PRESSES,
    consultations.PRESSES,
    kalender.PRESSES,
    papers.PRESSES,
)
PRESSES: Mapping[Act, Press] = {act: does for part in PRESSED for act, does in part.items()}
"""What each button does."""

PICKS: Mapping[str, Press] = frist.PICKS
"""Fields that tell us of themselves when something is picked in them."""

SENT: tuple[Modal[Any], ...] = (
    *frist.FORMS,
    *med.FORMS,
    *information.FORMS,
    *plan.FORMS,
    *proposals.FORMS,
    *consultations.FORMS,
    *kalender.FORMS,
)
FORMS: Mapping[str, Modal[Any]] = {modal.form.name: modal for modal in SENT}
"""What each modal does when it is sent in, by its callback id."""
