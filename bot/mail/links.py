"""Where somebody without Slack makes a choice: MED's own form for a committee, and the page about one deadline."""

from __future__ import annotations

from bot.context import Context
from bot.text.rendered import Act, Choice
from process.seats import PersonId

ABOUT_RECORDS = frozenset({Act.CONFIRM, Act.ADD_VIEWS, Act.CONTEST, Act.SEE_BOTH, Act.CORRECT})
ABOUT_DEADLINES = {Act.DELIVER: "", Act.MORE_TIME: "#mere-tid"}
"""What is answered on the deadline's page, and where on it; one link for each thing most people want is enough in a mail."""


class PageLinks:
    """The page behind each choice, for one person."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def of(self, person: PersonId, choice: Choice) -> str:
        """The address; "" where there is no page."""
        if choice.act in ABOUT_DEADLINES:
            page = self._context.links.deadline(person, choice.value)
            return f"{page}{ABOUT_DEADLINES[choice.act]}" if page else ""
        committee = self._committee(choice)
        return self._context.links.door(person, committee) if committee else ""

    def _committee(self, choice: Choice) -> str:
        if choice.act is Act.RECORD:
            return choice.value
        if choice.act in ABOUT_RECORDS and choice.value.isdigit():
            record = self._context.state().records.get(int(choice.value))
            return record.fact.committee if record else ""
        return ""
