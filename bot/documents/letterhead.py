"""What every paper of a process has in common: who writes it, and where the ledger stood, at the foot of each page."""

from __future__ import annotations

from datetime import date

from bot.documents.paper import Block, Paper
from bot.text import paper_words
from bot.text.roles import owner
from process.state import State


def sender(state: State) -> str:
    """The municipality and the group that keeps the process."""
    return f"{state.plan.municipality}, {owner(state.plan)}"


def written(state: State, title: str, today: date, blocks: tuple[Block, ...]) -> Paper:
    """A paper made from a state on a local day."""
    plan = state.plan
    foot = paper_words.foot(municipality=plan.municipality, title=plan.title, seq=state.seq, head=state.head)
    return Paper(title=title, author=sender(state), day=today, foot=foot, blocks=blocks)
